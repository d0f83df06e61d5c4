//! The API that clients written for Microsoft Partner Center expect, with its oddities.
//! They are copied here and nowhere else.
//!
//! Two layers. The pure one reads paths, queries, filters and tokens and knows the wire
//! types; the other asks a [`Source`] for rows and answers requests ([`Api`]). No figure is
//! computed here: rows come with their counts, and sums are `uptake-calc`'s.
//!
//! What is unknown is left out of an item, never written as 0 (docs/decisions/0016).

use std::sync::Arc;

use axum::{
    Router,
    body::{Body, Bytes},
    extract::Request,
    http::{Method, Response, request::Parts},
    middleware::Next,
};
use uptake_calc::MetricDefinition;

pub mod asker;
mod calls;
pub mod collection;
pub mod commercial;
pub mod echo;
pub mod error;
pub mod filter;
pub mod flat;
pub mod insights;
pub mod lexer;
pub mod licences;
pub mod moment;
pub mod over_data;
pub mod paging;
pub mod query;
pub mod resources;
pub mod route;
#[cfg(test)]
mod samples;
pub mod search;
pub mod seek;
pub mod source;
pub mod subscription_analytics;
pub mod table;
pub mod words;

pub use asker::{Asker, Authenticate, Refusal};
pub use echo::Identity;
pub use over_data::OverData;
pub use source::Source;

use calls::Asked;
use echo::Ids;
use error::Fault;
use query::Query;
use route::{Route, route};

/// What a server decides about this API.
#[derive(Clone)]
pub struct Options {
    /// What the usage figures mean unless a request says otherwise.
    pub definition: MetricDefinition,
    /// Whether bodies begin with a byte-order mark, as those of the original can.
    pub byte_order_mark: bool,
    /// Who answers.
    pub identity: Identity,
}

/// The API: answers requests from a source, to those who are let in.
#[derive(Clone)]
pub struct Api {
    /// Where rows come from.
    pub source: Arc<dyn Source>,
    /// Who is let in.
    pub authenticate: Arc<dyn Authenticate>,
    /// What the server decides.
    pub options: Options,
}

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

impl Api {
    /// Answers a request; a path that is nobody's call is not found. The body is not read.
    pub async fn answer(&self, request: Request) -> Response<Body> {
        let (parts, _) = request.into_parts();
        let ids = Ids::of(&parts.headers, &self.options.identity);
        let mut response = match self.body_of(&parts).await {
            Ok(body) => Response::new(Body::from(self.marked(body))),
            Err(fault) => fault.response(),
        };
        ids.stamp(&mut response, &self.options.identity);
        response
    }

    async fn body_of(&self, parts: &Parts) -> Result<Vec<u8>, Fault> {
        let asker = self.authenticate.authenticate(parts).await?;
        let call = match route(parts.uri.path()) {
            Route::Call(call) => call,
            Route::Unknown | Route::Foreign => return Err(Fault::NotFound),
        };
        if parts.method != Method::GET && parts.method != Method::HEAD {
            return Err(Fault::Method);
        }
        let query = Query::parse(parts.uri.query())?;
        let question = Asked {
            source: &*self.source,
            options: &self.options,
            asker: &asker,
            query: &query,
            headers: &parts.headers,
        };
        question.answer(&call).await
    }

    fn marked(&self, body: Vec<u8>) -> Bytes {
        if self.options.byte_order_mark {
            Bytes::from([BYTE_ORDER_MARK, &body].concat())
        } else {
            Bytes::from(body)
        }
    }
}

/// A router that answers every path in Partner Center's way.
pub fn router(api: Api) -> Router {
    Router::new().fallback(move |request: Request| async move { api.answer(request).await })
}

/// Puts the API before a router: it takes the paths under its prefixes, however they are
/// spelt, and leaves the others. Routes that are added later are not behind it.
pub fn mount(outer: Router, api: Api) -> Router {
    let take = move |request: Request, next: Next| {
        let api = api.clone();
        async move {
            match route(request.uri().path()) {
                Route::Foreign => next.run(request).await,
                Route::Call(_) | Route::Unknown => api.answer(request).await,
            }
        }
    };
    outer.layer(axum::middleware::from_fn(take))
}
