//! The portfolio: totals, trend, and the customers to look at first.

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use serde::Serialize;
use uptake_app::live::{
    Attention, AttentionQuery, Portfolio, PortfolioQuery, Ranked, Trend, TrendQuery, TrendWorkload,
};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    before::{BeforeBody, UsageChangeBody},
    figures::{DeploymentSpread, DeploymentTotals, UsageSpread, UsageTotals},
    names::{CustomerRow, DaysBody, SkuBody, TotalsBody, WorkloadBody},
    view::{FilterParams, Seen, ViewParams, filter, range, see},
};
use crate::{
    Services,
    asker::{May, ReadInsights},
    parameters::Parameters,
    problem::{Failure, Problem},
};

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(trend)).routes(routes!(attention))
}

/// Usage of a workload over customers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WorkloadUsage {
    #[serde(flatten)]
    workload: WorkloadBody,
    usage: UsageSpread,
    /// The same 28 days before.
    before: Option<UsageTotals>,
    /// What has changed since.
    change: Option<UsageChangeBody>,
}

/// Deployment of a SKU over customers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SkuDeployment {
    #[serde(flatten)]
    sku: SkuBody,
    deployment: DeploymentSpread,
}

/// The newest days of which data has come in; they differ.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProcessedBody {
    /// Of subscriptions and assignments.
    #[schema(format = Date)]
    deployment: Option<String>,
    /// Of activity.
    #[schema(format = Date)]
    usage: Option<String>,
}

/// The key figures of some customers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PortfolioBody {
    #[schema(format = Date)]
    day: String,
    /// Whose licences the distributions are of: `all` or `own`.
    sellers: &'static str,
    /// The days of which anything is known of a customer in scope.
    known: Option<DaysBody>,
    processed: ProcessedBody,
    /// How many customers are meant.
    customers: u64,
    /// Those of them of whom nothing is known on the day.
    customers_unknown: u64,
    /// Over the SKUs that are sold per person; each customer counts once.
    deployment: DeploymentSpread,
    /// Over the workloads with entitlements; each customer counts once, a user in each
    /// workload.
    usage: UsageSpread,
    /// By workload, in the order of their codes.
    workloads: Vec<WorkloadUsage>,
    /// By SKU, most seats first.
    skus: Vec<SkuDeployment>,
    /// The same customers and products 28 days before; `null` when nothing is known of that
    /// day.
    before: Option<BeforeBody>,
}

/// The key figures of the customers that the asker may see.
#[utoipa::path(
    get, path = "/portfolio", tag = "insights", operation_id = "portfolio",
    params(ViewParams, FilterParams), extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = PortfolioBody), (status = 304), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn show(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    mut asked: Parameters,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let seen = see(&services, &asker, &mut asked).await?;
    let filter = filter(&mut asked)?;
    asked.finish()?;
    if let Some(unchanged) = seen.unchanged(&asker, &uri, &headers) {
        return Ok(unchanged);
    }
    let query = PortfolioQuery { day: seen.day, sellers: seen.sellers, filter };
    let portfolio = seen.boundary.portfolio(&seen.scope, &query).await?;
    let processed = seen.boundary.processed(&seen.scope).await?;
    let processed = ProcessedBody {
        deployment: processed.deployment.map(|it| it.to_string()),
        usage: processed.usage.map(|it| it.to_string()),
    };
    Ok(seen.answer(&asker, &uri, body(&seen, &portfolio, processed)))
}

fn body(seen: &Seen, portfolio: &Portfolio, processed: ProcessedBody) -> PortfolioBody {
    let before = portfolio.before.as_ref();
    let earlier =
        |code: &str| before?.workloads.iter().find(|(it, _)| it.code == code).map(|(_, sum)| sum);
    let workloads = portfolio.workloads.iter().map(|(workload, sum)| {
        let before = earlier(&workload.code);
        WorkloadUsage {
            workload: workload.into(),
            usage: sum.into(),
            before: before.map(UsageTotals::of),
            change: before.map(|it| sum.change_since(it).into()),
        }
    });
    let skus = portfolio.skus.iter().map(|(sku, sum)| SkuDeployment {
        sku: sku.into(),
        deployment: DeploymentSpread::of(sum, sku.is_paid()),
    });
    PortfolioBody {
        day: portfolio.day.to_string(),
        sellers: seen.sellers_code(),
        known: seen.boundary.days(&seen.scope).map(DaysBody::from),
        processed,
        customers: portfolio.customers,
        customers_unknown: portfolio.customers_unknown,
        deployment: DeploymentSpread::of(&portfolio.deployment, true),
        usage: (&portfolio.usage).into(),
        workloads: workloads.collect(),
        skus: skus.collect(),
        before: before.map(|it| {
            let now = (&portfolio.deployment, &portfolio.usage);
            BeforeBody::of(it.day, (&it.deployment, &it.usage), now)
        }),
    }
}

/// The days of a trend.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents what `range` reads")]
pub(crate) struct RangeParams {
    /// The first day; without it, 364 days before the last.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<String>,
    /// The last day; without it, the day of `on`.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<String>,
}

/// A workload day by day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WorkloadTrend {
    #[serde(flatten)]
    workload: WorkloadBody,
    /// By day; `null` where nothing is known.
    usage: Vec<Option<UsageTotals>>,
    /// By day how many customers are in no sum.
    customers_missing: Vec<u64>,
}

