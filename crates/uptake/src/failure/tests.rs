use std::path::PathBuf;

use anyhow::Context as _;
use insta::assert_snapshot;
use uptake_app::AppError;
use uptake_l10n::{Language, Words};
use uptake_model::Day;
use uptake_state::{Location, StateError};

use super::{CommandError, text};

fn check(language: Language, error: impl Into<anyhow::Error>) -> String {
    text(&Words::new(language), &error.into())
}

fn held() -> AppError {
    StateError::Held {
        location: Location::Folder(PathBuf::from("data")),
        pid: 4711,
        host: "server".to_owned(),
        since: "2026-03-01T10:20:30Z".parse().unwrap(),
        command: "uptake import march.csv".to_owned(),
    }
    .into()
}

#[test]
fn a_folder_in_use_is_told_with_who_uses_it() {
    assert_snapshot!(check(Language::En, held()), @"
    error: `data` is in use by process 4711 on server since 2026-03-01 10:20:30 UTC: `uptake import march.csv`
    hint: wait until it is done; reading is possible meanwhile
    ");
    assert_snapshot!(check(Language::Es, held()), @"
    error: el proceso 4711 de server usa `data` desde 2026-03-01 10:20:30 UTC: `uptake import march.csv`
    indicación: esperar a que termine; mientras tanto se puede leer
    ");
}

#[test]
fn a_chain_of_causes_is_told_once_on_one_line() {
    let disk = std::io::Error::other("disk full");
    let path = PathBuf::from("data/quarantine/7.csv");
    let error = AppError::Io { doing: "write", path, source: disk };
    let error = Err::<(), _>(error).context("failed to import").unwrap_err();
    assert_snapshot!(check(Language::En, error), @"error: failed to import: failed to write `data/quarantine/7.csv`: disk full");
}

#[test]
fn what_nobody_knows_comes_with_what_to_do() {
    let early = AppError::TooEarly {
        day: Day::from_parts(2025, 1, 1).unwrap(),
        first: Day::from_parts(2026, 3, 1).unwrap(),
    };
    assert_snapshot!(check(Language::Es, early), @"
    error: no se sabe nada del 01/01/2025
    indicación: los datos empiezan el 01/03/2026
    ");
    assert_snapshot!(check(Language::En, AppError::NoData), @"
    error: there is no data yet
    hint: import files with `uptake import PATH`, or try `uptake demo`
    ");
    assert_snapshot!(check(Language::En, CommandError::NoSuchCustomer("Contosso".to_owned())), @"
    error: no customer is called `Contosso`
    hint: `uptake portfolio` lists customers; a GUID, an exact name or the beginning of a domain will do
    ");
}
