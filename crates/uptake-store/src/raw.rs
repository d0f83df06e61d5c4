//! The raw archive: what a file said, as it was read, in one object per table.
//!
//! Objects never change and are named by the BLAKE3 of their content. Users are keys, not
//! names; rows keep the line of the file.

use std::{path::Path, sync::Arc};

use arrow_array::{ArrayRef, BinaryArray, Int64Array, RecordBatch};
use arrow_schema::{ArrowError, Field, Schema};
use serde::{Deserialize, Serialize};
use uptake_model::{CustomerId, Day, UserKey, facts::UserKind};

use crate::{
    StoreError,
    column::Column,
    file::{CheckedFile, FileWriter, ROW_GROUP_ROWS},
    rows::{Row, row},
};

/// One object of the raw archive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawObject {
    /// Whose rows it has: the name of a table.
    pub table: String,
    /// BLAKE3 of the content, in hexadecimal digits; also its name.
    pub checksum: String,
    /// How many rows.
    pub rows: u64,
}

/// An object that was just written, and whether the archive did not have it before.
pub(crate) struct NewObject {
    pub(crate) object: RawObject,
    pub(crate) is_new: bool,
}

impl RawObject {
    /// The name of the file in the archive.
    pub fn file_name(&self) -> String {
        format!("{}.parquet", self.checksum)
    }
}

row! {
    /// A user, by key.
    pub(crate) RawUser in "users" {
        /// The customer.
        customer_id: CustomerId,
        /// The user.
        user_key: UserKey,
        /// What kind of account.
        kind: UserKind,
        /// The department.
        department: Option<String>,
        /// The day of deletion.
        deleted_on: Option<Day>,
        /// The key under which reports name the user by the sign-in name.
        principal_key: Option<UserKey>,
        /// The line of the file.
        line: u64,
    }
}

row! {
    /// A SKU held by a user, by key.
    pub(crate) RawAssignment in "assignments" {
        /// The customer.
        customer_id: CustomerId,
        /// The user.
        user_key: UserKey,
        /// The SKU as given.
        sku: Arc<str>,
        /// The first day of holding.
        assigned_on: Day,
        /// The first day without it.
        removed_on: Option<Day>,
        /// The line of the file.
        line: u64,
    }
}

row! {
    /// The last day of activity as of a day, by key.
    pub(crate) RawLastActivity in "last_activity" {
        /// The customer.
        customer_id: CustomerId,
        /// The user.
        user_key: UserKey,
        /// The activity source.
        workload: Arc<str>,
        /// The last active day; missing when never.
        last_active_on: Option<Day>,
        /// The day whose end the snapshot describes.
        as_of: Day,
        /// The line of the file.
        line: u64,
    }
}

row! {
    /// A licence flag of a usage report, by key.
    pub(crate) RawFlag in "licence_flags" {
        /// The customer.
        customer_id: CustomerId,
        /// The user.
        user_key: UserKey,
        /// For which activity source.
        workload: Arc<str>,
        /// Whether a licence is held.
        licensed: bool,
        /// Since when.
        assigned_on: Option<Day>,
        /// The day whose end the report describes.
        as_of: Day,
        /// The line of the file.
        line: u64,
    }
}

row! {
    /// All products that a usage report names for a user, by key.
    pub(crate) RawProducts in "named_products" {
        /// The customer.
        customer_id: CustomerId,
        /// The user.
        user_key: UserKey,
        /// The names in upper case, in order, joined by `;`; missing where they are not told.
        products: Option<Arc<str>>,
        /// The day whose end the report describes.
        as_of: Day,
        /// Which report says so.
        format: Option<Arc<str>>,
        /// The line of the file.
        line: u64,
    }
}

row! {
    /// A user whom the file names by a concealed name, by key.
    pub(crate) RawConcealed in "concealed_users" {
        /// The customer.
        customer_id: CustomerId,
        /// The user.
        user_key: UserKey,
    }
}

row! {
    /// An active day of a user, by key.
    pub(crate) RawActivity in "activity" {
        /// The customer.
        customer_id: CustomerId,
        /// The user.
        user_key: UserKey,
        /// The activity source.
        workload: Arc<str>,
        /// The active day.
        day: Day,
        /// The line of the file.
        line: u64,
    }
}

/// The table's schema in the archive: the import file is not part of what it said.
fn raw_schema<R: Row>() -> Schema {
    let fields = R::schema()
        .fields()
        .iter()
        .filter(|it| it.name() != "file_no")
        .cloned()
        .collect::<Vec<_>>();
    Schema::new(fields)
}

