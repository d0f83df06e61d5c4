use deltalake_core::logstore::object_store::ObjectStoreExt as _;
use tempfile::TempDir;

use super::*;

/// The path of the file `new/folder/file` in a folder of its own.
fn target(root: &TempDir) -> Path {
    Path::from_absolute_path(root.path().join("new").join("folder").join("file")).unwrap()
}

async fn content(location: &Path) -> String {
    let bytes = DurableFiles::new().get(location).await.unwrap().bytes().await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Nothing is left in the folder but the file and its checksums.
fn assert_alone(root: &TempDir) {
    let mut names: Vec<_> = std::fs::read_dir(root.path().join("new").join("folder"))
        .unwrap()
        .map(|it| it.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(names, [".file.blake3", "file"]);
}

#[tokio::test]
async fn a_file_is_created_once_and_keeps_its_first_content() {
    let root = TempDir::new().unwrap();
    let (files, file) = (DurableFiles::new(), target(&root));
    files.put_opts(&file, "first".into(), PutMode::Create.into()).await.unwrap();
    let again = files.put_opts(&file, "second".into(), PutMode::Create.into()).await;
    assert!(matches!(again, Err(Error::AlreadyExists { .. })), "{again:?}");
    assert_eq!(content(&file).await, "first");
    assert_alone(&root);
}

#[tokio::test]
async fn a_file_is_replaced_whole() {
    let root = TempDir::new().unwrap();
    let (files, file) = (DurableFiles::new(), target(&root));
    files.put(&file, "a longer text".into()).await.unwrap();
    files.put(&file, "short".into()).await.unwrap();
    assert_eq!(content(&file).await, "short");
    assert_alone(&root);
}

#[tokio::test]
async fn an_upload_in_parts_appears_when_it_is_complete() {
    let root = TempDir::new().unwrap();
    let (files, file) = (DurableFiles::new(), target(&root));
    let mut upload = files.put_multipart(&file).await.unwrap();
    upload.put_part("one ".into()).await.unwrap();
    upload.put_part("two".into()).await.unwrap();
    assert!(files.get(&file).await.is_err());
    upload.complete().await.unwrap();
    assert_eq!(content(&file).await, "one two");
    assert_alone(&root);
}

#[cfg(unix)]
#[tokio::test]
async fn other_programs_may_read_the_file_as_far_as_the_umask_lets_them() {
    use std::os::unix::fs::PermissionsExt as _;

    let root = TempDir::new().unwrap();
    let file = target(&root);
    DurableFiles::new().put(&file, "text".into()).await.unwrap();
    let plain = root.path().join("plain");
    std::fs::write(&plain, "text").unwrap();
    let mode = |it: &FilePath| it.metadata().unwrap().permissions().mode();
    assert_eq!(mode(&root.path().join("new").join("folder").join("file")), mode(&plain));
}

/// The file `00.json` of a log in a folder of its own.
fn log_file(root: &TempDir) -> Path {
    Path::from_absolute_path(root.path().join("_delta_log").join("00.json")).unwrap()
}

#[tokio::test]
async fn a_file_of_a_log_is_read_only_as_it_was_written() {
    let root = TempDir::new().unwrap();
    let (files, file) = (DurableFiles::new(), log_file(&root));
    files.put(&file, "{\"add\":7}".into()).await.unwrap();
    assert_eq!(content(&file).await, "{\"add\":7}");
    let path = root.path().join("_delta_log").join("00.json");
    std::fs::write(&path, "{\"add\":6}").unwrap();
    let error = DurableFiles::new().get(&file).await.unwrap_err();
    assert!(error.to_string().contains("does not match its checksum"), "{error}");
    std::fs::remove_file(root.path().join("_delta_log").join(".00.json.blake3")).unwrap();
    let error = DurableFiles::new().get(&file).await.unwrap_err();
    assert!(error.to_string().contains("has no checksum"), "{error}");
}

#[tokio::test]
async fn a_damaged_hint_is_passed_over() {
    let root = TempDir::new().unwrap();
    let files = DurableFiles::new();
    let folder = root.path().join("_delta_log");
    let hint = Path::from_absolute_path(folder.join("_last_checkpoint")).unwrap();
    files.put(&hint, "{\"version\":10}".into()).await.unwrap();
    std::fs::write(folder.join("_last_checkpoint"), "{\"version\":11}").unwrap();
    let read = files.get(&hint).await;
    assert!(matches!(read, Err(Error::NotFound { .. })), "{read:?}");
}
