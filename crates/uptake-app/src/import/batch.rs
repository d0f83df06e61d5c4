//! The files of an import while they are read: nothing of them is visible yet.

use std::collections::BTreeSet;

use uptake_ingest::{FactSink, FileReport, Input, ReadOptions, Unread, expand, read};
use uptake_model::{
    CustomerId,
    facts::Facts,
    problem::{Problem, ProblemCode},
};
use uptake_state::Keys;
use uptake_store::{Held, RawObject, RowCounts, Stage, Store, StoreError};

use super::{
    FileOutcome, ImportOutcome, ImportRequest, Progress,
    names::Names,
    texts::{Texts, has_text, known_names},
};
use crate::{AppError, Data, Entry, ImportedFile};

/// The files of an import.
pub(super) struct Batch {
    pub(super) stage: Stage,
    pub(super) names: Names,
    pub(super) files: Vec<ReadFile>,
    /// What waits for the names of all files.
    texts: Vec<Texts>,
}

/// One file that was read.
pub(super) struct ReadFile {
    pub(super) file_no: i64,
    pub(super) report: FileReport,
    pub(super) objects: Vec<RawObject>,
    pub(super) counts: RowCounts,
    /// Customers whose snapshot waits for confirmation.
    pub(super) held: BTreeSet<CustomerId>,
}

impl Batch {
    /// Finds all files, then reads them into the archive of `store`. When it fails, the
    /// archive is as it was.
    pub(super) async fn read(
        data: &Data,
        store: &Store,
        keys: Keys,
        request: &ImportRequest,
        progress: Progress<'_>,
    ) -> Result<Self, AppError> {
        let today = data.world.clock.today();
        let inputs = inputs(request)?;
        let stage = store.stage(today, next_file_no(data).await?);
        let names = Names::new(keys, data.world.random);
        let mut batch = Self { stage, names, files: Vec::new(), texts: Vec::new() };
        let options = ReadOptions {
            table: request.table,
            customer: request.customer,
            covers: request.covers,
            as_of: request.as_of,
            dates: request.dates,
            mode: request.mode,
            today,
            partner_tenant: data.config.partner.tenant_id,
            catalogue: &data.view.catalogue,
        };
        for input in inputs {
            if let Err(error) = batch.take(&input, &options, progress) {
                batch.stage.discard()?;
                return Err(error);
            }
        }
        if let Err(error) = batch.take_texts(data).await {
            batch.stage.discard()?;
            return Err(error);
        }
        Ok(batch)
    }

    /// Masks the texts that waited, and takes them.
    async fn take_texts(&mut self, data: &Data) -> Result<(), AppError> {
        let mut texts = std::mem::take(&mut self.texts);
        if texts.is_empty() || self.is_refused() {
            return Ok(());
        }
        let customers = texts.iter().flat_map(Texts::customers).collect();
        let catalogue = &data.view.catalogue;
        let names = known_names(&data.state, &self.names, customers, catalogue).await?;
        for it in &mut texts {
            it.mask(&names);
        }
        for Texts { file_no, facts } in texts {
            let objects = self.stage.amend(file_no, facts, &mut self.names)?;
            if let Some(file) = self.files.iter_mut().find(|it| it.file_no == file_no) {
                file.objects.extend(objects);
            }
        }
        Ok(())
    }

    /// Whether one of the files is refused, and with it the import.
    pub(super) fn is_refused(&self) -> bool {
        self.files.iter().any(|it| it.report.refused)
    }

    /// Gives the import up.
    pub(super) fn refused(self) -> Result<ImportOutcome, StoreError> {
        self.stage.discard()?;
        let files = self.files.into_iter().map(|it| FileOutcome {
            report: it.report,
            file_no: None,
            counts: None,
            quarantine: None,
        });
        Ok(ImportOutcome { files: files.collect(), refused: true, changed: false })
    }

    fn take(
        &mut self,
        input: &Input,
        options: &ReadOptions<'_>,
        progress: Progress<'_>,
    ) -> Result<(), AppError> {
        progress(input.name(), 0);
        let file_no = self.stage.begin_file();
        self.names.file_no = file_no;
        let mut sink = Sink {
            stage: &mut self.stage,
            names: &mut self.names,
            file: input.name(),
            taken: 0,
            progress,
            texts: Vec::new(),
        };
        let report = read(input, options, &mut sink)?;
        let facts = sink.texts;
        if !report.refused && !facts.is_empty() {
            self.texts.push(Texts { file_no, facts });
        }
        let objects = if report.refused {
            self.stage.drop_file();
            Vec::new()
        } else {
            self.stage.end_file(&report.format)?
        };
        let (counts, held) = (RowCounts::default(), BTreeSet::new());
        self.files.push(ReadFile { file_no, report, objects, counts, held });
        Ok(())
    }
}

/// Every file that is meant, before the first is read: a path that is not there is told at
/// once, not after an hour.
fn inputs(request: &ImportRequest) -> Result<Vec<Input>, AppError> {
    let mut inputs = Vec::new();
    for path in &request.paths {
        let failed = |it: Unread| AppError::Io { doing: "read", path: it.path, source: it.source };
        inputs.extend(expand(path).map_err(failed)?);
    }
    Ok(inputs)
}

async fn next_file_no(data: &Data) -> Result<i64, AppError> {
    let mut last = 0;
    for (_, entry) in data.entries().await? {
        if let Entry::Import { files } = entry {
            last = files.iter().map(|it| it.file_no).fold(last, i64::max);
        }
    }
    Ok(last + 1)
}

impl ReadFile {
    /// Notes the snapshots of this file that wait for confirmation.
    pub(super) fn note_held(&mut self, held: &[Held]) {
        for it in held.iter().filter(|it| it.file_no == self.file_no) {
            let problem = Problem::new(ProblemCode::HeldSnapshot, &self.report.file)
                .with("customer", &it.customer)
                .with("before", &it.before)
                .with("now", &it.now);
            self.report.problems.push(problem);
            self.held.insert(it.customer);
        }
    }

    /// What the ledger says of the file.
    pub(super) fn entry(&self, request: &ImportRequest, quarantine: Option<&str>) -> ImportedFile {
        let number = |it: usize| u64::try_from(it).unwrap_or(u64::MAX);
        ImportedFile {
            file_no: self.file_no,
            file: self.report.file.clone(),
            format: self.report.format.clone(),
            rows: self.report.rows,
            new: self.counts.new,
            changed: self.counts.changed,
            unchanged: self.counts.unchanged,
            quarantined: number(self.report.quarantined.len()),
            quarantine: quarantine.map(str::to_owned),
            problems: number(self.report.problems.len()),
            customer: request.customer,
            covers: request.covers,
            as_of: request.as_of,
            held: self.held.clone(),
            objects: self.objects.clone(),
        }
    }
}

struct Sink<'a> {
    stage: &'a mut Stage,
    names: &'a mut Names,
    file: &'a str,
    taken: u64,
    progress: Progress<'a>,
    /// What waits to be masked.
    texts: Vec<Facts>,
}

impl FactSink for Sink<'_> {
    fn accept(&mut self, facts: Facts) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        self.taken += u64::try_from(facts.rows()).unwrap_or(0);
        (self.progress)(self.file, self.taken);
        if has_text(&facts) {
            self.texts.push(facts);
            return Ok(());
        }
        Ok(self.stage.accept(facts, self.names)?)
    }
}
