//! Imports: files are uploaded, checked and merged in the background; rows that were set
//! aside can be downloaded; held snapshots are confirmed.

use std::path::PathBuf;

use axum::{
    Json,
    extract::{DefaultBodyLimit, Multipart, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use tokio::io::AsyncWriteExt as _;
use uptake_app::{AppError, Entry, ImportRequest, LedgerLine, Wording};
use uptake_ingest::{DateOrder, Mode, ProblemWords};
use uptake_l10n::{Words, problem_hint, problem_text};
use uptake_model::{CustomerId, Day, DayRange, facts::Table};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    import_jobs::{JobBody, RunningImport},
    time::Moment,
    view::DAY,
};
use crate::{
    Services,
    asker::{Import, May},
    extract::Named,
    jobs::{Job, Progress},
    origin::Origin,
    parameters::Parameters,
    problem::{Failure, Problem},
};

/// An upload has at most so many bytes.
pub(crate) const MOST_UPLOAD: usize = 4 * 1024 * 1024 * 1024;

/// The routes of this file that take ordinary bodies.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(confirm)).routes(routes!(quarantine))
}

/// The route that takes files.
pub(super) fn uploads() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(upload)).layer(DefaultBodyLimit::max(MOST_UPLOAD))
}

/// A file of an import.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ImportedFile {
    file_no: i64,
    file: String,
    format: String,
    rows: u64,
    new: u64,
    changed: u64,
    unchanged: u64,
    /// Rows that were set aside.
    quarantined: u64,
    problems: u64,
    /// Customers whose snapshot in the file waits for confirmation.
    held: Vec<String>,
}

/// An entry of the ledger.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LedgerEntry {
    seq: i64,
    recorded_at: Moment,
    /// `import`, `confirm`, `catalogue`, `recompute` and others.
    kind: &'static str,
    /// The files, of an import.
    files: Vec<ImportedFile>,
    /// The name of the catalogue file, where one was added.
    catalogue_file: Option<String>,
}

impl From<&LedgerLine> for LedgerEntry {
    fn from(line: &LedgerLine) -> Self {
        let files = match &line.entry {
            Entry::Import { files } => files.iter().map(imported).collect(),
            Entry::Confirm { .. }
            | Entry::Catalogue { .. }
            | Entry::Recompute { .. }
            | Entry::Forget { .. } => Vec::new(),
        };
        let catalogue_file = match &line.entry {
            Entry::Catalogue { name, .. } => Some(name.clone()),
            Entry::Import { .. }
            | Entry::Confirm { .. }
            | Entry::Recompute {}
            | Entry::Forget { .. } => None,
        };
        Self {
            seq: line.seq,
            recorded_at: Moment::of_millis(line.recorded_at_ms),
            kind: line.entry.kind(),
            files,
            catalogue_file,
        }
    }
}

fn imported(file: &uptake_app::ImportedFile) -> ImportedFile {
    ImportedFile {
        file_no: file.file_no,
        file: file.file.clone(),
        format: file.format.clone(),
        rows: file.rows,
        new: file.new,
        changed: file.changed,
        unchanged: file.unchanged,
        quarantined: file.quarantined,
        problems: file.problems,
        held: file.held.iter().map(ToString::to_string).collect(),
    }
}

/// What was imported, the latest first, and what is being imported.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LedgerBody {
    /// Imports that are not done, first come first: everybody's, and the asker's dry runs.
    running: Vec<RunningImport>,
    items: Vec<LedgerEntry>,
}

