use insta::assert_snapshot;
use serde_json::json;

use sqlx::{AssertSqlSafe, Row as _};

use super::*;
use crate::VaultChanges;

#[test]
fn an_sqlite_with_known_faults_is_refused_with_both_versions() {
    assert_snapshot!(
        check_sqlite_version("3.51.2").unwrap_err(),
        @"SQLite 3.51.2 is too old, 3.51.3 or later is needed: build with the bundled one"
    );
    for old in ["3.50.9", "3.9", "2.99.99", "3.51", "unknown", ""] {
        assert!(check_sqlite_version(old).is_err(), "{old}");
    }
    for good in ["3.51.3", "3.51.10", "3.54.1", "4.0.0"] {
        assert!(check_sqlite_version(good).is_ok(), "{good}");
    }
}

#[tokio::test]
async fn a_committed_row_is_on_disk_and_a_deleted_one_is_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    let state = State::open(dir.path()).await.unwrap();
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
    State::open(&odd).await.unwrap().close().await;
    assert!(odd.join("state.sqlite").exists());
    State::open_read_only(&odd).await.unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn only_the_owner_can_read_the_keys() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    let _open = State::open(dir.path()).await.unwrap();
    for file in std::fs::read_dir(dir.path()).unwrap() {
        let file = file.unwrap();
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.path().display());
    }
}

#[tokio::test]
async fn a_reader_is_served_while_another_connection_writes() {
    let dir = tempfile::tempdir().unwrap();
    let writer = State::open(dir.path()).await.unwrap();
    let append = |n: i64| {
        let writer = writer.clone();
        async move {
            let vault = VaultChanges::default();
            writer.append(n, "import", &json!(n), vault).await.unwrap();
        }
    };
    append(1).await;
    let mut writing = writer.begin_write().await.unwrap();
    sqlx::query("DELETE FROM ledger").execute(&mut *writing).await.unwrap();

    let reader = State::open_read_only(dir.path()).await.unwrap();
    assert_eq!(reader.entries().await.unwrap().len(), 1);

    writing.rollback().await.unwrap();
    append(2).await;
    assert_eq!(reader.entries().await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_reader_cannot_write() {
    let dir = tempfile::tempdir().unwrap();
    let _writer = State::open(dir.path()).await.unwrap();
    let reader = State::open_read_only(dir.path()).await.unwrap();
    let vault = VaultChanges::default();
    let error = reader.append(1, "import", &json!(1), vault).await;
    assert_snapshot!(error.unwrap_err(), @"failed to append to the ledger");
}

#[tokio::test]
async fn an_empty_folder_has_nothing_to_read() {
    let dir = tempfile::tempdir().unwrap();
    let missing =
        |error: StateError| error.to_string().replace(&*dir.path().to_string_lossy(), "/data");
    let error = State::open_read_only(dir.path()).await.unwrap_err();
    assert_snapshot!(missing(error), @"nothing was imported into `/data` yet, it holds no `state.sqlite`");
    create_private(&dir.path().join("state.sqlite")).unwrap();
    let error = State::open_read_only(dir.path()).await.unwrap_err();
    assert!(matches!(error, StateError::Missing { .. }));
}

/// The refusal to read the folder, with `/data` for it and `[this]` for this version's format.
async fn refusal(dir: &Path) -> String {
    let error = State::open_read_only(dir).await.unwrap_err();
    let this = format!("reads {}", MIGRATIONS.len());
    error.to_string().replace(&*dir.to_string_lossy(), "/data").replace(&this, "reads [this]")
}

#[tokio::test]
async fn a_state_of_a_newer_version_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let state = State::open(dir.path()).await.unwrap();
    sqlx::query("UPDATE _sqlx_migrations SET version = 99 WHERE version = 1")
        .execute(state.pool())
        .await
        .unwrap();
    assert_snapshot!(
        refusal(dir.path()).await,
        @"the state in `/data` has format 99, this version reads [this]: use the newer version that wrote it"
    );
    let error = State::open(dir.path()).await.unwrap_err();
    assert!(matches!(error, StateError::Migrate { .. }), "{error}");
}

#[tokio::test]
async fn an_older_state_is_brought_up_to_date_when_it_is_opened_to_write() {
    let dir = tempfile::tempdir().unwrap();
    let path = database_path(dir.path());
    create_private(&path).unwrap();
    let older = State::connect(&path, Access::Write).await.unwrap();
    migrator().run_to(1, &older.pool).await.unwrap();
    older.append(1, "import", &json!(1), VaultChanges::default()).await.unwrap();
    assert_snapshot!(
        refusal(dir.path()).await,
        @"the state in `/data` has format 1, this version reads [this]: run any command that writes, it brings the state up to date"
    );
    State::open(dir.path()).await.unwrap();
    State::open_read_only(dir.path()).await.unwrap();
}

#[tokio::test]
async fn a_state_whose_making_was_killed_is_as_good_as_none() {
    let dir = tempfile::tempdir().unwrap();
    let path = database_path(dir.path());
    create_private(&path).unwrap();
    let killed = State::connect(&path, Access::Write).await.unwrap();
    migrator().run_to(2, &killed.pool).await.unwrap();
    let error = State::open_read_only(dir.path()).await.unwrap_err();
    assert!(matches!(error, StateError::Missing { .. }), "{error}");
    State::open(dir.path()).await.unwrap();
    State::open_read_only(dir.path()).await.unwrap();
}

#[test]
fn placeholders_count_on_from_row_to_row() {
    assert_snapshot!(placeholders(2, 3), @"($1, $2, $3), ($4, $5, $6)");
}
