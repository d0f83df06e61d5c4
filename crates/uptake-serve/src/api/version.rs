//! The version of a thing that the asker saw, in `If-Match`.

use axum::http::{HeaderMap, header};

use crate::{parameters::refused, problem::Failure};

/// The version in `If-Match`.
pub(super) fn seen_version(headers: &HeaderMap) -> Result<i64, Failure> {
    let text = headers.get(header::IF_MATCH).and_then(|it| it.to_str().ok()).unwrap_or_default();
    let version = text.trim_matches('"').parse();
    version.map_err(|_malformed| refused("If-Match", "the version that was seen, in quotes"))
}
