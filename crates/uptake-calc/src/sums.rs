//! Sums over customers: counts add up, percentages are made last (`spec/metrics.md`, 8).
//!
//! A customer of whom nothing is known that day is in no sum. One without entitlements has
//! values all the same: its users are in the sums and in their ratio, but it has no
//! percentage of its own and so is in no median and no band.

use uptake_model::{
    counts::{
        ActiveCounts, CoverageState, DeploymentCounts, OverageParts, ProductUsageCounts,
        UsageCounts,
    },
    percent::Percent,
};

use crate::{
    Distribution, Gather, Spread,
    own::{OwnBounds, OwnSum},
    spread::PartOf,
};

#[cfg(test)]
mod tests;

/// Deployment over customers: of a SKU, or of all SKUs that are sold per person. `S` keeps
/// the customers' percentages, or nothing of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DeploymentSum<S = Spread> {
    /// The sums; `assigned` is that of the told customers, and `None` when there is none.
    pub counts: DeploymentCounts,
    /// Of the seats sold those of the told customers: what `assigned` is of.
    pub sold_told: u64,
    /// The sum of what exceeds, SKU by SKU and customer by customer.
    pub excess: u64,
    /// Customers in the sums of whom it is told how many people hold something.
    pub customers: u64,
    /// Customers of whom nothing tells it: only their seats are in the sums.
    pub missing: u64,
    /// Customers by percentage.
    pub spread: S,
    /// What is known of the partner's own seats.
    pub own: OwnSum,
}

impl DeploymentSum<()> {
    /// One customer over some of its SKUs, to be added by [`DeploymentSum::add_customer`].
    pub fn over_skus<'a>(skus: impl IntoIterator<Item = &'a DeploymentCounts>) -> Self {
        let mut total = Self::default();
        for counts in skus {
            total.add(counts, false);
        }
        total
    }
}

impl<S: Gather> DeploymentSum<S> {
    /// Adds one customer's deployment of the SKU. `counts_in_totals`: it is sold per person.
    pub fn add(&mut self, counts: &DeploymentCounts, counts_in_totals: bool) {
        add_seats(&mut self.counts, counts);
        let (Some(assigned), Some(excess)) = (counts.assigned, counts.excess()) else {
            self.missing += 1;
            self.own.join(&OwnSum::unknown(counts.sold_own));
            return;
        };
        let others = counts.sold.saturating_sub(counts.sold_own);
        let own = OwnSum::of(assigned, counts.sold_own, others);
        self.sold_told += counts.sold;
        self.excess += excess;
        self.customers += 1;
        self.own.join(&own);
        if counts_in_totals {
            self.spread.take(PartOf { part: assigned, whole: counts.sold }, own.part_of());
        }
    }

    /// Adds one customer by the sum over its SKUs. It counts once, not at all without a SKU,
    /// and is missing when nothing is told of any of them.
    pub fn add_customer(&mut self, skus: &DeploymentSum<()>) {
        let own = skus.own.as_one_customer();
        self.own.join(&own);
        add_seats(&mut self.counts, &skus.counts);
        if skus.customers == 0 {
            self.missing += skus.missing.min(1);
            return;
        }
        self.sold_told += skus.sold_told;
        self.excess += skus.excess;
        self.customers += 1;
        let all = skus.part_of();
        self.spread.take(all, own.part_of());
    }

    /// Adds other customers.
    pub fn join(&mut self, other: &Self) {
        add_seats(&mut self.counts, &other.counts);
        self.sold_told += other.sold_told;
        self.excess += other.excess;
        self.customers += other.customers;
        self.missing += other.missing;
        self.spread.join(&other.spread);
        self.own.join(&other.own);
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
            sold_told: self.sold_told,
            excess: self.excess,
            customers: self.customers,
            missing: self.missing,
            spread,
            own: self.own,
        }
    }

    /// Whether it is told how many people hold something: of a customer at least, or there is
    /// none.
    pub fn is_told(&self) -> bool {
        self.customers > 0 || self.missing == 0
    }

    /// People who hold a SKU of the told customers; 0 when there is none.
    pub fn assigned(&self) -> u64 {
        self.counts.assigned.unwrap_or(0)
    }

    /// Assigned, and the seats that it is of.
    pub(crate) fn part_of(&self) -> PartOf {
        PartOf { part: self.assigned(), whole: self.sold_told }
    }

    /// Assigned of sold, over all sellers, of the told customers.
    pub fn percent(&self) -> Option<Percent> {
        Percent::of(self.assigned(), self.sold_told)
    }

    /// Seats of the told customers that nobody holds. An excess elsewhere does not hide them.
    pub fn unassigned(&self) -> u64 {
        (self.sold_told + self.excess).saturating_sub(self.assigned())
    }

    /// Between which two numbers the holders of the partner's own seats lie.
    pub fn own_assigned(&self) -> OwnBounds {
        self.own.bounds()
    }

    /// Of the partner's own seats those that are held, by the estimate in proportion.
    pub fn own_percent(&self) -> Option<Percent> {
        self.own.percents().map(|it| it.estimate)
    }

    /// Between which two numbers the partner's own seats lie that nobody holds: the seats
    /// without those that are held at most and at least.
    pub fn own_unassigned(&self) -> OwnBounds {
        let (seats, held) = (self.own.seats, self.own.bounds());
        OwnBounds {
            low: seats.saturating_sub(held.high),
            high: seats.saturating_sub(held.low),
            estimate: seats.saturating_sub(held.estimate),
        }
    }
}

