//! Reports as they are stored: what their member asked for, and how often they have run.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uptake_app::access::{AccessError, InsightsRecord};

use crate::partner_center::{
    insights::book::{Report, ReportStatus},
    moment::Moment,
};

/// A report as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stored {
    /// What was asked for.
    pub(super) report: Report,
    /// How often it has run.
    pub(super) runs: u32,
}

impl Stored {
    /// Reads what is stored; another version may have stored it.
    pub(super) fn read(record: &InsightsRecord) -> Result<Self, AccessError> {
        let unknown = AccessError::Invalid { field: "report", expected: "one of this version" };
        serde_json::from_value(record.body.clone()).or(Err(unknown))
    }

    pub(super) fn body(&self) -> Result<Value, AccessError> {
        serde_json::to_value(self).or(Err(AccessError::Interrupted))
    }

    /// When it runs next; a report that is paused or has run as often as it was to, never.
    pub(super) fn due(&self, now: Moment) -> Option<Moment> {
        match self.report.status {
            ReportStatus::Active => self.report.plan.next_run(self.runs, now),
            ReportStatus::Paused | ReportStatus::Inactive => None,
        }
    }

    /// The same after one more run.
    pub(super) fn after_run(&self, now: Moment) -> Self {
        let mut after = Self { report: self.report.clone(), runs: self.runs.saturating_add(1) };
        if after.due(now).is_none() {
            after.report.status = ReportStatus::Inactive;
        }
        after
    }
}
