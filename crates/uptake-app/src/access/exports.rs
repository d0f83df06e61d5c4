//! Exports in the background: asked for by a member, made one after the other with what that
//! member may see at that time, kept for a while to be downloaded.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use serde::{Deserialize, Serialize};
use uptake_export::{Cell, ExportError, Format, RowWriter, file_writer};
use uptake_model::{CustomerId, Day, DayRange, MemberId, Permission, Scope};
use uptake_state::{Export, ExportFile, ExportId, NewExport, StateError, Whose};

use super::{Access, AccessError, Asker, Caller};
use crate::{
    AppError, ExportKind,
    live::{Boundary, Filter, Live},
};

/// A file is kept so long: a week.
const KEPT_MS: i64 = 7 * 24 * 3_600_000;
/// How far an export is, is noted this often.
const NOTED: Duration = Duration::from_millis(500);

/// An export to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportToMake {
    /// `deployment`, `usage`, `product_usage`, `portfolio`, `support` or `unused_seats`.
    pub kind: ExportKind,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// `csv`, `tsv`, `jsonl`, `xlsx` or `parquet`.
    pub format: Format,
    /// Only these customers; `None` is all that the member may see.
    pub customers: Option<BTreeSet<CustomerId>>,
    /// Only customers that are marked so.
    pub marks: CustomerMarks,
    /// As it was recorded at this moment, in milliseconds since 1970-01-01T00:00:00Z.
    pub as_recorded_at_ms: Option<i64>,
}

/// What customers are marked with. Values of one kind are alternatives; an empty set asks for
/// all, and an empty text is "not given".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CustomerMarks {
    /// Countries.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub countries: BTreeSet<String>,
    /// Segments.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub segments: BTreeSet<String>,
    /// Indirect resellers by id.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub resellers: BTreeSet<String>,
    /// Tags; a customer needs one of them.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<String>,
}

impl CustomerMarks {
    /// Whether they ask for all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn filter(&self) -> Filter {
        let Self { countries, segments, resellers, tags } = self.clone();
        Filter { countries, segments, resellers, tags, ..Filter::default() }
    }
}

/// The same as it is stored.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    kind: String,
    from: Day,
    to: Day,
    format: String,
    customers: Option<BTreeSet<CustomerId>>,
    #[serde(default)]
    marks: CustomerMarks,
    as_recorded_at_ms: Option<i64>,
}

impl ExportToMake {
    /// What was asked for, as it was stored; `None` when another version stored it.
    pub fn stored(request: &serde_json::Value) -> Option<Self> {
        let stored: Stored = serde_json::from_value(request.clone()).ok()?;
        Some(Self {
            kind: ExportKind::ALL.into_iter().find(|it| it.table().name == stored.kind)?,
            from: stored.from,
            to: stored.to,
            format: stored.format.parse().ok()?,
            customers: stored.customers,
            marks: stored.marks,
            as_recorded_at_ms: stored.as_recorded_at_ms,
        })
    }

    fn to_store(&self) -> Result<serde_json::Value, AccessError> {
        let stored = Stored {
            kind: self.kind.table().name.to_owned(),
            from: self.from,
            to: self.to,
            format: self.format.as_str().to_owned(),
            customers: self.customers.clone(),
            marks: self.marks.clone(),
            as_recorded_at_ms: self.as_recorded_at_ms,
        };
        serde_json::to_value(stored).or(Err(AccessError::Interrupted))
    }
}

impl Access {
    /// Queues an export.
    pub async fn queue_export(
        &self,
        asker: &Asker,
        make: &ExportToMake,
        caller: &Caller,
    ) -> Result<ExportId, AccessError> {
        asker.must(Permission::Export)?;
        let id = ExportId(self.guid());
        let request = make.to_store()?;
        let mut audit = caller.entry_of(asker, "export.make", &id.to_string());
        audit.detail = request.clone();
        let now = self.now();
        let new = NewExport { id, owner: asker.member, request, expires_at_ms: now + KEPT_MS };
        self.state.queue_export(&new, &audit, now).await?;
        Ok(id)
    }

