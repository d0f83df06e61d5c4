//! Signing in through the partner's organisation: the browser is sent to its identity
//! provider and comes back with a code.
//!
//! These addresses are for browsers, not for programs, and so not in the API's document.

use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use axum_extra::extract::CookieJar;
use uptake_app::access::{AccessError, OrganisationAttempt, SignedIn, Vouched};
use uptake_connect::oidc::{Attempt, Oidc};
use uptake_model::with_causes;

use crate::{
    Services,
    api::cookies::{BROWSER_COOKIE, private, with_session},
    origin::Origin,
    parameters::Parameters,
    problem::Failure,
};

/// Where a browser begins.
pub(crate) const BEGIN: &str = "/sign-in/organisation";
/// Where the provider sends the browser back to, behind the server's own address.
pub const BACK: &str = "/sign-in/organisation/back";
/// The page on which people sign in.
const SIGN_IN_PAGE: &str = "/sign-in";

pub(crate) fn router(services: &Services) -> Router {
    Router::new().route(BEGIN, get(begin)).route(BACK, get(back)).with_state(services.clone())
}

/// Sends the browser to the provider.
async fn begin(
    State(services): State<Services>,
    origin: Origin,
    mut asked: Parameters,
    jar: CookieJar,
) -> Result<Response, Failure> {
    services.limits.guess(origin.address)?;
    let return_to = asked.text("return_to").unwrap_or_else(|| "/".to_owned());
    asked.finish()?;
    let provider = services.organisation.as_ref().ok_or(Failure::NotFound)?;
    let attempt = services.access.begin_organisation(&return_to).await?;
    match address(provider, &attempt).await {
        Ok(address) => {
            let jar = jar.add(private(BROWSER_COOKIE, attempt.browser.reveal().to_owned()));
            Ok((jar, Redirect::to(&address)).into_response())
        }
        Err(failure) => Ok(refused(&failure)),
    }
}

async fn address(provider: &Oidc, attempt: &OrganisationAttempt) -> Result<String, Failure> {
    let attempt = Attempt {
        state: attempt.state.reveal().to_owned(),
        nonce: attempt.nonce.reveal().to_owned(),
        verifier: attempt.verifier.reveal().to_owned(),
    };
    provider.begin(&attempt).await.map_err(|error| {
        tracing::error!(error = with_causes(&error), "the identity provider cannot be used");
        Failure::Internal
    })
}

/// Takes the browser back, and signs in whom the provider vouches for.
async fn back(
    State(services): State<Services>,
    origin: Origin,
    mut asked: Parameters,
    jar: CookieJar,
) -> Result<Response, Failure> {
    services.limits.guess(origin.address)?;
    let provider = services.organisation.as_ref().ok_or(Failure::NotFound)?;
    let code = asked.text("code").unwrap_or_default();
    let state = asked.text("state").unwrap_or_default();
    let browser = jar.get(BROWSER_COOKIE).map(|it| it.value().to_owned()).unwrap_or_default();
    let jar = jar.remove(private(BROWSER_COOKIE, String::new()));
    match finish(&services, provider, &origin, (code, &state, &browser)).await {
        Ok((return_to, signed_in)) => {
            Ok((with_session(jar, &signed_in), Redirect::to(&return_to)).into_response())
        }
        Err(failure) => Ok((jar, refused(&failure)).into_response()),
    }
}

async fn finish(
    services: &Services,
    provider: &Oidc,
    origin: &Origin,
    (code, state, browser): (String, &str, &str),
) -> Result<(String, SignedIn), Failure> {
    let remembered = services.access.take_organisation(state, browser).await?;
    let attempt =
        Attempt { state: state.to_owned(), nonce: remembered.nonce, verifier: remembered.verifier };
    let now = services.access.now_millis();
    let identity = provider.finish(code, &attempt, now).await.map_err(|error| {
        tracing::warn!(error = with_causes(&error), "a sign-in through the organisation failed");
        Failure::WrongCredentials
    })?;
    let vouched = Vouched {
        issuer: identity.issuer,
        subject: identity.subject,
        email: identity.email,
        name: identity.name,
        role: identity.role,
    };
    let signed_in = services.access.finish_organisation(vouched, &origin.caller()).await;
    let signed_in = signed_in.inspect_err(|error| {
        if matches!(error, AccessError::EmailTaken) {
            tracing::warn!("an account of the organisation has the address of another member");
        }
    })?;
    Ok((remembered.return_to, signed_in))
}

/// Back to the page on which people sign in, which says why.
fn refused(failure: &Failure) -> Response {
    Redirect::to(&format!("{SIGN_IN_PAGE}?problem={}", failure.code())).into_response()
}
