//! Sums over customers: counts add up, percentages are made last (`spec/metrics.md`, 8).

use std::collections::BTreeMap;

use uptake_model::{
    CustomerId, Day,
    counts::{
        ActiveCounts, CoverageState, DeploymentCounts, PeopleCounts, ProductUsageCounts, Span,
        UsageCounts,
    },
    percent::Percent,
};

use crate::{CustomerCounts, Distribution, Gather, PartOf, Spread, own_active};

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

/// Deployment over customers: of a SKU, or of all that are sold per person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DeploymentSum<S = Spread> {
    /// The sums.
    pub counts: DeploymentCounts,
    /// The sum of what exceeds, customer by customer.
    pub excess: u64,
    /// Customers in the sums.
    pub customers: u64,
    /// Customers by percentage.
    pub spread: S,
    own: OwnBounds,
}

impl<S: Gather> DeploymentSum<S> {
    /// Adds one customer. `counts_in_totals`: the SKU is sold per person.
    pub fn add(&mut self, counts: &DeploymentCounts, counts_in_totals: bool) {
        self.add_counts(counts, counts.excess());
        self.customers += 1;
        let own = OwnBounds::of(counts.assigned, counts.sold_own, counts.sold);
        self.own.add(own);
        if counts_in_totals {
            let all = PartOf { part: counts.assigned, whole: counts.sold };
            self.spread.take(all, own.part_of(counts.sold_own));
        }
    }

    /// Adds one customer by the sum over its SKUs: it counts once.
    pub fn add_customer(&mut self, skus: &DeploymentSum<()>) {
        if skus.customers == 0 {
            return;
        }
        self.add_counts(&skus.counts, skus.excess);
        self.customers += 1;
        self.own.add(skus.own);
        let all = PartOf { part: skus.counts.assigned, whole: skus.counts.sold };
        self.spread.take(all, skus.own.part_of(skus.counts.sold_own));
    }

    /// Joins another sum.
    pub fn join(&mut self, other: &Self) {
        self.add_counts(&other.counts, other.excess);
        self.customers += other.customers;
        self.own.add(other.own);
        self.spread.join(&other.spread);
    }

    /// The sum with what is said of its spread.
    pub fn settled(&self) -> DeploymentSum<Distribution> {
        self.with(self.spread.distribution())
    }
}

impl<S> DeploymentSum<S> {
    /// The sum without its spread.
    pub fn bare(&self) -> DeploymentSum<()> {
        self.with(())
    }

    fn with<T>(&self, spread: T) -> DeploymentSum<T> {
        DeploymentSum {
            counts: self.counts,
            excess: self.excess,
            customers: self.customers,
            spread,
            own: self.own,
        }
    }

    fn add_counts(&mut self, counts: &DeploymentCounts, excess: u64) {
        self.counts.sold += counts.sold;
        self.counts.sold_own += counts.sold_own;
        self.counts.trial_seats += counts.trial_seats;
        self.counts.grace_seats += counts.grace_seats;
        self.counts.assigned += counts.assigned;
        self.excess += excess;
    }

    /// Assigned of sold.
    pub fn percent(&self) -> Option<Percent> {
        Percent::of(self.counts.assigned, self.counts.sold)
    }

    /// Seats that nobody holds. An excess elsewhere does not hide them.
    pub fn unassigned(&self) -> u64 {
        (self.counts.sold + self.excess).saturating_sub(self.counts.assigned)
    }

    /// Between which two numbers the holders of the partner's own seats lie.
    pub fn own_assigned(&self) -> OwnBounds {
        self.own
    }

    /// Of the partner's own seats those that are assigned, by the estimate in proportion.
    pub fn own_percent(&self) -> Option<Percent> {
        Percent::of(self.own.estimate, self.counts.sold_own)
    }

    /// The partner's own seats that nobody holds, by the estimate in proportion.
    pub fn own_unassigned(&self) -> u64 {
        self.counts.sold_own.saturating_sub(self.own.estimate)
    }
}

