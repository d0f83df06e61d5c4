//! Whatever happens to the database is found.

use std::{fs, path::Path};

use insta::assert_snapshot;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};
use tempfile::TempDir;
use uptake_app::AppError;
use uptake_state::{AuditEntry, AuditOutcome, Location, State};

use crate::fixture::{ANA, copy, digest_or_damage, filled, flips, import, scattered, shown, world};

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
const CHANGES: [&str; 20] = [
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
    "UPDATE _sqlx_migrations SET checksum = zeroblob(48) WHERE version = 6",
    "DROP INDEX audit_actor",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'actor_id TEXT', \
     'actor_id TEXU') WHERE name = 'audit'",
    "INSERT INTO settings VALUES ('thresholds', '1', 0, zeroblob(16))",
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
    UPDATE _sqlx_migrations SET checksum = zeroblob(48) WHERE version = 6
      state.sqlite: the list of migrations was changed
    DROP INDEX audit_actor
      state.sqlite: the definition of a table or index was changed
    PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'actor_id TEXT', 'actor_id TEXU') WHERE name = 'audit'
      state.sqlite: the definition of a table or index was changed
    INSERT INTO settings VALUES ('thresholds', '1', 0, zeroblob(16))
      state.sqlite: a row of table `settings` was changed
    ");
}

/// Everything that the database says, as text.
async fn said(data: &Path) -> Option<String> {
    sqlx::any::install_default_drivers();
    let url = format!("sqlite:{}?mode=ro", data.join("state.sqlite").display());
    let mut database = AnyConnection::connect(&url).await.ok()?;
    let mut said = String::new();
    // When a migration ran and how long it took is read by nobody.
    let parts = "SELECT type || name || tbl_name || ifnull(sql, '-') FROM sqlite_schema
        UNION ALL SELECT version || description || success || hex(checksum)
            FROM _sqlx_migrations";
    let parts: Vec<String> = sqlx::query_scalar(parts).fetch_all(&mut database).await.ok()?;
    said.push_str(&parts.join("\n"));
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_%'
        ESCAPE '\\' ORDER BY name";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut database).await.ok()?;
    for table in tables {
        let columns = format!("SELECT name FROM pragma_table_info('{table}')");
        let columns: Vec<String> =
            sqlx::query_scalar(AssertSqlSafe(columns)).fetch_all(&mut database).await.ok()?;
        let cells = columns.iter().map(|it| format!("quote({it})")).collect::<Vec<_>>();
        let sql = format!("SELECT {} FROM {table}", cells.join(" || ' ' || "));
        let rows: Vec<String> =
            sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(&mut database).await.ok()?;
        said.push_str(&rows.join("\n"));
    }
    Some(said)
}

/// The number of the page that holds a table of few rows, from 0.
async fn page_of(data: &Path, table: &'static str) -> usize {
    let url = format!("sqlite:{}?mode=ro", data.join("state.sqlite").display());
    let mut database = AnyConnection::connect(&url).await.unwrap();
    let sql = "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = $1";
    let page: i64 = sqlx::query_scalar(sql).bind(table).fetch_one(&mut database).await.unwrap();
    database.close().await.unwrap();
    usize::try_from(page - 1).unwrap()
}

/// Where to flip, kind by kind, so that few flips meet all kinds of content: the head of the
/// file, the definitions of tables, the list of migrations, rows that the chains hold and rows
/// that seals hold, and any place at all.
async fn places(data: &Path, content: &[u8]) -> Vec<Vec<usize>> {
    const PAGE: usize = 4096;
    let used =
        |from: usize, to: usize| (from..to).filter(|at| content[*at] != 0).collect::<Vec<_>>();
    let defines = |page: &[u8]| page.windows(7).any(|it| it == b"CREATE ");
    let definitions = content.chunks(PAGE).enumerate().filter(|(_, page)| defines(page));
    let mut places = vec![
        (0..100).collect(),
        definitions.flat_map(|(at, _)| used(at * PAGE, (at + 1) * PAGE)).collect(),
        used(0, content.len()),
        (0..content.len()).collect(),
    ];
    for table in ["_sqlx_migrations", "ledger_head", "pins", "settings"] {
        let at = page_of(data, table).await * PAGE;
        places.push(used(at, at + PAGE));
    }
    places
}

/// A data folder with rows that only seals hold.
async fn with_settings() -> TempDir {
    let data = filled(1).await;
    let state = State::open(&Location::Folder(data.path().to_owned())).await.unwrap();
    let entry = AuditEntry {
        actor: None,
        actor_name: "Ana".to_owned(),
        action: "setting.set".to_owned(),
        subject: "thresholds".to_owned(),
        outcome: AuditOutcome::Done,
        address: String::new(),
        detail: serde_json::json!({}),
    };
    let value = serde_json::json!({ "low": 40, "high": 80 });
    state.set("thresholds", Some(&value), &entry, 0).await.unwrap();
    state.close().await;
    data
}

/// The digest after one more import.
async fn digest_after_import(data: &Path) -> String {
    let row = format!("customer_id,user_id,workload,day\n{ANA},u1,exchange,2026-02-01\n");
    import(data, 50, &[("later.csv", row)]).await;
    digest_or_damage(data).await.unwrap()
}

/// As many flips as in a file; `UPTAKE_FLIPS` sets how many.
#[tokio::test]
async fn a_flipped_bit_of_the_database_is_found_or_changes_nothing() {
    let data = with_settings().await;
    let before = said(data.path()).await.unwrap();
    let path = data.path().join("state.sqlite");
    let content = fs::read(&path).unwrap();
    let places = places(data.path(), &content).await;
    let unflipped = tempfile::tempdir().unwrap();
    copy(data.path(), unflipped.path());
    let expected = digest_after_import(unflipped.path()).await;
    let (mut found, mut harmless) = (0, 0);
    for round in 0..flips() {
        let places = &places[round % places.len()];
        let at = places[scattered(round) % places.len()];
        let mut bytes = content.clone();
        bytes[at] ^= 1 << (scattered(at + round) % 8);
        fs::write(&path, bytes).unwrap();
        match uptake_app::verify(data.path(), world(100)).await {
            Ok(verified) if verified.damage.is_empty() => {
                assert_eq!(said(data.path()).await.as_ref(), Some(&before), "byte {at}");
                let used = tempfile::tempdir().unwrap();
                copy(data.path(), used.path());
                assert_eq!(digest_after_import(used.path()).await, expected, "byte {at}");
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
