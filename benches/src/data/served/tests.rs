use std::collections::BTreeMap;

use super::*;
use crate::portfolio::catalogue;

fn written(shape: Shape, seed: u64) -> (tempfile::TempDir, Vec<String>) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let customers = write(folder.path(), &catalogue(), shape, seed).expect("a portfolio");
    (folder, customers)
}

fn rows(folder: &tempfile::TempDir, name: &str) -> Vec<String> {
    let text = fs::read_to_string(folder.path().join(name)).expect("a file");
    text.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_one_others() {
    let shape = Shape { customers: 20, size: Size::Few, days: 60 };
    let [(one, _), (same, _), (other, _)] = [1, 1, 2].map(|it| written(shape, it));
    for name in ["customers.csv", "subscriptions.csv", "users.csv", "activity.csv"] {
        assert_eq!(rows(&one, name), rows(&same, name));
        assert_ne!(rows(&one, name), rows(&other, name));
    }
}

#[test]
fn small_customers_have_one_to_five_users() {
    let (folder, customers) = written(Shape { customers: 200, size: Size::Few, days: 30 }, 1);
    let mut users: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows(&folder, "users.csv") {
        let (customer, _) = row.split_once(',').expect("a customer");
        *users.entry(customer.to_owned()).or_default() += 1;
    }
    assert!(users.keys().eq(&customers));
    assert!(users.values().all(|it| (1..=5).contains(it)));
    assert!((1..=5).all(|it| users.values().any(|users| *users == it)));
}

#[test]
fn the_history_ends_with_the_year_and_is_as_long_as_asked() {
    let (folder, _) = written(Shape { customers: 5, size: Size::Hundred, days: 1096 }, 1);
    let days = |name: &str, column: usize| {
        let rows = rows(&folder, name);
        let mut days: Vec<String> =
            rows.iter().map(|it| it.split(',').nth(column).expect("a day").to_owned()).collect();
        days.sort_unstable();
        [days.first(), days.last()].map(|it| it.expect("a row").clone())
    };
    assert_eq!(days("activity.csv", 3), ["2023-01-01", "2025-12-31"]);
    let [first, _] = days("subscriptions.csv", 5);
    assert_eq!(first, "2023-01-01");
}
