//! One customer: day by day, what is known of it, and what others are not told.

use std::collections::BTreeMap;

use insta::assert_snapshot;
use uptake_app::{
    AppError, ExplainTarget, Names, Paging,
    live::{Boundary, Direction, Live, SortKey},
};
use uptake_model::{
    CustomerId, Day, DayRange, Scope,
    counts::{CoverageState, DeploymentCounts, UsageCounts},
};

use super::world::{Marked, list};
use crate::folder::{Folder, customer};

#[tokio::test]
async fn a_trend_is_the_report_of_each_day() {
    for seed in [101, 107] {
        let marked = Marked::of_seed(seed).await;
        let now = marked.now();
        let today = marked.portfolio.today;
        let days = DayRange::new(today.plus(-75), today.plus(30)).unwrap();
        for id in marked.portfolio.customers.keys() {
            let Ok(known) = now.data().known_days(&Scope::All, *id).await else { continue };
            let trend = now.customer_trend(&Scope::All, *id, days).await.unwrap();
            for (at, day) in days.iter().enumerate().step_by(5) {
                let what = format!("seed {seed}, {id} on {day}");
                if day < known.first() {
                    assert!(trend.deployment.iter().all(|it| it.1[at].is_none()), "{what}");
                    assert!(trend.usage.iter().all(|it| it.1[at].is_none()), "{what}");
                    assert_eq!((trend.totals[at], trend.people[at]), (None, None), "{what}");
                    continue;
                }
                let report = now.customer(&Scope::All, *id, day).await.unwrap();
                assert_eq!(trend.people[at], report.people, "{what}");
                let exists = |it: &&DeploymentCounts| it.exists();
                let told: BTreeMap<&str, &DeploymentCounts> = trend
                    .deployment
                    .iter()
                    .filter_map(|it| Some((it.0.label(), it.1[at].as_ref().filter(exists)?)))
                    .collect();
                let expected: BTreeMap<&str, &DeploymentCounts> =
                    report.deployment.iter().map(|it| (it.0.label(), &it.1)).collect();
                assert_eq!(told, expected, "{what}");
                let expected: BTreeMap<&str, &UsageCounts> =
                    report.usage.iter().map(|it| (&*it.0.code, &it.1)).collect();
                for (name, series) in &trend.usage {
                    let told = series[at].unwrap();
                    let row = told.exists().then_some(&told);
                    assert_eq!(row, expected.get(&*name.code).copied(), "{what} {}", name.code);
                    assert_eq!(
                        told.users.is_none(),
                        told.coverage == CoverageState::Missing,
                        "{what}"
                    );
                }
            }
        }
    }
}

#[tokio::test]
async fn totals_are_those_of_the_list_on_the_day_and_28_days_before() {
    for seed in [101, 107] {
        let marked = Marked::of_seed(seed).await;
        let now = marked.now();
        for day in [-40, -3, 0, 20].map(|it| marked.portfolio.today.plus(it)) {
            let then = day.plus(-28);
            let of_day = |day| list(day, SortKey::Name, Direction::Ascending);
            let rows = now.customers(&Scope::All, &of_day(day)).await.unwrap().rows;
            let before = now.customers(&Scope::All, &of_day(then)).await.unwrap().rows;
            for (row, before) in rows.iter().zip(before) {
                let id = row.profile.customer;
                assert_eq!(before.profile.customer, id);
                let Ok(report) = now.customer(&Scope::All, id, day).await else {
                    assert!(!row.totals.is_known, "seed {seed}, {id} on {day}");
                    continue;
                };
                let what = format!("seed {seed}, {id} on {day}");
                assert_eq!(report.totals, row.totals, "{what}");
                let expected = before.totals.is_known.then_some((then, before.totals));
                assert_eq!(report.before.map(|it| (it.day, it.totals)), expected, "{what}");
            }
        }
    }
}

const FILES: &str = "
    customer_id,subscription_id,sku,quantity,status,as_of,unit_price,currency,term,auto_renew,commitment_end
    CUSTOMER,s1,SPE_E3,10,active,2026-03-01,32.00,EUR,P1Y,true,2027-02-28
";

