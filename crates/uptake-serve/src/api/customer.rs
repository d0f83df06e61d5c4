//! One customer: its products and workloads on a day and day by day, and its subscriptions.

use std::str::FromStr;

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use serde::Serialize;
use uptake_app::{CustomerReport, SkuName, WorkloadName, live::CustomerTrend};
use uptake_calc::{DeploymentSum, ProductUsageSum, UsageSum};
use uptake_model::{
    CustomerId,
    counts::{DeploymentCounts, PeopleCounts, ProductUsageCounts, UsageCounts},
    percent::Percent,
};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    before::BeforeBody,
    figures::{Coverage, DeploymentFigures, OwnFigures, OwnSeats, UsageFigures, percent},
    names::{CustomerBody, DaysBody, SkuBody, TotalsBody, WorkloadBody},
    portfolio::RangeParams,
    subscriptions::SubscriptionBody,
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
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(trend))
}

/// Deployment of a SKU.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CustomerSku {
    #[serde(flatten)]
    sku: SkuBody,
    #[serde(flatten)]
    figures: DeploymentFigures,
    /// Seats that nobody holds; `null` when nothing tells it.
    unassigned: Option<u64>,
    /// The partner's own seats that nobody holds.
    unassigned_own: Option<OwnSeats>,
    /// Of the partner's own seats those that are held.
    own: Option<OwnFigures>,
}

impl CustomerSku {
    fn of(sku: &SkuName, counts: &DeploymentCounts) -> Self {
        let row = DeploymentSum::over_skus([counts]);
        let is_told = row.is_told();
        Self {
            sku: sku.into(),
            figures: DeploymentFigures::of(counts, sku.is_paid()),
            unassigned: is_told.then(|| row.unassigned()),
            unassigned_own: is_told.then(|| row.own_unassigned().into()),
            own: is_told.then(|| OwnFigures::from(&row.own).with_percents(sku.is_paid())),
        }
    }
}

/// Usage of a workload.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CustomerWorkload {
    #[serde(flatten)]
    workload: WorkloadBody,
    #[serde(flatten)]
    figures: UsageFigures,
    /// The users of the partner's own entitlements, or `null` when nothing is known of the
    /// day.
    own: Option<OwnFigures>,
}

/// The users of the partner's own entitlements.
fn own_users(counts: &UsageCounts) -> Option<OwnFigures> {
    let row = UsageSum::over_workloads([counts]);
    counts.users.map(|_| OwnFigures::from(&row.own))
}

/// Usage of a workload by the holders of a SKU.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProductUsage {
    sku: SkuBody,
    workload: String,
    workload_name: String,
    /// Seats sold of the SKU.
    qualified: u64,
    /// Members active in the workload who hold the SKU or held it within the window; `null`
    /// when nothing is known of the day.
    active: Option<u64>,
    /// Active of qualified.
    usage_percent: Option<f64>,
    /// The users of the partner's own seats, or `null` when nothing is known of the day.
    own: Option<OwnFigures>,
    coverage: Coverage,
}

impl ProductUsage {
    /// The usage of a SKU of which the partner itself sold `own` seats.
    fn of(sku: &SkuName, workload: &WorkloadName, counts: ProductUsageCounts, own: u64) -> Self {
        let ProductUsageCounts { qualified, active, coverage } = counts;
        let ratio = active.and_then(|it| Percent::of(it, qualified));
        let mut row = ProductUsageSum::default();
        row.add(&counts, own, sku.is_paid());
        Self {
            sku: sku.into(),
            workload: workload.code.clone(),
            workload_name: workload.name.clone(),
            qualified,
            active,
            usage_percent: percent(ratio.filter(|_| sku.is_paid())),
            own: active.map(|_| OwnFigures::from(&row.own).with_percents(sku.is_paid())),
            coverage: coverage.into(),
        }
    }
}

/// People of the customer; they never add up over rows.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub(crate) struct PeopleBody {
    /// Members active in any workload; `null` when nothing is known of the day.
    active: Option<u64>,
    /// Members who hold any paid SKU; `null` when it is known that somebody holds something,
    /// and not what.
    licensed: Option<u64>,
}

impl From<PeopleCounts> for PeopleBody {
    fn from(counts: PeopleCounts) -> Self {
        Self { active: counts.active, licensed: counts.licensed }
    }
}

/// One customer on one day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CustomerInsights {
    #[schema(format = Date)]
    day: String,
    customer: CustomerBody,
    /// Over the SKUs that are sold per person, and over all workloads.
    totals: TotalsBody,
    /// The same 28 days before; `null` when nothing is known of that day.
    before: Option<BeforeBody>,
    /// By SKU, most seats first.
    deployment: Vec<CustomerSku>,
    /// By workload, in the order of their codes.
    usage: Vec<CustomerWorkload>,
    /// By SKU and workload.
    product_usage: Vec<ProductUsage>,
    people: Option<PeopleBody>,
    /// The subscriptions in force.
    subscriptions: Vec<SubscriptionBody>,
}

impl CustomerInsights {
    fn of(customer: CustomerBody, report: &CustomerReport) -> Self {
        let totals = &report.totals;
        let own_seats = |sku: &SkuName| {
            let row = report.deployment.iter().find(|(it, _)| it == sku);
            row.map_or(0, |(_, counts)| counts.sold_own)
        };
        let deployment = report.deployment.iter().map(|(sku, it)| CustomerSku::of(sku, it));
        let usage = report.usage.iter().map(|(workload, counts)| CustomerWorkload {
            workload: workload.into(),
            figures: counts.into(),
            own: own_users(counts),
        });
        let product_usage = report.product_usage.iter().map(|(sku, workload, counts)| {
            ProductUsage::of(sku, workload, *counts, own_seats(sku))
        });
        Self {
            day: report.day.to_string(),
            customer,
            totals: totals.into(),
            before: report.before.map(|it| {
                let then = (&it.totals.deployment, &it.totals.usage);
                BeforeBody::of(it.day, then, (&totals.deployment, &totals.usage))
            }),
            deployment: deployment.collect(),
            usage: usage.collect(),
            product_usage: product_usage.collect(),
            people: report.people.map(PeopleBody::from),
            subscriptions: report.subscriptions.iter().map(SubscriptionBody::from).collect(),
        }
    }
}

