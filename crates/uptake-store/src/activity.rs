//! The activity table: one bitmap of days per customer, user, source and month.
//!
//! Rows of the same key may lie in several files; their bitmaps are joined when they are
//! read. Activity is only ever added (`spec/metrics.md`, 10).

use std::{collections::BTreeMap, path::Path, sync::Arc};

use arrow_array::{Array, ArrayRef, Int32Array, RecordBatch, cast::AsArray, types::Int32Type};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use uptake_model::{CustomerId, Month};

use crate::{
    StoreError,
    change::{Change, TableWriter, open, touches},
    column::{Column, dictionary_type, read_i32},
    delta::DataFile,
    file::CheckedFile,
    rows::Row,
};

/// A month is joined into new files when a customer's rows lie in more files than this.
const OVERLAPPING_FILES: usize = 8;

/// Active days of one user in one source and month. The month is the partition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ActivityRow {
    pub(crate) customer_id: CustomerId,
    pub(crate) user_no: u32,
    pub(crate) workload: Arc<str>,
    /// Bit 0 is the first of the month.
    pub(crate) days: u32,
}

impl Row for ActivityRow {
    const TABLE: &'static str = "activity";

    fn schema() -> Schema {
        Schema::new(vec![
            Field::new("customer_id", dictionary_type(), false),
            Field::new("user_no", DataType::Int32, false),
            Field::new("workload", dictionary_type(), false),
            Field::new("days", DataType::Int32, false),
        ])
    }

    fn to_batch(rows: &[Self]) -> Result<RecordBatch, ArrowError> {
        let user_no = rows.iter().map(|it| it.user_no.cast_signed());
        let days = rows.iter().map(|it| it.days.cast_signed());
        let columns: Vec<ArrayRef> = vec![
            Column::build(rows.iter().map(|it| &it.customer_id)),
            Arc::new(Int32Array::from_iter_values(user_no)),
            Column::build(rows.iter().map(|it| &it.workload)),
            Arc::new(Int32Array::from_iter_values(days)),
        ];
        RecordBatch::try_new(Arc::new(Self::schema()), columns)
    }

    fn from_batch(batch: &RecordBatch) -> Result<Vec<Self>, ArrowError> {
        let mut rows = Vec::with_capacity(batch.num_rows());
        for run in runs_of(batch, Month::from_index(0), &|_| true)? {
            let cells = run.users.iter().zip(&run.sources).zip(&run.days);
            rows.extend(cells.filter_map(|((user_no, source), days)| {
                Some(Self {
                    customer_id: run.customer,
                    user_no: *user_no,
                    workload: Arc::clone(run.workloads.get(usize::try_from(*source).ok()?)?),
                    days: *days,
                })
            }));
        }
        Ok(rows)
    }

    fn customer(&self) -> CustomerId {
        self.customer_id
    }
}

/// The files of the table that have rows of some month.
pub(crate) fn month_files(files: &[DataFile], month: Month) -> Vec<DataFile> {
    let name = month.to_string();
    files.iter().filter(|it| it.partition.as_deref() == Some(name.as_str())).cloned().collect()
}

/// New rows of one month, sorted by customer, user and workload, without what is there
/// already.
///
/// Few rows beside many are added as a file; else what they touch is joined with them.
pub(crate) fn add_month(
    tables: &Path,
    files: &[DataFile],
    month: Month,
    rows: Vec<ActivityRow>,
) -> Result<Change, StoreError> {
    let mut customers: Vec<CustomerId> = rows.iter().map(|it| it.customer_id).collect();
    customers.dedup();
    let touched: Vec<DataFile> =
        month_files(files, month).into_iter().filter(|it| touches(it, &customers)).collect();
    let there: u64 = touched.iter().map(|it| it.rows).sum();
    let incoming = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    let appends = touched.len() < OVERLAPPING_FILES && incoming < there >> 1;
    let mut writer = TableWriter::new(tables, Some(month.to_string()));
    if touched.is_empty() || appends {
        for row in rows {
            writer.push(row)?;
        }
        return Ok(Change { adds: writer.finish()?, removes: Vec::new() });
    }
    let mut joined: BTreeMap<(CustomerId, u32, Arc<str>), u32> = BTreeMap::new();
    let old = crate::change::read_rows::<ActivityRow>(tables, &touched, &|_| true)?;
    for row in old.into_iter().chain(rows) {
        *joined.entry((row.customer_id, row.user_no, row.workload)).or_insert(0) |= row.days;
    }
    for ((customer_id, user_no, workload), days) in joined {
        writer.push(ActivityRow { customer_id, user_no, workload, days })?;
    }
    let mut change = Change { adds: writer.finish()?, removes: touched };
    change.settle();
    Ok(change)
}

/// Hands the runs of a month's files to `take`, those of the wanted customers.
pub(crate) fn each_run(
    tables: &Path,
    files: &[DataFile],
    month: Month,
    wanted: &dyn Fn(CustomerId) -> bool,
    mut take: impl FnMut(&ActivityRun),
) -> Result<(), StoreError> {
    for data in files {
        let file = open(tables, ActivityRow::TABLE, data)?;
        for group in 0..file.row_groups() {
            for batch in file.read(group, None)? {
                let runs = runs_of(&batch, month, wanted).map_err(|it| file.damaged(&it))?;
                runs.iter().for_each(&mut take);
            }
        }
    }
    Ok(())
}

