//! `import`: files become data, in one step or not at all.

use anyhow::Result;
use uptake_app::{ImportOutcome, ImportRequest, Wording, check_import};
use uptake_ingest::ProblemWords;
use uptake_l10n::{Words, problem_hint, problem_text};

use crate::{
    cli::{DatesArg, ImportArgs},
    context::Context,
    failure::Outcome,
    progress::Progress,
    view::ImportView,
};

/// Imports files and shows what came of each.
pub(super) async fn run(arguments: &ImportArgs, context: &Context) -> Result<Outcome> {
    let request = ImportRequest {
        paths: arguments.paths.clone(),
        table: arguments.table,
        customer: arguments.customer,
        covers: arguments.covers,
        as_of: arguments.as_of,
        dates: arguments.dates.map(DatesArg::into),
        mode: arguments.mode.into(),
        wording: wording(context),
    };
    let outcome = import(&request, arguments.dry_run, context).await?;
    let is_refused = outcome.refused;
    let view = ImportView { outcome, is_dry_run: arguments.dry_run, words: &context.words };
    context.show(&view)?;
    Ok(if is_refused { Outcome::Refused } else { Outcome::Done })
}

async fn import(
    request: &ImportRequest,
    is_dry_run: bool,
    context: &Context,
) -> Result<ImportOutcome> {
    if is_dry_run {
        let mut progress = Progress::new(context);
        let mut taken = |file: &str, rows| progress.taken(file, rows);
        return Ok(check_import(&context.folder, context.world.clone(), request, &mut taken).await?);
    }
    let mut data = context.change().await?;
    let mut progress = Progress::new(context);
    Ok(data.import(request, &mut |file, rows| progress.taken(file, rows)).await?)
}

/// Problems in the reader's language, for the file of rows that were set aside.
fn wording(context: &Context) -> Wording {
    let words = Words::new(context.words.language());
    Wording::new(move |problem| ProblemWords {
        reason: problem_text(&words, problem),
        hint: problem_hint(&words, problem),
    })
}
