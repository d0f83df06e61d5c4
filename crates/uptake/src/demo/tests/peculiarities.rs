//! What the demo promises to show is in its files.

use std::collections::{BTreeMap, BTreeSet};

use uptake_model::{CustomerId, Day, DayRange};

use super::written::{Active, Row, WRITTEN, Written};

fn last_days(written: &Written, days: i32) -> DayRange {
    DayRange::new(written.last_day.plus(1 - days), written.last_day).unwrap()
}

fn customer(row: &Row) -> CustomerId {
    row["customer_id"].parse().unwrap()
}

fn day(row: &Row, column: &str) -> Option<Day> {
    row[column].parse().ok()
}

fn holds(row: &Row, on: Day) -> bool {
    day(row, "assigned_on").is_some_and(|it| it <= on)
        && day(row, "removed_on").is_none_or(|it| on < it)
}

/// The last record of each subscription, by customer, SKU and subscription.
fn newest(written: &Written) -> BTreeMap<(CustomerId, String, String), &Row> {
    let mut newest: BTreeMap<_, &Row> = BTreeMap::new();
    for row in &written.subscriptions {
        let key = (customer(row), row["sku"].clone(), row["subscription_id"].clone());
        let known = newest.entry(key).or_insert(row);
        if known["as_of"] <= row["as_of"] {
            *known = row;
        }
    }
    newest
}

#[test]
fn activity_files_are_sorted_and_name_no_day_twice() {
    for (path, (_, rows)) in &WRITTEN.activity {
        let key = |it: &Active| (it.customer, it.user.clone(), it.workload.clone(), it.day);
        assert!(rows.iter().map(key).is_sorted_by(|one, next| one < next), "{}", path.display());
    }
}

#[test]
fn weekends_and_august_are_quiet_and_most_so_in_spain() {
    let weekend = WRITTEN.active().filter(|it| it.day.weekday() >= 5).count();
    let all = WRITTEN.active().count();
    assert!(weekend * 100 < all * 5, "{weekend} of {all}");
    let countries: BTreeMap<_, _> =
        WRITTEN.customers.iter().map(|it| (customer(it), it["country"] == "ES")).collect();
    let of = |month: i8, in_spain: bool| {
        let rows = WRITTEN.active().filter(|it| it.day.parts().1 == month);
        rows.filter(|it| countries[&it.customer] == in_spain).count()
    };
    let dip = |in_spain| (of(8, in_spain) * 100).div_euclid(of(6, in_spain));
    assert!(dip(true) < 55, "{} % of June in August", dip(true));
    assert!(dip(true) < dip(false), "{} and {}", dip(true), dip(false));
}

#[test]
fn names_have_accents_commas_and_quotes() {
    let has = |part: &str| WRITTEN.users.iter().any(|it| it["display_name"].contains(part));
    assert!(has("Serrano Gil, María") && has("José \"Pepe\" Ruiz Cano"));
    assert!(WRITTEN.users.iter().all(|it| it["principal_name"].is_ascii()));
    let sign_ins: BTreeSet<_> = WRITTEN.users.iter().map(|it| &it["principal_name"]).collect();
    assert_eq!(sign_ins.len(), WRITTEN.users.len());
    let kinds: BTreeSet<_> = WRITTEN.users.iter().map(|it| it["kind"].as_str()).collect();
    assert_eq!(kinds, BTreeSet::from(["guest", "member", "room", "service", "shared"]));
}

#[test]
fn subscriptions_have_every_state_and_seller_that_a_partner_meets() {
    let words = |column: &str| -> BTreeSet<&str> {
        WRITTEN.subscriptions.iter().map(|it| it[column].as_str()).collect()
    };
    let states = words("status");
    for state in
        ["active", "grace", "disabled", "deprovisioned", "suspended", "cancelled", "converted"]
    {
        assert!(states.contains(state), "{state} in {states:?}");
    }
    assert_eq!(words("seller"), BTreeSet::from(["microsoft", "own", "partner"]));
    assert_eq!(words("is_trial"), BTreeSet::from(["false", "true"]));
    let skus = words("sku");
    assert!(skus.contains("FIELD_TOOLKIT_2027") && skus.contains("FLOW_FREE"));
    assert!(skus.iter().any(|it| it.len() == 36), "no SKU is named by GUID: {skus:?}");
    let free = WRITTEN.subscriptions.iter().filter(|it| it["sku"] == "FLOW_FREE");
    assert_eq!(free.map(|it| it["quantity"].as_str()).next(), Some("10000"));
}

#[test]
fn a_lapsed_subscription_stands_beside_the_one_that_followed_it() {
    let newest = newest(&WRITTEN);
    for lapsed in ["grace", "deprovisioned"] {
        let beside = newest.iter().filter(|(_, row)| row["status"] == lapsed).any(|(key, _)| {
            let same = newest.iter().filter(|(other, _)| (other.0, &other.1) == (key.0, &key.1));
            same.filter(|(_, it)| it["status"] == "active").count() == 1
        });
        assert!(beside, "{lapsed}");
    }
}

#[test]
fn deployments_lie_below_and_above_100_percent() {
    let mut seats: BTreeMap<(CustomerId, String), u64> = BTreeMap::new();
    for (key, row) in newest(&WRITTEN) {
        if row["status"] == "active" && row["is_trial"] == "false" {
            let quantity: u64 = row["quantity"].parse().unwrap();
            *seats.entry((key.0, key.1)).or_default() += quantity;
        }
    }
    let held = WRITTEN.assignments.iter().filter(|it| holds(it, WRITTEN.last_day));
    let mut assigned: BTreeMap<(CustomerId, String), u64> = BTreeMap::new();
    for row in held {
        *assigned.entry((customer(row), row["sku"].clone())).or_default() += 1;
    }
    let compared: Vec<(u64, u64)> =
        seats.iter().map(|(key, it)| (*it, assigned.get(key).copied().unwrap_or(0))).collect();
    assert!(compared.iter().any(|(sold, held)| held > sold), "{compared:?}");
    assert!(compared.iter().any(|(sold, held)| held * 10 < sold * 9), "{compared:?}");
}

