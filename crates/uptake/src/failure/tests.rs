use std::path::PathBuf;

use anyhow::Context as _;
use insta::assert_snapshot;
use uptake_app::AppError;
use uptake_export::ExportError;
use uptake_l10n::{Language, Words};
use uptake_model::Day;
use uptake_state::{Damage, LedgerDamage, Location, StateError};
use uptake_store::StoreError;

use super::{CommandError, reason, text};

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
    error: `data` is in use by process 4711 on server since 2026-03-01 10:20 UTC: `uptake import march.csv`
    hint: wait until it is done; reading is possible meanwhile
    ");
    assert_snapshot!(check(Language::Es, held()), @"
    error: el proceso 4711 de server usa `data` desde el 01/03/2026 10:20 UTC: `uptake import march.csv`
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

/// What the errors are told as, in Spanish, one a line.
fn in_spanish(errors: Vec<AppError>) -> String {
    errors.into_iter().map(|it| check(Language::Es, it)).collect()
}

#[test]
fn errors_of_an_export_are_told_in_spanish() {
    let full = || std::io::Error::other("ENOSPC");
    let path = PathBuf::from("uso.xlsx");
    let errors = vec![
        ExportError::Create { path: path.clone(), source: full() },
        ExportError::Write { source: full() },
        ExportError::Publish { path: path.clone(), source: full() },
        ExportError::Scratch { path },
        ExportError::LongText { column: "customer_name", row: 7 },
        ExportError::LargeNumber { column: "sold", row: 7 },
        ExportError::Incomplete,
    ];
    assert_snapshot!(in_spanish(errors.into_iter().map(AppError::from).collect()), @"
    error: no se pudo escribir `uso.xlsx`: ENOSPC
    error: no se pudo escribir la exportación: ENOSPC
    error: no se pudo llevar la exportación terminada a `uso.xlsx`: ENOSPC
    error: no se pudieron guardar las filas del libro en `uso.xlsx`
    indicación: hacer sitio allí
    error: el texto de `customer_name` en la fila 7 tiene más de los 32767 caracteres que caben en una celda de Excel
    indicación: exportar a otro formato
    error: el número de `sold` en la fila 7 es mayor que 2^53
    error: la exportación no está completa: falló una fila anterior
    ");
}

#[test]
fn errors_of_the_state_and_the_store_are_told_in_spanish() {
    let folder = Location::Folder(PathBuf::from("data"));
    let path = PathBuf::from("data/state.sqlite");
    let denied = || std::io::Error::other("EACCES");
    let state = vec![
        StateError::OldSqlite { found: "3.40".to_owned(), needed: "3.51.3".to_owned() },
        StateError::Format { location: folder.clone(), found: 9, needed: 4 },
        StateError::Format { location: folder, found: 2, needed: 4 },
        StateError::Io { doing: "lock", path: path.clone(), source: denied() },
        LedgerDamage { seq: 3, what: Damage::Changed }.into(),
        StateError::KeyExists,
        StateError::DamagedRow { table: "ledger" },
    ];
    let store = vec![
        StoreError::Io { action: "sync", path: path.clone(), source: denied() },
        StoreError::Missing { path },
        StoreError::Worker,
        StoreError::TooMany { what: "users" },
    ];
    let errors = state.into_iter().map(AppError::from);
    assert_snapshot!(in_spanish(errors.chain(store.into_iter().map(AppError::from)).collect()), @"
    error: este programa se compiló con SQLite 3.40 y hace falta 3.51.3 o posterior
    indicación: compilarlo con el SQLite que acompaña a su código fuente
    error: el estado de `data` tiene el formato 9 y esta versión lee el 4
    indicación: usar la versión más reciente que lo escribió
    error: el estado de `data` tiene el formato 2 y esta versión lee el 4
    indicación: ejecutar cualquier orden que escriba: pone el estado al día
    error: no se pudo bloquear `data/state.sqlite`: EACCES
    error: la fila 3 del libro de importaciones se modificó
    indicación: restaurar una copia de seguridad de la carpeta de datos
    error: otra importación encontró antes a uno de estos clientes
    indicación: importar otra vez
    error: una fila de la tabla `ledger` del estado está dañada
    indicación: restaurar una copia de seguridad de la carpeta de datos
    error: no se pudo llevar `data/state.sqlite` al disco: EACCES
    error: `data/state.sqlite` está dañado: falta
    indicación: `uptake verify` nombra todo lo dañado, `uptake rebuild` crea de nuevo las tablas
    error: una parte del cálculo se interrumpió
    error: la importación tiene más usuarios, clientes o cargas de trabajo de los que las tablas pueden numerar
    indicación: importar los archivos en varios pasos
    ");
}

#[test]
fn what_is_wrong_with_a_damaged_file_is_told_in_the_readers_language() {
    let texts = [
        "its content does not match its checksum",
        "it is missing",
        "cannot be read: EOF while parsing",
        "it has no checksum: uptake did not write it",
        "the pins of ledger entry 12 are damaged",
        "the key of 00000000-0000-0000-0000-000000000003 was changed",
        "a name in the vault of 00000000-0000-0000-0000-000000000003 was changed",
        "user 01ab of 00000000-0000-0000-0000-000000000003 was keyed with another key",
        "2 names in the vault are of 00000000-0000-0000-0000-000000000003, which has no key",
        "a row of table `pins` was changed",
        "the ledger is damaged at row 3: it does not follow from the row before it, restore a backup",
        "Tree 4 page 7: btreeInitPage() returns error code 11",
    ];
    let words = Words::new(Language::Es);
    assert_snapshot!(texts.map(|it| reason(&words, it)).join("\n"), @"
    su contenido no corresponde a su suma de comprobación
    falta
    no se puede leer: EOF while parsing
    no tiene suma de comprobación: no lo escribió uptake
    las versiones de las tablas posteriores a la entrada 12 del libro de importaciones están dañadas
    la clave del cliente 00000000-0000-0000-0000-000000000003 se modificó
    un nombre del cliente 00000000-0000-0000-0000-000000000003 en el almacén de nombres se modificó
    el usuario 01ab del cliente 00000000-0000-0000-0000-000000000003 se numeró con otra clave
    el almacén de nombres tiene 2 nombres del cliente 00000000-0000-0000-0000-000000000003, que no tiene clave
    una fila de la tabla `pins` se modificó
    la fila 3 del libro de importaciones no se sigue de la anterior
    Tree 4 page 7: btreeInitPage() returns error code 11
    ");
}

#[test]
fn an_address_in_use_is_told_with_what_to_do() {
    let error = |language| {
        let source = std::io::Error::from(std::io::ErrorKind::AddrInUse);
        let address = ([127, 0, 0, 1], 8420).into();
        check(language, CommandError::Listen { address, source })
    };
    assert_snapshot!(error(Language::En), @"
    error: nothing can be served on 127.0.0.1:8420: address in use
    hint: another program may use it, or it may not be this machine's: name another with --listen
    ");
    assert_snapshot!(error(Language::Es), @"
    error: no se puede servir en 127.0.0.1:8420: address in use
    indicación: puede que lo use otro programa o que no sea de este equipo: indicar otra dirección con --listen
    ");
}

#[test]
fn a_name_with_escape_sequences_is_shown_and_not_obeyed() {
    let error = CommandError::NoSuchCustomer("Con\u{1b}]0;owned\u{7}toso\n".to_owned());
    assert_snapshot!(check(Language::En, error), @r"
    error: no customer is called `Con\u{1b}]0;owned\u{7}toso\n`
    hint: `uptake portfolio` lists customers; a GUID, an exact name or the beginning of a domain will do
    ");
}