fn add_seats(sum: &mut DeploymentCounts, counts: &DeploymentCounts) {
    sum.sold += counts.sold;
    sum.sold_own += counts.sold_own;
    sum.trial_seats += counts.trial_seats;
    sum.grace_seats += counts.grace_seats;
    if let Some(assigned) = counts.assigned {
        sum.assigned = Some(sum.assigned.unwrap_or(0) + assigned);
    }
}

/// Usage over customers: of a workload, or of all workloads. `S` keeps the customers'
/// percentages, or nothing of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UsageSum<S = Spread> {
    /// Entitlements of the customers in the sums.
    pub entitlements: u64,
    /// Those that the partner sold.
    pub entitlements_own: u64,
    /// Users; the overage parts are summed, never recomputed.
    pub users: ActiveCounts,
    /// The numerator of the percentage: the active users, in a customer's sum over workloads
    /// without those of workloads that it has no entitlement for.
    pub part: u64,
    /// Sum over customers of min(held, entitlements), where it is told who holds what.
    pub covered: u64,
    /// The entitlements of these customers: what `covered` is of.
    pub covered_of: u64,
    /// Customers in the sums.
    pub customers: u64,
    /// Customers of whom nothing is known that day; in no sum.
    pub missing: u64,
    /// Of the customers in the sums, those with a lower bound.
    pub lower_bounds: u64,
    /// Of the customers in the sums, those whose newest data came early.
    pub preliminary: u64,
    /// Of the customers in the sums, those of whom it is not told who holds what: they are in no
    /// covered usage.
    pub untold: u64,
    /// Customers by percentage.
    pub spread: S,
    /// What is known of the partner's own entitlements.
    pub own: OwnSum,
}

impl UsageSum<()> {
    /// One customer over its workloads, to be added by [`UsageSum::add_customer`].
    pub fn over_workloads<'a>(workloads: impl IntoIterator<Item = &'a UsageCounts>) -> Self {
        let mut total = Self::default();
        for counts in workloads {
            total.add_workload(counts);
        }
        total
    }

    /// Adds another workload of the same customer; a user counts in each.
    ///
    /// Users and overage are those of all workloads that anything is known of. The percentage
    /// is over those with entitlements: use without a single seat has none. Where of one
    /// workload it is not told who holds it, nothing is covered usage of the customer: that of
    /// the others is not that of all.
    pub fn add_workload(&mut self, counts: &UsageCounts) {
        let without_seats = counts.users.filter(|_| counts.entitlements == 0);
        self.add_counts(counts);
        self.part -= without_seats.map_or(0, |it| it.active());
        if self.users.untold > 0 {
            (self.covered, self.covered_of) = (0, 0);
        }
    }
}

impl<S: Gather> UsageSum<S> {
    /// Adds one customer's usage of the workload.
    pub fn add(&mut self, counts: &UsageCounts) {
        let own = self.add_counts(counts);
        if let Some(users) = counts.users {
            let all = PartOf { part: users.active(), whole: counts.entitlements };
            self.spread.take(all, own.part_of());
        }
    }

    /// Adds one customer by the sum over its workloads: it counts once, and is missing only
    /// when nothing is known of any of them.
    pub fn add_customer(&mut self, workloads: &UsageSum<()>) {
        let own = workloads.own.as_one_customer();
        self.own.join(&own);
        if workloads.customers == 0 {
            self.missing += workloads.missing.min(1);
            return;
        }
        self.add_sums(workloads);
        self.customers += 1;
        self.lower_bounds += workloads.lower_bounds.min(1);
        self.preliminary += workloads.preliminary.min(1);
        self.untold += workloads.untold.min(1);
        let all = PartOf { part: workloads.part, whole: workloads.entitlements };
        self.spread.take(all, own.part_of());
    }

