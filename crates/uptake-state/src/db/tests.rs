use insta::assert_snapshot;
use serde_json::json;

use sqlx::{AssertSqlSafe, Row as _};

use super::*;
use crate::{
    DatabaseUrl, VaultChanges,
    testing::{TestDatabase, on_both},
};

#[test]
fn an_sqlite_with_known_faults_is_refused_with_both_versions() {
    assert_snapshot!(
        sqlite::check("3.51.2").unwrap_err(),
        @"SQLite 3.51.2 is too old, 3.51.3 or later is needed: build with the bundled one"
    );
    for old in ["3.50.9", "3.9", "2.99.99", "3.51", "unknown", ""] {
        assert!(sqlite::check(old).is_err(), "{old}");
    }
    for good in ["3.51.3", "3.51.10", "3.54.1", "4.0.0"] {
        assert!(sqlite::check(good).is_ok(), "{good}");
    }
}

#[tokio::test]
async fn a_committed_row_is_on_disk_and_a_deleted_one_is_overwritten() {
    let database = TestDatabase::sqlite();
    let state = database.open().await;
    let mut settings = Vec::new();
    for pragma in ["journal_mode", "synchronous", "foreign_keys", "secure_delete"] {
        let row = sqlx::query(AssertSqlSafe(format!("PRAGMA {pragma}")))
            .fetch_one(state.pool())
            .await
            .unwrap();
        let value =
            row.try_get::<i64, _>(0).map_or_else(|_| row.get::<String, _>(0), |it| it.to_string());
        settings.push(format!("{pragma} {value}"));
    }
    assert_snapshot!(
        settings.join(", "),
        @"journal_mode wal, synchronous 2, foreign_keys 1, secure_delete 1"
    );
}

#[tokio::test]
async fn any_folder_name_will_do() {
    let dir = tempfile::tempdir().unwrap();
    let odd = dir.path().join("año 100%41 ? # & + `x`");
    let location = Location::Folder(odd.clone());
    State::open(&location).await.unwrap().close().await;
    assert!(odd.join("state.sqlite").exists());
    State::open_read_only(&location).await.unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_can_read_the_keys() {
    use std::os::unix::fs::PermissionsExt as _;
    let database = TestDatabase::sqlite();
    let _open = database.open().await;
    for file in std::fs::read_dir(database.dir.path()).unwrap() {
        let file = file.unwrap();
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.path().display());
    }
}

async fn append(state: &State, n: i64) -> Result<(), StateError> {
    state.append(n, "import", &json!(n), VaultChanges::default()).await.map(|_| ())
}

