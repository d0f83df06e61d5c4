//! The calls of the Insights API.

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    http::{Method, Response, StatusCode},
};
use serde::{Serialize, de::DeserializeOwned};
use uptake_model::{Clock, Permission};

use super::{
    book::Book,
    datasets::DATASETS,
    rows::{PartnerProfile, Rows},
    wire::{DatasetRow, Envelope},
};
use crate::partner_center::{
    asker::Asker, echo::Identity, error::Fault, moment::Moment, query::Query as Parameters,
    source::Source,
};

mod queries;
mod reports;

/// What the Insights API needs beside the source.
#[derive(Clone)]
pub struct Insights {
    /// Who keeps queries and reports.
    pub book: Arc<dyn Book>,
    /// Who the partner is.
    pub partner: PartnerProfile,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Whether runs that are not done are answered like none (404), as the original does.
    pub is_strict_about_pending: bool,
}

/// A call: its method, the segments behind the prefix and its body.
pub(in crate::partner_center) struct Request<'a> {
    pub(in crate::partner_center) method: &'a Method,
    pub(in crate::partner_center) segments: &'a [String],
    pub(in crate::partner_center) body: &'a Bytes,
}

/// A call with everything that its answer depends on.
pub(in crate::partner_center) struct Asked<'a> {
    pub(in crate::partner_center) insights: &'a Insights,
    pub(in crate::partner_center) source: &'a dyn Source,
    pub(in crate::partner_center) identity: &'a Identity,
    pub(in crate::partner_center) asker: &'a Asker,
    pub(in crate::partner_center) query: &'a Parameters,
}

/// Why a call is not answered.
enum Refusal {
    /// It cannot be understood.
    Bad(String),
    /// Nothing matches.
    Nothing(&'static str),
    /// As other calls refuse.
    Fault(Fault),
}

impl<T: Into<Fault>> From<T> for Refusal {
    fn from(fault: T) -> Self {
        Self::Fault(fault.into())
    }
}

type Answer = Result<Vec<u8>, Refusal>;

impl Asked<'_> {
    /// Answers a call.
    pub(in crate::partner_center) async fn answer(&self, request: &Request<'_>) -> Response<Body> {
        match self.body_of(request).await {
            Ok(body) => Response::new(Body::from(body)),
            Err(Refusal::Fault(fault)) => fault.response(),
            Err(Refusal::Bad(why)) => refusal(StatusCode::BAD_REQUEST, why),
            Err(Refusal::Nothing(what)) => refusal(StatusCode::NOT_FOUND, what.to_owned()),
        }
    }

    async fn body_of(&self, request: &Request<'_>) -> Answer {
        let may = |it| self.asker.may(it);
        if !may(Permission::ReadInsights) || !may(Permission::Export) {
            return Err(Refusal::Fault(Fault::Forbidden));
        }
        let lower: Vec<String> = request.segments.iter().map(|it| it.to_lowercase()).collect();
        let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
        match (request.method.as_str(), lower.as_slice()) {
            ("GET" | "HEAD", ["scheduleddataset"]) => self.datasets(),
            ("POST", ["scheduledqueries"]) => self.create_query(request.body).await,
            ("GET" | "HEAD", ["scheduledqueries"]) => self.list_queries().await,
            ("GET" | "HEAD", ["scheduledqueries", "testqueryresult"]) => self.test_query().await,
            ("DELETE", ["scheduledqueries", id]) => self.delete_query(id).await,
            ("POST", ["scheduledreport"]) => self.create_report(request.body).await,
            ("GET" | "HEAD", ["scheduledreport"]) => self.list_reports().await,
            ("GET" | "HEAD", ["scheduledreport", "execution", ids]) => self.executions(ids).await,
            ("PUT", ["scheduledreport", "pause", id]) => self.pause_report(id, true).await,
            ("PUT", ["scheduledreport", "resume", id]) => self.pause_report(id, false).await,
            ("PUT", ["scheduledreport", id]) => self.update_report(id, request.body).await,
            ("DELETE", ["scheduledreport", id]) => self.delete_report(id).await,
            _ => Err(Refusal::Nothing("nothing is at this path")),
        }
    }

    fn datasets(&self) -> Answer {
        let wanted = self.query.get("datasetname");
        let datasets = DATASETS
            .iter()
            .filter(|it| wanted.is_none_or(|name| it.name.eq_ignore_ascii_case(name)));
        let rows: Vec<DatasetRow> = datasets.map(DatasetRow::of).collect();
        if rows.is_empty() {
            return Err(Refusal::Nothing("no dataset has this name"));
        }
        json(&Envelope::of(rows, Some("Dataset fetched successfully")))
    }

    fn rows(&self) -> Rows<'_> {
        Rows { source: self.source, asker: self.asker, partner: &self.insights.partner }
    }

    fn now(&self) -> Moment {
        Moment::from_epoch_seconds(self.insights.clock.now_millis().div_euclid(1000))
    }

    fn member(&self) -> Option<String> {
        self.asker.member.map(|it| it.to_string())
    }
}

fn refusal(status: StatusCode, why: String) -> Response<Body> {
    let envelope: Envelope<()> = Envelope::refusal(status.as_u16(), why);
    let mut response = Response::new(Body::from(serde_json::to_vec(&envelope).unwrap_or_default()));
    *response.status_mut() = status;
    response
}

fn json(body: &impl Serialize) -> Answer {
    serde_json::to_vec(body).map_err(|_not_json| Refusal::Fault(Fault::Server))
}

/// Reads a body. What it does not know is left alone: clients send more than is documented.
fn read<T: DeserializeOwned>(body: &Bytes) -> Result<T, Refusal> {
    let text = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    serde_json::from_slice(text).map_err(|error| {
        let place = (error.line(), error.column());
        Refusal::Bad(format!("the body cannot be read: line {}, column {}", place.0, place.1))
    })
}
