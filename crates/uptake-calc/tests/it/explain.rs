//! The explanation against the kernel: counting the named people and seats gives the figure.

use insta::assert_snapshot;
use proptest::{prelude::*, test_runner::TestCaseResult};
use uptake_calc::explain::{
    Product, UserClass, active_users, holders, recount_deployment, recount_usage, seat_parts,
    window,
};
use uptake_model::{
    Day, DayRange,
    counts::{CoverageState, DeploymentCounts, UsageCounts},
};

use crate::{
    agreement::by_day,
    fixture::Story,
    generator::{World, any_worlds, runner_of_seed, unfolded},
};

/// How many worlds are recounted: some 35 days each.
const SEEDS: u64 = 60;

/// What explains a workload on a day: the seats, the people, the sums.
fn check(day: &str, workload: &str, story: &str) -> String {
    let story = Story::read(story);
    let day: Day = day.parse().unwrap();
    let workload = story.plan.workload_number(&workload.into()).unwrap();
    let mut lines = Vec::new();
    for part in seat_parts(&story.plan, &story.facts, Product::Workload(workload), day) {
        let state = story.facts.subscriptions[part.state];
        let name = &story.subscription_names()[state.subscription];
        lines.push(format!("{name}: {:?} {} now {} window", part.role, part.seats, {
            part.window_seats
        }));
    }
    for user in active_users(&story.plan, &story.facts, workload, day) {
        let name = &story.user_names()[user.user];
        let days: Vec<String> = user.days.iter().map(|(_, day)| day.to_string()).collect();
        let holdings = user.holdings.iter().map(|at| story.facts.holdings[*at].sku);
        let held: Vec<&str> = holdings.map(|it| story.skus()[it].as_str()).collect();
        let flags = if user.flags.is_empty() { "" } else { " flagged" };
        let named = if user.products.is_empty() { "" } else { " named" };
        let words = format!("{named}{flags} on {}", days.join(" "));
        lines.push(format!("{name}: {:?} {held:?}{words}", user.class));
    }
    let recount = recount_usage(&story.plan, &story.facts, workload, day);
    let UsageCounts { entitlements, users, coverage, .. } = recount.counts;
    let active = users.and_then(|it| it.classes());
    let untold = users.filter(|it| it.untold > 0).map(|it| format!(" untold {}", it.untold));
    lines.push(format!(
        "E {entitlements} H F Z {active:?}{} above {:?} {coverage:?}",
        untold.unwrap_or_default(),
        recount.above
    ));
    for (source, days) in &recount.unknown_days {
        if let (Some(first), Some(last)) = (days.first(), days.last()) {
            let source = &story.plan.sources()[usize::from(*source)];
            lines.push(format!("{source} unknown on {} days, {first} to {last}", days.len()));
        }
    }
    lines.join("\n")
}

