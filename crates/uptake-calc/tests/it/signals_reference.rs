//! Unused seats, growth, tickets and satisfaction, slow and obvious: written from the
//! sentences of `docs/signals.md` with sets and loops, and from nothing else.
//!
//! It shares no code with the crate but the input types.

use std::collections::{BTreeMap, BTreeSet};

use uptake_calc::{
    Answer, CustomerFacts, DayCounts, GraceRule, GrowthMonth, ListPrice, OwnPrice, Plan,
    SubscriptionTerms, TicketCategory, TicketFact,
};
use uptake_model::{
    Currency, Day, DayRange, SkuClass,
    counts::CoverageState,
    facts::{CoverageKind, Seller, Status},
};

use crate::reference::{figures, window};

/// Millionths by currency, and seats without a price.
pub(crate) type Money = (BTreeMap<Currency, u128>, u64);

/// The unused seats of one SKU.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unused {
    pub(crate) sold: u64,
    pub(crate) assigned: Option<u64>,
    pub(crate) idle: Option<u64>,
    pub(crate) exposure: Option<(u64, Money)>,
    pub(crate) reassignable: Option<(u64, Money)>,
    pub(crate) reducible: Option<Vec<(u64, Money)>>,
}

/// Section 3.
pub(crate) fn unused(
    plan: &Plan,
    facts: &CustomerFacts,
    terms: &[SubscriptionTerms],
    prices: &[ListPrice],
    day: Day,
    is_concealed: bool,
) -> BTreeMap<usize, Unused> {
    let mut unused = BTreeMap::new();
    let deployment = figures(plan, facts, day).deployment;
    for sku in 0..plan.skus().len() {
        let counted = counted(plan, terms, sku, day);
        let sold: u64 = counted.iter().map(|it| it.state.quantity).sum();
        if plan.skus()[sku].class != SkuClass::Paid || sold == 0 {
            continue;
        }
        let assigned = deployment.get(&sku).and_then(|it| it.assigned);
        let idle = idle(plan, facts, sku, day, is_concealed, assigned);
        let exposure = assigned.map(|it| sold.saturating_sub(it));
        let in_order = in_order(&counted, day);
        let all: Vec<SubscriptionTerms> = in_order.clone();
        let reducible = |exposure: u64, within| {
            let free: Vec<SubscriptionTerms> = in_order
                .iter()
                .filter(|it| it.state.seller == Seller::Own && is_free_by(it, day, within))
                .copied()
                .collect();
            let seats: u64 = free.iter().map(|it| it.state.quantity).sum();
            cost(seats.min(exposure), &free, prices, day)
        };
        let row = Unused {
            sold,
            assigned,
            idle,
            exposure: exposure.map(|it| cost(it, &all, prices, day)),
            reassignable: idle.map(|idle| {
                let in_use = i128::from(assigned.unwrap()) - i128::from(idle);
                let free = (i128::from(sold) - in_use).max(0);
                cost(u64::try_from(free).unwrap(), &all, prices, day)
            }),
            reducible: exposure.map(|it| vec![reducible(it, 30), reducible(it, 90)]),
        };
        unused.insert(sku, row);
    }
    unused
}

/// "The last one recorded with `as_of` ≤ d", one per subscription.
fn in_force(terms: &[SubscriptionTerms], day: Day) -> Vec<SubscriptionTerms> {
    let subscriptions: BTreeSet<usize> = terms.iter().map(|it| it.state.subscription).collect();
    let mut last = Vec::new();
    for subscription in subscriptions {
        let own = terms.iter().filter(|it| it.state.subscription == subscription);
        last.extend(own.filter(|it| it.state.day <= day).max_by_key(|it| it.state.day).copied());
    }
    last
}

fn is_usable(it: &SubscriptionTerms) -> bool {
    it.state.status == Status::Active || it.state.status == Status::Grace
}

/// The seats that count, each with who sold it.
pub(crate) fn sold_on(
    plan: &Plan,
    terms: &[SubscriptionTerms],
    sku: usize,
    day: Day,
) -> Vec<(u64, Seller)> {
    let counted = counted(plan, terms, sku, day).into_iter();
    counted.map(|it| (it.state.quantity, it.state.seller)).collect()
}

