//! Words for each cause of a failure.
//!
//! What the operating system, SQLite and Parquet say of a failure has no translation: it
//! comes last, in its own language (decision 0025).

use std::{error::Error, path::Path};

use uptake_app::AppError;
use uptake_export::ExportError;
use uptake_ingest::ReadError;
use uptake_l10n::{Arg, Words};
use uptake_state::{Location, StateError};
use uptake_store::StoreError;

use super::{CommandError, reason::reason};

/// Words for an error: what, and what to do.
pub(super) struct Told {
    pub(super) text: String,
    pub(super) hint: Option<String>,
}

/// Words for one cause; `None` when its own cause says it all.
pub(super) fn tell(words: &Words, cause: &(dyn Error + 'static)) -> Option<Told> {
    if let Some(error) = cause.downcast_ref::<AppError>() {
        return tell_app(words, error);
    }
    if let Some(error) = cause.downcast_ref::<StateError>() {
        return Some(tell_state(words, error));
    }
    if let Some(error) = cause.downcast_ref::<StoreError>() {
        return Some(tell_store(words, error));
    }
    if let Some(error) = cause.downcast_ref::<ExportError>() {
        return Some(tell_export(words, error));
    }
    if let Some(error) = cause.downcast_ref::<ReadError>() {
        return Some(tell_read(words, error));
    }
    if let Some(error) = cause.downcast_ref::<CommandError>() {
        return Some(tell_command(words, error));
    }
    Some(Told { text: cause.to_string(), hint: None })
}

fn tell_app(words: &Words, error: &AppError) -> Option<Told> {
    Some(match error {
        AppError::State { .. }
        | AppError::Store { .. }
        | AppError::Export { .. }
        | AppError::Stopping => return None,
        AppError::Read { .. } => told(words, "error-read", &[]),
        AppError::Io { doing, path, .. } => tell_io(words, doing, path, error),
        AppError::Config { path, what } => {
            let path = path.display().to_string();
            let args = [("path", Arg::Text(&path)), ("what", Arg::Lines(what.trim()))];
            told(words, "error-config", &args)
        }
        AppError::Damaged { path, what } => tell_damaged(words, path, what),
        AppError::NoData => told(words, "cli-no-data", &[]),
        AppError::UnknownCustomer { customer } => {
            let customer = customer.to_string();
            told(words, "error-unknown-customer", &[("customer", Arg::Text(&customer))])
        }
        AppError::UnknownUser { customer, user } => {
            let customer = customer.to_string();
            let args = [("customer", Arg::Text(&customer)), ("user", Arg::Text(user))];
            told(words, "error-unknown-user", &args)
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

fn tell_damage(words: &Words, damage: &dyn Error, hint: &str) -> Told {
    Told { text: reason(words, &damage.to_string()), hint: Some(words.say(hint, &[])) }
}

fn tell_state(words: &Words, error: &StateError) -> Told {
    match error {
        StateError::Held { location, pid, host, since, command } => {
            let (dir, pid) = (location.to_string(), pid.to_string());
            let since = words.moment(since.as_millisecond());
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
        StateError::HeldByUnknown { location } => {
            with_place(words, "error-held-by-unknown", location)
        }
        StateError::OldSqlite { found, needed } => {
            let args = [("found", Arg::Text(found)), ("needed", Arg::Text(needed))];
            told(words, "error-old-sqlite", &args)
        }
        StateError::Missing { location } => with_place(words, "error-state-missing", location),
        StateError::Format { location, found, needed } => {
            let id = if found < needed { "error-format-older" } else { "error-format-newer" };
            let (dir, found) = (location.to_string(), found.to_string());
            let needed = needed.to_string();
            let args = [
                ("path", Arg::Text(&dir)),
                ("found", Arg::Text(&found)),
                ("needed", Arg::Text(&needed)),
            ];
            told(words, id, &args)
        }
        StateError::Io { doing, path, .. } => tell_io(words, doing, path, error),
        StateError::Open { location, .. } => with_place(words, "error-io-open", location),
        StateError::Migrate { location, .. } => with_place(words, "error-migrate", location),
        StateError::Query { .. } => told(words, "error-state-query", &[]),
        StateError::LedgerDamaged(damage) => tell_damage(words, damage, "error-restore"),
        StateError::AuditDamaged(damage) => tell_damage(words, damage, "error-audit-damaged"),
        // Of the server, which words them itself.
        StateError::NotFound { .. }
        | StateError::Stale { .. }
        | StateError::Taken { .. }
        | StateError::LastAdmin
        | StateError::HasMembers
        | StateError::Expired { .. }
        | StateError::Used { .. }
        | StateError::InUse { .. }
        | StateError::Full { .. }
        | StateError::Circle => Told { text: error.to_string(), hint: None },
        StateError::KeyExists => told(words, "error-key-exists", &[]),
        StateError::DamagedRow { table } => {
            let text = words.say("error-damaged-row", &[("table", Arg::Text(table))]);
            Told { text, hint: Some(words.say("error-restore", &[])) }
        }
    }
}

fn with_place(words: &Words, id: &str, place: &Location) -> Told {
    told(words, id, &[("path", Arg::Text(&place.to_string()))])
}

fn tell_store(words: &Words, error: &StoreError) -> Told {
    match error {
        StoreError::Io { action, path, .. } => tell_io(words, action, path, error),
        StoreError::Damaged { path, what } => tell_damaged(words, path, what),
        StoreError::Missing { path } => tell_damaged(words, path, "it is missing"),
        StoreError::Parquet { path, .. } => with_path(words, "error-io-write", path),
        StoreError::Layout { table, .. } => {
            told(words, "error-layout", &[("table", Arg::Text(table))])
        }
        StoreError::Delta { table, .. } => {
            told(words, "error-table-log", &[("table", Arg::Text(table))])
        }
        StoreError::Worker => told(words, "error-worker", &[]),
        StoreError::TooMany { .. } => told(words, "error-too-many", &[]),
    }
}

fn tell_export(words: &Words, error: &ExportError) -> Told {
    let in_cell = |id: &str, row: u64, column: &str| {
        let row = row.to_string();
        told(words, id, &[("row", Arg::Text(&row)), ("column", Arg::Text(column))])
    };
    match error {
        ExportError::Create { path, .. } => with_path(words, "error-io-write", path),
        ExportError::Write { .. } => told(words, "error-export-write", &[]),
        ExportError::Publish { path, .. } => with_path(words, "error-export-publish", path),
        ExportError::Scratch { path } => with_path(words, "error-export-scratch", path),
        ExportError::Xlsx { .. } => told(words, "error-export-xlsx", &[]),
        ExportError::Parquet { .. } => told(words, "error-export-parquet", &[]),
        ExportError::LongText { column, row } => in_cell("error-export-long-text", *row, column),
        ExportError::LargeNumber { column, row } => {
            in_cell("error-export-large-number", *row, column)
        }
        ExportError::Width { row, .. } => {
            let row = row.to_string();
            told(words, "error-export-width", &[("row", Arg::Text(&row))])
        }
        ExportError::Kind { row, column, .. } => in_cell("error-export-kind", *row, column),
        ExportError::Incomplete => told(words, "error-export-incomplete", &[]),
    }
}

fn tell_read(words: &Words, error: &ReadError) -> Told {
    match error {
        ReadError::Io { file, .. } => told(words, "error-io-read", &[("path", Arg::Text(file))]),
        ReadError::Sink { file, .. } => {
            told(words, "error-read-sink", &[("path", Arg::Text(file))])
        }
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
        CommandError::NotConfirmed(customer) => {
            told(words, "error-not-confirmed", &[("customer", Arg::Text(customer))])
        }
        CommandError::Listen { address, .. } => {
            told(words, "error-listen", &[("address", Arg::Text(&address.to_string()))])
        }
        CommandError::NotADemo(folder) => {
            told(words, "error-not-a-demo", &[("folder", Arg::Text(folder))])
        }
        CommandError::NoSuchWorkload { code, known } => {
            let args = [("code", Arg::Text(code)), ("known", Arg::Text(known))];
            told(words, "error-unknown-workload", &args)
        }
        CommandError::UnknownSuffix(path) => {
            told(words, "error-unknown-suffix", &[("path", Arg::Text(path))])
        }
        CommandError::NoFolder => told(words, "error-no-folder", &[]),
        CommandError::File { doing, path, .. } => tell_io(words, doing, path, error),
    }
}

/// A file that could not be used, by what was tried; in the error's own words when there
/// are none for that.
fn tell_io(words: &Words, doing: &str, path: &Path, error: &dyn Error) -> Told {
    let id = format!("error-io-{}", doing.replace(' ', "-"));
    if words.has(&id) {
        return with_path(words, &id, path);
    }
    Told { text: error.to_string(), hint: None }
}

fn tell_damaged(words: &Words, path: &Path, what: &str) -> Told {
    let (path, what) = (path.display().to_string(), reason(words, what));
    told(words, "error-damaged", &[("path", Arg::Text(&path)), ("what", Arg::Text(&what))])
}

fn with_path(words: &Words, id: &str, path: &Path) -> Told {
    told(words, id, &[("path", Arg::Text(&path.display().to_string()))])
}

/// The message `id` with the hint `id-hint`, if there is one.
fn told(words: &Words, id: &str, args: &[(&str, Arg<'_>)]) -> Told {
    let hint = format!("{id}-hint");
    let hint = words.has(&hint).then(|| words.say(&hint, args));
    Told { text: words.say(id, args), hint }
}
