//! The program under test, on a data folder of its own.

use std::path::{Path, PathBuf};

use anyhow::Result;

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

    /// Reads and checks a file, and merges nothing: a second file is empty and refuses both.
    pub(crate) fn parse(&self, file: &Path) -> Result<Cost> {
        let empty = self.data.with_extension("empty.csv");
        std::fs::write(&empty, "")?;
        self.run(&["import".as_ref(), "--dry-run".as_ref(), file, &empty])
    }

    /// Computes all figures of the whole history anew, from stored tables to stored results.
    pub(crate) fn roll_up(&self) -> Result<Cost> {
        self.run(&["rollup".as_ref()])
    }

    /// Exports the figures of the whole history to `folder`, as Parquet.
    pub(crate) fn export(&self, folder: &Path) -> Result<()> {
        let [first, last] = [data::date(0).to_string(), data::date(DAYS - 1).to_string()];
        for export in EXPORTS {
            let out = folder.join(format!("{export}.parquet"));
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
                &out,
            ])?;
        }
        Ok(())
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
