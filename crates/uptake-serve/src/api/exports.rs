//! Exports in the background: asked for, watched, downloaded.

use std::collections::BTreeSet;

use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use tower::ServiceExt as _;
use tower_http::services::ServeFile;
use uptake_app::{
    ExportKind,
    access::{self, CustomerMarks, ExportId, ExportStatus, ExportToMake},
};
use uptake_export::Format;
use uptake_l10n::Words;
use uptake_model::{CustomerId, Day};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    time::Moment,
    view::{given, written},
};
use crate::{
    Services,
    asker::{self, May},
    extract::{Body, Named},
    origin::Origin,
    parameters::refused,
    problem::{Failure, Problem},
};

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new()
        .routes(routes!(list, queue))
        .routes(routes!(show, remove))
        .routes(routes!(download))
}

/// What a row is about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KindBody {
    /// A day, a customer and a SKU.
    Deployment,
    /// A day, a customer and a workload.
    Usage,
    /// A day, a customer, a SKU and a workload.
    ProductUsage,
    /// A day and a SKU or workload, over all customers.
    Portfolio,
    /// A month and a customer: its support and satisfaction.
    Support,
    /// The end of a month, a customer and a SKU: seats without use.
    UnusedSeats,
}

impl From<KindBody> for ExportKind {
    fn from(kind: KindBody) -> Self {
        match kind {
            KindBody::Deployment => Self::Deployment,
            KindBody::Usage => Self::Usage,
            KindBody::ProductUsage => Self::ProductUsage,
            KindBody::Portfolio => Self::Portfolio,
            KindBody::Support => Self::Support,
            KindBody::UnusedSeats => Self::UnusedSeats,
        }
    }
}

/// The format of the file.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FormatBody {
    Csv,
    Tsv,
    Jsonl,
    Xlsx,
    Parquet,
}

impl From<FormatBody> for Format {
    fn from(format: FormatBody) -> Self {
        match format {
            FormatBody::Csv => Self::Csv,
            FormatBody::Tsv => Self::Tsv,
            FormatBody::Jsonl => Self::JsonLines,
            FormatBody::Xlsx => Self::Xlsx,
            FormatBody::Parquet => Self::Parquet,
        }
    }
}

/// An export to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewExport {
    kind: KindBody,
    #[schema(value_type = String, format = Date)]
    from: Day,
    #[schema(value_type = String, format = Date)]
    to: Day,
    format: FormatBody,
    /// Only these customers; left out, all that the asker may see.
    #[schema(value_type = Option<Vec<uuid::Uuid>>)]
    customers: Option<BTreeSet<CustomerId>>,
    /// Only customers that are marked so.
    marks: Option<MarksBody>,
    /// As it was recorded at an earlier moment.
    as_recorded_at: Option<Moment>,
}

/// What customers are marked with. Values of one kind are alternatives; `-` stands for "not
/// given".
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct MarksBody {
    countries: Vec<String>,
    segments: Vec<String>,
    /// Indirect resellers by id.
    resellers: Vec<String>,
    tags: Vec<String>,
}

impl From<MarksBody> for CustomerMarks {
    fn from(marks: MarksBody) -> Self {
        let given = |texts: Vec<String>| texts.into_iter().map(given).collect();
        Self {
            countries: given(marks.countries),
            segments: given(marks.segments),
            resellers: given(marks.resellers),
            tags: given(marks.tags),
        }
    }
}

impl From<&CustomerMarks> for MarksBody {
    fn from(marks: &CustomerMarks) -> Self {
        let written = |texts: &BTreeSet<String>| texts.iter().map(|it| written(it)).collect();
        Self {
            countries: written(&marks.countries),
            segments: written(&marks.segments),
            resellers: written(&marks.resellers),
            tags: written(&marks.tags),
        }
    }
}

