//! Deciding about a recommendation: accepting, snoozing, dismissing, taking it back.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use serde::Deserialize;
use uptake_app::access::{ActionEdit, ActionMaterial, DayEdit, Decided, Doer};
use uptake_model::{CustomerId, Day};
use uptake_play::PlayCode;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::words_of;
use crate::{
    Services,
    api::{
        actions::{ActionBody, action_body},
        view,
    },
    asker::{Act, May},
    extract::{Body, Pair},
    origin::Origin,
    parameters::refused,
    problem::{Failure, Problem},
};

pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new()
        .routes(routes!(accept))
        .routes(routes!(snooze))
        .routes(routes!(dismiss))
        .routes(routes!(reopen))
}

/// How a recommendation is acted on; all of it may be left out.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Acceptance {
    /// Who does it; without it, the asker.
    #[schema(max_length = 200)]
    owner: Option<String>,
    #[schema(value_type = Option<String>, format = Date)]
    planned_from: Option<Day>,
    #[schema(value_type = Option<String>, format = Date)]
    planned_to: Option<Day>,
    #[schema(max_length = 10_000)]
    note: Option<String>,
}

/// Accepts a recommendation: an action is made of it, with the figures as they are and the
/// material of the play. Of one that was accepted already no other action is made: the answer
/// is the one there is.
#[utoipa::path(
    post, path = "/customers/{customer_id}/recommendations/{play}/accept",
    tag = "recommendations", operation_id = "accept_recommendation", request_body = Acceptance,
    extensions(("x-permission" = json!("act"))),
    params(
        ("customer_id" = uuid::Uuid, Path, description = "The tenant's GUID"),
        ("play" = String, Path, description = "The code of the play"),
    ),
    responses(
        (status = 201, body = ActionBody), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem),
    )
)]
pub(crate) async fn accept(
    State(services): State<Services>,
    May { asker, .. }: May<Act>,
    origin: Origin,
    About(customer, play): About,
    headers: HeaderMap,
    Body(body): Body<Acceptance>,
) -> Result<(StatusCode, Json<ActionBody>), Failure> {
    let boundary = services.live.current()?;
    let scope = view::scope(&services, &asker, &boundary).await?;
    boundary.profile(&scope, customer)?;
    let play = play.ok_or(Failure::NotFound)?;
    let rules = services.access.rulebook().await?;
    let words = services.words_for(&headers);
    let material = rules.playbook.get(&play).map(|it| ActionMaterial::of(words_of(it, &words)));
    let edit = ActionEdit {
        owner: body.owner,
        planned_from: DayEdit::Set(body.planned_from),
        planned_to: DayEdit::Set(body.planned_to),
        note: body.note,
        material,
        ..ActionEdit::default()
    };
    let caller = origin.caller();
    let doer = Doer::Member(&asker, &caller);
    let decided =
        Decided { boundary: &boundary, rules: &rules, scope: &scope, customer, play: &play };
    let id = services.access.accept(doer, &decided, edit).await?;
    let action = services.access.action(doer, &scope, id).await?;
    Ok((StatusCode::CREATED, Json(action_body(&action, &boundary, &scope, &asker))))
}

/// Until when a recommendation is left alone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Snooze {
    /// The first day on which it is open again: after today and within a year.
    #[serde(default)]
    #[schema(value_type = String, format = Date)]
    until: Option<Day>,
}

/// Leaves a recommendation alone until a day.
#[utoipa::path(
    post, path = "/customers/{customer_id}/recommendations/{play}/snooze",
    tag = "recommendations", operation_id = "snooze_recommendation", request_body = Snooze,
    extensions(("x-permission" = json!("act"))),
    params(
        ("customer_id" = uuid::Uuid, Path, description = "The tenant's GUID"),
        ("play" = String, Path, description = "The code of the play"),
    ),
    responses(
        (status = 204), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
    )
)]
pub(crate) async fn snooze(
    State(services): State<Services>,
    May { asker, .. }: May<Act>,
    origin: Origin,
    About(customer, play): About,
    Body(body): Body<Snooze>,
) -> Result<StatusCode, Failure> {
    let boundary = services.live.current()?;
    let scope = view::scope(&services, &asker, &boundary).await?;
    boundary.profile(&scope, customer)?;
    let play = play.ok_or(Failure::NotFound)?;
    let until = body.until.ok_or_else(|| refused("until", view::DAY))?;
    let rules = services.access.rulebook().await?;
    let caller = origin.caller();
    let decided =
        Decided { boundary: &boundary, rules: &rules, scope: &scope, customer, play: &play };
    services.access.snooze(Doer::Member(&asker, &caller), &decided, until).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Why a recommendation is left alone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dismissal {
    #[serde(default)]
    #[schema(value_type = String, min_length = 1, max_length = 1000)]
    reason: Option<String>,
}

/// Leaves a recommendation alone for good: until there is another cause for it.
#[utoipa::path(
    post, path = "/customers/{customer_id}/recommendations/{play}/dismiss",
    tag = "recommendations", operation_id = "dismiss_recommendation", request_body = Dismissal,
    extensions(("x-permission" = json!("act"))),
    params(
        ("customer_id" = uuid::Uuid, Path, description = "The tenant's GUID"),
        ("play" = String, Path, description = "The code of the play"),
    ),
    responses(
        (status = 204), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
    )
)]
pub(crate) async fn dismiss(
    State(services): State<Services>,
    May { asker, .. }: May<Act>,
    origin: Origin,
    About(customer, play): About,
    Body(body): Body<Dismissal>,
) -> Result<StatusCode, Failure> {
    let boundary = services.live.current()?;
    let scope = view::scope(&services, &asker, &boundary).await?;
    boundary.profile(&scope, customer)?;
    let play = play.ok_or(Failure::NotFound)?;
    let rules = services.access.rulebook().await?;
    let caller = origin.caller();
    let decided =
        Decided { boundary: &boundary, rules: &rules, scope: &scope, customer, play: &play };
    let reason = body.reason.unwrap_or_default();
    services.access.dismiss(Doer::Member(&asker, &caller), &decided, &reason).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a decision back: the recommendation is open again. An action that was made of it
/// stays.
#[utoipa::path(
    post, path = "/customers/{customer_id}/recommendations/{play}/reopen",
    tag = "recommendations", operation_id = "reopen_recommendation",
    extensions(("x-permission" = json!("act"))),
    params(
        ("customer_id" = uuid::Uuid, Path, description = "The tenant's GUID"),
        ("play" = String, Path, description = "The code of the play"),
    ),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn reopen(
    State(services): State<Services>,
    May { asker, .. }: May<Act>,
    origin: Origin,
    About(customer, play): About,
) -> Result<StatusCode, Failure> {
    let boundary = services.live.current()?;
    let scope = view::scope(&services, &asker, &boundary).await?;
    boundary.profile(&scope, customer)?;
    let play = play.ok_or(Failure::NotFound)?;
    let caller = origin.caller();
    services.access.reopen(Doer::Member(&asker, &caller), customer, &play).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which recommendation of the path. A play that cannot be one is `None`: that the customer is
/// unknown is told first, whatever the play.
pub(crate) struct About(CustomerId, Option<PlayCode>);

impl axum::extract::FromRequestParts<Services> for About {
    type Rejection = Failure;

    async fn from_request_parts(
        parts: &mut axum::http::request::Parts,
        services: &Services,
    ) -> Result<Self, Failure> {
        let Pair(customer, play) =
            Pair::<CustomerId, String>::from_request_parts(parts, services).await?;
        Ok(Self(customer, play.parse().ok()))
    }
}
