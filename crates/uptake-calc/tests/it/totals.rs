//! The portfolio of one day, slow and obvious: written from the sentences of section 8 of
//! `spec/metrics.md`, from what decision 23 adds to them, and from nothing else.
//!
//! Fractions are kept as numerator and denominator in 128 bits; the numbers are small.

use std::collections::BTreeMap;

use uptake_model::counts::{CoverageState, DeploymentCounts, ProductUsageCounts, UsageCounts};

use crate::reference::Figures;

/// A fraction that is not of zero.
type Fraction = (u128, u128);

/// Over customers, what one row of the portfolio says beside its counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Customers {
    pub(crate) counted: u64,
    pub(crate) missing: u64,
    pub(crate) lower_bounds: u64,
    /// Hundredths of a percent.
    pub(crate) percent: Option<u64>,
    /// Hundredths of a percent.
    pub(crate) median: Option<u64>,
    pub(crate) bands: [u64; 5],
    pub(crate) own: Own,
}

/// What is said of the partner's own seats.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Own {
    pub(crate) seats: u64,
    pub(crate) counted: u64,
    pub(crate) missing: u64,
    pub(crate) low: u64,
    pub(crate) high: u64,
    pub(crate) estimate: u64,
}

/// The rows of one day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    /// By SKU, with the excess.
    pub(crate) deployment: BTreeMap<usize, (DeploymentCounts, u64, Customers)>,
    /// Over all paid SKUs.
    pub(crate) deployed: (DeploymentCounts, u64, Customers),
    /// By workload: counts without coverage, and covered.
    pub(crate) usage: BTreeMap<usize, (UsageCounts, u64, Customers)>,
    /// By SKU and workload: qualified and active.
    pub(crate) product_usage: BTreeMap<(usize, usize), (u64, u64, Customers)>,
}

/// One customer's contribution to a row.
#[derive(Debug, Clone, Copy, Default)]
struct One {
    part: u64,
    whole: u64,
    own: u64,
    is_bound: bool,
}

/// The portfolio of customers whose figures of the day are given. `is_paid` is by SKU.
pub(crate) fn totals(customers: &[Figures], is_paid: &[bool]) -> Totals {
    let mut totals = Totals::default();
    for (sku, is_paid) in is_paid.iter().enumerate() {
        let rows: Vec<DeploymentCounts> =
            customers.iter().filter_map(|it| it.deployment.get(&sku).copied()).collect();
        if !rows.is_empty() {
            totals.deployment.insert(sku, deployment(&rows, *is_paid));
        }
    }
    totals.deployed = deployed(customers, is_paid);
    let workloads: Vec<usize> = customers.iter().flat_map(|it| it.usage.keys().copied()).collect();
    for workload in workloads {
        let rows = customers.iter().filter_map(|it| it.usage.get(&workload).copied()).collect();
        totals.usage.insert(workload, usage(rows));
    }
    let products: Vec<_> = customers.iter().flat_map(|it| it.product_usage.keys()).collect();
    for key in products {
        let rows = customers.iter().filter_map(|it| {
            let own = it.deployment.get(&key.0).copied().unwrap_or_default().sold_own;
            Some((*it.product_usage.get(key)?, own))
        });
        totals.product_usage.insert(*key, product_usage(rows.collect(), is_paid[key.0]));
    }
    totals
}

fn deployment(rows: &[DeploymentCounts], is_paid: bool) -> (DeploymentCounts, u64, Customers) {
    let mut sum = DeploymentCounts::default();
    let mut excess = 0;
    let (mut ones, mut missing) = (Vec::new(), Vec::new());
    for it in rows {
        add(&mut sum, it);
        let Some(assigned) = it.assigned else {
            missing.push(it.sold_own);
            continue;
        };
        excess += assigned.saturating_sub(it.sold);
        ones.push(one_deployed(*it));
    }
    let mut customers = over(&ones, &missing);
    if !is_paid {
        (customers.median, customers.bands) = (None, [0; 5]);
    }
    (sum, excess, customers)
}

/// Each customer's paid SKUs are added up first; then it counts once.
fn deployed(customers: &[Figures], is_paid: &[bool]) -> (DeploymentCounts, u64, Customers) {
    let mut sum = DeploymentCounts::default();
    let (mut excess, mut ones, mut own) = (0, Vec::new(), Vec::new());
    let (mut with_own, mut missing, mut without_own) = (0, 0, 0);
    for figures in customers {
        let rows = figures.deployment.iter().filter(|it| is_paid[*it.0]).map(|it| *it.1);
        let (told, untold): (Vec<DeploymentCounts>, Vec<_>) =
            rows.partition(|it| it.assigned.is_some());
        let mut customer = DeploymentCounts::default();
        for it in &told {
            add(&mut customer, it);
            excess += it.assigned.unwrap().saturating_sub(it.sold);
            own.push(one_deployed(*it));
        }
        if told.is_empty() {
            missing += u64::from(!untold.is_empty());
        } else {
            ones.push(one_deployed(customer));
        }
        add(&mut sum, &customer);
        for it in &untold {
            add(&mut sum, it);
        }
        with_own += u64::from(customer.sold_own > 0);
        let own_untold = untold.iter().any(|it| it.sold_own > 0);
        without_own += u64::from(customer.sold_own == 0 && own_untold);
    }
    let mut customers = over(&ones, &[]);
    customers.missing = missing;
    // The bounds are those of each SKU.
    customers.own = Own { counted: with_own, missing: without_own, ..own_of(&own, &[]) };
    (sum, excess, customers)
}

