//! Trials of imports: they tell what would come of it, and leave nothing behind.

use insta::assert_snapshot;
use uptake_app::ImportOutcome;
use uptake_model::problem::ProblemCode;

use super::{ACTIVITY, HOLDERS, SEATS, contoso, covering, snapshot};
use crate::folder::{Folder, How, unindented};

fn told(outcome: &ImportOutcome) -> String {
    let files = outcome.files.iter().map(|it| {
        let counts = it.counts.map(|it| (it.new, it.changed, it.unchanged));
        let codes: Vec<_> = it.report.problems.iter().map(|it| it.code.as_str()).collect();
        let report = &it.report;
        let line = format!("{} rows {} {counts:?} {}", report.format, report.rows, codes.join(" "));
        line.trim_end().to_owned()
    });
    let files: Vec<String> = files.collect();
    format!("changed {}\n{}", outcome.changed, files.join("\n"))
}

/// Everything in the data folder but the database, into which a reader may fold its log.
fn all_files(folder: &Folder) -> Vec<(String, u64)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.path().to_owned()];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(at).unwrap() {
            let entry = entry.unwrap();
            let name = entry.path().display().to_string();
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else if !name.contains("state.sqlite") {
                files.push((name, entry.metadata().unwrap().len()));
            }
        }
    }
    files.sort();
    files
}

#[tokio::test]
async fn a_trial_counts_what_is_new_and_changed_and_keeps_nothing() {
    let mut folder = contoso().await;
    let (digest, commits) = (folder.digest().await, folder.commits().await);
    folder.close();
    let before = all_files(&folder);
    let seats = folder.write("seats.csv", &unindented(&SEATS.replace(",10,", ",12,")));
    let holders = folder.write("holders.csv", &unindented(&HOLDERS.replace("cem", "dan")));
    let days = folder.write("days.csv", &unindented(&ACTIVITY.replace("03-01", "03-03")));
    let how = covering("2026-02-01..2026-03-08");
    let outcome = folder.check_import("", vec![seats, holders, days], how).await;
    assert_snapshot!(told(&outcome), @"
    changed true
    subscriptions rows 1 Some((0, 1, 0))
    assignments rows 3 Some((1, 0, 2))
    activity rows 2 Some((1, 0, 1))
    ");
    assert_eq!(all_files(&folder), before);
    assert_eq!(folder.digest().await, digest);
    assert_eq!(folder.commits().await, commits);
}

#[tokio::test]
async fn a_trial_tells_as_much_as_the_import_that_follows_it() {
    let mut folder = contoso().await;
    let text = ACTIVITY.replace("03-02", "03-04");
    let file = folder.write("days.csv", &unindented(&text));
    let how = covering("2026-02-01..2026-03-08");
    let tried = folder.check_import("", vec![file.clone()], how).await;
    let imported = folder.try_import(vec![file.clone()], how).await.unwrap();
    assert_eq!(told(&tried), told(&imported));
    let again = folder.check_import("", vec![file], how).await;
    assert_snapshot!(told(&again), @"
    changed false
    activity rows 2 Some((0, 0, 2))
    ");
}

#[tokio::test]
async fn a_trial_needs_no_data_folder_and_makes_none() {
    let folder = Folder::new("2026-03-10");
    let file = folder.write("seats.csv", &unindented(SEATS));
    let outcome = folder.check_import("not/there", vec![file], How::default()).await;
    assert_snapshot!(told(&outcome), @"
    changed true
    subscriptions rows 1 Some((1, 0, 0))
    ");
    assert_eq!(all_files(&folder), []);
}

#[tokio::test]
async fn a_trial_announces_the_snapshots_that_would_be_held() {
    let mut folder = Folder::new("2026-03-10");
    folder.take(&snapshot(9, "2026-03-05")).await;
    folder.close();
    let file = folder.write("shrunk.csv", &snapshot(2, "2026-03-07"));
    let outcome = folder.check_import("", vec![file], How::default()).await;
    let problem = outcome.files[0].report.problems.last().unwrap();
    assert_eq!(problem.code, ProblemCode::HeldSnapshot);
    assert!(folder.data().await.waiting().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_trial_does_not_wait_for_who_holds_the_folder() {
    let mut folder = contoso().await;
    folder.writable().await;
    let file = folder.write("seats.csv", &unindented(&SEATS.replace("main", "second")));
    let outcome = folder.check_import("", vec![file], How::default()).await;
    assert_snapshot!(told(&outcome), @"
    changed true
    subscriptions rows 1 Some((1, 0, 0))
    ");
}

#[tokio::test]
async fn a_trial_of_a_refused_file_tells_its_problems_and_counts_nothing() {
    let folder = Folder::new("2026-03-10");
    let file = folder.write("seats.csv", &unindented(&SEATS.replace("2026-01-01", "1/2/2026")));
    let outcome = folder.check_import("", vec![file], How::default()).await;
    assert!(outcome.refused);
    assert_snapshot!(told(&outcome), @"
    changed false
    subscriptions rows 1 None ambiguous-date
    ");
}
