//! Answers of Microsoft's services as they were saved: JSON, told apart by its fields.
//!
//! A collection is a list, or an object with the list in `value` (Graph) or `items`
//! (Partner Center); a single record is taken as a collection of one. Field names ignore
//! case, because PowerShell writes them with a capital.

mod answer;
mod gathered;
mod partner_center;
mod record;
mod shape;
mod subscribed_skus;
mod subscriptions;
#[cfg(test)]
mod tests;
mod users;

use std::borrow::Cow;

use uptake_model::{
    CustomerId, Day,
    facts::{AssignmentSnapshot, Facts},
    problem::{Problem, ProblemCode},
};

use self::{answer::Answer, gathered::Gathered, record::Record, shape::Shape};
use super::{deliver, kind::DetailReport, outcome::Outcome, usage::UsageReader};
use crate::{FactSink, FileReport, ReadError, ReadOptions};

/// Reads an answer of Graph or Partner Center.
pub fn read_json(
    name: &str,
    bytes: &[u8],
    options: &ReadOptions<'_>,
    sink: &mut dyn FactSink,
) -> Result<FileReport, ReadError> {
    let unknown = || Outcome::new(name, "unknown".to_owned(), options);
    let refuse = |problem: Problem| {
        let mut outcome = unknown();
        outcome.note(problem);
        Ok(outcome.finish())
    };
    if bytes.is_empty() {
        return refuse(Problem::new(ProblemCode::EmptyFile, name));
    }
    let Some(text) = decode(bytes) else {
        return refuse(Problem::new(ProblemCode::InvalidText, name));
    };
    let answer = match Answer::parse(&text, name) {
        Ok(answer) => answer,
        Err(problem) => return refuse(problem),
    };
    let shape = match Shape::of(&answer, name) {
        Ok(shape) => shape,
        Err(problem) => return refuse(problem),
    };
    let mut outcome = Outcome::new(name, shape.format(), options);
    if answer.is_partial {
        outcome.note(Problem::new(ProblemCode::PartialAnswer, name));
    }
    let facts = match shape {
        Shape::Report(kind) => read_report(kind, &answer, options, &mut outcome),
        Shape::Other(report) => {
            for _ in &answer.records {
                outcome.count_row();
            }
            let problem = Problem::new(ProblemCode::ReportWithoutUsers, name);
            outcome.note(problem.with("report", report));
            Vec::new()
        }
        Shape::Records(shape) => read_records(shape, &answer, options, &mut outcome),
    };
    deliver(facts, outcome, sink)
}

/// What a collection of records is, when it is no report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RecordShape {
    /// Graph's `subscribedSkus`.
    SubscribedSkus,
    /// Graph's `directory/subscriptions`.
    Subscriptions,
    /// Graph's `users`; whether the licences are asked for.
    Users { with_licences: bool },
    /// Partner Center's `customers`.
    PartnerCustomers,
    /// Partner Center's `customers/{id}/subscriptions`.
    PartnerSubscriptions,
    /// Partner Center's `customers/{id}/subscribedskus`.
    PartnerSubscribedSkus,
}

/// What the records of an answer are read with.
struct Context<'a> {
    options: &'a ReadOptions<'a>,
    /// The customer that the answer itself names.
    named: Option<CustomerId>,
    /// An answer without a date describes the day on which it was saved.
    as_of: Day,
}

impl Context<'_> {
    /// The customer of a record that names this one or none.
    fn customer(
        &self,
        record: &Record<'_>,
        named: Option<CustomerId>,
    ) -> Result<CustomerId, Problem> {
        let customer = named.or(self.named).or(self.options.customer);
        customer.ok_or_else(|| Problem::new(ProblemCode::CustomerNeeded, record.file))
    }
}

fn read_records(
    shape: RecordShape,
    answer: &Answer<'_>,
    options: &ReadOptions<'_>,
    outcome: &mut Outcome,
) -> Vec<Facts> {
    let as_of = options.as_of.unwrap_or(options.today);
    let context = Context { options, named: partner_center::customer_of(answer), as_of };
    let mut gathered = Gathered::default();
    for (line, raw) in (1..).zip(&answer.records) {
        outcome.count_row();
        let file = outcome.file().to_owned();
        let read = Record::parse(&file, line, raw).and_then(|record| {
            let said = match shape {
                RecordShape::SubscribedSkus => subscribed_skus::read(&record, &context),
                RecordShape::Subscriptions => subscriptions::read(&record, &context),
                RecordShape::Users { .. } => users::read(&record, &context),
                RecordShape::PartnerCustomers => partner_center::customer(&record),
                RecordShape::PartnerSubscriptions => {
                    partner_center::subscription(&record, &context)
                }
                RecordShape::PartnerSubscribedSkus => {
                    partner_center::subscribed_sku(&record, &context)
                }
            }?;
            gathered.take(&record, said)
        });
        if let Err(problem) = read {
            outcome.note_row(problem, raw.get());
        }
        if outcome.is_broken() {
            return Vec::new();
        }
    }
    for problem in gathered.notices(outcome.file()) {
        outcome.note(problem);
    }
    let mut facts = gathered.facts();
    // What a list of everybody does not name has ended: so a page of it must not speak, nor
    // a list of which a record was set aside.
    let lists_everybody = shape == (RecordShape::Users { with_licences: true })
        && !answer.is_single_or_partial()
        && !outcome.has_bad_rows();
    if let Some(customer_id) = options.customer.filter(|_| lists_everybody) {
        let snapshot = AssignmentSnapshot { customer_id, as_of };
        facts.push(Facts::AssignmentSnapshot(vec![snapshot]));
    }
    facts
}

fn read_report(
    kind: DetailReport,
    answer: &Answer<'_>,
    options: &ReadOptions<'_>,
    outcome: &mut Outcome,
) -> Vec<Facts> {
    let file = outcome.file().to_owned();
    let header = answer.field_names();
    outcome.set_header(header.join(","));
    let mut reader = UsageReader::new(kind, &header, &file, options);
    for (line, raw) in (1..).zip(&answer.records) {
        outcome.count_row();
        let read = Record::parse(&file, line, raw).and_then(|record| {
            let cells: Vec<Cow<'_, str>> = header.iter().map(|it| record.cell(it)).collect();
            let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
            reader.row(line, &cells)
        });
        if let Err(problem) = read {
            outcome.note_row(problem, raw.get());
        }
        if outcome.is_broken() {
            return Vec::new();
        }
    }
    super::end_report(reader, answer.is_partial, outcome)
}

/// The text of a file in UTF-8, or in UTF-16 with a byte-order mark (as PowerShell saves).
fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let (encoding, mark) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    encoding.decode_without_bom_handling_and_without_replacement(bytes.get(mark..)?)
}