#[test]
fn people_work_without_a_licence_and_after_handing_theirs_on() {
    let window = last_days(&WRITTEN, 28);
    let recent = || WRITTEN.active().filter(|it| window.contains(it.day));
    let holders: BTreeSet<(CustomerId, &String)> =
        WRITTEN.assignments.iter().map(|it| (customer(it), &it["user_id"])).collect();
    let mut yammer: BTreeMap<CustomerId, BTreeSet<&String>> = BTreeMap::new();
    for row in recent().filter(|it| it.workload == "yammer") {
        if !holders.contains(&(row.customer, &row.user)) {
            yammer.entry(row.customer).or_default().insert(&row.user);
        }
    }
    assert!(yammer.values().any(|it| it.len() > 20), "{yammer:?}");
    let left: BTreeSet<(CustomerId, &String)> = WRITTEN
        .assignments
        .iter()
        .filter(|it| day(it, "removed_on").is_some_and(|it| window.contains(it)))
        .map(|it| (customer(it), &it["user_id"]))
        .collect();
    let mut handed_on: BTreeMap<CustomerId, BTreeSet<&String>> = BTreeMap::new();
    for row in recent().filter(|it| left.contains(&(it.customer, &it.user))) {
        handed_on.entry(row.customer).or_default().insert(&row.user);
    }
    assert!(handed_on.values().any(|it| it.len() >= 3), "{handed_on:?}");
    let others: BTreeSet<(CustomerId, &String)> = WRITTEN
        .users
        .iter()
        .filter(|it| it["kind"] == "guest" || it["kind"] == "shared")
        .map(|it| (customer(it), &it["user_id"]))
        .collect();
    assert!(recent().any(|it| others.contains(&(it.customer, &it.user))));
}

#[test]
fn customers_rise_and_fall() {
    let mut days: BTreeMap<CustomerId, Vec<Day>> = BTreeMap::new();
    for row in WRITTEN.active() {
        days.entry(row.customer).or_default().push(row.day);
    }
    let in_window = |days: &[Day], ago: i32| {
        let from = WRITTEN.last_day.plus(1 - ago);
        let window = DayRange::new(from, from.plus(27)).unwrap();
        days.iter().filter(|it| window.contains(**it)).count()
    };
    let falls = |days: &Vec<Day>| {
        let now = in_window(days, 28);
        now > 0 && now * 2 < in_window(days, 161)
    };
    assert!(days.values().any(falls));
    let is_new = |days: &Vec<Day>| {
        let first = days.iter().min().unwrap();
        last_days(&WRITTEN, 75).contains(*first)
    };
    assert!(days.values().any(is_new));
}

#[test]
fn lost_and_late_days_are_declared_missing() {
    let declared: Vec<_> = WRITTEN
        .activity
        .iter()
        .filter_map(|(path, (covers, rows))| Some((path, (*covers)?, rows)))
        .collect();
    let recovered: Vec<String> = declared
        .iter()
        .filter(|it| it.0.starts_with("recovered"))
        .map(|it| it.1.to_string())
        .collect();
    let expected = [
        "2026-02-03..2026-03-13",
        "2026-03-19..2026-06-26",
        "2026-06-29..2026-08-14",
        "2026-08-23..2026-09-30",
    ];
    assert_eq!(recovered, expected);
    let late: Vec<_> = declared.iter().filter(|it| it.0.starts_with("activity-late")).collect();
    let [(_, covers, rows)] = late.as_slice() else { panic!("{} late files", late.len()) };
    assert_eq!(covers.to_string(), "2026-09-01..2026-09-28");
    assert!(!rows.is_empty());
    let ordinary = WRITTEN.activity.iter().filter(|it| it.0.starts_with("activity"));
    assert_eq!(ordinary.filter(|(_, (covers, _))| covers.is_none()).count(), 8);
}

#[test]
fn one_customer_is_only_known_from_reports_with_concealed_names() {
    let concealed = WRITTEN.concealed.unwrap();
    assert_eq!(WRITTEN.customers.iter().filter(|it| customer(it) == concealed).count(), 1);
    let tables = [&WRITTEN.subscriptions, &WRITTEN.users, &WRITTEN.assignments];
    assert!(tables.into_iter().flatten().all(|it| customer(it) != concealed));
    assert!(WRITTEN.active().all(|it| it.customer != concealed));
    assert_eq!(WRITTEN.reports.len(), 60);
    let newest = WRITTEN.reports.values().next_back().unwrap();
    for row in newest {
        assert_eq!(row["Report Refresh Date"], "2026-09-30");
        let name = &row["User Principal Name"];
        assert!(name.len() == 32 && name.bytes().all(|it| it.is_ascii_hexdigit()), "{name}");
    }
    let active = newest.iter().filter(|it| it["Teams Last Activity Date"].starts_with("2026-09"));
    assert!(active.count() > 20);
    assert_eq!(WRITTEN.inventories.len(), 3);
    for answer in WRITTEN.inventories.values() {
        let skus = answer["value"].as_array().unwrap();
        assert!(skus.iter().any(|it| it["consumedUnits"].as_u64() > Some(10)));
    }
}
