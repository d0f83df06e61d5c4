//! What the server tells Prometheus of itself: requests, their time, the state of the data.
//! No customer and no member is in it.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use prometheus::{
    Encoder as _, HistogramOpts, HistogramVec, IntCounterVec, IntGauge, Opts, Registry, TextEncoder,
};

use crate::Services;

/// Seconds at which the histogram of answers is cut.
const BUCKETS: [f64; 10] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];

/// The numbers that are counted.
#[derive(Clone)]
pub(crate) struct Telemetry {
    registry: Registry,
    requests: IntCounterVec,
    seconds: HistogramVec,
    entry: IntGauge,
}

impl Telemetry {
    /// The numbers, all at zero. `None` when a name is taken twice, which is a mistake here.
    pub(crate) fn new() -> Result<Self, prometheus::Error> {
        let registry = Registry::new();
        let requests = IntCounterVec::new(
            Opts::new("uptake_requests_total", "Requests that were answered"),
            &["method", "route", "status"],
        )?;
        let seconds = HistogramVec::new(
            HistogramOpts::new("uptake_request_seconds", "Time until an answer began")
                .buckets(BUCKETS.to_vec()),
            &["method", "route"],
        )?;
        let entry = IntGauge::new("uptake_ledger_entry", "The ledger entry that answers show")?;
        registry.register(Box::new(requests.clone()))?;
        registry.register(Box::new(seconds.clone()))?;
        registry.register(Box::new(entry.clone()))?;
        Ok(Self { registry, requests, seconds, entry })
    }

    /// Says which ledger entry answers show.
    pub(crate) fn shows(&self, entry: i64) {
        self.entry.set(entry);
    }

    /// The numbers as Prometheus reads them.
    pub(crate) fn text(&self) -> String {
        let mut bytes = Vec::new();
        match TextEncoder::new().encode(&self.registry.gather(), &mut bytes) {
            Ok(()) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) => {
                tracing::error!(%error, "the numbers for Prometheus could not be written");
                String::new()
            }
        }
    }
}

/// Counts a request. Routes are counted as they are written, with the names of their
/// parameters: an id never becomes a label.
pub(crate) async fn count(
    State(services): State<Services>,
    route: Option<MatchedPath>,
    request: Request,
    next: Next,
) -> Response {
    let method = request.method().as_str().to_owned();
    let route = route.map_or_else(|| "none".to_owned(), |it| it.as_str().to_owned());
    let start = Instant::now();
    let response = next.run(request).await;
    let telemetry = &services.telemetry;
    let status = response.status().as_str().to_owned();
    telemetry.requests.with_label_values(&[&method, &route, &status]).inc();
    let seconds = start.elapsed().as_secs_f64();
    telemetry.seconds.with_label_values(&[&method, &route]).observe(seconds);
    response
}
