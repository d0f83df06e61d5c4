//! Speed against peers: `make bench` measures the program beside `DuckDB` and Polars on the
//! same data, checks that all of them agree, and prints ratios of one run. Then it asks a server
//! as the dashboard does.
//!
//! Nothing here is compared with figures of an earlier run or of another machine.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench talks to its terminal")]

mod check;
mod data;
mod disk;
mod measure;
mod options;
mod peers;
mod portfolio;
mod program;
mod report;
mod server;
mod table;

use std::{path::Path, process::ExitCode};

use anyhow::{Context, Result};
use clap::Parser;

use check::Agreement;
use options::Options;
use peers::Peers;
use portfolio::{PeerCosts, Portfolio, ProgramCosts};

fn main() -> Result<ExitCode> {
    let arguments: Vec<_> = std::env::args_os().collect();
    if let Some((_, command)) = arguments.split_first().and_then(|(_, it)| measure::wanted(it)) {
        return measure::child(command);
    }
    bench(&Options::parse())
}

fn bench(options: &Options) -> Result<ExitCode> {
    let folder = tempfile::Builder::new().prefix("uptake-bench-").tempdir()?;
    let peers = Peers::new(options.python()?);
    let program = options.program()?;

    if options.has_imports()
        && imports(options, folder.path(), &peers, program)? == Agreement::Differs
    {
        eprintln!("bench: results differ: nothing was measured");
        return Ok(ExitCode::FAILURE);
    }
    let Some(program) = program else { return Ok(ExitCode::SUCCESS) };
    let place = tempfile::tempdir_in(folder.path())?;
    match server::measure(place.path(), (program, &peers), options.server_sizes(), options.seed)? {
        Agreement::Agrees => Ok(ExitCode::SUCCESS),
        Agreement::Differs => {
            eprintln!("bench: the server gave a wrong answer");
            Ok(ExitCode::FAILURE)
        }
    }
}

/// Measures imports and rollups, unless the results differ.
fn imports(
    options: &Options,
    folder: &Path,
    peers: &Peers,
    program: Option<&Path>,
) -> Result<Agreement> {
    if check::check(&folder.join("check"), peers, program, options.seed)? == Agreement::Differs {
        return Ok(Agreement::Differs);
    }
    let mut program_costs: Vec<ProgramCosts> = Vec::new();
    let mut peer_costs: Option<PeerCosts> = None;
    for users in options.sizes() {
        // A portfolio goes before the next one comes: the largest fills a disk.
        let place = tempfile::tempdir_in(folder)?;
        let portfolio = Portfolio::write(place.path(), users, options.seed)?;
        if let Some(program) = program {
            let repeat = if users > options.users() { 1 } else { options.repeat };
            program_costs.push(
                portfolio
                    .measure_program(program, repeat)
                    .with_context(|| format!("failed to measure the program at {users} users"))?,
            );
        }
        if users == options.users() {
            peer_costs = Some(portfolio.measure_peers(peers, options.repeat)?);
        }
    }
    if let Some(peer_costs) = &peer_costs {
        println!("{}", report::report(options.users(), &program_costs, peer_costs));
    }
    Ok(Agreement::Agrees)
}