async fn contoso() -> (Folder, Live) {
    let id = customer(1).to_string();
    let mut folder = Folder::new("2026-03-20");
    folder.take(&FILES.replace("CUSTOMER", &id)).await;
    let activity = format!(
        "customer_id,user_id,workload,day
        {id},ana,exchange,2026-03-02
        {id},bob,exchange,2026-03-04
        {id},ana,exchange,2026-03-10"
    );
    folder.take(&activity).await;
    folder.close();
    let live = Live::open(folder.path(), folder.world()).await.unwrap();
    (folder, live)
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The usage of a workload day by day; `-` is a day without a number.
async fn usage(now: &Boundary, workload: &str, days: &str) -> String {
    let days: DayRange = days.parse().unwrap();
    let trend = now.customer_trend(&Scope::All, customer(1), days).await.unwrap();
    let (_, series) = trend.usage.iter().find(|it| it.0.code == workload).unwrap();
    let shown = days.iter().zip(series).map(|(day, it)| {
        let counts = it.map_or("-".to_owned(), |it| {
            let active = it.users.map_or("-".to_owned(), |it| it.active().to_string());
            format!("{active}/{} {} of 28", it.entitlements, it.days_covered)
        });
        format!("{day} {counts}")
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn a_day_of_which_nothing_is_known_is_a_gap_and_no_zero() {
    let (_folder, live) = contoso().await;
    let now = live.current().unwrap();
    assert_snapshot!(usage(&now, "exchange", "2026-02-27..2026-03-03").await, @"
    2026-02-27 -
    2026-02-28 -
    2026-03-01 -/10 0 of 28
    2026-03-02 1/10 1 of 28
    2026-03-03 1/10 2 of 28
    ");
    assert_snapshot!(usage(&now, "exchange", "2026-04-05..2026-04-07").await, @"
    2026-04-05 1/10 2 of 28
    2026-04-06 1/10 1 of 28
    2026-04-07 -/10 0 of 28
    ");
}

#[tokio::test]
async fn deployment_and_usage_have_come_in_up_to_different_days() {
    let (_folder, live) = contoso().await;
    let now = live.current().unwrap();
    let processed = now.processed(&Scope::All).await.unwrap();
    assert_eq!(processed.deployment, Some(day("2026-03-01")));
    assert_eq!(processed.usage, Some(day("2026-03-10")));
    let nobody = now.processed(&Scope::one(customer(2))).await.unwrap();
    assert_eq!((nobody.deployment, nobody.usage), (None, None));
}

#[tokio::test]
async fn a_subscription_tells_its_price_term_and_renewal() {
    let (_folder, live) = contoso().await;
    let now = live.current().unwrap();
    let asked = now.subscriptions(&Scope::All, customer(1), day("2026-03-10")).await.unwrap();
    let [bought] = asked.as_slice() else { panic!("{asked:?}") };
    assert_eq!(bought.unit_price.as_deref(), Some("32.00"));
    assert_eq!(bought.currency.as_deref(), Some("EUR"));
    assert_eq!(bought.term.as_deref(), Some("P1Y"));
    assert_eq!(bought.auto_renew, Some(true));
    assert_eq!(bought.commitment_end, Some(day("2027-02-28")));
    let before = now.subscriptions(&Scope::All, customer(1), day("2026-02-28")).await.unwrap();
    assert!(before.is_empty());
}

#[tokio::test]
async fn names_of_users_are_told_only_when_they_are_asked_for() {
    let (_folder, live) = contoso().await;
    let now = live.current().unwrap();
    let mut told = Vec::new();
    for names in [Names::Told, Names::Concealed] {
        let target = ExplainTarget::Workload("exchange".into());
        let asked = (target, day("2026-03-10"), Paging { page: 1, per_page: 10 });
        let it = now.explain(names, &Scope::All, customer(1), asked).await.unwrap();
        assert!(it.agrees());
        assert_eq!(it.people_total, 2);
        told.push(it.people.iter().filter(|it| it.user_id.is_some()).count());
    }
    assert_eq!(told, [2, 0]);
}

#[tokio::test]
async fn a_customer_outside_of_the_scope_is_as_unknown_as_one_that_never_was() {
    let (_folder, live) = contoso().await;
    let now = live.current().unwrap();
    let others = Scope::one(customer(5));
    let days: DayRange = "2026-03-01..2026-03-10".parse().unwrap();
    for (scope, id) in [(&others, customer(1)), (&Scope::All, customer(9))] {
        let unknown =
            |it: AppError| matches!(it, AppError::UnknownCustomer { customer } if customer == id);
        let on = days.last();
        assert!(unknown(now.profile(scope, id).unwrap_err()));
        assert!(unknown(now.customer(scope, id, on).await.unwrap_err()));
        assert!(unknown(now.customer_trend(scope, id, days).await.unwrap_err()));
        assert!(unknown(now.coverage(scope, id, days).await.unwrap_err()));
        assert!(unknown(now.subscriptions(scope, id, on).await.unwrap_err()));
        let target = ExplainTarget::Workload("exchange".into());
        let asked = (target, on, Paging { page: 1, per_page: 10 });
        assert!(unknown(now.explain(Names::Told, scope, id, asked).await.unwrap_err()));
    }
    assert_eq!(now.days(&others), None);
    let known: CustomerId = now.profile(&Scope::All, customer(1)).unwrap().customer;
    assert_eq!(known, customer(1));
}
