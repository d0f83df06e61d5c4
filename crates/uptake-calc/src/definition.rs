//! What Partner Center has meant by its usage figures over the years.

use std::collections::BTreeMap;

use uptake_model::SkuClass;

use crate::{DayCounts, Plan};

#[cfg(test)]
mod tests;

/// A definition of the usage figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MetricDefinition {
    /// That of the original page: active within 28 days, of entitlements without trials.
    Entitlements,
    /// That of 2020-09-30: active within 28 days, of paid and trial licences.
    WithTrials,
    /// That of the later Insights reports: users of a calendar month, of paid licences.
    CalendarMonth,
}

impl MetricDefinition {
    /// Every definition, oldest first.
    pub const ALL: [Self; 3] = [Self::Entitlements, Self::WithTrials, Self::CalendarMonth];

    /// Its code, as settings write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Entitlements => "entitlements",
            Self::WithTrials => "with_trials",
            Self::CalendarMonth => "calendar_month",
        }
    }

    /// Whether it can be told from stored counts. Those know windows of 28 days and no
    /// months.
    pub fn is_stored(self) -> bool {
        match self {
            Self::Entitlements | Self::WithTrials => true,
            Self::CalendarMonth => false,
        }
    }

    /// The denominator, of the seats sold and of those on trial.
    pub fn qualified(self, sold: u64, trial_seats: u64) -> u64 {
        match self {
            Self::Entitlements | Self::CalendarMonth => sold,
            Self::WithTrials => sold + trial_seats,
        }
    }
}

/// One customer's trial seats of a day by workload, over the paid SKUs that contain it as
/// base: what [`MetricDefinition::WithTrials`] adds to the entitlements.
pub fn trial_entitlements(plan: &Plan, counts: &DayCounts) -> BTreeMap<usize, u64> {
    let mut by_workload = BTreeMap::new();
    for (sku, counts) in &counts.deployment {
        let Some(sku) = plan.skus().get(*sku).filter(|it| it.class == SkuClass::Paid) else {
            continue;
        };
        for workload in &sku.base {
            *by_workload.entry(*workload).or_default() += counts.trial_seats;
        }
    }
    by_workload.retain(|_, seats| *seats > 0);
    by_workload
}
