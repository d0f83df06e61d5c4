//! `import`: files become data, in one step or not at all.

use anyhow::Result;
use uptake_app::{ImportOutcome, ImportRequest};

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
        dry_run: arguments.dry_run,
    };
    let mut data = context.change().await?;
    let outcome: ImportOutcome = {
        let mut progress = Progress::new(context);
        data.import(&request, &mut |file, rows| progress.taken(file, rows)).await?
    };
    let is_refused = outcome.refused;
    let view = ImportView { outcome, is_dry_run: arguments.dry_run, words: &context.words };
    context.show(&view)?;
    Ok(if is_refused { Outcome::Refused } else { Outcome::Done })
}
