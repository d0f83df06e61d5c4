//! Everybody has to come to the same figures before anybody is measured.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result};

use crate::{
    data,
    peers::{Peers, Rollup},
    portfolio::catalogue,
    program::Program,
};

/// Users of the portfolio on which the figures are compared.
const USERS: usize = 2_000;

/// Whether all results are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Agreement {
    /// Row by row and day by day.
    Agrees,
    /// The differences have been printed.
    Differs,
}

/// Compares the peers with each other and, unless it is left out, with the program.
pub(crate) fn check(
    folder: &Path,
    peers: &Peers,
    program: Option<&Path>,
    seed: u64,
) -> Result<Agreement> {
    let [files, tables, exports] = ["files", "tables", "exports"].map(|it| folder.join(it));
    data::write(&files, &catalogue(), USERS, seed)?;
    peers.prepare(&files, &tables)?;
    for rollup in Rollup::ALL {
        peers.roll_up(rollup, &tables, &folder.join(rollup.folder()))?;
    }
    let [duckdb_days, others @ ..] = Rollup::ALL;
    let results = folder.join(duckdb_days.folder());
    for rollup in others {
        eprintln!("bench: {} and {}:", duckdb_days.folder(), rollup.folder());
        let comparison = peers.comparison(&results, &folder.join(rollup.folder()));
        if compare(&comparison)? == Agreement::Differs {
            return Ok(Agreement::Differs);
        }
    }
    let Some(binary) = program else { return Ok(Agreement::Agrees) };

    let program = Program::new(binary, folder.join("data"));
    program.import_master_data(&files)?;
    for name in ["activity.csv", "activity-next-day.csv"] {
        program.import(&files.join(name))?;
    }
    // As left by the imports, and computed anew.
    for what in ["imports", "full rollup"] {
        if what == "full rollup" {
            program.roll_up()?;
        }
        fs::create_dir_all(&exports)?;
        program.export(&exports)?;
        eprintln!("bench: {} and the program after its {what}:", duckdb_days.folder());
        let comparison = peers.comparison_with_exports(&results, &exports, &tables);
        if compare(&comparison)? == Agreement::Differs {
            return Ok(Agreement::Differs);
        }
        fs::remove_dir_all(&exports)?;
    }
    Ok(Agreement::Agrees)
}

/// Runs a comparison; it prints what differs.
fn compare(command: &[String]) -> Result<Agreement> {
    let (python, arguments) = command.split_first().context("an empty command")?;
    let output = Command::new(python).args(arguments).stderr(Stdio::inherit()).output()?;
    eprint!("{}", String::from_utf8_lossy(&output.stdout));
    match output.status.code() {
        Some(0) => Ok(Agreement::Agrees),
        _ => Ok(Agreement::Differs),
    }
}
