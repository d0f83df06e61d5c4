//! Microsoft's own files: usage reports of Graph as CSV, exports of Partner Center as CSV, and
//! answers of both as JSON.
//!
//! It is told which report a file is by its header or its fields, never by its name. Reports
//! that tell nothing about people are recognised, named and not imported.

mod csv;
mod export;
mod gathered;
mod json;
mod kind;
mod product;
mod usage;
mod value;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use csv::read_csv;
pub(crate) use export::{read_export, recognise_export};
pub use json::read_json;
pub use kind::{DetailReport, ReportKind, recognise_csv};

use uptake_model::{
    facts::Facts,
    problem::{Problem, ProblemCode},
};
use usage::UsageReader;

use crate::{FactSink, FileReport, ReadError, report::Verdict};

/// Ends a usage report: its facts, with what is to be noted about it. Of a report whose
/// rows are all bad nothing more can be said.
///
/// A report of which rows were set aside is no coverage, like one that is a page of several:
/// each row is a person, active in any of its sources.
fn end_report(reader: UsageReader<'_>, partial: bool, verdict: &mut Verdict) -> Vec<Facts> {
    if reader.is_empty() {
        return Vec::new();
    }
    let said = match reader.finish(partial || verdict.lacks_rows()) {
        Ok(said) => said,
        Err(problem) => {
            verdict.note(problem);
            return Vec::new();
        }
    };
    if said.concealed > 0 {
        let problem = Problem::new(ProblemCode::ConcealedNames, verdict.file());
        verdict.note(problem.with("users", &said.concealed));
    }
    said.notices.into_iter().for_each(|it| verdict.note(it));
    if verdict.lacks_rows() && !verdict.is_refused() {
        verdict.note(Problem::new(ProblemCode::CoverageReduced, verdict.file()));
    }
    said.facts
}

/// Says that a report was recognised and is not imported, and why.
fn not_imported(kind: ReportKind, verdict: &mut Verdict) {
    let code = match kind {
        ReportKind::Detail(_) => return,
        ReportKind::People(_) => ProblemCode::ReportWithoutActivity,
        ReportKind::Other(_) => ProblemCode::ReportWithoutUsers,
    };
    let problem = Problem::new(code, verdict.file());
    verdict.note(problem.with("report", kind.name()));
}

/// Hands on the facts of a file, unless it is refused.
fn deliver(
    facts: Vec<Facts>,
    verdict: Verdict,
    sink: &mut dyn FactSink,
) -> Result<FileReport, ReadError> {
    let report = verdict.finish();
    if report.refused {
        return Ok(report);
    }
    for piece in facts.into_iter().filter(|it| !is_empty(it)) {
        let taken = sink.accept(piece);
        taken.map_err(|source| ReadError::Sink { file: report.file.clone(), source })?;
    }
    Ok(report)
}

fn is_empty(facts: &Facts) -> bool {
    match facts {
        Facts::Customers(rows) => rows.is_empty(),
        Facts::Subscriptions(rows) => rows.is_empty(),
        Facts::Users(rows) => rows.is_empty(),
        Facts::Assignments(rows) => rows.is_empty(),
        Facts::Activity(chunk) => chunk.rows.is_empty(),
        Facts::LastActivity(rows) => rows.is_empty(),
        Facts::Tickets(rows) => rows.is_empty(),
        Facts::Surveys(rows) => rows.is_empty(),
        Facts::Actions(rows) => rows.is_empty(),
        Facts::AssignedUnits(rows) => rows.is_empty(),
        Facts::LicenceFlags(rows) => rows.is_empty(),
        Facts::NamedProducts(rows) => rows.is_empty(),
        Facts::Prices(rows) => rows.is_empty(),
        Facts::Coverage(rows) => rows.is_empty(),
        Facts::TicketCoverage(rows) => rows.is_empty(),
        Facts::AssignmentSnapshot(rows) => rows.is_empty(),
    }
}