/// "Not on trial, and `active`, or in `grace` where grace counts."
fn counted(
    plan: &Plan,
    terms: &[SubscriptionTerms],
    sku: usize,
    day: Day,
) -> Vec<SubscriptionTerms> {
    let of_sku: Vec<SubscriptionTerms> = in_force(terms, day)
        .into_iter()
        .filter(|it| it.state.sku == sku && !it.state.is_trial && is_usable(it))
        .collect();
    let active: u64 = of_sku
        .iter()
        .filter(|it| it.state.status == Status::Active)
        .map(|it| it.state.quantity)
        .sum();
    let grace_counts = match plan.grace {
        GraceRule::Lone => active == 0,
        GraceRule::Never => false,
        GraceRule::Always => true,
    };
    of_sku.into_iter().filter(|it| it.state.status == Status::Active || grace_counts).collect()
}

/// Section 5: "the members active in its most used workload, beyond those whom its seats sold
/// can carry, at most its trial seats".
pub(crate) fn trial_users(plan: &Plan, counts: &DayCounts, sku: usize) -> Option<i64> {
    let seats = counts.deployment[&sku];
    if seats.trial_seats == 0 {
        return Some(0);
    }
    let (mut is_used, mut most) = (false, None);
    for workload in 0..plan.workloads().len() {
        let Some(it) = counts.product_usage.get(&(sku, workload)) else { continue };
        is_used = true;
        if it.coverage == CoverageState::Complete && it.active > most {
            most = it.active;
        }
    }
    if !is_used && counts.people.unwrap().active.is_some() {
        most = Some(0);
    }
    let beyond = i64::try_from(most?).unwrap() - i64::try_from(seats.sold).unwrap();
    Some(beyond.clamp(0, i64::try_from(seats.trial_seats).unwrap()))
}

fn holds(facts: &CustomerFacts, user: usize, sku: usize, day: Day) -> bool {
    facts.holdings.iter().any(|it| {
        it.user == user && it.sku == sku && it.from <= day && it.until.is_none_or(|it| day < it)
    })
}

fn holders(facts: &CustomerFacts, sku: usize, day: Day) -> BTreeSet<usize> {
    let users = facts.holdings.iter().map(|it| it.user);
    users.filter(|it| holds(facts, *it, sku, day)).collect()
}

fn has_assignments(facts: &CustomerFacts, day: Day) -> bool {
    facts.holdings.iter().any(|it| it.from <= day)
}

/// "A workload of which nothing was ever reported until d is left aside."
pub(crate) fn is_reported(plan: &Plan, facts: &CustomerFacts, workload: usize, day: Day) -> bool {
    plan.workloads()[workload].sources.iter().any(|source| {
        let mut told = facts.coverage.iter().filter(|it| it.source.is_none_or(|it| it == *source));
        told.any(|it| it.days.first() <= day)
    })
}

fn idle(
    plan: &Plan,
    facts: &CustomerFacts,
    sku: usize,
    day: Day,
    is_concealed: bool,
    assigned: Option<u64>,
) -> Option<u64> {
    if assigned? == 0 {
        return Some(0);
    }
    let mut workloads: Vec<usize> = plan.skus()[sku].workloads().collect();
    workloads.retain(|it| is_reported(plan, facts, *it, day));
    let is_known = workloads.iter().all(|it| is_complete(plan, facts, *it, day));
    if workloads.is_empty() || !is_known || is_concealed || !has_assignments(facts, day) {
        return None;
    }
    let mut idle = 0;
    for user in holders(facts, sku, day) {
        let since_long = window(day).iter().all(|it| holds(facts, user, sku, it));
        let is_active = workloads.iter().any(|it| was_active(plan, facts, user, *it, day));
        idle += u64::from(since_long && !is_active);
    }
    Some(idle)
}

