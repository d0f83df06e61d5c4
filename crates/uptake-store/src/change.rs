//! What an import changes in one table: files that come and files that go.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, Schema};
use uptake_model::CustomerId;

use crate::{
    StoreError,
    activity::ActivityRow,
    column::read_text,
    delta::DataFile,
    file::{ACTIVITY_GROUP_ROWS, CheckedFile, FileWriter, RECORD_GROUP_ROWS, SMALL_GROUP_ROWS},
    rows::Row,
};

/// A new file is begun at the next customer when one has this many rows.
pub(crate) const FILE_ROWS: u64 = 262_144;

/// Rows that are laid out at once.
const BATCH_ROWS: usize = 4_096;

/// Files that come and files that go, in one commit.
#[derive(Debug, Default)]
pub(crate) struct Change {
    pub(crate) adds: Vec<DataFile>,
    pub(crate) removes: Vec<DataFile>,
}

impl Change {
    /// Whether there is nothing to commit.
    pub(crate) fn is_empty(&self) -> bool {
        self.adds.is_empty() && self.removes.is_empty()
    }

    /// Leaves a file alone that would go and come back as it was.
    pub(crate) fn settle(&mut self) {
        let (adds, removes) = (&mut self.adds, &mut self.removes);
        let same: Vec<String> = adds
            .iter()
            .filter(|it| removes.iter().any(|other| other.path == it.path))
            .map(|it| it.path.clone())
            .collect();
        adds.retain(|it| !same.contains(&it.path));
        removes.retain(|it| !same.contains(&it.path));
    }
}

/// Writes rows that come sorted by customer into as many files as they need.
pub(crate) struct TableWriter<R> {
    folder: PathBuf,
    partition: Option<String>,
    schema: Schema,
    file: Option<FileWriter>,
    customers: Option<(CustomerId, CustomerId)>,
    rows: Vec<R>,
    written: Vec<DataFile>,
}

impl<R: Row> TableWriter<R> {
    /// A writer for a table, or for one month of it.
    pub(crate) fn new(tables: &Path, partition: Option<String>) -> Self {
        let table = tables.join(R::TABLE);
        let folder =
            partition.as_ref().map_or(table.clone(), |it| table.join(format!("month={it}")));
        Self {
            folder,
            partition,
            schema: R::schema(),
            file: None,
            customers: None,
            rows: Vec::new(),
            written: Vec::new(),
        }
    }

