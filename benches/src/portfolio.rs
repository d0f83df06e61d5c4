//! One made portfolio, and what it costs to work through it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{
    data, disk,
    measure::{Cost, cheapest},
    peers::{Peers, Rollup},
    program::Program,
};

/// A portfolio on the disk.
#[derive(Debug)]
pub(crate) struct Portfolio {
    folder: PathBuf,
    files: PathBuf,
    users: usize,
}

/// What the program has cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ProgramCosts {
    /// Users of the portfolio.
    pub(crate) users: usize,
    /// Import of the large activity file, end to end: it rolls up as well.
    pub(crate) import: Cost,
    /// Reading and checking the last day's file.
    pub(crate) parse_day: Cost,
    /// Import of the last day, end to end.
    pub(crate) import_day: Cost,
    /// Rollup of the whole history from stored tables to stored results.
    pub(crate) rollup: Cost,
    /// Size of the activity table at its newest version.
    pub(crate) activity_bytes: u64,
}

/// What the peers have cost.
#[derive(Debug, Clone)]
pub(crate) struct PeerCosts {
    /// Each way to roll up.
    pub(crate) rollups: Vec<(Rollup, Cost)>,
    /// `DuckDB`: the large activity file read, sorted and written as Parquet.
    pub(crate) import: Cost,
}

impl Portfolio {
    /// Makes the portfolio in `folder`.
    pub(crate) fn write(folder: &Path, users: usize, seed: u64) -> Result<Self> {
        let files = folder.join("files");
        let written = data::write(&files, &catalogue(), users, seed)?;
        eprintln!(
            "bench: {users} users: {} rows of activity in {} MB, {} on the last day",
            written.activity_rows,
            written.activity_bytes.div_ceil(1_000_000),
            written.next_day_rows
        );
        Ok(Self { folder: folder.to_owned(), files, users })
    }

    /// Measures the program, each run of the imports on a new data folder.
    pub(crate) fn measure_program(&self, binary: &Path, repeat: usize) -> Result<ProgramCosts> {
        let program = Program::new(binary, self.folder.join("data"));
        let day = self.files.join("activity-next-day.csv");
        let mut imports = Vec::new();
        for _ in 0..repeat.max(1) {
            if program.data().exists() {
                fs::remove_dir_all(program.data())?;
            }
            program.import_master_data(&self.files)?;
            imports.push((program.import(&self.year())?, program.import(&day)?));
        }
        let [import, import_day] = best_of(&imports).context("no import was run")?;
        told("program: import of a year", import);
        told("program: import of the last day", import_day);
        let parse_day = told("program: last day parsed", cheapest(repeat, || program.parse(&day))?);
        let rollup = told("program: full rollup", cheapest(repeat, || program.roll_up())?);
        let activity_bytes = disk::activity_bytes(program.data())?;
        fs::remove_dir_all(program.data())?;
        let users = self.users;
        Ok(ProgramCosts { users, import, parse_day, import_day, rollup, activity_bytes })
    }

    /// Measures the peers.
    pub(crate) fn measure_peers(&self, peers: &Peers, repeat: usize) -> Result<PeerCosts> {
        let results = self.folder.join("results");
        let import = cheapest(repeat, || peers.import(&self.year(), &results.join("import")))?;
        told("duckdb: read, sort and write a year", import);
        let tables = self.folder.join("tables");
        peers.prepare(&self.files, &tables).context("failed to make Parquet for the peers")?;
        let mut rollups = Vec::new();
        for rollup in Rollup::ALL {
            let results = results.join(rollup.folder());
            let cost = cheapest(repeat, || peers.roll_up(rollup, &tables, &results))?;
            rollups.push((rollup, told(&format!("{}: full rollup", rollup.folder()), cost)));
        }
        Ok(PeerCosts { rollups, import })
    }

    fn year(&self) -> PathBuf {
        self.files.join("activity.csv")
    }
}

/// The cheapest run of each of two imports that follow each other.
fn best_of(runs: &[(Cost, Cost)]) -> Option<[Cost; 2]> {
    let (years, days): (Vec<_>, Vec<_>) = runs.iter().copied().unzip();
    Some([Cost::best(&years)?, Cost::best(&days)?])
}

/// The folder with the shipped catalogue.
pub(crate) fn catalogue() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue")
}

/// Says what a run has cost, and hands the cost on.
fn told(what: &str, cost: Cost) -> Cost {
    eprintln!(
        "bench: {what}: {:.2} s CPU, {:.2} s, {} MiB (load {:.1})",
        cost.cpu_seconds,
        cost.wall_seconds,
        cost.peak_kibibytes.div_ceil(1024),
        cost.load
    );
    cost
}
