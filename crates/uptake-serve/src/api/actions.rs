//! Actions: what the partner does for customers, planned, followed and looked back on.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use uptake_app::access::{ActionId, ActionStatus, Doer};
use uptake_model::{CustomerId, Day};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    version::seen_version,
    view::{self, DAY},
};
use crate::{
    Services,
    asker::{Act, May, ReadInsights},
    extract::{Body, Named},
    origin::Origin,
    parameters::{Parameters, refused},
    problem::{Failure, Problem},
};
use body::ActionToChange;

mod body;
mod calendar;
mod figures;
mod files;

pub(super) use body::{ActionBody, action_body};

/// A page has at most so many actions.
const MOST_ROWS: usize = 500;
const USUAL_ROWS: usize = 100;

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .merge(calendar::routes())
        .merge(files::routes())
        .routes(routes!(show, change))
        .merge(figures::routes())
}

/// Which actions.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents what `list` reads")]
pub(crate) struct ActionParams {
    /// `planned`, `running`, `done`, `dropped`, parted by commas; all without it.
    status: Option<String>,
    /// Codes of plays, parted by commas.
    plays: Option<String>,
    /// Only actions for this customer.
    customer: Option<String>,
    /// Only actions of this owner, by name.
    owner: Option<String>,
    /// The `next` of an earlier page.
    cursor: Option<String>,
    /// At most so many: 1 to 500; 100 without it.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
}

/// How many actions there are of each status.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(crate) struct ActionCounts {
    planned: usize,
    running: usize,
    done: usize,
    dropped: usize,
}

/// A page of actions, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ActionsBody {
    items: Vec<ActionBody>,
    /// How many actions the whole list has.
    total: usize,
    /// Where the next page begins; `null` on the last.
    next: Option<String>,
    /// Of all that the question is about, whatever their status: the columns of a board.
    statuses: ActionCounts,
}

/// Lists the actions for the customers that the asker may see, the latest first.
#[utoipa::path(
    get, path = "/actions", tag = "actions", operation_id = "actions",
    params(ActionParams), extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = ActionsBody), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn list(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    origin: Origin,
    mut asked: Parameters,
) -> Result<Json<ActionsBody>, Failure> {
    let statuses: Vec<ActionStatus> = asked.list("status", "planned, running, done, dropped")?;
    let plays: Vec<String> = asked.list("plays", "codes of plays, parted by commas")?;
    let customer = asked.value::<CustomerId>("customer", "the GUID of a tenant")?;
    let owner = asked.text("owner");
    let after = asked.value::<ActionId>("cursor", "the `next` of an earlier page")?;
    let limit = asked.value::<usize>("limit", "a number from 1 to 500")?.unwrap_or(USUAL_ROWS);
    asked.finish()?;
    if !(1..=MOST_ROWS).contains(&limit) {
        return Err(refused("limit", "a number from 1 to 500"));
    }
    let boundary = services.live.current()?;
    let scope = view::scope(&services, &asker, &boundary).await?;
    let caller = origin.caller();
    let mut all = services.access.actions(Doer::Member(&asker, &caller), &scope).await?;
    all.retain(|it| {
        (plays.is_empty() || plays.contains(&it.play))
            && customer.is_none_or(|customer| it.customers.contains_key(&customer))
            && owner.as_ref().is_none_or(|owner| it.owner == *owner)
    });
    all.reverse();
    let count = |status| all.iter().filter(|it| it.status == status).count();
    let counts = ActionCounts {
        planned: count(ActionStatus::Planned),
        running: count(ActionStatus::Running),
        done: count(ActionStatus::Done),
        dropped: count(ActionStatus::Dropped),
    };
    all.retain(|it| statuses.is_empty() || statuses.contains(&it.status));
    let from = after
        .map_or(0, |after| all.iter().position(|it| it.id == after).map_or(all.len(), |at| at + 1));
    let rows: Vec<_> = all.iter().skip(from).take(limit).collect();
    let next = rows.last().filter(|_| from + rows.len() < all.len()).map(|it| it.id.to_string());
    Ok(Json(ActionsBody {
        items: rows.iter().map(|it| action_body(it, &boundary, &scope, &asker)).collect(),
        total: all.len(),
        next,
        statuses: counts,
    }))
}

