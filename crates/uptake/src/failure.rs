//! What went wrong, in words and as an exit code.
//!
//! A cause chain is told once, on one line; what to do follows on a line of its own. What
//! the operating system says stays in its own language.

use std::{
    io::{self, Write as _},
    process::ExitCode,
};

use uptake_app::AppError;
use uptake_l10n::{Arg, Words, problem_hint, problem_place, problem_text};
use uptake_model::problem::Problem;
use uptake_state::StateError;

#[cfg(test)]
mod tests;

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
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
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
    /// The folder holds data that no demo made.
    #[error("`{0}` holds data that is not of a demo")]
    NotADemo(String),
}

/// Words for an error: what, and what to do.
struct Told {
    text: String,
    hint: Option<String>,
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
        (_, Some(CommandError::ReversedDays)) => ExitCode::from(2),
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
    let mut lines = words.say("cli-error", &[("text", Arg::Text(&texts.join(": ")))]);
    lines.push('\n');
    for problem in problems {
        let place = problem_place(words, problem);
        lines.extend([format!("  {place}: {}\n", problem_text(words, problem))]);
        lines.extend([format!("    {}\n", say_hint(words, &problem_hint(words, problem)))]);
    }
    if let Some(hint) = hint {
        lines.extend([format!("{}\n", say_hint(words, &hint))]);
    }
    lines
}

/// A hint, marked as one.
pub(crate) fn say_hint(words: &Words, hint: &str) -> String {
    words.say("cli-hint", &[("text", Arg::Text(hint))])
}

/// Words for one cause; `None` when its own cause says it all.
fn tell(words: &Words, cause: &(dyn std::error::Error + 'static)) -> Option<Told> {
    if let Some(error) = cause.downcast_ref::<AppError>() {
        return tell_app(words, error);
    }
    if let Some(error) = cause.downcast_ref::<StateError>() {
        return Some(tell_state(words, error));
    }
    if let Some(error) = cause.downcast_ref::<CommandError>() {
        return Some(tell_command(words, error));
    }
    Some(Told { text: cause.to_string(), hint: None })
}

fn tell_app(words: &Words, error: &AppError) -> Option<Told> {
    let path = |it: &std::path::Path| it.display().to_string();
    Some(match error {
        AppError::State { .. }
        | AppError::Store { .. }
        | AppError::Export { .. }
        | AppError::Stopping => return None,
        AppError::Read { .. } => told(words, "error-read", &[]),
        AppError::Io { doing, path: at, .. } => {
            let id = format!("error-io-{doing}");
            if !words.has(&id) {
                return Some(Told { text: error.to_string(), hint: None });
            }
            told(words, &id, &[("path", Arg::Text(&path(at)))])
        }
        AppError::Config { path: at, what } => told(
            words,
            "error-config",
            &[("path", Arg::Text(&path(at))), ("what", Arg::Text(what.trim()))],
        ),
        AppError::Damaged { path: at, what } => {
            let path = path(at);
            told(words, "error-damaged", &[("path", Arg::Text(&path)), ("what", Arg::Text(what))])
        }
        AppError::NoData => told(words, "cli-no-data", &[]),
        AppError::UnknownCustomer { customer } => {
            let customer = customer.to_string();
            told(words, "error-unknown-customer", &[("customer", Arg::Text(&customer))])
        }
        AppError::UnknownProduct { name, .. } => {
            told(words, "error-unknown-product", &[("name", Arg::Text(name))])
        }
        AppError::TooEarly { day, first } => {
            told(words, "error-too-early", &[("day", Arg::Day(*day)), ("first", Arg::Day(*first))])
        }
        AppError::NotYetRecorded => told(words, "error-not-yet-recorded", &[]),
        AppError::NothingHeld { file_no } => {
            let file_no = file_no.to_string();
            told(words, "error-nothing-held", &[("file_no", Arg::Text(&file_no))])
        }
        AppError::LaterVersion { seq, .. } => {
            let seq = seq.to_string();
            told(words, "error-later-version", &[("seq", Arg::Text(&seq))])
        }
        AppError::Catalogue { .. } => told(words, "error-catalogue", &[]),
    })
}

fn tell_state(words: &Words, error: &StateError) -> Told {
    match error {
        StateError::Held { dir, pid, host, since, command } => {
            let (dir, pid) = (dir.display().to_string(), pid.to_string());
            let since = since.strftime("%Y-%m-%d %H:%M:%S UTC").to_string();
            told(
                words,
                "error-held",
                &[
                    ("dir", Arg::Text(&dir)),
                    ("pid", Arg::Text(&pid)),
                    ("host", Arg::Text(host)),
                    ("since", Arg::Text(&since)),
                    ("command", Arg::Text(command)),
                ],
            )
        }
        StateError::HeldByUnknown { dir } => {
            let dir = dir.display().to_string();
            told(words, "error-held-by-unknown", &[("dir", Arg::Text(&dir))])
        }
        StateError::OldSqlite { .. }
        | StateError::Missing { .. }
        | StateError::Format { .. }
        | StateError::Io { .. }
        | StateError::Open { .. }
        | StateError::Migrate { .. }
        | StateError::Query { .. }
        | StateError::LedgerDamaged(_)
        | StateError::KeyExists
        | StateError::DamagedRow { .. } => Told { text: error.to_string(), hint: None },
    }
}

fn tell_command(words: &Words, error: &CommandError) -> Told {
    match error {
        CommandError::ReversedDays => told(words, "error-reversed-days", &[]),
        CommandError::NoSuchCustomer(text) => {
            told(words, "error-no-such-customer", &[("text", Arg::Text(text))])
        }
        CommandError::SeveralCustomers { text, names } => {
            let args = [("text", Arg::Text(text)), ("names", Arg::Text(names))];
            told(words, "error-several-customers", &args)
        }
        CommandError::NotADemo(folder) => {
            told(words, "error-not-a-demo", &[("folder", Arg::Text(folder))])
        }
    }
}

/// The message `id` with the hint `id-hint`, if there is one.
fn told(words: &Words, id: &str, args: &[(&str, Arg<'_>)]) -> Told {
    let hint = format!("{id}-hint");
    let hint = words.has(&hint).then(|| words.say(&hint, args));
    Told { text: words.say(id, args), hint }
}