fn was_active(plan: &Plan, facts: &CustomerFacts, user: usize, workload: usize, day: Day) -> bool {
    facts.activity.iter().any(|it| {
        let is_source = plan.workloads()[workload].sources.contains(&it.source);
        let in_window = window(day).iter().filter(|day| day.month() == it.month).any(|day| {
            let (_, _, day_of_month) = day.parts();
            it.days >> (day_of_month - 1) & 1 == 1
        });
        usize::try_from(it.user).unwrap() == user && is_source && in_window
    })
}

/// Section 7 of the specification: every source, by a snapshot as of the day or daily rows
/// of all 28 days.
fn is_complete(plan: &Plan, facts: &CustomerFacts, workload: usize, day: Day) -> bool {
    let sources = &plan.workloads()[workload].sources;
    !sources.is_empty()
        && sources.iter().all(|source| {
            let own =
                || facts.coverage.iter().filter(|it| it.source.is_none_or(|it| it == *source));
            let by_snapshot = own()
                .any(|it| it.kind == CoverageKind::Snapshot && it.days == DayRange::single(day));
            let daily =
                |day: Day| own().any(|it| it.kind == CoverageKind::Daily && it.days.contains(day));
            by_snapshot || window(day).iter().all(daily)
        })
}

/// The days until a commitment ends: 0 by the month, or when it has passed for good.
fn free_in(it: &SubscriptionTerms, day: Day) -> Option<i32> {
    match it.commitment_end {
        Some(end) if end >= day => Some(end.days_since(day)),
        Some(_) if it.auto_renew == Some(false) || it.is_monthly => Some(0),
        None if it.is_monthly => Some(0),
        Some(_) | None => None,
    }
}

fn is_free_by(it: &SubscriptionTerms, day: Day, within: i32) -> bool {
    free_in(it, day).is_some_and(|days| days <= within)
}

/// "Own before others', sooner free before later, unknown last, then by id."
fn in_order(counted: &[SubscriptionTerms], day: Day) -> Vec<SubscriptionTerms> {
    let mut ordered = counted.to_vec();
    ordered.sort_by_key(|it| {
        let others = u8::from(it.state.seller != Seller::Own);
        (others, free_in(it, day).unwrap_or(i32::MAX), it.state.subscription)
    });
    ordered
}

/// Every seat by itself at the price of the subscription that it lies on.
fn cost(seats: u64, onto: &[SubscriptionTerms], prices: &[ListPrice], day: Day) -> (u64, Money) {
    let mut each: Vec<&SubscriptionTerms> = Vec::new();
    for it in onto {
        each.extend((0..it.state.quantity).map(|_| it));
    }
    let mut money: Money = Default::default();
    for it in each.iter().take(usize::try_from(seats).unwrap()) {
        match price(it, prices, day) {
            Some((currency, amount)) => *money.0.entry(currency).or_default() += amount,
            None => money.1 += 1,
        }
    }
    (seats, money)
}

fn price(it: &SubscriptionTerms, prices: &[ListPrice], day: Day) -> Option<(Currency, u128)> {
    let holds = |line: &&ListPrice| {
        line.sku == it.state.sku && line.valid_from.is_none_or(|from| from <= day)
    };
    let on_list: Vec<&ListPrice> = prices.iter().filter(holds).collect();
    let currencies: BTreeSet<Currency> = on_list.iter().map(|it| it.currency).collect();
    let currency = match it.currency {
        Some(currency) => currency,
        None if currencies.len() == 1 => *currencies.first().unwrap(),
        None => return None,
    };
    match it.own_price {
        OwnPrice::Inexact => None,
        OwnPrice::Told(own) => Some((currency, own.millionths())),
        OwnPrice::Untold => {
            let lines = on_list.into_iter().filter(|it| it.currency == currency);
            let line = lines.max_by_key(|it| it.valid_from)?;
            Some((currency, line.amount?.millionths()))
        }
    }
}

/// Start, gained, first seen, lost, end.
pub(crate) type Five = [u64; 5];

/// Customers, seats and subscriptions, and the trials started, converted and ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Grown {
    pub(crate) customers: Five,
    pub(crate) seats: Five,
    pub(crate) subscriptions: Five,
    pub(crate) trials: [u64; 3],
}