#[tokio::test]
async fn a_reader_is_served_while_another_connection_writes() {
    on_both(async |it| {
        let writer = it.open().await;
        append(&writer, 1).await.unwrap();
        let mut writing = writer.begin_write().await.unwrap();
        sqlx::query("DELETE FROM ledger").execute(&mut *writing).await.unwrap();

        let reader = it.read_only().await;
        assert_eq!(reader.entries().await.unwrap().len(), 1);

        writing.rollback().await.unwrap();
        append(&writer, 2).await.unwrap();
        assert_eq!(reader.entries().await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn writers_take_turns() {
    on_both(async |it| {
        let state = it.open().await;
        let writers = (0..20).map(|n| {
            let state = state.clone();
            tokio::spawn(async move { append(&state, n).await })
        });
        for writer in writers.collect::<Vec<_>>() {
            writer.await.unwrap().unwrap();
        }
        assert_eq!(state.entries().await.unwrap().len(), 20);
    })
    .await;
}

#[tokio::test]
async fn a_reader_cannot_write() {
    let refused = on_both(async |it| {
        let _writer = it.open().await;
        append(&it.read_only().await, 1).await.unwrap_err().to_string()
    });
    assert_snapshot!(refused.await, @"failed to append to the ledger");
}

#[tokio::test]
async fn where_nothing_was_imported_there_is_nothing_to_read() {
    let missing = on_both(async |it| {
        assert!(!State::exists(&it.location).await.unwrap());
        let missing = State::open_read_only(&it.location).await.unwrap_err();
        it.open().await.close().await;
        assert!(State::exists(&it.location).await.unwrap());
        it.masked(&missing)
    });
    assert_snapshot!(missing.await, @"nothing was imported into `[here]` yet, it holds no state");
}

#[tokio::test]
async fn an_empty_database_file_is_as_good_as_none() {
    let database = TestDatabase::sqlite();
    sqlite::create(database.dir.path()).unwrap();
    let error = State::open_read_only(&database.location).await.unwrap_err();
    assert!(matches!(error, StateError::Missing { .. }));
}

/// The refusal to read the state, with `[this]` for this version's format.
async fn refusal(it: &TestDatabase) -> String {
    let error = State::open_read_only(&it.location).await.unwrap_err();
    let this = format!("reads {}", MIGRATIONS.last().unwrap().0);
    it.masked(&error).replace(&this, "reads [this]")
}

#[tokio::test]
async fn a_state_of_a_newer_version_is_refused() {
    let refused = on_both(async |it| {
        let state = it.open().await;
        sqlx::query("UPDATE _sqlx_migrations SET version = 99 WHERE version = 1")
            .execute(state.pool())
            .await
            .unwrap();
        let error = State::open(&it.location).await.unwrap_err();
        assert!(matches!(error, StateError::Migrate { .. }), "{error}");
        refusal(it).await
    });
    assert_snapshot!(
        refused.await,
        @"the state in `[here]` has format 99, this version reads [this]: use the newer version that wrote it"
    );
}

/// A state that was migrated so far and no further.
async fn migrated_to(it: &TestDatabase, version: i64) -> State {
    if let Location::Folder(dir) = &it.location {
        sqlite::create(dir).unwrap();
    }
    let state = State::connect(&it.location, Access::Write).await.unwrap();
    migrator().run_to(version, &state.pool).await.unwrap();
    state
}

/// Writes the first row of the ledger as an earlier version did, which sealed no rows.
async fn with_first_row(state: &State) {
    let database = TestDatabase::sqlite();
    let newer = database.open().await;
    append(&newer, 1).await.unwrap();
    let row = sqlx::query("SELECT * FROM ledger").fetch_one(newer.pool()).await.unwrap();
    let text = |column: &str| row.get::<String, _>(column);
    let insert = "INSERT INTO ledger (seq, received_at_ms, kind, body, prev_hash, hash)
         VALUES (1, 1, $1, $2, $3, $4)";
    sqlx::query(insert)
        .bind(text("kind"))
        .bind(text("body"))
        .bind(text("prev_hash"))
        .bind(text("hash"))
        .execute(state.pool())
        .await
        .unwrap();
    sqlx::query("UPDATE ledger_head SET seq = 1, hash = $1")
        .bind(text("hash"))
        .execute(state.pool())
        .await
        .unwrap();
}

#[tokio::test]
async fn an_older_state_is_brought_up_to_date_when_it_is_opened_to_write() {
    let refused = on_both(async |it| {
        let older = migrated_to(it, 1).await;
        with_first_row(&older).await;
        let refused = refusal(it).await;
        it.open().await;
        assert_eq!(it.read_only().await.entries().await.unwrap().len(), 1);
        refused
    });
    assert_snapshot!(
        refused.await,
        @"the state in `[here]` has format 1, this version reads [this]: run any command that writes, it brings the state up to date"
    );
}

#[tokio::test]
async fn a_state_whose_making_was_killed_is_as_good_as_none() {
    on_both(async |it| {
        migrated_to(it, 2).await;
        let error = State::open_read_only(&it.location).await.unwrap_err();
        assert!(matches!(error, StateError::Missing { .. }), "{error}");
        it.open().await;
        it.read_only().await;
    })
    .await;
}

#[tokio::test]
async fn a_statement_that_may_be_left_out_does_not_wait_for_a_long_import() {
    on_both(async |it| {
        let state = it.open().await;
        let mut importing = state.begin_write().await.unwrap();
        sqlx::query(
            "INSERT INTO settings (setting_key, value, changed_at_ms) VALUES ('a', '1', 1)",
        )
        .execute(&mut *importing)
        .await
        .unwrap();
        let other = "INSERT INTO settings (setting_key, value, changed_at_ms) VALUES ('b', '1', 1)";
        state.write_at_once(sqlx::query(other)).await.unwrap();
        importing.commit().await.unwrap();
        state.write_at_once(sqlx::query(other)).await.unwrap_or_default();
        let rows: i64 = sqlx::query_scalar("SELECT count(*) FROM settings")
            .fetch_one(state.pool())
            .await
            .unwrap();
        assert_eq!(rows, 2);
    })
    .await;
}

#[tokio::test]
async fn a_password_is_in_no_error_and_no_debug_text() {
    use std::error::Error as _;
    // Nothing listens there.
    let url: DatabaseUrl =
        "postgres://ana:s3cret@127.0.0.1:1/uptake?sslmode=disable".parse().unwrap();
    let error = State::open(&Location::Postgres(url)).await.unwrap_err();
    let said = format!("{error} {error:?} {:?}", error.source());
    assert!(!said.contains("s3cret"), "{said}");
    assert_snapshot!(error, @"failed to open the state in `postgres://127.0.0.1:1/uptake`");
    on_both(async |it| {
        let said = format!("{:?}", it.open().await);
        assert!(!said.contains("search_path"), "{said}");
    })
    .await;
}

#[test]
fn placeholders_count_on_from_row_to_row() {
    assert_snapshot!(placeholders(2, 3), @"($1, $2, $3), ($4, $5, $6)");
}
