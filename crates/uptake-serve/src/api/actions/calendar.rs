//! The calendar: actions by their days, with the renewals of subscriptions.

use axum::{Json, extract::State};
use serde::Serialize;
use uptake_app::{
    access::{Action, Doer},
    live::Renewal,
};
use uptake_model::{Day, DayRange};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{ActionBody, action_body, days_of};
use crate::{
    Services,
    api::{
        names::{CustomerBody, SkuBody},
        view,
    },
    asker::{May, ReadInsights},
    origin::Origin,
    parameters::Parameters,
    problem::{Failure, Problem},
};

pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(calendar))
}

/// Which days.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents what `calendar` reads")]
pub(crate) struct CalendarParams {
    /// The first day.
    #[param(value_type = String, format = Date)]
    from: String,
    /// The last day, at most 800 later.
    #[param(value_type = String, format = Date)]
    to: String,
}

/// A subscription whose commitment ends or renews on a day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CalendarRenewal {
    #[schema(format = Date)]
    on: String,
    customer: CustomerBody,
    subscription_id: String,
    sku: SkuBody,
    /// Seats.
    quantity: u64,
    /// Whether it is a trial, which ends.
    is_trial: bool,
    /// Whether it renews by itself, if that is known.
    auto_renew: Option<bool>,
}

/// What lies within some days.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ActionCalendarBody {
    /// Actions that are planned for, or really touch, one of the days.
    actions: Vec<ActionBody>,
    /// Subscriptions that end or renew, by day.
    renewals: Vec<CalendarRenewal>,
}

/// Actions and renewals within some days, for the customers that the asker may see.
#[utoipa::path(
    get, path = "/actions/calendar", tag = "actions", operation_id = "action_calendar",
    params(CalendarParams), extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = ActionCalendarBody), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn calendar(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    origin: Origin,
    mut asked: Parameters,
) -> Result<Json<ActionCalendarBody>, Failure> {
    let days = days_of(&mut asked)?;
    asked.finish()?;
    let boundary = services.live.current()?;
    let scope = view::scope(&services, &asker, &boundary).await?;
    let caller = origin.caller();
    let mut actions = services.access.actions(Doer::Member(&asker, &caller), &scope).await?;
    actions.retain(|it| touches(it, days));
    let renewals = boundary.renewals(&scope, days).await?;
    let renewal = |it: &Renewal| {
        Some(CalendarRenewal {
            on: it.on.to_string(),
            customer: (&boundary.profile(&scope, it.customer).ok()?).into(),
            subscription_id: it.subscription.clone(),
            sku: (&it.sku).into(),
            quantity: it.quantity,
            is_trial: it.is_trial,
            auto_renew: it.auto_renew,
        })
    };
    Ok(Json(ActionCalendarBody {
        actions: actions.iter().map(|it| action_body(it, &boundary, &scope, &asker)).collect(),
        renewals: renewals.iter().filter_map(renewal).collect(),
    }))
}

/// Whether an action lies in some days: from its first day, real or else planned, to its last.
/// One that has begun and has no last day goes on.
fn touches(action: &Action, days: DayRange) -> bool {
    let first = action.started_on.or(action.planned_from).or(action.planned_to);
    let first = first.or(action.ended_on);
    let last = action.ended_on.or(action.planned_to);
    let Some(first) = first else { return false };
    let goes_on = action.started_on.is_some() && last.is_none();
    let last = last.unwrap_or(if goes_on { Day::MAX } else { first }).max(first);
    first <= days.last() && last >= days.first()
}
