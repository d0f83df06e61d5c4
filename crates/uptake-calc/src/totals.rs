//! One customer's figures over its products, and what ranks it among others.

use uptake_model::{
    SellerScope,
    counts::{DeploymentCounts, UsageCounts},
    percent::Percent,
};

use crate::{Count, DeploymentSum, PartOf, UsageSum, band_of};

/// Percentages of fewer entitlements than this say little: they do not rank a customer.
pub const RANKED_ENTITLEMENTS: u64 = 5;

/// One customer on one day, over its products.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CustomerTotals {
    /// Whether the day is one of which anything is known of the customer.
    pub is_known: bool,
    /// Deployment over the SKUs that are sold per person.
    pub deployment: DeploymentSum<()>,
    /// Usage over all workloads; a user counts in each, and the percentage is over those with
    /// entitlements.
    pub usage: UsageSum<()>,
    /// Entitlements over all workloads: those of which no use is known too.
    pub entitled: u64,
    /// Those that the partner sold.
    pub entitled_own: u64,
}

/// A figure of a customer that can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Seats sold.
    Sold,
    /// Seats assigned.
    Assigned,
    /// Assigned of sold, in hundredths of a percent.
    DeploymentPercent,
    /// Entitlements, whether their use is known or not.
    Entitlements,
    /// Active users, each counted in every workload.
    Active,
    /// Active of entitled, in hundredths of a percent.
    UsagePercent,
    /// Covered usage, in hundredths of a percent.
    CoveredPercent,
    /// Users beyond the entitlements.
    Overage,
    /// Seats sold that nobody holds.
    Unused,
}

impl Measure {
    /// Every measure, in the order of their declaration.
    pub const ALL: [Self; 9] = [
        Self::Sold,
        Self::Assigned,
        Self::DeploymentPercent,
        Self::Entitlements,
        Self::Active,
        Self::UsagePercent,
        Self::CoveredPercent,
        Self::Overage,
        Self::Unused,
    ];
}

impl CustomerTotals {
    /// Adds the deployment of a SKU that is sold per person.
    pub fn add_deployment(&mut self, counts: &DeploymentCounts) {
        self.deployment.add(counts, true);
    }

    /// Adds the usage of a workload.
    pub fn add_usage(&mut self, counts: &UsageCounts) {
        self.usage.add_workload(counts);
        self.entitled += counts.entitlements;
        self.entitled_own += counts.entitlements_own;
    }

    /// Adds the usage of the only workload that is looked at: without an entitlement too, its
    /// users are in the numerator of the percentage, as they are in the sum of a workload.
    pub fn add_usage_alone(&mut self, counts: &UsageCounts) {
        self.usage.add(counts);
        self.entitled += counts.entitlements;
        self.entitled_own += counts.entitlements_own;
    }

    /// The customer's part of a count over customers; `None` when it is in no sum, and for a
    /// count that is not known of the partner's own seats.
    pub fn part(&self, count: Count, sellers: SellerScope) -> Option<u64> {
        if count.is_of_deployment() {
            self.deployment.count(count, sellers).filter(|_| self.is_known)
        } else {
            self.usage.count(count, sellers)
        }
    }

    /// Whether the customer is in no sum of a count because nothing is known of it: its day,
    /// who holds what it bought, or the use of what it is entitled to.
    pub fn is_missing(&self, count: Count) -> bool {
        if count.is_of_deployment() {
            !self.is_known || (count.is_of_holders() && !self.deployment.is_told())
        } else {
            self.usage.customers == 0 && self.usage.missing > 0
        }
    }

