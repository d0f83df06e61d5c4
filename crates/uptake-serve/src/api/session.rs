//! Signing in and out, one-time links, and who is signed in.

use axum::{Json, extract::State, http::StatusCode};
use axum_extra::extract::CookieJar;
use serde::{Deserialize, Serialize};
use uptake_app::access::{SetUp, SignIn as Outcome};
use uptake_model::CustomerScope;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    cookies::{with_session, without_session},
    time::Moment,
};
use crate::{
    Services,
    asker::{May, SessionSecret, SignIn},
    extract::{Body, Named},
    organisation::BEGIN as ORGANISATION,
    origin::Origin,
    problem::{Failure, Problem},
};

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new()
        .routes(routes!(who, sign_in, sign_out))
        .routes(routes!(methods))
        .routes(routes!(second_factor))
        .routes(routes!(link, accept))
        .routes(routes!(set_up))
}

/// Address and password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Credentials {
    email: String,
    password: String,
}

/// How far a sign-in got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Progress {
    /// All the way.
    SignedIn,
    /// As far as the second factor.
    SecondFactorNeeded,
}

/// What came of a sign-in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SignInAnswer {
    state: Progress,
}

/// Who is signed in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Who {
    /// The member.
    member_id: String,
    /// What it is called.
    name: String,
    /// What it signs in with.
    email: String,
    /// Its role.
    role: &'static str,
    /// What it may do.
    permissions: Vec<&'static str>,
    /// Whether it sees every customer, or which.
    customers: &'static str,
    /// Whether it has a password here.
    has_password: bool,
    /// Whether a code is asked for after the password.
    has_second_factor: bool,
    /// `en` or `es`, if it chose one.
    language: Option<String>,
    /// `light`, `dark` or `system`, if it chose one.
    theme: Option<String>,
}

/// The ways of signing in that this server offers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MethodsBody {
    /// With address and password: `POST /session`.
    password: bool,
    /// Through the partner's organisation; `null` when none is set up.
    organisation: Option<OrganisationMethod>,
}

/// Signing in through the partner's organisation.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OrganisationMethod {
    /// Where the browser is sent; `return_to` may say where it comes back to.
    address: &'static str,
}

/// Which ways of signing in there are, so that only these are offered. Everybody may ask.
#[utoipa::path(
    get, path = "/session/methods", tag = "session", operation_id = "sign_in_methods",
    security(()), responses((status = 200, body = MethodsBody))
)]
pub(crate) async fn methods(State(services): State<Services>) -> Json<MethodsBody> {
    let organisation = services.organisation.as_ref();
    let organisation = organisation.map(|_| OrganisationMethod { address: ORGANISATION });
    Json(MethodsBody { password: true, organisation })
}

/// Who is signed in, and what that one may do.
#[utoipa::path(
    get, path = "/session", tag = "session", operation_id = "who",
    extensions(("x-permission" = json!("sign_in"))),
    responses((status = 200, body = Who), (status = 401, body = Problem))
)]
pub(crate) async fn who(
    State(services): State<Services>,
    asker: May<SignIn>,
) -> Result<Json<Who>, Failure> {
    let member = services.access.profile(&asker.asker).await?;
    Ok(Json(Who {
        member_id: member.id.to_string(),
        name: member.name,
        email: member.email.to_string(),
        role: member.role.as_str(),
        permissions: asker.asker.permissions().iter().map(|it| it.as_str()).collect(),
        customers: match member.scope {
            CustomerScope::All => "all",
            CustomerScope::Tag { .. } => "tag",
            CustomerScope::Reseller { .. } => "reseller",
            CustomerScope::List { .. } => "list",
        },
        has_password: member.has_password,
        has_second_factor: member.has_second_factor,
        language: member.language,
        theme: member.theme,
    }))
}

/// Signs in with address and password.
#[utoipa::path(
    post, path = "/session", tag = "session", operation_id = "sign_in", security(()),
    request_body = Credentials,
    responses(
        (status = 200, body = SignInAnswer), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 429, body = Problem),
    )
)]
pub(crate) async fn sign_in(
    State(services): State<Services>,
    origin: Origin,
    jar: CookieJar,
    Body(body): Body<Credentials>,
) -> Result<(CookieJar, Json<SignInAnswer>), Failure> {
    services.limits.sign_in(&body.email, origin.address)?;
    let caller = origin.caller();
    let outcome = services.access.sign_in(&body.email, body.password, &caller).await?;
    Ok(answer(jar, outcome))
}

fn answer(jar: CookieJar, outcome: Outcome) -> (CookieJar, Json<SignInAnswer>) {
    let (signed_in, state) = match outcome {
        Outcome::Done(signed_in) => (signed_in, Progress::SignedIn),
        Outcome::SecondFactor(signed_in) => (signed_in, Progress::SecondFactorNeeded),
    };
    (with_session(jar, &signed_in), Json(SignInAnswer { state }))
}

