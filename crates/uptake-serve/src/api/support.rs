//! Support and satisfaction by month, beside who works and what is used.

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use serde::Serialize;
use uptake_app::{MonthSupport, SupportReport, WorkloadSupport};
use uptake_calc::{HowToLoad, Satisfaction, TicketCounts};
use uptake_model::CustomerId;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    figures::{Ratio, UsageTotals, percent},
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

mod of_all;

/// The routes of this file and of those in its folder.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(support)).routes(routes!(of_all::support_of_all))
}

/// Tickets by what they are about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct TicketCountsBody {
    total: u64,
    how_to: u64,
    fault: u64,
    access: u64,
    billing: u64,
    other: u64,
    /// Without category and subject.
    unclassified: u64,
}

impl From<&TicketCounts> for TicketCountsBody {
    fn from(counts: &TicketCounts) -> Self {
        Self {
            total: counts.total(),
            how_to: counts.how_to,
            fault: counts.fault,
            access: counts.access,
            billing: counts.billing,
            other: counts.other,
            unclassified: counts.unclassified,
        }
    }
}

/// How-to tickets beside the people who work.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct LoadBody {
    /// The tickets; `null` when they are not known, which is not 0.
    tickets: Option<TicketCountsBody>,
    /// Members active within the 28 days that end with the month's last day.
    active_users: Option<u64>,
    /// How-to tickets per 100 of them: the percentage of the ratio; `null` unless both are known
    /// completely.
    how_to_per_100: Option<Ratio>,
}

impl LoadBody {
    fn of(
        tickets: Option<&TicketCounts>,
        active_users: Option<u64>,
        load: Option<&HowToLoad>,
    ) -> Self {
        Self {
            tickets: tickets.map(TicketCountsBody::from),
            active_users,
            how_to_per_100: load.map(ratio_of),
        }
    }
}

fn ratio_of(load: &HowToLoad) -> Ratio {
    Ratio::of(load.how_to, load.active_users)
}

/// Support of a workload in a month.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct WorkloadSupportBody {
    #[serde(flatten)]
    workload: WorkloadBody,
    /// How much is known of who is active: `complete`, `lower_bound` or `missing`.
    coverage: &'static str,
    #[serde(flatten)]
    load: LoadBody,
}

impl From<&WorkloadSupport> for WorkloadSupportBody {
    fn from(it: &WorkloadSupport) -> Self {
        Self {
            workload: (&it.workload).into(),
            coverage: it.coverage.as_str(),
            load: LoadBody::of(it.tickets.as_ref(), it.active_users, it.load.as_ref()),
        }
    }
}

/// What customers answer.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct SatisfactionBody {
    /// Answers on satisfaction.
    csat_answers: u64,
    /// The sum of their scores, and its mean in hundredths; `null` without an answer.
    csat_sum: u64,
    csat_mean_hundredths: Option<u64>,
    /// Scores of 4 and 5.
    csat_satisfied: Ratio,
    /// Answers on recommendation.
    nps_answers: u64,
    /// Scores of 9 and 10.
    promoters: u64,
    /// Scores of 6 and less.
    detractors: u64,
    /// The net promoter score, from −100 to 100; `null` without an answer.
    nps: Option<i64>,
}

impl From<&Satisfaction> for SatisfactionBody {
    fn from(it: &Satisfaction) -> Self {
        Self {
            csat_answers: it.csat_answers,
            csat_sum: it.csat_sum,
            csat_mean_hundredths: it.csat_mean_hundredths(),
            csat_satisfied: Ratio::of(it.csat_satisfied, it.csat_answers),
            nps_answers: it.nps_answers,
            promoters: it.promoters,
            detractors: it.detractors,
            nps: it.nps(),
        }
    }
}

/// Support and satisfaction in a month.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct MonthSupportBody {
    /// `2026-03`.
    month: String,
    /// Its days, as far as they were asked for.
    days: DaysBody,
    /// How much is known of the tickets: `complete`, `lower_bound` or `missing`.
    tickets_coverage: &'static str,
    /// On how many of the days all tickets are known.
    days_covered: u64,
    #[serde(flatten)]
    load: LoadBody,
    /// By workload, in the order of their codes.
    workloads: Vec<WorkloadSupportBody>,
    satisfaction: SatisfactionBody,
    /// Usage over the workloads with entitlements on the last day; `null` when that day is
    /// not known.
    usage: Option<UsageTotals>,
    /// Covered usage on that day.
    covered_percent: Option<f64>,
}

impl From<&MonthSupport> for MonthSupportBody {
    fn from(it: &MonthSupport) -> Self {
        Self {
            month: it.month.to_string(),
            days: it.days.into(),
            tickets_coverage: it.tickets.coverage.as_str(),
            days_covered: it.tickets.days_covered,
            load: LoadBody::of(it.tickets.counts.as_ref(), it.active_users, it.load.as_ref()),
            workloads: it.workloads.iter().map(WorkloadSupportBody::from).collect(),
            satisfaction: (&it.satisfaction).into(),
            usage: it.totals.is_known.then(|| UsageTotals::of(&it.totals.usage)),
            covered_percent: percent(it.totals.usage.covered_percent()),
        }
    }
}

/// Support and satisfaction by month.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SupportBody {
    #[schema(format = Uuid)]
    customer_id: String,
    months: Vec<MonthSupportBody>,
}

impl From<&SupportReport> for SupportBody {
    fn from(report: &SupportReport) -> Self {
        Self {
            customer_id: report.customer.to_string(),
            months: report.months.iter().map(MonthSupportBody::from).collect(),
        }
    }
}

/// Tickets, how-to load and satisfaction of a customer by month.
#[utoipa::path(
    get, path = "/customers/{customer_id}/support", tag = "insights",
    operation_id = "customer_support",
    params(
        ("customer_id" = uuid::Uuid, Path, description = "The tenant's GUID"),
        RangeParams, ViewParams,
    ),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = SupportBody), (status = 304), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn support(
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
    let report = seen.boundary.support(&seen.scope, customer, days).await?;
    Ok(seen.answer(&asker, &uri, SupportBody::from(&report)))
}
