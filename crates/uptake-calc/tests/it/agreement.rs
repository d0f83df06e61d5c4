//! The kernel against the reference, figure by figure, over thousands of random days; and
//! the form of what the kernel answers.

use std::{collections::BTreeMap, fmt::Debug};

use proptest::{prelude::*, test_runner::TestCaseResult};
use uptake_calc::{AssignedBy, CustomerCounts, CustomerFacts, Names, Plan, rollup};
use uptake_model::{
    Day, DayRange,
    counts::{CoverageState, DeploymentCounts, ProductUsageCounts, Span, UsageCounts},
};

use crate::{
    generator::{World, any_worlds, runner_of_seed},
    reference::{Figures, figures},
};

/// How many worlds are compared: some 35 days each, 14,000 in all.
const SEEDS: u64 = 400;

/// The rollup of `days`, day by day.
pub(crate) fn by_day(plan: &Plan, facts: &CustomerFacts, days: DayRange) -> BTreeMap<Day, Figures> {
    let counts = rollup(plan, facts, days);
    let mut by_day: BTreeMap<Day, Figures> =
        days.iter().map(|it| (it, Figures::default())).collect();
    let CustomerCounts { deployment, usage, product_usage, people } = counts;
    expand(&deployment, |day, key, it| by_day.get_mut(&day).unwrap().deployment.insert(key, it));
    expand(&usage, |day, key, it| by_day.get_mut(&day).unwrap().usage.insert(key, it));
    expand(&product_usage, |day, key, it| {
        by_day.get_mut(&day).unwrap().product_usage.insert(key, it)
    });
    expand(&[((), people)], |day, (), it| {
        by_day.get_mut(&day).unwrap().people = it;
        None
    });
    by_day
}

fn expand<K: Copy, T: Copy>(
    rows: &[(K, Vec<Span<T>>)],
    mut put: impl FnMut(Day, K, T) -> Option<T>,
) {
    for (key, spans) in rows {
        for span in spans {
            for day in span.days.iter() {
                assert!(put(day, *key, span.counts).is_none(), "{day} has a second row");
            }
        }
    }
}

fn assert_agrees(world: &World) -> TestCaseResult {
    let plan = world.plan();
    for (day, got) in by_day(&plan, &world.facts, world.days) {
        let expected = figures(&plan, &world.facts, day);
        prop_assert_eq!(&got.deployment, &expected.deployment, "deployment on {}", day);
        prop_assert_eq!(&got.usage, &expected.usage, "usage on {}", day);
        prop_assert_eq!(&got.product_usage, &expected.product_usage, "product usage on {}", day);
        prop_assert_eq!(&got.people, &expected.people, "people on {}", day);
    }
    Ok(())
}

#[test]
fn the_kernel_agrees_with_the_reference_on_every_figure() {
    for seed in 0..SEEDS {
        let mut runner = runner_of_seed(seed);
        let world = any_worlds().new_tree(&mut runner).expect("no world is refused");
        if let Err(error) = runner.run_one(world, |it| assert_agrees(&it)) {
            panic!("seed {seed}: {error}");
        }
    }
}

