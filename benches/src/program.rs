//! The program under test, on a data folder of its own.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Result;
use jiff::civil::Date;

use crate::{
    data::{self, DAYS},
    measure::{self, Cost},
};

/// The exports that are compared with the peers' results.
const EXPORTS: [&str; 3] = ["deployment", "usage", "product_usage"];

/// The program and its data folder.
#[derive(Debug)]
pub(crate) struct Program<'a> {
    binary: &'a Path,
    data: PathBuf,
}

impl<'a> Program<'a> {
    /// The program with an empty data folder.
    pub(crate) fn new(binary: &'a Path, data: PathBuf) -> Self {
        Self { binary, data }
    }

    /// Imports everything but activity.
    pub(crate) fn import_master_data(&self, files: &Path) -> Result<()> {
        for name in ["customers.csv", "subscriptions.csv", "users.csv", "assignments.csv"] {
            self.import(&files.join(name))?;
        }
        Ok(())
    }

    /// Imports one file.
    pub(crate) fn import(&self, file: &Path) -> Result<Cost> {
        self.run(&["import".as_ref(), file])
    }

    /// Reads and checks a file: nothing is tokenised, packed or written.
    pub(crate) fn parse(&self, file: &Path) -> Result<Cost> {
        self.run(&["parse".as_ref(), file])
    }

    /// Computes all figures of the whole history anew, from stored tables to stored results.
    pub(crate) fn roll_up(&self) -> Result<Cost> {
        self.run(&["rollup".as_ref()])
    }

    /// Exports the figures of the whole history to `folder`, as Parquet.
    pub(crate) fn export(&self, folder: &Path) -> Result<()> {
        let days = [data::date(0), data::date(DAYS - 1)];
        for export in EXPORTS {
            self.export_days(export, days, &folder.join(format!("{export}.parquet")))?;
        }
        Ok(())
    }

    /// Exports figures of some days to a file, as Parquet.
    pub(crate) fn export_days(&self, export: &str, days: [Date; 2], out: &Path) -> Result<()> {
        let [first, last] = days.map(|it| it.to_string());
        self.run(&[
            "export".as_ref(),
            export.as_ref(),
            "--from".as_ref(),
            first.as_ref(),
            "--to".as_ref(),
            last.as_ref(),
            "--format".as_ref(),
            "parquet".as_ref(),
            "--out".as_ref(),
            out,
        ])?;
        Ok(())
    }

    /// A command of the program on the data folder, to be started by whoever asks for it.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(self.binary);
        command.arg("--data").arg(&self.data).args(arguments);
        command
    }

    /// Where everything lies that the program has written.
    pub(crate) fn data(&self) -> &Path {
        &self.data
    }

    fn run(&self, arguments: &[&Path]) -> Result<Cost> {
        let command = [self.binary, "--data".as_ref(), &self.data];
        measure::run(command.iter().chain(arguments))
    }
}
