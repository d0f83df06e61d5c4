//! The server: HTTP in, values of `uptake-app` out.
//!
//! **Invariant:** no figure is computed here, and nothing is answered that the asker may not
//! see: every handler takes a permission in its signature and asks `uptake-app` with the
//! asker's scope.
//!
//! What it is not: it holds no data, words nothing itself (`l10n`), and reads neither clock
//! nor environment.

mod api;
mod asker;
mod extract;
mod fault;
mod follow;
mod headers;
mod jobs;
mod language;
mod limits;
mod organisation;
mod origin;
mod page;
mod parameters;
mod partner_api;
pub mod partner_center;
mod problem;
mod reports;
mod services;
mod telemetry;

use std::{io, net::SocketAddr, time::Duration};

use axum::{Router, http::StatusCode, middleware, serve::ListenerExt as _};
use tokio::net::TcpListener;
use tower_http::{
    CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer, csrf::CsrfLayer,
    timeout::TimeoutLayer,
};

pub use api::openapi;
pub use fault::FaultBody;
pub use limits::Rates;
pub use organisation::BACK as ORGANISATION_BACK;
pub use problem::{Failure, Problem};
pub use services::{Services, ServicesError, Settings};

/// An answer begins within this time, or never.
const MOST_SECONDS: Duration = Duration::from_mins(1);

/// Everything that the server answers.
pub fn router(services: &Services) -> Router {
    let languages = services.languages.clone();
    let own = Router::new()
        .merge(api::router(services))
        .merge(organisation::router(services))
        .merge(reports::router(services))
        .fallback(page::answer);
    partner_api::mount(own, services)
        .layer(middleware::from_fn_with_state(services.clone(), telemetry::count))
        // A better level takes longer than all the rest of an answer, and saves little.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(TimeoutLayer::with_status_code(StatusCode::GATEWAY_TIMEOUT, MOST_SECONDS))
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn(move |request, next| {
            problem::word(languages.clone(), request, next)
        }))
        .layer(middleware::from_fn(headers::secure))
}

/// Serves until `stop` ends; answers in flight are finished.
pub async fn serve(
    listener: TcpListener,
    services: &Services,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let service = router(services).into_make_service_with_connect_info::<SocketAddr>();
    // Answers are written whole: waiting for more of them helps nobody.
    let listener = listener.tap_io(|connection| {
        if let Err(error) = connection.set_nodelay(true) {
            tracing::debug!(%error, "answers of a connection are held back");
        }
    });
    axum::serve(listener, service).with_graceful_shutdown(stop).await
}
