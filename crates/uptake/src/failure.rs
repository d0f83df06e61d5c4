//! What went wrong, in words and as an exit code.
//!
//! A cause chain is told once, on one line; what to do follows on a line of its own.

use std::{
    io::{self, Write as _},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
};

use uptake_app::AppError;
use uptake_l10n::{Arg, Words, problem_hint, problem_place, problem_text, visible_lines};
use uptake_model::problem::Problem;

mod reason;
mod tell;
#[cfg(test)]
mod tests;

pub(crate) use reason::reason;
use tell::tell;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It did what was asked.
    Done,
    /// It ran, and found a fault.
    Failed,
    /// The data was refused; nothing was imported.
    Refused,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Done => Self::SUCCESS,
            Outcome::Failed => Self::from(1),
            Outcome::Refused => Self::from(3),
        }
    }
}

/// What a command refuses by itself.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CommandError {
    /// `--from` lies after `--to`.
    #[error("the first day lies after the last")]
    ReversedDays,
    /// No customer has this name or domain.
    #[error("no customer is called `{0}`")]
    NoSuchCustomer(String),
    /// Several customers have it.
    #[error("`{text}` means several customers: {names}")]
    SeveralCustomers {
        /// What was asked.
        text: String,
        /// Who they are.
        names: String,
    },
    /// What cannot be undone was asked for without `--yes`.
    #[error("forgetting {0} cannot be undone")]
    NotConfirmed(String),
    /// Nobody can be heard at the address.
    #[error("failed to listen on {address}")]
    Listen {
        /// The address and port.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// The folder holds data that no demo made.
    #[error("`{0}` holds data that is not of a demo")]
    NotADemo(String),
    /// The catalogue has no such workload.
    #[error("no workload `{code}` is known, use one of {known}")]
    NoSuchWorkload {
        /// What was asked.
        code: String,
        /// Those that it has.
        known: String,
    },
    /// The suffix of an export's file means no format, and none was named.
    #[error("the suffix of `{0}` means no format of exports")]
    UnknownSuffix(String),
    /// The platform has no folder for data.
    #[error("no data folder is known, name one with --data")]
    NoFolder,
    /// A file that the command line names could not be used.
    #[error("failed to {doing} `{path}`", path = path.display())]
    File {
        /// What was tried: "read", "write", "make", "remove".
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl CommandError {
    /// Wraps what the operating system said of a file.
    pub(crate) fn file(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::File { doing, path: path.to_owned(), source }
    }
}

/// Prints an error and returns the exit code. A reader who has left is no error.
pub(crate) fn report(words: &Words, error: &anyhow::Error) -> ExitCode {
    if is_closed_pipe(error) {
        return ExitCode::SUCCESS;
    }
    // Nothing is left to be told to when standard error fails.
    let _written = io::stderr().lock().write_all(text(words, error).as_bytes());
    exit_code(error)
}

fn exit_code(error: &anyhow::Error) -> ExitCode {
    let app = error.chain().find_map(|it| it.downcast_ref::<AppError>());
    let own = error.downcast_ref::<CommandError>();
    match (app, own) {
        (Some(AppError::Catalogue { .. }), _) => Outcome::Refused.into(),
        (
            _,
            Some(
                CommandError::ReversedDays
                | CommandError::UnknownSuffix(_)
                | CommandError::NotConfirmed(_),
            ),
        ) => ExitCode::from(2),
        _ => Outcome::Failed.into(),
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let kind = |it: &(dyn std::error::Error + 'static)| {
        it.downcast_ref::<io::Error>().map(io::Error::kind)
    };
    error.chain().any(|it| kind(it) == Some(io::ErrorKind::BrokenPipe))
}

/// The lines of an error.
fn text(words: &Words, error: &anyhow::Error) -> String {
    let mut texts: Vec<String> = Vec::new();
    let mut hint = None;
    let mut problems: &[Problem] = &[];
    for cause in error.chain() {
        if let Some(AppError::Catalogue { problems: found }) = cause.downcast_ref() {
            problems = found;
        }
        let Some(told) = tell(words, cause) else { continue };
        // Some causes say what their wrapper said already.
        if texts.last() != Some(&told.text) {
            texts.push(told.text);
        }
        hint = told.hint.or(hint);
    }
    let mut lines = words.say("cli-error", &[("text", Arg::Lines(&texts.join(": ")))]);
    lines.push('\n');
    for problem in problems {
        let place = problem_place(words, problem);
        lines.extend([format!("  {place}: {}\n", problem_text(words, problem))]);
        lines.extend([format!("    {}\n", say_hint(words, &problem_hint(words, problem)))]);
    }
    if let Some(hint) = hint {
        lines.extend([format!("{}\n", say_hint(words, &hint))]);
    }
    visible_lines(&lines).into_owned()
}

/// A hint, marked as one.
pub(crate) fn say_hint(words: &Words, hint: &str) -> String {
    words.say("cli-hint", &[("text", Arg::Text(hint))])
}
