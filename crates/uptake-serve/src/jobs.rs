//! Imports that the server does: one after the other, each watched by whoever asked for it.
//!
//! A job is forgotten when the server ends; what it imported stands in the ledger.

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use tempfile::TempDir;
use tokio::sync::Mutex as Turn;
use uptake_app::{
    AppError, ImportOutcome, ImportRequest, Merged, World, WritableData, check_import, live::Live,
};
use uptake_model::{Guid, MemberId};

use crate::problem::Failure;

/// So many finished jobs are remembered.
const REMEMBERED: usize = 200;

/// How far a job is.
#[derive(Debug, Clone)]
pub(crate) enum Progress {
    /// It waits for those before it.
    Queued,
    /// It reads a file.
    Reading {
        /// The file.
        file: String,
        /// How many facts of it were taken.
        rows: u64,
    },
    /// It is done: imported, or refused.
    Done(Arc<ImportOutcome>),
    /// It failed, and nothing was imported.
    Failed(Failure),
}

impl Progress {
    /// Whether there is more to come.
    fn is_running(&self) -> bool {
        match self {
            Self::Queued | Self::Reading { .. } => true,
            Self::Done(_) | Self::Failed(_) => false,
        }
    }
}

/// An import that someone asked for.
#[derive(Debug, Clone)]
pub(crate) struct Job {
    /// Its name.
    pub(crate) id: Guid,
    /// Who asked for it.
    pub(crate) owner: MemberId,
    /// What that one is called.
    pub(crate) owner_name: String,
    /// When it was asked for, in milliseconds since 1970-01-01T00:00:00Z.
    pub(crate) begun_at_ms: i64,
    /// Whether nothing is to be kept.
    pub(crate) is_dry_run: bool,
    /// How far it is.
    pub(crate) progress: Progress,
}

/// All jobs; cheap to clone.
#[derive(Clone)]
pub(crate) struct Jobs {
    folder: PathBuf,
    world: World,
    live: Live,
    kept: Arc<Mutex<VecDeque<Job>>>,
    turn: Arc<Turn<()>>,
}

impl Jobs {
    pub(crate) fn new(folder: &Path, world: World, live: Live) -> Self {
        Self { folder: folder.to_owned(), world, live, kept: Arc::default(), turn: Arc::default() }
    }

    /// The job, if it is the member's.
    pub(crate) fn get(&self, owner: MemberId, id: Guid) -> Option<Job> {
        let jobs = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.iter().find(|it| it.id == id && it.owner == owner).cloned()
    }

    /// The jobs that are not done, first come first: everybody's imports, and the member's own
    /// dry runs.
    pub(crate) fn running(&self, member: MemberId) -> Vec<Job> {
        let jobs = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let is_told = |it: &&Job| !it.is_dry_run || it.owner == member;
        jobs.iter().filter(|it| it.progress.is_running()).filter(is_told).cloned().collect()
    }

    /// Begins a job on uploaded files, which are deleted when it is done.
    pub(crate) fn begin(&self, job: Job, upload: TempDir, request: ImportRequest) {
        let id = job.id;
        let is_dry_run = job.is_dry_run;
        {
            let mut jobs = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            while jobs.len() >= REMEMBERED {
                jobs.pop_front();
            }
            jobs.push_back(job);
        }
        let jobs = self.clone();
        tokio::spawn(async move {
            let _turn = jobs.turn.lock().await;
            let progress = match jobs.run(id, is_dry_run, request).await {
                Ok(outcome) => Progress::Done(Arc::new(outcome)),
                Err(failure) => Progress::Failed(failure),
            };
            jobs.note(id, progress);
            drop(upload);
        });
    }

    async fn run(
        &self,
        id: Guid,
        is_dry_run: bool,
        request: ImportRequest,
    ) -> Result<ImportOutcome, Failure> {
        let jobs = self.clone();
        let runtime = tokio::runtime::Handle::current();
        let work = move || runtime.block_on(jobs.import(id, is_dry_run, &request));
        let outcome = tokio::task::spawn_blocking(work).await.or(Err(Failure::Internal))??;
        // Whoever sees that the job is done also sees what it brought.
        if !is_dry_run && !outcome.refused {
            self.live.refresh().await?;
        }
        Ok(outcome)
    }

    async fn import(
        &self,
        id: Guid,
        is_dry_run: bool,
        request: &ImportRequest,
    ) -> Result<ImportOutcome, AppError> {
        let mut taken = |file: &str, rows| {
            self.note(id, Progress::Reading { file: file.to_owned(), rows });
        };
        if is_dry_run {
            return check_import(&self.folder, self.world.clone(), request, &mut taken).await;
        }
        let mut data = WritableData::open(&self.folder, self.world.clone()).await?;
        data.import(request, &mut taken).await
    }

    /// Confirms the held snapshots of an import file.
    pub(crate) async fn confirm(&self, file_no: i64) -> Result<(), Failure> {
        self.change(async move |data| data.confirm(file_no).await).await?;
        Ok(())
    }

    /// Adds a catalogue file, which is right: it was checked before.
    pub(crate) async fn add_catalogue(
        &self,
        name: String,
        text: String,
    ) -> Result<Merged, Failure> {
        let added = self.change(async move |data| data.add_catalogue(&name, &text).await).await;
        added.map_err(Failure::of_catalogue)
    }

    /// Changes the data when it is this change's turn, and then shows it. It is done to its end
    /// also when nobody waits for it any more.
    async fn change<T, F>(&self, change: F) -> Result<T, AppError>
    where
        T: Send + 'static,
        F: AsyncFnOnce(&mut WritableData) -> Result<T, AppError> + Send + 'static,
    {
        let jobs = self.clone();
        let runtime = tokio::runtime::Handle::current();
        let work = move || {
            runtime.block_on(async {
                let _turn = jobs.turn.lock().await;
                let mut data = WritableData::open(&jobs.folder, jobs.world.clone()).await?;
                let done = change(&mut data).await?;
                drop(data);
                jobs.live.refresh().await?;
                Ok(done)
            })
        };
        tokio::task::spawn_blocking(work).await.or(Err(AppError::Stopping))?
    }

    fn note(&self, id: Guid, progress: Progress) {
        let mut jobs = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(job) = jobs.iter_mut().find(|it| it.id == id) {
            job.progress = progress;
        }
    }
}
