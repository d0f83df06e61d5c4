//! Sums over customers: counts add up, percentages are made last (`spec/metrics.md`, 8).

use std::collections::BTreeMap;

use uptake_model::{
    CustomerId, Day,
    counts::{
        ActiveCounts, DeploymentCounts, OverageParts, PeopleCounts, ProductUsageCounts, Span,
        UsageCounts,
    },
    percent::Percent,
};

use crate::{CustomerCounts, own_active};

/// The counts of a day within spans, if it has any.
pub fn on_day<T: Copy>(spans: &[Span<T>], day: Day) -> Option<T> {
    let at = spans.partition_point(|it| it.days.last() < day);
    spans.get(at).filter(|it| it.days.contains(day)).map(|it| it.counts)
}

/// One customer's counts on one day, by number of SKU and workload.
#[derive(Debug, Clone, Default)]
pub struct DayCounts {
    /// Deployment by SKU.
    pub deployment: BTreeMap<usize, DeploymentCounts>,
    /// Usage by workload.
    pub usage: BTreeMap<usize, UsageCounts>,
    /// Usage by SKU and workload.
    pub product_usage: BTreeMap<(usize, usize), ProductUsageCounts>,
    /// People.
    pub people: Option<PeopleCounts>,
}

impl DayCounts {
    /// The counts of `day`.
    pub fn of(counts: &CustomerCounts, day: Day) -> Self {
        fn pick<K: Copy + Ord, T: Copy>(all: &[(K, Vec<Span<T>>)], day: Day) -> BTreeMap<K, T> {
            all.iter().filter_map(|(key, spans)| Some((*key, on_day(spans, day)?))).collect()
        }
        Self {
            deployment: pick(&counts.deployment, day),
            usage: pick(&counts.usage, day),
            product_usage: pick(&counts.product_usage, day),
            people: on_day(&counts.people, day),
        }
    }
}

/// How a percentage is spread over customers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spread {
    percents: Vec<Percent>,
}

impl Spread {
    /// Adds a customer that has a percentage.
    pub fn add(&mut self, percent: Option<Percent>) {
        self.percents.extend(percent);
    }

    /// The median: the middle percentage, or the mean of the two middle ones, rounded half
    /// away from zero.
    pub fn median(&self) -> Option<Percent> {
        let mut sorted = self.percents.clone();
        sorted.sort_unstable();
        let middle = sorted.len().checked_sub(1)? >> 1;
        let low = sorted.get(middle)?;
        let high = sorted.get(sorted.len() >> 1)?;
        Some(Percent::from_hundredths((low.hundredths() + high.hundredths()).div_ceil(2)))
    }

    /// How many customers lie in each band of 20 points; 100 % and more is in the last.
    pub fn bands(&self) -> [u64; 5] {
        let mut bands = [0; 5];
        for percent in &self.percents {
            let band = percent.hundredths().div_euclid(2_000).min(4);
            let slot = usize::try_from(band).ok().and_then(|it| bands.get_mut(it));
            if let Some(slot) = slot {
                *slot += 1;
            }
        }
        bands
    }
}

/// Deployment of a SKU over customers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeploymentSum {
    /// The sums.
    pub counts: DeploymentCounts,
    /// The sum of what exceeds, customer by customer.
    pub excess: u64,
    /// Customers in the sums.
    pub customers: u64,
    /// Customers by percentage.
    pub spread: Spread,
}

impl DeploymentSum {
    /// Adds one customer. `counts_in_totals`: the SKU is sold per person.
    pub fn add(&mut self, counts: &DeploymentCounts, counts_in_totals: bool) {
        self.counts.sold += counts.sold;
        self.counts.sold_own += counts.sold_own;
        self.counts.trial_seats += counts.trial_seats;
        self.counts.grace_seats += counts.grace_seats;
        self.counts.assigned += counts.assigned;
        self.excess += counts.excess();
        self.customers += 1;
        if counts_in_totals {
            self.spread.add(Percent::of(counts.assigned, counts.sold));
        }
    }

    /// Joins another sum.
    pub fn join(&mut self, other: &Self) {
        self.counts.sold += other.counts.sold;
        self.counts.sold_own += other.counts.sold_own;
        self.counts.trial_seats += other.counts.trial_seats;
        self.counts.grace_seats += other.counts.grace_seats;
        self.counts.assigned += other.counts.assigned;
        self.excess += other.excess;
        self.customers += other.customers;
        self.spread.percents.extend(&other.spread.percents);
    }

    /// Assigned of sold.
    pub fn percent(&self) -> Option<Percent> {
        Percent::of(self.counts.assigned, self.counts.sold)
    }

    /// Seats that nobody holds. An excess elsewhere does not hide them.
    pub fn unassigned(&self) -> u64 {
        (self.counts.sold + self.excess).saturating_sub(self.counts.assigned)
    }
}

