//! How the portfolio grows by month, whole and divided (docs/signals.md).

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use serde::{Deserialize, Serialize};
use uptake_app::live::{
    Attribute, GroupKey, GrowthDimension, GrowthLine, GrowthQuery, GrowthReport,
};
use uptake_calc::{Flow, Growth};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    names::SkuBody,
    portfolio::RangeParams,
    signals::RenewalsBody,
    view::{FilterParams, ViewParams, filter, range, see},
};
use crate::{
    Services,
    asker::{May, ReadInsights},
    parameters::Parameters,
    problem::{Failure, Problem},
};

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(growth))
}

/// By what growth is divided.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum GrowthBy {
    /// The service of SKUs.
    Service,
    /// The SKU.
    Sku,
    /// The customer's country.
    Country,
    /// The customer's segment.
    Segment,
    /// The customer's indirect reseller.
    Reseller,
    /// The customer's tags; one with several counts in each.
    Tag,
}

/// How growth is divided.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents what `growth` reads")]
pub(crate) struct GrowthParams {
    /// By what it is divided; without it, the whole alone.
    #[param(inline)]
    by: Option<GrowthBy>,
}

/// A count at the end of the month before, what changed it, and what it is then:
/// `start + gained + first_seen − lost = end`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct FlowBody {
    start: u64,
    gained: u64,
    /// Was there before, but is known only since this month.
    first_seen: u64,
    lost: u64,
    end: u64,
}

impl From<&Flow> for FlowBody {
    fn from(flow: &Flow) -> Self {
        let Flow { start, gained, first_seen, lost, end } = *flow;
        Self { start, gained, first_seen, lost, end }
    }
}

/// Growth over a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct GrowthBody {
    /// Customers with at least one seat sold.
    customers: FlowBody,
    /// Seats sold.
    seats: FlowBody,
    /// Paid subscriptions that people can use.
    subscriptions: FlowBody,
    trials_started: u64,
    trials_converted: u64,
    trials_ended: u64,
}

impl From<&Growth> for GrowthBody {
    fn from(growth: &Growth) -> Self {
        Self {
            customers: (&growth.customers).into(),
            seats: (&growth.seats).into(),
            subscriptions: (&growth.subscriptions).into(),
            trials_started: growth.trials.started,
            trials_converted: growth.trials.converted,
            trials_ended: growth.trials.ended,
        }
    }
}

/// A month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct GrowthMonthBody {
    /// `2026-03`.
    month: String,
    /// The day that it ends with, or up to which it is asked.
    #[schema(format = Date)]
    last: String,
}

/// Growth month by month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct GrowthLineBody {
    /// In the order of the months; `null` for months before data begins.
    months: Vec<Option<GrowthBody>>,
    /// Subscriptions whose commitment ends soon after the asked day.
    renewals: Vec<RenewalsBody>,
}

impl From<&GrowthLine> for GrowthLineBody {
    fn from(line: &GrowthLine) -> Self {
        Self {
            months: line.months.iter().map(|it| it.as_ref().map(GrowthBody::from)).collect(),
            renewals: RenewalsBody::each(&line.renewals),
        }
    }
}

/// A part of the portfolio.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct GrowthGroupBody {
    /// The service, country, segment, reseller or tag; `null` where it is not given, and for
    /// SKUs.
    key: Option<String>,
    /// The SKU, when it is divided by SKU.
    sku: Option<SkuBody>,
    #[serde(flatten)]
    growth: GrowthLineBody,
}

impl From<&(GroupKey, GrowthLine)> for GrowthGroupBody {
    fn from((key, line): &(GroupKey, GrowthLine)) -> Self {
        let (key, sku) = match key {
            GroupKey::Service(text) | GroupKey::Label(text) => (text.clone(), None),
            GroupKey::Workload(workload) => (Some(workload.code.clone()), None),
            GroupKey::Sku(sku) => (None, Some(sku.into())),
        };
        Self { key, sku, growth: line.into() }
    }
}

/// Growth by month.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GrowthReportBody {
    #[schema(format = Date)]
    day: String,
    /// Whose licences: `all` or `own`.
    sellers: &'static str,
    months: Vec<GrowthMonthBody>,
    total: GrowthLineBody,
    groups: Vec<GrowthGroupBody>,
}

impl GrowthReportBody {
    fn of(report: &GrowthReport, sellers: &'static str) -> Self {
        let months = report.months.iter().map(|(month, last)| GrowthMonthBody {
            month: month.to_string(),
            last: last.to_string(),
        });
        Self {
            day: report.day.to_string(),
            sellers,
            months: months.collect(),
            total: (&report.total).into(),
            groups: report.groups.iter().map(GrowthGroupBody::from).collect(),
        }
    }
}

/// Customers, seats and subscriptions gained and lost by month, trials, and renewals due.
#[utoipa::path(
    get, path = "/portfolio/growth", tag = "insights", operation_id = "portfolio_growth",
    params(GrowthParams, RangeParams, ViewParams, FilterParams),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = GrowthReportBody), (status = 304), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn growth(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    mut asked: Parameters,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let seen = see(&services, &asker, &mut asked).await?;
    let filter = filter(&mut asked)?;
    let days = range(&mut asked, &seen)?;
    let choices = [
        ("service", GrowthDimension::Service),
        ("sku", GrowthDimension::Sku),
        ("country", GrowthDimension::Attribute(Attribute::Country)),
        ("segment", GrowthDimension::Attribute(Attribute::Segment)),
        ("reseller", GrowthDimension::Attribute(Attribute::Reseller)),
        ("tag", GrowthDimension::Attribute(Attribute::Tag)),
    ];
    let by = asked.choice("by", &choices)?;
    asked.finish()?;
    if let Some(unchanged) = seen.unchanged(&asker, &uri, &headers) {
        return Ok(unchanged);
    }
    let query = GrowthQuery { days, sellers: seen.sellers, filter, by };
    let report = seen.boundary.growth(&seen.scope, &query).await?;
    Ok(seen.answer(&asker, &uri, GrowthReportBody::of(&report, seen.sellers_code())))
}
