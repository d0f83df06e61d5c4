//! The subscriptions of a customer in force on a day.

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use serde::Serialize;
use uptake_app::SubscriptionLine;
use uptake_model::CustomerId;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    names::SkuBody,
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
    OpenApiRouter::new().routes(routes!(list))
}

/// A subscription in the state that is in force, or seats that Microsoft counted.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct SubscriptionBody {
    /// `null` of seats that Microsoft counted: they are no subscription.
    subscription_id: Option<String>,
    sku: SkuBody,
    /// Seats.
    quantity: u64,
    /// `active`, `grace`, `suspended`, `disabled`, `expired`, `deprovisioned`, `cancelled`,
    /// `converted` or `pending`.
    status: &'static str,
    is_trial: bool,
    /// `own`, `partner` or `microsoft`; `counted` of seats that Microsoft counted over all
    /// sellers, `counted_others` of what it counted beyond the partner's own subscriptions.
    seller: &'static str,
    /// Price per seat and month, as the file writes it.
    unit_price: Option<String>,
    /// ISO 4217.
    currency: Option<String>,
    /// ISO 8601: `P1Y`.
    term: Option<String>,
    billing_cycle: Option<String>,
    auto_renew: Option<bool>,
    /// The day on which the commitment ends or renews.
    #[schema(format = Date)]
    commitment_end: Option<String>,
    #[schema(format = Date)]
    created_on: Option<String>,
    /// The day of the record.
    #[schema(format = Date)]
    as_of: String,
}

impl From<&SubscriptionLine> for SubscriptionBody {
    fn from(line: &SubscriptionLine) -> Self {
        Self {
            subscription_id: line.subscription.clone(),
            sku: (&line.sku).into(),
            quantity: line.quantity,
            status: line.status.as_str(),
            is_trial: line.is_trial,
            seller: line.sold_by.as_str(),
            unit_price: line.unit_price.clone(),
            currency: line.currency.clone(),
            term: line.term.clone(),
            billing_cycle: line.billing_cycle.clone(),
            auto_renew: line.auto_renew,
            commitment_end: line.commitment_end.map(|it| it.to_string()),
            created_on: line.created_on.map(|it| it.to_string()),
            as_of: line.as_of.to_string(),
        }
    }
}

/// Subscriptions, by id.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SubscriptionsBody {
    #[schema(format = Date)]
    day: String,
    items: Vec<SubscriptionBody>,
}

/// The subscriptions of a customer in the state that is in force on a day.
#[utoipa::path(
    get, path = "/customers/{customer_id}/subscriptions", tag = "insights",
    operation_id = "subscriptions",
    params(("customer_id" = uuid::Uuid, Path, description = "The tenant's GUID"), ViewParams),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = SubscriptionsBody), (status = 304), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn list(
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
    let lines = seen.boundary.subscriptions(&seen.scope, customer, seen.day).await?;
    let items = lines.iter().map(SubscriptionBody::from).collect();
    Ok(seen.answer(&asker, &uri, SubscriptionsBody { day: seen.day.to_string(), items }))
}
