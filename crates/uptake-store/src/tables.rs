//! The tables and the versions of them that belong together.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use arrow_schema::{DataType, Field, Schema};
use serde::{Deserialize, Serialize};
use tokio::sync::Mutex;
use uptake_model::CustomerId;

use crate::{
    StoreError,
    activity::ActivityRow,
    change::{Change, each_row, open},
    column::dictionary_type,
    delta::{Commit, DataFile, DeltaError, Table},
    file::CheckedFile,
    kept::KeptFiles,
    packed::{PackedFiles, Packs},
    rows::{DeploymentRow, PeopleRow, ProductUsageRow, Row, UsageRow},
};

/// The column by which the big tables are split into folders.
const PARTITION: &str = "month";

/// One version of every table: what a reader sees at one import boundary.
///
/// A table that is not named is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pins(pub BTreeMap<String, i64>);

/// The open tables of one folder.
pub(crate) struct Tables {
    folder: PathBuf,
    open: Mutex<BTreeMap<&'static str, Arc<Table>>>,
    kept: KeptFiles,
    packed: PackedFiles,
}

impl Tables {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self {
            folder,
            open: Mutex::new(BTreeMap::new()),
            kept: KeptFiles::default(),
            packed: PackedFiles::default(),
        }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// From now on keeps files that are read, up to so many bytes altogether.
    pub(crate) fn keep_files(&self, limit_bytes: usize) {
        self.kept.keep(limit_bytes);
    }

    /// Files of counts in few bytes.
    pub(crate) fn packed(&self) -> &PackedFiles {
        &self.packed
    }

    /// Hands on the rows of a file of counts: of some customers, which are sorted, or all.
    pub(crate) fn each_row<R: Packs>(
        &self,
        file: &DataFile,
        customers: Option<&[CustomerId]>,
        take: impl FnMut(R),
    ) -> Result<(), StoreError> {
        if let Some(packed) = self.packed.get(&file.checksum) {
            packed.each(customers, take);
            return Ok(());
        }
        each_row(&self.open_file::<R>(file)?, customers, take)
    }

    /// Opens a file of a table and checks it, unless it is kept.
    pub(crate) fn open_file<R: Row>(&self, file: &DataFile) -> Result<CheckedFile, StoreError> {
        self.kept.get_or(&file.checksum, || open(&self.folder, R::TABLE, file))
    }

    /// The files that a table has at the pinned version.
    pub(crate) async fn files<R: Row>(&self, pins: &Pins) -> Result<Vec<DataFile>, StoreError> {
        let Some(version) = pins.0.get(R::TABLE) else { return Ok(Vec::new()) };
        let table = self.table::<R>(pins).await?;
        if table.version() < *version {
            // Another process has written since the table was opened.
            table.refresh().await.map_err(|it| self.failed(R::TABLE, it))?;
        }
        let snapshot =
            table.snapshot(Some(*version)).await.map_err(|it| self.failed(R::TABLE, it))?;
        Ok(snapshot.files.clone())
    }

    /// Commits a change on top of the pinned version, and pins what comes of it.
    pub(crate) async fn commit<R: Row>(
        &self,
        pins: &mut Pins,
        change: Change,
        operation: &str,
        committed: i64,
    ) -> Result<(), StoreError> {
        if change.is_empty() {
            return Ok(());
        }
        let table = self.table::<R>(pins).await?;
        if let Some(restored) = self.fit::<R>(&table, pins, committed).await? {
            pins.0.insert(R::TABLE.to_owned(), restored);
        }
        let mut adds = change.adds;
        for file in &mut adds {
            file.modified = committed;
        }
        let commit = Commit {
            adds,
            removes: change.removes,
            app_transaction: None,
            operation: operation.to_owned(),
            info: serde_json::Map::new(),
            committed,
        };
        let version = table.commit(commit).await.map_err(|it| self.failed(R::TABLE, it))?;
        fail::fail_point!("store::tables::committed");
        pins.0.insert(R::TABLE.to_owned(), version);
        Ok(())
    }

    /// Takes back what an import left in the log that was killed before it was recorded.
    /// Returns the version that equals the pinned one now, if it is another.
    async fn fit<R: Row>(
        &self,
        table: &Table,
        pins: &Pins,
        committed: i64,
    ) -> Result<Option<i64>, StoreError> {
        let pinned = pins.0.get(R::TABLE).copied().unwrap_or(0);
        if table.version() <= pinned {
            return Ok(None);
        }
        let restored =
            table.restore_to(pinned, committed).await.map_err(|it| self.failed(R::TABLE, it))?;
        fail::fail_point!("store::tables::restored");
        Ok(Some(restored))
    }

