//! The signals of a customer: what conditions are written over, and the unused seats behind
//! some of them (docs/signals.md).

use std::collections::BTreeMap;

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use serde::Serialize;
use uptake_app::{CustomerSignalsReport, NamedUnused};
use uptake_calc::{
    Cost, CustomerSignals, PricedSeats, RENEWAL_DAYS, Renewals, SignalName, SkuSignals,
    WorkloadSignals,
};
use uptake_model::CustomerId;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    names::{SkuBody, WorkloadBody},
    view::{ViewParams, see},
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
    OpenApiRouter::new().routes(routes!(signals))
}

/// Values by the names of signals, each a whole number in the unit of its name; `null` is not
/// known.
type Values = BTreeMap<&'static str, Option<i64>>;

/// Money of one currency; currencies are never added up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct MoneyBody {
    /// ISO 4217.
    currency: String,
    /// A plain decimal, exact: `57.50`.
    amount: String,
}

/// What seats cost per month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct CostBody {
    /// By currency.
    monthly: Vec<MoneyBody>,
    /// Seats without a price, which are in no amount.
    unpriced_seats: u64,
}

impl From<&Cost> for CostBody {
    fn from(cost: &Cost) -> Self {
        let monthly = cost.by_currency.iter().map(|(currency, amount)| MoneyBody {
            currency: currency.to_string(),
            amount: amount.to_string(),
        });
        Self { monthly: monthly.collect(), unpriced_seats: cost.unpriced_seats }
    }
}

/// Seats with what they cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct PricedSeatsBody {
    seats: u64,
    #[serde(flatten)]
    cost: CostBody,
}

impl From<&PricedSeats> for PricedSeatsBody {
    fn from(seats: &PricedSeats) -> Self {
        Self { seats: seats.seats, cost: (&seats.cost).into() }
    }
}

/// Own seats that no commitment binds within so many days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct ReducibleBody {
    within_days: i32,
    #[serde(flatten)]
    seats: PricedSeatsBody,
}

/// The unused paid seats of a SKU: three figures that overlap and are never added up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct UnusedBody {
    #[serde(flatten)]
    sku: SkuBody,
    /// Seats sold by the sellers in question.
    sold: u64,
    /// People who hold one, whoever sold it; `null` when nothing tells it.
    assigned: Option<u64>,
    /// Users who held it for the whole window and used nothing of it; `null` when that is not
    /// known.
    idle: Option<u64>,
    /// Workloads of which nothing was ever reported: idle users may have used them.
    unreported: Vec<WorkloadBody>,
    /// Seats that nobody holds; `null` when nothing tells who holds one.
    exposure: Option<PricedSeatsBody>,
    /// Seats that would be free if idle users gave theirs back; `null` when they are not
    /// known.
    reassignable: Option<PricedSeatsBody>,
    /// Of the exposure, what can be given up at renewal; `null` when it is not known.
    reducible: Option<Vec<ReducibleBody>>,
}

impl From<&NamedUnused> for UnusedBody {
    fn from(named: &NamedUnused) -> Self {
        let it = &named.unused;
        let reducible = |(days, seats): (&i32, &PricedSeats)| ReducibleBody {
            within_days: *days,
            seats: seats.into(),
        };
        Self {
            sku: (&named.sku).into(),
            sold: it.sold,
            assigned: it.assigned,
            idle: it.idle,
            unreported: named.unreported.iter().map(WorkloadBody::from).collect(),
            exposure: it.exposure.as_ref().map(PricedSeatsBody::from),
            reassignable: it.reassignable.as_ref().map(PricedSeatsBody::from),
            reducible: it
                .reducible
                .as_ref()
                .map(|it| RENEWAL_DAYS.iter().zip(it).map(reducible).collect()),
        }
    }
}

/// Subscriptions whose commitment ends within so many days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct RenewalsBody {
    within_days: i32,
    subscriptions: u64,
    #[serde(flatten)]
    seats: PricedSeatsBody,
}

impl RenewalsBody {
    /// What is due within each of the days that are worth knowing of.
    pub(crate) fn each(renewals: &[Renewals; 2]) -> Vec<Self> {
        let due = RENEWAL_DAYS.iter().zip(renewals).map(|(within_days, it)| Self {
            within_days: *within_days,
            subscriptions: it.subscriptions,
            seats: (&it.seats).into(),
        });
        due.collect()
    }
}

/// The signals of a workload.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WorkloadSignalsBody {
    /// The code of the workload.
    workload: String,
    /// By name of the signal; `null` is not known.
    #[schema(value_type = BTreeMap<String, Option<i64>>)]
    signals: Values,
}

/// The signals of a SKU.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SkuSignalsBody {
    /// GUID or part number of the SKU.
    sku: String,
    /// By name of the signal; `null` is not known.
    #[schema(value_type = BTreeMap<String, Option<i64>>)]
    signals: Values,
}

/// The signals of a customer on a day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignalsBody {
    #[schema(format = Uuid)]
    customer_id: String,
    #[schema(format = Date)]
    day: String,
    /// Of the customer as a whole, by name of the signal; `null` is not known.
    #[schema(value_type = BTreeMap<String, Option<i64>>)]
    signals: Values,
    /// By workload.
    workloads: Vec<WorkloadSignalsBody>,
    /// By SKU.
    skus: Vec<SkuSignalsBody>,
    /// Unused paid seats by SKU, with what they cost.
    unused: Vec<UnusedBody>,
    /// The partner's own subscriptions whose commitment ends soon.
    renewals: Vec<RenewalsBody>,
}

fn values(names: &[SignalName], value: impl Fn(&str) -> Option<i64>) -> Values {
    names.iter().map(|it| (it.name, value(it.name))).collect()
}

impl From<&CustomerSignalsReport> for SignalsBody {
    fn from(report: &CustomerSignalsReport) -> Self {
        let signals = &report.signals;
        let workloads = signals.workloads.iter().map(|(code, it)| WorkloadSignalsBody {
            workload: code.to_string(),
            signals: values(WorkloadSignals::NAMES, |name| it.value(name)),
        });
        let skus = signals.skus.iter().map(|(sku, it)| SkuSignalsBody {
            sku: sku.to_string(),
            signals: values(SkuSignals::NAMES, |name| it.value(name)),
        });
        Self {
            customer_id: report.customer.to_string(),
            day: report.day.to_string(),
            signals: values(CustomerSignals::NAMES, |name| signals.customer.value(name)),
            workloads: workloads.collect(),
            skus: skus.collect(),
            unused: report.unused.iter().map(UnusedBody::from).collect(),
            renewals: RenewalsBody::each(&report.renewals),
        }
    }
}

/// The signals of a customer on a day, with its unused seats and what is due for renewal.
#[utoipa::path(
    get, path = "/customers/{customer_id}/signals", tag = "insights",
    operation_id = "customer_signals",
    params(("customer_id" = uuid::Uuid, Path, description = "The tenant's GUID"), ViewParams),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = SignalsBody), (status = 304), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn signals(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    Named(customer): Named<CustomerId>,
    mut asked: Parameters,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let seen = see(&services, &asker, &mut asked).await?;
    asked.finish()?;
    seen.boundary.profile(&seen.scope, customer)?;
    if let Some(unchanged) = seen.unchanged(&asker, &uri, &headers) {
        return Ok(unchanged);
    }
    let report = seen.boundary.signals(&seen.scope, customer, (seen.day, seen.sellers)).await?;
    Ok(seen.answer(&asker, &uri, SignalsBody::from(&report)))
}
