//! Support and satisfaction of several customers together.

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use serde::Serialize;
use uptake_app::{MonthOfAll, WorkloadOfAll, live::SupportOfAll};
use uptake_calc::{HowToLoad, TicketCounts};
use utoipa::ToSchema;

use super::{SatisfactionBody, TicketCountsBody, ratio_of};
use crate::{
    Services,
    api::{
        figures::{Ratio, UsageTotals, percent},
        names::{DaysBody, WorkloadBody},
        portfolio::RangeParams,
        view::{FilterParams, ViewParams, filter, range, see},
    },
    asker::{May, ReadInsights},
    parameters::{Parameters, refused},
    problem::{Failure, Problem},
};

/// How-to tickets of several customers beside the people who work.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct LoadOfAllBody {
    /// The tickets of all whose tickets are known; `null` when nothing is known of anybody's.
    tickets: Option<TicketCountsBody>,
    /// The customers of whom both tickets and active users are known completely: the ratio is
    /// made of them alone.
    customers: u64,
    /// How-to tickets of these customers per 100 of their active members; `null` without such
    /// a customer.
    how_to_per_100: Option<Ratio>,
}

impl LoadOfAllBody {
    fn of(tickets: Option<&TicketCounts>, load: &HowToLoad) -> Self {
        Self {
            tickets: tickets.map(TicketCountsBody::from),
            customers: load.customers,
            how_to_per_100: (load.customers > 0).then(|| ratio_of(load)),
        }
    }
}

/// Support of a workload in a month, of several customers.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct WorkloadOfAllBody {
    #[serde(flatten)]
    workload: WorkloadBody,
    #[serde(flatten)]
    load: LoadOfAllBody,
}

impl From<&WorkloadOfAll> for WorkloadOfAllBody {
    fn from(it: &WorkloadOfAll) -> Self {
        let load = LoadOfAllBody::of(it.tickets.as_ref(), &it.load);
        Self { workload: (&it.workload).into(), load }
    }
}

/// Support and satisfaction of several customers in a month.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct MonthOfAllBody {
    /// `2026-03`.
    month: String,
    /// Its days, as far as they were asked for.
    days: DaysBody,
    /// Customers all of whose tickets are known.
    customers_complete: u64,
    /// Customers of whose tickets those of some days are known.
    customers_partial: u64,
    #[serde(flatten)]
    load: LoadOfAllBody,
    /// By workload, in the order of their codes.
    workloads: Vec<WorkloadOfAllBody>,
    satisfaction: SatisfactionBody,
    /// Usage over the workloads with entitlements on the last day; `null` when it is known of
    /// nobody.
    usage: Option<UsageTotals>,
    /// Covered usage on that day.
    covered_percent: Option<f64>,
}

impl From<&MonthOfAll> for MonthOfAllBody {
    fn from(it: &MonthOfAll) -> Self {
        let [customers_complete, customers_partial] = it.told;
        Self {
            month: it.month.to_string(),
            days: it.days.into(),
            customers_complete,
            customers_partial,
            load: LoadOfAllBody::of(it.tickets.as_ref(), &it.load),
            workloads: it.workloads.iter().map(WorkloadOfAllBody::from).collect(),
            satisfaction: (&it.satisfaction).into(),
            usage: (it.usage.customers > 0).then(|| UsageTotals::of(&it.usage)),
            covered_percent: percent(it.usage.covered_percent()),
        }
    }
}

/// Support and satisfaction of several customers by month.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SupportOfAllBody {
    /// How many customers are asked about, whether anything is known of them or not.
    customers: usize,
    months: Vec<MonthOfAllBody>,
}

impl From<&SupportOfAll> for SupportOfAllBody {
    fn from(report: &SupportOfAll) -> Self {
        Self {
            customers: report.customers,
            months: report.months.iter().map(MonthOfAllBody::from).collect(),
        }
    }
}

/// Tickets, how-to load and satisfaction of all customers together by month.
#[utoipa::path(
    get, path = "/portfolio/support", tag = "insights", operation_id = "portfolio_support",
    params(RangeParams, ViewParams, FilterParams),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = SupportOfAllBody), (status = 304), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn support_of_all(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    mut asked: Parameters,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let seen = see(&services, &asker, &mut asked).await?;
    let filter = filter(&mut asked)?;
    if filter.has_products() {
        return Err(refused("services", "left out: tickets are counted by workload"));
    }
    let days = range(&mut asked, &seen)?;
    asked.finish()?;
    if let Some(unchanged) = seen.unchanged(&asker, &uri, &headers) {
        return Ok(unchanged);
    }
    let report = seen.boundary.support_of_all(&seen.scope, &filter, days).await?;
    Ok(seen.answer(&asker, &uri, SupportOfAllBody::from(&*report)))
}
