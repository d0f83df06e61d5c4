//! Parquet files as rows of text: the native tables with typed columns, or with the same
//! text as CSV. The line of a row is its number plus one, as if the file had a header.

use std::{fs::File, io};

use arrow_array::{Array, RecordBatch};
use parquet::{
    arrow::arrow_reader::{
        ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
    },
    errors::ParquetError,
};
use uptake_model::problem::{Problem, ProblemCode};

use crate::{
    native::{RowSource, Schema},
    text::{MAX_FIELD_BYTES, Record, Row},
};

#[cfg(test)]
mod tests;
mod value;

const BATCH_ROWS: usize = 8_192;

/// A Parquet file whose columns are known.
pub(crate) struct ParquetFile {
    name: String,
    reader: ParquetRecordBatchReader,
    header: Vec<String>,
    unreadable: Vec<(String, String)>,
    batch: Option<RecordBatch>,
    next: usize,
    line: u64,
    is_done: bool,
    text: String,
    fields: Vec<(usize, usize)>,
}

impl ParquetFile {
    /// Reads the columns.
    pub(crate) fn open(name: &str, file: File) -> Result<Self, Problem> {
        let invalid = |error: ParquetError| invalid(name, &error);
        // The writer's own types (dictionaries, views) would only be other spellings of text.
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options);
        let builder = builder.map_err(invalid)?.with_batch_size(BATCH_ROWS);
        let columns = builder.schema().fields().clone();
        let header: Vec<_> = columns.iter().map(|it| it.name().trim().to_owned()).collect();
        if let Some(column) = crate::text::duplicate_column(&header) {
            let problem = Problem::new(ProblemCode::DuplicateColumn, name);
            return Err(problem.in_column(column, column).with("column", column));
        }
        let unreadable = columns.iter().filter(|it| !value::is_readable(it.data_type()));
        let unreadable =
            unreadable.map(|it| (it.name().clone(), it.data_type().to_string())).collect();
        Ok(Self {
            name: name.to_owned(),
            reader: builder.build().map_err(invalid)?,
            header,
            unreadable,
            batch: None,
            next: 0,
            line: 1,
            is_done: false,
            text: String::new(),
            fields: Vec::new(),
        })
    }

    /// A column of the table whose type no text has.
    pub(crate) fn unreadable_column(&self, schema: &Schema) -> Option<Problem> {
        let (column, data_type) = self.unreadable.iter().find(|(name, _)| schema.has(name))?;
        let problem = Problem::new(ProblemCode::ParquetColumnType, &self.name);
        Some(problem.in_column(column, "").with("column", column).with("type", data_type))
    }

    fn broken(&mut self, problem: Problem) -> Record<'_> {
        self.is_done = true;
        Record::Broken(problem)
    }
}

fn invalid(name: &str, error: &dyn std::fmt::Display) -> Problem {
    Problem::new(ProblemCode::InvalidParquet, name).with("message", &error.to_string())
}

impl RowSource for ParquetFile {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn next_record(&mut self) -> io::Result<Option<Record<'_>>> {
        if self.is_done {
            return Ok(None);
        }
        while self.batch.as_ref().is_none_or(|it| self.next >= it.num_rows()) {
            match self.reader.next() {
                None => return Ok(None),
                Some(Ok(batch)) => (self.batch, self.next) = (Some(batch), 0),
                Some(Err(error)) => {
                    let problem = invalid(&self.name, &error);
                    return Ok(Some(self.broken(problem)));
                }
            }
        }
        self.line += 1;
        self.text.clear();
        self.fields.clear();
        for column in self.batch.iter().flat_map(RecordBatch::columns) {
            let from = self.text.len();
            if column.is_valid(self.next) {
                value::write(column, self.next, &mut self.text);
            }
            self.fields.push((from, self.text.len()));
        }
        self.next += 1;
        let is_too_long = self.fields.iter().any(|(from, to)| to - from > MAX_FIELD_BYTES);
        if is_too_long || self.text.contains('\0') {
            let code = if is_too_long { ProblemCode::FieldTooLarge } else { ProblemCode::NulByte };
            let problem = Problem::new(code, &self.name).at_line(self.line);
            return Ok(Some(self.broken(problem.with("limit", &MAX_FIELD_BYTES))));
        }
        Ok(Some(Record::Row(Row {
            line: self.line,
            raw: None,
            text: &self.text,
            fields: &self.fields,
            has_end: true,
        })))
    }
}
