//! The native tables: rows of text become facts (`spec/formats.md`, 1 and 6).
//!
//! It does not know where the rows come from: [`RowSource`] is a CSV or a Parquet file.

use std::io;

use uptake_model::{
    facts::Facts,
    problem::{Problem, ProblemCode},
};

use crate::{
    FileReport, ReadError, ReadOptions,
    report::Progress,
    text::{Record, Row, TextFile},
};

mod activity;
mod cells;
mod last_activity;
mod rows;
mod schema;
mod tables;

use cells::Columns;
pub(crate) use schema::{Recognised, Schema, recognise};

/// A file of rows under a header.
pub(crate) trait RowSource {
    /// The columns, trimmed, in the spelling of the file.
    fn header(&self) -> &[String];
    /// The header line, for the quarantine file.
    fn header_text(&self) -> &str;
    /// The next row or problem.
    fn next_record(&mut self) -> io::Result<Option<Record<'_>>>;
}

impl RowSource for TextFile<'_> {
    fn header(&self) -> &[String] {
        self.header()
    }

    fn header_text(&self) -> &str {
        self.header_text()
    }

    fn next_record(&mut self) -> io::Result<Option<Record<'_>>> {
        self.next_record()
    }
}

/// Takes the rows of one table.
trait TableReader {
    /// Takes a row, or says what is wrong with it.
    fn take(&mut self, row: Row<'_>) -> Result<(), Vec<Problem>>;
    /// How many facts wait to be handed on.
    fn waiting(&self) -> usize;
    /// The facts that wait.
    fn drain(&mut self) -> Facts;
    /// What the file as a whole says, once all rows were taken.
    fn coverage(&mut self) -> Option<Facts>;
}

/// Rows that are handed on together.
const BATCH_ROWS: usize = 65_536;

/// Reads the rows of `schema`'s table.
pub(crate) fn read(
    schema: &'static Schema,
    source: &mut dyn RowSource,
    file: &str,
    options: &ReadOptions<'_>,
    mut progress: Progress<'_>,
) -> Result<FileReport, ReadError> {
    let columns = Columns::of(schema, source.header());
    progress.recognised(schema.table.name(), source.header_text());
    for name in source.header().iter().filter(|it| !schema.has(it)) {
        let problem = Problem::new(ProblemCode::UnknownColumn, file).with("column", name);
        progress.note(problem.in_column(name, name));
    }
    let missing = schema.missing(source.header());
    if !missing.is_empty() {
        for column in missing {
            progress.note(missing_column(file, schema, column));
        }
        return Ok(progress.finish());
    }
    let mut table = tables::reader(schema.table, columns, file, options);
    loop {
        let record = source.next_record();
        let record = record.map_err(|source| ReadError::Io { file: file.to_owned(), source })?;
        match record {
            None => break,
            Some(Record::Broken(problem)) => {
                progress.note(problem);
                break;
            }
            Some(Record::Bad(row, problem)) => {
                progress.count_row();
                progress.bad_row(row, vec![problem]);
            }
            Some(Record::Row(row)) => {
                progress.count_row();
                if let Err(problems) = table.take(row) {
                    progress.bad_row(row, problems);
                }
            }
        }
        if table.waiting() >= BATCH_ROWS {
            progress.hand_on(table.drain())?;
        }
    }
    if progress.rows() == 0 && !progress.is_refused() {
        progress.note(Problem::new(ProblemCode::HeaderOnly, file));
    }
    if table.waiting() > 0 {
        progress.hand_on(table.drain())?;
    }
    if let Some(coverage) = table.coverage() {
        progress.hand_on(coverage)?;
    }
    Ok(progress.finish())
}

fn missing_column(file: &str, schema: &Schema, column: &str) -> Problem {
    let mut problem = Problem::new(ProblemCode::MissingColumn, file)
        .with("column", column)
        .with("table", schema.table.name());
    problem.column = Some(column.to_owned());
    problem
}
