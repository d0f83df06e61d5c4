//! Parquet: days as date32, counts as int64, percentages as float64, text as UTF-8.
//!
//! Numbers and days may be null, text is only ever empty. Pages are compressed with Zstandard.

use std::{io::Write, sync::Arc};

use ::parquet::{
    arrow::ArrowWriter,
    basic::{Compression, ZstdLevel},
    errors::ParquetError,
    file::properties::WriterProperties,
};
use arrow_array::{
    ArrayRef, RecordBatch,
    builder::{Date32Builder, Float64Builder, Int64Builder, StringBuilder},
};
use arrow_schema::{DataType, Field, Schema};

use crate::{Cell, ColumnKind, ExportError, RowWriter, Table};

#[cfg(test)]
mod tests;

/// How many rows are held as plain values before they are encoded.
const BATCH_ROWS: usize = 8_192;

/// How many rows are held encoded before they are written.
const ROW_GROUP_ROWS: usize = 128 * 1_024;

/// Writes rows in groups of columns.
pub(crate) struct Parquet {
    file: ArrowWriter<Box<dyn Write + Send>>,
    schema: Arc<Schema>,
    columns: Vec<Values>,
    rows: usize,
}

/// The values of one column in the batch at hand.
enum Values {
    Text(StringBuilder),
    Count(Int64Builder),
    Percent(Float64Builder),
    Day(Date32Builder),
}

impl Parquet {
    pub(crate) fn new(table: &Table, out: Box<dyn Write + Send>) -> Result<Self, ExportError> {
        let fields: Vec<_> =
            table.columns.iter().map(|it| Field::new(it.name, data_type(it.kind), true)).collect();
        let schema = Arc::new(Schema::new(fields));
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(ROW_GROUP_ROWS))
            .build();
        let file = ArrowWriter::try_new(out, Arc::clone(&schema), Some(properties))?;
        let columns = table.columns.iter().map(|it| Values::new(it.kind)).collect();
        Ok(Self { file, schema, columns, rows: 0 })
    }

    fn write_batch(&mut self) -> Result<(), ExportError> {
        if self.rows == 0 {
            return Ok(());
        }
        let columns = self.columns.iter_mut().map(Values::take).collect();
        let batch =
            RecordBatch::try_new(Arc::clone(&self.schema), columns).map_err(ParquetError::from)?;
        self.file.write(&batch)?;
        self.rows = 0;
        Ok(())
    }
}

impl RowWriter for Parquet {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        for (values, cell) in self.columns.iter_mut().zip(cells) {
            values.push(*cell);
        }
        self.rows += 1;
        if self.rows < BATCH_ROWS { Ok(()) } else { self.write_batch() }
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        self.write_batch()?;
        self.file.finish()?;
        self.file.inner_mut().flush()?;
        Ok(())
    }
}

impl Values {
    fn new(kind: ColumnKind) -> Self {
        match kind {
            ColumnKind::Text => Self::Text(StringBuilder::new()),
            ColumnKind::Count => Self::Count(Int64Builder::new()),
            ColumnKind::Percent => Self::Percent(Float64Builder::new()),
            ColumnKind::Day => Self::Day(Date32Builder::new()),
        }
    }

    /// Adds a cell; one that does not fit is null, or an empty text.
    fn push(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Self::Text(values), Cell::Text(text)) => values.append_value(text),
            (Self::Count(values), Cell::Count(count)) => {
                values.append_option(i64::try_from(count).ok());
            }
            (Self::Percent(values), Cell::Percent(percent)) => {
                values.append_value(percent.as_f64());
            }
            (Self::Day(values), Cell::Day(day)) => values.append_value(day.epoch_days()),
            (Self::Text(values), _) => values.append_value(""),
            (Self::Count(values), _) => values.append_null(),
            (Self::Percent(values), _) => values.append_null(),
            (Self::Day(values), _) => values.append_null(),
        }
    }

    fn take(&mut self) -> ArrayRef {
        match self {
            Self::Text(values) => Arc::new(values.finish()),
            Self::Count(values) => Arc::new(values.finish()),
            Self::Percent(values) => Arc::new(values.finish()),
            Self::Day(values) => Arc::new(values.finish()),
        }
    }
}

fn data_type(kind: ColumnKind) -> DataType {
    match kind {
        ColumnKind::Text => DataType::Utf8,
        ColumnKind::Count => DataType::Int64,
        ColumnKind::Percent => DataType::Float64,
        ColumnKind::Day => DataType::Date32,
    }
}
