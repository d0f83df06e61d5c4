//! Signing in through the organisation: OpenID Connect with the authorization code flow and
//! PKCE, against Entra ID or any other certified provider.
//!
//! The provider is asked for its endpoints and keys at each sign-in: these are rare, and a
//! key that was changed is known at once.

use std::{collections::BTreeMap, time::Duration};

use chrono::{DateTime, Utc};
use openidconnect::{
    AuthenticationFlow, AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken,
    EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet, IdTokenFields, IssuerUrl,
    Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, StandardErrorResponse,
    StandardTokenResponse, TokenResponse as _,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
        CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreProviderMetadata,
        CoreResponseType, CoreRevocableToken, CoreRevocationErrorResponse,
        CoreTokenIntrospectionResponse, CoreTokenType,
    },
    reqwest,
};
use serde::{Deserialize, Serialize};
use uptake_model::{Role, with_causes};

#[cfg(test)]
mod tests;

/// The provider answers within this time, or the sign-in fails.
const MOST_SECONDS: Duration = Duration::from_secs(10);

/// The provider, and what the organisation's roles and groups mean here.
#[derive(Clone)]
pub struct OidcSettings {
    /// The issuer of this organisation alone: for Entra ID
    /// `https://login.microsoftonline.com/TENANT/v2.0`.
    pub issuer: String,
    /// The id of this application.
    pub client_id: String,
    /// Its secret, unless it is a public client.
    pub client_secret: Option<String>,
    /// Where the provider sends the browser back to.
    pub redirect: String,
    /// What values of the claims `roles` and `groups` mean.
    pub roles: BTreeMap<String, Role>,
}

impl std::fmt::Debug for OidcSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OidcSettings({}, {})", self.issuer, self.client_id)
    }
}

/// The secrets of one sign-in, random and kept until the browser comes back.
#[derive(Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Comes back with the browser: shows that the sign-in began here.
    pub state: String,
    /// Comes back within the signed token: shows that it was made for this sign-in.
    pub nonce: String,
    /// Shows the provider that who began the sign-in also ends it (43 to 128 characters).
    pub verifier: String,
}

impl std::fmt::Debug for Attempt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Attempt(…)")
    }
}

/// Whom the provider vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// The person, by an id that never changes.
    pub subject: String,
    /// The address, if the provider tells it.
    pub email: Option<String>,
    /// The name, if the provider tells it.
    pub name: Option<String>,
    /// The most powerful role that roles and groups give; `None` when they give none.
    pub role: Option<Role>,
}

/// A sign-in through the organisation failed. The log may say more than the browser is told.
#[derive(Debug, thiserror::Error)]
pub enum OidcError {
    /// A setting is no address.
    #[error("the setting `{name}` is no address")]
    Setting {
        /// Its name.
        name: &'static str,
    },
    /// The HTTP client could not be made.
    #[error("the HTTP client could not be made")]
    Http {
        /// Why.
        source: reqwest::Error,
    },
    /// The provider did not tell its endpoints, or is not the one it should be.
    #[error("the identity provider did not say how to reach it: {what}")]
    Discovery {
        /// What it said, or what failed.
        what: String,
    },
    /// The provider did not take the code.
    #[error("the identity provider did not take the code: {what}")]
    Exchange {
        /// What it said, or what failed.
        what: String,
    },
    /// The token is missing, or was not made by the provider for this sign-in.
    #[error("the identity token is not valid: {what}")]
    Token {
        /// What is wrong with it.
        what: String,
    },
}

/// The claims that we read beside the standard ones.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Claims {
    #[serde(default)]
    roles: Vec<String>,
    #[serde(default)]
    groups: Vec<String>,
}

impl openidconnect::AdditionalClaims for Claims {}

type Fields = IdTokenFields<
    Claims,
    EmptyExtraTokenFields,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm,
>;

type Provider = Client<
    Claims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    StandardTokenResponse<Fields, CoreTokenType>,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// The identity provider of the organisation; cheap to clone.
