//! The peers: `DuckDB` and Polars, each in a Python process of its own.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::{
    data::{self, DAYS},
    measure::{self, Cost},
};

/// Where the peers' scripts and their Python are.
#[derive(Debug)]
pub(crate) struct Peers {
    python: PathBuf,
    scripts: PathBuf,
}

/// A way in which a peer computes the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rollup {
    /// `DuckDB` over a row a day, in the order of the file.
    DuckDbDays,
    /// `DuckDB` over a year's days as bits.
    DuckDbBits,
    /// Polars over a row a day; the core figures alone.
    PolarsDays,
}

impl Rollup {
    /// All of them, the one that the others are compared with first.
    pub(crate) const ALL: [Self; 3] = [Self::DuckDbDays, Self::DuckDbBits, Self::PolarsDays];

    /// The name of the folder with its results.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::DuckDbDays => "duckdb-days",
            Self::DuckDbBits => "duckdb-bits",
            Self::PolarsDays => "polars-days",
        }
    }
}

impl Peers {
    /// The scripts of this repository, run by `python`.
    pub(crate) fn new(python: &Path) -> Self {
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers");
        Self { python: python.to_owned(), scripts }
    }

    /// Makes Parquet in `tables` from the native files in `files`.
    pub(crate) fn prepare(&self, files: &Path, tables: &Path) -> Result<Cost> {
        self.run("prepare.py", &[text(files), text(tables), data::date(0).to_string()])
    }

    /// Computes the figures of the whole history from `tables` to `results`.
    pub(crate) fn roll_up(&self, rollup: Rollup, tables: &Path, results: &Path) -> Result<Cost> {
        let [tables, results, days] = [text(tables), text(results), DAYS.to_string()];
        match rollup {
            Rollup::DuckDbDays => {
                self.run("duckdb_rollup.py", &["days".to_owned(), tables, results, days])
            }
            Rollup::DuckDbBits => {
                self.run("duckdb_rollup.py", &["bits".to_owned(), tables, results, days])
            }
            Rollup::PolarsDays => self.run("polars_rollup.py", &[tables, results, days]),
        }
    }

    /// Reads activity as CSV with `DuckDB`, sorts it and writes Parquet to `results`.
    pub(crate) fn import(&self, csv: &Path, results: &Path) -> Result<Cost> {
        self.run("duckdb_import.py", &[text(csv), text(results)])
    }

    /// The command that compares the results of two peers.
    pub(crate) fn comparison(&self, results: &Path, other: &Path) -> Vec<String> {
        self.command("compare.py", &[text(results), text(other)])
    }

    /// The command that compares a peer's results with the program's exports.
    pub(crate) fn comparison_with_exports(
        &self,
        results: &Path,
        exports: &Path,
        tables: &Path,
    ) -> Vec<String> {
        let first = data::date(0).to_string();
        let other = "--exports".to_owned();
        self.command("compare.py", &[text(results), other, text(exports), text(tables), first])
    }

    /// The command that answers what the portfolio page asks, and prints how long it took.
    pub(crate) fn portfolio(
        &self,
        files: &Path,
        data: &Path,
        runs: usize,
        connections: u64,
    ) -> Vec<String> {
        let arguments = [text(files), text(data), runs.to_string(), connections.to_string()];
        self.command("duckdb_portfolio.py", &arguments)
    }

    fn run(&self, script: &str, arguments: &[String]) -> Result<Cost> {
        measure::run(self.command(script, arguments))
    }

    fn command(&self, script: &str, arguments: &[String]) -> Vec<String> {
        // Compiled scripts would be left beside the sources.
        let mut words = vec![text(&self.python), "-B".to_owned(), text(&self.scripts.join(script))];
        words.extend_from_slice(arguments);
        words
    }
}

fn text(path: &Path) -> String {
    path.display().to_string()
}
