//! Small stories with their figures: what an import changes, what it leaves alone, and how
//! what several files say comes together.

use std::fmt::Write as _;

use insta::assert_snapshot;
use uptake_app::{Entry, ExportKind};
use uptake_model::{CustomerId, Day, problem::ProblemCode};

use crate::folder::{Folder, How, shown, unindented};

mod checks;
mod concealed;
mod forget;
mod graph;
mod leftovers;
mod portfolio;
mod seats;
mod signals;
mod snapshots;
mod synthetic;
mod untold;

pub(crate) const CONTOSO: &str = "11111111-0000-4000-8000-000000000001";
const USAGE: &[&str] =
    &["workload", "entitlements", "active", "held", "former", "never", "coverage", "days_covered"];
const DEPLOYMENT: &[&str] =
    &["sku_part_number", "sold", "sold_own", "trial_seats", "grace_seats", "assigned"];

/// Two people of three work in Exchange; ten seats are sold.
const SEATS: &str = "
    customer_id,subscription_id,sku,quantity,status,as_of
    11111111-0000-4000-8000-000000000001,main,EXCHANGESTANDARD,10,active,2026-01-01
";
const HOLDERS: &str = "
    customer_id,user_id,sku,assigned_on,removed_on
    11111111-0000-4000-8000-000000000001,ana,EXCHANGESTANDARD,2026-01-01,
    11111111-0000-4000-8000-000000000001,bea,EXCHANGESTANDARD,2026-01-01,
    11111111-0000-4000-8000-000000000001,cem,EXCHANGESTANDARD,2026-01-01,
";
const ACTIVITY: &str = "
    customer_id,user_id,workload,day
    11111111-0000-4000-8000-000000000001,ana,exchange,2026-03-01
    11111111-0000-4000-8000-000000000001,bea,exchange,2026-03-02
";

/// A folder on 2026-03-10 with the seats, the holders and their activity.
async fn contoso() -> Folder {
    let mut folder = Folder::new("2026-03-10");
    folder.take(SEATS).await;
    folder.take(HOLDERS).await;
    folder.import(ACTIVITY, covering("2026-02-01..2026-03-08")).await;
    folder
}

fn covering(days: &str) -> How<'static> {
    How { covers: Some(days.parse().unwrap()), ..How::default() }
}

async fn usage(folder: &mut Folder, day: &str) -> String {
    shown(folder.data().await, ExportKind::Usage, day, USAGE).await
}

async fn deployment(folder: &mut Folder, day: &str) -> String {
    shown(folder.data().await, ExportKind::Deployment, day, DEPLOYMENT).await
}

#[tokio::test]
async fn the_same_files_again_change_nothing() {
    let mut folder = contoso().await;
    let (commits, digest) = (folder.commits().await, folder.digest().await);
    let (raw, tables) = (folder.listing("raw"), folder.listing("tables/1"));
    assert!(!folder.take(SEATS).await);
    assert!(!folder.take(HOLDERS).await);
    assert!(!folder.import(ACTIVITY, covering("2026-02-01..2026-03-08")).await);
    assert_eq!(folder.commits().await, commits);
    assert_eq!(folder.digest().await, digest);
    assert_eq!((folder.listing("raw"), folder.listing("tables/1")), (raw, tables));
    assert_snapshot!(usage(&mut folder, "2026-03-08").await, @"exchange 10 2 2 0 0 complete 28");
}

#[tokio::test]
async fn a_restated_state_can_be_stated_again_as_it_was() {
    let mut folder = contoso().await;
    let first = folder.digest().await;
    assert!(folder.take(&SEATS.replace(",10,", ",4,")).await);
    assert_snapshot!(deployment(&mut folder, "2026-03-08").await, @"EXCHANGESTANDARD 4 4 0 0 3");
    assert!(folder.take(SEATS).await, "what was said first is said again");
    assert_snapshot!(deployment(&mut folder, "2026-03-08").await, @"EXCHANGESTANDARD 10 10 0 0 3");
    assert_eq!(folder.digest().await, first);
}

