use std::fmt::Write as _;

use insta::assert_snapshot;
use uptake_calc::{CustomerSignals, SkuSignals, WorkloadSignals};
use uptake_model::{Amount, Currency, Guid};

use super::*;
use crate::{Playbook, Thresholds, shipped, write_amount};

fn customer(number: u128) -> CustomerId {
    CustomerId(Guid::from_u128(number))
}

fn readings(signals: Signals) -> Readings {
    Readings {
        customer: customer(1),
        day: "2026-03-04".parse().unwrap(),
        is_known: true,
        signals,
        unused: BTreeSet::new(),
        unused_costs: BTreeMap::new(),
    }
}

fn of_workload(name: &str, signals: WorkloadSignals) -> Readings {
    readings(Signals { workloads: BTreeMap::from([(name.into(), signals)]), ..Signals::default() })
}

fn of_sku(name: &str, signals: SkuSignals) -> Readings {
    readings(Signals { skus: BTreeMap::from([(name.into(), signals)]), ..Signals::default() })
}

/// What the shipped plays recommend, with their thresholds as shipped.
fn check(readings: &Readings) -> String {
    let book = Playbook::of(shipped().into_iter().map(|(play, _)| play));
    let found = recommend(readings, &book.all_bound(&Thresholds::default()));
    let mut text = String::new();
    for it in &found {
        let ranked = if it.is_ranked { "" } else { ", not ranked" };
        let count = it.stake.count.map_or("?".to_owned(), |it| it.to_string());
        writeln!(text, "{}: {count} {:?}{ranked}", it.play, it.stake.unit).unwrap();
        for evidence in &it.evidence {
            let cited = evidence.cited.iter().map(|it| {
                let write = |value: Option<i64>| {
                    value.map_or("?".to_owned(), |value| write_amount(value, it.comparison.unit))
                };
                format!("{} {} {}", write(it.left), it.comparison.operator, write(it.right))
            });
            let cited: Vec<String> = cited.collect();
            let stake = evidence.stake.map_or("?".to_owned(), |it| it.to_string());
            writeln!(text, "  {} {stake}: {}", evidence.subject, cited.join(", ")).unwrap();
        }
    }
    if text.is_empty() { "nothing".to_owned() } else { text }
}

