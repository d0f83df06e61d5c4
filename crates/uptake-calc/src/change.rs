//! How figures changed since an earlier day: differences of percentages, in points.
//!
//! **Invariant:** a change is the difference of the two percentages as they are printed, each
//! rounded once: who sees both and subtracts gets the same.

use uptake_model::percent::Percent;

use crate::{DeploymentSum, UsageSum};

#[cfg(test)]
mod tests;

/// The difference between two percentages in hundredths of a point; below 0 it fell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Points(i64);

impl Points {
    /// From an earlier percentage to a later one; `None` when either is missing.
    pub fn between(earlier: Option<Percent>, later: Option<Percent>) -> Option<Self> {
        let signed = |it: Option<Percent>| i64::try_from(it?.hundredths()).ok();
        Some(Self(signed(later)? - signed(earlier)?))
    }

    /// Hundredths of a point: 2.43 points are 243.
    pub fn hundredths(self) -> i64 {
        self.0
    }

    /// The nearest `f64` in points, for formats that carry numbers.
    #[expect(
        clippy::cast_precision_loss,
        clippy::as_conversions,
        reason = "hundredths of a percent of seat counts are far below 2^53"
    )]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 100.0
    }
}

/// By how much the percentages of deployment changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeploymentChange {
    /// Assigned of sold, over all sellers.
    pub all: Option<Points>,
    /// Of the partner's own seats, by the estimates in proportion.
    pub own: Option<Points>,
}

/// By how much the percentages of usage changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsageChange {
    /// Active of entitled, over all sellers.
    pub all: Option<Points>,
    /// Covered usage.
    pub covered: Option<Points>,
    /// Of the partner's own entitlements, by the estimates in proportion.
    pub own: Option<Points>,
}

impl<S> DeploymentSum<S> {
    /// By how much the percentages changed since an earlier sum.
    pub fn change_since<T>(&self, earlier: &DeploymentSum<T>) -> DeploymentChange {
        DeploymentChange {
            all: Points::between(earlier.percent(), self.percent()),
            own: Points::between(earlier.own_percent(), self.own_percent()),
        }
    }
}

impl<S> UsageSum<S> {
    /// By how much the percentages changed since an earlier sum.
    pub fn change_since<T>(&self, earlier: &UsageSum<T>) -> UsageChange {
        UsageChange {
            all: Points::between(earlier.percent(), self.percent()),
            covered: Points::between(earlier.covered_percent(), self.covered_percent()),
            own: Points::between(earlier.own_percent(), self.own_percent()),
        }
    }
}