    /// The same for a table of which something is on the disk, so that whoever reads its
    /// latest version sees what is recorded.
    pub(crate) async fn restore<R: Row>(
        &self,
        pins: &mut Pins,
        committed: i64,
    ) -> Result<(), StoreError> {
        if !self.folder.join(R::TABLE).join("_delta_log").is_dir() {
            return Ok(());
        }
        let table = self.table::<R>(pins).await?;
        let restored = self.fit::<R>(&table, pins, committed).await?;
        if let (Some(restored), Some(pin)) = (restored, pins.0.get_mut(R::TABLE)) {
            *pin = restored;
        }
        Ok(())
    }

    /// Deletes the data files that no version of a table names. Only for the process that
    /// holds the data folder, while it writes nothing.
    pub(crate) async fn remove_orphans<R: Row>(&self, pins: &Pins) -> Result<(), StoreError> {
        let folder = self.folder.join(R::TABLE);
        if !folder.join("_delta_log").is_dir() {
            return Ok(());
        }
        let table = self.table::<R>(pins).await?;
        let orphans = table.orphans().await.map_err(|it| self.failed(R::TABLE, it))?;
        for orphan in orphans.iter().filter(|it| it.path.ends_with(".parquet")) {
            let path = folder.join(&orphan.path);
            std::fs::remove_file(&path).map_err(|it| StoreError::io("remove", &path, it))?;
        }
        Ok(())
    }

    /// Opens a table. One without a pin is begun if need be, around the files that an import
    /// has just written; one with a pin must have its log.
    pub(crate) async fn table<R: Row>(&self, pins: &Pins) -> Result<Arc<Table>, StoreError> {
        let mut open = self.open.lock().await;
        if let Some(table) = open.get(R::TABLE) {
            return Ok(Arc::clone(table));
        }
        let (schema, partition) = table_schema::<R>();
        let table = if pins.0.contains_key(R::TABLE) {
            Table::create_or_open(&self.folder, R::TABLE, &schema, partition).await
        } else {
            Table::begin_or_open(&self.folder, R::TABLE, &schema, partition).await
        };
        let table = Arc::new(table.map_err(|it| self.failed(R::TABLE, it))?);
        open.insert(R::TABLE, Arc::clone(&table));
        Ok(table)
    }
}

impl Tables {
    /// What a failure of a table's log means: damage names the file, so that it can be told
    /// from a full disk.
    fn failed(&self, table: &str, error: DeltaError) -> StoreError {
        let log = || self.folder.join(table).join("_delta_log");
        match error {
            DeltaError::DamagedLog { file, reason } => {
                StoreError::Damaged { path: file, what: reason }
            }
            DeltaError::MissingLog { folder } => StoreError::Missing { path: folder },
            DeltaError::NoSuchVersion { version, latest, .. } => {
                let what = format!("it ends with version {latest}, version {version} is lost");
                StoreError::Damaged { path: log(), what }
            }
            DeltaError::ForeignFile { path, missing, .. } => {
                let path = self.folder.join(table).join(path);
                StoreError::Damaged { path, what: format!("the log does not give its {missing}") }
            }
            DeltaError::OtherColumns { table, .. } => {
                let what = format!("table `{table}` has the columns of another version");
                StoreError::Damaged { path: log(), what }
            }
            DeltaError::Conflict { .. }
            | DeltaError::Column { .. }
            | DeltaError::Change { .. }
            | DeltaError::Folder { .. }
            | DeltaError::Log { .. } => {
                StoreError::Delta { table: table.to_owned(), source: Box::new(error) }
            }
        }
    }
}

/// The columns as readers of Delta see them: plain text, and the month where there is one.
fn table_schema<R: Row>() -> (Schema, Option<&'static str>) {
    let plain = |field: &Arc<Field>| {
        let data_type = match field.data_type() {
            it if *it == dictionary_type() => DataType::Utf8,
            other => other.clone(),
        };
        Field::new(field.name(), data_type, field.is_nullable())
    };
    let mut fields: Vec<Field> = R::schema().fields().iter().map(plain).collect();
    let by_month = [
        ActivityRow::TABLE,
        DeploymentRow::TABLE,
        UsageRow::TABLE,
        ProductUsageRow::TABLE,
        PeopleRow::TABLE,
    ];
    if !by_month.contains(&R::TABLE) {
        return (Schema::new(fields), None);
    }
    fields.push(Field::new(PARTITION, DataType::Utf8, false));
    (Schema::new(fields), Some(PARTITION))
}
