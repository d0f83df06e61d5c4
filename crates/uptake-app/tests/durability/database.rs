//! Whatever happens to the database is found.

use std::{fs, path::Path};

use insta::assert_snapshot;
use sqlx::{AnyConnection, Connection as _};
use tempfile::TempDir;
use uptake_app::AppError;

use crate::fixture::{copy, filled, flips, scattered, shown, world};

/// What `verify` says after the database was changed behind our back.
async fn after(filled: &TempDir, sql: &'static str) -> String {
    let data = tempfile::tempdir().unwrap();
    copy(filled.path(), data.path());
    sqlx::any::install_default_drivers();
    let url = format!("sqlite:{}", data.path().join("state.sqlite").display());
    let mut database = AnyConnection::connect(&url).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut database).await.unwrap();
    database.close().await.unwrap();
    shown(data.path()).await
}

/// What can happen to a row, as SQL.
const CHANGES: [&str; 16] = [
    "UPDATE ledger SET body = replace(body, 'activity', 'inactivity') WHERE seq = 3",
    "UPDATE ledger SET received_at_ms = received_at_ms - 1 WHERE seq = 1",
    "UPDATE ledger SET kind = 'confirm' WHERE seq = 2",
    "UPDATE ledger_head SET seq = 3",
    "PRAGMA foreign_keys = OFF; DELETE FROM ledger WHERE seq = 4",
    "PRAGMA foreign_keys = OFF; DELETE FROM ledger WHERE seq = 2",
    "UPDATE pins SET pins = (SELECT pins FROM pins WHERE seq = 3) WHERE seq = 4",
    "UPDATE pins SET rules = replace(rules, 'lone', 'always') WHERE seq = 2",
    "DELETE FROM pins WHERE seq = 4",
    "UPDATE user_names SET user_id = 'u2' WHERE display_name = 'Eva'",
    "UPDATE user_names SET display_name = 'Ana' WHERE display_name = 'Eva'",
    "UPDATE user_names SET principal_name = '' WHERE display_name = 'Eva'",
    "UPDATE user_names SET customer_id = (SELECT max(customer_id) FROM customer_keys), \
     user_key = zeroblob(16) WHERE display_name = 'Eva'",
    "PRAGMA foreign_keys = OFF; DELETE FROM customer_keys WHERE customer_id LIKE '1111%'",
    "UPDATE customer_keys SET key = zeroblob(32) WHERE customer_id LIKE '1111%'",
    "UPDATE ledger SET body = '' WHERE seq = 3; DELETE FROM pins WHERE seq = 4; \
     UPDATE pins SET rules = '' WHERE seq = 2; \
     UPDATE user_names SET user_key = zeroblob(3) WHERE display_name = 'Eva'",
];