#[derive(Debug, Clone)]
pub struct Oidc {
    settings: OidcSettings,
    http: reqwest::Client,
}

impl Oidc {
    /// A client for the provider. Asks nobody yet.
    pub fn new(settings: OidcSettings) -> Result<Self, OidcError> {
        IssuerUrl::new(settings.issuer.clone())
            .or(Err(OidcError::Setting { name: "server.organisation.issuer" }))?;
        RedirectUrl::new(settings.redirect.clone())
            .or(Err(OidcError::Setting { name: "server.public_origin" }))?;
        // Whoever follows redirects can be sent to addresses inside of the network.
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(MOST_SECONDS)
            .build()
            .map_err(|source| OidcError::Http { source })?;
        Ok(Self { settings, http })
    }

    /// The address to which the browser is sent to sign in.
    pub async fn begin(&self, attempt: &Attempt) -> Result<String, OidcError> {
        let provider = self.provider().await?;
        let verifier = PkceCodeVerifier::new(attempt.verifier.clone());
        let (state, nonce) = (attempt.state.clone(), attempt.nonce.clone());
        let (address, _, _) = provider
            .authorize_url(
                AuthenticationFlow::<CoreResponseType>::AuthorizationCode,
                move || CsrfToken::new(state),
                move || Nonce::new(nonce),
            )
            .add_scope(Scope::new("email".to_owned()))
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
            .url();
        Ok(address.to_string())
    }

    /// Whom the provider vouches for with the code that the browser brought back. The token
    /// must be signed by the provider, for this application and this sign-in, and current at
    /// `now_millis`.
    pub async fn finish(
        &self,
        code: String,
        attempt: &Attempt,
        now_millis: i64,
    ) -> Result<Identity, OidcError> {
        let provider = self.provider().await?;
        let answer = provider
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| OidcError::Discovery { what: error.to_string() })?
            .set_pkce_verifier(PkceCodeVerifier::new(attempt.verifier.clone()))
            .request_async(&self.http)
            .await
            .map_err(|error| OidcError::Exchange { what: with_causes(&error) })?;
        let token = answer
            .id_token()
            .ok_or_else(|| OidcError::Token { what: "there is none".to_owned() })?;
        let now: DateTime<Utc> = DateTime::from_timestamp_millis(now_millis).unwrap_or_default();
        let verifier = provider.id_token_verifier().set_time_fn(move || now);
        let claims = token
            .claims(&verifier, &Nonce::new(attempt.nonce.clone()))
            .map_err(|error| OidcError::Token { what: error.to_string() })?;
        let name = claims.name().and_then(|it| it.get(None)).map(|it| it.as_str().to_owned());
        let given = claims.additional_claims();
        Ok(Identity {
            issuer: claims.issuer().as_str().to_owned(),
            subject: claims.subject().as_str().to_owned(),
            email: claims.email().map(|it| it.as_str().to_lowercase()),
            name,
            role: best_role(&self.settings.roles, given.roles.iter().chain(&given.groups)),
        })
    }

    async fn provider(&self) -> Result<Provider, OidcError> {
        let issuer = IssuerUrl::new(self.settings.issuer.clone())
            .or(Err(OidcError::Setting { name: "server.organisation.issuer" }))?;
        let metadata = CoreProviderMetadata::discover_async(issuer, &self.http)
            .await
            .map_err(|error| OidcError::Discovery { what: with_causes(&error) })?;
        let redirect = RedirectUrl::new(self.settings.redirect.clone())
            .or(Err(OidcError::Setting { name: "server.public_origin" }))?;
        let provider = Client::from_provider_metadata(
            metadata,
            ClientId::new(self.settings.client_id.clone()),
            self.settings.client_secret.clone().map(ClientSecret::new),
        );
        Ok(provider.set_redirect_uri(redirect))
    }
}

/// The most powerful role that the values give.
fn best_role<'a>(
    meanings: &BTreeMap<String, Role>,
    values: impl Iterator<Item = &'a String>,
) -> Option<Role> {
    values.filter_map(|it| meanings.get(it)).copied().min()
}
