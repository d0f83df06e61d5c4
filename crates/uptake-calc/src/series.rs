//! One customer day by day: days without a row become the numbers that they stand for.

use uptake_model::{
    DayRange,
    counts::{ActiveCounts, CoverageState, DeploymentCounts, Span, UsageCounts},
};

use crate::{coverage::Known, on_day};

/// Deployment of a SKU on each of `days`, which are all known. A day without a row has
/// nothing sold and nobody who holds it.
pub fn deployment_series(
    spans: &[Span<DeploymentCounts>],
    days: DayRange,
) -> Vec<DeploymentCounts> {
    let nothing = DeploymentCounts { assigned: Some(0), ..DeploymentCounts::default() };
    days.iter().map(|day| on_day(spans, day).unwrap_or(nothing)).collect()
}

/// Usage of a workload on each of `days`; `known` tells what is known of each of them.
///
/// A day without a row has no entitlements, and nobody active, unless nothing is known of
/// it: then it has no number.
pub fn usage_series(
    spans: &[Span<UsageCounts>],
    known: &[Known],
    days: DayRange,
) -> Vec<UsageCounts> {
    let series = days.iter().enumerate().map(|(at, day)| {
        on_day(spans, day).unwrap_or_else(|| {
            let known = known.get(at).copied().unwrap_or_default();
            let is_known = known.state != CoverageState::Missing;
            UsageCounts {
                entitlements: 0,
                entitlements_own: 0,
                users: is_known.then(ActiveCounts::default),
                coverage: known.state,
                days_covered: known.days_covered,
                preliminary: known.preliminary,
            }
        })
    });
    series.collect()
}
