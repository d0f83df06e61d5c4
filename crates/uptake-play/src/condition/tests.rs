use std::collections::BTreeMap;

use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use uptake_calc::SignalLevel;

/// Reads a condition of a workload with two thresholds, `low` (40 %) and `least` (5 seats).
fn read(text: &str) -> Result<Condition, Fault> {
    let thresholds = [
        ("low".to_owned(), SignalUnit::PercentHundredths),
        ("least".to_owned(), SignalUnit::Seats),
    ];
    parse(text, &Known { level: SignalLevel::Workload, thresholds: &thresholds })
}

/// What a condition says of values, given as `entitlements 10, active_users 3`.
fn check(text: &str, values: &str) -> String {
    let condition = match read(text) {
        Ok(condition) => condition,
        Err(Fault { at, found, kind }) => return format!("{kind:?} at {at} `{found}`"),
    };
    let values: BTreeMap<&str, i64> = values
        .split(", ")
        .filter_map(|it| it.split_once(' '))
        .map(|(name, value)| (name, value.parse().unwrap()))
        .collect();
    match condition.holds(&|it| values.get(it.name).copied(), &[4_000, 5]) {
        Some(holds) => holds.to_string(),
        None => "unknown".to_owned(),
    }
}

#[test]
fn a_condition_compares_signals_with_thresholds_numbers_and_signals() {
    let covered = "covered_usage_percent";
    assert_snapshot!(check("covered_usage_percent < $low", &format!("{covered} 3999")), @"true");
    assert_snapshot!(check("covered_usage_percent < $low", &format!("{covered} 4000")), @"false");
    assert_snapshot!(check("$low >= covered_usage_percent", &format!("{covered} 4000")), @"true");
    assert_snapshot!(check("covered_usage_percent < 2.5 %", &format!("{covered} 249")), @"true");
    assert_snapshot!(check("covered_usage_percent < 2.5%", &format!("{covered} 250")), @"false");
    assert_snapshot!(check("entitlements >= 5 seats", "entitlements 5"), @"true");
    assert_snapshot!(check("entitlements >= 5", "entitlements 4"), @"false");
    assert_snapshot!(check("active_users > held_users", "active_users 5, held_users 4"), @"true");
    assert_snapshot!(check("active_users != held_users", "active_users 5, held_users 5"), @"false");
    assert_snapshot!(check("people_active = 0", "people_active 0"), @"true");
    assert_snapshot!(check("usage_percent > 0", "usage_percent 1"), @"true");
    assert_snapshot!(check("how_to_per_100 >= 2.5", "how_to_per_100 250"), @"true");
    assert_snapshot!(check("nps < -10", "nps -11"), @"true");
    assert_snapshot!(check("customer.nps < 0 points", "nps -1"), @"true");
}

#[test]
fn and_binds_stronger_than_or_and_not_strongest() {
    let values = "active_users 1, held_users 0, never_users 0";
    let said = |text: &str| {
        let text = ["active", "held", "never"]
            .iter()
            .fold(text.to_owned(), |text, it| text.replace(it, &format!("{it}_users")));
        check(&text, values)
    };
    assert_snapshot!(said("active = 1 or held = 1 and never = 1"), @"true");
    assert_snapshot!(said("(active = 1 or held = 1) and never = 1"), @"false");
    assert_snapshot!(said("not held = 1 and active = 1"), @"true");
    assert_snapshot!(said("not (held = 0 and active = 1)"), @"false");
    assert_snapshot!(said("not not active = 1"), @"true");
}

#[test]
fn what_is_not_known_is_not_true() {
    assert_snapshot!(check("overage > 3", ""), @"unknown");
    assert_snapshot!(check("not overage > 3", ""), @"unknown");
    assert_snapshot!(check("overage > 3 and entitlements > 3", "entitlements 1"), @"false");
    assert_snapshot!(check("overage > 3 and entitlements > 3", "entitlements 4"), @"unknown");
    assert_snapshot!(check("overage > 3 or entitlements > 3", "entitlements 4"), @"true");
    assert_snapshot!(check("overage > 3 or entitlements > 3", "entitlements 1"), @"unknown");
}