    /// A figure of the customer; `None` when it is unknown or not defined.
    ///
    /// Of the partner's own seats the holders and users are the estimate in proportion; who
    /// holds and exceeds them is not known.
    pub fn measure(&self, measure: Measure, sellers: SellerScope) -> Option<u64> {
        let hundredths = |it: Option<Percent>| it.map(Percent::hundredths);
        let known = |it: u64| self.is_known.then_some(it);
        let told = |it: u64| (self.is_known && self.deployment.is_told()).then_some(it);
        let used = |it: u64| (self.usage.customers > 0).then_some(it);
        let (deployment, usage) = (&self.deployment, &self.usage);
        match (measure, sellers) {
            (Measure::Sold, SellerScope::All) => known(deployment.counts.sold),
            (Measure::Sold, SellerScope::Own) => known(deployment.counts.sold_own),
            (Measure::Assigned, SellerScope::All) => told(deployment.assigned()),
            (Measure::Assigned, SellerScope::Own) => told(deployment.own_assigned().estimate),
            (Measure::DeploymentPercent, SellerScope::All) => hundredths(deployment.percent()),
            (Measure::DeploymentPercent, SellerScope::Own) => hundredths(deployment.own_percent()),
            (Measure::Entitlements, SellerScope::All) => known(self.entitled),
            (Measure::Entitlements, SellerScope::Own) => known(self.entitled_own),
            (Measure::Active, SellerScope::All) => used(usage.users.active()),
            (Measure::Active, SellerScope::Own) => used(usage.own_active().estimate),
            (Measure::UsagePercent, SellerScope::All) => hundredths(usage.percent()),
            (Measure::UsagePercent, SellerScope::Own) => hundredths(usage.own_percent()),
            (Measure::CoveredPercent, SellerScope::All) => hundredths(usage.covered_percent()),
            (Measure::Overage, SellerScope::All) => used(usage.users.overage.total()),
            (Measure::CoveredPercent | Measure::Overage, SellerScope::Own) => None,
            (Measure::Unused, SellerScope::All) => told(deployment.unassigned()),
            (Measure::Unused, SellerScope::Own) => told(deployment.own_unassigned().estimate),
        }
    }

    /// The band of 20 points that a percentage of the customer lies in, from 0 to 4; `None`
    /// when there is none, and for measures that are no percentage.
    pub fn band(&self, measure: Measure, sellers: SellerScope) -> Option<usize> {
        let (deployment, usage) = (&self.deployment, &self.usage);
        let PartOf { part, whole } = match (measure, sellers) {
            (Measure::DeploymentPercent, SellerScope::All) => deployment.part_of(),
            (Measure::DeploymentPercent, SellerScope::Own) => deployment.own.part_of(),
            (Measure::UsagePercent, SellerScope::All) => {
                PartOf { part: usage.part, whole: usage.entitlements }
            }
            (Measure::UsagePercent, SellerScope::Own) => usage.own.part_of(),
            (Measure::CoveredPercent, SellerScope::All) => {
                PartOf { part: usage.covered, whole: usage.covered_of }
            }
            (
                Measure::CoveredPercent
                | Measure::Sold
                | Measure::Assigned
                | Measure::Entitlements
                | Measure::Active
                | Measure::Overage
                | Measure::Unused,
                _,
            ) => return None,
        };
        band_of(part, whole)
    }

    /// The percentage that ranks the customer, when it says something: of enough
    /// entitlements, and not only a lower bound. It is covered usage; of the partner's own
    /// seats it is usage, since nobody knows who holds them.
    pub fn ranked_percent(&self, sellers: SellerScope) -> Option<Percent> {
        let (percent, entitlements) = match sellers {
            SellerScope::All => (self.usage.covered_percent(), self.usage.covered_of),
            SellerScope::Own => (self.usage.own_percent(), self.usage.entitlements_own),
        };
        percent.filter(|_| entitlements >= RANKED_ENTITLEMENTS && self.usage.lower_bounds == 0)
    }

    /// By how many hundredths of a point that percentage fell since an earlier day; `None`
    /// when it did not fall, or when either day does not say enough.
    pub fn fall_since(&self, earlier: &Self, sellers: SellerScope) -> Option<u64> {
        let (now, then) = (self.ranked_percent(sellers)?, earlier.ranked_percent(sellers)?);
        then.hundredths().checked_sub(now.hundredths()).filter(|it| *it > 0)
    }
}
