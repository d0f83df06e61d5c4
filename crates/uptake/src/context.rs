//! What every command has: the words, the data folder, the world, and where results go.

use std::{
    io::{self, Write as _},
    path::PathBuf,
    sync::Arc,
};

use anyhow::Result;
use uptake_app::{Data, World, WritableData};
use uptake_l10n::{Words, visible_lines};

use crate::{
    cli::{Cli, Moment, Output},
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

    /// The data as it is, or as it was recorded at a moment.
    pub(crate) async fn open(&self, as_recorded_at: Option<Moment>) -> Result<Data> {
        let data = Data::open(&self.folder, self.world.clone()).await?;
        match as_recorded_at {
            Some(moment) => Ok(data.as_recorded_at(moment.millis).await?),
            None => Ok(data),
        }
    }

    /// The data to change; nobody else changes it meanwhile.
    pub(crate) async fn change(&self) -> Result<WritableData> {
        Ok(WritableData::open(&self.folder, self.world.clone()).await?)
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
        Ok(out.flush()?)
    }
}

/// Says something about the work on standard error.
pub(crate) fn note(text: &str) -> Result<()> {
    Ok(writeln!(io::stderr().lock(), "{}", visible_lines(text))?)
}
