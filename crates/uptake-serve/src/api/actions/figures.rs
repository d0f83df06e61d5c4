//! Figures before and after an action, beside each other. They are no effect of it.

use std::collections::BTreeMap;

use axum::{Json, extract::State};
use serde::Serialize;
use uptake_app::{
    access::{ActionId, Doer},
    live::ActionFigures,
};
use uptake_model::{CustomerId, Scope};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::body::FiguresOnDay;
use crate::{
    Services,
    api::{names::CustomerBody, view},
    asker::{May, ReadInsights},
    extract::Named,
    origin::Origin,
    problem::{Failure, Problem},
};

pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(show))
}

/// A customer's figures around an action.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CustomerFigures {
    #[serde(flatten)]
    customer: CustomerBody,
    /// On the newest known day before the action began; `null` while it has not.
    before: Option<FiguresOnDay>,
    /// On the day on which it ended, or on the newest known while it has not; `null` while no
    /// day since it began is known.
    after: Option<FiguresOnDay>,
}

/// Figures around an action.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ActionFiguresBody {
    /// Always `not_an_effect`: the figures stand beside each other, and nothing says that the
    /// action is why they differ.
    reading: &'static str,
    items: Vec<CustomerFigures>,
}

/// Covered usage and how-to load of an action's customers before it began and when it ended.
#[utoipa::path(
    get, path = "/actions/{action_id}/figures", tag = "actions", operation_id = "action_figures",
    params(("action_id" = uuid::Uuid, Path, description = "The action")),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = ActionFiguresBody), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    )
)]
pub(crate) async fn show(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    origin: Origin,
    Named(id): Named<ActionId>,
) -> Result<Json<ActionFiguresBody>, Failure> {
    let boundary = services.live.current()?;
    let scope = view::scope(&services, &asker, &boundary).await?;
    let caller = origin.caller();
    let action = services.access.action(Doer::Member(&asker, &caller), &scope, id).await?;
    let theirs = Scope::Customers(action.customers.keys().copied().collect());
    let (started, ended) = (action.started_on, action.ended_on);
    let started = started.filter(|it| *it <= services.access.today());
    let (before, after) = match started {
        Some(started) => boundary.figures_around(&theirs, (started, ended)).await?,
        None => (BTreeMap::new(), BTreeMap::new()),
    };
    let of = |all: &BTreeMap<CustomerId, ActionFigures>, customer: &CustomerId| {
        all.get(customer).copied().map(FiguresOnDay::from)
    };
    let items = action.customers.keys().filter_map(|customer| {
        Some(CustomerFigures {
            customer: (&boundary.profile(&scope, *customer).ok()?).into(),
            before: of(&before, customer),
            after: of(&after, customer),
        })
    });
    Ok(Json(ActionFiguresBody { reading: "not_an_effect", items: items.collect() }))
}
