use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use super::*;
use crate::portfolio::catalogue;

const USERS: usize = 1_000;

fn written(seed: u64) -> (tempfile::TempDir, Written) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let written = write(folder.path(), &catalogue(), USERS, seed).expect("a portfolio");
    (folder, written)
}

fn rows(folder: &tempfile::TempDir, name: &str) -> Vec<String> {
    let text = fs::read_to_string(folder.path().join(name)).expect("a file");
    text.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_one_others() {
    let [(one, _), (same, _), (other, _)] = [written(1), written(1), written(2)];
    for name in ["users.csv", "subscriptions.csv", "assignments.csv", "activity.csv"] {
        assert_eq!(rows(&one, name), rows(&same, name));
        assert_ne!(rows(&one, name), rows(&other, name));
    }
}

#[test]
fn activity_is_sorted_without_doubles_and_its_last_day_lies_apart() {
    let (folder, written) = written(1);
    let year = rows(&folder, "activity.csv");
    assert!(year.is_sorted_by(|a, b| a < b));
    assert!(year.iter().all(|it| !it.ends_with("2025-12-31")));
    let last = rows(&folder, "activity-next-day.csv");
    assert!(last.is_sorted_by(|a, b| a < b));
    assert!(last.iter().all(|it| it.ends_with("2025-12-31")));
    assert_eq!(year.len(), usize::try_from(written.activity_rows).expect("a count"));
    assert_eq!(last.len(), usize::try_from(written.next_day_rows).expect("a count"));
}

#[test]
fn a_user_has_some_400_active_days_a_year() {
    let (_folder, written) = written(1);
    let users = u64::try_from(USERS).expect("a count");
    assert!((350 * users..450 * users).contains(&written.activity_rows));
}

#[test]
fn every_customer_has_two_to_six_subscriptions() {
    let (folder, _) = written(1);
    let mut counts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows(&folder, "subscriptions.csv") {
        let (customer, rest) = row.split_once(',').expect("a customer");
        let (subscription, _) = rest.split_once(',').expect("a subscription");
        counts.entry(customer.to_owned()).or_default().insert(subscription.to_owned());
    }
    assert_eq!(counts.len(), rows(&folder, "customers.csv").len());
    assert!(counts.values().all(|it| (2..=6).contains(&it.len())));
}
