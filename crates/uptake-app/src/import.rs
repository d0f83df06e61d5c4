//! Importing files: read, checked, archived, merged and rolled up, in one visible step.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use uptake_ingest::{FactSink, FileReport, Input, Mode, ReadOptions, expand, read};
use uptake_model::{
    CustomerId, Day, DayRange, UserId, UserKey,
    facts::{Facts, Table, User},
    problem::{Problem, ProblemCode},
};
use uptake_state::{Keys, UserNames, VaultChanges, VaultUser};
use uptake_store::{Held, RawObject, RowCounts, Stage, UserKeys};

use crate::{AppError, Entry, ImportedFile, WritableData};

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
    /// What happens to rows that cannot be read.
    pub mode: Mode,
    /// Whether to check only.
    pub dry_run: bool,
}

/// What came of an import.
#[derive(Debug)]
pub struct ImportOutcome {
    /// Each file, in the order of import.
    pub files: Vec<FileOutcome>,
    /// Whether nothing was imported because a file is refused.
    pub refused: bool,
    /// Whether anything changed.
    pub changed: bool,
}

/// What came of one file.
#[derive(Debug)]
pub struct FileOutcome {
    /// What was read, and what is wrong with it.
    pub report: FileReport,
    /// Its number, if it was imported.
    pub file_no: Option<i64>,
    /// What became of its rows; `None` when the import was refused or a dry run.
    pub counts: Option<RowCounts>,
    /// Where the rows lie that were set aside.
    pub quarantine: Option<PathBuf>,
}

/// Hears how far an import is: the file and how many facts of it were taken.
pub type Progress<'a> = &'a mut dyn FnMut(&str, u64);

impl WritableData {
    /// Imports files. If one of them is refused, none is imported and nothing changes.
    pub async fn import(
        &mut self,
        request: &ImportRequest,
        progress: Progress<'_>,
    ) -> Result<ImportOutcome, AppError> {
        let now = self.data.world.clock.now_millis();
        let today = crate::data::day_of(now);
        let first_file_no = self.next_file_no().await?;
        let stage = self.data.store.stage(today, first_file_no);
        let mut batch = Batch {
            stage,
            names: Names {
                keys: std::mem::take(&mut self.keys),
                random: self.data.world.random,
                users: BTreeMap::new(),
            },
            files: Vec::new(),
            refused: false,
        };
        let read = self.read_all(request, today, &mut batch, progress);
        self.keys = std::mem::take(&mut batch.names.keys);
        read?;
        if batch.refused || request.dry_run {
            batch.stage.discard()?;
            let files = batch.files.into_iter().map(ReadFile::not_imported).collect();
            return Ok(ImportOutcome { files, refused: batch.refused, changed: false });
        }
        Box::pin(self.merge(request, batch, now)).await
    }

    fn read_all(
        &self,
        request: &ImportRequest,
        today: Day,
        batch: &mut Batch,
        progress: Progress<'_>,
    ) -> Result<(), AppError> {
        let options = ReadOptions {
            table: request.table,
            customer: request.customer,
            covers: request.covers,
            as_of: request.as_of,
            mode: request.mode,
            today,
            partner_tenant: self.data.config.partner.tenant_id,
            catalogue: &self.data.view.catalogue,
        };
        for path in &request.paths {
            let inputs = expand(path).map_err(|source| AppError::Io {
                doing: "read",
                path: path.clone(),
                source,
            })?;
            for input in inputs {
                batch.read(&input, &options, progress)?;
            }
        }
        Ok(())
    }

    async fn merge(
        &mut self,
        request: &ImportRequest,
        mut batch: Batch,
        now: i64,
    ) -> Result<ImportOutcome, AppError> {
        let store = &self.data.store;
        let view = self.data.view.clone();
        let held = store.find_held(&view.pins, &batch.stage).await?;
        let waits: BTreeSet<(i64, CustomerId)> =
            held.iter().map(|it| (it.file_no, it.customer)).collect();
        let takes = |file_no, customer| !waits.contains(&(file_no, customer));
        let made = batch.stage.made();
        let imported = store.import(&view.pins, view.rules(), batch.stage, &takes, now).await?;
        let waiting: BTreeSet<CustomerId> = held.iter().map(|it| it.customer).collect();
        let vault = batch.names.vault_changes(&self.keys, &imported.new_users, &waiting);
        let mut changed = imported.pins != view.pins;
        for it in &held {
            let file = batch.files.iter().find(|file| file.file_no == it.file_no);
            let objects = file.map(|it| it.objects.as_slice()).unwrap_or_default();
            changed = changed || !self.waits_already(it.customer, objects).await?;
        }
        batch.files.iter_mut().for_each(|it| it.note_held(&held));
        let mut entries = Vec::new();
        let mut files = Vec::new();
        for mut file in batch.files {
            let counts = imported.by_file.get(&file.file_no).copied().unwrap_or_default();
            let objects = std::mem::take(&mut file.objects);
            entries.push(file.entry(request, counts, objects, &waits));
            files.push(file.imported(self.data.folder(), counts)?);
        }
        if changed {
            let view = crate::data::Viewpoint { pins: imported.pins, ..view };
            self.commit(&Entry::Import { files: entries }, view, vault, now).await?;
        } else {
            // Nothing refers to them: the same rows lie in the archive from an earlier import.
            for path in made {
                let failed = |source| AppError::Io { doing: "remove", path: path.clone(), source };
                std::fs::remove_file(&path).map_err(failed)?;
            }
        }
        Ok(ImportOutcome { files, refused: false, changed })
    }