/// Lists what was imported, and what is being imported.
#[utoipa::path(
    get, path = "/imports", tag = "imports", operation_id = "imports",
    extensions(("x-permission" = json!("import"))),
    responses(
        (status = 200, body = LedgerBody), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    )
)]
pub(crate) async fn list(
    State(services): State<Services>,
    May { asker, .. }: May<Import>,
) -> Result<Json<LedgerBody>, Failure> {
    let jobs = services.jobs.running(asker.member);
    let running = jobs.iter().map(|it| RunningImport::new(it, asker.member)).collect();
    let lines = match services.live.current() {
        Ok(boundary) => boundary.data().imports().await?,
        // The first import may be the one that runs.
        Err(AppError::NoData) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let items = lines.iter().rev().map(LedgerEntry::from).collect();
    Ok(Json(LedgerBody { running, items }))
}

/// How the files are imported.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents what `upload` reads")]
pub(crate) struct UploadParams {
    /// `true` checks only, and keeps nothing.
    dry_run: Option<bool>,
    /// `strict` (without it), or `quarantine`: few bad rows are set aside.
    mode: Option<String>,
    /// The table, when the header does not tell it.
    table: Option<String>,
    /// The customer of files that do not name one.
    #[param(value_type = Option<uuid::Uuid>)]
    customer: Option<String>,
    /// The days for which activity is complete: `2026-03-01..2026-03-31`.
    covers: Option<String>,
    /// The day that files describe which do not say it.
    #[param(value_type = Option<String>, format = Date)]
    as_of: Option<String>,
    /// How the files write dates, when it is not `2026-03-01`: `dmy`, `mdy` or `ymd`.
    dates: Option<String>,
}

/// The files, each as a part named `file`.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents what `upload` reads")]
pub(crate) struct Upload {
    #[schema(value_type = Vec<String>, format = Binary)]
    file: Vec<Vec<u8>>,
}

/// Imports files in one step, in the background.
#[utoipa::path(
    post, path = "/imports", tag = "imports", operation_id = "import", params(UploadParams),
    extensions(("x-permission" = json!("import"))),
    request_body(content = Upload, content_type = "multipart/form-data"),
    responses(
        (status = 202, body = JobBody), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 413, body = Problem), (status = 415, body = Problem),
    )
)]
pub(crate) async fn upload(
    State(services): State<Services>,
    May { asker, .. }: May<Import>,
    origin: Origin,
    headers: HeaderMap,
    mut asked: Parameters,
    parts: Result<Multipart, axum::extract::multipart::MultipartRejection>,
) -> Result<(StatusCode, Json<JobBody>), Failure> {
    let words = services.words_for(&headers);
    let wording = services.words_for(&headers);
    let mut request = request(&mut asked, wording)?;
    let choices = [("true", true), ("false", false)];
    let is_dry_run = asked.choice("dry_run", &choices)?.unwrap_or(false);
    asked.finish()?;
    let folder = Services::upload_folder()?;
    let parts = parts.or(Err(Failure::UnsupportedMediaType))?;
    request.paths = received(parts, folder.path()).await?;
    let id = services.access.new_id();
    let job = Job {
        id,
        owner: asker.member,
        owner_name: asker.name.clone(),
        begun_at_ms: services.access.now_millis(),
        is_dry_run,
        progress: Progress::Queued,
    };
    if !is_dry_run {
        services.access.note(&asker, "import", &id.to_string(), &origin.caller()).await?;
    }
    services.jobs.begin(job.clone(), folder, request);
    Ok((StatusCode::ACCEPTED, Json(JobBody::new(&job, &words))))
}

fn request(asked: &mut Parameters, words: std::sync::Arc<Words>) -> Result<ImportRequest, Failure> {
    let tables: Vec<(&str, Table)> = Table::ALL
        .into_iter()
        .filter(|it| {
            !matches!(it, Table::AssignedUnits | Table::LicenceFlags | Table::NamedProducts)
        })
        .map(|it| (it.name(), it))
        .collect();
    let orders = [
        ("dmy", DateOrder::DayMonthYear),
        ("mdy", DateOrder::MonthDayYear),
        ("ymd", DateOrder::YearMonthDay),
    ];
    let modes = [("strict", Mode::Strict), ("quarantine", Mode::Quarantine)];
    Ok(ImportRequest {
        paths: Vec::new(),
        table: asked.choice("table", &tables)?,
        customer: asked.value::<CustomerId>("customer", "the GUID of a tenant")?,
        covers: asked.value::<DayRange>("covers", "days like 2026-03-01..2026-03-31")?,
        as_of: asked.value::<Day>("as_of", DAY)?,
        dates: asked.choice("dates", &orders)?,
        mode: asked.choice("mode", &modes)?.unwrap_or(Mode::Strict),
        wording: Wording::new(move |fault| ProblemWords {
            reason: problem_text(&words, fault),
            hint: problem_hint(&words, fault),
        }),
    })
}

