//! Whether the server lives, and what it is.

use axum::{Json, extract::State, http::header, response::IntoResponse};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    Services,
    asker::{May, ReadInsights, SignIn},
    problem::{Failure, Problem},
};

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(health)).routes(routes!(version)).routes(routes!(numbers))
}

/// Whether the server can answer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Health {
    /// `ok`, always: a server that is not does not answer.
    status: &'static str,
}

/// Tells that the server answers and its state can be read. Anybody may ask.
#[utoipa::path(
    get, path = "/health", tag = "server", operation_id = "health", security(()),
    responses((status = 200, body = Health), (status = 503, body = Problem))
)]
pub(crate) async fn health(State(services): State<Services>) -> Result<Json<Health>, Failure> {
    services.access.is_reachable().await?;
    Ok(Json(Health { status: "ok" }))
}

/// The program and the data that it shows.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Version {
    /// The version of the program.
    version: &'static str,
    /// The ledger entry that answers show; 0 before the first import.
    ledger_entry: i64,
}

/// The program's version and the state of its data.
#[utoipa::path(
    get, path = "/version", tag = "server", operation_id = "version",
    responses((status = 200, body = Version), (status = 401, body = Problem))
)]
pub(crate) async fn version(
    _asker: May<SignIn>,
    State(services): State<Services>,
) -> Json<Version> {
    let ledger_entry = services.ledger_entry();
    Json(Version { version: env!("CARGO_PKG_VERSION"), ledger_entry })
}

/// Numbers about the server itself, for Prometheus.
#[utoipa::path(
    get, path = "/metrics", tag = "server", operation_id = "metrics",
    responses(
        (status = 200, body = String, content_type = "text/plain"),
        (status = 401, body = Problem),
    )
)]
pub(crate) async fn numbers(
    _asker: May<ReadInsights>,
    State(services): State<Services>,
) -> impl IntoResponse {
    services.telemetry.shows(services.ledger_entry());
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], services.telemetry.text())
}