/// The cases of deployment that figures of a day meet.
fn meet_deployment(
    meet: &mut impl FnMut(&'static str, bool),
    figures: &Figures,
    assigned_by: AssignedBy,
) {
    for it in figures.deployment.values() {
        meet("more assigned than sold", it.excess() > Some(0));
        meet("units without names", assigned_by == AssignedBy::Units && it.assigned > Some(0));
        let by_products = assigned_by == AssignedBy::Products;
        meet("assigned by the word of reports", by_products && it.assigned > Some(0));
        meet("assigned untold", it.assigned.is_none());
        let of_others = figures.deployment.values().any(|it| it.assigned > Some(0));
        meet("assigned untold beside another", it.assigned.is_none() && of_others);
        meet("grace that is sold", it.grace_seats > 0 && it.sold >= it.grace_seats);
        meet("grace that is not sold", it.grace_seats > it.sold);
        meet("seats of others", it.sold > it.sold_own && it.sold_own > 0);
        meet("trial seats", it.trial_seats > 0);
    }
}

#[test]
fn the_random_worlds_meet_every_case() {
    let mut cases: BTreeMap<&str, usize> = BTreeMap::new();
    let mut meet =
        |case: &'static str, is_met: bool| *cases.entry(case).or_default() += usize::from(is_met);
    for seed in 0..SEEDS {
        let world = World::of_seed(seed);
        let plan = world.plan();
        let concealed = world.facts.names == Names::Concealed;
        for day in world.days.iter().step_by(5) {
            let figures = figures(&plan, &world.facts, day);
            meet_deployment(&mut meet, &figures, world.facts.assigned_by(day));
            for it in figures.usage.values() {
                meet("missing", it.coverage == CoverageState::Missing);
                meet("lower bound", it.coverage == CoverageState::LowerBound);
                meet("a source of which nothing is known", {
                    it.coverage == CoverageState::LowerBound && it.days_covered == 0
                });
                meet("complete", it.coverage == CoverageState::Complete);
                meet("preliminary", it.preliminary);
                meet("final", !it.preliminary && it.users.is_some());
                let Some(users) = it.users else { continue };
                meet("held", users.held > 0);
                meet("former", users.former > 0);
                meet("never", users.never > 0);
                meet("concealed names with classes", concealed && users.held > 0);
                meet("untold", users.untold > 0);
                meet("untold beyond the entitlements", users.untold > 0 && users.overage.other > 0);
                meet("other accounts", users.active_other > 0);
                meet("turnover", users.overage.turnover > 0);
                meet("duplicate", users.overage.duplicate > 0);
                meet("trial", users.overage.trial > 0);
                meet("unlicensed", users.overage.unlicensed > 0);
                meet("other", users.overage.other > 0);
                meet("usage below 100 %", users.active() > 0 && users.active() < it.entitlements);
            }
            for it in figures.product_usage.values().filter(|_| concealed) {
                meet("concealed product usage", it.coverage == CoverageState::Complete);
                meet("of some", it.coverage == CoverageState::LowerBound);
                meet("of none", it.coverage == CoverageState::Missing && it.qualified > 0);
            }
            let products = figures.product_usage.values();
            meet("product usage", products.filter_map(|it| it.active).any(|it| it > 0));
            meet("people of whom nothing is known", figures.people.active.is_none());
            meet("active people", figures.people.active.is_some_and(|it| it > 0));
            meet("licensed people", figures.people.licensed.is_some_and(|it| it > 0));
            meet("licensed people of whom nothing is told", figures.people.licensed.is_none());
        }
    }
    let rare: Vec<_> = cases.iter().filter(|(_, times)| **times < 20).collect();
    assert!(rare.is_empty(), "hardly met: {rare:?}");
}

/// Keys ascend, spans ascend within the asked days, and equal neighbours are joined.
fn assert_form<K: Ord + Debug, T: PartialEq + Debug>(
    rows: &[(K, Vec<Span<T>>)],
    days: DayRange,
) -> TestCaseResult {
    prop_assert!(rows.is_sorted_by(|one, two| one.0 < two.0), "keys ascend: {:?}", rows);
    for (key, spans) in rows {
        prop_assert!(!spans.is_empty(), "{:?} has no span", key);
        for span in spans {
            let (first, last) = (span.days.first(), span.days.last());
            prop_assert!(days.contains(first) && days.contains(last), "{:?} {:?}", key, span);
        }
        for pair in spans.windows(2) {
            let (last, next) = (pair[0].days.last(), pair[1].days.first());
            prop_assert!(last < next, "{:?}: spans ascend", key);
            let is_cut = last.plus(1) < next || pair[0].counts != pair[1].counts;
            prop_assert!(is_cut, "{:?}: equal neighbours on {}", key, next);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn the_rollup_is_spans_of_rows_that_exist(world in any_worlds()) {
        let counts = rollup(&world.plan(), &world.facts, world.days);
        assert_form(&counts.deployment, world.days)?;
        assert_form(&counts.usage, world.days)?;
        assert_form(&counts.product_usage, world.days)?;
        for (_, figures) in by_day(&world.plan(), &world.facts, world.days) {
            prop_assert!(figures.deployment.values().all(DeploymentCounts::exists));
            prop_assert!(figures.usage.values().all(UsageCounts::exists));
            prop_assert!(figures.product_usage.values().all(ProductUsageCounts::exists));
        }
        let people: usize = counts.people.iter().map(|it| it.days.days()).sum();
        prop_assert_eq!(people, world.days.days());
        assert_form(&[((), counts.people)], world.days)?;
    }

    #[test]
    fn a_range_cut_in_pieces_gives_the_same_days(
        world in any_worlds(), cuts in prop::collection::vec(0..70, 1..5),
    ) {
        let plan = world.plan();
        let whole = by_day(&plan, &world.facts, world.days);
        let mut pieces = BTreeMap::new();
        let mut first = world.days.first();
        let mut cuts: Vec<Day> = cuts.into_iter().map(|it| world.days.first().plus(it)).collect();
        cuts.sort();
        cuts.push(world.days.last());
        for cut in cuts {
            if let Some(piece) = DayRange::new(first, cut.min(world.days.last())) {
                pieces.extend(by_day(&plan, &world.facts, piece));
                first = piece.last().plus(1);
            }
        }
        prop_assert_eq!(pieces, whole);
    }
}