/// One customer on one day: totals and what has changed in 28 days, deployment by SKU, usage
/// by workload and product, people, subscriptions.
#[utoipa::path(
    get, path = "/customers/{customer_id}", tag = "insights", operation_id = "customer",
    params(("customer_id" = uuid::Uuid, Path, description = "The tenant's GUID"), ViewParams),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = CustomerInsights), (status = 304), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn show(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    Named(customer): Named<CustomerId>,
    mut asked: Parameters,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let seen = see(&services, &asker, &mut asked).await?;
    asked.finish()?;
    let profile = seen.boundary.profile(&seen.scope, customer)?;
    if let Some(unchanged) = seen.unchanged(&asker, &uri, &headers) {
        return Ok(unchanged);
    }
    let report = seen.boundary.customer(&seen.scope, customer, seen.day).await?;
    let body = CustomerInsights::of((&profile).into(), &report);
    Ok(seen.answer(&asker, &uri, body))
}

/// A SKU day by day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SkuSeries {
    #[serde(flatten)]
    sku: SkuBody,
    /// By day; `null` before anything is known.
    deployment: Vec<Option<DeploymentFigures>>,
}

/// A workload day by day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WorkloadSeries {
    #[serde(flatten)]
    workload: WorkloadBody,
    /// By day; a day of which nothing is known has entitlements and no users.
    usage: Vec<Option<UsageFigures>>,
}

/// A customer day by day. `null` is a day of which nothing is known, never a zero. What is not
/// asked for is empty.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CustomerTrendBody {
    days: DaysBody,
    known: DaysBody,
    /// Over all products.
    totals: Vec<Option<TotalsBody>>,
    deployment: Vec<SkuSeries>,
    usage: Vec<WorkloadSeries>,
    people: Vec<Option<PeopleBody>>,
}

/// A part of what is told of a customer day by day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TrendPart {
    /// All products together, and people.
    Totals,
    /// SKUs.
    Deployment,
    /// Workloads.
    Usage,
}

impl FromStr for TrendPart {
    type Err = NoPart;

    fn from_str(text: &str) -> Result<Self, NoPart> {
        match text {
            "totals" => Ok(Self::Totals),
            "deployment" => Ok(Self::Deployment),
            "usage" => Ok(Self::Usage),
            _ => Err(NoPart),
        }
    }
}

/// A text that names no part.
#[derive(Debug)]
struct NoPart;

/// What is told of a customer day by day.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents what `trend` reads")]
pub(crate) struct PartParams {
    /// Parts, parted by commas: `totals` of all products, with people; `deployment` by SKU;
    /// `usage` by workload. Without it all of them, which is megabytes a year.
    only: Option<String>,
}

impl CustomerTrendBody {
    fn of(trend: &CustomerTrend, only: &[TrendPart]) -> Self {
        let is_asked = |part| only.is_empty() || only.contains(&part);
        let deployment = trend.deployment.iter().filter(|_| is_asked(TrendPart::Deployment));
        let deployment = deployment.map(|(sku, days)| {
            let of =
                |it: &Option<_>| it.as_ref().map(|it| DeploymentFigures::of(it, sku.is_paid()));
            SkuSeries { sku: sku.into(), deployment: days.iter().map(of).collect() }
        });
        let usage = trend.usage.iter().filter(|_| is_asked(TrendPart::Usage));
        let usage = usage.map(|(workload, days)| WorkloadSeries {
            workload: workload.into(),
            usage: days.iter().map(|it| it.as_ref().map(UsageFigures::from)).collect(),
        });
        let totals = trend.totals.iter().filter(|_| is_asked(TrendPart::Totals));
        let people = trend.people.iter().filter(|_| is_asked(TrendPart::Totals));
        Self {
            days: trend.days.into(),
            known: trend.known.into(),
            totals: totals.map(|it| it.as_ref().map(TotalsBody::from)).collect(),
            deployment: deployment.collect(),
            usage: usage.collect(),
            people: people.map(|it| it.map(PeopleBody::from)).collect(),
        }
    }
}

/// One customer on each day of a range: SKUs, workloads with classes and overage parts,
/// people.
#[utoipa::path(
    get, path = "/customers/{customer_id}/trend", tag = "insights",
    operation_id = "customer_trend",
    params(
        ("customer_id" = uuid::Uuid, Path, description = "The tenant's GUID"),
        RangeParams, PartParams, ViewParams,
    ),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = CustomerTrendBody), (status = 304), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn trend(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    Named(customer): Named<CustomerId>,
    mut asked: Parameters,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let seen = see(&services, &asker, &mut asked).await?;
    let days = range(&mut asked, &seen)?;
    let only: Vec<TrendPart> = asked.list("only", "some of totals, deployment, usage")?;
    asked.finish()?;
    seen.boundary.profile(&seen.scope, customer)?;
    if let Some(unchanged) = seen.unchanged(&asker, &uri, &headers) {
        return Ok(unchanged);
    }
    let trend = seen.boundary.customer_trend(&seen.scope, customer, days).await?;
    Ok(seen.answer(&asker, &uri, CustomerTrendBody::of(&trend, &only)))
}