#[test]
fn every_seat_and_every_person_is_named_with_its_reason() {
    let story = "
        2026-01-01 bought 1 e3 as main
        2026-01-01 bought 2 e3 from partner as double
        2026-03-10 double is grace
        2026-03-20 double is disabled
        2026-03-20 bought 3 plan1 trial as try
        2026-01-01 bought 5 archive
        2026-01-01 ana holds e3
        2026-03-01..2026-03-10 bea holds plan1
        2026-01-01 cem flagged exchange
        2026-03-02..2026-03-03 ana used exchange
        2026-03-05 bea used exchange
        2026-03-06 cem used exchange
        2026-03-07 dov used exchange
        2026-03-08 gil used exchange
        2026-02-28 eve used exchange
        gil is guest
    ";
    assert_snapshot!(check("2026-03-28", "exchange", story), @r#"
    main: Counted 1 now 0 window
    double: Window 0 now 2 window
    try: Trial 3 now 3 window
    ana: Held ["e3"] on 2026-03-02 2026-03-03
    bea: Former ["plan1"] on 2026-03-05
    cem: Held [] flagged on 2026-03-06
    dov: Never [] on 2026-03-07
    gil: Other [] on 2026-03-08
    E 1 H F Z Some([2, 1, 1]) above [1, 1, 1] Complete
    "#);
}

#[test]
fn the_days_of_which_nothing_is_known_are_named() {
    let story = "
        2026-01-01 bought 5 e3
        2026-03-02 ana used onedrive
        2026-03-04..2026-03-28 known onedrive
        2026-03-28 snapshot sharepoint
    ";
    assert_snapshot!(check("2026-03-28", "sharepoint", story), @r"
    e3: Counted 5 now 0 window
    ana: Never [] on 2026-03-02
    E 5 H F Z Some([0, 0, 1]) above [0, 0, 0] LowerBound
    onedrive unknown on 3 days, 2026-03-01 to 2026-03-03
    ");
}

#[test]
fn without_any_coverage_there_is_no_number() {
    let story = "
        2026-01-01 bought 5 e3
        2026-03-02 ana used exchange
        2026-01-01..2026-02-28 known exchange
    ";
    assert_snapshot!(check("2026-03-28", "exchange", story), @r"
    e3: Counted 5 now 0 window
    ana: Never [] on 2026-03-02
    E 5 H F Z None above [0, 0, 0] Missing
    exchange unknown on 28 days, 2026-03-01 to 2026-03-28
    ");
}

#[test]
fn a_product_that_a_report_names_is_a_reason() {
    let story = "
        2026-01-01 bought 5 e3
        names concealed
        2026-01-01 a1..a3 told
        2026-01-01 a1 named e3
        2026-01-01..2026-03-10 a2 named e3
        2026-03-02 a1..a3 used exchange
    ";
    assert_snapshot!(check("2026-03-28", "exchange", story), @"
    e3: Counted 5 now 0 window
    a1: Held [] named on 2026-03-02
    a2: Former [] named on 2026-03-02
    a3: Never [] on 2026-03-02
    E 5 H F Z Some([1, 1, 1]) above [0, 0, 0] Complete
    ");
}

#[test]
fn where_the_class_of_one_is_not_told_none_is() {
    let story = "
        2026-01-01 bought 1 e3
        names concealed
        2026-01-01 a1 told
        2026-01-01 a1 named e3
        2026-03-02 a1..a2 used exchange
    ";
    assert_snapshot!(check("2026-03-28", "exchange", story), @"
    e3: Counted 1 now 0 window
    a1: Untold [] on 2026-03-02
    a2: Untold [] on 2026-03-02
    E 1 H F Z None untold 2 above [0, 0, 0] Complete
    ");
}

fn assert_explains(world: &World) -> TestCaseResult {
    let (plan, facts) = (&world.plan(), &world.facts);
    let activity = unfolded(&facts.activity);
    for (day, figures) in by_day(plan, facts, world.days) {
        for workload in 0..plan.workloads().len() {
            let recount = recount_usage(plan, facts, workload, day);
            let stored = figures.usage.get(&workload).copied();
            let counted = Some(recount.counts).filter(UsageCounts::exists);
            prop_assert_eq!(counted, stored, "usage of {} on {}", workload, day);
            if let Some(users) = recount.counts.users {
                let over = users.active().saturating_sub(recount.counts.entitlements);
                let classed = if users.untold == 0 { over } else { 0 };
                prop_assert_eq!(recount.above.iter().sum::<u64>(), classed);
                prop_assert_eq!(users.overage.total(), over);
            }
            let unknown = recount.unknown_days.iter().map(|(_, days)| days.len()).max();
            let is_complete = recount.counts.coverage == CoverageState::Complete;
            prop_assert_eq!(is_complete, unknown == Some(0));
            assert_people(world, workload, day, &activity)?;
        }
        for sku in 0..plan.skus().len() {
            let counted = recount_deployment(plan, facts, sku, day);
            let counted = Some(counted).filter(DeploymentCounts::exists);
            let stored = figures.deployment.get(&sku).copied();
            prop_assert_eq!(counted, stored, "deployment of {} on {}", sku, day);
            for holder in holders(facts, sku, day) {
                prop_assert!(holder.holdings.is_empty() != holder.products.is_empty());
            }
        }
    }
    Ok(())
}

/// The named days are those of the facts, and the named holdings decide the class.
fn assert_people(
    world: &World,
    workload: usize,
    day: Day,
    activity: &[(usize, u16, Day)],
) -> TestCaseResult {
    let (plan, facts) = (&world.plan(), &world.facts);
    let sources = &plan.workloads()[workload].sources;
    for user in active_users(plan, facts, workload, day) {
        prop_assert!(!user.days.is_empty());
        prop_assert!(user.days.is_sorted_by(|a, b| a < b), "each day once");
        for (source, active_on) in &user.days {
            prop_assert!(sources.contains(source) && window(day).contains(*active_on));
            prop_assert!(activity.contains(&(user.user, *source, *active_on)));
        }
        let holdings = user.holdings.iter().map(|at| {
            let it = facts.holdings[*at];
            prop_assert_eq!(it.user, user.user);
            Ok((it.from, it.until))
        });
        let flags = user.flags.iter().map(|at| {
            let it = facts.flags[*at];
            prop_assert_eq!((it.user, it.workload), (user.user, workload));
            Ok((it.from, it.until))
        });
        let products = user.products.iter().map(|at| {
            let it = facts.products[*at];
            prop_assert_eq!(it.user, user.user);
            Ok((it.from, it.until))
        });
        let intervals = holdings.chain(products).chain(flags).collect::<Result<Vec<_>, _>>()?;
        let days = match user.class {
            UserClass::Held => DayRange::single(day),
            UserClass::Former => window(day),
            UserClass::Never | UserClass::Untold | UserClass::Other => {
                prop_assert!(intervals.is_empty());
                continue;
            }
        };
        prop_assert!(!intervals.is_empty());
        for (from, until) in intervals {
            let last = until.map_or(Day::MAX, |it| it.plus(-1));
            let held = DayRange::new(from, last).and_then(|it| it.intersect(days));
            prop_assert!(held.is_some());
        }
    }
    Ok(())
}

#[test]
fn counting_the_named_people_and_seats_gives_the_figure() {
    for seed in 0..SEEDS {
        let mut runner = runner_of_seed(seed);
        let world = any_worlds().new_tree(&mut runner).expect("no world is refused");
        if let Err(error) = runner.run_one(world, |it| assert_explains(&it)) {
            panic!("seed {seed}: {error}");
        }
    }
}
