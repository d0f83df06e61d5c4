//! Errors in Partner Center's shape: a code in a string, a description, a source.

use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
};
use serde::Serialize;

use super::{asker::Refusal, source::SourceError};

#[cfg(test)]
mod tests;

/// A failed call. The codes are those that Partner Center documents.
///
/// Descriptions name no customer: what is foreign must read like what is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// No token came with the request.
    TokenMissing,
    /// The token is not valid.
    Denied,
    /// The role has no right to the operation.
    Forbidden,
    /// Nothing is at this path.
    NotFound,
    /// No such customer, or none that the asker may see.
    CustomerNotFound,
    /// No such subscription.
    SubscriptionNotFound,
    /// No such user.
    UserNotFound,
    /// The customer id is no GUID.
    CustomerIdMalformed,
    /// A parameter cannot be understood.
    Input(String),
    /// A word is none of those that are known.
    UnknownWord(String),
    /// The path answers to GET only.
    Method,
    /// Too many requests; has a shape of its own.
    TooMany {
        /// When to try again.
        retry_after_seconds: u32,
    },
    /// The server failed.
    Server,
}

#[derive(Serialize)]
struct ErrorBody<'a> {
    code: &'a str,
    description: &'a str,
    source: &'a str,
}

#[derive(Serialize)]
struct ThrottledBody {
    #[serde(rename = "statusCode")]
    status_code: u16,
    message: String,
}

/// Who answers, as the errors name it.
const SOURCE: &str = "PartnerCenter";
/// The longest description that clients are told to expect.
const MOST_DESCRIPTION_CHARS: usize = 1024;

impl Fault {
    fn parts(&self) -> (StatusCode, &'static str, &str) {
        match self {
            Self::TokenMissing => {
                (StatusCode::UNAUTHORIZED, "800001", "the request carries no token")
            }
            Self::Denied => (StatusCode::UNAUTHORIZED, "400", "access is denied"),
            Self::Forbidden => {
                (StatusCode::FORBIDDEN, "900150", "the role has no right to this operation")
            }
            Self::NotFound => (StatusCode::NOT_FOUND, "1000", "nothing is at this path"),
            Self::CustomerNotFound => (StatusCode::NOT_FOUND, "60003", "no such customer is known"),
            Self::SubscriptionNotFound => {
                (StatusCode::NOT_FOUND, "20003", "no such subscription is known")
            }
            Self::UserNotFound => (StatusCode::NOT_FOUND, "60002", "no such user is known"),
            Self::CustomerIdMalformed => {
                (StatusCode::BAD_REQUEST, "900118", "the customer id is no GUID")
            }
            Self::Input(what) => (StatusCode::BAD_REQUEST, "800002", what),
            Self::UnknownWord(what) => (StatusCode::BAD_REQUEST, "900126", what),
            Self::Method => (StatusCode::METHOD_NOT_ALLOWED, "800002", "only GET is answered here"),
            Self::TooMany { .. } => (StatusCode::TOO_MANY_REQUESTS, "", ""),
            Self::Server => (StatusCode::INTERNAL_SERVER_ERROR, "800003", "the server failed"),
        }
    }

    /// The answer of the fault; its body is JSON.
    pub fn response(&self) -> Response<Body> {
        let (status, code, description) = self.parts();
        let description: String = description.chars().take(MOST_DESCRIPTION_CHARS).collect();
        let body = match self {
            Self::TooMany { retry_after_seconds } => throttled(*retry_after_seconds),
            Self::TokenMissing
            | Self::Denied
            | Self::Forbidden
            | Self::NotFound
            | Self::CustomerNotFound
            | Self::SubscriptionNotFound
            | Self::UserNotFound
            | Self::CustomerIdMalformed
            | Self::Input(_)
            | Self::UnknownWord(_)
            | Self::Method
            | Self::Server => json(&ErrorBody { code, description: &description, source: SOURCE }),
        };
        let mut response = Response::new(Body::from(body));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        match self {
            Self::TokenMissing | Self::Denied => {
                let realm = HeaderValue::from_static("OAuth realm=\"uptake\"");
                headers.insert(header::WWW_AUTHENTICATE, realm);
            }
            Self::TooMany { retry_after_seconds } => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from(*retry_after_seconds));
            }
            Self::Method => {
                headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            }
            Self::Forbidden
            | Self::NotFound
            | Self::CustomerNotFound
            | Self::SubscriptionNotFound
            | Self::UserNotFound
            | Self::CustomerIdMalformed
            | Self::Input(_)
            | Self::UnknownWord(_)
            | Self::Server => {}
        }
        response
    }
}

fn throttled(seconds: u32) -> Vec<u8> {
    let message = format!("Rate limit is exceeded. Try again in {seconds} seconds.");
    json(&ThrottledBody { status_code: 429, message })
}

fn json(body: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(body).unwrap_or_default()
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::TokenMissing => Self::TokenMissing,
            Refusal::Denied => Self::Denied,
            Refusal::TooMany { retry_after_seconds } => Self::TooMany { retry_after_seconds },
        }
    }
}

/// The cause is logged here, once; the client is told nothing of it.
impl From<SourceError> for Fault {
    fn from(error: SourceError) -> Self {
        tracing::error!(error = &*error.source, "a call in Partner Center's way failed");
        Self::Server
    }
}