#[tokio::test]
async fn every_changed_row_of_the_database_is_found() {
    let data = filled(2).await;
    assert_eq!(after(&data, "SELECT 1").await, "");
    let mut found = String::new();
    for change in CHANGES {
        found.extend([change, "\n  ", &after(&data, change).await]);
    }
    assert_snapshot!(found, @r"
    UPDATE ledger SET body = replace(body, 'activity', 'inactivity') WHERE seq = 3
      state.sqlite: the ledger is damaged at row 3: it was changed, restore a backup
    UPDATE ledger SET received_at_ms = received_at_ms - 1 WHERE seq = 1
      state.sqlite: the ledger is damaged at row 1: it was changed, restore a backup
    UPDATE ledger SET kind = 'confirm' WHERE seq = 2
      state.sqlite: the ledger is damaged at row 2: it was changed, restore a backup
    UPDATE ledger_head SET seq = 3
      state.sqlite: the ledger is damaged at row 4: it is not where the chain was left, restore a backup
    PRAGMA foreign_keys = OFF; DELETE FROM ledger WHERE seq = 4
      state.sqlite: the ledger is damaged at row 4: it is missing, restore a backup
    PRAGMA foreign_keys = OFF; DELETE FROM ledger WHERE seq = 2
      state.sqlite: the ledger is damaged at row 2: it is missing, restore a backup
    UPDATE pins SET pins = (SELECT pins FROM pins WHERE seq = 3) WHERE seq = 4
      state.sqlite: the pins of ledger entry 4 are damaged
    UPDATE pins SET rules = replace(rules, 'lone', 'always') WHERE seq = 2
      state.sqlite: the pins of ledger entry 2 are damaged
    DELETE FROM pins WHERE seq = 4
      state.sqlite: the pins of ledger entry 4 are missing
    UPDATE user_names SET user_id = 'u2' WHERE display_name = 'Eva'
      state.sqlite: a name in the vault of 11111111-1111-4111-8111-111111111111 was changed
    UPDATE user_names SET display_name = 'Ana' WHERE display_name = 'Eva'
      state.sqlite: a name in the vault of 11111111-1111-4111-8111-111111111111 was changed
    UPDATE user_names SET principal_name = '' WHERE display_name = 'Eva'
      state.sqlite: a name in the vault of 11111111-1111-4111-8111-111111111111 was changed
    UPDATE user_names SET customer_id = (SELECT max(customer_id) FROM customer_keys), user_key = zeroblob(16) WHERE display_name = 'Eva'
      state.sqlite: a name in the vault of 22222222-2222-4222-8222-222222222222 was changed
    PRAGMA foreign_keys = OFF; DELETE FROM customer_keys WHERE customer_id LIKE '1111%'
      state.sqlite: 1 names in the vault are of 11111111-1111-4111-8111-111111111111, which has no key
    UPDATE customer_keys SET key = zeroblob(32) WHERE customer_id LIKE '1111%'
      state.sqlite: the key of 11111111-1111-4111-8111-111111111111 was changed
    UPDATE ledger SET body = '' WHERE seq = 3; DELETE FROM pins WHERE seq = 4; UPDATE pins SET rules = '' WHERE seq = 2; UPDATE user_names SET user_key = zeroblob(3) WHERE display_name = 'Eva'
      state.sqlite: a name in the vault of 11111111-1111-4111-8111-111111111111 was changed
    state.sqlite: the ledger is damaged at row 3: it was changed, restore a backup
    state.sqlite: the pins of ledger entry 2 are damaged
    ");
}

/// Everything that the database says, as text.
async fn said(data: &Path) -> Option<String> {
    sqlx::any::install_default_drivers();
    let url = format!("sqlite:{}?mode=ro", data.join("state.sqlite").display());
    let mut database = AnyConnection::connect(&url).await.ok()?;
    let mut said = String::new();
    for sql in [
        "SELECT seq || received_at_ms || kind || body || prev_hash || hash FROM ledger",
        "SELECT id || seq || hash FROM ledger_head",
        "SELECT seq || generation || pins || rules || hash FROM pins",
        "SELECT customer_id || hex(key) || hex(checksum) FROM customer_keys",
        "SELECT customer_id || hex(user_key) || user_id || ifnull(display_name, '-') || \
         ifnull(principal_name, '-') || hex(checksum) FROM user_names",
    ] {
        let rows: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut database).await.ok()?;
        said.push_str(&rows.join("\n"));
    }
    Some(said)
}

/// As many flips as in a file; `UPTAKE_FLIPS` sets how many.
#[tokio::test]
async fn a_flipped_bit_of_the_database_is_found_or_changes_nothing() {
    let data = filled(1).await;
    let before = said(data.path()).await.unwrap();
    let path = data.path().join("state.sqlite");
    let content = fs::read(&path).unwrap();
    let (mut found, mut harmless) = (0, 0);
    for round in 0..flips() {
        let mut bytes = content.clone();
        let at = scattered(round) % bytes.len();
        bytes[at] ^= 1 << (scattered(at + round) % 8);
        fs::write(&path, bytes).unwrap();
        match uptake_app::verify(data.path(), world(100)).await {
            Ok(verified) if verified.damage.is_empty() => {
                assert_eq!(said(data.path()).await.as_ref(), Some(&before), "byte {at}");
                harmless += 1;
            }
            Ok(verified) => {
                assert!(verified.damage.iter().all(|it| it.path == path), "{verified:?}");
                found += 1;
            }
            Err(AppError::State { .. }) => found += 1,
            Err(error) => panic!("byte {at}: {error:?}"),
        }
        fs::write(&path, &content).unwrap();
    }
    println!("{found} flips found, {harmless} in places that say nothing");
    assert!(found > 0, "no flip was found");
}
