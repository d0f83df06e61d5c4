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
    report::{Progress, is_missed},
    text::{Record, Row, TextFile},
};

mod activity;
mod cells;
mod gaps;
mod last_activity;
mod rows;
mod schema;
mod support;
mod tables;
mod tickets;

use cells::Columns;
pub(crate) use schema::{Recognised, Schema, recognise};

/// A file of rows under a header.
pub(crate) trait RowSource {
    /// The columns, trimmed, in the spelling of the file.
    fn header(&self) -> &[String];
    /// The next row or problem.
    fn next_record(&mut self) -> io::Result<Option<Record<'_>>>;
    /// The last line, once it was read, if its last field may be cut.
    fn unended_line(&self) -> Option<u64> {
        None
    }
}

impl RowSource for TextFile<'_> {
    fn header(&self) -> &[String] {
        self.header()
    }

    fn next_record(&mut self) -> io::Result<Option<Record<'_>>> {
        self.next_record()
    }

    fn unended_line(&self) -> Option<u64> {
        self.unended_line()
    }
}

/// Takes the rows of one table.
trait TableReader {
    /// Takes a row, or says what is wrong with it.
    fn take(&mut self, row: Row<'_>) -> Result<(), Vec<Problem>>;
    /// Notes that what a row says is not known, because it is set aside. `None`: not even
    /// which cell is which.
    fn miss(&mut self, _row: Option<Row<'_>>) {}
    /// Whether the file is complete for less than it would be without the missed rows.
    fn is_reduced(&self) -> bool {
        false
    }
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
    let verdict = &mut progress.verdict;
    verdict.recognised(schema.table.name(), source.header().to_vec());
    for name in source.header().iter().filter(|it| !schema.has(it)) {
        let problem = Problem::new(ProblemCode::UnknownColumn, file).with("column", name);
        verdict.note(problem.in_column(name, name));
    }
    let missing = schema.missing(source.header());
    if !missing.is_empty() {
        for column in missing {
            verdict.note(missing_column(file, schema, column));
        }
        return Ok(progress.verdict.finish());
    }
    let mut table = tables::reader(schema.table, columns, file, options);
    loop {
        let record = source.next_record();
        let record = record.map_err(|source| ReadError::Io { file: file.to_owned(), source })?;
        match record {
            None => break,
            Some(Record::Broken(problem)) => {
                progress.verdict.note(problem);
                break;
            }
            Some(Record::Bad(row, problem)) => {
                progress.verdict.count_row();
                if is_missed(&problem) {
                    table.miss(None);
                }
                progress.verdict.bad_row(row.line, vec![problem], || row.cells());
            }
            Some(Record::Row(row)) => {
                progress.verdict.count_row();
                if let Err(problems) = table.take(row) {
                    if problems.iter().any(is_missed) {
                        table.miss(Some(row));
                    }
                    progress.verdict.bad_row(row.line, problems, || row.cells());
                }
            }
        }
        if table.waiting() >= BATCH_ROWS {
            progress.hand_on(table.drain())?;
        }
    }
    finish(&mut *table, source.unended_line(), &mut progress)?;
    Ok(progress.verdict.finish())
}

/// Hands on what waits, and says what is to be said about the file as a whole.
fn finish(
    table: &mut dyn TableReader,
    unended_line: Option<u64>,
    progress: &mut Progress<'_>,
) -> Result<(), ReadError> {
    let file = progress.verdict.file().to_owned();
    if progress.verdict.rows() == 0 && !progress.verdict.is_refused() {
        progress.verdict.note(Problem::new(ProblemCode::HeaderOnly, &file));
    }
    if table.waiting() > 0 {
        progress.hand_on(table.drain())?;
    }
    if let Some(coverage) = table.coverage() {
        progress.hand_on(coverage)?;
    }
    if progress.verdict.is_refused() {
        return Ok(());
    }
    let is_told = progress.verdict.tells(ProblemCode::UnendedNumber);
    if let Some(line) = unended_line.filter(|_| !is_told) {
        let problem = Problem::new(ProblemCode::UnendedLastLine, &file);
        progress.verdict.note(problem.at_line(line));
    }
    if table.is_reduced() {
        progress.verdict.note(Problem::new(ProblemCode::CoverageReduced, &file));
    }
    Ok(())
}

fn missing_column(file: &str, schema: &Schema, column: &str) -> Problem {
    let mut problem = Problem::new(ProblemCode::MissingColumn, file)
        .with("column", column)
        .with("table", schema.table.name());
    problem.column = Some(column.to_owned());
    problem
}
