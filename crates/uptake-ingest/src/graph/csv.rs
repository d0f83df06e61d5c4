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
    not_imported,
    usage::UsageReader,
};
use crate::{
    FactSink, FileReport, ReadError, ReadOptions,
    report::Verdict,
    text::{Record, TextFile},
};

/// Reads a usage report whose header [`super::recognise_csv`] knows.
///
/// A report with a header and no row is no day without activity: its day stays a day
/// without data, or is held where the customer had users before.
pub fn read_csv(
    kind: ReportKind,
    mut text: TextFile<'_>,
    name: &str,
    options: &ReadOptions<'_>,
    sink: &mut dyn FactSink,
) -> Result<FileReport, ReadError> {
    let mut verdict = Verdict::new(name, options.mode);
    verdict.recognised(&kind.format(), text.header().to_vec());
    let read = match kind {
        ReportKind::Detail(detail) => read_detail(detail, &mut text, name, options, &mut verdict),
        ReportKind::People(_) | ReportKind::Other(_) => {
            not_imported(kind, &mut verdict);
            count_rows(&mut text, &mut verdict)
        }
    };
    let facts = read.map_err(|source| ReadError::Io { file: name.to_owned(), source })?;
    deliver(facts, verdict, sink)
}

fn read_detail(
    kind: DetailReport,
    text: &mut TextFile<'_>,
    name: &str,
    options: &ReadOptions<'_>,
    verdict: &mut Verdict,
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
                verdict.note(problem);
                return Ok(Vec::new());
            }
        };
        verdict.count_row();
        if let Err(problem) = read {
            verdict.bad_row(row.line, vec![problem], || row.cells());
        }
        if verdict.is_broken() {
            return Ok(Vec::new());
        }
    }
    if verdict.rows() == 0 {
        return Ok(read_empty(&reader, options, verdict));
    }
    if let Some(line) = text.unended_line().filter(|_| !verdict.is_refused()) {
        verdict.note(Problem::new(ProblemCode::UnendedLastLine, name).at_line(line));
    }
    Ok(end_report(reader, false, verdict))
}

/// What a report without rows says: with a day, that it lists nobody then. The store holds
/// that for a customer that had users.
fn read_empty(
    reader: &UsageReader<'_>,
    options: &ReadOptions<'_>,
    verdict: &mut Verdict,
) -> Vec<Facts> {
    let Some(customer) = options.customer else {
        verdict.note(Problem::new(ProblemCode::HeaderOnly, verdict.file()));
        return Vec::new();
    };
    verdict.note(Problem::new(ProblemCode::EmptyReport, verdict.file()));
    let coverage = options.as_of.map(|as_of| Facts::Coverage(reader.coverage(customer, as_of)));
    coverage.into_iter().collect()
}

/// Counts the rows of a report that is not imported, without a look at them.
fn count_rows(text: &mut TextFile<'_>, verdict: &mut Verdict) -> io::Result<Vec<Facts>> {
    while let Some(record) = text.next_record()? {
        match record {
            Record::Row(_) | Record::Bad(..) => verdict.count_row(),
            Record::Broken(_) => break,
        }
    }
    Ok(Vec::new())
}
