//! What an import leaves behind: nothing when it fails, and of rows that were set aside a
//! file of their own.

use std::{fmt::Write as _, path::PathBuf};

use insta::assert_snapshot;
use uptake_app::Entry;
use uptake_model::problem::ProblemCode;

use super::{CONTOSO, SEATS, contoso};
use crate::folder::{Folder, How, unindented};

/// Holders of whom one cannot be read.
fn holders(user: &str, name: &str, folder: &Folder) -> PathBuf {
    let mut text = "customer_id,user_id,sku,assigned_on,removed_on\n".to_owned();
    for number in 0..100 {
        writeln!(text, "{CONTOSO},user{number},EXCHANGESTANDARD,2026-01-01,").unwrap();
    }
    writeln!(text, "{CONTOSO},{user},EXCHANGESTANDARD,2026-02-30,").unwrap();
    folder.write(name, &text)
}

#[tokio::test]
async fn an_import_of_which_a_file_is_missing_leaves_nothing_behind() {
    let mut folder = contoso().await;
    let raw = folder.listing("raw");
    let good = folder.write("good.csv", &unindented(&SEATS.replace(",10,", ",99,")));
    let missing = good.with_file_name("missing.csv");
    let files = vec![good, missing.clone()];
    let error = folder.try_import(files, How::default()).await.unwrap_err();
    assert!(error.to_string().contains(&missing.display().to_string()), "{error}");
    assert_eq!(folder.listing("raw"), raw);
}

#[tokio::test]
async fn an_import_that_fails_at_its_second_file_leaves_nothing_behind() {
    let mut folder = contoso().await;
    let (raw, digest) = (folder.listing("raw"), folder.digest().await);
    let good = folder.write("good.csv", &unindented(&SEATS.replace(",10,", ",99,")));
    let mut text = "customer_id,user_id,workload,day\n".to_owned();
    for workload in 0..5_000 {
        writeln!(text, "{CONTOSO},ana,workload{workload},2026-03-01").unwrap();
    }
    let endless = folder.write("workloads.csv", &text);
    assert!(folder.try_import(vec![good.clone(), endless], How::default()).await.is_err());
    assert_eq!(folder.listing("raw"), raw);
    assert_eq!(folder.digest().await, digest);
    assert!(folder.import_files(vec![good], How::default()).await, "the next one goes through");
}

#[tokio::test]
async fn rows_set_aside_are_never_written_over() {
    let mut folder = Folder::new("2026-03-10");
    let how = How { quarantine: true, ..How::default() };
    let mut files = Vec::new();
    for user in ["ana", "bea", "bea"] {
        // The good rows are there after the first time: nothing changes then.
        let file = holders(user, "holders.csv", &folder);
        let outcome = folder.try_import(vec![file], how).await.unwrap();
        let aside = outcome.files[0].quarantine.clone().unwrap();
        assert!(std::fs::read_to_string(&aside).unwrap().contains(user));
        files.push(aside);
    }
    assert_ne!(files[0], files[1]);
    assert_eq!(files[1], files[2]);
    assert!(std::fs::read_to_string(&files[0]).unwrap().contains("ana"));
    assert_eq!(folder.commits().await, 1);
    let entries = folder.data().await.imports().await.unwrap();
    let Entry::Import { files: imported } = &entries[0].entry else { panic!("no import") };
    let name = files[0].file_name().unwrap().to_str();
    assert_eq!(imported[0].quarantine.as_deref(), name);
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_may_read_the_rows_set_aside() {
    use std::os::unix::fs::PermissionsExt as _;
    let mut folder = Folder::new("2026-03-10");
    let file = holders("ana", "holders.csv", &folder);
    let how = How { quarantine: true, ..How::default() };
    let outcome = folder.try_import(vec![file], how).await.unwrap();
    let path = outcome.files[0].quarantine.as_ref().unwrap();
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode();
    assert_eq!(mode(path) & 0o777, 0o600);
    assert_eq!(mode(path.parent().unwrap()) & 0o777, 0o700);
}

#[tokio::test]
async fn rows_set_aside_by_a_killed_import_get_their_file_if_it_was_recorded() {
    let mut folder = Folder::new("2026-03-10");
    let file = holders("ana", "holders.csv", &folder);
    let how = How { quarantine: true, ..How::default() };
    let outcome = folder.try_import(vec![file], how).await.unwrap();
    let path = outcome.files[0].quarantine.clone().unwrap();
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    folder.close();
    // As a process leaves them that is killed: without their names, and with a name in the lock.
    std::fs::rename(&path, path.with_file_name(format!(".writing-{name}"))).unwrap();
    std::fs::write(path.with_file_name(".writing-0123456789abcdef.csv"), "other").unwrap();
    std::fs::write(folder.path().join("uptake.lock"), "{}").unwrap();
    folder.writable().await;
    assert_eq!(folder.listing("quarantine"), [name]);
}

const USERS: &str = "
    customer_id,user_id,display_name,principal_name
    11111111-0000-4000-8000-000000000001,ana,Ana,ana@contoso.example
    11111111-0000-4000-8000-000000000001,bea,Bea,bea@contoso.example
    11111111-0000-4000-8000-000000000001,cem,Cem,cem@contoso.example
";

#[tokio::test]
async fn a_list_that_changes_only_what_people_are_called_is_a_change() {
    let mut folder = contoso().await;
    folder.take(USERS).await;
    let commits = folder.commits().await;
    assert!(!folder.take(USERS).await, "nothing is new");
    for (from, to) in [("Ana", "Ana Ruiz"), ("bea@contoso", "Bea@contoso"), ("cem@", "c@")] {
        let file = folder.write("users.csv", &unindented(&USERS.replace(from, to)));
        let outcome = folder.try_import(vec![file], How::default()).await.unwrap();
        assert!(outcome.changed, "{from} is {to} now");
        let counts = outcome.files[0].counts.unwrap();
        let changed = (counts.new, counts.changed, counts.unchanged);
        // The others are called again what they were called first.
        let expected = if from == "Ana" { (0, 1, 2) } else { (0, 2, 1) };
        assert_eq!(changed, expected, "{from} is {to} now");
    }
    assert_eq!(folder.commits().await, commits + 3);
}

#[tokio::test]
async fn a_folder_without_files_is_refused_and_named() {
    let mut folder = Folder::new("2026-03-10");
    let empty = folder.write("empty/.hidden", "").parent().unwrap().to_owned();
    let outcome = folder.try_import(vec![empty], How::default()).await.unwrap();
    assert!(outcome.refused);
    assert_eq!(outcome.files[0].report.problems[0].code, ProblemCode::EmptyFolder);
}

#[tokio::test]
async fn holders_are_read_from_the_file_of_rows_set_aside_once_they_are_corrected() {
    let mut folder = Folder::new("2026-03-10");
    let file = holders("ana", "holders.csv", &folder);
    let how = How { quarantine: true, ..How::default() };
    let outcome = folder.try_import(vec![file], how).await.unwrap();
    let aside = std::fs::read_to_string(outcome.files[0].quarantine.as_ref().unwrap()).unwrap();
    assert!(folder.take(&aside.replace("2026-02-30", "2026-02-03")).await);
    assert_snapshot!(super::deployment(&mut folder, "2026-03-08").await, @"EXCHANGESTANDARD 0 0 0 0 101");
}
