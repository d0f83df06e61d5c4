//! The invariants of `spec/metrics.md`, section 9, as laws of the rollup: those from 1 to
//! 15, 18 and 19. The others speak of imports, portfolios and exports.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use uptake_calc::{
    AssignedSince, CoverageFact, CustomerFacts, GraceRule, Names, SubscriptionState, Told,
};
use uptake_model::{
    Day, DayRange, SkuClass,
    counts::{ActiveCounts, DeploymentCounts, UsageCounts},
    facts::{CoverageKind, Seller, Status, UserKind},
    percent::Percent,
};

use crate::{
    agreement::by_day,
    generator::{
        FRESH, MAPPED, Order, SOURCES, WORKLOADS, World, active_on, any_worlds, concealed_worlds,
        orders, shifted, shifted_days, unfolded, worlds,
    },
    reference::{Figures, window},
};

type ByDay = BTreeMap<Day, Figures>;

fn rolled(world: &World) -> ByDay {
    by_day(&world.plan(), &world.facts, world.days)
}

/// The usage on a day; where there is no row nothing was bought and nobody is known.
fn usage(figures: &ByDay, day: Day, workload: usize) -> UsageCounts {
    figures[&day].usage.get(&workload).copied().unwrap_or_default()
}

/// Every usage row of which the users are known.
fn known_rows(figures: &ByDay) -> impl Iterator<Item = (UsageCounts, ActiveCounts)> {
    let rows = figures.values().flat_map(|it| it.usage.values());
    rows.filter_map(|it| it.users.map(|users| (*it, users)))
}

fn some_source() -> impl Strategy<Value = u16> {
    0..u16::try_from(SOURCES.len()).unwrap()
}

/// Whether activity in the source counts for the workload.
fn counts_for(source: u16, workload: usize) -> bool {
    WORKLOADS[workload].1.contains(&SOURCES[usize::from(source)])
}

/// Makes every window of the asked days complete.
fn cover(world: &mut World) {
    let days = window(world.days.first()).hull(world.days);
    let everything = CoverageFact {
        source: None,
        kind: CoverageKind::Daily,
        days,
        recorded_on: days.last().plus(9),
    };
    world.facts.coverage.push(everything);
}

/// A subscription of its own, bought long before the asked days.
fn bought(world: &World, subscription: usize, sku: usize, quantity: u64) -> SubscriptionState {
    SubscriptionState {
        subscription: FRESH + subscription,
        day: world.days.first().plus(-99),
        sku,
        quantity,
        status: Status::Active,
        is_trial: false,
        seller: Seller::Own,
    }
}

