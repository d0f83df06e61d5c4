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
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{HeaderValue, Method, Response, header, request::Parts},
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
pub use insights::{Insights, PartnerProfile};
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
    /// The Insights API; without it its paths are not found.
    pub insights: Option<Insights>,
}

/// The longest body that is read.
const MOST_BODY_BYTES: usize = 64 * 1024;
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

impl Api {
    /// Answers a request; a path that is nobody's call is not found.
    pub async fn answer(&self, request: Request) -> Response<Body> {
        let (parts, body) = request.into_parts();
        let ids = Ids::of(&parts.headers, &self.options.identity);
        let mut response = match (route(parts.uri.path()), &self.insights) {
            (Route::Insights(segments), Some(insights)) => {
                let answer = self.insights_answer(insights, parts, body, &segments).await;
                answer.unwrap_or_else(|fault| fault.response())
            }
            (Route::Call(_) | Route::Insights(_) | Route::Unknown | Route::Foreign, _) => {
                let body = self.body_of(&parts).await;
                body.map_or_else(|it| it.response(), |it| Response::new(self.marked(it).into()))
            }
        };
        ids.stamp(&mut response, &self.options.identity);
        response
    }

    async fn insights_answer(
        &self,
        insights: &Insights,
        mut parts: Parts,
        body: Body,
        segments: &[String],
    ) -> Result<Response<Body>, Fault> {
        accept_ticket(&mut parts);
        let asker = self.authenticate.authenticate(&parts).await?;
        let query = Query::parse(parts.uri.query())?;
        let body = to_bytes(body, MOST_BODY_BYTES).await;
        let body = body.map_err(|_too_long| Fault::Input("the body is too long".to_owned()))?;
        let question = insights::Asked {
            insights,
            source: &*self.source,
            identity: &self.options.identity,
            asker: &asker,
            query: &query,
        };
        let request = insights::Request { method: &parts.method, segments, body: &body };
        Ok(question.answer(&request).await)
    }

    async fn body_of(&self, parts: &Parts) -> Result<Vec<u8>, Fault> {
        let asker = self.authenticate.authenticate(parts).await?;
        let call = match route(parts.uri.path()) {
            Route::Call(call) => call,
            Route::Insights(_) | Route::Unknown | Route::Foreign => return Err(Fault::NotFound),
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

/// Some clients of the Insights API send their token in a header of their own.
fn accept_ticket(parts: &mut Parts) {
    if parts.headers.contains_key(header::AUTHORIZATION) {
        return;
    }
    let ticket = parts.headers.get("x-aaduserticket").and_then(|it| it.to_str().ok());
    let bearer = ticket.map(|it| HeaderValue::from_str(&format!("Bearer {it}")));
    if let Some(Ok(bearer)) = bearer {
        parts.headers.insert(header::AUTHORIZATION, bearer);
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
                Route::Call(_) | Route::Insights(_) | Route::Unknown => api.answer(request).await,
            }
        }
    };
    outer.layer(axum::middleware::from_fn(take))
}
