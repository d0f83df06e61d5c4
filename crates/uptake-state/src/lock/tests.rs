use insta::assert_snapshot;

use super::*;
use crate::testing::{TestDatabase, both};

fn holder() -> Holder {
    Holder {
        pid: 4711,
        host: "madrid".to_owned(),
        since: "2026-11-02T08:30:00Z".parse().unwrap(),
        command: "uptake serve --listen 0.0.0.0:8080".to_owned(),
    }
}

/// Takes the lock on a folder whose state is in it.
fn acquire(dir: &Path) -> Result<DataLock, StateError> {
    DataLock::acquire_folder(dir, &holder())
}

fn refused(dir: &Path) -> String {
    let error = acquire(dir).unwrap_err();
    error.to_string().replace(&*dir.to_string_lossy(), "/data")
}

#[test]
fn a_second_process_is_told_who_holds_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let _held = acquire(dir.path()).unwrap();
    assert_snapshot!(
        refused(dir.path()),
        @"`/data` is in use by process 4711 on madrid since 2026-11-02T08:30:00Z: `uptake serve --listen 0.0.0.0:8080`"
    );
}

#[test]
fn a_holder_that_has_not_written_its_name_yet_still_holds_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let held = acquire(dir.path()).unwrap();
    held.file.set_len(0).unwrap();
    assert_snapshot!(refused(dir.path()), @"`/data` is in use by another process");
}

#[test]
fn a_released_folder_can_be_taken_again() {
    let dir = tempfile::tempdir().unwrap();
    drop(acquire(dir.path()).unwrap());
    acquire(dir.path()).unwrap();
}

#[test]
fn a_name_left_by_a_killed_process_does_not_hold_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let left = r#"{"pid":1,"host":"a","since":"2026-01-01T00:00:00Z","command":"uptake import a very long list of files that is longer than the next one"}"#;
    std::fs::write(dir.path().join("uptake.lock"), left).unwrap();
    let _held = acquire(dir.path()).unwrap();
    assert!(refused(dir.path()).contains("process 4711"));
}

#[test]
fn this_process_describes_itself() {
    let this = Holder::this_process(1_793_608_200_000);
    assert_eq!(this.since.to_string(), "2026-11-02T08:30:00Z");
    assert_eq!(this.pid, std::process::id());
    assert!(this.command.contains("uptake_state"));
}

#[test]
fn a_folder_tells_whether_its_last_holder_was_killed() {
    let dir = tempfile::tempdir().unwrap();
    assert!(!acquire(dir.path()).unwrap().was_left());
    assert!(!acquire(dir.path()).unwrap().was_left());
    std::fs::write(dir.path().join("uptake.lock"), "{\"pid\":4711}").unwrap();
    assert!(acquire(dir.path()).unwrap().was_left());
    assert!(!acquire(dir.path()).unwrap().was_left());
}

#[tokio::test]
async fn machines_with_folders_of_their_own_do_not_change_one_database() {
    for database in both().await {
        let other_folder = tempfile::tempdir().unwrap();
        let location = &database.location;
        let held = DataLock::acquire(database.dir.path(), location, &holder()).await.unwrap();
        let other = Holder { pid: 4712, host: "sevilla".to_owned(), ..holder() };
        let second = DataLock::acquire(other_folder.path(), location, &other).await;
        if !database.is_postgres() {
            // The folder is the state, so another folder is another state.
            second.unwrap();
            continue;
        }
        assert_snapshot!(
            database.masked(&second.unwrap_err()),
            @"`[here]` is in use by process 4711 on madrid since 2026-11-02T08:30:00Z: `uptake serve --listen 0.0.0.0:8080`"
        );
        drop(held);
        let second = DataLock::acquire(other_folder.path(), location, &other).await.unwrap();
        let first = DataLock::acquire(database.dir.path(), location, &holder()).await;
        let refused = database.masked(&first.unwrap_err());
        assert!(refused.contains("process 4712 on sevilla"), "{refused}");
        drop(second);
    }
}

#[tokio::test]
async fn a_database_whose_holder_has_not_said_who_it_is_is_in_use_all_the_same() {
    for database in both().await.into_iter().filter(TestDatabase::is_postgres) {
        let location = &database.location;
        let held = DataLock::acquire(database.dir.path(), location, &holder()).await.unwrap();
        let state = database.open().await;
        // As an earlier holder left it.
        sqlx::query("UPDATE writer SET backend = 0").execute(state.pool()).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let second = DataLock::acquire(folder.path(), location, &holder()).await;
        assert_snapshot!(
            database.masked(&second.unwrap_err()),
            @"`[here]` is in use by another process"
        );
        drop(held);
    }
}
