//! The cookies of people who sign in.

use axum_extra::extract::{
    CookieJar,
    cookie::{Cookie, SameSite},
};
use uptake_app::access::SignedIn;

use crate::asker::SESSION_COOKIE;

/// The cookie that a browser keeps while a sign-in through the organisation is under way.
pub(crate) const BROWSER_COOKIE: &str = "__Host-uptake-sign-in";

/// Gives the browser the session.
pub(crate) fn with_session(jar: CookieJar, signed_in: &SignedIn) -> CookieJar {
    jar.add(private(SESSION_COOKIE, signed_in.secret.reveal().to_owned()))
}

/// Takes the session away.
pub(crate) fn without_session(jar: CookieJar) -> CookieJar {
    jar.remove(private(SESSION_COOKIE, String::new()))
}

/// A cookie that no script reads and no other site sends along, but for links that lead here.
pub(crate) fn private(name: &'static str, value: String) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .build()
}
