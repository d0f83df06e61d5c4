//! Views that a member saves: what a page is asked for, under a name.

use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uptake_app::access::{View, ViewToPut};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::time::Moment;
use crate::{
    Services,
    asker::{May, SignIn},
    extract::{Body, Named},
    origin::Origin,
    problem::{Failure, Problem},
};

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(put, remove))
}

/// A view that the asker saved.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ViewBody {
    /// What the asker calls it.
    name: String,
    /// The code of the page that it is a view of, as it was saved.
    page: String,
    /// What the page is asked for, as it was saved.
    #[schema(value_type = Object)]
    search: Value,
    changed_at: Moment,
}

impl From<View> for ViewBody {
    fn from(view: View) -> Self {
        Self {
            name: view.name,
            page: view.page,
            search: view.search,
            changed_at: Moment::of_millis(view.changed_at_ms),
        }
    }
}

/// The asker's views, by name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ViewsBody {
    items: Vec<ViewBody>,
}

/// What a view says.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ViewToSave {
    /// The code of the page: small letters and hyphens.
    #[schema(min_length = 1, max_length = 40, pattern = "^[a-z_-]+$")]
    page: String,
    /// What the page is asked for, in the page's own words: at most 8 KiB of JSON.
    #[schema(value_type = Object)]
    search: Map<String, Value>,
}

/// Lists the asker's saved views.
#[utoipa::path(
    get, path = "/views", tag = "views", operation_id = "views",
    extensions(("x-permission" = json!("sign_in"))),
    responses(
        (status = 200, body = ViewsBody), (status = 401, body = Problem),
        (status = 403, body = Problem),
    )
)]
pub(crate) async fn list(
    State(services): State<Services>,
    May { asker, .. }: May<SignIn>,
) -> Result<Json<ViewsBody>, Failure> {
    let views = services.access.views(&asker).await?;
    Ok(Json(ViewsBody { items: views.into_iter().map(ViewBody::from).collect() }))
}

/// Saves a view of the asker, in the place of one of that name: at most 100.
#[utoipa::path(
    put, path = "/views/{view}", tag = "views", operation_id = "put_view",
    params(("view" = String, Path, description = "Its name: 1 to 100 characters")),
    extensions(("x-permission" = json!("sign_in"))), request_body = ViewToSave,
    responses(
        (status = 204), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem),
    )
)]
pub(crate) async fn put(
    State(services): State<Services>,
    May { asker, .. }: May<SignIn>,
    origin: Origin,
    Named(name): Named<String>,
    Body(body): Body<ViewToSave>,
) -> Result<StatusCode, Failure> {
    let put = ViewToPut { name, page: body.page, search: Value::Object(body.search) };
    services.access.put_view(&asker, put, &origin.caller()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Drops a view of the asker.
#[utoipa::path(
    delete, path = "/views/{view}", tag = "views", operation_id = "drop_view",
    params(("view" = String, Path, description = "Its name")),
    extensions(("x-permission" = json!("sign_in"))),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn remove(
    State(services): State<Services>,
    May { asker, .. }: May<SignIn>,
    origin: Origin,
    Named(name): Named<String>,
) -> Result<StatusCode, Failure> {
    services.access.drop_view(&asker, name.trim(), &origin.caller()).await?;
    Ok(StatusCode::NO_CONTENT)
}
