//! Key figures of an earlier day, and by how much they have changed since.

use serde::Serialize;
use uptake_calc::{DeploymentChange, DeploymentSum, Points, UsageChange, UsageSum};
use uptake_model::Day;
use utoipa::ToSchema;

use super::figures::{DeploymentTotals, UsageTotals};

/// By how many percentage points deployment has changed; below 0 it fell. `null` where
/// either day has no percentage.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
pub(crate) struct DeploymentChangeBody {
    /// Assigned of sold, over all sellers.
    deployment_points: Option<f64>,
    /// Of the partner's own seats, by the estimates.
    own_points: Option<f64>,
}

impl From<DeploymentChange> for DeploymentChangeBody {
    fn from(change: DeploymentChange) -> Self {
        Self { deployment_points: points(change.all), own_points: points(change.own) }
    }
}

/// By how many percentage points usage has changed; below 0 it fell. `null` where either day
/// has no percentage.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "readers of the document see the unit in each name")]
pub(crate) struct UsageChangeBody {
    /// Active of entitled, over all sellers.
    usage_points: Option<f64>,
    /// Covered usage.
    covered_points: Option<f64>,
    /// Of the partner's own entitlements, by the estimates.
    own_points: Option<f64>,
}

impl From<UsageChange> for UsageChangeBody {
    fn from(change: UsageChange) -> Self {
        Self {
            usage_points: points(change.all),
            covered_points: points(change.covered),
            own_points: points(change.own),
        }
    }
}

fn points(points: Option<Points>) -> Option<f64> {
    points.map(Points::as_f64)
}

/// The key figures of 28 days before, and the change since.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BeforeBody {
    #[schema(format = Date)]
    day: String,
    deployment: DeploymentTotals,
    usage: UsageTotals,
    deployment_change: DeploymentChangeBody,
    usage_change: UsageChangeBody,
}

impl BeforeBody {
    /// The sums of `day`, earlier than those of `now`.
    pub(crate) fn of<D, U>(
        day: Day,
        (deployment, usage): (&DeploymentSum<()>, &UsageSum<()>),
        now: (&DeploymentSum<D>, &UsageSum<U>),
    ) -> Self {
        Self {
            day: day.to_string(),
            deployment: DeploymentTotals::of(deployment, true),
            usage: UsageTotals::of(usage),
            deployment_change: now.0.change_since(deployment).into(),
            usage_change: now.1.change_since(usage).into(),
        }
    }
}
