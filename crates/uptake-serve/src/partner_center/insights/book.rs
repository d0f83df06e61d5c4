//! Queries, reports and their runs, and who keeps them.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use uptake_model::{DayRange, Guid};

use crate::partner_center::{asker::Asker, moment::Moment, source::SourceError};

pub mod plan;

pub use plan::{Callback, Format, Plan, PlanError};

/// A member's query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// Its id.
    pub id: Guid,
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// The query; it has been read once.
    pub text: String,
    /// Who made it.
    pub user: Option<String>,
    /// When.
    pub created: Moment,
}

/// A report: a query that is run by a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Its id.
    pub id: Guid,
    /// Its query: a member's, or one that comes with a dataset.
    pub query_id: String,
    /// The query itself, as it was when the report was made.
    pub query_text: String,
    /// When it runs and what comes of it.
    pub plan: Plan,
    /// Who made it.
    pub user: Option<String>,
    /// When.
    pub created: Moment,
    /// When it was changed.
    pub modified: Option<Moment>,
    /// Whether it runs.
    pub status: ReportStatus,
}

/// Whether a report runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReportStatus {
    /// It will run.
    Active,
    /// It waits for somebody.
    Paused,
    /// It has run as often as it was to.
    Inactive,
}

impl ReportStatus {
    /// As answers write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::Paused => "Paused",
            Self::Inactive => "Inactive",
        }
    }
}

/// A run of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Execution {
    /// Its id.
    pub id: Guid,
    /// The report.
    pub report: Guid,
    /// How far it is.
    pub status: ExecutionStatus,
    /// What came of it.
    pub done: Option<Done>,
}

/// What came of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// Where the file can be fetched without a token, gzip-encoded.
    pub link: String,
    /// Until when.
    pub expires: Moment,
    /// When it was written.
    pub generated: Moment,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExecutionStatus {
    /// It waits.
    Pending,
    /// It runs.
    Running,
    /// It was stopped.
    Paused,
    /// It is done.
    Completed,
}

impl ExecutionStatus {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Running, Self::Paused, Self::Completed];

    /// As answers write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "Pending",
            Self::Running => "Running",
            Self::Paused => "Paused",
            Self::Completed => "Completed",
        }
    }
}

/// Keeps queries, reports and runs, each for the asker who made them: another's are unknown.
///
/// Running reports is the server's work: it reads them here, evaluates their queries with
/// the scope of the asker and puts the runs in.
#[async_trait]
pub trait Book: Send + Sync {
    /// The asker's queries, oldest first.
    async fn queries(&self, asker: &Asker) -> Result<Vec<Query>, SourceError>;

    /// Keeps a query.
    async fn put_query(&self, asker: &Asker, query: Query) -> Result<(), SourceError>;

    /// Drops a query; reports keep their copy of it.
    async fn drop_query(&self, asker: &Asker, id: Guid) -> Result<(), SourceError>;

    /// The asker's reports, oldest first.
    async fn reports(&self, asker: &Asker) -> Result<Vec<Report>, SourceError>;

    /// Keeps a report, or what was changed of it. One that executes now is to be run at
    /// once.
    async fn put_report(&self, asker: &Asker, report: Report) -> Result<(), SourceError>;

    /// Drops a report with its runs.
    async fn drop_report(&self, asker: &Asker, id: Guid) -> Result<(), SourceError>;

    /// The runs of one of the asker's reports within the last 90 days, oldest first.
    async fn executions(&self, asker: &Asker, report: Guid) -> Result<Vec<Execution>, SourceError>;
}

/// The days that replace those of a query, when both ends are given.
pub fn replaced_days(start: Option<Moment>, end: Option<Moment>) -> Option<DayRange> {
    DayRange::new(start?.day(), end?.day())
}
