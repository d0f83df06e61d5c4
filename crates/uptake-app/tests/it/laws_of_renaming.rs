//! Laws of `spec/metrics.md`, 9, over the whole path: what things are called, and when they
//! happened, does not matter.

use std::collections::BTreeSet;

use uptake_app::ExportKind;
use uptake_model::Day;

use crate::{
    folder::{export, parse},
    portfolio::{Known, Portfolio, other_name},
};

type Row = Vec<String>;

#[tokio::test]
async fn other_names_of_customers_users_and_subscriptions_change_nothing() {
    for seed in [121, 122, 123] {
        let portfolio = Portfolio::of_seed(seed, Known::Ranges);
        let renamed = portfolio.renamed();
        let (mut one, mut other) = (portfolio.imported().await, renamed.imported().await);
        let (one, other) = (one.data().await, other.data().await);
        for kind in [ExportKind::Deployment, ExportKind::Usage, ExportKind::ProductUsage] {
            let (_, rows) = parse(&export(one, kind, portfolio.days).await);
            let (_, others) = parse(&export(other, kind, portfolio.days).await);
            assert!(!rows.is_empty(), "seed {seed}");
            for id in portfolio.customers.keys() {
                let of = |rows: &[Row], id: String| -> Vec<(String, Row)> {
                    let own = rows.iter().filter(|it| it[1] == id);
                    own.map(|it| (it[0].clone(), it[3..].to_vec())).collect()
                };
                let other = other_name(*id).to_string();
                assert_eq!(of(&rows, id.to_string()), of(&others, other), "seed {seed}, {id}");
            }
        }
        let sums = export(one, ExportKind::Portfolio, portfolio.days).await;
        assert_eq!(sums, export(other, ExportKind::Portfolio, portfolio.days).await);
    }
}

#[tokio::test]
async fn what_happens_some_days_later_shows_the_same_figures_as_many_days_later() {
    for (seed, by) in [(131, 17), (132, 31), (133, 366)] {
        let portfolio = Portfolio::of_seed(seed, Known::Ranges);
        let later = portfolio.shifted(by);
        let (mut one, mut other) = (portfolio.imported().await, later.imported().await);
        let (one, other) = (one.data().await, other.data().await);
        for kind in [ExportKind::Deployment, ExportKind::Usage, ExportKind::ProductUsage] {
            let (_, rows) = parse(&export(one, kind, portfolio.days).await);
            let (_, others) = parse(&export(other, kind, later.days).await);
            let moved = rows.iter().map(|it| {
                let day: Day = it[0].parse().unwrap();
                [vec![day.plus(by).to_string()], it[1..].to_vec()].concat()
            });
            let moved: BTreeSet<Row> = moved.collect();
            let others: BTreeSet<Row> = others.into_iter().collect();
            assert!(!moved.is_empty(), "seed {seed}");
            assert!(moved == others, "seed {seed}, {kind:?}, {by} days later");
        }
    }
}
