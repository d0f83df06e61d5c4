//! `demo`: a realistic portfolio, imported the ordinary way and shown.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use uptake_app::{AppError, Data, Entry, ImportRequest};
use uptake_ingest::Mode;
use uptake_l10n::Arg;
use uptake_model::{CustomerId, Scope, SellerScope};

use crate::{
    cli::{DemoArgs, Output},
    context::{Context, note},
    demo::{DemoImport, DemoOptions, write_portfolio},
    failure::{CommandError, Outcome},
    progress::Progress,
    settings,
    view::{ImportView, PortfolioView},
};

/// Writes the files, imports them and shows the portfolio with commands to try next.
pub(super) async fn run(arguments: &DemoArgs, context: &Context) -> Result<Outcome> {
    let files = match &arguments.dir {
        Some(dir) => dir.clone(),
        None => settings::platform_folder()?.with_file_name("uptake-demo"),
    };
    let folder = if context.folder_is_given { context.folder.clone() } else { files.join("data") };
    make_room(&folder, &files, context).await?;
    let words = &context.words;
    let count = u64::try_from(arguments.customers).unwrap_or(u64::MAX);
    let place = files.display().to_string();
    let args = [("customers", Arg::Count(count)), ("folder", Arg::Text(&place))];
    note(&words.say("demo-writing", &args))?;
    let options = DemoOptions {
        customers: arguments.customers,
        seed: arguments.seed,
        last_day: context.world.clock.today().plus(-1),
        days: DemoOptions::DEFAULT_DAYS,
    };
    let written = write_portfolio(&files, &options)?;
    note(&words.say("demo-importing", &[("rows", Arg::Count(written.activity_rows))]))?;
    if !import(&written.imports, &folder, context).await? {
        return Ok(Outcome::Refused);
    }
    let data = Data::open(&folder, context.world.clone()).await?;
    let day = data.newest_day(&Scope::All).await?;
    let report = data.portfolio(&Scope::All, day, SellerScope::All).await?;
    context.show(&PortfolioView { report })?;
    if context.output == Output::Table {
        note(&next(&folder, written.example, context))?;
    }
    Ok(Outcome::Done)
}

/// Removes the data of an earlier demo. A folder with other data is refused: a demo among
/// real customers would spoil every figure.
async fn make_room(folder: &Path, files: &Path, context: &Context) -> Result<()> {
    let refused = || CommandError::NotADemo(folder.display().to_string());
    let data = match Data::open(folder, context.world.clone()).await {
        Ok(data) => data,
        Err(AppError::NoData) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let place = files.display().to_string();
    let is_ours = |entry: &Entry| match entry {
        Entry::Import { files } => files.iter().all(|it| it.file.starts_with(&place)),
        Entry::Confirm { .. } | Entry::Catalogue { .. } | Entry::Forget { .. } => false,
        Entry::Recompute {} => true,
    };
    let lines = data.imports().await?;
    // Only the folder that the demo itself made is removed, never one that was named.
    if context.folder_is_given || !lines.iter().all(|it| is_ours(&it.entry)) {
        return Err(refused().into());
    }
    // Nobody may be at work there.
    let held = uptake_app::WritableData::open(folder, context.world.clone()).await?;
    drop((data, held));
    std::fs::remove_dir_all(folder)
        .with_context(|| format!("failed to remove `{}`", folder.display()))
}

/// Imports what was written; `false` when some of it was refused.
async fn import(imports: &[DemoImport], folder: &Path, context: &Context) -> Result<bool> {
    let mut data = uptake_app::WritableData::open(folder, context.world.clone()).await?;
    for it in imports {
        let request = ImportRequest {
            paths: it.paths.clone(),
            table: None,
            customer: it.customer,
            covers: it.covers,
            as_of: it.as_of,
            mode: Mode::Strict,
            dry_run: false,
        };
        let mut progress = Progress::new(context);
        let outcome = data.import(&request, &mut |file, rows| progress.taken(file, rows)).await?;
        drop(progress);
        if outcome.refused {
            context.show(&ImportView { outcome, is_dry_run: false, words: &context.words })?;
            return Ok(false);
        }
    }
    Ok(true)
}

/// The commands to try next.
fn next(folder: &Path, example: Option<CustomerId>, context: &Context) -> String {
    let uptake = format!("uptake --data {}", quoted(folder));
    let customer = example.map_or_else(|| "ID".to_owned(), |it| it.to_string());
    let commands = [
        format!("{uptake} portfolio --scope own"),
        format!("{uptake} customer {customer}"),
        format!("{uptake} catalogue unmapped"),
        format!("{uptake} imports"),
        format!("{uptake} verify"),
    ];
    let heading = context.words.say("demo-next", &[]);
    format!("\n{heading}\n  {}", commands.join("\n  "))
}

/// A path as a shell takes it.
fn quoted(path: &Path) -> String {
    let text = PathBuf::from(path).display().to_string();
    let is_plain = |it: char| it.is_alphanumeric() || "/._-:\\".contains(it);
    if text.chars().all(is_plain) { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
}
