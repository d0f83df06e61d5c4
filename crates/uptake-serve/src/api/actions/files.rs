//! Actions as files of the native table: taken in and written out.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use uptake_app::{
    AppError,
    access::{Doer, actions_table},
};
use uptake_export::{Format, stream_writer};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    Services,
    api::view,
    asker::{Act, May, ReadInsights},
    origin::Origin,
    parameters::Parameters,
    problem::{Failure, Problem},
};

pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(import)).routes(routes!(export))
}

/// What became of a file of actions.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImportedActionsBody {
    rows: u64,
    /// Actions that there were not before.
    new: u64,
    /// Actions that are another now.
    changed: u64,
}

/// Takes in a file of the native table `actions`, all of it or nothing. Rows of a known action
/// replace what the table says of it.
#[utoipa::path(
    post, path = "/actions/import", tag = "actions", operation_id = "import_actions",
    request_body(content = String, content_type = "text/csv", description = "CSV, TSV or Parquet"),
    extensions(("x-permission" = json!("act"))),
    responses(
        (status = 200, body = ImportedActionsBody), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 413, body = Problem),
        (status = 422, body = Problem),
    )
)]
pub(crate) async fn import(
    State(services): State<Services>,
    May { asker, .. }: May<Act>,
    origin: Origin,
    body: Bytes,
) -> Result<Json<ImportedActionsBody>, Failure> {
    if body.is_empty() {
        return Err(Failure::InvalidBody { what: "a file of actions".to_owned() });
    }
    let boundary = services.live.current()?;
    let scope = view::scope(&services, &asker, &boundary).await?;
    let caller = origin.caller();
    let doer = Doer::Member(&asker, &caller);
    let file = ("actions", body.to_vec());
    let imported = services.access.import_actions(doer, &boundary, &scope, file).await?;
    if !imported.problems.is_empty() {
        return Err(Failure::ImportRefused { problems: imported.problems });
    }
    let (rows, new, changed) = (imported.rows, imported.new, imported.changed);
    Ok(Json(ImportedActionsBody { rows, new, changed }))
}

/// Writes the actions for the asker's customers as a file of the native table.
#[utoipa::path(
    get, path = "/actions/export", tag = "actions", operation_id = "export_actions",
    params(("format" = Option<String>, Query, description = "csv (without it), tsv, jsonl, xlsx, parquet")),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (
            status = 200, description = "The file",
            content(
                (String = "text/csv"), (String = "text/tab-separated-values"),
                (String = "application/jsonl"),
                (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                (String = "application/vnd.apache.parquet"),
            ),
        ),
        (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    )
)]
pub(crate) async fn export(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    origin: Origin,
    mut asked: Parameters,
) -> Result<Response, Failure> {
    let format = asked.value::<Format>("format", "csv, tsv, jsonl, xlsx or parquet")?;
    let format = format.unwrap_or(Format::Csv);
    asked.finish()?;
    let boundary = services.live.current()?;
    let scope = view::scope(&services, &asker, &boundary).await?;
    let caller = origin.caller();
    let written = Written::default();
    let writer = stream_writer(format, &actions_table(), written.clone());
    let writer = writer.map_err(|source| AppError::Export { source })?;
    services.access.export_actions(Doer::Member(&asker, &caller), &scope, writer).await?;
    let mut response = written.take().into_response();
    let headers = response.headers_mut();
    let name = format!("attachment; filename=\"actions.{}\"", format.as_str());
    let fields = [
        (header::CONTENT_DISPOSITION, name),
        (header::CONTENT_TYPE, format.media_type().to_owned()),
    ];
    for (field, text) in fields {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(field, value);
        }
    }
    Ok(response)
}

/// What was written, in memory.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
