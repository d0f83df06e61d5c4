//! The `MS-*` headers of an answer: what the request said, and who answered.

use std::sync::Arc;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, Response, header},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use uptake_model::Guid;

#[cfg(test)]
mod tests;

/// The header that names a request; a retry repeats it.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("ms-requestid");
/// The header that joins the requests of one task.
pub const CORRELATION_ID: HeaderName = HeaderName::from_static("ms-correlationid");
const VECTOR: HeaderName = HeaderName::from_static("ms-cv");
const SERVER_ID: HeaderName = HeaderName::from_static("ms-serverid");
const CONTEXT: HeaderName = HeaderName::from_static("request-context");

/// Who answers, as the headers say it.
#[derive(Clone)]
pub struct Identity {
    /// Digits that name the server.
    pub server_id: u32,
    /// The application.
    pub application: Guid,
    /// Gives a number that no other call gives.
    pub fresh: Arc<dyn Fn() -> u128 + Send + Sync>,
}

/// The ids of a request: its own, or new ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ids {
    request: HeaderValue,
    correlation: HeaderValue,
}

impl Ids {
    /// The ids that the headers carry; new ones for those that are missing or no GUID.
    pub fn of(headers: &HeaderMap, identity: &Identity) -> Self {
        let id = |name: &HeaderName| {
            let sent = headers.get(name).filter(|it| Guid::parse_bytes(it.as_bytes()).is_some());
            sent.cloned().unwrap_or_else(|| value(&Guid::from_u128((identity.fresh)()).to_string()))
        };
        Self { request: id(&REQUEST_ID), correlation: id(&CORRELATION_ID) }
    }

    /// Writes the headers that every answer carries.
    pub fn stamp(self, response: &mut Response<Body>, identity: &Identity) {
        let headers = response.headers_mut();
        headers.insert(REQUEST_ID, self.request);
        headers.insert(CORRELATION_ID, self.correlation);
        headers.insert(VECTOR, value(&vector((identity.fresh)())));
        headers.insert(SERVER_ID, HeaderValue::from(identity.server_id));
        headers.insert(CONTEXT, value(&format!("appId=cid-v1:{}", identity.application)));
        let json = HeaderValue::from_static("application/json; charset=utf-8");
        headers.insert(header::CONTENT_TYPE, json);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

/// 16 characters of base64 and the number of the hop.
fn vector(fresh: u128) -> String {
    let bytes = fresh.to_be_bytes();
    let (vector, _) = bytes.split_at(12);
    format!("{}.0", STANDARD.encode(vector))
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(""))
}