/// The portfolio day by day. `null` is a day of which nothing is known, never a zero.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TrendBody {
    days: DaysBody,
    deployment: Vec<Option<DeploymentTotals>>,
    usage: Vec<Option<UsageTotals>>,
    /// By day how many customers with entitlements are in no sum of `usage`.
    customers_missing: Vec<u64>,
    /// By workload, in the order of their codes; `null` when they were not asked for.
    workloads: Option<Vec<WorkloadTrend>>,
}

impl From<&Trend> for TrendBody {
    fn from(trend: &Trend) -> Self {
        let usage = |sums: &[Option<uptake_calc::UsageSum<()>>]| {
            sums.iter().map(|it| it.as_ref().map(UsageTotals::of)).collect()
        };
        let deployment = trend.deployment.iter();
        let workload = |it: &TrendWorkload| WorkloadTrend {
            workload: (&it.workload).into(),
            usage: usage(&it.usage),
            customers_missing: it.missing.clone(),
        };
        let workloads = trend.workloads.as_ref();
        Self {
            days: trend.days.into(),
            deployment: deployment
                .map(|it| it.as_ref().map(|it| DeploymentTotals::of(it, true)))
                .collect(),
            usage: usage(&trend.usage),
            customers_missing: trend.missing.clone(),
            workloads: workloads.map(|it| it.iter().map(workload).collect()),
        }
    }
}

/// What a trend tells beside its totals.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents what `trend` reads")]
pub(crate) struct DetailParams {
    /// `workloads` tells each workload, too. A question for some `workloads` tells these
    /// without it; all of them are megabytes a year.
    with: Option<String>,
}

/// The portfolio on each day of a range: totals, and workloads when they are asked for.
#[utoipa::path(
    get, path = "/portfolio/trend", tag = "insights", operation_id = "portfolio_trend",
    params(RangeParams, DetailParams, ViewParams, FilterParams),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = TrendBody), (status = 304), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn trend(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    mut asked: Parameters,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let seen = see(&services, &asker, &mut asked).await?;
    let filter = filter(&mut asked)?;
    let days = range(&mut asked, &seen)?;
    let are_asked = asked.choice("with", &[("workloads", true)])?.unwrap_or(false);
    asked.finish()?;
    if let Some(unchanged) = seen.unchanged(&asker, &uri, &headers) {
        return Ok(unchanged);
    }
    let with_workloads = are_asked || !filter.workloads.is_empty();
    let query = TrendQuery { days, filter, with_workloads };
    let trend = seen.boundary.trend(&seen.scope, &query).await?;
    Ok(seen.answer(&asker, &uri, TrendBody::from(&*trend)))
}

/// How many customers of each kind.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents what `attention` reads")]
pub(crate) struct MostParams {
    /// At most so many of each kind: 1 to 100; 10 without it.
    #[param(minimum = 1, maximum = 100)]
    most: Option<u32>,
}

/// A customer in a list, and what it is in it for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RankedBody {
    #[serde(flatten)]
    customer: CustomerRow,
    /// What ranks it: hundredths of a percent or point, seats, or users.
    value: u64,
    /// The figures that it fell from.
    before: Option<TotalsBody>,
}

impl From<&Ranked> for RankedBody {
    fn from(ranked: &Ranked) -> Self {
        Self {
            customer: (&ranked.customer).into(),
            value: ranked.value,
            before: ranked.before.as_ref().map(TotalsBody::from),
        }
    }
}

/// The customers to look at first; each list has the worst first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AttentionBody {
    #[schema(format = Date)]
    day: String,
    /// Whose licences: `all` or `own`.
    sellers: &'static str,
    /// Lowest covered usage of those with at least 5 entitlements, in hundredths of a percent.
    lowest: Vec<RankedBody>,
    /// Most seats that nobody holds.
    unused: Vec<RankedBody>,
    /// Greatest falls since 28 days before, in hundredths of a point.
    falls: Vec<RankedBody>,
    /// Most users beyond the entitlements; empty for own seats.
    overage: Vec<RankedBody>,
}

/// The customers to look at first.
#[utoipa::path(
    get, path = "/portfolio/attention", tag = "insights", operation_id = "portfolio_attention",
    params(MostParams, ViewParams, FilterParams),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = AttentionBody), (status = 304), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn attention(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    mut asked: Parameters,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let seen = see(&services, &asker, &mut asked).await?;
    let filter = filter(&mut asked)?;
    let most = asked.number("most", 1..=100)?.unwrap_or(10);
    asked.finish()?;
    if let Some(unchanged) = seen.unchanged(&asker, &uri, &headers) {
        return Ok(unchanged);
    }
    let query = AttentionQuery { day: seen.day, sellers: seen.sellers, filter, most };
    let found = seen.boundary.attention(&seen.scope, &query).await?;
    let Attention { lowest, unused, falls, overage } = &*found;
    let list = |ranked: &[Ranked]| ranked.iter().map(RankedBody::from).collect();
    let body = AttentionBody {
        day: seen.day.to_string(),
        sellers: seen.sellers_code(),
        lowest: list(lowest),
        unused: list(unused),
        falls: list(falls),
        overage: list(overage),
    };
    Ok(seen.answer(&asker, &uri, body))
}
