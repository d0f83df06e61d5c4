//! `demo`: a realistic portfolio, imported the ordinary way and shown.

mod next;

use std::path::{Path, PathBuf};

use anyhow::Result;
use uptake_app::{AppError, Data, Entry, ImportRequest, Wording, World, WritableData};
use uptake_ingest::Mode;
use uptake_l10n::Arg;
use uptake_model::{Scope, SellerScope};

use super::serve;
use crate::{
    cli::{DemoArgs, Output, ServeArgs},
    context::{Context, note},
    demo::{
        DemoImport, DemoOptions,
        room::{self, Room},
        write_portfolio,
    },
    failure::{CommandError, Outcome},
    progress::Progress,
    settings,
    view::{ImportView, PortfolioView},
};

/// Writes the files, imports them and shows the portfolio with commands to try next.
pub(super) async fn run(arguments: &DemoArgs, context: &Context) -> Result<Outcome> {
    let folders = Folders::new(arguments, context)?;
    folders.make_room(context).await?;
    let words = &context.words;
    let count = u64::try_from(arguments.customers).unwrap_or(u64::MAX);
    let place = folders.files.display().to_string();
    let args = [("customers", Arg::Count(count)), ("folder", Arg::Text(&place))];
    note(&words.say("demo-writing", &args))?;
    let options = DemoOptions {
        customers: arguments.customers,
        seed: arguments.seed,
        last_day: context.world.clock.today().plus(-1),
        days: DemoOptions::DEFAULT_DAYS,
    };
    let written = write_portfolio(&folders.files, &options)?;
    let files: Vec<PathBuf> = written.imports.iter().flat_map(|it| it.paths.clone()).collect();
    folders.mark(&files)?;
    note(&words.say("demo-importing", &[("rows", Arg::Count(written.activity_rows))]))?;
    if !import(&written.imports, &folders.data, context).await? {
        return Ok(Outcome::Refused);
    }
    let data = Data::open(&folders.data, world(context)).await?;
    let day = data.newest_day(&Scope::All).await?;
    let report = data.portfolio(&Scope::All, day, SellerScope::All).await?;
    let next = next::commands(&data, &report, &folders.files).await?;
    context.show(&PortfolioView { report })?;
    if context.output == Output::Table {
        let heading = words.say("demo-next", &[]);
        note(&format!("\n{heading}\n  {}\n", next.join("\n  ")))?;
    }
    match arguments.listen {
        None => Ok(Outcome::Done),
        Some(listen) => {
            let served = context.at(folders.data, world(context));
            serve::run(&ServeArgs { listen }, &served).await
        }
    }
}

/// The world without any database: a demo in the one that keeps real customers would spoil
/// every figure.
fn world(context: &Context) -> World {
    World { database: None, ..context.world.clone() }
}

/// Where a demo lies.
struct Folders {
    /// The native files.
    files: PathBuf,
    /// The data that they become.
    data: PathBuf,
}

impl Folders {
    /// The named folders or the usual ones, as paths that mean the same everywhere.
    fn new(arguments: &DemoArgs, context: &Context) -> Result<Self> {
        let files = match &arguments.dir {
            Some(dir) => dir.clone(),
            None => settings::platform_folder()?.with_file_name("uptake-demo"),
        };
        let files = std::path::absolute(files)?;
        let data = if context.folder_is_given {
            std::path::absolute(&context.folder)?
        } else {
            files.join("data")
        };
        Ok(Self { files, data })
    }

    /// Removes an earlier demo. A folder with anything else is refused: real files would be
    /// replaced, real data lost, and a demo among real customers would spoil every figure.
    async fn make_room(&self, context: &Context) -> Result<()> {
        let refused = |it: &Path| CommandError::NotADemo(it.display().to_string());
        let (files, data) = (room::look(&self.files)?, room::look(&self.data)?);
        if files == Room::Taken {
            return Err(refused(&self.files).into());
        }
        match &data {
            Room::Free => {}
            Room::Taken => return Err(refused(&self.data).into()),
            Room::Marked(listed) => {
                let is_ours = |it: &str| listed.contains(it);
                if !holds_only(&self.data, &is_ours, context).await? {
                    return Err(refused(&self.data).into());
                }
                room::clear(&self.data)?;
            }
        }
        if let Room::Marked(listed) = &files {
            room::remove_files(&self.files, listed)?;
        }
        self.mark(&[])
    }

    fn mark(&self, files: &[PathBuf]) -> Result<()> {
        room::mark(&self.files, files)?;
        room::mark(&self.data, files)
    }
}

/// Whether the data came from these files alone: somebody may have imported others since.
async fn holds_only(
    folder: &Path,
    is_ours: &dyn Fn(&str) -> bool,
    context: &Context,
) -> Result<bool> {
    let data = match Data::open(folder, world(context)).await {
        Ok(data) => data,
        Err(AppError::NoData) => return Ok(true),
        Err(error) => return Err(error.into()),
    };
    let lines = data.imports().await?;
    drop(data);
    // Nobody may be at work there.
    drop(WritableData::open(folder, world(context)).await?);
    Ok(lines.iter().all(|it| match &it.entry {
        Entry::Import { files } => files.iter().all(|it| is_ours(&it.file)),
        Entry::Confirm { .. } | Entry::Catalogue { .. } | Entry::Forget { .. } => false,
        Entry::Recompute {} => true,
    }))
}

/// Imports what was written; `false` when some of it was refused.
async fn import(imports: &[DemoImport], folder: &Path, context: &Context) -> Result<bool> {
    let mut data = WritableData::open(folder, world(context)).await?;
    for it in imports {
        let request = ImportRequest {
            paths: it.paths.clone(),
            table: None,
            customer: it.customer,
            covers: it.covers,
            as_of: it.as_of,
            dates: None,
            mode: Mode::Strict,
            wording: Wording::codes(),
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