/// Whether a seat of the SKU is an entitlement to the workload.
fn entitles(world: &World, sku: usize, workload: usize) -> bool {
    let product = world.products.skus.get(sku);
    product.is_some_and(|it| it.class == SkuClass::Paid && it.base.contains(&workload))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    // 1
    #[test]
    fn the_parts_add_up_to_the_overage(world in any_worlds()) {
        for (usage, users) in known_rows(&rolled(&world)) {
            let active = users.held + users.former + users.never + users.untold;
            let sum: u64 = parts(users).into_iter().sum();
            prop_assert_eq!(sum, active.saturating_sub(usage.entitlements));
        }
    }

    // 2: a part below zero would have come round as a huge one.
    #[test]
    fn no_part_is_below_zero_or_above_the_overage(world in any_worlds()) {
        for (usage, users) in known_rows(&rolled(&world)) {
            let overage = users.active().saturating_sub(usage.entitlements);
            for part in parts(users) {
                prop_assert!(part <= overage, "{} of {}", part, overage);
            }
        }
    }

    // 3
    #[test]
    fn without_an_overage_every_part_is_zero(mut world in worlds(), sku in 0..MAPPED) {
        world.facts.subscriptions.push(bought(&world, 0, sku, 8));
        for (usage, users) in known_rows(&rolled(&world)) {
            if users.active() <= usage.entitlements {
                prop_assert_eq!(parts(users), [0; 5]);
            }
        }
    }

    // 4
    #[test]
    fn nobody_counts_who_was_not_active_within_the_window(world in worlds()) {
        let activity = unfolded(&world.facts.activity);
        for (day, figures) in rolled(&world) {
            let members = |workload: Option<usize>| {
                let mut members = BTreeSet::new();
                for (user, source, active) in &activity {
                    let kind = world.facts.users.get(*user).copied().unwrap_or_default();
                    let is_asked = workload.is_none_or(|it| counts_for(*source, it));
                    if is_asked && kind == UserKind::Member && window(day).contains(*active) {
                        members.insert(user);
                    }
                }
                u64::try_from(members.len()).unwrap()
            };
            for (workload, usage) in &figures.usage {
                let active = usage.users.map_or(0, |it| it.active());
                prop_assert!(active <= members(Some(*workload)));
            }
            for ((_, workload), usage) in &figures.product_usage {
                prop_assert!(usage.active.unwrap_or(0) <= members(Some(*workload)));
            }
            prop_assert!(figures.people.active.unwrap_or(0) <= members(None));
        }
    }

    // 5
    #[test]
    fn covered_usage_lies_between_0_and_100_percent(world in worlds()) {
        for figures in rolled(&world).values() {
            for usage in figures.usage.values() {
                let covered = usage.covered();
                prop_assert_eq!(covered.is_none(), usage.users.is_none());
                if let Some(percent) = Percent::of(covered.unwrap_or(0), usage.entitlements) {
                    prop_assert!(percent <= Percent::from_hundredths(10_000));
                }
            }
        }
    }

    // 6
    #[test]
    fn entitlements_add_up_over_skus(world in worlds()) {
        let figures = rolled(&world);
        for day in world.days.iter() {
            for workload in 0..WORKLOADS.len() {
                let mut entitling: Vec<_> = figures[&day].deployment.iter().collect();
                entitling.retain(|it| entitles(&world, *it.0, workload));
                let usage = usage(&figures, day, workload);
                let sold: u64 = entitling.iter().map(|it| it.1.sold).sum();
                let sold_own: u64 = entitling.iter().map(|it| it.1.sold_own).sum();
                prop_assert_eq!((usage.entitlements, usage.entitlements_own), (sold, sold_own));
            }
        }
    }

    // 6
    #[test]
    fn seats_add_up_over_sellers(world in worlds()) {
        let mut others = world.clone();
        for it in &mut others.facts.subscriptions {
            it.seller = match it.seller {
                Seller::Own => Seller::Partner,
                Seller::Partner | Seller::Microsoft => Seller::Own,
            };
        }
        let (own, others) = (rolled(&world), rolled(&others));
        for (day, figures) in &own {
            for (sku, it) in &figures.deployment {
                prop_assert_eq!(it.sold_own + others[day].deployment[sku].sold_own, it.sold);
            }
            for (workload, it) in &figures.usage {
                let of_others = usage(&others, *day, *workload).entitlements_own;
                prop_assert_eq!(it.entitlements_own + of_others, it.entitlements);
            }
        }
    }

    // 6: with lone grace, seats of one half would displace grace of the other.
    #[test]
    fn seats_add_up_over_customers(
        mut one in worlds(),
        two in worlds(),
        grace in prop_oneof![Just(GraceRule::Never), Just(GraceRule::Always)],
    ) {
        one.products.grace = grace;
        let by = one.days.first().days_since(two.days.first());
        let two = World { facts: shifted(&two.facts, by), ..one.clone() };
        let mut both = one.clone();
        for it in &two.facts.subscriptions {
            let subscription = it.subscription + FRESH;
            both.facts.subscriptions.push(SubscriptionState { subscription, ..*it });
        }
        let days = one.days;
        let (one, two, both) = (rolled(&one), rolled(&two), rolled(&both));
        for day in days.iter() {
            for sku in 0..=MAPPED {
                let seats = |figures: &ByDay| {
                    let it = figures[&day].deployment.get(&sku).copied().unwrap_or_default();
                    [it.sold, it.sold_own, it.trial_seats, it.grace_seats]
                };
                let halves = seats(&one).into_iter().zip(seats(&two));
                for ((one, two), both) in halves.zip(seats(&both)) {
                    prop_assert_eq!(one + two, both);
                }
            }
            for workload in 0..WORKLOADS.len() {
                let entitlements = |figures| usage(figures, day, workload).entitlements;
                let sum = entitlements(&one) + entitlements(&two);
                prop_assert_eq!(entitlements(&both), sum);
            }
        }
    }

    // 7
    #[test]
    fn own_is_never_more_than_all(mut world in worlds(), sku in 0..MAPPED) {
        let double = SubscriptionState { status: Status::Grace, ..bought(&world, 0, sku, 4) };
        world.facts.subscriptions.push(double);
        for figures in rolled(&world).values() {
            prop_assert!(figures.deployment.values().all(|it| it.sold_own <= it.sold));
            prop_assert!(figures.usage.values().all(|it| it.entitlements_own <= it.entitlements));
        }
    }

    // 8
    #[test]
    fn an_added_activity_day_never_lowers_the_active_users(
        world in worlds(), user in 0..12_usize, source in some_source(), at in -30..70,
    ) {
        let mut more = world.clone();
        more.facts.activity.push(active_on(user, source, world.days.first().plus(at)));
        let (before, after) = (rolled(&world), rolled(&more));
        for (day, figures) in &before {
            for (workload, it) in &figures.usage {
                let (fewer, users) = (it.users, usage(&after, *day, *workload).users);
                prop_assert!(fewer.map(|it| it.active()) <= users.map(|it| it.active()));
                prop_assert!(fewer.map(|it| it.active_other) <= users.map(|it| it.active_other));
            }
            for (key, it) in &figures.product_usage {
                prop_assert!(it.active <= after[day].product_usage[key].active);
            }
            prop_assert!(figures.people.active <= after[day].people.active);
        }
    }

    // 9
    #[test]
    fn one_more_counted_seat_lowers_the_overage_by_one_or_leaves_it_zero(
        mut world in worlds(), sku in 0..MAPPED,
    ) {
        cover(&mut world);
        world.facts.subscriptions.push(bought(&world, 0, sku, 1));
        let before = rolled(&world);
        world.facts.subscriptions.push(bought(&world, 1, sku, 1));
        let after = rolled(&world);
        for day in world.days.iter() {
            for workload in 0..WORKLOADS.len() {
                let (before, after) = (usage(&before, day, workload), usage(&after, day, workload));
                let seat = u64::from(entitles(&world, sku, workload));
                prop_assert_eq!(after.entitlements, before.entitlements + seat);
                let overage = |it: UsageCounts| it.users.map(|users| users.overage.total());
                prop_assert_eq!(overage(after), overage(before).map(|it| it.saturating_sub(seat)));
            }
        }
    }

    // 10
    #[test]
    fn one_more_unlicensed_user_above_the_line_is_one_more_unlicensed(
        mut world in worlds(), source in 0..4_u16,
    ) {
        cover(&mut world);
        let day = world.days.last();
        let most = rolled(&world)[&day].usage.values().map(|it| it.entitlements).max();
        let crowd = FRESH..FRESH + usize::try_from(most.unwrap_or(0)).unwrap();
        world.facts.activity.extend(crowd.map(|it| active_on(it, source, day)));
        let before = rolled(&world);
        world.facts.activity.push(active_on(2 * FRESH, source, day));
        let after = rolled(&world);
        for workload in (0..WORKLOADS.len()).filter(|it| counts_for(source, *it)) {
            let before = usage(&before, day, workload).users.unwrap_or_default().overage;
            let after = usage(&after, day, workload).users.unwrap_or_default().overage;
            prop_assert_eq!(after.total(), before.total() + 1);
            prop_assert_eq!(after.unlicensed, before.unlicensed + 1);
        }
    }

    // 11
    #[test]
    fn a_trial_never_changes_entitlements(
        world in worlds(),
        sku in 0..=MAPPED,
        quantity in 1..9_u64,
        status in prop_oneof![Just(Status::Active), Just(Status::Grace)],
    ) {
        let mut more = world.clone();
        let seats = bought(&world, 0, sku, quantity);
        more.facts.subscriptions.push(SubscriptionState { is_trial: true, status, ..seats });
        let (before, after) = (rolled(&world), rolled(&more));
        for day in world.days.iter() {
            for workload in 0..WORKLOADS.len() {
                let entitlements = |figures| {
                    let it = usage(figures, day, workload);
                    (it.entitlements, it.entitlements_own)
                };
                prop_assert_eq!(entitlements(&before), entitlements(&after));
            }
            let seats = |figures: &ByDay| {
                let it = figures[&day].deployment.get(&sku).copied().unwrap_or_default();
                (it.sold, it.sold_own, it.grace_seats, it.trial_seats)
            };
            let (sold, sold_own, grace, trials) = seats(&before);
            prop_assert_eq!(seats(&after), (sold, sold_own, grace, trials + quantity));
        }
    }

    // 12
    #[test]
    fn the_second_subscription_in_grace_lowers_entitlements_by_its_quantity(
        mut world in worlds(),
        sku in 0..MAPPED,
        quantity in 1..9_u64,
        grace in prop_oneof![Just(GraceRule::Lone), Just(GraceRule::Never)],
    ) {
        world.products.grace = grace;
        world.facts.subscriptions.push(bought(&world, 0, sku, 1));
        world.facts.subscriptions.push(bought(&world, 1, sku, quantity));
        let before = rolled(&world);
        world.facts.subscriptions.last_mut().unwrap().status = Status::Grace;
        let after = rolled(&world);
        for day in world.days.iter() {
            for workload in 0..WORKLOADS.len() {
                let lost = quantity * u64::from(entitles(&world, sku, workload));
                let entitlements = |figures| usage(figures, day, workload).entitlements;
                prop_assert_eq!(entitlements(&after) + lost, entitlements(&before));
            }
        }
    }

    // 13
    #[test]
    fn activity_28_days_ago_is_irrelevant_and_27_days_ago_decisive(
        mut world in worlds(), source in 0..4_u16,
    ) {
        cover(&mut world);
        let day = world.days.last();
        world.days = DayRange::single(day);
        let before = rolled(&world);
        let with_activity_on = |active: Day| {
            let mut world = world.clone();
            world.facts.activity.push(active_on(FRESH, source, active));
            rolled(&world)
        };
        prop_assert_eq!(&with_activity_on(day.plus(-28)), &before);
        prop_assert_eq!(&with_activity_on(day.plus(1)), &before);
        for edge in [day.plus(-27), day] {
            let after = with_activity_on(edge);
            for workload in 0..WORKLOADS.len() {
                let more = u64::from(counts_for(source, workload));
                let active = |figures| {
                    let users = usage(figures, day, workload).users;
                    users.map_or(0, |it| it.active())
                };
                prop_assert_eq!(active(&after), active(&before) + more);
            }
            let people = |figures: &ByDay| figures[&day].people.active;
            prop_assert_eq!(people(&after), people(&before).map(|it| it + 1));
        }
    }

    // 14
    #[test]
    fn shifted_dates_give_shifted_results(world in any_worlds(), by in -800..800) {
        let later = World {
            products: world.products.clone(),
            facts: shifted(&world.facts, by),
            days: shifted_days(world.days, by),
        };
        let expected: ByDay =
            rolled(&world).into_iter().map(|(day, it)| (day.plus(by), it)).collect();
        prop_assert_eq!(rolled(&later), expected);
    }

    // 15
    #[test]
    fn other_ids_of_users_and_subscriptions_change_nothing(
        world in any_worlds(),
        numbers in Just((0..30).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let mut other = world.clone();
        let facts = &mut other.facts;
        let users = (0..numbers.len()).map(|new| {
            let old = numbers.iter().position(|it| *it == new).unwrap();
            world.facts.users.get(old).copied().unwrap_or(UserKind::Member)
        });
        facts.users = users.collect();
        facts.holdings.iter_mut().for_each(|it| it.user = numbers[it.user]);
        facts.products.iter_mut().for_each(|it| it.user = numbers[it.user]);
        facts.told.iter_mut().for_each(|it| it.user = numbers[it.user]);
        facts.flags.iter_mut().for_each(|it| it.user = numbers[it.user]);
        facts.subscriptions.iter_mut().for_each(|it| it.subscription = numbers[it.subscription]);
        for it in &mut facts.activity {
            it.user = u32::try_from(numbers[usize::try_from(it.user).unwrap()]).unwrap();
        }
        prop_assert_eq!(rolled(&other), rolled(&world));
    }

    // 15
    #[test]
    fn other_ids_of_skus_and_workloads_change_nothing(world in any_worlds(), order in orders()) {
        let facts = world.products.renumbered(&world.facts, &order);
        let other = by_day(&world.products.plan(&order), &facts, world.days);
        let expected: ByDay =
            rolled(&world).into_iter().map(|(day, it)| (day, renumbered(it, &order))).collect();
        prop_assert_eq!(other, expected);
    }

    // 18
    #[test]
    fn a_removed_day_of_data_makes_values_missing_or_lower(
        world in worlds(), source in prop::option::of(0..4_u16), at in -27..70,
    ) {
        let day = world.days.first().plus(at);
        let less = World { facts: without(&world.facts, source, day), ..world.clone() };
        let (before, after) = (rolled(&world), rolled(&less));
        for (day, figures) in &after {
            for (workload, it) in &figures.usage {
                let whole = usage(&before, *day, *workload);
                prop_assert_eq!(it.entitlements, whole.entitlements);
                prop_assert!(it.coverage <= whole.coverage);
                prop_assert!(it.days_covered <= whole.days_covered);
                prop_assert!(it.users.is_none() || whole.users.is_some());
                if let (Some(users), Some(whole)) = (it.users, whole.users) {
                    for (less, more) in classes(users).into_iter().zip(classes(whole)) {
                        prop_assert!(less <= more, "{:?} {:?}", users, whole);
                    }
                    for (less, more) in parts(users).into_iter().zip(parts(whole)) {
                        prop_assert!(less <= more, "{:?} {:?}", users, whole);
                    }
                }
            }
            for (key, it) in &figures.product_usage {
                let whole = before[day].product_usage.get(key);
                let whole = whole.copied().unwrap_or_default();
                prop_assert_eq!(it.qualified, whole.qualified);
                prop_assert!(it.active <= whole.active && it.coverage <= whole.coverage);
            }
            prop_assert!(figures.people.active <= before[day].people.active);
            prop_assert_eq!(figures.people.licensed, before[day].people.licensed);
        }
    }

    // Decision 31: the same people under concealed names, with reports that name all products.
    #[test]
    fn concealed_names_change_no_figure_where_products_are_told(mut world in worlds()) {
        world.facts.units.clear();
        world.facts.products.clear();
        // Before the first assignment a report has to tell it under plain names, too.
        world.facts.told = (0..FRESH)
            .map(|user| Told { user, workload: None, from: Day::MIN, until: None })
            .collect();
        world.facts.assigned_since = AssignedSince::Always;
        prop_assume!(!world.facts.holdings.is_empty());
        let mut other = world.clone();
        other.facts.products = std::mem::take(&mut other.facts.holdings);
        other.facts.names = Names::Concealed;
        prop_assert_eq!(rolled(&other), rolled(&world));
    }

    // Decision 31: what is not told is missing, and nothing else changes.
    #[test]
    fn less_that_is_told_leaves_the_users_and_takes_only_classes(
        world in concealed_worlds(), kept in 0..20_usize,
    ) {
        let mut less = world.clone();
        less.facts.told.truncate(kept);
        let (before, after) = (rolled(&world), rolled(&less));
        for (day, figures) in &before {
            prop_assert_eq!(figures.deployment.len(), after[day].deployment.len());
            for (sku, whole) in &figures.deployment {
                let it = after[day].deployment[sku];
                let assigned = it.assigned.or(whole.assigned);
                prop_assert_eq!(DeploymentCounts { assigned, ..it }, *whole);
            }
            prop_assert_eq!(figures.people.active, after[day].people.active);
            let licensed = after[day].people.licensed;
            prop_assert!(licensed.is_none() || licensed == figures.people.licensed);
            for (workload, whole) in &figures.usage {
                let it = usage(&after, *day, *workload);
                prop_assert_eq!(it.entitlements, whole.entitlements);
                prop_assert_eq!(it.coverage, whole.coverage);
                let (Some(it), Some(whole)) = (it.users, whole.users) else { continue };
                prop_assert_eq!(it.active(), whole.active());
                prop_assert!(it == whole || (it.classes().is_none() && it.untold > 0));
            }
            for (key, whole) in &figures.product_usage {
                let it = after[day].product_usage.get(key).copied().unwrap_or_default();
                prop_assert!(it.coverage <= whole.coverage);
                prop_assert!(it.active.is_none() || it.active == whole.active);
            }
        }
    }

    // 19
    #[test]
    fn the_order_of_rows_is_irrelevant((world, shuffled) in worlds_and_shuffles()) {
        let shuffled = World { facts: shuffled, ..world.clone() };
        prop_assert_eq!(rolled(&shuffled), rolled(&world));
    }

    // 19, of rows that say again what others say.
    #[test]
    fn months_split_into_days_and_rows_said_twice_change_nothing(world in any_worlds()) {
        let mut other = world.clone();
        let days = unfolded(&world.facts.activity);
        let days = days.into_iter().map(|(user, source, day)| active_on(user, source, day));
        other.facts.activity = days.rev().collect();
        other.facts.activity.extend_from_within(..other.facts.activity.len().div_ceil(2));
        other.facts.holdings.extend_from_within(..);
        other.facts.flags.extend_from_within(..);
        other.facts.products.extend_from_within(..);
        other.facts.told.extend_from_within(..);
        other.facts.coverage.extend_from_within(..);
        prop_assert_eq!(rolled(&other), rolled(&world));
    }
}

fn classes(users: ActiveCounts) -> [u64; 4] {
    [users.held, users.former, users.never, users.active_other]
}

fn parts(users: ActiveCounts) -> [u64; 5] {
    let parts = users.overage;
    [parts.turnover, parts.duplicate, parts.trial, parts.unlicensed, parts.other]
}

/// The figures under the new numbers.
fn renumbered(figures: Figures, order: &Order) -> Figures {
    let sku = |old: usize| order.skus.get(old).copied().unwrap_or(old);
    let workload = |old: usize| order.workloads[old];
    let products = figures.product_usage.into_iter();
    Figures {
        deployment: figures.deployment.into_iter().map(|(key, it)| (sku(key), it)).collect(),
        usage: figures.usage.into_iter().map(|(key, it)| (workload(key), it)).collect(),
        product_usage: products.map(|(key, it)| ((sku(key.0), workload(key.1)), it)).collect(),
        people: figures.people,
    }
}

/// The facts as if nothing had come for the day: of one source, or of all.
fn without(facts: &CustomerFacts, source: Option<u16>, day: Day) -> CustomerFacts {
    let is_removed = |it: u16| source.is_none_or(|source| source == it);
    let mut less = CustomerFacts { activity: Vec::new(), coverage: Vec::new(), ..facts.clone() };
    for (user, of, active) in unfolded(&facts.activity) {
        if active != day || !is_removed(of) {
            less.activity.push(active_on(user, of, active));
        }
    }
    for fact in &facts.coverage {
        let of: Vec<u16> = match fact.source {
            Some(it) => vec![it],
            None => (0..u16::try_from(SOURCES.len()).unwrap()).collect(),
        };
        for of in of {
            let fact = CoverageFact { source: Some(of), ..*fact };
            if !is_removed(of) || !fact.days.contains(day) {
                less.coverage.push(fact);
                continue;
            }
            let before = DayRange::new(fact.days.first(), day.plus(-1));
            let after = DayRange::new(day.plus(1), fact.days.last());
            let rest = before.into_iter().chain(after);
            less.coverage.extend(rest.map(|days| CoverageFact { days, ..fact }));
        }
    }
    less
}

/// A world, and its facts with all rows in another order.
fn worlds_and_shuffles() -> impl Strategy<Value = (World, CustomerFacts)> {
    any_worlds().prop_flat_map(|world| {
        let facts = world.facts.clone();
        let rows = (
            Just(facts.subscriptions).prop_shuffle(),
            Just(facts.holdings).prop_shuffle(),
            Just(facts.flags).prop_shuffle(),
            Just(facts.products).prop_shuffle(),
            Just(facts.told).prop_shuffle(),
            Just(facts.units).prop_shuffle(),
            Just(facts.activity).prop_shuffle(),
            Just(facts.coverage).prop_shuffle(),
        );
        let shuffled = rows.prop_map(move |rows| {
            let (subscriptions, holdings, flags, products, told, units, activity, coverage) = rows;
            CustomerFacts {
                users: facts.users.clone(),
                subscriptions,
                holdings,
                flags,
                products,
                told,
                names: facts.names,
                units,
                assigned_since: facts.assigned_since,
                activity,
                coverage,
            }
        });
        (Just(world), shuffled)
    })
}