    /// Adds other customers.
    pub fn join(&mut self, other: &Self) {
        self.add_sums(other);
        self.customers += other.customers;
        self.missing += other.missing;
        self.lower_bounds += other.lower_bounds;
        self.preliminary += other.preliminary;
        self.untold += other.untold;
        self.spread.join(&other.spread);
        self.own.join(&other.own);
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
            part: self.part,
            covered: self.covered,
            covered_of: self.covered_of,
            customers: self.customers,
            missing: self.missing,
            lower_bounds: self.lower_bounds,
            preliminary: self.preliminary,
            untold: self.untold,
            spread,
            own: self.own,
        }
    }

    /// Adds a row; returns what is known of its own seats.
    fn add_counts(&mut self, counts: &UsageCounts) -> OwnSum {
        let Some(users) = counts.users else {
            let own = OwnSum::unknown(counts.entitlements_own);
            self.missing += 1;
            self.own.join(&own);
            return own;
        };
        let is_bound = counts.coverage == CoverageState::LowerBound;
        let others = counts.entitlements.saturating_sub(counts.entitlements_own);
        let own = OwnSum::of(users.active(), counts.entitlements_own, others);
        let own = if is_bound { own.as_lower_bound() } else { own };
        self.entitlements += counts.entitlements;
        self.entitlements_own += counts.entitlements_own;
        add_users(&mut self.users, &users);
        self.part += users.active();
        if let Some(covered) = counts.covered() {
            self.covered += covered;
            self.covered_of += counts.entitlements;
        }
        self.customers += 1;
        self.lower_bounds += u64::from(is_bound);
        self.preliminary += u64::from(counts.preliminary);
        self.untold += u64::from(users.untold > 0);
        self.own.join(&own);
        own
    }

    fn add_sums<T>(&mut self, other: &UsageSum<T>) {
        self.entitlements += other.entitlements;
        self.entitlements_own += other.entitlements_own;
        add_users(&mut self.users, &other.users);
        self.part += other.part;
        self.covered += other.covered;
        self.covered_of += other.covered_of;
    }

    /// Active of entitled; may exceed 100.
    pub fn percent(&self) -> Option<Percent> {
        Percent::of(self.part, self.entitlements)
    }

    /// Whether covered usage is known of any customer.
    pub fn knows_covered(&self) -> bool {
        self.users.untold == 0 || self.covered_of > 0
    }

    /// Covered usage: at most 100. It is of the customers of whom it is told who holds what.
    pub fn covered_percent(&self) -> Option<Percent> {
        Percent::of(self.covered, self.covered_of)
    }

    /// Between which two numbers the users of the partner's own entitlements lie.
    pub fn own_active(&self) -> OwnBounds {
        self.own.bounds()
    }

    /// Users of the partner's own entitlements, by the estimate in proportion.
    pub fn own_percent(&self) -> Option<Percent> {
        self.own.percents().map(|it| it.estimate)
    }
}

fn add_users(sum: &mut ActiveCounts, users: &ActiveCounts) {
    sum.held += users.held;
    sum.former += users.former;
    sum.never += users.never;
    sum.untold += users.untold;
    sum.active_other += users.active_other;
    add_parts(&mut sum.overage, &users.overage);
}

fn add_parts(sum: &mut OverageParts, parts: &OverageParts) {
    sum.turnover += parts.turnover;
    sum.duplicate += parts.duplicate;
    sum.trial += parts.trial;
    sum.unlicensed += parts.unlicensed;
    sum.other += parts.other;
}

/// Usage of a workload by the holders of a SKU over customers.
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
    /// Of the customers in the sums, those with a lower bound.
    pub lower_bounds: u64,
    /// Customers by percentage.
    pub spread: Spread,
    /// What is known of the partner's own seats.
    pub own: OwnSum,
}

impl ProductUsageSum {
    /// Adds one customer, to which the partner itself sold `own` of the qualified seats.
    /// `counts_in_totals`: the SKU is sold per person.
    pub fn add(&mut self, counts: &ProductUsageCounts, own: u64, counts_in_totals: bool) {
        let Some(active) = counts.active else {
            self.missing += 1;
            self.own.join(&OwnSum::unknown(own));
            return;
        };
        self.qualified += counts.qualified;
        self.active += active;
        self.customers += 1;
        let is_bound = counts.coverage == CoverageState::LowerBound;
        self.lower_bounds += u64::from(is_bound);
        if counts_in_totals {
            self.spread.add(active, counts.qualified);
        }
        let own = OwnSum::of(active, own, counts.qualified.saturating_sub(own));
        self.own.join(&if is_bound { own.as_lower_bound() } else { own });
    }

    /// Adds other customers.
    pub fn join(&mut self, other: &Self) {
        self.qualified += other.qualified;
        self.active += other.active;
        self.customers += other.customers;
        self.missing += other.missing;
        self.lower_bounds += other.lower_bounds;
        self.spread.join(&other.spread);
        self.own.join(&other.own);
    }

    /// Active of qualified.
    pub fn percent(&self) -> Option<Percent> {
        Percent::of(self.active, self.qualified)
    }

    /// Between which two numbers the users of the partner's own seats lie.
    pub fn own_active(&self) -> OwnBounds {
        self.own.bounds()
    }
}
