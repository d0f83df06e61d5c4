//! Importing files: read, checked, archived, merged and rolled up, in one visible step.

mod batch;
mod check;
mod merge;
mod names;
pub(crate) mod quarantine;
mod texts;
mod wording;

use std::path::PathBuf;

use uptake_ingest::{DateOrder, FileReport, Mode};
use uptake_model::{CustomerId, Day, DayRange, facts::Table};
use uptake_store::RowCounts;

use self::{
    batch::Batch,
    merge::{Merged, merge},
};
use crate::{AppError, Entry, WritableData};

pub use check::check_import;
pub use wording::Wording;

/// What to import, and how.
#[derive(Debug, Clone)]
pub struct ImportRequest {
    /// Files, folders, archives.
    pub paths: Vec<PathBuf>,
    /// The table, when the caller knows better than the header.
    pub table: Option<Table>,
    /// The customer of files that do not name one.
    pub customer: Option<CustomerId>,
    /// The days for which activity is complete.
    pub covers: Option<DayRange>,
    /// The day that files describe which do not say it.
    pub as_of: Option<Day>,
    /// How the files write dates, when it is not `2026-03-01`.
    pub dates: Option<DateOrder>,
    /// What happens to rows that cannot be read.
    pub mode: Mode,
    /// How problems are worded in the files of rows that were set aside.
    pub wording: Wording,
}

/// What came of an import.
#[derive(Debug)]
pub struct ImportOutcome {
    /// Each file, in the order of import.
    pub files: Vec<FileOutcome>,
    /// Whether nothing was imported because a file is refused.
    pub refused: bool,
    /// Whether anything changed, or would change.
    pub changed: bool,
}

/// What came of one file.
#[derive(Debug)]
pub struct FileOutcome {
    /// What was read, and what is wrong with it.
    pub report: FileReport,
    /// Its number, if it was imported.
    pub file_no: Option<i64>,
    /// What became of its rows, or would become of them; `None` when the import was refused.
    pub counts: Option<RowCounts>,
    /// Where the rows lie that were set aside.
    pub quarantine: Option<PathBuf>,
}

/// Hears how far an import is: the file and how many facts of it were taken.
pub type Progress<'a> = &'a mut dyn FnMut(&str, u64);

impl WritableData {
    /// Imports files. If one of them is refused, none is imported and nothing changes.
    ///
    /// What fails leaves nothing behind either: what was put into the archive is taken out
    /// again, and the rows set aside get their file only with the commit.
    pub async fn import(
        &mut self,
        request: &ImportRequest,
        progress: Progress<'_>,
    ) -> Result<ImportOutcome, AppError> {
        let now = self.data.world.clock.now_millis();
        let store = &self.data.store;
        let batch = Batch::read(&self.data, store, self.keys.clone(), request, progress).await?;
        if batch.is_refused() {
            return Ok(batch.refused()?);
        }
        let merged = Box::pin(merge(&self.data, store, batch, now)).await?;
        self.record(request, merged, now).await
    }

    /// Commits what was merged, if it changes anything.
    async fn record(
        &mut self,
        request: &ImportRequest,
        merged: Merged,
        now: i64,
    ) -> Result<ImportOutcome, AppError> {
        let Merged { files, pins, vault, keys, made, changed } = merged;
        let folder = self.data.folder().to_owned();
        let (mut entries, mut aside) = (Vec::new(), Vec::new());
        for file in &files {
            let pending = quarantine::write(&folder, &file.report, &request.wording)?;
            entries.push(file.entry(request, pending.as_ref().map(quarantine::Pending::name)));
            aside.push(pending);
        }
        if changed {
            self.keys = keys;
            let view = crate::data::Viewpoint { pins, ..self.data.view.clone() };
            self.commit(&Entry::Import { files: entries }, view, vault, now).await?;
        } else {
            // Nothing refers to them: the same rows lie in the archive from an earlier import.
            merge::remove(&made)?;
        }
        aside.iter_mut().flatten().for_each(quarantine::Pending::recorded);
        let mut outcomes = Vec::new();
        for (file, pending) in files.into_iter().zip(aside) {
            outcomes.push(FileOutcome {
                file_no: Some(file.file_no),
                counts: Some(file.counts),
                report: file.report,
                quarantine: pending.map(quarantine::Pending::keep).transpose()?,
            });
        }
        Ok(ImportOutcome { files: outcomes, refused: false, changed })
    }
}
