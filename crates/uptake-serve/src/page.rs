//! The page for people: its files are part of the program.
//!
//! Files with a hash in their name never change. Every address of the page that is no file is
//! answered with the page itself, which knows what to show there.

use std::borrow::Cow;

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use rust_embed::{Embed, EmbeddedFile};

use crate::problem::Failure;

#[cfg(test)]
mod tests;

/// The built page. A program that was built without it answers programs only.
#[derive(Embed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Files;

const INDEX: &str = "index.html";
/// Where the build puts files with a hash in their name.
const ASSETS: &str = "assets/";
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// Answers whatever no call of an API is at.
pub(crate) async fn answer(request: Request) -> Response {
    let (parts, _body) = request.into_parts();
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        return Failure::NotFound.into_response();
    }
    let path = parts.uri.path().trim_start_matches('/');
    let name = if is_page(path) { INDEX } else { path };
    file(name, &parts.headers).unwrap_or_else(|| Failure::NotFound.into_response())
}

/// Whether an address is one of the page's own, and neither a file nor a call.
fn is_page(path: &str) -> bool {
    let last = path.rsplit('/').next().unwrap_or_default();
    let is_call = ["api", "v1", "insights"].contains(&path.split('/').next().unwrap_or_default());
    !is_call && !last.contains('.')
}

/// How the build has packed files, the smallest first: the end of the name, and what HTTP
/// calls it.
const PACKED: [(&str, &str); 2] = [("br", "br"), ("gz", "gzip")];

/// A file as a browser takes it: packed, if the build has packed it and the browser can unpack
/// it.
fn file(name: &str, asked: &HeaderMap) -> Option<Response> {
    let mut packed = PACKED.into_iter().filter(|(_, coding)| takes(asked, coding));
    let packed = packed.find_map(|(end, it)| Some((Files::get(&format!("{name}.{end}"))?, it)));
    let (file, coding) = match packed {
        Some((file, coding)) => (file, Some(coding)),
        None => (Files::get(name)?, None),
    };
    let tag = HeaderValue::from_str(&tag(&file)).ok()?;
    let has_it = asked.get(header::IF_NONE_MATCH).is_some_and(|it| it == tag);
    let mut response = if has_it {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let body = match file.data {
            Cow::Borrowed(bytes) => Body::from(bytes),
            Cow::Owned(bytes) => Body::from(bytes),
        };
        Response::new(body)
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(name)));
    headers.insert(header::ETAG, tag);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    let kept = if name.starts_with(ASSETS) { FOREVER } else { ASK_AGAIN };
    headers.insert(header::CACHE_CONTROL, kept);
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    Some(response)
}

/// Whether the browser can unpack what is packed in this way.
fn takes(asked: &HeaderMap, coding: &str) -> bool {
    let taken = asked.get(header::ACCEPT_ENCODING).and_then(|it| it.to_str().ok());
    let taken = taken.unwrap_or_default().split(',').map(str::trim);
    taken.into_iter().any(|it| match it.split_once(';') {
        Some((name, weight)) => name == coding && weight.trim() != "q=0",
        None => it == coding,
    })
}

fn tag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    let digits = hash.iter().take(16).map(|it| format!("{it:02x}"));
    format!("\"{}\"", digits.collect::<String>())
}

/// What a file is, by the end of its name. The build writes no other kinds.
fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("json" | "webmanifest") => "application/json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
