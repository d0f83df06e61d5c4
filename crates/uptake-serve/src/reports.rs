//! Reports of the Insights API: kept, run by their plans, and fetched by a link.
//!
//! A link lets in whoever has it, for a while: it is signed with a key that only this process
//! knows, so that nothing that lets somebody in is stored. After a restart a client asks for
//! the run again and gets another link to the same file.

use std::path::PathBuf;

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use uptake_model::Guid;

use crate::{Services, partner_center::insights::book::Format, problem::Failure};

mod book;
mod link;
mod run;
mod stored;

pub(crate) use book::ServerBook;
pub(crate) use link::Links;

/// Where the files of reports are fetched.
const FILES: &str = "/insights/files";

pub(crate) fn router(services: &Services) -> Router {
    Router::new()
        .route(&format!("{FILES}/{{run}}/{{until}}/{{signature}}"), get(file))
        .with_state(services.clone())
}

/// Sends the file of a run, always gzip-encoded, to whoever has its link.
async fn file(
    State(services): State<Services>,
    Path((run, until, signature)): Path<(String, i64, String)>,
) -> Result<Response, Failure> {
    let run: Guid = run.parse().or(Err(Failure::NotFound))?;
    let now = services.access.now_millis().div_euclid(1000);
    if !services.links.is_valid(run, until, &signature, now) {
        return Err(Failure::NotFound);
    }
    for format in [Format::Csv, Format::Tsv] {
        if let Ok(bytes) = tokio::fs::read(file_path(&services, run, format)).await {
            let kind = match format {
                Format::Csv => "text/csv; charset=utf-8",
                Format::Tsv => "text/tab-separated-values; charset=utf-8",
            };
            let mut response = bytes.into_response();
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            return Ok(response);
        }
    }
    Err(Failure::NotFound)
}

/// Where the file of a run lies.
fn file_path(services: &Services, run: Guid, format: Format) -> PathBuf {
    services.settings.export_folder.join(format!("report-{run}.{}.gz", format.as_str()))
}

/// Deletes the file of a run; one that is gone already is as good.
fn forget(services: &Services, run: Guid) {
    for format in [Format::Csv, Format::Tsv] {
        let _gone = std::fs::remove_file(file_path(services, run, format));
    }
}
