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
    Spread,
    own::{OwnBounds, OwnSum},
};

#[cfg(test)]
mod tests;

/// Deployment over customers: of a SKU, or of all SKUs that are sold per person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeploymentSum {
    /// The sums.
    pub counts: DeploymentCounts,
    /// The sum of what exceeds, SKU by SKU and customer by customer.
    pub excess: u64,
    /// Customers in the sums.
    pub customers: u64,
    /// Customers by percentage.
    pub spread: Spread,
    /// What is known of the partner's own seats.
    pub own: OwnSum,
}

impl DeploymentSum {
    /// One customer over some of its SKUs. It counts once, and not at all without a SKU.
    pub fn over_skus<'a>(skus: impl IntoIterator<Item = &'a DeploymentCounts>) -> Self {
        let mut total = Self::default();
        for counts in skus {
            total.add(counts, false);
        }
        total.customers = total.customers.min(1);
        total.own = total.own.as_one_customer();
        total.spread.add(total.counts.assigned, total.counts.sold);
        total
    }

    /// Adds one customer's deployment of the SKU. `counts_in_totals`: it is sold per person.
    pub fn add(&mut self, counts: &DeploymentCounts, counts_in_totals: bool) {
        add_seats(&mut self.counts, counts);
        self.excess += counts.excess();
        self.customers += 1;
        if counts_in_totals {
            self.spread.add(counts.assigned, counts.sold);
        }
        let others = counts.sold.saturating_sub(counts.sold_own);
        self.own.join(&OwnSum::of(counts.assigned, counts.sold_own, others));
    }

    /// Adds other customers.
    pub fn join(&mut self, other: &Self) {
        add_seats(&mut self.counts, &other.counts);
        self.excess += other.excess;
        self.customers += other.customers;
        self.spread.join(&other.spread);
        self.own.join(&other.own);
    }

    /// Assigned of sold, over all sellers.
    pub fn percent(&self) -> Option<Percent> {
        Percent::of(self.counts.assigned, self.counts.sold)
    }

    /// Seats that nobody holds. An excess elsewhere does not hide them.
    pub fn unassigned(&self) -> u64 {
        (self.counts.sold + self.excess).saturating_sub(self.counts.assigned)
    }

    /// Between which two numbers the holders of the partner's own seats lie.
    pub fn own_assigned(&self) -> OwnBounds {
        self.own.bounds()
    }
}

fn add_seats(sum: &mut DeploymentCounts, counts: &DeploymentCounts) {
    sum.sold += counts.sold;
    sum.sold_own += counts.sold_own;
    sum.trial_seats += counts.trial_seats;
    sum.grace_seats += counts.grace_seats;
    sum.assigned += counts.assigned;
}

/// Usage over customers: of a workload, or of all workloads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UsageSum {
    /// Entitlements of the customers in the sums.
    pub entitlements: u64,
    /// Those that the partner sold.
    pub entitlements_own: u64,
    /// Users; the overage parts are summed, never recomputed.
    pub users: ActiveCounts,
    /// The numerator of the percentage: the active users, in a customer's sum over workloads
    /// without those of workloads that it has no entitlement for.
    pub part: u64,
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
    /// What is known of the partner's own entitlements.
    pub own: OwnSum,
}

impl UsageSum {
    /// One customer over its workloads; a user counts in each.
    ///
    /// Users and overage are those of all workloads that anything is known of. The percentage
    /// is over those with entitlements: use without a single seat has none. The customer
    /// counts once, and is missing only when nothing is known of any workload.
    pub fn over_workloads<'a>(workloads: impl IntoIterator<Item = &'a UsageCounts>) -> Self {
        let mut total = Self::default();
        for counts in workloads {
            let without_seats = counts.users.filter(|_| counts.entitlements == 0);
            total.add_counts(counts);
            total.part -= without_seats.map_or(0, |it| it.active());
        }
        let is_known = total.customers > 0;
        total.customers = total.customers.min(1);
        total.missing = if is_known { 0 } else { total.missing.min(1) };
        total.lower_bounds = total.lower_bounds.min(1);
        total.own = total.own.as_one_customer();
        total.spread.add(total.part, total.entitlements);
        total
    }

    /// Adds one customer's usage of the workload.
    pub fn add(&mut self, counts: &UsageCounts) {
        self.add_counts(counts);
        if let Some(users) = counts.users {
            self.spread.add(users.active(), counts.entitlements);
        }
    }

    fn add_counts(&mut self, counts: &UsageCounts) {
        let Some(users) = counts.users else {
            self.missing += 1;
            self.own.join(&OwnSum::unknown(counts.entitlements_own));
            return;
        };
        self.entitlements += counts.entitlements;
        self.entitlements_own += counts.entitlements_own;
        add_users(&mut self.users, &users);
        self.part += users.active();
        self.covered += counts.covered().unwrap_or(0);
        self.customers += 1;
        let is_bound = counts.coverage == CoverageState::LowerBound;
        self.lower_bounds += u64::from(is_bound);
        let others = counts.entitlements.saturating_sub(counts.entitlements_own);
        let own = OwnSum::of(users.active(), counts.entitlements_own, others);
        self.own.join(&if is_bound { own.as_lower_bound() } else { own });
    }

    /// Adds other customers.
    pub fn join(&mut self, other: &Self) {
        self.entitlements += other.entitlements;
        self.entitlements_own += other.entitlements_own;
        add_users(&mut self.users, &other.users);
        self.part += other.part;
        self.covered += other.covered;
        self.customers += other.customers;
        self.missing += other.missing;
        self.lower_bounds += other.lower_bounds;
        self.spread.join(&other.spread);
        self.own.join(&other.own);
    }

    /// Active of entitled; may exceed 100.
    pub fn percent(&self) -> Option<Percent> {
        Percent::of(self.part, self.entitlements)
    }

    /// Covered usage: at most 100.
    pub fn covered_percent(&self) -> Option<Percent> {
        Percent::of(self.covered, self.entitlements)
    }

    /// Between which two numbers the users of the partner's own entitlements lie.
    pub fn own_active(&self) -> OwnBounds {
        self.own.bounds()
    }
}

fn add_users(sum: &mut ActiveCounts, users: &ActiveCounts) {
    sum.held += users.held;
    sum.former += users.former;
    sum.never += users.never;
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