    /// Adds a row. Rows of one customer come together, customers ascending.
    pub(crate) fn push(&mut self, row: R) -> Result<(), StoreError> {
        let customer = row.customer();
        let is_full = self.file.as_ref().is_some_and(|it| it.rows() >= FILE_ROWS);
        if is_full && self.customers.is_some_and(|(_, last)| last != customer) {
            self.end_file()?;
        }
        let first = self.customers.map_or(customer, |(first, _)| first);
        self.customers = Some((first, customer));
        self.rows.push(row);
        if self.rows.len() >= BATCH_ROWS {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        if self.rows.is_empty() {
            return Ok(());
        }
        let batch = R::to_batch(&self.rows)
            .map_err(|source| StoreError::Layout { table: R::TABLE, source })?;
        self.rows.clear();
        // Bitmaps of many users of one customer are read together.
        let group_rows = match &self.partition {
            Some(_) if R::TABLE == ActivityRow::TABLE => ACTIVITY_GROUP_ROWS,
            Some(_) => SMALL_GROUP_ROWS,
            None => RECORD_GROUP_ROWS,
        };
        let file = match &mut self.file {
            Some(file) => file,
            None => self.file.insert(FileWriter::create(&self.folder, &self.schema, group_rows)?),
        };
        file.write(&batch)
    }

    fn end_file(&mut self) -> Result<(), StoreError> {
        self.flush()?;
        let (Some(file), Some((first, last))) = (self.file.take(), self.customers.take()) else {
            return Ok(());
        };
        let written = file.finish()?;
        let path = match &self.partition {
            Some(month) => format!("month={month}/{}", written.name),
            None => written.name.clone(),
        };
        self.written.push(DataFile {
            path,
            size: written.size,
            rows: written.rows,
            partition: self.partition.clone(),
            min_customer: first.to_string(),
            max_customer: last.to_string(),
            modified: 0,
            checksum: written.checksum,
        });
        Ok(())
    }

    /// Ends the last file; the files lie safely on disk then.
    pub(crate) fn finish(mut self) -> Result<Vec<DataFile>, StoreError> {
        self.end_file()?;
        Ok(self.written)
    }
}

/// Opens a file of a table and checks it.
pub(crate) fn open(tables: &Path, table: &str, file: &DataFile) -> Result<CheckedFile, StoreError> {
    CheckedFile::open(&tables.join(table).join(&file.path), &file.checksum)
}

/// Reads the rows of some files of a table: those of the customers that `wanted` takes.
/// Rows of one file keep their order.
pub(crate) fn read_rows<R: Row>(
    tables: &Path,
    files: &[DataFile],
    wanted: &dyn Fn(CustomerId) -> bool,
) -> Result<Vec<R>, StoreError> {
    let mut rows = Vec::new();
    for file in files {
        let checked = open(tables, R::TABLE, file)?;
        for group in 0..checked.row_groups() {
            for batch in checked.read(group, None)? {
                let read = R::from_batch(&batch).map_err(|error| checked.damaged(&error))?;
                rows.extend(read.into_iter().filter(|it| wanted(it.customer())));
            }
        }
    }
    Ok(rows)
}

/// The customers that some files of a table have rows of; decodes one column.
pub(crate) fn customers_in<R: Row>(
    tables: &Path,
    files: &[DataFile],
) -> Result<BTreeSet<CustomerId>, StoreError> {
    let mut customers = BTreeSet::new();
    for file in files {
        let checked = open(tables, R::TABLE, file)?;
        for group in 0..checked.row_groups() {
            for batch in checked.read(group, Some(&["customer_id"]))? {
                let read = read_text(&**batch.column(0), |it| it.parse().ok());
                let read: Vec<Option<CustomerId>> = read.map_err(|it| checked.damaged(&it))?;
                customers.extend(read.into_iter().flatten());
            }
        }
    }
    Ok(customers)
}

/// Hands on the rows of an open file: of some customers, which are sorted, or all. Groups
/// that have none of them are not decoded, and no row is made of those of others.
pub(crate) fn each_row<R: Row>(
    file: &CheckedFile,
    customers: Option<&[CustomerId]>,
    mut take: impl FnMut(R),
) -> Result<(), StoreError> {
    let damaged = |it| file.damaged(&it);
    for group in 0..file.row_groups() {
        let Some(customers) = customers else {
            for batch in file.read(group, None)? {
                R::from_batch(&batch).map_err(damaged)?.into_iter().for_each(&mut take);
            }
            continue;
        };
        if !group_touches(file, group, customers) {
            continue;
        }
        for batch in file.read(group, None)? {
            for (from, len) in runs_of(&batch, customers).map_err(damaged)? {
                let rows = R::from_batch(&batch.slice(from, len)).map_err(damaged)?;
                rows.into_iter().for_each(&mut take);
            }
        }
    }
    Ok(())
}

/// The runs of rows that are of one of these customers, which are sorted: first row and
/// number of rows.
fn runs_of(
    batch: &RecordBatch,
    customers: &[CustomerId],
) -> Result<Vec<(usize, usize)>, ArrowError> {
    let column = batch.column_by_name("customer_id");
    let column = column.ok_or_else(|| ArrowError::SchemaError("no customer_id".to_owned()))?;
    let owners: Vec<Option<CustomerId>> = read_text(&**column, |it| it.parse().ok())?;
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    for owned in owners.chunk_by(PartialEq::eq) {
        let owner = owned.first().copied().flatten();
        if owner.is_some_and(|it| customers.binary_search(&it).is_ok()) {
            match runs.last_mut() {
                Some((first, len)) if *first + *len == from => *len += owned.len(),
                Some(_) | None => runs.push((from, owned.len())),
            }
        }
        from += owned.len();
    }
    Ok(runs)
}

/// Whether a row group may have rows of one of these customers, which are sorted.
fn group_touches(file: &CheckedFile, group: usize, customers: &[CustomerId]) -> bool {
    let parse = |it: &[u8]| std::str::from_utf8(it).ok()?.parse::<CustomerId>().ok();
    let bounds = file.customers(group).and_then(|(a, b)| Some((parse(a)?, parse(b)?)));
    bounds.is_none_or(|bounds| has_within(customers, bounds))
}

/// Whether one of these customers, which are sorted, lies between two, both included.
fn has_within(customers: &[CustomerId], (first, last): (CustomerId, CustomerId)) -> bool {
    let at = customers.partition_point(|it| *it < first);
    customers.get(at).is_some_and(|it| *it <= last)
}

/// Whether a file may have rows of one of these customers, which are sorted.
pub(crate) fn touches(file: &DataFile, customers: &[CustomerId]) -> bool {
    let (Ok(first), Ok(last)) =
        (file.min_customer.parse::<CustomerId>(), file.max_customer.parse::<CustomerId>())
    else {
        return true;
    };
    has_within(customers, (first, last))
}
