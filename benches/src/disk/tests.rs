use super::*;

#[test]
fn a_file_that_a_later_version_removes_is_not_counted() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let log = folder.path().join("tables/0/activity").join(LOG);
    fs::create_dir_all(&log).expect("a folder");
    let versions = [
        r#"{"metaData":{"id":"x"}}"#,
        r#"{"add":{"path":"a","size":100}}
{"add":{"path":"b","size":20}}"#,
        r#"{"remove":{"path":"a"}}
{"add":{"path":"c","size":3}}"#,
    ];
    for (at, text) in versions.iter().enumerate() {
        fs::write(log.join(format!("{at:020}.json")), text).expect("a file");
    }
    assert_eq!(activity_bytes(folder.path()).expect("a size"), 23);
}

#[test]
fn a_data_folder_without_the_table_is_an_error() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    assert!(activity_bytes(folder.path()).is_err());
}
