//! Paging as clients ask for it: `size`, `seekOperation`, `offset` and a token in a header.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

use super::{error::Fault, query::Query, seek::Seek};

#[cfg(test)]
mod tests;

/// The header that carries the token, of a page's link and of the request that follows it.
pub const CONTINUATION: &str = "MS-ContinuationToken";
const CONTINUATION_HEADER: HeaderName = HeaderName::from_static("ms-continuationtoken");

/// Items on a page unless the query says otherwise.
const USUAL_SIZE: usize = 100;
/// Items on a page at most.
const MOST_SIZE: usize = 500;
/// The longest token that is looked at.
const MOST_TOKEN_BYTES: usize = 4096;
/// The version of the token's form.
const VERSION: u8 = 1;

/// Which page is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    /// Items on it, from 1 on.
    pub size: usize,
    /// Where it begins, by the keys of the items.
    pub seek: Seek<String>,
}

/// Where a page lies in its collection. Holds no more than keys: who may see the next page
/// is asked anew each time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Token {
    /// The version of the form.
    #[serde(rename = "v")]
    version: u8,
    /// The collection and its filter.
    #[serde(rename = "of")]
    pub of: String,
    /// Items on a page.
    #[serde(rename = "n")]
    pub size: usize,
    /// The key of the page's first item.
    #[serde(rename = "a")]
    pub first: String,
    /// The key of its last item.
    #[serde(rename = "z")]
    pub last: String,
}

impl Token {
    /// The token of a page of the collection `of`.
    pub fn new(of: &str, size: usize, first: String, last: String) -> Self {
        Self { version: VERSION, of: of.to_owned(), size, first, last }
    }

    /// The token as text that a header can carry.
    pub fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }

    /// Reads a token of the collection `of`; `None` for one of another collection or filter
    /// and for what is no token.
    pub fn decode(text: &[u8], of: &str) -> Option<Self> {
        if text.len() > MOST_TOKEN_BYTES {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let token: Self = serde_json::from_slice(&bytes).ok()?;
        let fits =
            token.version == VERSION && token.of == of && (1..=MOST_SIZE).contains(&token.size);
        fits.then_some(token)
    }
}

impl Paging {
    /// Reads what a request says of its page of the collection `of`.
    pub fn read(query: &Query, headers: &HeaderMap, of: &str) -> Result<Self, Fault> {
        let invalid = || Fault::Input("the continuation token is not valid here".to_owned());
        let sent = headers.get(&CONTINUATION_HEADER).map(HeaderValue::as_bytes);
        let sent = sent.filter(|it| !it.is_empty());
        let token = sent.map(|it| Token::decode(it, of).ok_or_else(invalid)).transpose()?;
        let size = match (query.count("size")?, &token) {
            (Some(0), _) => return Err(Fault::Input("`size` is at least 1".to_owned())),
            (Some(size), _) => size.min(MOST_SIZE),
            (None, Some(token)) => token.size,
            (None, None) => USUAL_SIZE,
        };
        let operation = query.get("seekoperation").map(str::to_lowercase);
        let offset = query.count("offset")?.unwrap_or(0);
        let seek = match (operation.as_deref(), token) {
            (None | Some("next"), Some(token)) => Seek::After(token.last),
            (Some("previous"), Some(token)) => Seek::Before(token.first),
            (Some("next" | "previous"), None) => return Err(invalid()),
            (Some("first"), _) => Seek::First,
            (Some("last"), _) => Seek::Last,
            (Some("pageindex"), _) | (None, None) => Seek::From(offset),
            (Some(_), _) => {
                let known = "First, Next, Previous, Last, PageIndex";
                return Err(Fault::UnknownWord(format!("`seekOperation` is one of {known}")));
            }
        };
        Ok(Self { size, seek })
    }
}
