//! The counts of sums over customers, one by one: each is the sum of the customers' own, and
//! is explained by them.

use uptake_model::SellerScope;

use crate::{DeploymentSum, UsageSum};

#[cfg(test)]
mod tests;

/// A count of deployment or usage over customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Count {
    /// Seats sold.
    Sold,
    /// Seats of trials that people can use.
    TrialSeats,
    /// Seats of subscriptions in grace.
    GraceSeats,
    /// Seats assigned.
    Assigned,
    /// Assignments beyond what was sold.
    Excess,
    /// Seats that nobody holds.
    Unassigned,
    /// Entitlements of the customers in the sums.
    Entitlements,
    /// Active users; a user counts in each workload.
    Active,
    /// Those of them who are in the percentage: without use of workloads that a customer has
    /// no entitlement for.
    ActiveEntitled,
    /// Those who hold the workload on the day.
    Held,
    /// Those who held it within the window, but not on the day.
    Former,
    /// Those who held it on no day of the window.
    Never,
    /// Those of whom nothing tells in which of these three they are.
    Untold,
    /// Active guests, shared, room and service accounts.
    ActiveOther,
    /// Held, at most the entitlements.
    Covered,
    /// Users beyond the entitlements.
    Overage,
    /// Of these, by a licence that moved to a new user.
    Turnover,
    /// By a subscription that runs beside another.
    Duplicate,
    /// By a trial.
    Trial,
    /// By use without a licence.
    Unlicensed,
    /// By anything else.
    Other,
}

impl Count {
    /// Every count, in the order of their declaration.
    pub const ALL: [Self; 21] = [
        Self::Sold,
        Self::TrialSeats,
        Self::GraceSeats,
        Self::Assigned,
        Self::Excess,
        Self::Unassigned,
        Self::Entitlements,
        Self::Active,
        Self::ActiveEntitled,
        Self::Held,
        Self::Former,
        Self::Never,
        Self::Untold,
        Self::ActiveOther,
        Self::Covered,
        Self::Overage,
        Self::Turnover,
        Self::Duplicate,
        Self::Trial,
        Self::Unlicensed,
        Self::Other,
    ];

    /// Whether it is a count of deployment; the others are of usage.
    pub fn is_of_deployment(self) -> bool {
        match self {
            Self::Sold
            | Self::TrialSeats
            | Self::GraceSeats
            | Self::Assigned
            | Self::Excess
            | Self::Unassigned => true,
            Self::Entitlements
            | Self::Active
            | Self::ActiveEntitled
            | Self::Held
            | Self::Former
            | Self::Never
            | Self::Untold
            | Self::ActiveOther
            | Self::Covered
            | Self::Overage
            | Self::Turnover
            | Self::Duplicate
            | Self::Trial
            | Self::Unlicensed
            | Self::Other => false,
        }
    }

    /// Whether it takes to know how many people hold something.
    pub(crate) fn is_of_holders(self) -> bool {
        matches!(self, Self::Assigned | Self::Excess | Self::Unassigned)
    }

    /// Whether it is known of the partner's own seats. Holders and users of these are the
    /// estimate in proportion, whose parts are rounded one by one, their sum once.
    pub fn is_of_own(self) -> bool {
        matches!(
            self,
            Self::Sold
                | Self::Assigned
                | Self::Unassigned
                | Self::Entitlements
                | Self::Active
                | Self::ActiveEntitled
        )
    }
}

impl<S> DeploymentSum<S> {
    /// A count of the sum; `None` for one of usage, for one that is not known of the partner's
    /// own seats, and for what takes to know how many people hold something when nothing tells
    /// it of any customer.
    pub fn count(&self, count: Count, sellers: SellerScope) -> Option<u64> {
        if count.is_of_holders() && !self.is_told() {
            return None;
        }
        match (sellers, count) {
            (SellerScope::All, Count::Sold) => Some(self.counts.sold),
            (SellerScope::All, Count::TrialSeats) => Some(self.counts.trial_seats),
            (SellerScope::All, Count::GraceSeats) => Some(self.counts.grace_seats),
            (SellerScope::All, Count::Assigned) => Some(self.assigned()),
            (SellerScope::All, Count::Excess) => Some(self.excess),
            (SellerScope::All, Count::Unassigned) => Some(self.unassigned()),
            (SellerScope::Own, Count::Sold) => Some(self.counts.sold_own),
            (SellerScope::Own, Count::Assigned) => Some(self.own_assigned().estimate),
            (SellerScope::Own, Count::Unassigned) => Some(self.own_unassigned().estimate),
            (SellerScope::All | SellerScope::Own, _) => None,
        }
    }
}

impl<S> UsageSum<S> {
    /// A count of the sum; `None` for one of deployment, for one that is not known of the
    /// partner's own seats, when nothing is known of any customer, and for held, former, never
    /// and covered when it is told of no customer who holds what.
    pub fn count(&self, count: Count, sellers: SellerScope) -> Option<u64> {
        if self.customers == 0 {
            return None;
        }
        let (users, overage) = (&self.users, &self.users.overage);
        let classes = users.classes();
        let of_sum = match (sellers, count) {
            (SellerScope::All, Count::Entitlements) => self.entitlements,
            (SellerScope::All, Count::Active) => users.active(),
            (SellerScope::All, Count::ActiveEntitled) => self.part,
            (SellerScope::All, Count::Held) => classes.map(|[held, ..]| held)?,
            (SellerScope::All, Count::Former) => classes.map(|[_, former, _]| former)?,
            (SellerScope::All, Count::Never) => classes.map(|[.., never]| never)?,
            (SellerScope::All, Count::Untold) => users.untold,
            (SellerScope::All, Count::ActiveOther) => users.active_other,
            (SellerScope::All, Count::Covered) => self.knows_covered().then_some(self.covered)?,
            (SellerScope::All, Count::Overage) => overage.total(),
            (SellerScope::All, Count::Turnover) => overage.turnover,
            (SellerScope::All, Count::Duplicate) => overage.duplicate,
            (SellerScope::All, Count::Trial) => overage.trial,
            (SellerScope::All, Count::Unlicensed) => overage.unlicensed,
            (SellerScope::All, Count::Other) => overage.other,
            (SellerScope::Own, Count::Entitlements) => self.entitlements_own,
            (SellerScope::Own, Count::Active | Count::ActiveEntitled) => self.own_active().estimate,
            (SellerScope::All | SellerScope::Own, _) => return None,
        };
        Some(of_sum)
    }
}
