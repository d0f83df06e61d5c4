//! Usage reports as CSV files.

#[cfg(test)]
mod tests;

use std::io;

use uptake_model::{
    facts::Facts,
    problem::{Problem, ProblemCode},
};

use super::{
    deliver, end_report,
    kind::{DetailReport, ReportKind},
    outcome::Outcome,
    usage::UsageReader,
};
use crate::{
    FactSink, FileReport, ReadError, ReadOptions,
    text::{Record, TextFile},
};

/// Reads a usage report whose header [`super::recognise_csv`] knows.
///
/// A report with a header and no row is refused: a day that arrives empty is a missing
/// day, not a day without activity.
pub fn read_csv(
    kind: ReportKind,
    mut text: TextFile<'_>,
    name: &str,
    options: &ReadOptions<'_>,
    sink: &mut dyn FactSink,
) -> Result<FileReport, ReadError> {
    let mut outcome = Outcome::new(name, kind.format(), options);
    outcome.set_header(text.header_text().to_owned());
    let read = match kind {
        ReportKind::Detail(detail) => read_detail(detail, &mut text, name, options, &mut outcome),
        ReportKind::Other(report) => read_other(report, &mut text, &mut outcome),
    };
    let facts = read.map_err(|source| ReadError::Io { file: name.to_owned(), source })?;
    deliver(facts, outcome, sink)
}

fn read_detail(
    kind: DetailReport,
    text: &mut TextFile<'_>,
    name: &str,
    options: &ReadOptions<'_>,
    outcome: &mut Outcome,
) -> io::Result<Vec<Facts>> {
    let header = text.header().to_vec();
    let mut reader = UsageReader::new(kind, &header, name, options);
    while let Some(record) = text.next_record()? {
        let (row, read) = match record {
            Record::Row(row) if row.is_totals() => {
                let problem = Problem::new(ProblemCode::TotalsRow, name).at_line(row.line);
                (row, Err(problem.with_excerpt(&row.raw())))
            }
            Record::Row(row) => (row, reader.row(row.line, &row.iter().collect::<Vec<_>>())),
            Record::Bad(row, problem) => (row, Err(problem)),
            Record::Broken(problem) => {
                outcome.note(problem);
                return Ok(Vec::new());
            }
        };
        outcome.count_row();
        if let Err(problem) = read {
            outcome.note_row(problem, &row.raw());
        }
        if outcome.is_broken() {
            return Ok(Vec::new());
        }
    }
    if outcome.rows() == 0 {
        outcome.note(Problem::new(ProblemCode::HeaderOnly, name));
        return Ok(Vec::new());
    }
    Ok(end_report(reader, false, outcome))
}

/// Counts the rows of a report that is not imported, without a look at them.
fn read_other(
    report: &str,
    text: &mut TextFile<'_>,
    outcome: &mut Outcome,
) -> io::Result<Vec<Facts>> {
    let problem = Problem::new(ProblemCode::ReportWithoutUsers, outcome.file());
    outcome.note(problem.with("report", report));
    while let Some(record) = text.next_record()? {
        match record {
            Record::Row(_) | Record::Bad(..) => outcome.count_row(),
            Record::Broken(_) => break,
        }
    }
    Ok(Vec::new())
}
