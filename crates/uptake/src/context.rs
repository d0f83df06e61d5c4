//! What every command has: the words, the data folder, the world, and where results go.

use std::{
    io::{self, Write as _},
    path::PathBuf,
    sync::Arc,
};

use anyhow::Result;
use uptake_app::{AppError, Data, World, WritableData};
use uptake_l10n::{Arg, Words, visible_lines};
use uptake_state::StateError;

use crate::{
    cli::{Cli, Moment, Output},
    failure::reason,
    progress::Board,
    settings,
    view::{Page, View},
    world,
};

/// What every command has.
pub(crate) struct Context {
    /// The reader's language.
    pub(crate) words: Arc<Words>,
    /// Where progress is shown.
    pub(crate) board: Arc<Board>,
    /// How results are written.
    pub(crate) output: Output,
    /// The data folder.
    pub(crate) folder: PathBuf,
    /// Whether the caller named the data folder.
    pub(crate) folder_is_given: bool,
    /// The clock and randomness.
    pub(crate) world: World,
    width: u16,
}

impl Context {
    /// The context of a command line.
    pub(crate) fn new(arguments: &Cli, words: Arc<Words>, board: Arc<Board>) -> Result<Self> {
        let folder = match &arguments.data {
            Some(folder) => folder.clone(),
            None => settings::platform_folder()?,
        };
        Ok(Self {
            words,
            board,
            output: arguments.output,
            folder,
            folder_is_given: arguments.data.is_some(),
            world: world::real()?,
            width: settings::width(),
        })
    }

    /// The same for another data folder.
    pub(crate) fn at(&self, folder: PathBuf, world: World) -> Self {
        Self {
            words: Arc::clone(&self.words),
            board: Arc::clone(&self.board),
            output: self.output,
            folder,
            folder_is_given: true,
            world,
            width: self.width,
        }
    }

    /// The data as it is, or as it was recorded at a moment.
    pub(crate) async fn open(&self, as_recorded_at: Option<Moment>) -> Result<Data> {
        let data = Data::open(&self.folder, self.world.clone()).await?;
        self.tell_repaired(&data)?;
        match as_recorded_at {
            Some(moment) => Ok(data.as_recorded_at(moment.millis).await?),
            None => Ok(data),
        }
    }

    /// The data to change; nobody else changes it meanwhile.
    pub(crate) async fn change(&self) -> Result<WritableData> {
        let folder = WritableData::open(&self.folder, self.world.clone()).await?;
        self.tell_repaired(folder.data())?;
        Ok(folder)
    }

    /// Makes anew what is derived, when that is what is damaged. Says whether it is whole now,
    /// so that the command can be tried again; a folder in use is left to who uses it.
    pub(crate) async fn repair(&self, error: &anyhow::Error) -> Result<bool> {
        let damage = error.chain().find_map(|it| it.downcast_ref::<AppError>()?.repairable());
        let Some(damage) = damage else { return Ok(false) };
        let (path, what) = (damage.path.display().to_string(), reason(&self.words, &damage.what));
        let args = [("path", Arg::Text(&path)), ("what", Arg::Text(&what))];
        note(&self.words.say("repair-begun", &args))?;
        match Box::pin(uptake_app::repair(&self.folder, self.world.clone(), &damage)).await {
            Ok(_) => Ok(true),
            Err(AppError::State {
                source: StateError::Held { .. } | StateError::HeldByUnknown { .. },
            }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    fn tell_repaired(&self, data: &Data) -> Result<()> {
        let Some(damage) = data.repaired() else { return Ok(()) };
        let path = damage.path.display().to_string();
        let what = reason(&self.words, &damage.what);
        let args = [("path", Arg::Text(&path)), ("what", Arg::Text(&what))];
        note(&self.words.say("repair-done", &args))
    }

    /// Writes a result to standard output.
    pub(crate) fn show(&self, view: &dyn View) -> Result<()> {
        let text = match self.output {
            Output::Table => {
                let text = view.table(&Page { words: &self.words, width: self.width });
                visible_lines(&text).into_owned()
            }
            Output::Json => format!("{:#}\n", view.json()),
            Output::Csv => view.rows().to_csv(),
        };
        self.board.clear();
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()?;
        match view.aside(&self.words).filter(|_| self.output == Output::Csv) {
            Some(text) => note(text.trim_end()),
            None => Ok(()),
        }
    }
}

/// Says something about the work on standard error.
pub(crate) fn note(text: &str) -> Result<()> {
    Ok(writeln!(io::stderr().lock(), "{}", visible_lines(text))?)
}
