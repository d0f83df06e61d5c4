//! Who sells through whom, for those who manage members: a distributor sees the customers of
//! the resellers below it.

use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use uptake_app::access::Reseller;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    Services,
    asker::{ManageMembers, May},
    extract::{Body, Named},
    origin::Origin,
    parameters::refused,
    problem::{Failure, Problem},
};

/// The longest id of a reseller, in characters.
const MOST_ID: usize = 200;

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(put, remove))
}

/// A reseller.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ResellerBody {
    /// As the column `reseller_id` of the customers gives it, compared exactly.
    reseller_id: String,
    /// The reseller right above it.
    parent_id: Option<String>,
    name: String,
}

/// All resellers, by id.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ResellersBody {
    items: Vec<ResellerBody>,
}

/// What a reseller is called and whom it is below.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResellerToPut {
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// The reseller right above it, if there is one.
    #[serde(default)]
    parent_id: Option<String>,
}

/// Lists the resellers.
#[utoipa::path(
    get, path = "/resellers", tag = "members", operation_id = "resellers",
    extensions(("x-permission" = json!("manage_members"))),
    responses(
        (status = 200, body = ResellersBody), (status = 401, body = Problem),
        (status = 403, body = Problem),
    )
)]
pub(crate) async fn list(
    State(services): State<Services>,
    asker: May<ManageMembers>,
) -> Result<Json<ResellersBody>, Failure> {
    let resellers = services.access.resellers(&asker.asker).await?.into_iter();
    let items = resellers.map(|it| ResellerBody {
        reseller_id: it.id,
        parent_id: it.parent,
        name: it.name,
    });
    Ok(Json(ResellersBody { items: items.collect() }))
}

/// Adds a reseller, or changes its name and place.
#[utoipa::path(
    put, path = "/resellers/{reseller_id}", tag = "members", operation_id = "put_reseller",
    extensions(("x-permission" = json!("manage_members"))),
    params(("reseller_id" = String, Path, description = "Its id, as the customers have it")),
    request_body = ResellerToPut,
    responses(
        (status = 204), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
    )
)]
pub(crate) async fn put(
    State(services): State<Services>,
    asker: May<ManageMembers>,
    origin: Origin,
    Named(id): Named<String>,
    Body(body): Body<ResellerToPut>,
) -> Result<StatusCode, Failure> {
    if id.trim().is_empty() || id.chars().count() > MOST_ID {
        return Err(refused("reseller_id", "a text of 1 to 200 characters"));
    }
    let reseller = Reseller { id, parent: body.parent_id, name: body.name };
    services.access.put_reseller(&asker.asker, &reseller, &origin.caller()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes a reseller that no other is below of. Its customers stay.
#[utoipa::path(
    delete, path = "/resellers/{reseller_id}", tag = "members", operation_id = "remove_reseller",
    extensions(("x-permission" = json!("manage_members"))),
    params(("reseller_id" = String, Path, description = "Its id")),
    responses(
        (status = 204), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    )
)]
pub(crate) async fn remove(
    State(services): State<Services>,
    asker: May<ManageMembers>,
    origin: Origin,
    Named(id): Named<String>,
) -> Result<StatusCode, Failure> {
    services.access.remove_reseller(&asker.asker, &id, &origin.caller()).await?;
    Ok(StatusCode::NO_CONTENT)
}