/// Usage of a workload over customers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UsageSum {
    /// Entitlements of the customers in the sums.
    pub entitlements: u64,
    /// Those that the partner sold.
    pub entitlements_own: u64,
    /// Users; the overage parts are summed, never recomputed.
    pub users: ActiveCounts,
    /// Sum over customers of min(held, entitlements).
    pub covered: u64,
    /// Customers in the sums.
    pub customers: u64,
    /// Customers of whom nothing is known that day; in no sum.
    pub missing: u64,
    /// Of the customers in the sums, those with a lower bound.
    pub lower_bounds: u64,
    /// Customers by percentage.
    pub spread: Spread,
    own: OwnBounds,
}

/// Between which two numbers the users of the partner's own seats lie.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OwnBounds {
    /// At least.
    pub low: u64,
    /// At most.
    pub high: u64,
    /// In proportion to the seats.
    pub estimate: u64,
}

impl OwnBounds {
    fn add(&mut self, other: Self) {
        self.low += other.low;
        self.high += other.high;
        self.estimate += other.estimate;
    }
}

impl UsageSum {
    /// Adds one customer.
    pub fn add(&mut self, counts: &UsageCounts) {
        let Some(users) = counts.users else {
            self.missing += 1;
            return;
        };
        self.entitlements += counts.entitlements;
        self.entitlements_own += counts.entitlements_own;
        self.users.held += users.held;
        self.users.former += users.former;
        self.users.never += users.never;
        self.users.active_other += users.active_other;
        add_parts(&mut self.users.overage, &users.overage);
        self.covered += counts.covered().unwrap_or(0);
        self.customers += 1;
        self.lower_bounds +=
            u64::from(counts.coverage == uptake_model::counts::CoverageState::LowerBound);
        self.spread.add(Percent::of(users.active(), counts.entitlements));
        let others = counts.entitlements - counts.entitlements_own.min(counts.entitlements);
        let (low, high, estimate) = own_active(users.active(), counts.entitlements_own, others);
        self.own.add(OwnBounds { low, high, estimate });
    }

    /// Active of entitled; may exceed 100.
    pub fn percent(&self) -> Option<Percent> {
        (self.customers > 0).then(|| Percent::of(self.users.active(), self.entitlements)).flatten()
    }

    /// Covered usage: at most 100.
    pub fn covered_percent(&self) -> Option<Percent> {
        Percent::of(self.covered, self.entitlements)
    }

    /// Between which two numbers the users of the partner's own seats lie.
    pub fn own_active(&self) -> OwnBounds {
        self.own
    }
}

fn add_parts(sum: &mut OverageParts, parts: &OverageParts) {
    sum.turnover += parts.turnover;
    sum.duplicate += parts.duplicate;
    sum.trial += parts.trial;
    sum.unlicensed += parts.unlicensed;
    sum.other += parts.other;
}

/// Usage by the holders of a SKU over customers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProductUsageSum {
    /// Seats sold to the customers in the sums.
    pub qualified: u64,
    /// Their active users.
    pub active: u64,
    /// Customers in the sums.
    pub customers: u64,
    /// Customers of whom nothing is known that day.
    pub missing: u64,
    /// Customers by percentage.
    pub spread: Spread,
}

impl ProductUsageSum {
    /// Adds one customer. `counts_in_totals`: the SKU is sold per person.
    pub fn add(&mut self, counts: &ProductUsageCounts, counts_in_totals: bool) {
        let Some(active) = counts.active else {
            self.missing += 1;
            return;
        };
        self.qualified += counts.qualified;
        self.active += active;
        self.customers += 1;
        if counts_in_totals {
            self.spread.add(Percent::of(active, counts.qualified));
        }
    }

    /// Active of qualified.
    pub fn percent(&self) -> Option<Percent> {
        Percent::of(self.active, self.qualified)
    }
}

/// Sums of one day over customers, by number of SKU and workload.
#[derive(Debug, Clone, Default)]
pub struct PortfolioDay {
    /// Deployment by SKU.
    pub deployment: BTreeMap<usize, DeploymentSum>,
    /// Usage by workload.
    pub usage: BTreeMap<usize, UsageSum>,
    /// Usage by SKU and workload.
    pub product_usage: BTreeMap<(usize, usize), ProductUsageSum>,
}

impl PortfolioDay {
    /// Sums the customers' counts of `day`. `is_paid` tells by number whether a SKU is sold
    /// per person.
    pub fn of(
        customers: &BTreeMap<CustomerId, CustomerCounts>,
        day: Day,
        is_paid: &dyn Fn(usize) -> bool,
    ) -> Self {
        let mut sums = Self::default();
        for counts in customers.values() {
            let counts = DayCounts::of(counts, day);
            for (sku, counts) in &counts.deployment {
                sums.deployment.entry(*sku).or_default().add(counts, is_paid(*sku));
            }
            for (workload, counts) in &counts.usage {
                sums.usage.entry(*workload).or_default().add(counts);
            }
            for (key, counts) in &counts.product_usage {
                sums.product_usage.entry(*key).or_default().add(counts, is_paid(key.0));
            }
        }
        sums
    }
}
