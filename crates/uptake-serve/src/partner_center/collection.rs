//! Collections as Partner Center wraps them, and the links between their pages.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::{
    paging::{CONTINUATION, Token},
    seek::Page,
};

#[cfg(test)]
mod tests;

/// What kind of object something is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Attributes {
    /// The version of the object, for those that can be changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// The name of its type.
    pub object_type: &'static str,
}

impl Attributes {
    /// Those of a type.
    pub fn of(object_type: &'static str) -> Self {
        Self { etag: None, object_type }
    }
}

/// A collection, or a page of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Collection<T> {
    /// How many items are here.
    pub total_count: usize,
    /// The items.
    pub items: Vec<T>,
    /// The token of the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub continuation_token: Option<String>,
    /// This page and its neighbours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<Links>,
    /// What this is.
    pub attributes: Attributes,
}

/// Links to other resources.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Links {
    /// The resource itself.
    #[serde(rename = "self", skip_serializing_if = "Option::is_none")]
    pub own: Option<Link>,
    /// The next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Link>,
    /// The page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<Link>,
}

/// A link: what to request, relative to the version's root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Path and query.
    pub uri: String,
    /// The method.
    pub method: &'static str,
    /// Headers to send along.
    pub headers: Vec<LinkHeader>,
}

/// A header to send along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkHeader {
    /// Its name.
    pub key: &'static str,
    /// Its value.
    pub value: String,
}

impl Link {
    /// A link to read something.
    pub fn get(uri: String) -> Self {
        Self { uri, method: "GET", headers: Vec::new() }
    }
}

impl Links {
    /// The link of a resource to itself.
    pub fn to_self(uri: String) -> Self {
        Self { own: Some(Link::get(uri)), next: None, previous: None }
    }
}

impl<T> Collection<T> {
    /// The whole collection, without links.
    pub fn whole(items: Vec<T>) -> Self {
        Self {
            total_count: items.len(),
            items,
            continuation_token: None,
            links: None,
            attributes: Attributes::of("Collection"),
        }
    }

    /// The whole collection with a link to itself.
    pub fn linked(items: Vec<T>, uri: String) -> Self {
        Self { links: Some(Links::to_self(uri)), ..Self::whole(items) }
    }

    /// A page. `uri` is the path with everything of the query but the place of the page.
    pub fn page<S>(
        page: Page<S>,
        place: &PagePlace<'_>,
        key: impl Fn(&S) -> String,
        item: impl Fn(S) -> T,
    ) -> Self {
        let PagePlace { uri, of, size } = *place;
        let ends = page.items.first().zip(page.items.last());
        let token = ends.map(|(a, z)| Token::new(of, size, key(a), key(z)).encode());
        let link = |operation: &str, wanted: bool| {
            let token = token.clone().filter(|_| wanted)?;
            let joint = if uri.contains('?') { '&' } else { '?' };
            let mut link = Link::get(format!("{uri}{joint}seekOperation={operation}"));
            link.headers.push(LinkHeader { key: CONTINUATION, value: token });
            Some(link)
        };
        let links = Links {
            own: Some(Link::get(uri.to_owned())),
            next: link("Next", page.has_next),
            previous: link("Previous", page.has_previous),
        };
        let continuation_token = token.filter(|_| page.has_next);
        let items: Vec<T> = page.items.into_iter().map(item).collect();
        Self { continuation_token, links: Some(links), ..Self::whole(items) }
    }
}

/// What stands unencoded in a segment of a path.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// An id as a segment of a link's path.
pub fn segment(id: &str) -> String {
    utf8_percent_encode(id, SEGMENT).to_string()
}

/// Which collection a page is of.
#[derive(Debug, Clone, Copy)]
pub struct PagePlace<'a> {
    /// The path with everything of the query but the place of the page.
    pub uri: &'a str,
    /// The collection and its filter, as the token names it.
    pub of: &'a str,
    /// Items on a page.
    pub size: usize,
}