/// Section 4, for the SKUs of a group.
pub(crate) fn grown(
    plan: &Plan,
    terms: &[SubscriptionTerms],
    month: GrowthMonth,
    own_only: bool,
    group: &BTreeSet<usize>,
) -> Grown {
    let skus: Vec<usize> =
        group.iter().copied().filter(|it| plan.skus()[*it].class == SkuClass::Paid).collect();
    let in_scope = |it: &SubscriptionTerms| !own_only || it.state.seller == Seller::Own;
    let first_seen = |it: &SubscriptionTerms| {
        let own = terms.iter().filter(|other| other.state.subscription == it.state.subscription);
        own.map(|it| it.state.day).min().unwrap() > month.before
            && it.created_on.is_some_and(|it| it <= month.before)
    };
    let mut grown = Grown::default();
    for sku in &skus {
        let at = |day| counted(plan, terms, *sku, day).into_iter().filter(|it| in_scope(it));
        let start: u64 = at(month.before).map(|it| it.state.quantity).sum();
        let end: u64 = at(month.last).map(|it| it.state.quantity).sum();
        let seen: u64 =
            at(month.last).filter(|it| first_seen(it)).map(|it| it.state.quantity).sum();
        let change = i128::from(end) - i128::from(start) - i128::from(seen);
        let gained = u64::try_from(change.max(0)).unwrap();
        let lost = u64::try_from((-change).max(0)).unwrap();
        for (sum, it) in grown.seats.iter_mut().zip([start, gained, seen, lost, end]) {
            *sum += it;
        }
    }
    let [start, _, seen, _, end] = grown.seats;
    grown.customers = match (start > 0, end > 0) {
        (true, true) => [1, 0, 0, 0, 1],
        (true, false) => [1, 0, 0, 1, 0],
        (false, true) if seen > 0 => [0, 0, 1, 0, 1],
        (false, true) => [0, 1, 0, 0, 1],
        (false, false) => [0; 5],
    };
    let runs = |it: &SubscriptionTerms| {
        is_usable(it)
            && !it.state.is_trial
            && !it.is_aggregate
            && it.state.quantity > 0
            && skus.contains(&it.state.sku)
            && in_scope(it)
    };
    let at = |day| -> BTreeMap<usize, SubscriptionTerms> {
        let running = in_force(terms, day).into_iter().filter(|it| runs(it));
        running.map(|it| (it.state.subscription, it)).collect()
    };
    let (before, after) = (at(month.before), at(month.last));
    let new = || after.iter().filter(|(id, _)| !before.contains_key(id));
    grown.subscriptions = [
        number(before.len()),
        number(new().filter(|(_, it)| !first_seen(it)).count()),
        number(new().filter(|(_, it)| first_seen(it)).count()),
        number(before.keys().filter(|id| !after.contains_key(id)).count()),
        number(after.len()),
    ];
    grown.trials = trials(plan, terms, month, own_only, &skus);
    grown
}

fn trials(
    plan: &Plan,
    terms: &[SubscriptionTerms],
    month: GrowthMonth,
    own_only: bool,
    skus: &[usize],
) -> [u64; 3] {
    let in_month = |day: Day| month.before < day && day <= month.last;
    let in_scope = |it: &SubscriptionTerms| !own_only || it.state.seller == Seller::Own;
    let is_trial = |it: &SubscriptionTerms| it.state.is_trial && is_usable(it);
    let mut flow = [0; 3];
    let subscriptions: BTreeSet<usize> = terms.iter().map(|it| it.state.subscription).collect();
    for subscription in subscriptions {
        let mut records: Vec<SubscriptionTerms> =
            terms.iter().filter(|it| it.state.subscription == subscription).copied().collect();
        records.sort_by_key(|it| it.state.day);
        let Some(first) = records.iter().find(|it| is_trial(it)) else { continue };
        if !skus.contains(&first.state.sku) || !in_scope(first) {
            continue;
        }
        let mut begun = first.state.day;
        if let (Some(bought), true) = (first.created_on, first == &records[0]) {
            begun = begun.min(bought);
        }
        flow[0] += u64::from(in_month(begun));
        let mut later = records.iter().filter(|it| it.state.day > first.state.day);
        let Some(exit) = later.find(|it| !is_trial(it)) else { continue };
        let sold = |day: Day| -> u64 {
            let counted = counted(plan, terms, first.state.sku, day).into_iter();
            counted.filter(|it| in_scope(it)).map(|it| it.state.quantity).sum()
        };
        let is_paid = !exit.state.is_trial && is_usable(exit);
        let is_known = terms.iter().any(|it| it.state.day < begun);
        let is_bought = is_known && sold(exit.state.day) > 0 && sold(begun.plus(-1)) == 0;
        let is_converted = is_paid || exit.state.status == Status::Converted || is_bought;
        flow[if is_converted { 1 } else { 2 }] += u64::from(in_month(exit.state.day));
    }
    flow
}

