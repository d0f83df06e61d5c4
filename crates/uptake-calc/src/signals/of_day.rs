//! The signals of one customer on one day, from its counts and facts.

use std::collections::BTreeMap;

use uptake_model::{
    SellerScope, SkuClass,
    counts::{ActiveCounts, CoverageState, DeploymentCounts, UsageCounts},
    facts::Status,
    percent::Percent,
};

use super::{CustomerSignals, Signals, SkuSignals, WorkloadSignals};
use crate::{
    CommercialDay, CustomerFacts, CustomerTotals, DayCounts, GrowthScope, Measure, Plan,
    RENEWAL_DAYS, Satisfaction, Surveyed, TicketLoad, UnusedSeats, growth::is_due, known_sum,
    per_hundred, terms, unused_seats,
};

/// Answers to surveys of so many days make the signals of satisfaction.
pub const SATISFACTION_DAYS: i32 = 90;

/// What the signals of a customer are made of.
#[derive(Debug, Clone, Copy)]
pub struct SignalFacts<'a> {
    /// The counts of the day.
    pub counts: &'a DayCounts,
    /// The facts, with the activity of the window, when they are at hand. They tell who is
    /// idle, which no count does: without them nobody knows what can be reassigned.
    pub facts: Option<&'a CustomerFacts>,
    /// The subscriptions with their terms, prices, and the day.
    pub on: CommercialDay<'a>,
    /// The tickets of the 28 days that end with the day.
    pub tickets: &'a TicketLoad,
    /// The answers of the [`SATISFACTION_DAYS`] that end with the day.
    pub satisfaction: &'a Satisfaction,
    /// Of which surveys anything is known by the day.
    pub surveyed: Surveyed,
}

/// The signals of a customer; all unknown on a day of which nothing is known. Users of a day
/// that is only known in part are at least so many: no signal is made of them.
pub fn signals(plan: &Plan, of: SignalFacts<'_>) -> Signals {
    if of.counts.people.is_none() {
        return Signals::default();
    }
    let unused = unused_seats(plan, (of.counts, of.facts), of.on);
    let skus = sku_signals(plan, of, &unused);
    let of_unused = |value: &dyn Fn(&UnusedSeats) -> Option<u64>| {
        if unused.is_empty() {
            return Some(0);
        }
        known_sum(unused.values().map(value)).and_then(signed)
    };
    let paid = |sku: usize| plan.skus().get(sku).is_some_and(|it| it.class == SkuClass::Paid);
    let sums = CustomerSignals {
        unused_paid_seats: of_unused(&exposed),
        reassignable_seats: of.facts.and_then(|_| of_unused(&reassignable)),
        reducible_seats_30: of_unused(&|it| reducible(it).map(|[days_30, _]| days_30)),
        reducible_seats_90: of_unused(&|it| reducible(it).map(|[_, days_90]| days_90)),
        renewal_seats_30: over(&skus, |it| it.renewal_seats_30).or(Some(0)),
        renewal_seats_90: over(&skus, |it| it.renewal_seats_90).or(Some(0)),
        duplicate_seats: over(&skus, |it| it.duplicate_seats).or(Some(0)),
        lapsed_seats: over(&skus, |it| it.lapsed_seats).or(Some(0)),
        trial_seats: over(&skus, |it| it.trial_seats).or(Some(0)),
        trial_active_users: over(&skus, |it| it.trial_active_users),
        ..CustomerSignals::default()
    };
    let named = |sku: usize| plan.skus().get(sku).map(|it| it.sku.clone());
    let workloads = of.counts.usage.iter().filter_map(|(workload, counts)| {
        let code = plan.workloads().get(*workload)?.code.clone();
        Some((code, workload_signals(*workload, counts, of.tickets)))
    });
    Signals {
        customer: satisfied(&with_load(&with_totals(&sums, of.counts, &paid), of), of),
        workloads: workloads.collect(),
        skus: skus.into_iter().filter_map(|(sku, it)| Some((named(sku)?, it))).collect(),
    }
}

/// The known values added up; `None` when there is none.
fn over(
    skus: &BTreeMap<usize, SkuSignals>,
    value: impl Fn(&SkuSignals) -> Option<i64>,
) -> Option<i64> {
    let values = skus.values().map(|it| value(it).and_then(|it| u64::try_from(it).ok()));
    known_sum(values).and_then(signed)
}

