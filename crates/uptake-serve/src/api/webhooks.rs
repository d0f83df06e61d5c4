//! Webhooks: who is told when an action changes.

use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use uptake_app::access::{Doer, Webhook, WebhookId};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::time::Moment;
use crate::{
    Services,
    asker::{ManagePlays, May},
    extract::{Body, Named},
    origin::Origin,
    problem::{Failure, Problem},
};

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(change, remove))
}

/// A webhook. Its secret was shown once, when it was added.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhookBody {
    #[schema(format = Uuid)]
    webhook_id: String,
    name: String,
    address: String,
    is_enabled: bool,
    created_at: Moment,
    /// When something last arrived.
    delivered_at: Option<Moment>,
    /// When something last did not arrive.
    failed_at: Option<Moment>,
    /// Why, as a code: `address`, `unresolved`, `private`, `elsewhere` or `refused`.
    failure: Option<String>,
}

impl From<Webhook> for WebhookBody {
    fn from(webhook: Webhook) -> Self {
        Self {
            webhook_id: webhook.id.to_string(),
            name: webhook.name,
            address: webhook.address,
            is_enabled: webhook.is_enabled,
            created_at: Moment::of_millis(webhook.created_at_ms),
            delivered_at: webhook.delivered_at_ms.map(Moment::of_millis),
            failed_at: webhook.failed_at_ms.map(Moment::of_millis),
            failure: webhook.failure,
        }
    }
}

/// All webhooks, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WebhooksBody {
    items: Vec<WebhookBody>,
}

/// Lists the webhooks.
#[utoipa::path(
    get, path = "/settings/webhooks", tag = "actions", operation_id = "webhooks",
    extensions(("x-permission" = json!("manage_plays"))),
    responses((status = 200, body = WebhooksBody), (status = 401, body = Problem), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(services): State<Services>,
    May { asker, .. }: May<ManagePlays>,
) -> Result<Json<WebhooksBody>, Failure> {
    let webhooks = services.access.webhooks(&asker).await?;
    Ok(Json(WebhooksBody { items: webhooks.into_iter().map(WebhookBody::from).collect() }))
}

/// A webhook to add.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WebhookToAdd {
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// Where changes are sent to, by `POST`.
    #[schema(max_length = 2000)]
    address: String,
}

/// A webhook that was added.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AddedWebhookBody {
    #[schema(format = Uuid)]
    webhook_id: String,
    /// What is sent is signed with this; it is shown this once.
    secret: String,
}

/// Adds a webhook: it is told of every change of an action, with a signed body.
#[utoipa::path(
    post, path = "/settings/webhooks", tag = "actions", operation_id = "add_webhook",
    request_body = WebhookToAdd, extensions(("x-permission" = json!("manage_plays"))),
    responses(
        (status = 201, body = AddedWebhookBody), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem),
    )
)]
pub(crate) async fn add(
    State(services): State<Services>,
    May { asker, .. }: May<ManagePlays>,
    origin: Origin,
    Body(body): Body<WebhookToAdd>,
) -> Result<(StatusCode, Json<AddedWebhookBody>), Failure> {
    let caller = origin.caller();
    let doer = Doer::Member(&asker, &caller);
    let added = services.access.add_webhook(doer, &body.name, &body.address).await?;
    let (webhook_id, secret) = (added.id.to_string(), added.secret.reveal().to_owned());
    Ok((StatusCode::CREATED, Json(AddedWebhookBody { webhook_id, secret })))
}

/// What is changed of a webhook.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WebhookToChange {
    /// Whether it is told. What waits for one that is switched off is dropped.
    is_enabled: bool,
}

/// Switches a webhook on or off.
#[utoipa::path(
    patch, path = "/settings/webhooks/{webhook_id}", tag = "actions",
    operation_id = "change_webhook", request_body = WebhookToChange,
    params(("webhook_id" = uuid::Uuid, Path, description = "The webhook")),
    extensions(("x-permission" = json!("manage_plays"))),
    responses(
        (status = 204), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
    )
)]
pub(crate) async fn change(
    State(services): State<Services>,
    May { asker, .. }: May<ManagePlays>,
    origin: Origin,
    Named(id): Named<WebhookId>,
    Body(body): Body<WebhookToChange>,
) -> Result<StatusCode, Failure> {
    let caller = origin.caller();
    let doer = Doer::Member(&asker, &caller);
    services.access.enable_webhook(doer, id, body.is_enabled).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes a webhook with what waits for it.
#[utoipa::path(
    delete, path = "/settings/webhooks/{webhook_id}", tag = "actions",
    operation_id = "remove_webhook",
    params(("webhook_id" = uuid::Uuid, Path, description = "The webhook")),
    extensions(("x-permission" = json!("manage_plays"))),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn remove(
    State(services): State<Services>,
    May { asker, .. }: May<ManagePlays>,
    origin: Origin,
    Named(id): Named<WebhookId>,
) -> Result<StatusCode, Failure> {
    let caller = origin.caller();
    services.access.remove_webhook(Doer::Member(&asker, &caller), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
