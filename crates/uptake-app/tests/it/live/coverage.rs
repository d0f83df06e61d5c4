//! What is known of a customer's days, and why the rest is not.

use std::fmt::Write as _;

use insta::assert_snapshot;
use uptake_app::live::{CustomerCoverage, Live};
use uptake_model::{DayRange, Scope, counts::CoverageState};

use crate::folder::{Folder, How, customer};

const SUBSCRIPTIONS: &str = "
    customer_id,subscription_id,sku,quantity,status,as_of
    CUSTOMER,s1,SPE_E3,10,active,2026-03-01
";

const ACTIVITY: &str = "
    customer_id,user_id,workload,day
    CUSTOMER,ana,exchange,2026-03-02
    CUSTOMER,bob,exchange,2026-03-04
    CUSTOMER,ana,exchange,2026-03-10
";

async fn imported(files: &[(&str, How<'_>)]) -> (Folder, Live) {
    let id = customer(1).to_string();
    let mut folder = Folder::new("2026-04-20");
    folder.take(&SUBSCRIPTIONS.replace("CUSTOMER", &id)).await;
    for (text, how) in files {
        let path = folder.write("more.csv", &text.replace("CUSTOMER", &id));
        folder.import_files(vec![path], *how).await;
    }
    folder.close();
    let live = Live::open(folder.path(), folder.world()).await.unwrap();
    (folder, live)
}

async fn coverage(live: &Live, days: &str) -> CustomerCoverage {
    let days: DayRange = days.parse().unwrap();
    live.current().unwrap().coverage(&Scope::All, customer(1), days).await.unwrap()
}

/// Why less than everything is known of a workload, day by day.
fn lacks(coverage: &CustomerCoverage, workload: &str) -> String {
    let it = coverage.workloads.iter().find(|it| it.workload.code == workload).unwrap();
    let days = coverage.days.iter().zip(it.days.iter().zip(&it.lacks));
    let told = days.map(|(day, (known, lack))| match lack {
        Some(lack) => format!("{day} {} of 28: {lack:?}", known.days_covered),
        None => format!("{day} complete"),
    });
    told.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn coverage_tells_which_days_have_no_data() {
    let (_folder, live) = imported(&[(ACTIVITY, How::default())]).await;
    let coverage = coverage(&live, "2026-03-09..2026-03-11").await;
    let exchange = coverage.workloads.iter().find(|it| it.workload.code == "exchange").unwrap();
    let states: Vec<_> = exchange.days.iter().map(|it| (it.state, it.days_covered)).collect();
    let lower = CoverageState::LowerBound;
    assert_eq!(states, [(lower, 8), (lower, 9), (lower, 9)]);
    let source = coverage.sources.iter().find(|it| it.source == exchange.sources[0]).unwrap();
    let missing: Vec<String> = source.days.missing.iter().map(DayRange::to_string).collect();
    assert_eq!(missing, ["2026-02-10..2026-03-01", "2026-03-11..2026-03-11"]);
    assert_snapshot!(lacks(&coverage, "exchange"), @"
    2026-03-09 8 of 28: BeforeFirst
    2026-03-10 9 of 28: BeforeFirst
    2026-03-11 9 of 28: Late
    ");
}

#[tokio::test]
async fn only_the_workloads_that_the_customer_has_are_listed() {
    let (_folder, live) = imported(&[(ACTIVITY, How::default())]).await;
    let listed = coverage(&live, "2026-03-09..2026-03-11").await;
    let now = live.current().unwrap();
    let all = now.catalogue().workloads().count();
    assert!(listed.workloads.len() > 1 && listed.workloads.len() < all);
    assert!(listed.workloads.iter().all(|it| it.workload.code != "d365_sales"));
    let before = coverage(&live, "2026-01-09..2026-01-11").await;
    assert_eq!((before.workloads, before.sources), (Vec::new(), Vec::new()));
}

#[tokio::test]
async fn a_day_of_rows_that_were_set_aside_says_so() {
    let mut rows = "customer_id,user_id,workload,day\n".to_owned();
    for day in 1..=31 {
        for user in 0..10 {
            writeln!(rows, "CUSTOMER,user{user},exchange,2026-03-{day:02}").unwrap();
        }
    }
    // Its day can be read, its customer too: that day is not covered.
    rows.push_str("CUSTOMER,,exchange,2026-03-20\n");
    let (_folder, live) = imported(&[(&rows, How { quarantine: true, ..How::default() })]).await;
    let coverage = coverage(&live, "2026-03-27..2026-04-01").await;
    assert_snapshot!(lacks(&coverage, "exchange"), @"
    2026-03-27 26 of 28: RowsSetAside
    2026-03-28 27 of 28: RowsSetAside
    2026-03-29 27 of 28: RowsSetAside
    2026-03-30 27 of 28: RowsSetAside
    2026-03-31 27 of 28: RowsSetAside
    2026-04-01 26 of 28: RowsSetAside
    ");
}

#[tokio::test]
async fn a_snapshot_that_waits_for_confirmation_says_so() {
    let snapshot = |users: u32, day: &str| {
        let mut rows = "customer_id,user_id,workload,last_active_on,as_of\n".to_owned();
        for user in 0..users {
            writeln!(rows, "CUSTOMER,user{user},exchange,{day},{day}").unwrap();
        }
        rows
    };
    let files = [snapshot(20, "2026-03-09"), snapshot(2, "2026-03-10"), snapshot(19, "2026-03-12")];
    let files: Vec<_> = files.iter().map(|it| (it.as_str(), How::default())).collect();
    let (_folder, live) = imported(&files).await;
    let coverage = coverage(&live, "2026-03-08..2026-03-13").await;
    assert_snapshot!(lacks(&coverage, "exchange"), @"
    2026-03-08 0 of 28: BeforeFirst
    2026-03-09 complete
    2026-03-10 0 of 28: HeldSnapshot
    2026-03-11 0 of 28: Missing
    2026-03-12 complete
    2026-03-13 0 of 28: Late
    ");
}
