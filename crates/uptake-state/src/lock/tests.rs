use insta::assert_snapshot;

use super::*;

fn holder() -> Holder {
    Holder {
        pid: 4711,
        host: "madrid".to_owned(),
        since: "2026-11-02T08:30:00Z".parse().unwrap(),
        command: "uptake serve --listen 0.0.0.0:8080".to_owned(),
    }
}

fn refused(dir: &Path) -> String {
    let error = DataLock::acquire(dir, &holder()).unwrap_err();
    error.to_string().replace(&*dir.to_string_lossy(), "/data")
}

#[test]
fn a_second_process_is_told_who_holds_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let _held = DataLock::acquire(dir.path(), &holder()).unwrap();
    assert_snapshot!(
        refused(dir.path()),
        @"`/data` is in use by process 4711 on madrid since 2026-11-02T08:30:00Z: `uptake serve --listen 0.0.0.0:8080`"
    );
}

#[test]
fn a_holder_that_has_not_written_its_name_yet_still_holds_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let held = DataLock::acquire(dir.path(), &holder()).unwrap();
    held.file.set_len(0).unwrap();
    assert_snapshot!(refused(dir.path()), @"`/data` is in use by another process");
}

#[test]
fn a_released_folder_can_be_taken_again() {
    let dir = tempfile::tempdir().unwrap();
    drop(DataLock::acquire(dir.path(), &holder()).unwrap());
    DataLock::acquire(dir.path(), &holder()).unwrap();
}

#[test]
fn a_name_left_by_a_killed_process_does_not_hold_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let left = r#"{"pid":1,"host":"a","since":"2026-01-01T00:00:00Z","command":"uptake import a very long list of files that is longer than the next one"}"#;
    std::fs::write(dir.path().join("uptake.lock"), left).unwrap();
    let _held = DataLock::acquire(dir.path(), &holder()).unwrap();
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
    assert!(!DataLock::acquire(dir.path(), &holder()).unwrap().was_left());
    assert!(!DataLock::acquire(dir.path(), &holder()).unwrap().was_left());
    std::fs::write(dir.path().join("uptake.lock"), "{\"pid\":4711}").unwrap();
    assert!(DataLock::acquire(dir.path(), &holder()).unwrap().was_left());
    assert!(!DataLock::acquire(dir.path(), &holder()).unwrap().was_left());
}