/// An export.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExportBody {
    #[schema(format = Uuid)]
    export_id: String,
    /// What a row is about; empty when an older version stored it.
    kind: String,
    #[schema(format = Date)]
    from: Option<String>,
    #[schema(format = Date)]
    to: Option<String>,
    format: Option<&'static str>,
    /// The customers that were asked for by their marks; `null` for all.
    marks: Option<MarksBody>,
    /// `queued`, `running`, `done` or `failed`.
    status: &'static str,
    /// Why it failed, as a code: `no_data`, `no_data_on_day`, `not_yet_recorded`,
    /// `unknown_customer`, `not_allowed`, `invalid_request`, `owner_removed` or `internal`.
    failure: Option<String>,
    /// Why it failed, in the asker's language.
    failure_text: Option<String>,
    /// Rows that were written.
    rows_done: u64,
    /// Rows in all, once that is known.
    rows_in_all: Option<u64>,
    size_bytes: Option<u64>,
    /// BLAKE3 of the file.
    checksum: Option<String>,
    queued_at: Moment,
    ended_at: Option<Moment>,
    /// From when on the file is gone.
    expires_at: Moment,
}

impl ExportBody {
    fn new(export: access::Export, words: &Words) -> Self {
        let make = ExportToMake::stored(&export.request);
        let (status, failure, file) = match export.status {
            ExportStatus::Queued => ("queued", None, None),
            ExportStatus::Running => ("running", None, None),
            ExportStatus::Done(file) => ("done", None, Some(file)),
            ExportStatus::Failed(why) => ("failed", Some(why), None),
        };
        Self {
            export_id: export.id.to_string(),
            kind: make.as_ref().map(|it| it.kind.table().name.to_owned()).unwrap_or_default(),
            from: make.as_ref().map(|it| it.from.to_string()),
            to: make.as_ref().map(|it| it.to.to_string()),
            format: make.as_ref().map(|it| it.format.as_str()),
            marks: make.as_ref().map(|it| &it.marks).filter(|it| !it.is_empty()).map(Into::into),
            status,
            failure_text: failure.as_deref().map(|it| worded(it, words)),
            failure,
            rows_done: export.rows_done,
            rows_in_all: export.rows_in_all,
            size_bytes: file.as_ref().map(|it| it.size_bytes),
            checksum: file.map(|it| it.checksum),
            queued_at: Moment::of_millis(export.queued_at_ms),
            ended_at: export.ended_at_ms.map(Moment::of_millis),
            expires_at: Moment::of_millis(export.expires_at_ms),
        }
    }
}

/// Why an export failed, in words. A code of another version is said as a failure of ours.
fn worded(failure: &str, words: &Words) -> String {
    let message = format!("export-failure-{}", failure.replace('_', "-"));
    if words.has(&message) { words.say(&message, &[]) } else { words.say("failure-internal", &[]) }
}

/// Exports, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ExportsBody {
    items: Vec<ExportBody>,
}

/// Lists the asker's exports.
#[utoipa::path(
    get, path = "/exports", tag = "exports", operation_id = "exports",
    extensions(("x-permission" = json!("export"))),
    responses((status = 200, body = ExportsBody), (status = 401, body = Problem), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(services): State<Services>,
    May { asker, .. }: May<asker::Export>,
    headers: HeaderMap,
) -> Result<Json<ExportsBody>, Failure> {
    let exports = services.access.exports(&asker).await?;
    let words = services.words_for(&headers);
    let items = exports.into_iter().map(|it| ExportBody::new(it, &words)).collect();
    Ok(Json(ExportsBody { items }))
}

/// Queues an export. It is made in the background with what the asker may see then.
#[utoipa::path(
    post, path = "/exports", tag = "exports", operation_id = "queue_export",
    request_body = NewExport, extensions(("x-permission" = json!("export"))),
    responses(
        (status = 202, body = ExportBody), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
    )
)]
pub(crate) async fn queue(
    State(services): State<Services>,
    May { asker, .. }: May<asker::Export>,
    origin: Origin,
    headers: HeaderMap,
    Body(body): Body<NewExport>,
) -> Result<(StatusCode, Json<ExportBody>), Failure> {
    if body.from > body.to {
        return Err(refused("from", "a day not after `to`"));
    }
    let make = ExportToMake {
        kind: body.kind.into(),
        from: body.from,
        to: body.to,
        format: body.format.into(),
        customers: body.customers,
        marks: body.marks.map(CustomerMarks::from).unwrap_or_default(),
        as_recorded_at_ms: body.as_recorded_at.map(Moment::millis),
    };
    let id = services.access.queue_export(&asker, &make, &origin.caller()).await?;
    services.wake_exports.notify_one();
    let export = services.access.export(&asker, id).await?;
    let body = ExportBody::new(export, &services.words_for(&headers));
    Ok((StatusCode::ACCEPTED, Json(body)))
}

