//! Snapshots one after the other: which of them wait, and when a value is final.

use std::fmt::Write as _;

use insta::assert_snapshot;
use uptake_model::{Scope, problem::ProblemCode};

use super::{CONTOSO, covering, usage};
use crate::folder::{Folder, How};

/// A snapshot of last activity in Exchange that lists this many users.
fn snapshot(users: usize, as_of: &str) -> String {
    let mut text = "customer_id,user_id,workload,last_active_on,as_of\n".to_owned();
    for user in 0..users {
        writeln!(text, "{CONTOSO},user{user},exchange,2026-03-01,{as_of}").unwrap();
    }
    text
}

/// Graph's email report of a day that lists this many users.
fn emails(users: usize, day: &str) -> String {
    let mut text = "Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,\
                    Last Activity Date,Send Count,Receive Count,Read Count,Meeting Created Count,\
                    Meeting Interacted Count,Assigned Products,Report Period\n"
        .to_owned();
    for user in 0..users {
        writeln!(text, "{day},user{user}@contoso.example,,False,,{day},1,1,1,0,0,,7").unwrap();
    }
    text
}

/// Imports a folder of files; returns those whose snapshot waits.
async fn held(folder: &mut Folder, files: &[(&str, String)]) -> Vec<String> {
    held_as_of(folder, files, None).await
}

/// The same with a day for what names none itself.
async fn held_as_of(
    folder: &mut Folder,
    files: &[(&str, String)],
    as_of: Option<&str>,
) -> Vec<String> {
    let paths = files.iter().map(|(name, text)| folder.write(name, text)).collect();
    let how = How { customer: Some(CONTOSO), as_of, ..How::default() };
    let outcome = folder.try_import(paths, how).await.unwrap();
    assert!(!outcome.refused, "{outcome:?}");
    let waits = outcome
        .files
        .iter()
        .filter(|file| file.report.problems.iter().any(|it| it.code == ProblemCode::HeldSnapshot));
    let name = |file: &str| file.rsplit('/').next().unwrap().to_owned();
    let waiting = waits.map(|it| {
        assert_eq!(it.counts.unwrap().held, it.report.rows, "all its rows wait");
        name(&it.report.file)
    });
    waiting.collect()
}

#[tokio::test]
async fn a_truncated_day_in_a_folder_of_daily_snapshots_waits_and_the_next_days_count() {
    let mut folder = Folder::new("2026-03-10");
    // In the order of their names, which is not that of their days.
    let files = [
        ("a.csv", snapshot(9, "2026-03-08")),
        ("b.csv", snapshot(2, "2026-03-06")),
        ("c.csv", snapshot(9, "2026-03-05")),
        ("d.csv", snapshot(8, "2026-03-07")),
    ];
    assert_eq!(held(&mut folder, &files).await, ["b.csv"]);
    assert_snapshot!(usage(&mut folder, "2026-03-05").await, @"exchange 0 9 0 0 9 complete 28");
    assert_snapshot!(usage(&mut folder, "2026-03-06").await, @"");
    assert_snapshot!(usage(&mut folder, "2026-03-07").await, @"exchange 0 9 0 0 9 complete 28");
}

#[tokio::test]
async fn a_report_is_compared_with_its_own_kind_alone() {
    let mut folder = Folder::new("2026-03-10");
    held(&mut folder, &[("all.csv", snapshot(9, "2026-03-04"))]).await;
    let few = held(&mut folder, &[("few.csv", emails(3, "2026-03-05"))]).await;
    assert!(few.is_empty(), "fewer people are in this report: {few:?}");
    held(&mut folder, &[("all.csv", snapshot(9, "2026-03-05"))]).await;
    let few = held(&mut folder, &[("few.csv", emails(3, "2026-03-06"))]).await;
    assert!(few.is_empty(), "not less than the report before: {few:?}");
    held(&mut folder, &[("all.csv", snapshot(9, "2026-03-06"))]).await;
    held(&mut folder, &[("few.csv", emails(3, "2026-03-06"))]).await;
    let cut = held(&mut folder, &[("cut.csv", snapshot(4, "2026-03-07"))]).await;
    assert_eq!(cut, ["cut.csv"], "more people than in the other report, but less than half");
}

