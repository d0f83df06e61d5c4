//! The uptake program: command line, clock, randomness and wiring.
//!
//! It is a library so that the program and its twin with fail points, which the end-to-end
//! tests stop and kill, are two files: see `src/failpoints.rs`.
//!
//! **Invariant:** no figure is computed here. Only results go to standard output; what is
//! said about the work goes to standard error.

mod cli;
mod commands;
mod context;
mod demo;
mod failure;
mod progress;
mod settings;
#[cfg(feature = "failpoints")]
mod stop;
mod view;
mod world;

use std::process::ExitCode;

use clap::Parser as _;

use context::Context;

/// Does what the command line says.
pub fn main() -> ExitCode {
    let arguments = cli::Cli::parse();
    log_when_asked();
    let language = settings::language(arguments.lang);
    run(arguments).map_or_else(
        |error| failure::report(&uptake_l10n::Words::new(language), &error),
        ExitCode::from,
    )
}

fn run(arguments: cli::Cli) -> anyhow::Result<failure::Outcome> {
    #[cfg(feature = "failpoints")]
    stop::set_up()?;
    let context = Context::new(&arguments)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(commands::run(arguments.command, &context))
}

/// Logs go to standard error when `UPTAKE_LOG` says which: `UPTAKE_LOG=info`.
fn log_when_asked() {
    use tracing_subscriber::EnvFilter;
    if let Ok(filter) = EnvFilter::try_from_env("UPTAKE_LOG") {
        tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_ansi(false)
            .with_writer(std::io::stderr)
            .init();
    }
}
