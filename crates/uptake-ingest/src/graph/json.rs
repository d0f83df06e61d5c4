//! Answers of Microsoft's services as they were saved: JSON, told apart by its fields.
//!
//! A collection is a list, or an object with the list in `value` (Graph) or `items`
//! (Partner Center); a single record is taken as a collection of one. Field names ignore
//! case, because PowerShell writes them with a capital.

mod answer;
mod partner_center;
mod record;
pub(super) mod shape;
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

use self::{answer::Answer, record::Record, shape::Shape};
use super::{
    deliver,
    gathered::Gathered,
    kind::{DetailReport, ReportKind},
    not_imported,
    usage::UsageReader,
};
use crate::{FactSink, FileReport, ReadError, ReadOptions, quarantine::RECORD, report::Verdict};

/// Reads an answer of Graph or Partner Center.
pub fn read_json(
    name: &str,
    bytes: &[u8],
    options: &ReadOptions<'_>,
    sink: &mut dyn FactSink,
) -> Result<FileReport, ReadError> {
    let refuse = |problem: Problem| Ok(crate::report::refused(problem));
    if bytes.is_empty() {
        return refuse(Problem::new(ProblemCode::EmptyFile, name));
    }
    let text = match decode(bytes, name) {
        Ok(text) => text,
        Err(problem) => return refuse(problem),
    };
    let answer = match Answer::parse(&text, name) {
        Ok(answer) => answer,
        Err(problem) => return refuse(problem),
    };
    let mut verdict = Verdict::new(name, options.mode);
    if answer.records.is_empty() && options.customer.is_some() {
        // Nothing of this kind, or nothing yet: it cannot be told, so nothing is said.
        verdict.note(Problem::new(ProblemCode::EmptyReport, name));
        return deliver(Vec::new(), verdict, sink);
    }
    let shape = match Shape::of(&answer, name) {
        Ok(shape) => shape,
        Err(problem) => return refuse(problem),
    };
    verdict.recognised(&shape.format(), vec![RECORD.to_owned()]);
    if answer.is_partial {
        verdict.note(Problem::new(ProblemCode::PartialAnswer, name));
    }
    let facts = match shape {
        Shape::Report(ReportKind::Detail(kind)) => {
            read_report(kind, &answer, options, &mut verdict)
        }
        Shape::Report(kind @ (ReportKind::People(_) | ReportKind::Other(_))) => {
            answer.records.iter().for_each(|_| verdict.count_row());
            not_imported(kind, &mut verdict);
            Vec::new()
        }
        Shape::Sums(data_set) => {
            answer.records.iter().for_each(|_| verdict.count_row());
            verdict.note(Problem::new(ProblemCode::SumsOnly, name).with("data_set", data_set));
            Vec::new()
        }
        Shape::Records(shape) => read_records(shape, &answer, options, &mut verdict),
    };
    deliver(facts, verdict, sink)
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
    /// The customer of a record that names this one or none. What the file says and what
    /// was given must agree: a file in the wrong folder would be another customer's.
    fn customer(
        &self,
        record: &Record<'_>,
        named: Option<CustomerId>,
    ) -> Result<CustomerId, Problem> {
        let problem = |code| Problem::new(code, record.file);
        match (named.or(self.named), self.options.customer) {
            (Some(named), Some(given)) if named != given => {
                let problem = problem(ProblemCode::CustomerMismatch).at_line(record.line);
                Err(problem.with("named", &named).with("given", &given))
            }
            (named, given) => named.or(given).ok_or_else(|| problem(ProblemCode::CustomerNeeded)),
        }
    }
}

fn read_records(
    shape: RecordShape,
    answer: &Answer<'_>,
    options: &ReadOptions<'_>,
    verdict: &mut Verdict,
) -> Vec<Facts> {
    let as_of = options.as_of.unwrap_or(options.today);
    let context = Context { options, named: partner_center::customer_of(answer), as_of };
    let mut gathered = Gathered::default();
    for (line, raw) in answer.places() {
        verdict.count_row();
        let file = verdict.file().to_owned();
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
            gathered.take(&file, line, said)
        });
        if let Err(problem) = read {
            verdict.bad_row(line, vec![problem], || vec![raw.get().to_owned()]);
        }
        if verdict.is_broken() {
            return Vec::new();
        }
    }
    gathered.notices(verdict.file()).into_iter().for_each(|it| verdict.note(it));
    let mut facts = gathered.facts();
    // What a list of everybody does not name has ended: so a page of it must not speak, nor
    // a list of which a record was set aside.
    let lists_everybody = shape == (RecordShape::Users { with_licences: true })
        && !answer.is_single_or_partial()
        && !verdict.lacks_rows();
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
    verdict: &mut Verdict,
) -> Vec<Facts> {
    let file = verdict.file().to_owned();
    let header = answer.field_names();
    let mut reader = UsageReader::new(kind, &header, &file, options);
    for (line, raw) in answer.places() {
        verdict.count_row();
        let read = Record::parse(&file, line, raw).and_then(|record| {
            let cells: Vec<Cow<'_, str>> = header.iter().map(|it| record.cell(it)).collect();
            let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
            reader.row(line, &cells)
        });
        if let Err(problem) = read {
            verdict.bad_row(line, vec![problem], || vec![raw.get().to_owned()]);
        }
        if verdict.is_broken() {
            return Vec::new();
        }
    }
    super::end_report(reader, answer.is_partial, verdict)
}

/// The text of a file in UTF-8, or in UTF-16 with a byte-order mark (as PowerShell saves).
fn decode<'a>(bytes: &'a [u8], name: &str) -> Result<Cow<'a, str>, Problem> {
    let (encoding, mark) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    let bytes = bytes.get(mark..).unwrap_or_default();
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.ok_or_else(|| {
        let whole = whole_before(bytes, encoding);
        let unit = if encoding == encoding_rs::UTF_8 { 1 } else { 2 };
        let line = whole.matches('\n').count() + 1;
        let last = whole.rsplit('\n').next().unwrap_or_default();
        let before = if unit == 1 { last.len() } else { last.encode_utf16().count() * unit };
        let problem = Problem::new(ProblemCode::InvalidText, name);
        let line = u64::try_from(line).unwrap_or(u64::MAX);
        problem.at_line(line).with("byte", &(before + 1))
    })
}

/// The text before the first bytes that are none.
fn whole_before(bytes: &[u8], encoding: &encoding_rs::Encoding) -> String {
    if encoding == encoding_rs::UTF_8 {
        let valid = std::str::from_utf8(bytes).map_or_else(|it| it.valid_up_to(), str::len);
        return String::from_utf8_lossy(bytes.get(..valid).unwrap_or_default()).into_owned();
    }
    let is_little = encoding == encoding_rs::UTF_16LE;
    let units = bytes.chunks(2).map(|pair| match pair {
        [a, b] if is_little => u16::from_le_bytes([*a, *b]),
        [a, b] => u16::from_be_bytes([*a, *b]),
        // Half of a unit: as malformed as half of a pair.
        _ => 0xD800,
    });
    char::decode_utf16(units).map_while(Result::ok).collect()
}