    async fn next_file_no(&self) -> Result<i64, AppError> {
        let mut last = 0;
        for (_, entry) in self.data.entries().await? {
            if let Entry::Import { files } = entry {
                last = files.iter().map(|it| it.file_no).fold(last, i64::max);
            }
        }
        Ok(last + 1)
    }
}

/// The files of an import while they are read.
struct Batch {
    stage: Stage,
    names: Names,
    files: Vec<ReadFile>,
    refused: bool,
}

struct ReadFile {
    file_no: i64,
    report: FileReport,
    objects: Vec<RawObject>,
}

impl Batch {
    fn read(
        &mut self,
        input: &Input,
        options: &ReadOptions<'_>,
        progress: Progress<'_>,
    ) -> Result<(), AppError> {
        let file_no = self.stage.begin_file();
        let mut sink = Sink {
            stage: &mut self.stage,
            names: &mut self.names,
            file: input.name(),
            taken: 0,
            progress,
        };
        let report = read(input, options, &mut sink)?;
        let objects = if report.refused {
            self.stage.drop_file();
            Vec::new()
        } else {
            self.stage.end_file(&report.format)?
        };
        self.refused |= report.refused;
        self.files.push(ReadFile { file_no, report, objects });
        Ok(())
    }
}

impl ReadFile {
    fn not_imported(self) -> FileOutcome {
        FileOutcome { report: self.report, file_no: None, counts: None, quarantine: None }
    }

    fn note_held(&mut self, held: &[Held]) {
        for it in held.iter().filter(|it| it.file_no == self.file_no) {
            let problem = Problem::new(ProblemCode::HeldSnapshot, &self.report.file)
                .with("customer", &it.customer)
                .with("before", &it.before)
                .with("now", &it.now);
            self.report.problems.push(problem);
        }
    }

    fn entry(
        &self,
        request: &ImportRequest,
        counts: RowCounts,
        objects: Vec<RawObject>,
        waits: &BTreeSet<(i64, CustomerId)>,
    ) -> ImportedFile {
        let number = |it: usize| u64::try_from(it).unwrap_or(u64::MAX);
        ImportedFile {
            file_no: self.file_no,
            file: self.report.file.clone(),
            format: self.report.format.clone(),
            rows: self.report.rows,
            new: counts.new,
            changed: counts.changed,
            unchanged: counts.unchanged,
            quarantined: number(self.report.quarantined.len()),
            problems: number(self.report.problems.len()),
            customer: request.customer,
            covers: request.covers,
            as_of: request.as_of,
            held: waits
                .iter()
                .filter(|(file_no, _)| *file_no == self.file_no)
                .map(|(_, customer)| *customer)
                .collect(),
            objects,
        }
    }

    fn imported(
        self,
        folder: &std::path::Path,
        counts: RowCounts,
    ) -> Result<FileOutcome, AppError> {
        let mut quarantine = None;
        if !self.report.quarantined.is_empty() {
            let path = folder.join("quarantine").join(format!("{}.csv", self.file_no));
            let text =
                uptake_ingest::quarantine_csv(&self.report, |it| it.code.as_str().to_owned());
            let failed = |source| AppError::Io { doing: "write", path: path.clone(), source };
            std::fs::create_dir_all(folder.join("quarantine")).map_err(failed)?;
            std::fs::write(&path, text).map_err(failed)?;
            quarantine = Some(path);
        }
        Ok(FileOutcome {
            file_no: Some(self.file_no),
            report: self.report,
            counts: Some(counts),
            quarantine,
        })
    }
}

/// Keys users and remembers what the vault is to know of them.
struct Names {
    keys: Keys,
    random: fn(&mut [u8]),
    users: BTreeMap<(CustomerId, UserKey), VaultUser>,
}

impl Names {
    /// What the vault does not know yet: names, and the ids of users never seen before. A
    /// snapshot that waits may name some: all ids of its customer are told.
    fn vault_changes(
        self,
        keys: &Keys,
        new_users: &BTreeSet<(CustomerId, UserKey)>,
        waiting: &BTreeSet<CustomerId>,
    ) -> VaultChanges {
        let users = self.users.into_iter();
        let told = users.filter(|(key, user)| {
            user.names.is_some() || new_users.contains(key) || waiting.contains(&key.0)
        });
        VaultChanges { keys: keys.pending(), users: told.map(|(_, user)| user).collect() }
    }
}

impl UserKeys for Names {
    fn user_key(&mut self, customer: CustomerId, id: &str) -> UserKey {
        let mut random = self.random;
        self.keys.key(customer, &mut random).user_key(id)
    }

    fn name(&mut self, key: UserKey, user: &User) {
        let names = UserNames {
            display_name: user.display_name.clone(),
            principal_name: user.principal_name.clone(),
        };
        let known = VaultUser {
            customer: user.customer_id,
            key,
            user_id: user.user_id.clone(),
            names: Some(names),
        };
        self.users.insert((user.customer_id, key), known);
    }

    fn id(&mut self, customer: CustomerId, key: UserKey, id: &UserId) {
        self.users.entry((customer, key)).or_insert_with(|| VaultUser {
            customer,
            key,
            user_id: id.clone(),
            names: None,
        });
    }
}

struct Sink<'a> {
    stage: &'a mut Stage,
    names: &'a mut Names,
    file: &'a str,
    taken: u64,
    progress: Progress<'a>,
}

impl FactSink for Sink<'_> {
    fn accept(&mut self, facts: Facts) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        if let Facts::Activity(chunk) = &facts {
            self.taken += u64::try_from(chunk.rows.len()).unwrap_or(0);
            (self.progress)(self.file, self.taken);
        }
        Ok(self.stage.accept(facts, self.names)?)
    }
}
