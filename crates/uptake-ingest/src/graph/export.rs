//! Partner Center's lists and data sets as CSV or TSV: what a partner downloads by hand, and
//! the reports of the Insights interface.
//!
//! Customers and states of subscriptions are facts. Sums over people are Microsoft's own
//! figures: they can be compared with ours and are not imported, and it is said which.

mod kind;
mod line;
mod rows;
#[cfg(test)]
mod tests;

use std::io;

use uptake_model::{
    facts::Facts,
    problem::{Problem, ProblemCode},
};

use self::{
    kind::FIGURES,
    line::{Header, Line},
    rows::Rows,
};
use super::deliver;
use crate::{
    FactSink, FileReport, ReadError, ReadOptions,
    report::Verdict,
    text::{Record, TextFile},
};

pub(crate) use kind::{Export, recognise_export};

/// Reads an export whose header [`recognise_export`] knows.
pub(crate) fn read_export(
    kind: Export,
    mut text: TextFile<'_>,
    name: &str,
    options: &ReadOptions<'_>,
    sink: &mut dyn FactSink,
) -> Result<FileReport, ReadError> {
    let mut verdict = Verdict::new(name, options.mode);
    verdict.recognised(&kind.format(), text.header().to_vec());
    let read = match kind {
        Export::Sums(data_set) => {
            verdict.note(Problem::new(ProblemCode::SumsOnly, name).with("data_set", data_set));
            count_rows(&mut text, &mut verdict)
        }
        Export::Customers | Export::Subscriptions | Export::Seats | Export::Tenants => {
            read_rows(kind, &mut text, options, &mut verdict)
        }
    };
    let facts = read.map_err(|source| ReadError::Io { file: name.to_owned(), source })?;
    deliver(facts, verdict, sink)
}

fn read_rows(
    kind: Export,
    text: &mut TextFile<'_>,
    options: &ReadOptions<'_>,
    verdict: &mut Verdict,
) -> io::Result<Vec<Facts>> {
    let file = verdict.file().to_owned();
    let header = Header::of(text.header());
    let mut rows = Rows::new(kind, &file, options);
    while let Some(record) = text.next_record()? {
        let (row, read) = match record {
            Record::Row(row) if row.is_totals() => {
                let problem = Problem::new(ProblemCode::TotalsRow, &file).at_line(row.line);
                (row, Err(problem.with_excerpt(&row.raw())))
            }
            Record::Row(row) => (row, rows.take(&Line::new(&file, row, &header))),
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
        verdict.note(Problem::new(ProblemCode::HeaderOnly, &file));
        return Ok(Vec::new());
    }
    let unused = header.spelled(FIGURES);
    if !unused.is_empty() && !verdict.is_refused() {
        let problem = Problem::new(ProblemCode::UnusedFigures, &file);
        verdict.note(problem.with("columns", &unused.join(", ")));
    }
    let is_told = verdict.is_refused() || verdict.tells(ProblemCode::UnendedNumber);
    if let Some(line) = text.unended_line().filter(|_| !is_told) {
        verdict.note(Problem::new(ProblemCode::UnendedLastLine, &file).at_line(line));
    }
    let gathered = rows.finish();
    gathered.notices(&file).into_iter().for_each(|it| verdict.note(it));
    Ok(gathered.facts())
}

/// Counts the rows of an export that is not imported, without a look at them.
fn count_rows(text: &mut TextFile<'_>, verdict: &mut Verdict) -> io::Result<Vec<Facts>> {
    while let Some(record) = text.next_record()? {
        match record {
            Record::Row(_) | Record::Bad(..) => verdict.count_row(),
            Record::Broken(_) => break,
        }
    }
    Ok(Vec::new())
}
