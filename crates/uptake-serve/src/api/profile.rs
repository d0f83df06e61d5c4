//! What members change of themselves.

use axum::{Json, extract::State, http::StatusCode};
use axum_extra::extract::CookieJar;
use serde::{Deserialize, Serialize};
use uptake_app::access::{ProfileEdit, second_factor::FactorSecret};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::cookies::with_session;
use crate::{
    Services,
    asker::{May, SignIn},
    extract::Body,
    origin::Origin,
    problem::{Failure, Problem},
};

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(change)).routes(routes!(change_password)).routes(routes!(
        offer,
        take,
        drop_factor
    ))
}

/// What to change; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProfileChange {
    name: Option<String>,
    /// `en` or `es`.
    language: Option<String>,
    /// `light`, `dark` or `system`.
    theme: Option<String>,
}

/// Changes name, language or theme.
#[utoipa::path(
    patch, path = "/profile", tag = "session", operation_id = "change_profile",
    extensions(("x-permission" = json!("sign_in"))), request_body = ProfileChange,
    responses(
        (status = 204), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 412, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
    )
)]
pub(crate) async fn change(
    State(services): State<Services>,
    asker: May<SignIn>,
    origin: Origin,
    Body(body): Body<ProfileChange>,
) -> Result<StatusCode, Failure> {
    let ProfileChange { name, language, theme } = body;
    let edit = ProfileEdit { name, language, theme };
    services.access.change_profile(&asker.asker, edit, &origin.caller()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The present password and the new one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordChange {
    present: String,
    new: String,
}

/// Sets a new password. Every other session ends.
#[utoipa::path(
    put, path = "/profile/password", tag = "session", operation_id = "change_password",
    extensions(("x-permission" = json!("sign_in"))), request_body = PasswordChange,
    responses(
        (status = 204), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 412, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn change_password(
    State(services): State<Services>,
    asker: May<SignIn>,
    origin: Origin,
    jar: CookieJar,
    Body(body): Body<PasswordChange>,
) -> Result<(CookieJar, StatusCode), Failure> {
    services.limits.guess(origin.address)?;
    let (access, caller) = (&services.access, origin.caller());
    let signed_in = access.change_password(&asker.asker, body.present, body.new, &caller).await?;
    Ok((with_session(jar, &signed_in), StatusCode::NO_CONTENT))
}

/// A second factor to confirm.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Offer {
    /// What a person can type into an authenticator app.
    secret: String,
    /// What an app reads from a QR code.
    url: String,
}

/// Begins to add a second factor: nothing changes until its first code is shown.
#[utoipa::path(
    post, path = "/profile/second-factor", tag = "session", operation_id = "offer_second_factor",
    extensions(("x-permission" = json!("sign_in"))),
    responses((status = 200, body = Offer), (status = 401, body = Problem), (status = 403, body = Problem))
)]
pub(crate) async fn offer(
    State(services): State<Services>,
    asker: May<SignIn>,
) -> Result<Json<Offer>, Failure> {
    let offer = services.access.offer_second_factor(&asker.asker).await?;
    Ok(Json(Offer { secret: offer.secret.to_base32(), url: offer.url }))
}

/// The offered secret with the first code that the app makes of it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Confirmation {
    secret: String,
    code: String,
    password: String,
}

/// Codes for the day the app is lost, each good once. They are shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Codes {
    recovery_codes: Vec<String>,
}

/// Adds the second factor. Every other session ends.
#[utoipa::path(
    put, path = "/profile/second-factor", tag = "session", operation_id = "take_second_factor",
    extensions(("x-permission" = json!("sign_in"))), request_body = Confirmation,
    responses(
        (status = 200, body = Codes), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 412, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 429, body = Problem),
    )
)]
pub(crate) async fn take(
    State(services): State<Services>,
    asker: May<SignIn>,
    origin: Origin,
    jar: CookieJar,
    Body(body): Body<Confirmation>,
) -> Result<(CookieJar, Json<Codes>), Failure> {
    services.limits.guess(origin.address)?;
    let secret = FactorSecret::from_base32(&body.secret).ok_or(Failure::InvalidParameter {
        name: "secret".to_owned(),
        expected: "the secret that was offered".to_owned(),
    })?;
    let (access, caller) = (&services.access, origin.caller());
    let (codes, signed_in) = access
        .take_second_factor(&asker.asker, body.password, &secret, &body.code, &caller)
        .await?;
    Ok((with_session(jar, &signed_in), Json(Codes { recovery_codes: codes.0 })))
}

/// The present password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Password {
    password: String,
}

/// Takes the second factor away. Every other session ends.
#[utoipa::path(
    delete, path = "/profile/second-factor", tag = "session",
    operation_id = "drop_second_factor", request_body = Password,
    extensions(("x-permission" = json!("sign_in"))),
    responses(
        (status = 204), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 412, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 429, body = Problem),
    )
)]
pub(crate) async fn drop_factor(
    State(services): State<Services>,
    asker: May<SignIn>,
    origin: Origin,
    jar: CookieJar,
    Body(body): Body<Password>,
) -> Result<(CookieJar, StatusCode), Failure> {
    services.limits.guess(origin.address)?;
    let (access, caller) = (&services.access, origin.caller());
    let signed_in = access.drop_second_factor(&asker.asker, body.password, &caller).await?;
    Ok((with_session(jar, &signed_in), StatusCode::NO_CONTENT))
}