    /// The asker's exports, the latest first.
    pub async fn exports(&self, asker: &Asker) -> Result<Vec<Export>, AccessError> {
        asker.must(Permission::Export)?;
        Ok(self.state.exports(Whose::Of(asker.member)).await?)
    }

    /// An export of the asker.
    pub async fn export(&self, asker: &Asker, id: ExportId) -> Result<Export, AccessError> {
        asker.must(Permission::Export)?;
        Ok(self.state.export(Whose::Of(asker.member), id).await?)
    }

    /// Removes an export of the asker with its file.
    pub async fn remove_export(
        &self,
        asker: &Asker,
        id: ExportId,
        folder: &Path,
        caller: &Caller,
    ) -> Result<(), AccessError> {
        asker.must(Permission::Export)?;
        let audit = caller.entry_of(asker, "export.remove", &id.to_string());
        let whose = Whose::Of(asker.member);
        let removed = self.state.remove_export(whose, id, &audit, self.now()).await?;
        forget(&removed, folder);
        Ok(())
    }

    /// For the start of a server: queues again what was broken off.
    pub async fn take_up_exports(&self) -> Result<(), AccessError> {
        self.state.requeue_exports().await?;
        Ok(())
    }

    /// Forgets what has expired: sessions, links, and exports with their files.
    pub async fn sweep(&self, folder: &Path) -> Result<(), AccessError> {
        for export in self.state.sweep(self.now()).await? {
            forget(&export, folder);
        }
        Ok(())
    }

    /// Makes the export that waits longest; `false` when none does.
    pub async fn make_next_export(&self, live: &Live, folder: &Path) -> Result<bool, AccessError> {
        let Some(export) = self.state.take_export(self.now()).await? else { return Ok(false) };
        let made = self.make_export(&export, live, folder).await;
        let (file, failure) = match &made {
            Ok(file) => (Some(file), ""),
            Err(error) => (None, code(error)),
        };
        let ended = file.ok_or(failure);
        match self.state.end_export(export.id, ended, self.now()).await {
            Ok(()) => {}
            Err(StateError::NotFound { .. }) => forget(&export, folder),
            Err(error) => return Err(error.into()),
        }
        match made {
            Err(AccessError::App { source }) if code_of(&source) == "internal" => {
                Err(AccessError::App { source })
            }
            Ok(_) | Err(_) => Ok(true),
        }
    }

    async fn make_export(
        &self,
        export: &Export,
        live: &Live,
        folder: &Path,
    ) -> Result<ExportFile, AccessError> {
        let make = ExportToMake::stored(&export.request)
            .ok_or(AccessError::Invalid { field: "request", expected: "one of this version" })?;
        let days = DayRange::new(make.from, make.to)
            .ok_or(AccessError::Invalid { field: "from", expected: "a day not after `to`" })?;
        let scope = self.export_scope(export.owner, &make, live).await?;
        std::fs::create_dir_all(folder).map_err(|source| io("make", folder, source))?;
        let path = file_path(folder, export.id, make.format);
        let rows = Arc::new(AtomicU64::new(0));
        let writing = write(live, &make, scope, days, path.clone(), Arc::clone(&rows));
        let mut writing = std::pin::pin!(writing);
        loop {
            let ticking = tokio::time::sleep(NOTED);
            tokio::select! {
                written = &mut writing => {
                    written?;
                    break;
                }
                () = ticking => {
                    let done = rows.load(Ordering::Relaxed);
                    self.state.note_export(export.id, done, None).await?;
                }
            }
        }
        let done = rows.load(Ordering::Relaxed);
        self.state.note_export(export.id, done, Some(done)).await?;
        described(path).await
    }

    /// What the owner may see now: whoever lost the right to export gets nothing.
    async fn export_scope(
        &self,
        owner: MemberId,
        make: &ExportToMake,
        live: &Live,
    ) -> Result<Scope, AccessError> {
        let owner = self.left_behind(owner).await?;
        let boundary = live.current().map_err(|source| AccessError::App { source })?;
        let resellers = self.reseller_tree().await?;
        let scope = boundary.scope(&owner.customers, &resellers).await;
        let scope = scope.map_err(|source| AccessError::App { source })?;
        let scope = match &make.customers {
            None => Scope::clone(&scope),
            Some(customers) => {
                let seen = customers.iter().copied().filter(|it| scope.contains(*it));
                Scope::Customers(seen.collect())
            }
        };
        if make.marks.is_empty() {
            return Ok(scope);
        }
        Ok(boundary_of(live, make).await?.narrowed(&scope, &make.marks.filter()))
    }
}