/// Ends the session.
#[utoipa::path(
    delete, path = "/session", tag = "session", operation_id = "sign_out", security(()),
    responses((status = 204), (status = 403, body = Problem))
)]
pub(crate) async fn sign_out(
    State(services): State<Services>,
    origin: Origin,
    jar: CookieJar,
) -> Result<(CookieJar, StatusCode), Failure> {
    if let Some(cookie) = jar.get(crate::asker::SESSION_COOKIE) {
        services.access.sign_out(cookie.value(), &origin.caller()).await?;
    }
    Ok((without_session(jar), StatusCode::NO_CONTENT))
}

/// A code of the authenticator, or a recovery code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Code {
    code: String,
}

/// Gives the second factor: the code that the authenticator shows, or a recovery code.
#[utoipa::path(
    post, path = "/session/second-factor", tag = "session", operation_id = "second_factor",
    security(("cookie" = [])), request_body = Code,
    responses(
        (status = 200, body = SignInAnswer), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 429, body = Problem),
    )
)]
pub(crate) async fn second_factor(
    State(services): State<Services>,
    origin: Origin,
    SessionSecret(waiting): SessionSecret,
    jar: CookieJar,
    Body(body): Body<Code>,
) -> Result<(CookieJar, Json<SignInAnswer>), Failure> {
    services.limits.guess(origin.address)?;
    services.limits.sign_in(&waiting, origin.address)?;
    let caller = origin.caller();
    let signed_in = services.access.second_factor(&waiting, &body.code, &caller).await?;
    Ok(answer(jar, Outcome::Done(signed_in)))
}

/// What a one-time link is for.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Link {
    /// `first_admin`, `invitation` or `password_reset`.
    kind: &'static str,
    /// Who it is for.
    name: Option<String>,
    /// From when on it is void.
    expires_at: Moment,
}

/// Looks at a one-time link without using it.
#[utoipa::path(
    get, path = "/links/{secret}", tag = "session", operation_id = "link", security(()),
    params(("secret" = String, Path, description = "The secret in the link")),
    responses((status = 200, body = Link), (status = 410, body = Problem), (status = 429, body = Problem))
)]
pub(crate) async fn link(
    State(services): State<Services>,
    origin: Origin,
    Named(secret): Named<String>,
) -> Result<Json<Link>, Failure> {
    services.limits.guess(origin.address)?;
    let opened = services.access.open_link(&secret).await?;
    Ok(Json(Link {
        kind: opened.kind.as_str(),
        name: opened.name,
        expires_at: Moment::of_millis(opened.expires_at_ms),
    }))
}

/// A new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewPassword {
    password: String,
}

/// Sets the password that a one-time link is for, and signs in.
#[utoipa::path(
    post, path = "/links/{secret}", tag = "session", operation_id = "accept_link", security(()),
    params(("secret" = String, Path, description = "The secret in the link")),
    request_body = NewPassword,
    responses(
        (status = 200, body = SignInAnswer), (status = 400, body = Problem),
        (status = 403, body = Problem), (status = 410, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn accept(
    State(services): State<Services>,
    origin: Origin,
    Named(secret): Named<String>,
    jar: CookieJar,
    Body(body): Body<NewPassword>,
) -> Result<(CookieJar, Json<SignInAnswer>), Failure> {
    services.limits.guess(origin.address)?;
    let caller = origin.caller();
    let outcome = services.access.accept_link(&secret, body.password, &caller).await?;
    Ok(answer(jar, outcome))
}

/// The first admin of a new installation.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FirstAdmin {
    /// The secret in the link that the console showed.
    link: String,
    name: String,
    email: String,
    password: String,
}

/// Makes the first admin of a new installation, and signs it in.
#[utoipa::path(
    post, path = "/set-up", tag = "session", operation_id = "set_up", security(()),
    request_body = FirstAdmin,
    responses(
        (status = 200, body = SignInAnswer), (status = 400, body = Problem),
        (status = 403, body = Problem), (status = 410, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
        (status = 422, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn set_up(
    State(services): State<Services>,
    origin: Origin,
    jar: CookieJar,
    Body(body): Body<FirstAdmin>,
) -> Result<(CookieJar, Json<SignInAnswer>), Failure> {
    services.limits.guess(origin.address)?;
    let first = SetUp { name: body.name, email: body.email, password: body.password };
    let signed_in = services.access.set_up(&body.link, first, &origin.caller()).await?;
    Ok(answer(jar, Outcome::Done(signed_in)))
}