#[test]
fn a_mistake_is_told_with_its_place() {
    let said = |text| check(text, "");
    assert_snapshot!(said(""), @r#"Expected("operand") at 0 ``"#);
    assert_snapshot!(said("overage"), @r#"Expected("operator") at 7 ``"#);
    assert_snapshot!(said("overage > "), @r#"Expected("operand") at 9 ``"#);
    assert_snapshot!(said("overage > 3 nps"), @r#"Expected("end") at 12 `nps`"#);
    assert_snapshot!(said("(overage > 3"), @r#"Expected("close") at 12 ``"#);
    assert_snapshot!(said("overage > 3)"), @r#"Expected("end") at 11 `)`"#);
    assert_snapshot!(said("overage > and"), @r#"Expected("operand") at 10 `and`"#);
    assert_snapshot!(said("overage == 3"), @r#"Expected("operand") at 9 `=`"#);
    assert_snapshot!(said("overage > 3 && nps > 1"), @r#"Expected("condition") at 12 `&`"#);
    assert_snapshot!(said("1 < 2"), @r#"Expected("signal") at 0 `1`"#);
    assert_snapshot!(said("$low < 50 %"), @r#"Expected("signal") at 0 `$low`"#);
    assert_snapshot!(said("entitlement > 3"), @r#"UnknownSignal("entitlements") at 0 `entitlement`"#);
    assert_snapshot!(said("covered_use < $low"), @r#"UnknownSignal("covered_usage_percent") at 0 `covered_use`"#);
    assert_snapshot!(said("sku.overage > 3"), @r#"UnknownSignal("overage") at 0 `sku.overage`"#);
    assert_snapshot!(said("lapsed_seats > customer.former_user"), @r#"UnknownSignal("former_users") at 15 `customer.former_user`"#);
    assert_snapshot!(said("usage_percent < $lowest"), @"UnknownThreshold at 16 `$lowest`");
}

#[test]
fn a_signal_of_another_level_is_refused() {
    let customer = Known { level: SignalLevel::Customer, thresholds: &[] };
    let refused = parse("never_users > 3", &customer).unwrap_err();
    assert_eq!(refused.kind, FaultKind::OtherLevel(SignalLevel::Workload));
    let workload = Known { level: SignalLevel::Workload, thresholds: &[] };
    assert!(parse("never_users > 3 and sold_seats > 3", &workload).is_ok(), "the customer's");
}

#[test]
fn what_counts_different_things_is_not_compared() {
    let said = |text| check(text, "");
    assert_snapshot!(said("overage > entitlements"), @"Units(People, Seats) at 10 `entitlements`");
    assert_snapshot!(said("usage_percent < $least"), @"Units(PercentHundredths, Seats) at 16 `$least`");
    assert_snapshot!(said("overage > 3 seats"), @"Units(People, Seats) at 10 `3`");
    assert_snapshot!(said("usage_percent < 40"), @"Number(PercentHundredths) at 16 `40`");
    assert_snapshot!(said("overage > 2.5"), @"Number(People) at 10 `2.5`");
    assert_snapshot!(said("overage > -1"), @"Number(People) at 10 `-1`");
    assert_snapshot!(said("usage_percent < 2.555 %"), @"Number(PercentHundredths) at 16 `2.555`");
}

#[test]
fn long_and_deep_conditions_are_refused() {
    let said = |text: String| read(&text).unwrap_err().kind;
    assert_eq!(said("(".repeat(17)), FaultKind::TooLarge);
    assert_eq!(said("not ".repeat(17)), FaultKind::TooLarge);
    assert_eq!(said(["nps > 0"; 65].join(" or ")), FaultKind::TooLarge);
    assert_eq!(said(" ".repeat(2_001)), FaultKind::TooLarge);
    assert!(read(&["nps > 0"; 64].join(" or ")).is_ok());
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_within_it(text in "[a-z_$%()<>=! 0-9.é-]{0,60}") {
        if let Err(fault) = read(&text) {
            prop_assert!(fault.at <= text.len());
        }
    }

    /// Learning a value never turns what was known into something else.
    #[test]
    fn what_is_known_stays_so_when_more_is_known(
        active in 0_i64..5, held in 0_i64..5, never in 0_i64..5, at in 0_usize..6,
    ) {
        let text = [
            "active_users > 2 and held_users > 2 or never_users > 2",
            "not (active_users > 2 or held_users < 3)",
            "active_users > 2 or not (held_users > 2 and never_users > 2)",
            "active_users != held_users and never_users = 0",
            "not active_users > 1 and (held_users > 1 or never_users > 1)",
            "active_users < 3 or active_users > 1",
        ][at];
        let condition = read(text).unwrap();
        let all = |signal: SignalName| Some(match signal.name {
            "active_users" => active,
            "held_users" => held,
            _ => never,
        });
        let whole = condition.holds(&all, &[]).unwrap();
        for hidden in ["active_users", "held_users", "never_users"] {
            let less = |signal: SignalName| all(signal).filter(|_| signal.name != hidden);
            let said = condition.holds(&less, &[]);
            prop_assert!(said.is_none_or(|it| it == whole));
        }
    }
}