#[tokio::test]
async fn one_refused_file_keeps_all_files_of_its_import_out() {
    let mut folder = contoso().await;
    let (commits, digest) = (folder.commits().await, folder.digest().await);
    let (raw, tables) = (folder.listing("raw"), folder.listing("tables/1"));
    let good = folder.write("good.csv", &unindented(&SEATS.replace(",10,", ",99,")));
    let bad = folder.write("bad.csv", &unindented(&HOLDERS.replace("2026-01-01", "1/2/2026")));
    let outcome = folder.try_import(vec![good, bad], How::default()).await.unwrap();
    assert!(outcome.refused && !outcome.changed);
    let codes = outcome.files[1].report.problems.iter().map(|it| it.code.as_str());
    assert_snapshot!(codes.collect::<Vec<_>>().join(" "), @"ambiguous-date ambiguous-date ambiguous-date");
    assert_eq!((folder.listing("raw"), folder.listing("tables/1")), (raw, tables));
    assert_eq!(folder.commits().await, commits);
    assert_eq!(folder.digest().await, digest);
}

#[tokio::test]
async fn quarantine_sets_bad_rows_aside_and_imports_the_others() {
    let mut folder = Folder::new("2026-03-10");
    let mut text = unindented("customer_id,user_id,sku,assigned_on,removed_on\n");
    for user in 0..100 {
        writeln!(text, "{CONTOSO},user{user},EXCHANGESTANDARD,2026-01-01,").unwrap();
    }
    writeln!(text, "{CONTOSO},somebody,EXCHANGESTANDARD,2026-02-30,").unwrap();
    let file = folder.write("holders.csv", &text);
    let how = How { quarantine: true, ..How::default() };
    let outcome = folder.try_import(vec![file], how).await.unwrap();
    assert!(!outcome.refused && outcome.changed);
    let aside = std::fs::read_to_string(outcome.files[0].quarantine.as_ref().unwrap()).unwrap();
    assert_snapshot!(aside, @"
    customer_id,user_id,sku,assigned_on,removed_on,uptake_line,uptake_column,uptake_code,uptake_reason,uptake_hint
    11111111-0000-4000-8000-000000000001,somebody,EXCHANGESTANDARD,2026-02-30,,102,assigned_on,impossible-date,why impossible-date,do impossible-date
    ");
    assert_snapshot!(deployment(&mut folder, "2026-03-08").await, @"EXCHANGESTANDARD 0 0 0 0 100");
}

#[tokio::test]
async fn a_day_of_which_a_row_is_set_aside_is_not_complete() {
    let mut folder = contoso().await;
    let mut text = "customer_id,user_id,workload,day\n".to_owned();
    for user in 0..100 {
        writeln!(text, "{CONTOSO},user{user},teams,2026-03-09").unwrap();
    }
    writeln!(text, "{CONTOSO},,teams,2026-03-10").unwrap();
    writeln!(text, "{CONTOSO},user1,teams,2026-03-11").unwrap();
    let file = folder.write("days.csv", &text);
    let how = How { quarantine: true, ..How::default() };
    folder.import_files(vec![file], how).await;
    assert_snapshot!(usage(&mut folder, "2026-03-09").await, @"
    exchange 10 2 2 0 0 complete 28
    teams 0 100 0 0 100 complete 28
    ");
    assert_snapshot!(usage(&mut folder, "2026-03-10").await, @"
    exchange 10 2 2 0 0 lower_bound 27
    teams 0 100 0 0 100 lower_bound 27
    ");
}

#[tokio::test]
async fn the_days_between_two_imports_far_apart_are_known_too() {
    let mut folder = Folder::new("2026-08-10");
    folder.take(SEATS).await;
    folder.take(&SEATS.replace("2026-01-01", "2026-07-20").replace(",10,", ",12,")).await;
    assert_snapshot!(deployment(&mut folder, "2026-04-15").await, @"EXCHANGESTANDARD 10 10 0 0 0");
    assert_snapshot!(deployment(&mut folder, "2026-08-01").await, @"EXCHANGESTANDARD 12 12 0 0 0");
}

#[tokio::test]
async fn a_setting_in_the_configuration_changes_figures_at_once() {
    let mut folder = contoso().await;
    folder.take(&SEATS.replace("main", "old").replace("10,active", "3,grace")).await;
    assert_snapshot!(deployment(&mut folder, "2026-03-08").await, @"EXCHANGESTANDARD 10 10 0 3 3");
    folder.configure("[metrics]\ngrace = \"always\"\n");
    assert_snapshot!(deployment(&mut folder, "2026-03-08").await, @"EXCHANGESTANDARD 13 13 0 3 3");
    assert_snapshot!(usage(&mut folder, "2026-03-08").await, @"exchange 13 2 2 0 0 complete 28");
    folder.configure("");
    assert_snapshot!(deployment(&mut folder, "2026-03-08").await, @"EXCHANGESTANDARD 10 10 0 3 3");
}

#[tokio::test]
async fn a_reader_who_finds_a_new_setting_sees_its_figures() {
    let mut folder = contoso().await;
    folder.take(&SEATS.replace("main", "old").replace("10,active", "3,grace")).await;
    folder.configure("[metrics]\ngrace = \"always\"\n");
    let data = folder.reader().await;
    let said = shown(&data, ExportKind::Deployment, "2026-03-08", DEPLOYMENT).await;
    assert_snapshot!(said, @"EXCHANGESTANDARD 13 13 0 3 3");
}

#[tokio::test]
async fn a_product_that_is_added_to_the_catalogue_counts_on_every_day() {
    let mut folder = Folder::new("2026-03-10");
    folder.take(&SEATS.replace("EXCHANGESTANDARD", "CONTOSO_MAIL")).await;
    folder.take(&HOLDERS.replace("EXCHANGESTANDARD", "CONTOSO_MAIL")).await;
    folder.import(ACTIVITY, covering("2026-02-01..2026-03-08")).await;
    assert_snapshot!(deployment(&mut folder, "2026-01-15").await, @"CONTOSO_MAIL 10 10 0 0 3");
    assert_snapshot!(usage(&mut folder, "2026-03-08").await, @"exchange 0 2 0 0 2 complete 28");
    let product = "
        [[sku]]
        id = \"c0c0a000-0000-4000-8000-000000000001\"
        part_number = \"CONTOSO_MAIL\"
        name = \"Contoso Mail\"
        service = \"office365\"
        class = \"paid\"
        base = [\"exchange\"]
        addon = []
    ";
    folder.writable().await.add_catalogue("contoso.toml", product).await.unwrap();
    assert_snapshot!(usage(&mut folder, "2026-01-15").await, @"exchange 10 - - - - missing 0");
    assert_snapshot!(usage(&mut folder, "2026-03-08").await, @"exchange 10 2 2 0 0 complete 28");
}

#[tokio::test]
async fn a_deleted_user_keeps_counting_until_the_window_has_passed() {
    let mut folder = contoso().await;
    folder.set_clock("2026-05-05".parse().unwrap());
    let deleted = "
        customer_id,user_id,deleted_on
        11111111-0000-4000-8000-000000000001,ana,2026-03-03
    ";
    folder.take(deleted).await;
    folder.import(&ACTIVITY.replace("03-0", "02-0"), covering("2026-02-01..2026-05-01")).await;
    assert_snapshot!(usage(&mut folder, "2026-03-28").await, @"exchange 10 2 2 0 0 complete 28");
    assert_snapshot!(usage(&mut folder, "2026-03-29").await, @"exchange 10 1 1 0 0 complete 28");
}

#[tokio::test]
async fn activity_in_an_unknown_workload_waits_for_its_workload() {
    let mut folder = contoso().await;
    let odd = ACTIVITY.replace("exchange", "whiteboard");
    folder.import(&odd, covering("2026-02-01..2026-03-08")).await;
    assert_snapshot!(usage(&mut folder, "2026-03-08").await, @"exchange 10 2 2 0 0 complete 28");
    let workload = "
        [[workload]]
        code = \"whiteboard\"
        service = \"office365\"
        name = \"Whiteboard\"
    ";
    folder.writable().await.add_catalogue("whiteboard.toml", workload).await.unwrap();
    assert_snapshot!(usage(&mut folder, "2026-03-08").await, @"
    exchange 10 2 2 0 0 complete 28
    whiteboard 0 2 0 0 2 complete 28
    ");
}

/// A snapshot of last activity that lists this many users.
fn snapshot(users: usize, as_of: &str) -> String {
    let mut text = "customer_id,user_id,workload,last_active_on,as_of\n".to_owned();
    for user in 0..users {
        writeln!(text, "{CONTOSO},user{user},exchange,2026-03-01,{as_of}").unwrap();
    }
    text
}

#[tokio::test]
async fn a_snapshot_that_shrinks_by_more_than_half_waits_until_it_is_confirmed() {
    let mut folder = Folder::new("2026-03-10");
    folder.take(SEATS).await;
    folder.take(&snapshot(9, "2026-03-05")).await;
    folder.take(&snapshot(5, "2026-03-06")).await;
    assert!(folder.data().await.waiting().await.unwrap().is_empty(), "5 is more than half of 9");

    let file = folder.write("shrunk.csv", &snapshot(2, "2026-03-07"));
    let outcome = folder.try_import(vec![file], How::default()).await.unwrap();
    assert!(!outcome.refused && outcome.changed);
    let problem = outcome.files[0].report.problems.last().unwrap();
    assert_eq!(problem.code, ProblemCode::HeldSnapshot);
    assert_snapshot!(format!("{:?}", problem.args), @r#"{"before": "5", "customer": "11111111-0000-4000-8000-000000000001", "now": "2"}"#);
    assert_snapshot!(usage(&mut folder, "2026-03-06").await, @"exchange 10 9 0 0 9 complete 28");
    assert_snapshot!(usage(&mut folder, "2026-03-07").await, @"exchange 10 - - - - missing 0");

    let waiting = folder.data().await.waiting().await.unwrap();
    assert_eq!(waiting.keys().collect::<Vec<_>>(), [&4]);
    assert_eq!(held_files(&mut folder).await, [4]);
    let confirmed = folder.writable().await.confirm(4).await.unwrap();
    assert_eq!(confirmed.into_iter().collect::<Vec<CustomerId>>(), [CONTOSO.parse().unwrap()]);
    assert_snapshot!(usage(&mut folder, "2026-03-07").await, @"exchange 10 9 0 0 9 complete 28");
    assert!(folder.data().await.waiting().await.unwrap().is_empty());
    assert!(held_files(&mut folder).await.is_empty(), "the list of imports asks no more");
    assert!(folder.writable().await.confirm(4).await.is_err(), "it waits no more");
    assert_eq!(last_entry(&mut folder).await, "confirm");
}

/// The files that the list of imports shows as held.
async fn held_files(folder: &mut Folder) -> Vec<i64> {
    let lines = folder.data().await.imports().await.unwrap();
    let files = lines.into_iter().flat_map(|it| match it.entry {
        Entry::Import { files } => files,
        Entry::Confirm { .. }
        | Entry::Catalogue { .. }
        | Entry::Recompute {}
        | Entry::Forget { .. } => Vec::new(),
    });
    files.filter(|it| !it.held.is_empty()).map(|it| it.file_no).collect()
}

async fn last_entry(folder: &mut Folder) -> String {
    let lines = folder.data().await.imports().await.unwrap();
    lines.last().map(|it| Entry::kind(&it.entry).to_owned()).unwrap()
}

#[tokio::test]
async fn a_confirmed_snapshot_is_the_same_state_as_one_that_was_never_held() {
    let mut held = Folder::new("2026-03-10");
    held.take(&snapshot(9, "2026-03-05")).await;
    let shrunk = snapshot(2, "2026-03-07").replace("user1", "newcomer");
    held.take(&shrunk).await;
    held.writable().await.confirm(2).await.unwrap();

    // In this order there is nothing to compare with.
    let mut free = Folder::new("2026-03-10");
    free.take(&shrunk).await;
    free.take(&snapshot(9, "2026-03-05")).await;
    assert!(free.data().await.waiting().await.unwrap().is_empty());
    assert_eq!(held.digest().await, free.digest().await);
}

#[tokio::test]
async fn a_day_further_off_than_the_day_after_tomorrow_is_refused() {
    let mut folder = Folder::new("2026-03-10");
    let today: Day = "2026-03-10".parse().unwrap();
    assert!(folder.take(&SEATS.replace("2026-01-01", &today.plus(2).to_string())).await);
    let late = unindented(&SEATS.replace("2026-01-01", &today.plus(3).to_string()));
    let late = folder.write("late.csv", &late);
    let outcome = folder.try_import(vec![late], How::default()).await.unwrap();
    assert!(outcome.refused);
    assert_eq!(outcome.files[0].report.problems[0].code, ProblemCode::FutureDate);

    let days = folder.write("days.csv", &unindented(ACTIVITY));
    let later = today.plus(3).to_string();
    let covers = covering(&format!("2026-02-01..{later}"));
    for how in [covers, How { as_of: Some(&later), ..How::default() }] {
        let outcome = folder.try_import(vec![days.clone()], how).await.unwrap();
        assert!(outcome.refused);
        assert_eq!(outcome.files[0].report.problems[0].code, ProblemCode::FutureDate);
    }
}