/// Subscriptions, seats, money: what is due on the day or within so many days.
pub(crate) fn due(
    plan: &Plan,
    terms: &[SubscriptionTerms],
    prices: &[ListPrice],
    day: Day,
    within: i32,
) -> (u64, u64, Money) {
    let mut due: (u64, u64, Money) = Default::default();
    for it in in_force(terms, day) {
        let Some(end) = it.commitment_end else { continue };
        let days = end.days_since(day);
        let is_paid = !it.state.is_trial && is_usable(&it) && !it.is_aggregate;
        let is_counted = plan.skus()[it.state.sku].class == SkuClass::Paid && it.state.quantity > 0;
        if is_paid && is_counted && (0..=within).contains(&days) {
            due.0 += 1;
            due.1 += it.state.quantity;
            let (_, money) = cost(it.state.quantity, &[it], prices, day);
            money.0.into_iter().for_each(|(of, it)| *due.2.0.entry(of).or_default() += it);
            due.2.1 += money.1;
        }
    }
    due
}

/// How-to tickets and all tickets of a period, and on how many days they are known.
pub(crate) fn tickets(
    tickets: &[TicketFact],
    covered: &[DayRange],
    days: DayRange,
) -> (u64, u64, u64) {
    let (mut known, mut how_to, mut all) = (0, 0, 0);
    for day in days.iter() {
        if !covered.iter().any(|it| it.contains(day)) {
            continue;
        }
        known += 1;
        for it in tickets.iter().filter(|it| it.opened_on == day) {
            all += 1;
            how_to += u64::from(it.category == Some(TicketCategory::HowTo));
        }
    }
    (known, how_to, all)
}

/// Hundredths of the mean and of the share of 4 and 5, and the net promoter score.
pub(crate) fn satisfaction(
    answers: &[(Day, Answer)],
    days: DayRange,
) -> (Option<i64>, Option<i64>, Option<i64>) {
    let (mut csat, mut nps): (Vec<i64>, Vec<i64>) = (Vec::new(), Vec::new());
    for (_, answer) in answers.iter().filter(|(day, _)| days.contains(*day)) {
        match answer {
            Answer::Csat(score) => csat.push(i64::try_from(*score).unwrap()),
            Answer::Nps(score) => nps.push(i64::try_from(*score).unwrap()),
        }
    }
    let ratio = |times: i64, part: i64, of: &[i64]| {
        let whole = i64::try_from(of.len()).unwrap();
        (whole > 0).then(|| {
            // Half away from zero, of a part of either sign.
            let (size, sign) = ((part * times).abs(), (part * times).signum());
            sign * (2 * size + whole).div_euclid(2 * whole)
        })
    };
    let satisfied = i64::try_from(csat.iter().filter(|it| **it >= 4).count()).unwrap();
    let promoters = i64::try_from(nps.iter().filter(|it| **it >= 9).count()).unwrap();
    let detractors = i64::try_from(nps.iter().filter(|it| **it <= 6).count()).unwrap();
    (
        ratio(100, csat.iter().sum(), &csat),
        ratio(10_000, satisfied, &csat),
        ratio(100, promoters - detractors, &nps),
    )
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap()
}
