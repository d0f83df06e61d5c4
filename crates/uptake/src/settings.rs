//! What the environment decides: the language, the data folder, the database and the width of
//! the page.

use std::{ffi::OsString, path::PathBuf};

use anyhow::{Context as _, Result};
use etcetera::BaseStrategy as _;
use uptake_l10n::Language;
use uptake_state::DatabaseUrl;

use crate::failure::CommandError;

#[cfg(test)]
mod tests;

/// The width of tables that do not go to a terminal.
const PAGE_WIDTH: u16 = 100;

/// The language that the arguments ask for, or the one that the environment names, or
/// English. It is known before the arguments are read, so that what is wrong with them can
/// be told in it.
pub(crate) fn language(arguments: impl Iterator<Item = OsString>) -> Language {
    asked(arguments).unwrap_or_else(|| language_of(|name| std::env::var(name).ok()))
}

/// The last language that `--lang` names.
fn asked(arguments: impl Iterator<Item = OsString>) -> Option<Language> {
    let mut found = None;
    let mut is_next = false;
    for argument in arguments.take_while(|it| it != "--") {
        let text = argument.to_string_lossy();
        let value = if is_next { Some(&*text) } else { text.strip_prefix("--lang=") };
        found = value.and_then(|it| it.parse().ok()).or(found);
        is_next = text == "--lang";
    }
    found
}

/// The language of the first variable that is set, in the order in which POSIX asks them.
fn language_of(variable: impl Fn(&str) -> Option<String>) -> Language {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"];
    let locale = names.into_iter().filter_map(variable).find(|it| !it.is_empty());
    locale.and_then(|it| it.parse().ok()).unwrap_or_default()
}

/// The folder for data where the platform wants it.
pub(crate) fn platform_folder() -> Result<PathBuf> {
    let platform = etcetera::base_strategy::choose_native_strategy()
        .map_err(|_unknown| CommandError::NoFolder)?;
    Ok(platform.data_dir().join("uptake"))
}

/// The PostgreSQL database that `DATABASE_URL` names, or `None`. There is no option for it:
/// everybody on the machine can read a command line, and the URL may hold a password.
pub(crate) fn database() -> Result<Option<DatabaseUrl>> {
    let url = std::env::var("DATABASE_URL").ok().filter(|it| !it.is_empty());
    url.map(|it| it.parse()).transpose().context("DATABASE_URL cannot be used")
}

/// How many characters a line has.
pub(crate) fn width() -> u16 {
    terminal_size::terminal_size().map_or(PAGE_WIDTH, |(width, _)| width.0)
}
