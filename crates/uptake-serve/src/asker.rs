//! Who asks: the cookie of a session or the token of a program, as an [`Asker`].

use std::marker::PhantomData;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use axum_extra::extract::CookieJar;
use uptake_app::access::Asker;
use uptake_model::Permission;

use crate::{Services, origin::Origin, problem::Failure};

/// The cookie that carries the secret of a session. Its prefix makes browsers refuse it
/// without TLS (but for their own machine), for a domain, or for a path.
pub(crate) const SESSION_COOKIE: &str = "__Host-uptake";

/// A permission as a type, so that the signature of a handler says what it takes.
pub(crate) trait Needs: Send + Sync + 'static {
    /// The permission.
    const PERMISSION: Permission;
}

macro_rules! needs {
    ($($name:ident),* $(,)?) => {
        $(
            #[doc = concat!("[`Permission::", stringify!($name), "`].")]
            pub(crate) struct $name;
            impl Needs for $name {
                const PERMISSION: Permission = Permission::$name;
            }
        )*
    };
}

needs!(
    SignIn,
    ReadInsights,
    Export,
    Import,
    ManageCatalogue,
    ManageMembers,
    MakeTokens,
    ReadAudit,
    Act,
    ManagePlays,
);

/// An asker that has the permission. A handler that takes this cannot be reached without.
pub(crate) struct May<P> {
    /// Who asks.
    pub(crate) asker: Asker,
    permission: PhantomData<P>,
}

impl<P: Needs> FromRequestParts<Services> for May<P> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, services: &Services) -> Result<Self, Failure> {
        let asker = asker(&parts.headers, services).await?;
        services.limits.request(asker.member)?;
        if let Err(refused) = asker.must(P::PERMISSION) {
            let Ok(origin) = Origin::from_request_parts(parts, services).await;
            let (path, caller) = (parts.uri.path(), origin.caller());
            services.access.note_refusal(&asker, refused, path, &caller).await?;
            return Err(Failure::NotAllowed { permission: refused.permission });
        }
        Ok(Self { asker, permission: PhantomData })
    }
}

/// The secret of a session, whole or waiting for its second factor. Without one nothing else
/// of a request is looked at.
pub(crate) struct SessionSecret(pub(crate) String);

impl FromRequestParts<Services> for SessionSecret {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _services: &Services) -> Result<Self, Failure> {
        session_secret(&parts.headers).map(Self).ok_or(Failure::NotSignedIn)
    }
}

/// Who sent the headers. A token counts before a cookie: a program means what it sends.
async fn asker(headers: &HeaderMap, services: &Services) -> Result<Asker, Failure> {
    if let Some(secret) = bearer(headers) {
        return services.access.asker_of_token(secret).await?.ok_or(Failure::NotSignedIn);
    }
    let Some(secret) = session_secret(headers) else { return Err(Failure::NotSignedIn) };
    Ok(services.access.asker_of_session(&secret).await?)
}

/// The token in the header `Authorization`.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let text = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, secret) = text.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

/// The secret of the session in the cookie.
fn session_secret(headers: &HeaderMap) -> Option<String> {
    CookieJar::from_headers(headers).get(SESSION_COOKIE).map(|it| it.value().to_owned())
}