/// Each shipped play: one customer that it is for, and one like it that it is not for.
#[test]
fn low_adoption_is_for_many_entitlements_that_few_use() {
    let few = WorkloadSignals {
        entitlements: Some(50),
        held_users: Some(19),
        covered_usage_percent: Some(3_800),
        ..WorkloadSignals::default()
    };
    assert_snapshot!(check(&of_workload("teams", few)), @r"
    low_adoption: 31 Seats
      workload:teams 31: 50 >= 10, 38 < 40
    ");
    let enough = WorkloadSignals { covered_usage_percent: Some(4_000), ..few };
    assert_snapshot!(check(&of_workload("teams", enough)), @"nothing");
    let small = WorkloadSignals { entitlements: Some(4), ..few };
    assert_snapshot!(check(&of_workload("teams", small)), @"nothing");
    let unknown = WorkloadSignals { covered_usage_percent: None, ..few };
    assert_snapshot!(check(&of_workload("teams", unknown)), @"nothing");
}

#[test]
fn idle_seats_are_for_paid_seats_that_nobody_holds() {
    let idle = SkuSignals {
        sold_seats: Some(20),
        assigned_seats: Some(12),
        deployment_percent: Some(6_000),
        unused_paid_seats: Some(8),
        ..SkuSignals::default()
    };
    assert_snapshot!(check(&of_sku("SPE_E3", idle)), @r"
    idle_seats: 8 Seats
      sku:SPE_E3 8: 8 >= 5, 60 < 90
    ");
    let deployed = SkuSignals { deployment_percent: Some(9_500), ..idle };
    assert_snapshot!(check(&of_sku("SPE_E3", deployed)), @"nothing");
    let few = SkuSignals { unused_paid_seats: Some(4), ..idle };
    assert_snapshot!(check(&of_sku("SPE_E3", few)), @"nothing");
}

#[test]
fn how_to_load_is_for_many_questions_of_enough_people() {
    let many = CustomerSignals {
        people_active: Some(40),
        how_to_tickets: Some(6),
        how_to_per_100: Some(1_500),
        ..CustomerSignals::default()
    };
    let of = |customer| check(&readings(Signals { customer, ..Signals::default() }));
    assert_snapshot!(of(many), @r"
    how_to_load: 40 People
      customer 40: 6 >= 5, 15 >= 8
    ");
    assert_snapshot!(of(CustomerSignals { how_to_per_100: Some(799), ..many }), @"nothing");
    assert_snapshot!(of(CustomerSignals { people_active: Some(4), ..many }), @"nothing");
    assert_snapshot!(of(CustomerSignals { how_to_tickets: None, ..many }), @"nothing");
}

#[test]
fn near_limit_is_for_seats_that_are_nearly_all_used() {
    let full = WorkloadSignals {
        entitlements: Some(10),
        held_users: Some(9),
        covered_usage_percent: Some(9_000),
        ..WorkloadSignals::default()
    };
    assert_snapshot!(check(&of_workload("exchange", full)), @r"
    near_limit: 9 People
      workload:exchange 9: 10 >= 10, 90 >= 90
    ");
    let less = WorkloadSignals { covered_usage_percent: Some(8_999), ..full };
    assert_snapshot!(check(&of_workload("exchange", less)), @"nothing");
}

#[test]
fn unlicensed_use_needs_no_entitlements_to_be_seen() {
    let unlicensed = WorkloadSignals {
        entitlements: Some(0),
        never_users: Some(7),
        ..WorkloadSignals::default()
    };
    assert_snapshot!(check(&of_workload("yammer", unlicensed)), @r"
    unlicensed_use: 7 People
      workload:yammer 7: 7 >= 3
    ");
    let few = WorkloadSignals { never_users: Some(2), ..unlicensed };
    assert_snapshot!(check(&of_workload("yammer", few)), @"nothing");
    let tiny = WorkloadSignals { never_users: Some(3), ..unlicensed };
    assert_snapshot!(check(&of_workload("yammer", tiny)), @r"
    unlicensed_use: 3 People, not ranked
      workload:yammer 3: 3 >= 3
    ");
}

#[test]
fn duplicate_and_lapsed_subscriptions_are_to_be_cleaned_up() {
    let twice = SkuSignals {
        sold_seats: Some(25),
        duplicate_seats: Some(20),
        lapsed_seats: Some(0),
        ..SkuSignals::default()
    };
    assert_snapshot!(check(&of_sku("SPE_E3", twice)), @r"
    duplicate_subscription: 20 Seats
      sku:SPE_E3 20: 20 >= 1, 0 >= 1
    ");
    let lapsed = SkuSignals { duplicate_seats: Some(0), lapsed_seats: Some(3), ..twice };
    assert_snapshot!(check(&of_sku("SPE_E3", lapsed)), @r"
    duplicate_subscription: 3 Seats
      sku:SPE_E3 3: 0 >= 1, 3 >= 1
    ");
    let none = SkuSignals { duplicate_seats: Some(0), ..twice };
    assert_snapshot!(check(&of_sku("SPE_E3", none)), @"nothing");
}

#[test]
fn a_trial_in_use_is_to_be_converted() {
    let used = SkuSignals {
        sold_seats: Some(0),
        trial_seats: Some(25),
        trial_active_users: Some(6),
        ..SkuSignals::default()
    };
    assert_snapshot!(check(&of_sku("COPILOT", used)), @r"
    trial_in_use: 6 People
      sku:COPILOT 6: 25 > 0, 6 >= 3
    ");
    let idle = SkuSignals { trial_active_users: Some(2), ..used };
    assert_snapshot!(check(&of_sku("COPILOT", idle)), @"nothing");
    let over = SkuSignals { trial_seats: Some(0), ..used };
    assert_snapshot!(check(&of_sku("COPILOT", over)), @"nothing");
}

#[test]
fn turnover_is_for_licences_that_move_on() {
    let moving = WorkloadSignals {
        entitlements: Some(10),
        former_users: Some(4),
        overage_turnover: Some(3),
        ..WorkloadSignals::default()
    };
    assert_snapshot!(check(&of_workload("exchange", moving)), @r"
    turnover: 4 People
      workload:exchange 4: 3 >= 3, 4 >= 10
    ");
    let settled = WorkloadSignals { overage_turnover: Some(2), ..moving };
    assert_snapshot!(check(&of_workload("exchange", settled)), @"nothing");
}

#[test]
fn of_a_customer_without_data_nothing_is_recommended() {
    let few = WorkloadSignals {
        entitlements: Some(50),
        held_users: Some(1),
        covered_usage_percent: Some(200),
        ..WorkloadSignals::default()
    };
    let unknown = Readings { is_known: false, ..of_workload("teams", few) };
    assert_snapshot!(check(&unknown), @"nothing");
}

#[test]
fn what_is_at_stake_may_be_unknown() {
    let few = |held_users| WorkloadSignals {
        entitlements: Some(50),
        held_users,
        covered_usage_percent: Some(3_800),
        ..WorkloadSignals::default()
    };
    assert_snapshot!(check(&of_workload("teams", few(None))), @r"
    low_adoption: ? Seats
      workload:teams ?: 50 >= 10, 38 < 40
    ");
    let workloads =
        BTreeMap::from([("exchange".into(), few(Some(19))), ("teams".into(), few(None))]);
    assert_snapshot!(check(&readings(Signals { workloads, ..Signals::default() })), @r"
    low_adoption: 31 Seats
      workload:exchange 31: 50 >= 10, 38 < 40
      workload:teams ?: 50 >= 10, 38 < 40
    ");
}

#[test]
fn a_workload_without_signals_is_gone_only_where_its_use_is_known() {
    let book = Playbook::of(shipped().into_iter().map(|(play, _)| play));
    let play = "unlicensed_use".parse().unwrap();
    let bound = book.bound(&play, &Thresholds::default()).unwrap();
    let yammer = Subject::Workload("yammer".into());
    let unknown = readings(Signals::default());
    assert_eq!(unknown.stands(&bound, &yammer), None);
    let unused = Readings { unused: BTreeSet::from(["yammer".into()]), ..unknown };
    assert_eq!(unused.stands(&bound, &yammer), Some(false));
    let sold = book.bound(&"idle_seats".parse().unwrap(), &Thresholds::default()).unwrap();
    assert_eq!(unused.stands(&sold, &Subject::Sku("SPE_E3".into())), Some(false));
}

#[test]
fn seats_of_skus_add_up_and_people_of_workloads_do_not() {
    let idle = |unused| SkuSignals {
        sold_seats: Some(100),
        deployment_percent: Some(5_000),
        unused_paid_seats: Some(unused),
        ..SkuSignals::default()
    };
    let unlicensed =
        |people| WorkloadSignals { never_users: Some(people), ..WorkloadSignals::default() };
    let both = readings(Signals {
        skus: BTreeMap::from([("A".into(), idle(20)), ("B".into(), idle(30))]),
        workloads: BTreeMap::from([
            ("teams".into(), unlicensed(8)),
            ("yammer".into(), unlicensed(9)),
        ]),
        ..Signals::default()
    });
    assert_snapshot!(check(&both), @r"
    idle_seats: 50 Seats
      sku:B 30: 30 >= 5, 50 < 90
      sku:A 20: 20 >= 5, 50 < 90
    unlicensed_use: 9 People
      workload:yammer 9: 9 >= 3
      workload:teams 8: 8 >= 3
    ");
}

#[test]
fn currencies_are_kept_apart() {
    let idle = SkuSignals {
        sold_seats: Some(100),
        deployment_percent: Some(5_000),
        unused_paid_seats: Some(20),
        ..SkuSignals::default()
    };
    let skus = BTreeMap::from([("A".into(), idle), ("B".into(), idle)]);
    let cost = |amounts: &[(&str, &str)], unpriced_seats| Cost {
        by_currency: amounts
            .iter()
            .map(|(of, it)| (Currency::parse(of).unwrap(), Amount::parse(it).unwrap()))
            .collect(),
        unpriced_seats,
    };
    let costs = [
        (Subject::Sku("A".into()), cost(&[("EUR", "100")], 0)),
        (Subject::Sku("B".into()), cost(&[("EUR", "5.005"), ("USD", "7")], 3)),
    ];
    let priced =
        Readings { unused_costs: costs.into(), ..readings(Signals { skus, ..Signals::default() }) };
    let book = Playbook::of(shipped().into_iter().map(|(play, _)| play));
    let found = recommend(&priced, &book.all_bound(&Thresholds::default()));
    let cost = &found[0].stake.cost;
    let money: Vec<_> = cost.by_currency.iter().map(|(of, it)| format!("{it} {of}")).collect();
    assert_eq!(money, ["105.005 EUR", "7.00 USD"]);
    assert_eq!(cost.unpriced_seats, 3);
}