fn with_totals(
    known: &CustomerSignals,
    counts: &DayCounts,
    is_paid: &dyn Fn(usize) -> bool,
) -> CustomerSignals {
    let mut totals = CustomerTotals { is_known: true, ..CustomerTotals::default() };
    counts.deployment.iter().filter(|it| is_paid(*it.0)).for_each(|it| totals.add_deployment(it.1));
    counts.usage.values().for_each(|it| totals.add_usage(it));
    let measure = |it| totals.measure(it, SellerScope::All).and_then(signed);
    let is_whole = totals.usage.customers > 0 && totals.usage.lower_bounds == 0;
    let of_use = |it| measure(it).filter(|_| is_whole);
    let used = |it: u64| signed(it).filter(|_| is_whole);
    let classes = totals.usage.users.classes();
    let overage = totals.usage.users.overage;
    CustomerSignals {
        entitlements: measure(Measure::Entitlements),
        covered_usage_percent: of_use(Measure::CoveredPercent),
        usage_percent: of_use(Measure::UsagePercent),
        overage: of_use(Measure::Overage),
        overage_turnover: used(overage.turnover),
        overage_duplicate: used(overage.duplicate),
        overage_trial: used(overage.trial),
        overage_unlicensed: used(overage.unlicensed),
        overage_other: used(overage.other),
        sold_seats: measure(Measure::Sold),
        assigned_seats: measure(Measure::Assigned),
        deployment_percent: measure(Measure::DeploymentPercent),
        people_active: counts.people.and_then(|it| it.active).and_then(signed),
        people_licensed: counts.people.and_then(|it| it.licensed).and_then(signed),
        former_users: classes.and_then(|[_, former, _]| used(former)),
        ..*known
    }
}

/// How many call for help, of how many who work. Both must be known completely: of a lower
/// bound of either the ratio would say too much or too little. A workload that nothing
/// reports of hides nobody whom others do not show.
fn with_load(known: &CustomerSignals, of: SignalFacts<'_>) -> CustomerSignals {
    let mut reported =
        of.counts.usage.values().filter(|it| it.coverage != CoverageState::Missing).peekable();
    let is_whole =
        reported.peek().is_some() && reported.all(|it| it.coverage == CoverageState::Complete);
    let active = of.counts.people.and_then(|it| it.active).filter(|_| is_whole);
    let tickets = of.tickets.whole();
    let how_to = tickets.map(|it| it.how_to);
    CustomerSignals {
        tickets: tickets.and_then(|it| signed(it.total())),
        how_to_tickets: how_to.and_then(signed),
        how_to_per_100: per_hundred(how_to, active).and_then(signed),
        ..*known
    }
}

fn satisfied(known: &CustomerSignals, of: SignalFacts<'_>) -> CustomerSignals {
    let (answers, surveyed) = (of.satisfaction, of.surveyed);
    CustomerSignals {
        csat_answers: signed(answers.csat_answers).filter(|_| surveyed.csat),
        csat_mean: answers.csat_mean_hundredths().and_then(signed),
        csat_satisfied_percent: answers.satisfied_percent().and_then(|it| signed(it.hundredths())),
        nps_answers: signed(answers.nps_answers).filter(|_| surveyed.nps),
        nps: answers.nps(),
        ..*known
    }
}

fn workload_signals(workload: usize, counts: &UsageCounts, load: &TicketLoad) -> WorkloadSignals {
    let users = counts.users.filter(|_| counts.coverage == CoverageState::Complete);
    let of = |value: &dyn Fn(&ActiveCounts) -> u64| users.and_then(|it| signed(value(&it)));
    let percent = |part: Option<u64>| percent(part?, counts.entitlements);
    let how_to = load.whole().map(|_| load.by_workload.get(&workload).map_or(0, |it| it.how_to));
    let active = users.map(|it| it.active());
    let [held, former, never] = match users.and_then(|it| it.classes()) {
        Some(classes) => classes.map(signed),
        None => [None; 3],
    };
    WorkloadSignals {
        entitlements: signed(counts.entitlements),
        active_users: of(&ActiveCounts::active),
        held_users: held,
        former_users: former,
        never_users: never,
        covered_usage_percent: percent(users.and_then(|_| counts.covered())),
        usage_percent: percent(users.map(|it| it.active())),
        overage: of(&|it| it.overage.total()),
        overage_turnover: of(&|it| it.overage.turnover),
        overage_duplicate: of(&|it| it.overage.duplicate),
        overage_trial: of(&|it| it.overage.trial),
        overage_unlicensed: of(&|it| it.overage.unlicensed),
        overage_other: of(&|it| it.overage.other),
        how_to_tickets: how_to.and_then(signed),
        how_to_per_100: per_hundred(how_to, active).and_then(signed),
    }
}

fn exposed(unused: &UnusedSeats) -> Option<u64> {
    unused.exposure.as_ref().map(|it| it.seats)
}

fn reassignable(unused: &UnusedSeats) -> Option<u64> {
    unused.reassignable.as_ref().map(|it| it.seats)
}

