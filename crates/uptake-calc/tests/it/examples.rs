//! Examples that people can read: a customer's story, and the rows of a day.
//!
//! The window of 2026-03-28 is March up to that day; the day before it is 2026-02-28.

use insta::assert_snapshot;
use uptake_model::{
    Day, DayRange,
    counts::{
        ActiveCounts, CoverageState, DeploymentCounts, PeopleCounts, ProductUsageCounts,
        UsageCounts,
    },
    percent::Percent,
};

use crate::{agreement::by_day, fixture::Story};

/// The asked rows (`exchange`, `e3`, `e3/exchange`, `people`) of the asked days.
fn check(asked: &str, story: &str) -> String {
    let story = Story::read(story);
    let is_day = |it: &&str| it.parse::<Day>().is_ok();
    let (days, names): (Vec<&str>, Vec<&str>) = asked.split_whitespace().partition(is_day);
    let mut lines = Vec::new();
    for day in &days {
        let day: Day = day.parse().unwrap();
        let figures = &by_day(&story.plan, &story.facts, DayRange::single(day))[&day];
        let sku = |name: &str| story.skus().iter().position(|it| it == name);
        for name in &names {
            let workload = story.plan.workload_number(&(*name).into());
            let row = if *name == "people" {
                Some(people(figures.people))
            } else if let Some((product, workload)) = name.split_once('/') {
                let workload = story.plan.workload_number(&workload.into()).unwrap();
                figures.product_usage.get(&(sku(product).unwrap(), workload)).map(product_usage)
            } else if let Some(workload) = workload {
                figures.usage.get(&workload).map(usage)
            } else {
                figures.deployment.get(&sku(name).unwrap()).map(deployment)
            };
            let row = row.unwrap_or_else(|| "no row".to_owned());
            let day = if days.len() > 1 { format!("{day} ") } else { String::new() };
            lines.push(format!("{day}{name} {row}"));
        }
    }
    lines.join("\n")
}

fn percent(part: u64, whole: u64) -> String {
    let percent = Percent::of(part, whole);
    percent.map_or_else(|| "undefined".to_owned(), |it| format!("{it} %"))
}

fn usage(it: &UsageCounts) -> String {
    let mut clauses = match it.users {
        None => vec![format!("?/{}", it.entitlements)],
        Some(users) => active(it.entitlements, &users),
    };
    if it.entitlements_own != it.entitlements {
        clauses.push(format!("{} own", it.entitlements_own));
    }
    if it.coverage != CoverageState::Complete {
        clauses.push(format!("{} {}/28", it.coverage.as_str(), it.days_covered));
    }
    if it.preliminary {
        clauses.push("preliminary".to_owned());
    }
    clauses.join("; ")
}

fn active(entitlements: u64, users: &ActiveCounts) -> Vec<String> {
    let active = users.active();
    let percent = percent(active, entitlements);
    let ActiveCounts { active_other, overage, .. } = users;
    let composition = users.classes().map_or("classes untold".to_owned(), |it| {
        let [held, former, never] = it;
        format!("held {held}, former {former}, never {never}")
    });
    let mut clauses = vec![format!("{active}/{entitlements} = {percent}: {composition}")];
    if *active_other > 0 {
        clauses.push(format!("{active_other} other accounts"));
    }
    let parts = [
        ("turnover", overage.turnover),
        ("duplicate", overage.duplicate),
        ("trial", overage.trial),
        ("unlicensed", overage.unlicensed),
        ("other", overage.other),
    ];
    let parts = parts.iter().filter(|it| it.1 > 0);
    let parts: Vec<_> = parts.map(|(name, part)| format!("{name} {part}")).collect();
    if !parts.is_empty() {
        clauses.push(format!("over by {}", parts.join(", ")));
    }
    clauses
}

fn deployment(it: &DeploymentCounts) -> String {
    let seats = [
        ("excess", it.excess().unwrap_or(0)),
        ("trial", it.trial_seats),
        ("grace", it.grace_seats),
        ("sold by others", it.sold - it.sold_own),
    ];
    let seats = seats.iter().filter(|it| it.1 > 0);
    let assigned = it.assigned.map_or_else(|| "?".to_owned(), |it| it.to_string());
    let mut clauses = vec![format!("{assigned}/{} assigned", it.sold)];
    clauses.extend(seats.map(|(name, seats)| format!("{seats} {name}")));
    clauses.join("; ")
}