fn one_deployed(it: DeploymentCounts) -> One {
    One { part: it.assigned.unwrap_or(0), whole: it.sold, own: it.sold_own, is_bound: false }
}

fn add(sum: &mut DeploymentCounts, it: &DeploymentCounts) {
    sum.sold += it.sold;
    sum.sold_own += it.sold_own;
    sum.trial_seats += it.trial_seats;
    sum.grace_seats += it.grace_seats;
    if let Some(assigned) = it.assigned {
        sum.assigned = Some(sum.assigned.unwrap_or(0) + assigned);
    }
}

fn usage(rows: Vec<UsageCounts>) -> (UsageCounts, u64, Customers) {
    let mut sum = UsageCounts::default();
    let mut users = uptake_model::counts::ActiveCounts::default();
    let (mut covered, mut ones, mut missing) = (0, Vec::new(), Vec::new());
    for it in rows {
        let Some(one) = it.users else {
            missing.push(it.entitlements_own);
            continue;
        };
        sum.entitlements += it.entitlements;
        sum.entitlements_own += it.entitlements_own;
        users.held += one.held;
        users.former += one.former;
        users.never += one.never;
        users.active_other += one.active_other;
        users.overage.turnover += one.overage.turnover;
        users.overage.duplicate += one.overage.duplicate;
        users.overage.trial += one.overage.trial;
        users.overage.unlicensed += one.overage.unlicensed;
        users.overage.other += one.overage.other;
        covered += one.held.min(it.entitlements);
        ones.push(One {
            part: one.held + one.former + one.never,
            whole: it.entitlements,
            own: it.entitlements_own,
            is_bound: it.coverage == CoverageState::LowerBound,
        });
    }
    sum.users = (!ones.is_empty()).then_some(users);
    (sum, covered, over(&ones, &missing))
}

fn product_usage(rows: Vec<(ProductUsageCounts, u64)>, is_paid: bool) -> (u64, u64, Customers) {
    let (mut qualified, mut active) = (0, 0);
    let (mut ones, mut missing) = (Vec::new(), Vec::new());
    for (it, own) in rows {
        let Some(users) = it.active else {
            missing.push(own);
            continue;
        };
        qualified += it.qualified;
        active += users;
        let is_bound = it.coverage == CoverageState::LowerBound;
        ones.push(One { part: users, whole: it.qualified, own, is_bound });
    }
    let mut customers = over(&ones, &missing);
    if !is_paid {
        (customers.median, customers.bands) = (None, [0; 5]);
    }
    (qualified, active, customers)
}

/// Those who have values, and the own seats of those who have none.
fn over(ones: &[One], missing: &[u64]) -> Customers {
    let wide = |it: u64| u128::from(it);
    let part: u64 = ones.iter().map(|it| it.part).sum();
    let whole: u64 = ones.iter().map(|it| it.whole).sum();
    let percents: Vec<Fraction> = ones
        .iter()
        .filter(|it| it.whole > 0)
        .map(|it| (100 * wide(it.part), wide(it.whole)))
        .collect();
    let lower_bounds = ones.iter().filter(|it| it.is_bound).count();
    Customers {
        counted: number(ones.len()),
        missing: number(missing.len()),
        lower_bounds: number(lower_bounds),
        percent: (whole > 0).then(|| rounded((100 * wide(part) * 100, wide(whole)))),
        median: median(percents.clone()),
        bands: [0, 1, 2, 3, 4].map(|band| {
            let (from, below) = (20 * band, 20 * (band + 1));
            let is_in =
                |it: &&Fraction| it.0 >= from * it.1 && (it.0 < below * it.1 || below == 100);
            number(percents.iter().filter(is_in).count())
        }),
        own: own_of(ones, missing),
    }
}

fn median(mut percents: Vec<Fraction>) -> Option<u64> {
    percents.sort_by(|one, two| (one.0 * two.1).cmp(&(two.0 * one.1)));
    let count = percents.len();
    if count == 0 {
        return None;
    }
    let (one, two) = (percents[(count - 1) >> 1], percents[count >> 1]);
    Some(rounded(((one.0 * two.1 + two.0 * one.1) * 100, one.1 * two.1 * 2)))
}

/// "With A active, O own seats and X seats of other sellers": section 8, for as many users
/// as there are seats.
fn own_of(ones: &[One], missing: &[u64]) -> Own {
    let mut own =
        Own { missing: number(missing.iter().filter(|it| **it > 0).count()), ..Own::default() };
    let mut estimate: Fraction = (0, 1);
    for it in ones {
        let active = it.part.min(it.whole);
        let others = it.whole - it.own;
        own.seats += it.own;
        own.counted += u64::from(it.own > 0);
        own.low += active.saturating_sub(others);
        own.high += active.min(it.own);
        if it.whole > 0 {
            let product = u128::from(active) * u128::from(it.own);
            let whole = u128::from(it.whole);
            estimate = (estimate.0 * whole + product * estimate.1, estimate.1 * whole);
        }
    }
    own.estimate = rounded(estimate);
    own
}

/// To the nearest whole number, a half to the one above.
fn rounded((part, whole): Fraction) -> u64 {
    u64::try_from((2 * part + whole).div_euclid(2 * whole)).unwrap()
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap()
}