fn reducible(unused: &UnusedSeats) -> Option<[u64; 2]> {
    unused.reducible.as_ref().map(|it| it.each_ref().map(|it| it.seats))
}

fn sku_signals(
    plan: &Plan,
    of: SignalFacts<'_>,
    unused: &BTreeMap<usize, UnusedSeats>,
) -> BTreeMap<usize, SkuSignals> {
    let grace = grace_seats(plan, of.on);
    let renewing = renewal_seats(plan, of.on);
    let deployment = of.counts.deployment.iter();
    let by_sku = deployment.map(|(sku, counts)| {
        // Of a SKU that is not sold no seat is unused, and that is known.
        let of_unused = |value: &dyn Fn(&UnusedSeats) -> Option<u64>| {
            unused.get(sku).map_or(Some(0), value).and_then(signed)
        };
        let [renewal_30, renewal_90] = renewing.get(sku).copied().unwrap_or_default();
        let (duplicate, lapsed) = grace.get(sku).copied().unwrap_or_default();
        let signals = SkuSignals {
            sold_seats: signed(counts.sold),
            assigned_seats: counts.assigned.and_then(signed),
            deployment_percent: counts
                .assigned
                .and_then(|it| percent(it, counts.sold))
                .filter(|_| plan.skus().get(*sku).is_some_and(|it| it.class == SkuClass::Paid)),
            unused_paid_seats: of_unused(&exposed),
            reassignable_seats: of_unused(&reassignable),
            reducible_seats_30: of_unused(&|it| reducible(it).map(|[days_30, _]| days_30)),
            reducible_seats_90: of_unused(&|it| reducible(it).map(|[_, days_90]| days_90)),
            renewal_seats_30: signed(renewal_30),
            renewal_seats_90: signed(renewal_90),
            duplicate_seats: signed(duplicate),
            lapsed_seats: signed(lapsed),
            trial_seats: signed(counts.trial_seats),
            trial_active_users: trial_users(*sku, counts, of.counts).and_then(signed),
        };
        (*sku, signals)
    });
    by_sku.collect()
}

/// Members active in the SKU, beyond those whom the seats sold can carry. Of a trial that
/// nobody is active in there is no count by product.
fn trial_users(sku: usize, seats: &DeploymentCounts, counts: &DayCounts) -> Option<u64> {
    if seats.trial_seats == 0 {
        return Some(0);
    }
    let uses = || counts.product_usage.range((sku, 0)..(sku + 1, 0)).map(|(_, it)| it);
    let known = uses().filter(|it| it.coverage == CoverageState::Complete);
    let active = match uses().next() {
        None => counts.people.and_then(|it| it.active).map(|_| 0),
        Some(_) => known.filter_map(|it| it.active).max(),
    };
    active.map(|it| it.saturating_sub(seats.sold).min(seats.trial_seats))
}

/// By SKU the own seats whose commitment ends within each of [`RENEWAL_DAYS`].
fn renewal_seats(plan: &Plan, on: CommercialDay<'_>) -> BTreeMap<usize, [u64; 2]> {
    let scope = GrowthScope { sellers: SellerScope::Own, has_sku: &|_| true };
    let mut seats: BTreeMap<usize, [u64; 2]> = BTreeMap::new();
    for it in terms::in_force(on.terms, on.day) {
        let due = RENEWAL_DAYS.map(|within| is_due(plan, it, (on.day, within), scope));
        let own = seats.entry(it.state.sku).or_default();
        for (sum, _) in own.iter_mut().zip(due).filter(|(_, is_due)| *is_due) {
            *sum += it.state.quantity;
        }
    }
    seats
}

/// By paid SKU the seats in grace: beside active ones, and without any.
fn grace_seats(plan: &Plan, on: CommercialDay<'_>) -> BTreeMap<usize, (u64, u64)> {
    let mut seats: BTreeMap<usize, (u64, u64)> = BTreeMap::new();
    let in_force = terms::in_force(on.terms, on.day);
    for it in in_force.iter().filter(|it| it.is_paid()) {
        let (active, grace) = seats.entry(it.state.sku).or_default();
        *(if it.state.status == Status::Active { active } else { grace }) += it.state.quantity;
    }
    let is_paid = |sku: &usize| plan.skus().get(*sku).is_some_and(|it| it.class == SkuClass::Paid);
    seats.retain(|sku, _| is_paid(sku));
    for (active, grace) in seats.values_mut() {
        (*active, *grace) = if *active > 0 { (*grace, 0) } else { (0, *grace) };
    }
    seats
}

fn percent(part: u64, whole: u64) -> Option<i64> {
    Percent::of(part, whole).and_then(|it| signed(it.hundredths()))
}

fn signed(count: u64) -> Option<i64> {
    i64::try_from(count).ok()
}
