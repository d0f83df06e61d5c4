//! What is known of which days of a customer's use, and why the rest is not.

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use serde::Serialize;
use uptake_app::live::CustomerCoverage;
use uptake_calc::{Known, Lack};
use uptake_model::CustomerId;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    figures::Coverage,
    names::{DaysBody, WorkloadBody},
    portfolio::RangeParams,
    view::{ViewParams, range, see},
};
use crate::{
    Services,
    asker::{May, ReadInsights},
    extract::Named,
    parameters::Parameters,
    problem::{Failure, Problem},
};

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(coverage))
}

/// Why less than everything is known of a day. Where several hold, the first of them in this
/// order is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LackBody {
    /// The catalogue names no activity source for the workload.
    NoSource,
    /// A snapshot as of the day waits for confirmation.
    HeldSnapshot,
    /// Rows that were set aside would have told of days of the window.
    RowsSetAside,
    /// There is no data at all of an activity source of the workload.
    NeverReported,
    /// The report of a day of the window was left out; data before and after it has come in.
    Missing,
    /// Days of the window lie after the last of which data has come in.
    Late,
    /// Days of the window lie before the first of which there is data.
    BeforeFirst,
}

impl From<Lack> for LackBody {
    fn from(lack: Lack) -> Self {
        match lack {
            Lack::NoSource => Self::NoSource,
            Lack::HeldSnapshot => Self::HeldSnapshot,
            Lack::RowsSetAside => Self::RowsSetAside,
            Lack::NeverReported => Self::NeverReported,
            Lack::Missing => Self::Missing,
            Lack::Late => Self::Late,
            Lack::BeforeFirst => Self::BeforeFirst,
        }
    }
}

/// What is known of one day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct KnownDay {
    coverage: Coverage,
    /// Of the 28 days, how many are known.
    days_covered: u8,
    /// Whether the newest source came less than 3 days after the day.
    is_preliminary: bool,
    /// Why it is not complete; `null` when it is.
    reason: Option<LackBody>,
}

impl KnownDay {
    fn new(known: Known, lack: Option<Lack>) -> Self {
        Self {
            coverage: known.state.into(),
            days_covered: known.days_covered,
            is_preliminary: known.preliminary,
            reason: lack.map(LackBody::from),
        }
    }
}

/// What is known of a workload by day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WorkloadCoverageBody {
    #[serde(flatten)]
    workload: WorkloadBody,
    /// The activity sources that count for it.
    sources: Vec<String>,
    days: Vec<KnownDay>,
}

/// What is known of an activity source.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SourceCoverageBody {
    source: String,
    /// Days without any data.
    missing: Vec<DaysBody>,
    /// Days that a snapshot of last-activity dates makes complete.
    snapshots: Vec<String>,
}

/// What is known of a customer's use, and of which days there is no data.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CoverageBody {
    days: DaysBody,
    /// The workloads that the customer is entitled to or uses on one of the days, or of which
    /// data in particular has come in.
    workloads: Vec<WorkloadCoverageBody>,
    /// By activity source of these, from 27 days before the first day.
    sources: Vec<SourceCoverageBody>,
}

impl From<&CustomerCoverage> for CoverageBody {
    fn from(coverage: &CustomerCoverage) -> Self {
        let workloads = coverage.workloads.iter().map(|it| WorkloadCoverageBody {
            workload: (&it.workload).into(),
            sources: it.sources.iter().map(ToString::to_string).collect(),
            days: it
                .days
                .iter()
                .zip(&it.lacks)
                .map(|(it, lack)| KnownDay::new(*it, *lack))
                .collect(),
        });
        let sources = coverage.sources.iter().map(|it| SourceCoverageBody {
            source: it.source.to_string(),
            missing: it.days.missing.iter().map(|it| DaysBody::from(*it)).collect(),
            snapshots: it.days.snapshots.iter().map(ToString::to_string).collect(),
        });
        Self {
            days: coverage.days.into(),
            workloads: workloads.collect(),
            sources: sources.collect(),
        }
    }
}

/// What is known of a customer's use on each day of a range, and why.
#[utoipa::path(
    get, path = "/customers/{customer_id}/coverage", tag = "insights",
    operation_id = "customer_coverage",
    params(
        ("customer_id" = uuid::Uuid, Path, description = "The tenant's GUID"),
        RangeParams, ViewParams,
    ),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = CoverageBody), (status = 304), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn coverage(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    Named(customer): Named<CustomerId>,
    mut asked: Parameters,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let seen = see(&services, &asker, &mut asked).await?;
    let days = range(&mut asked, &seen)?;
    asked.finish()?;
    seen.boundary.profile(&seen.scope, customer)?;
    if let Some(unchanged) = seen.unchanged(&asker, &uri, &headers) {
        return Ok(unchanged);
    }
    let coverage = seen.boundary.coverage(&seen.scope, customer, days).await?;
    Ok(seen.answer(&asker, &uri, CoverageBody::from(&coverage)))
}