/// Usage over customers: of a workload, or of all that they have entitlements for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UsageSum<S = Spread> {
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
    /// Of the customers in the sums, those whose newest data came early.
    pub preliminary: u64,
    /// Customers by percentage.
    pub spread: S,
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
    /// The bounds for `users` of `seats`, of which the partner sold `own`.
    fn of(users: u64, own: u64, seats: u64) -> Self {
        let (low, high, estimate) = own_active(users, own, seats.saturating_sub(own));
        Self { low, high, estimate }
    }

    /// The estimate and what it is of.
    fn part_of(self, own: u64) -> PartOf {
        PartOf { part: self.estimate, whole: own }
    }

    fn add(&mut self, other: Self) {
        self.low += other.low;
        self.high += other.high;
        self.estimate += other.estimate;
    }
}

impl<S: Gather> UsageSum<S> {
    /// Adds one customer.
    pub fn add(&mut self, counts: &UsageCounts) {
        let Some(users) = counts.users else {
            self.missing += 1;
            return;
        };
        let is_lower = counts.coverage == CoverageState::LowerBound;
        self.entitlements += counts.entitlements;
        self.entitlements_own += counts.entitlements_own;
        add_users(&mut self.users, &users);
        self.covered += counts.covered().unwrap_or(0);
        self.customers += 1;
        self.lower_bounds += u64::from(is_lower);
        self.preliminary += u64::from(counts.preliminary);
        let all = PartOf { part: users.active(), whole: counts.entitlements };
        let own = OwnBounds::of(all.part, counts.entitlements_own, all.whole);
        self.own.add(own);
        self.spread.take(all, own.part_of(counts.entitlements_own));
    }

    /// Adds one customer by the sum over its workloads: it counts once, and is missing only
    /// when nothing is known of any of them.
    pub fn add_customer(&mut self, workloads: &UsageSum<()>) {
        if workloads.customers == 0 {
            self.missing += u64::from(workloads.missing > 0);
            return;
        }
        self.add_counts(workloads);
        self.customers += 1;
        self.lower_bounds += u64::from(workloads.lower_bounds > 0);
        self.preliminary += u64::from(workloads.preliminary > 0);
        let all = PartOf { part: workloads.users.active(), whole: workloads.entitlements };
        self.spread.take(all, workloads.own.part_of(workloads.entitlements_own));
    }

    /// Joins another sum.
    pub fn join(&mut self, other: &Self) {
        self.add_counts(other);
        self.customers += other.customers;
        self.missing += other.missing;
        self.lower_bounds += other.lower_bounds;
        self.preliminary += other.preliminary;
        self.spread.join(&other.spread);
    }

    /// The sum with what is said of its spread.
    pub fn settled(&self) -> UsageSum<Distribution> {
        self.with(self.spread.distribution())
    }
}

impl<S> UsageSum<S> {
    /// The sum without its spread.
    pub fn bare(&self) -> UsageSum<()> {
        self.with(())
    }

    fn with<T>(&self, spread: T) -> UsageSum<T> {
        UsageSum {
            entitlements: self.entitlements,
            entitlements_own: self.entitlements_own,
            users: self.users,
            covered: self.covered,
            customers: self.customers,
            missing: self.missing,
            lower_bounds: self.lower_bounds,
            preliminary: self.preliminary,
            spread,
            own: self.own,
        }
    }

    fn add_counts<T>(&mut self, other: &UsageSum<T>) {
        self.entitlements += other.entitlements;
        self.entitlements_own += other.entitlements_own;
        add_users(&mut self.users, &other.users);
        self.covered += other.covered;
        self.own.add(other.own);
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

    /// Users of the partner's own entitlements, by the estimate in proportion.
    pub fn own_percent(&self) -> Option<Percent> {
        let is_known = self.customers > 0;
        Percent::of(self.own.estimate, self.entitlements_own).filter(|_| is_known)
    }
}

fn add_users(sum: &mut ActiveCounts, users: &ActiveCounts) {
    sum.held += users.held;
    sum.former += users.former;
    sum.never += users.never;
    sum.active_other += users.active_other;
    sum.overage.turnover += users.overage.turnover;
    sum.overage.duplicate += users.overage.duplicate;
    sum.overage.trial += users.overage.trial;
    sum.overage.unlicensed += users.overage.unlicensed;
    sum.overage.other += users.overage.other;
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