/// Where the file of an export lies.
pub fn file_path(folder: &Path, id: ExportId, format: Format) -> PathBuf {
    folder.join(format!("{id}.{}", format.as_str()))
}

/// What is known at the moment that an export is about.
async fn boundary_of(live: &Live, make: &ExportToMake) -> Result<Arc<Boundary>, AccessError> {
    let boundary = match make.as_recorded_at_ms {
        Some(millis) => live.as_recorded_at(millis).await,
        None => live.current(),
    };
    boundary.map_err(|source| AccessError::App { source })
}

async fn write(
    live: &Live,
    make: &ExportToMake,
    scope: Scope,
    days: DayRange,
    path: PathBuf,
    rows: Arc<AtomicU64>,
) -> Result<(), AccessError> {
    let boundary = boundary_of(live, make).await?;
    let (kind, format) = (make.kind, make.format);
    let work = move || async move {
        let inner = file_writer(format, &kind.table(), &path).map_err(AppError::from)?;
        let out = Box::new(Counted { inner, rows });
        boundary.data().export(kind, &scope, days, out).await
    };
    // On a thread of its own: it reads files and counts.
    let runtime = tokio::runtime::Handle::current();
    let done = tokio::task::spawn_blocking(move || runtime.block_on(work())).await;
    done.or(Err(AccessError::Interrupted))?.map_err(|source| AccessError::App { source })?;
    Ok(())
}

/// Tells how many rows went by.
struct Counted {
    inner: Box<dyn RowWriter>,
    rows: Arc<AtomicU64>,
}

impl RowWriter for Counted {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        self.rows.fetch_add(1, Ordering::Relaxed);
        self.inner.row(cells)
    }

    fn finish(self: Box<Self>) -> Result<(), ExportError> {
        self.inner.finish()
    }
}

async fn described(path: PathBuf) -> Result<ExportFile, AccessError> {
    let read = move || {
        let mut hasher = blake3::Hasher::new();
        let mut file = std::fs::File::open(&path).map_err(|it| io("read", &path, it))?;
        let size = std::io::copy(&mut file, &mut hasher).map_err(|it| io("read", &path, it))?;
        let name = path.file_name().map(|it| it.to_string_lossy().into_owned());
        Ok(ExportFile {
            name: name.unwrap_or_default(),
            size_bytes: size,
            checksum: hasher.finalize().to_hex().to_string(),
        })
    };
    tokio::task::spawn_blocking(read).await.or(Err(AccessError::Interrupted))?
}

fn io(doing: &'static str, path: &Path, source: std::io::Error) -> AccessError {
    AccessError::App { source: AppError::Io { doing, path: path.to_owned(), source } }
}

/// Deletes the file of an export that is no more; one that is gone already is as good.
fn forget(export: &Export, folder: &Path) {
    for format in Format::ALL {
        let _gone = std::fs::remove_file(file_path(folder, export.id, format));
    }
}

/// Why an export failed, as a code for its owner.
#[expect(clippy::wildcard_enum_match_arm, reason = "what an owner cannot mend is not told")]
fn code(error: &AccessError) -> &'static str {
    match error {
        AccessError::App { source } => code_of(source),
        AccessError::NotAllowed { .. } | AccessError::NotFound => "not_allowed",
        AccessError::Invalid { .. } => "invalid_request",
        _ => "internal",
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "what an owner cannot mend is not told")]
fn code_of(error: &AppError) -> &'static str {
    match error {
        AppError::NoData => "no_data",
        AppError::TooEarly { .. } => "no_data_on_day",
        AppError::NotYetRecorded => "not_yet_recorded",
        AppError::UnknownCustomer { .. } => "unknown_customer",
        _ => "internal",
    }
}
