//! The product's own API, `/api/v1` (docs/API-DESIGN.md), and the document that describes
//! it.

#![expect(unused_qualifications, reason = "the macros of utoipa write the paths of types in full")]

mod actions;
mod audit;
mod before;
mod catalogue;
mod catalogue_files;
pub(crate) mod cookies;
mod coverage;
mod customer;
mod customers;
mod explain;
mod exports;
mod figures;
mod groups;
mod growth;
mod health;
mod import_jobs;
mod imports;
mod members;
mod names;
mod parts;
mod plays;
mod portfolio;
mod profile;
mod recommendations;
mod resellers;
mod scope;
mod session;
mod signals;
mod subscriptions;
mod support;
mod thresholds;
mod tickets;
mod time;
mod tokens;
mod version;
pub(crate) mod view;
mod views;
mod webhooks;

use std::sync::Arc;

use axum::{Router, http::header, routing::get};
use tower_http::limit::RequestBodyLimitLayer;
use utoipa::{
    Modify, OpenApi,
    openapi::{
        PathItem, RefOr, Response as ResponseOf,
        path::Operation,
        security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};
use utoipa_axum::router::OpenApiRouter;

use crate::{Services, asker::SESSION_COOKIE, problem::PROBLEM_JSON};

const PREFIX: &str = "/api/v1";
/// The body of a request has at most so many bytes, uploads apart.
const MOST_BODY_BYTES: usize = 1024 * 1024;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Uptake",
        description = "Are licences deployed and used? Figures per customer and day, why they \
            are what they are, and what they were counted from.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    modifiers(&Security),
    security(("cookie" = []), ("token" = []))
)]
struct Document;

/// How askers show who they are.
struct Security;

impl Modify for Security {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let cookie = ApiKey::Cookie(ApiKeyValue::new(SESSION_COOKIE));
        components.add_security_scheme("cookie", SecurityScheme::ApiKey(cookie));
        let token = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        components.add_security_scheme("token", SecurityScheme::Http(token));
    }
}

fn routes() -> OpenApiRouter<Services> {
    let routes = OpenApiRouter::new()
        .merge(health::routes())
        .merge(session::routes())
        .merge(profile::routes())
        .merge(portfolio::routes())
        .merge(parts::routes())
        .merge(groups::routes())
        .merge(growth::routes())
        .merge(customers::routes())
        .merge(customer::routes())
        .merge(coverage::routes())
        .merge(subscriptions::routes())
        .merge(signals::routes())
        .merge(support::routes())
        .merge(tickets::routes())
        .merge(explain::routes())
        .merge(exports::routes())
        .merge(imports::routes())
        .merge(import_jobs::routes())
        .merge(catalogue::routes())
        .merge(catalogue_files::routes())
        .merge(members::routes())
        .merge(resellers::routes())
        .merge(tokens::routes())
        .merge(views::routes())
        .merge(audit::routes())
        .merge(recommendations::routes())
        .merge(plays::routes())
        .merge(thresholds::routes())
        .merge(actions::routes())
        .merge(webhooks::routes());
    OpenApiRouter::with_openapi(Document::openapi()).nest(PREFIX, routes)
}

/// What takes files, which may be long.
fn uploads() -> OpenApiRouter<Services> {
    OpenApiRouter::new().nest(PREFIX, imports::uploads())
}

/// The routes with the limits of their bodies, and the document.
pub(crate) fn router(services: &Services) -> Router {
    let document = Arc::new(openapi().to_json().unwrap_or_default());
    let served = get(move || {
        let document = String::clone(&document);
        async move { ([(header::CONTENT_TYPE, "application/json")], document) }
    });
    let (ordinary, _) = routes().split_for_parts();
    let (uploads, _) = uploads().split_for_parts();
    ordinary
        .layer(RequestBodyLimitLayer::new(MOST_BODY_BYTES))
        .merge(uploads.layer(RequestBodyLimitLayer::new(imports::MOST_UPLOAD)))
        .with_state(services.clone())
        .route("/api/openapi.json", served)
}

/// The document that describes the own API: `api/openapi.json`.
pub fn openapi() -> utoipa::openapi::OpenApi {
    let mut document = routes().merge(uploads()).into_openapi();
    for item in document.paths.paths.values_mut() {
        for operation in operations(item) {
            for (status, response) in &mut operation.responses.responses {
                if let (true, RefOr::T(response)) = (is_problem(status), response) {
                    as_problem(response);
                }
            }
        }
    }
    document
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    let PathItem { get, put, post, delete, patch, .. } = item;
    [get, put, post, delete, patch].into_iter().flatten()
}

fn is_problem(status: &str) -> bool {
    status.starts_with(['4', '5'])
}

/// Problems have a media type of their own, which the macros of utoipa cannot be told once.
fn as_problem(response: &mut ResponseOf) {
    if let Some(body) = response.content.shift_remove("application/json") {
        response.content.insert(PROBLEM_JSON.to_owned(), body);
    }
}