/// Shows an export of the asker.
#[utoipa::path(
    get, path = "/exports/{export_id}", tag = "exports", operation_id = "export",
    params(("export_id" = uuid::Uuid, Path, description = "The export")),
    extensions(("x-permission" = json!("export"))),
    responses(
        (status = 200, body = ExportBody), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    )
)]
pub(crate) async fn show(
    State(services): State<Services>,
    May { asker, .. }: May<asker::Export>,
    headers: HeaderMap,
    Named(id): Named<ExportId>,
) -> Result<Json<ExportBody>, Failure> {
    let export = services.access.export(&asker, id).await?;
    Ok(Json(ExportBody::new(export, &services.words_for(&headers))))
}

/// Removes an export of the asker with its file.
#[utoipa::path(
    delete, path = "/exports/{export_id}", tag = "exports", operation_id = "remove_export",
    params(("export_id" = uuid::Uuid, Path, description = "The export")),
    extensions(("x-permission" = json!("export"))),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn remove(
    State(services): State<Services>,
    May { asker, .. }: May<asker::Export>,
    origin: Origin,
    Named(id): Named<ExportId>,
) -> Result<StatusCode, Failure> {
    let folder = &services.settings.export_folder;
    services.access.remove_export(&asker, id, folder, &origin.caller()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Downloads the file of an export. `Range` goes on where an earlier download broke off.
#[utoipa::path(
    get, path = "/exports/{export_id}/file", tag = "exports", operation_id = "download_export",
    params(("export_id" = uuid::Uuid, Path, description = "The export")),
    extensions(("x-permission" = json!("export"))),
    responses(
        (status = 200, description = "The whole file", content(
            (String = "text/csv"), (String = "text/tab-separated-values"),
            (String = "application/jsonl"), (String = "application/vnd.apache.parquet"),
            (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )),
        (status = 206, description = "The asked part", content(
            (String = "text/csv"), (String = "text/tab-separated-values"),
            (String = "application/jsonl"), (String = "application/vnd.apache.parquet"),
            (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 416, body = Problem),
    )
)]
pub(crate) async fn download(
    State(services): State<Services>,
    May { asker, .. }: May<asker::Export>,
    origin: Origin,
    Named(id): Named<ExportId>,
    request: Request,
) -> Result<Response, Failure> {
    let export = services.access.export(&asker, id).await?;
    let ExportStatus::Done(file) = export.status else { return Err(Failure::NotFound) };
    let make = ExportToMake::stored(&export.request).ok_or(Failure::NotFound)?;
    let path = access::file_path(&services.settings.export_folder, id, make.format);
    services.access.note(&asker, "export.download", &id.to_string(), &origin.caller()).await?;
    let served = match ServeFile::new(path).oneshot(request).await {
        Ok(response) => response.into_response(),
        Err(never) => match never {},
    };
    Ok(named(served, &make, &file.checksum))
}

/// The file under the name that it is saved by.
fn named(mut response: Response, make: &ExportToMake, checksum: &str) -> Response {
    let (kind, suffix) = (make.kind.table().name, make.format.as_str());
    let name = format!("attachment; filename=\"{kind}-{}-{}.{suffix}\"", make.from, make.to);
    let tag = format!("\"{checksum}\"");
    let headers = response.headers_mut();
    let fields = [
        (header::CONTENT_DISPOSITION, name),
        (header::ETAG, tag),
        (header::CONTENT_TYPE, make.format.media_type().to_owned()),
    ];
    for (field, text) in fields {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(field, value);
        }
    }
    response
}
