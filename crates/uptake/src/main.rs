//! The uptake program: command line, clock, randomness and wiring.
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
mod view;
mod world;

use std::process::ExitCode;

use clap::Parser as _;

use context::Context;

fn main() -> ExitCode {
    let arguments = cli::Cli::parse();
    log_when_asked();
    let words = uptake_l10n::Words::new(settings::language(arguments.lang));
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failure::report(&words, &error.into()),
    };
    let done = Context::new(&arguments, words)
        .map(|context| (runtime.block_on(commands::run(arguments.command, &context)), context));
    match done {
        Ok((Ok(outcome), _)) => outcome.into(),
        Ok((Err(error), context)) => failure::report(&context.words, &error),
        Err((error, words)) => failure::report(&words, &error),
    }
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
