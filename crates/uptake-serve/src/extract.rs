//! Bodies and parameters of requests: read strictly, refused with what is wrong.

use axum::{
    extract::{
        FromRequest, FromRequestParts, Json, Path, Query, Request, rejection::JsonRejection,
    },
    http::{StatusCode, request::Parts},
};
use serde::de::DeserializeOwned;

use crate::{Services, problem::Failure};

/// The body of a request, as JSON.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequest<Services> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, services: &Services) -> Result<Self, Failure> {
        match Json::<T>::from_request(request, services).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(rejection) => Err(refused(&rejection)),
        }
    }
}

fn refused(rejection: &JsonRejection) -> Failure {
    match rejection.status() {
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Failure::UnsupportedMediaType,
        StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge,
        _ => Failure::InvalidBody { what: cause(rejection) },
    }
}

/// What the reader of the body said, without the words of the framework around it.
fn cause(rejection: &JsonRejection) -> String {
    let mut cause: &dyn std::error::Error = rejection;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}

/// The parameters behind the `?`. An unknown one is refused.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned> FromRequestParts<Services> for Asked<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, services: &Services) -> Result<Self, Failure> {
        match Query::<T>::from_request_parts(parts, services).await {
            Ok(Query(asked)) => Ok(Self(asked)),
            Err(rejection) => {
                let text = rejection.body_text();
                let text =
                    text.strip_prefix("Failed to deserialize query string: ").unwrap_or(&text);
                let (name, expected) = text.split_once(": ").unwrap_or(("?", text));
                Err(Failure::InvalidParameter {
                    name: name.to_owned(),
                    expected: expected.to_owned(),
                })
            }
        }
    }
}

/// A part of the path that is read by `FromStr`. What cannot be read names nothing.
pub(crate) struct Named<T>(pub(crate) T);

impl<T> FromRequestParts<Services> for Named<T>
where
    T: std::str::FromStr + Send,
{
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, services: &Services) -> Result<Self, Failure> {
        let text = Path::<String>::from_request_parts(parts, services).await;
        let text = text.or(Err(Failure::NotFound))?;
        text.0.parse().map(Self).or(Err(Failure::NotFound))
    }
}

/// Two parts of the path that are read by `FromStr`. What cannot be read names nothing.
pub(crate) struct Pair<A, B>(pub(crate) A, pub(crate) B);

impl<A, B> FromRequestParts<Services> for Pair<A, B>
where
    A: std::str::FromStr + Send,
    B: std::str::FromStr + Send,
{
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, services: &Services) -> Result<Self, Failure> {
        let texts = Path::<(String, String)>::from_request_parts(parts, services).await;
        let Path((first, second)) = texts.or(Err(Failure::NotFound))?;
        let (first, second) = (first.parse(), second.parse());
        Ok(Self(first.or(Err(Failure::NotFound))?, second.or(Err(Failure::NotFound))?))
    }
}

/// Reads one parameter, or says what it must be.
pub(crate) fn parameter<T: std::str::FromStr>(
    name: &str,
    text: Option<&str>,
    expected: &str,
) -> Result<Option<T>, Failure> {
    let Some(text) = text else { return Ok(None) };
    text.parse().map(Some).map_err(|_malformed| Failure::InvalidParameter {
        name: name.to_owned(),
        expected: expected.to_owned(),
    })
}
