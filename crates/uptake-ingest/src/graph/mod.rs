//! Microsoft's own files: usage reports of Graph as CSV, and answers of Graph and Partner
//! Center as JSON.
//!
//! It is told which report a file is by its header or its fields, never by its name. Reports
//! that tell nothing about people are recognised, named and not imported.

mod csv;
mod json;
mod kind;
mod outcome;
mod usage;
mod value;

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

pub use csv::read_csv;
pub use json::read_json;
pub use kind::{DetailReport, ReportKind, recognise_csv};

use outcome::Outcome;
use uptake_model::{
    facts::Facts,
    problem::{Problem, ProblemCode},
};
use usage::UsageReader;

use crate::{FactSink, FileReport, ReadError};

/// Ends a usage report: its facts, with what is to be noted about it. Of a report whose
/// rows are all bad nothing more can be said.
fn end_report(reader: UsageReader<'_>, partial: bool, outcome: &mut Outcome) -> Vec<Facts> {
    if reader.is_empty() {
        return Vec::new();
    }
    let said = match reader.finish(partial) {
        Ok(said) => said,
        Err(problem) => {
            outcome.note(problem);
            return Vec::new();
        }
    };
    if said.concealed > 0 {
        let problem = Problem::new(ProblemCode::ConcealedNames, outcome.file());
        outcome.note(problem.with("users", &said.concealed));
    }
    said.facts
}

/// Hands on the facts of a file, unless it is refused.
fn deliver(
    facts: Vec<Facts>,
    outcome: Outcome,
    sink: &mut dyn FactSink,
) -> Result<FileReport, ReadError> {
    let report = outcome.finish();
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
        Facts::Coverage(rows) => rows.is_empty(),
        Facts::AssignmentSnapshot(rows) => rows.is_empty(),
    }
}
