//! Imports that are under way: how far each is, and what came of it.

use axum::{Json, extract::State, http::HeaderMap};
use serde::Serialize;
use uptake_app::{FileOutcome, ImportOutcome};
use uptake_l10n::Words;
use uptake_model::{Guid, MemberId};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::time::Moment;
use crate::{
    Services,
    asker::{Import, May},
    extract::Named,
    fault::FaultBody,
    jobs::{Job, Progress},
    problem::{Failure, Problem},
};

/// So many problems of a file are told.
const MOST_PROBLEMS: usize = 200;

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(job))
}

/// What came of one file.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FileBody {
    file: String,
    /// What it was recognised as.
    format: String,
    rows: u64,
    /// Rows that were not there; `null` when the import was refused.
    new: Option<u64>,
    /// Rows that replaced another.
    changed: Option<u64>,
    /// Rows that were there.
    unchanged: Option<u64>,
    is_refused: bool,
    /// The number of the import file, when it was imported.
    file_no: Option<i64>,
    /// Rows that were set aside: `/imports/{file_no}/quarantine` has them.
    quarantined: usize,
    /// How many problems there are; at most 200 of them follow.
    problems_total: usize,
    problems: Vec<FaultBody>,
}

impl FileBody {
    fn new(outcome: &FileOutcome, words: &Words) -> Self {
        let report = &outcome.report;
        let counts = outcome.counts.as_ref();
        let faults = report.problems.iter().take(MOST_PROBLEMS);
        Self {
            file: report.file.clone(),
            format: report.format.clone(),
            rows: report.rows,
            new: counts.map(|it| it.new),
            changed: counts.map(|it| it.changed),
            unchanged: counts.map(|it| it.unchanged),
            is_refused: report.refused,
            file_no: outcome.file_no,
            quarantined: report.quarantined.len(),
            problems_total: report.problems.len(),
            problems: faults.map(|it| FaultBody::new(it, words)).collect(),
        }
    }
}

/// An import that the asker began.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JobBody {
    #[schema(format = Uuid)]
    job_id: String,
    is_dry_run: bool,
    /// `queued`, `reading`, `imported`, `unchanged`, `refused` or `failed`.
    status: &'static str,
    /// The file that is being read.
    reading: Option<String>,
    /// How many facts of it were taken.
    rows_read: Option<u64>,
    /// What came of each file.
    files: Vec<FileBody>,
    /// Why it failed.
    failure: Option<Problem>,
}

impl JobBody {
    /// The job, worded.
    pub(super) fn new(job: &Job, words: &Words) -> Self {
        let mut body = Self {
            job_id: job.id.to_string(),
            is_dry_run: job.is_dry_run,
            status: "queued",
            reading: None,
            rows_read: None,
            files: Vec::new(),
            failure: None,
        };
        match &job.progress {
            Progress::Queued => {}
            Progress::Reading { file, rows } => {
                body.status = "reading";
                body.reading = Some(file.clone());
                body.rows_read = Some(*rows);
            }
            Progress::Done(outcome) => {
                body.status = status(outcome);
                body.files = outcome.files.iter().map(|it| FileBody::new(it, words)).collect();
            }
            Progress::Failed(failure) => {
                body.status = "failed";
                body.failure = Some(failure.problem(words));
            }
        }
        body
    }
}

fn status(outcome: &ImportOutcome) -> &'static str {
    match (outcome.refused, outcome.changed) {
        (true, _) => "refused",
        (false, true) => "imported",
        (false, false) => "unchanged",
    }
}

/// An import that is not done yet.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RunningImport {
    /// Only whoever asked for it can look closer.
    #[schema(format = Uuid)]
    job_id: String,
    /// Whether the asker asked for it.
    is_own: bool,
    /// Who asked for it.
    owner_name: String,
    is_dry_run: bool,
    begun_at: Moment,
    /// `queued` or `reading`.
    status: &'static str,
    /// The file that is being read.
    reading: Option<String>,
    /// How many facts of it were taken.
    rows_read: Option<u64>,
}

impl RunningImport {
    /// The job as a member sees it.
    pub(super) fn new(job: &Job, asker: MemberId) -> Self {
        let (status, reading, rows_read) = match &job.progress {
            Progress::Reading { file, rows } => ("reading", Some(file.clone()), Some(*rows)),
            Progress::Queued | Progress::Done(_) | Progress::Failed(_) => ("queued", None, None),
        };
        Self {
            job_id: job.id.to_string(),
            is_own: job.owner == asker,
            owner_name: job.owner_name.clone(),
            is_dry_run: job.is_dry_run,
            begun_at: Moment::of_millis(job.begun_at_ms),
            status,
            reading,
            rows_read,
        }
    }
}

/// How far an import of the asker is, and what came of it.
#[utoipa::path(
    get, path = "/imports/jobs/{job_id}", tag = "imports", operation_id = "import_job",
    params(("job_id" = uuid::Uuid, Path, description = "The job")),
    extensions(("x-permission" = json!("import"))),
    responses(
        (status = 200, body = JobBody), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    )
)]
pub(crate) async fn job(
    State(services): State<Services>,
    May { asker, .. }: May<Import>,
    headers: HeaderMap,
    Named(id): Named<Guid>,
) -> Result<Json<JobBody>, Failure> {
    let job = services.jobs.get(asker.member, id).ok_or(Failure::NotFound)?;
    Ok(Json(JobBody::new(&job, &services.words_for(&headers))))
}