fn product_usage(it: &ProductUsageCounts) -> String {
    let active = it.active.map_or_else(|| "?".to_owned(), |it| it.to_string());
    format!("{active}/{} {}", it.qualified, it.coverage.as_str())
}

fn people(it: PeopleCounts) -> String {
    let active = it.active.map_or_else(|| "?".to_owned(), |it| it.to_string());
    let licensed = it.licensed.map_or_else(|| "?".to_owned(), |it| it.to_string());
    format!("{active} active, {licensed} licensed")
}

#[test]
fn the_worked_example_of_the_definitions_comes_out() {
    let story = "
        2026-01-01 bought 10 e3
        2026-01-01 bought 2 e3 as double
        2026-02-15 double is grace
        2026-03-24 double is disabled
        2026-01-01 a1..a9 hold e3
        2026-01-01..2026-03-10 b1..b3 hold e3
        2026-03-20 a1..a9 used exchange
        2026-03-05 b1..b3 used exchange
        2026-03-05 c1..c2 used exchange
    ";
    assert_snapshot!(check("2026-03-28 exchange e3 e3/exchange people", story), @"
    exchange 14/10 = 140.00 %: held 9, former 3, never 2; over by duplicate 2, unlicensed 2
    e3 9/10 assigned
    e3/exchange 12/10 complete
    people 14 active, 9 licensed
    ");
}

#[test]
fn below_100_percent_the_same_classes_are_seen_and_nothing_is_over() {
    let story = "
        2026-01-01 bought 10 e3
        2026-01-01 a1..a2 hold e3
        2026-01-01..2026-03-10 bea holds e3
        2026-03-20 a1..a2 used exchange
        2026-03-05 bea used exchange
        2026-03-05 cal used exchange
    ";
    assert_snapshot!(check("2026-03-28 exchange", story), @"exchange 4/10 = 40.00 %: held 2, former 1, never 1");
}

#[test]
fn a_licence_that_moves_to_a_new_user_counts_two_users_for_a_while() {
    let story = "
        2026-01-01 bought 1 e3
        2026-01-01..2026-03-09 ana holds e3
        2026-03-10 bea holds e3
        2026-03-09 ana used exchange
        2026-03-10 bea used exchange
    ";
    assert_snapshot!(check("2026-03-28 2026-04-06 exchange", story), @"
    2026-03-28 exchange 2/1 = 200.00 %: held 1, former 1, never 0; over by turnover 1
    2026-04-06 exchange 1/1 = 100.00 %: held 1, former 0, never 0
    ");
}

#[test]
fn who_held_it_on_the_first_day_of_the_window_is_former_and_a_day_earlier_never() {
    let story = "
        2026-01-01 bought 1 e3
        2026-01-01..2026-03-01 ana holds e3
        2026-01-01..2026-02-28 bea holds e3
        2026-03-28 ana used exchange
        2026-03-28 bea used exchange
    ";
    assert_snapshot!(check("2026-03-28 2026-03-29 exchange", story), @"
    2026-03-28 exchange 2/1 = 200.00 %: held 0, former 1, never 1; over by unlicensed 1
    2026-03-29 exchange 2/1 = 200.00 %: held 0, former 0, never 2; over by unlicensed 1
    ");
}

#[test]
fn activity_counts_for_28_days() {
    let story = "
        2026-01-01 bought 4 e3
        2026-02-28 ana used exchange
        2026-03-01 bea used exchange
        2026-03-28 cal used exchange
        2026-03-29 dan used exchange
    ";
    assert_snapshot!(check("2026-03-28 exchange", story), @"exchange 2/4 = 50.00 %: held 0, former 0, never 2");
}

#[test]
fn a_trial_explains_those_who_work_on_it_and_those_who_did() {
    let story = "
        2026-01-01 bought 2 e3
        2026-01-01 bought 2 e3 trial as pilot
        2026-01-01 a1..a2 hold e3
        2026-01-01..2026-03-20 b1..b2 hold e3
        2026-03-15 a1..a2 used exchange
        2026-03-15 b1..b2 used exchange
        2026-03-21 pilot is disabled
    ";
    assert_snapshot!(check("2026-03-20 2026-03-28 exchange e3", story), @"
    2026-03-20 exchange 4/2 = 200.00 %: held 4, former 0, never 0; over by trial 2
    2026-03-20 e3 4/2 assigned; 2 excess; 2 trial
    2026-03-28 exchange 4/2 = 200.00 %: held 2, former 2, never 0; over by trial 2
    2026-03-28 e3 2/2 assigned
    ");
}

#[test]
fn more_holders_than_seats_have_no_named_cause() {
    let story = "
        2026-01-01 bought 5 e3
        2026-03-10 e3 has 3
        2026-01-01 a1..a5 hold e3
        2026-03-15 a1..a5 used exchange
    ";
    assert_snapshot!(check("2026-03-28 exchange e3", story), @"
    exchange 5/3 = 166.67 %: held 5, former 0, never 0; over by other 2
    e3 5/3 assigned; 2 excess
    ");
}

#[test]
fn grace_beside_active_seats_is_the_double_unless_it_is_always_sold() {
    let story = "
        2026-01-01 bought 2 e3
        2026-01-01 bought 1 e3 as double
        2026-02-15 double is grace
        2026-01-01 a1..a3 hold e3
        2026-03-15 a1..a3 used exchange
    ";
    let with = |rule: &str| check("2026-03-28 exchange e3", &format!("grace {rule}\n{story}"));
    assert_snapshot!(with("lone"), @"
    exchange 3/2 = 150.00 %: held 3, former 0, never 0; over by duplicate 1
    e3 3/2 assigned; 1 excess; 1 grace
    ");
    assert_snapshot!(with("never"), @"
    exchange 3/2 = 150.00 %: held 3, former 0, never 0; over by duplicate 1
    e3 3/2 assigned; 1 excess; 1 grace
    ");
    assert_snapshot!(with("always"), @"
    exchange 3/3 = 100.00 %: held 3, former 0, never 0
    e3 3/3 assigned; 1 grace
    ");
}

#[test]
fn lone_grace_is_sold_unless_it_never_is() {
    let story = "
        2026-01-01 bought 2 e3
        2026-03-10 e3 is grace
        2026-01-01 bought 0 e3 as empty
        2026-01-01 a1..a2 hold e3
        2026-03-15 a1..a2 used exchange
    ";
    let with = |rule: &str| check("2026-03-28 exchange", &format!("grace {rule}\n{story}"));
    assert_snapshot!(with("lone"), @"exchange 2/2 = 100.00 %: held 2, former 0, never 0");
    assert_snapshot!(with("never"), @"exchange 2/0 = undefined: held 2, former 0, never 0; over by duplicate 2");
    assert_snapshot!(with("always"), @"exchange 2/2 = 100.00 %: held 2, former 0, never 0");
}

#[test]
fn seats_that_were_usable_within_the_window_explain_former_users_with_their_greatest_number() {
    let story = "
        2026-01-01 bought 1 e3
        2026-01-01 bought 5 plan1
        2026-03-01 plan1 has 3
        2026-03-02 plan1 has 1
        2026-03-05 plan1 is suspended
        2026-01-01 ana holds e3
        2026-01-01..2026-03-04 b1..b5 hold plan1
        2026-03-03 ana used exchange
        2026-03-03 b1..b5 used exchange
    ";
    assert_snapshot!(check("2026-03-28 2026-03-29 exchange", story), @"
    2026-03-28 exchange 6/1 = 600.00 %: held 1, former 5, never 0; over by turnover 2, duplicate 3
    2026-03-29 exchange 6/1 = 600.00 %: held 1, former 5, never 0; over by turnover 4, duplicate 1
    ");
}

#[test]
fn guests_and_shared_accounts_are_counted_apart() {
    let story = "
        2026-01-01 bought 2 e3
        gil is guest
        shop is shared
        2026-01-01 gil holds e3
        2026-01-01 ana holds e3
        2026-03-15 ana used exchange
        2026-03-15 gil used exchange
        2026-03-15 shop used exchange
    ";
    assert_snapshot!(check("2026-03-28 exchange e3 e3/exchange people", story), @"
    exchange 1/2 = 50.00 %: held 1, former 0, never 0; 2 other accounts
    e3 2/2 assigned
    e3/exchange 1/2 complete
    people 1 active, 1 licensed
    ");
}

#[test]
fn own_seats_are_those_that_the_partner_sold() {
    let story = "
        2026-01-01 bought 6 e3
        2026-01-01 bought 3 e3 from microsoft as direct
        2026-01-01 bought 1 plan1 from partner
    ";
    assert_snapshot!(check("2026-03-28 exchange teams e3 plan1", story), @"
    exchange 0/10 = 0.00 %: held 0, former 0, never 0; 6 own
    teams 0/9 = 0.00 %: held 0, former 0, never 0; 6 own
    e3 0/9 assigned; 3 sold by others
    plan1 0/1 assigned; 1 sold by others
    ");
}

#[test]
fn a_gap_in_the_data_makes_a_lower_bound_and_no_data_no_number() {
    let story = "
        2026-03-01..2026-03-10 known exchange
        2026-03-15..2026-03-28 known exchange
        2026-01-01 bought 2 e3
        2026-01-01 ana holds e3
        2026-03-05 ana used exchange
        2026-03-05 ana used teams
    ";
    assert_snapshot!(check("2026-03-28 exchange teams e3/exchange e3/teams people", story), @"
    exchange 1/2 = 50.00 %: held 1, former 0, never 0; lower_bound 24/28
    teams ?/2; missing 0/28
    e3/exchange 1/2 lower_bound
    e3/teams ?/2 missing
    people 1 active, 1 licensed
    ");
    assert_snapshot!(check("2026-05-01 exchange people", story), @"
    exchange ?/2; missing 0/28
    people ? active, 1 licensed
    ");
}

#[test]
fn a_snapshot_completes_its_own_day_and_is_preliminary_for_three_days() {
    let story = "
        2026-03-27 snapshot recorded 2026-03-30
        2026-03-28 snapshot recorded 2026-03-30
        2026-01-01 bought 2 e3
        2026-03-05 ana used exchange
    ";
    assert_snapshot!(check("2026-03-26 2026-03-27 2026-03-28 2026-03-29 exchange", story), @"
    2026-03-26 exchange ?/2; missing 0/28
    2026-03-27 exchange 1/2 = 50.00 %: held 0, former 0, never 1
    2026-03-28 exchange 1/2 = 50.00 %: held 0, former 0, never 1; preliminary
    2026-03-29 exchange ?/2; missing 0/28
    ");
}

#[test]
fn a_workload_with_two_sources_is_known_as_far_as_the_less_known_one() {
    let story = "
        2026-03-01..2026-03-28 known onedrive
        2026-03-20..2026-03-28 known exchange
        2026-01-01 bought 2 e3
        2026-03-05 ana used onedrive
        2026-03-05 bea used sharepoint
    ";
    assert_snapshot!(check("2026-03-28 onedrive sharepoint exchange", story), @"
    onedrive 1/2 = 50.00 %: held 0, former 0, never 1
    sharepoint 2/2 = 100.00 %: held 0, former 0, never 2; lower_bound 0/28
    exchange 0/2 = 0.00 %: held 0, former 0, never 0; lower_bound 9/28
    ");
}

#[test]
fn a_day_is_covered_when_every_source_is_and_two_halves_are_no_whole() {
    let story = "
        2026-03-01..2026-03-14 known onedrive
        2026-03-15..2026-03-28 known sharepoint
        2026-01-01 bought 2 e3
        2026-03-05 ana used onedrive
        2026-03-20 bea used sharepoint
    ";
    assert_snapshot!(check("2026-03-28 sharepoint", story), @"sharepoint 2/2 = 100.00 %: held 0, former 0, never 2; lower_bound 0/28");
    let overlapping = story.replace("03-01..2026-03-14", "03-01..2026-03-19");
    assert_snapshot!(check("2026-03-28 sharepoint", &overlapping), @"sharepoint 2/2 = 100.00 %: held 0, former 0, never 2; lower_bound 5/28");
    let snapshot = format!("{story}\n2026-03-28 snapshot onedrive");
    assert_snapshot!(check("2026-03-28 2026-03-27 sharepoint", &snapshot), @"
    2026-03-28 sharepoint 2/2 = 100.00 %: held 0, former 0, never 2; lower_bound 14/28
    2026-03-27 sharepoint 2/2 = 100.00 %: held 0, former 0, never 2; lower_bound 0/28
    ");
}

#[test]
fn an_add_on_gives_its_holder_the_workload_but_no_entitlement() {
    let story = "
        2026-01-01 bought 1 plan1
        2026-01-01 bought 5 archive
        2026-01-01 ana holds plan1
        2026-01-01 a1..a2 hold archive
        2026-03-05 ana used exchange
        2026-03-05 a1..a2 used exchange
    ";
    assert_snapshot!(check("2026-03-28 exchange archive archive/exchange", story), @"
    exchange 3/1 = 300.00 %: held 3, former 0, never 0; over by other 2
    archive 2/5 assigned
    archive/exchange 2/5 complete
    ");
}

#[test]
fn free_and_device_skus_carry_counts_and_enter_no_total() {
    let story = "
        2026-01-01 bought 10000 viral
        2026-01-01 bought 3 room
        2026-01-01 ana holds viral
        2026-03-05 ana used teams
    ";
    assert_snapshot!(check("2026-03-28 teams viral room viral/teams people", story), @"
    teams 1/0 = undefined: held 1, former 0, never 0; over by other 1
    viral 1/10000 assigned
    room 0/3 assigned
    viral/teams 1/10000 complete
    people 1 active, 0 licensed
    ");
}

#[test]
fn an_unmapped_sku_is_deployed_and_contains_nothing() {
    let story = "
        2026-01-01 bought 3 mystery
        2026-01-01 ana holds mystery
        2026-03-05 ana used exchange
        2026-03-05 bea used mystery_app
    ";
    assert_snapshot!(check("2026-03-28 mystery exchange people", story), @"
    mystery 1/3 assigned
    exchange 1/0 = undefined: held 0, former 0, never 1; over by unlicensed 1
    people 1 active, 1 licensed
    ");
}

#[test]
fn a_flag_of_a_report_is_a_holding_of_the_workload_but_of_no_sku() {
    let story = "
        2026-01-01 bought 2 e3
        2026-01-01 ana flagged exchange
        2026-01-01..2026-03-10 bea flagged exchange
        2026-03-05 ana used exchange
        2026-03-05 bea used exchange
        2026-03-05 ana used teams
    ";
    assert_snapshot!(check("2026-03-28 exchange teams e3 e3/exchange people", story), @"
    exchange 2/2 = 100.00 %: held 1, former 1, never 0
    teams 1/2 = 50.00 %: held 0, former 0, never 1
    e3 0/2 assigned
    e3/exchange 0/2 complete
    people 2 active, ? licensed
    ");
}

#[test]
fn a_product_that_a_report_names_is_held_and_used_and_is_nobodys_assignment() {
    let story = "
        2026-01-01 bought 3 e3
        2026-01-01 zoe holds plan1
        2026-01-01 ana named e3
        2026-01-01..2026-03-10 bea named e3
        2026-03-05 ana used exchange
        2026-03-05 bea used exchange
    ";
    assert_snapshot!(check("2026-03-28 exchange e3 e3/exchange people", story), @"
    exchange 2/3 = 66.67 %: held 1, former 1, never 0
    e3 0/3 assigned
    e3/exchange 2/3 complete
    people 2 active, 1 licensed
    ");
}

#[test]
fn named_products_stand_for_assignments_where_nothing_else_does() {
    let story = "
        2026-01-01 bought 3 e3
        2026-01-01 a1..a2 named e3
        2026-01-01 a3 named viral
    ";
    assert_snapshot!(check("2026-03-28 e3 viral people", story), @"
    e3 2/3 assigned
    viral 1/0 assigned; 1 excess
    people 0 active, 2 licensed
    ");
    let counted = format!("{story}\n2026-03-01 1 units e3");
    assert_snapshot!(check("2026-03-28 e3 viral people", &counted), @"
    e3 1/3 assigned
    viral no row
    people 0 active, 2 licensed
    ");
}

#[test]
fn under_concealed_names_what_nobody_tells_is_missing() {
    let story = "
        names concealed
        2026-01-01 bought 3 e3
        2026-01-01 2 units e3
        2026-03-05 a1..a5 used exchange
    ";
    assert_snapshot!(check("2026-03-28 exchange e3 e3/exchange e3/teams people", story), @"
    exchange 5/3 = 166.67 %: classes untold; over by other 2
    e3 2/3 assigned
    e3/exchange ?/3 missing
    e3/teams 0/3 complete
    people 5 active, ? licensed
    ");
    let flagged =
        format!("{story}\n2026-01-01 a1..a5 told exchange\n2026-01-01 a1 flagged exchange");
    assert_snapshot!(check("2026-03-28 exchange e3/exchange people", &flagged), @"
    exchange 5/3 = 166.67 %: held 1, former 0, never 4; over by unlicensed 2
    e3/exchange ?/3 missing
    people 5 active, ? licensed
    ");
    let named = format!("{flagged}\n2026-01-01 a1 told\n2026-01-01 a1 named e3");
    assert_snapshot!(check("2026-03-28 exchange e3/exchange people", &named), @"
    exchange 5/3 = 166.67 %: held 1, former 0, never 4; over by unlicensed 2
    e3/exchange 1/3 lower_bound
    people 5 active, 1 licensed
    ");
}

#[test]
fn units_without_names_stand_in_until_anybody_is_named() {
    let story = "
        2026-01-01 bought 10 e3
        2026-01-01 7 units e3
        2026-03-28 8 units e3
    ";
    assert_snapshot!(check("2026-03-27 2026-03-28 e3", story), @"
    2026-03-27 e3 7/10 assigned
    2026-03-28 e3 8/10 assigned
    ");
    let named = format!("{story}\n2026-03-28 ana holds plan1");
    assert_snapshot!(check("2026-03-27 2026-03-28 e3", &named), @"
    2026-03-27 e3 7/10 assigned
    2026-03-28 e3 0/10 assigned
    ");
}

#[test]
fn nobody_knows_how_many_held_a_sku_before_the_first_count_or_report() {
    let story = "
        2026-01-01 bought 10 e3
        2026-01-01 bought 4 plan1
        2026-01-01 bought 1 f1
    ";
    let counted = format!("{story}\nassigned since 2026-03-28\n2026-03-28 8 units e3");
    assert_snapshot!(check("2026-03-27 2026-03-28 e3 plan1", &counted), @"
    2026-03-27 e3 ?/10 assigned
    2026-03-27 plan1 ?/4 assigned
    2026-03-28 e3 8/10 assigned
    2026-03-28 plan1 0/4 assigned
    ");
    let flagged = format!("{story}\nassigned never told\n2026-01-01 ana flagged exchange");
    assert_snapshot!(check("2026-03-28 e3 plan1", &flagged), @"
    e3 ?/10 assigned
    plan1 ?/4 assigned
    ");
    // Bob's products are not named: who knows whether one of them is a plan1.
    let some = format!(
        "{story}\nassigned since 2026-03-28\n2026-03-28 ana named e3\n2026-01-01 bob flagged exchange"
    );
    assert_snapshot!(check("2026-03-27 2026-03-28 e3 plan1", &some), @"
    2026-03-27 e3 ?/10 assigned
    2026-03-27 plan1 ?/4 assigned
    2026-03-28 e3 1/10 assigned
    2026-03-28 plan1 ?/4 assigned
    ");
    let all = format!("{some}\n2026-03-28 bob named e3");
    assert_snapshot!(check("2026-03-28 e3 plan1", &all), @"
    e3 2/10 assigned
    plan1 0/4 assigned
    ");
}

#[test]
fn a_customer_that_neither_bought_nor_used_has_no_rows() {
    let story = "
        2026-01-01 bought 1 e3
        2026-03-10 e3 is cancelled
    ";
    assert_snapshot!(check("2026-03-09 2026-03-10 exchange e3 e3/exchange people", story), @"
    2026-03-09 exchange 0/1 = 0.00 %: held 0, former 0, never 0
    2026-03-09 e3 0/1 assigned
    2026-03-09 e3/exchange 0/1 complete
    2026-03-09 people 0 active, 0 licensed
    2026-03-10 exchange no row
    2026-03-10 e3 no row
    2026-03-10 e3/exchange no row
    2026-03-10 people 0 active, 0 licensed
    ");
}