/// Plans an action.
#[utoipa::path(
    post, path = "/actions", tag = "actions", operation_id = "add_action",
    request_body = ActionToChange, extensions(("x-permission" = json!("act"))),
    responses(
        (status = 201, body = ActionBody), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem),
    )
)]
pub(crate) async fn add(
    State(services): State<Services>,
    May { asker, .. }: May<Act>,
    origin: Origin,
    Body(body): Body<ActionToChange>,
) -> Result<Response, Failure> {
    let boundary = services.live.current()?;
    let scope = view::scope(&services, &asker, &boundary).await?;
    let caller = origin.caller();
    let doer = Doer::Member(&asker, &caller);
    let id = services.access.add_action(doer, &boundary, &scope, body.edit()?).await?;
    let action = services.access.action(doer, &scope, id).await?;
    let body = Json(action_body(&action, &boundary, &scope, &asker));
    Ok((StatusCode::CREATED, [(header::ETAG, tag(action.version))], body).into_response())
}

fn tag(version: i64) -> String {
    format!("\"{version}\"")
}

/// Shows an action.
#[utoipa::path(
    get, path = "/actions/{action_id}", tag = "actions", operation_id = "action",
    params(("action_id" = uuid::Uuid, Path, description = "The action")),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = ActionBody), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    )
)]
pub(crate) async fn show(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    origin: Origin,
    Named(id): Named<ActionId>,
) -> Result<Response, Failure> {
    let boundary = services.live.current()?;
    let scope = view::scope(&services, &asker, &boundary).await?;
    let caller = origin.caller();
    let action = services.access.action(Doer::Member(&asker, &caller), &scope, id).await?;
    let body = Json(action_body(&action, &boundary, &scope, &asker));
    Ok(([(header::ETAG, tag(action.version))], body).into_response())
}

/// Changes an action as `If-Match` says that the asker saw it. Customers out of the asker's
/// scope stay in it.
#[utoipa::path(
    patch, path = "/actions/{action_id}", tag = "actions", operation_id = "change_action",
    request_body = ActionToChange, extensions(("x-permission" = json!("act"))),
    params(
        ("action_id" = uuid::Uuid, Path, description = "The action"),
        ("If-Match" = String, Header, description = "Its version in quotes, as its ETag is"),
    ),
    responses(
        (status = 200, body = ActionBody), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
    )
)]
pub(crate) async fn change(
    State(services): State<Services>,
    May { asker, .. }: May<Act>,
    origin: Origin,
    Named(id): Named<ActionId>,
    headers: HeaderMap,
    Body(body): Body<ActionToChange>,
) -> Result<Response, Failure> {
    let version = seen_version(&headers)?;
    let boundary = services.live.current()?;
    let scope = view::scope(&services, &asker, &boundary).await?;
    let caller = origin.caller();
    let doer = Doer::Member(&asker, &caller);
    let which = (id, version);
    services.access.change_action(doer, &boundary, &scope, which, body.edit()?).await?;
    let action = services.access.action(doer, &scope, id).await?;
    let body = Json(action_body(&action, &boundary, &scope, &asker));
    Ok(([(header::ETAG, tag(action.version))], body).into_response())
}

/// Two days of a question, both given.
fn days_of(asked: &mut Parameters) -> Result<uptake_model::DayRange, Failure> {
    let day = |it: Option<Day>, name| it.ok_or_else(|| refused(name, DAY));
    let from = day(asked.value("from", DAY)?, "from")?;
    let to = day(asked.value("to", DAY)?, "to")?;
    let days = uptake_model::DayRange::new(from, to);
    let days = days.ok_or_else(|| refused("from", "a day not after `to`"))?;
    if days.days() > 800 {
        return Err(refused("from", "at most 800 days before `to`"));
    }
    Ok(days)
}
