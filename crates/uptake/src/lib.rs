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

use std::{
    io::{self, IsTerminal as _},
    process::ExitCode,
    sync::Arc,
};

use tracing::Level;
use tracing_subscriber::{
    EnvFilter, Layer as _, filter::Targets, fmt, layer::SubscriberExt as _,
    util::SubscriberInitExt as _,
};
use uptake_l10n::Words;

use context::Context;
use mimalloc::MiMalloc;
use progress::{Board, TARGET, Watcher};

/// Gives memory back that one thread took and another is done with: a server answers on many
/// threads, and glibc keeps what each of them once needed.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

/// Does what the command line says.
pub fn main() -> ExitCode {
    let words = Words::new(settings::language(std::env::args_os()));
    let arguments = match cli::parse(&words, std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let words = Arc::new(words);
    let board = Arc::new(Board::new(Arc::clone(&words), io::stderr().is_terminal()));
    listen(Arc::clone(&board), arguments.command.is_server());
    let done = run(arguments, Arc::clone(&words), Arc::clone(&board));
    board.clear();
    done.map_or_else(|error| failure::report(&words, &error), ExitCode::from)
}

fn run(
    arguments: cli::Cli,
    words: Arc<Words>,
    board: Arc<Board>,
) -> anyhow::Result<failure::Outcome> {
    #[cfg(feature = "failpoints")]
    stop::set_up()?;
    let context = Context::new(&arguments, words, board)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(commands::run(arguments.command, &context))
}

/// Hears what the work logs: how far it is, for the board; and logs for standard error, as
/// `UPTAKE_LOG` says: `UPTAKE_LOG=info`. A server that nobody watches logs at least its
/// warnings.
fn listen(board: Arc<Board>, is_server: bool) {
    let default = is_server.then(|| EnvFilter::new("warn"));
    let logs = EnvFilter::try_from_env("UPTAKE_LOG")
        .ok()
        .or(default)
        .map(|filter| fmt::layer().with_ansi(false).with_writer(io::stderr).with_filter(filter));
    let steps = Targets::new().with_target(TARGET, Level::TRACE);
    let watcher = Watcher::new(board).with_filter(steps);
    tracing_subscriber::registry().with(watcher).with(logs).init();
}