/// Reads one month's rows of a range of customers in order, one customer at a time.
pub(crate) struct Cursor {
    month: Month,
    file: CheckedFile,
    next_group: usize,
    last: CustomerId,
    first: CustomerId,
    rows: std::iter::Peekable<std::vec::IntoIter<ActivityRun>>,
}

/// Some consecutive rows of one customer, with the workloads of their row group.
pub(crate) struct ActivityRun {
    pub(crate) customer: CustomerId,
    pub(crate) month: Month,
    pub(crate) workloads: Arc<[Arc<str>]>,
    pub(crate) users: Vec<u32>,
    pub(crate) sources: Vec<u32>,
    pub(crate) days: Vec<u32>,
}

impl Cursor {
    /// A cursor over the customers from `first` to `last`, both included.
    pub(crate) fn open(
        tables: &Path,
        data: &DataFile,
        month: Month,
        (first, last): (CustomerId, CustomerId),
    ) -> Result<Self, StoreError> {
        let file = open(tables, ActivityRow::TABLE, data)?;
        let rows = Vec::new().into_iter().peekable();
        Ok(Self { month, file, next_group: 0, last, first, rows })
    }

    /// The next run, when it is of a customer up to `customer`.
    pub(crate) fn next_until(
        &mut self,
        customer: CustomerId,
    ) -> Result<Option<ActivityRun>, StoreError> {
        loop {
            if let Some(run) = self.rows.next_if(|it| it.customer <= customer) {
                return Ok(Some(run));
            }
            if self.rows.peek().is_some() || self.next_group >= self.file.row_groups() {
                return Ok(None);
            }
            let group = self.next_group;
            if !self.may_have(group, customer) {
                // A group that begins later is kept for later.
                if self.begins_after(group, customer) && !self.begins_after(group, self.last) {
                    return Ok(None);
                }
                self.next_group += 1;
                continue;
            }
            self.next_group += 1;
            self.load(group)?;
        }
    }

    fn bounds(&self, group: usize) -> Option<(CustomerId, CustomerId)> {
        let (first, last) = self.file.customers(group)?;
        let parse = |it: &[u8]| std::str::from_utf8(it).ok()?.parse().ok();
        Some((parse(first)?, parse(last)?))
    }

    fn begins_after(&self, group: usize, customer: CustomerId) -> bool {
        self.bounds(group).is_some_and(|(first, _)| first > customer)
    }

    fn may_have(&self, group: usize, customer: CustomerId) -> bool {
        self.bounds(group).is_none_or(|(first, last)| last >= self.first && first <= customer)
    }

    fn load(&mut self, group: usize) -> Result<(), StoreError> {
        let mut runs = Vec::new();
        for batch in self.file.read(group, None)? {
            let wanted = |it| self.first <= it && it <= self.last;
            let read = runs_of(&batch, self.month, &wanted);
            runs.extend(read.map_err(|it| self.file.damaged(&it))?);
        }
        self.rows = runs.into_iter().peekable();
        Ok(())
    }
}

/// Cuts the rows of a batch where the customer changes: those of wanted ones.
fn runs_of(
    batch: &RecordBatch,
    month: Month,
    wanted: &dyn Fn(CustomerId) -> bool,
) -> Result<Vec<ActivityRun>, ArrowError> {
    let (customers, customer_keys) = words_of(batch, "customer_id", |it| it.parse().ok())?;
    let (workloads, sources) = words_of(batch, "workload", |it| Some(Arc::<str>::from(it)))?;
    let workloads: Arc<[Arc<str>]> = workloads.into();
    let (users, days) = (numbers_of(batch, "user_no")?, numbers_of(batch, "days")?);
    let mut runs = Vec::new();
    let mut from = 0;
    for run in customer_keys.chunk_by(|a, b| a == b) {
        let until = from + run.len();
        let customer: Option<&CustomerId> =
            run.first().and_then(|it| customers.get(usize::try_from(*it).ok()?));
        let customer = *customer.ok_or_else(|| out_of_range("customer_id"))?;
        if !wanted(customer) {
            from = until;
            continue;
        }
        let cut = |all: &[i32]| -> Vec<u32> {
            all.get(from..until).into_iter().flatten().map(|it| it.cast_unsigned()).collect()
        };
        runs.push(ActivityRun {
            customer,
            month,
            workloads: Arc::clone(&workloads),
            users: cut(users),
            sources: cut(sources),
            days: cut(days),
        });
        from = until;
    }
    Ok(runs)
}

fn out_of_range(name: &str) -> ArrowError {
    ArrowError::SchemaError(format!("a key of column {name} has no word"))
}

fn column<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a ArrayRef, ArrowError> {
    batch
        .column_by_name(name)
        .ok_or_else(|| ArrowError::SchemaError(format!("no column {name} in activity")))
}

fn numbers_of<'a>(batch: &'a RecordBatch, name: &str) -> Result<&'a [i32], ArrowError> {
    read_i32(&**column(batch, name)?)
}

/// The words of a dictionary column, each parsed once, and the word number of each row.
fn words_of<'a, T>(
    batch: &'a RecordBatch,
    name: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<(Vec<T>, &'a [i32]), ArrowError> {
    let other = || ArrowError::SchemaError(format!("column {name} is no dictionary of text"));
    let array = column(batch, name)?.as_dictionary_opt::<Int32Type>().ok_or_else(other)?;
    let words = array.values().as_string_opt::<i32>().ok_or_else(other)?;
    let words: Option<Vec<T>> = words.iter().map(|it| it.and_then(&parse)).collect();
    if array.keys().null_count() > 0 {
        return Err(other());
    }
    Ok((words.ok_or_else(other)?, array.keys().values()))
}