/// Writes the uploaded files into a folder, each under its own name in a folder of its own:
/// two may have the same, and a name can say anything.
async fn received(mut parts: Multipart, folder: &std::path::Path) -> Result<Vec<PathBuf>, Failure> {
    let broken = |_| Failure::InvalidBody { what: "the upload broke off".to_owned() };
    let unwritten = |error: std::io::Error| {
        tracing::error!(%error, "an upload could not be written");
        Failure::Internal
    };
    let mut paths = Vec::new();
    while let Some(mut part) = parts.next_field().await.map_err(broken)? {
        if part.name() != Some("file") {
            return Err(Failure::InvalidBody { what: "a part is not named `file`".to_owned() });
        }
        let Some(name) = part.file_name().map(plain_name) else {
            return Err(Failure::InvalidBody { what: "a part is no file with a name".to_owned() });
        };
        let own = folder.join(paths.len().to_string());
        tokio::fs::create_dir(&own).await.map_err(unwritten)?;
        let path = own.join(name);
        let mut file = tokio::fs::File::create(&path).await.map_err(unwritten)?;
        while let Some(chunk) = part.chunk().await.map_err(broken)? {
            file.write_all(&chunk).await.map_err(unwritten)?;
        }
        file.flush().await.map_err(unwritten)?;
        paths.push(path);
    }
    if paths.is_empty() {
        return Err(Failure::InvalidBody { what: "there is no part named `file`".to_owned() });
    }
    Ok(paths)
}

/// The last part of a name, without what leads elsewhere.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last.chars().filter(|it| !it.is_control()).take(100).collect();
    let is_special = plain.is_empty() || plain.chars().all(|it| it == '.');
    if is_special { "upload".to_owned() } else { plain }
}

/// Takes the held snapshots of an import file as true: they count from now on.
#[utoipa::path(
    post, path = "/imports/{file_no}/confirm", tag = "imports", operation_id = "confirm_import",
    params(("file_no" = i64, Path, description = "The number of the import file")),
    extensions(("x-permission" = json!("import"))),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 503, body = Problem),
    )
)]
pub(crate) async fn confirm(
    State(services): State<Services>,
    May { asker, .. }: May<Import>,
    origin: Origin,
    Named(file_no): Named<i64>,
) -> Result<StatusCode, Failure> {
    services.jobs.confirm(file_no).await?;
    let (subject, caller) = (file_no.to_string(), origin.caller());
    services.access.note(&asker, "import.confirm", &subject, &caller).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Downloads the rows of an import file that were set aside, with the reasons. They hold ids
/// of people: it takes `read_personal_data` too, and is logged.
#[utoipa::path(
    get, path = "/imports/{file_no}/quarantine", tag = "imports", operation_id = "quarantine",
    params(("file_no" = i64, Path, description = "The number of the import file")),
    extensions(("x-permission" = json!("import"))),
    responses(
        (status = 200, body = String, content_type = "text/csv"),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn quarantine(
    State(services): State<Services>,
    May { asker, .. }: May<Import>,
    origin: Origin,
    Named(file_no): Named<i64>,
) -> Result<Response, Failure> {
    let missing = uptake_model::Permission::ReadPersonalData;
    asker.must(missing).or(Err(Failure::NotAllowed { permission: missing }))?;
    let boundary = services.live.current()?;
    let lines = boundary.data().imports().await?;
    let files = lines.iter().filter_map(|it| match &it.entry {
        Entry::Import { files } => Some(files),
        Entry::Confirm { .. }
        | Entry::Catalogue { .. }
        | Entry::Recompute { .. }
        | Entry::Forget { .. } => None,
    });
    let name = files.flatten().find(|it| it.file_no == file_no).map(|it| it.quarantine.clone());
    let name = name.flatten().ok_or(Failure::NotFound)?;
    let path = boundary.data().folder().join("quarantine").join(plain_name(&name));
    let (subject, caller) = (file_no.to_string(), origin.caller());
    services.access.note(&asker, "personal_data.quarantine", &subject, &caller).await?;
    let text = tokio::fs::read(path).await.or(Err(Failure::NotFound))?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"set-aside-{file_no}.csv\"")),
    ];
    Ok((headers, text).into_response())
}