/// Writes the rows of a table as one object, unless there are none.
pub(crate) fn write_object<R: Row>(
    archive: &Path,
    rows: &[R],
) -> Result<Option<NewObject>, StoreError> {
    if rows.is_empty() {
        return Ok(None);
    }
    let mut writer = FileWriter::create(archive, &raw_schema::<R>(), ROW_GROUP_ROWS)?;
    for rows in rows.chunks(ROW_GROUP_ROWS) {
        write_rows(&mut writer, rows)?;
    }
    finish::<R>(writer).map(Some)
}

/// Writes the rows of some customers of an object as another one, unless there are none.
pub(crate) fn rewrite_object<R: Row>(
    archive: &Path,
    object: &RawObject,
    keeps: &dyn Fn(CustomerId) -> bool,
) -> Result<Option<RawObject>, StoreError> {
    let mut writer = FileWriter::create(archive, &raw_schema::<R>(), ROW_GROUP_ROWS)?;
    read_object::<R>(archive, object, 0, |mut rows| {
        rows.retain(|it| keeps(it.customer()));
        if rows.is_empty() { Ok(()) } else { write_rows(&mut writer, &rows) }
    })?;
    if writer.rows() == 0 {
        return Ok(None);
    }
    finish::<R>(writer).map(|it| Some(it.object))
}

fn write_rows<R: Row>(writer: &mut FileWriter, rows: &[R]) -> Result<(), StoreError> {
    let layout = |source| StoreError::Layout { table: R::TABLE, source };
    let batch = R::to_batch(rows).map_err(layout)?;
    let kept: Vec<usize> = (0..batch.num_columns())
        .filter(|it| batch.schema_ref().field(*it).name() != "file_no")
        .collect();
    writer.write(&batch.project(&kept).map_err(layout)?)
}

fn finish<R: Row>(writer: FileWriter) -> Result<NewObject, StoreError> {
    let written = writer.finish()?;
    fail::fail_point!("store::raw::written");
    let object =
        RawObject { table: R::TABLE.to_owned(), checksum: written.checksum, rows: written.rows };
    Ok(NewObject { object, is_new: written.is_new })
}

/// Opens an object and checks its content.
pub(crate) fn open_object(archive: &Path, object: &RawObject) -> Result<CheckedFile, StoreError> {
    CheckedFile::open(&archive.join(object.file_name()), &object.checksum)
}

/// Reads an object group by group; `file_no` fills that column where the table has it.
pub(crate) fn read_object<R: Row>(
    archive: &Path,
    object: &RawObject,
    file_no: i64,
    mut take: impl FnMut(Vec<R>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let file = open_object(archive, object)?;
    for group in 0..file.row_groups() {
        for batch in file.read(group, None)? {
            let batch = with_file_no(&batch, file_no).map_err(|it| file.damaged(&it))?;
            take(R::from_batch(&batch).map_err(|it| file.damaged(&it))?)?;
        }
    }
    Ok(())
}

fn with_file_no(batch: &RecordBatch, file_no: i64) -> Result<RecordBatch, ArrowError> {
    let mut fields: Vec<Arc<Field>> = batch.schema_ref().fields().iter().cloned().collect();
    fields.push(Arc::new(Field::new("file_no", arrow_schema::DataType::Int64, false)));
    let mut columns = batch.columns().to_vec();
    columns.push(Arc::new(Int64Array::from_value(file_no, batch.num_rows())));
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
}

/// Writes rows of activity as they stream by.
pub(crate) struct RawActivityWriter {
    writer: FileWriter,
    schema: Arc<Schema>,
}

/// Columns of some rows of activity.
pub(crate) struct RawActivityColumns<'a> {
    pub(crate) customers: &'a [CustomerId],
    pub(crate) users: Vec<[u8; 16]>,
    pub(crate) workloads: &'a [Arc<str>],
    pub(crate) days: Vec<i32>,
    pub(crate) lines: Vec<i64>,
}

impl RawActivityWriter {
    pub(crate) fn create(archive: &Path) -> Result<Self, StoreError> {
        let schema = RawActivity::schema();
        let writer = FileWriter::create(archive, &schema, ROW_GROUP_ROWS)?;
        Ok(Self { writer, schema: Arc::new(schema) })
    }

    pub(crate) fn write(&mut self, rows: RawActivityColumns<'_>) -> Result<(), StoreError> {
        let columns: Vec<ArrayRef> = vec![
            Column::build(rows.customers.iter()),
            Arc::new(BinaryArray::from_iter_values(&rows.users)),
            Column::build(rows.workloads.iter()),
            Arc::new(arrow_array::Date32Array::from(rows.days)),
            Arc::new(Int64Array::from(rows.lines)),
        ];
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns)
            .map_err(|source| StoreError::Layout { table: RawActivity::TABLE, source })?;
        self.writer.write(&batch)
    }

    pub(crate) fn finish(self) -> Result<NewObject, StoreError> {
        finish::<RawActivity>(self.writer)
    }
}