#[tokio::test]
async fn an_empty_report_of_a_customer_that_has_users_waits_though_it_is_the_first() {
    let users = format!("customer_id,user_id\n{CONTOSO},ana\n{CONTOSO},ben\n");
    let none = || [("none.csv", emails(0, "2026-03-05"))];
    let mut folder = Folder::new("2026-03-10");
    held(&mut folder, &[("users.csv", users.clone())]).await;
    assert_eq!(held_as_of(&mut folder, &none(), Some("2026-03-05")).await, ["none.csv"]);
    assert_snapshot!(usage(&mut folder, "2026-03-05").await, @"");
    folder.writable().await.confirm(2).await.unwrap();
    let next = held_as_of(&mut folder, &none(), Some("2026-03-06")).await;
    assert!(next.is_empty(), "nobody is as many as were confirmed");

    let mut together = Folder::new("2026-03-10");
    let [report] = none();
    let held_back =
        held_as_of(&mut together, &[report, ("users.csv", users)], Some("2026-03-05")).await;
    assert_eq!(held_back, ["none.csv"], "the users come with it");

    let mut nobody = Folder::new("2026-03-10");
    let first = held_as_of(&mut nobody, &none(), Some("2026-03-05")).await;
    assert!(first.is_empty(), "a customer of whom nothing else is known has no users");
}

#[tokio::test]
async fn a_day_that_comes_again_with_less_than_half_of_its_people_waits() {
    let mut folder = Folder::new("2026-03-10");
    held(&mut folder, &[("whole.csv", snapshot(9, "2026-03-05"))]).await;
    assert_eq!(held(&mut folder, &[("cut.csv", snapshot(2, "2026-03-05"))]).await, ["cut.csv"]);
    let fewer = held(&mut folder, &[("fewer.csv", snapshot(5, "2026-03-05"))]).await;
    assert!(fewer.is_empty());
    let next = held(&mut folder, &[("next.csv", snapshot(4, "2026-03-06"))]).await;
    assert_eq!(next, ["next.csv"], "the day before had 9 people, in whatever order they came");
}

#[tokio::test]
async fn a_snapshot_that_waits_and_comes_again_waits_once() {
    let mut folder = Folder::new("2026-03-10");
    let cut = || [("cut.csv", snapshot(2, "2026-03-06"))];
    held(&mut folder, &[("whole.csv", snapshot(9, "2026-03-05"))]).await;
    assert_eq!(held(&mut folder, &cut()).await, ["cut.csv"]);
    let commits = folder.commits().await;
    assert_eq!(held(&mut folder, &cut()).await, ["cut.csv"]);
    assert_eq!(folder.commits().await, commits, "nothing new was said");
    folder.writable().await.confirm(2).await.unwrap();
    assert!(held(&mut folder, &cut()).await.is_empty(), "it is true now");
}

#[tokio::test]
async fn a_confirmed_day_is_what_the_next_days_are_held_to() {
    let mut folder = Folder::new("2026-03-10");
    held(&mut folder, &[("whole.csv", snapshot(9, "2026-03-05"))]).await;
    held(&mut folder, &[("cut.csv", snapshot(2, "2026-03-05"))]).await;
    folder.writable().await.confirm(2).await.unwrap();
    let next = held(&mut folder, &[("next.csv", snapshot(2, "2026-03-06"))]).await;
    assert!(next.is_empty(), "two people are as many as were confirmed");
    let digest = folder.digest().await;
    folder.writable().await.rebuild().await.unwrap();
    assert_eq!(folder.digest().await, digest);
}

#[tokio::test]
async fn a_value_is_final_once_the_same_was_said_three_days_later() {
    let activity = format!("customer_id,user_id,workload,day\n{CONTOSO},ana,exchange,2026-03-08\n");
    for (later, text) in [(activity.clone(), "the same file"), (format!("{activity}\n"), "another")]
    {
        let mut folder = Folder::new("2026-03-09");
        folder.import(&activity, covering("2026-02-01..2026-03-08")).await;
        assert_eq!(preliminary(&mut folder).await, [true], "on the day after");
        assert!(!folder.import(&later, covering("2026-02-01..2026-03-08")).await, "{text} at once");
        folder.set_clock("2026-03-13".parse().unwrap());
        let digest = folder.digest().await;
        assert!(folder.import(&later, covering("2026-02-01..2026-03-08")).await, "{text} later");
        assert_eq!(preliminary(&mut folder).await, [false], "on the fifth day");
        assert_eq!(folder.digest().await, digest);
        folder.set_clock("2026-07-13".parse().unwrap());
        folder.import(&later, covering("2026-02-01..2026-03-08")).await;
        assert!(!folder.import(&later, covering("2026-02-01..2026-03-08")).await, "all is final");
    }
}

/// Whether the values of 2026-03-08 are.
async fn preliminary(folder: &mut Folder) -> Vec<bool> {
    let (customer, day) = (CONTOSO.parse().unwrap(), "2026-03-08".parse().unwrap());
    let report = folder.data().await.customer(&Scope::All, customer, day).await.unwrap();
    report.usage.iter().filter(|it| it.1.users.is_some()).map(|it| it.1.preliminary).collect()
}
