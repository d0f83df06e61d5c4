//! The envelope of an answer: where its records are, and whether there are more.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::value::RawValue;
use uptake_model::problem::{Problem, ProblemCode};

use super::record::Record;

/// An answer, taken apart as far as its records.
pub(super) struct Answer<'a> {
    /// The records, unread.
    pub(super) records: Vec<&'a RawValue>,
    /// The line of the text on which each record begins.
    lines: Vec<u64>,
    /// Whether the answer says that it goes on elsewhere.
    pub(super) is_partial: bool,
    /// Whether the answer is one record and no list.
    is_single: bool,
    /// The address that the answer gives as its own.
    pub(super) own_address: Option<String>,
}

impl<'a> Answer<'a> {
    /// Takes an answer apart. An answer that tells of an error is refused with its message.
    pub(super) fn parse(text: &'a str, file: &str) -> Result<Self, Problem> {
        let invalid = |error: serde_json::Error| {
            Problem::new(ProblemCode::InvalidJson, file).with("message", &error)
        };
        let plain = |records: Vec<&'a RawValue>| Self {
            lines: lines_of(text, &records),
            records,
            is_partial: false,
            is_single: false,
            own_address: None,
        };
        if text.trim_start().starts_with('[') {
            return serde_json::from_str(text).map(plain).map_err(invalid);
        }
        let whole: &RawValue = serde_json::from_str(text).map_err(invalid)?;
        if !whole.get().starts_with('{') {
            return Err(Problem::new(ProblemCode::UnknownFormat, file).with("columns", ""));
        }
        let mut fields: BTreeMap<String, &'a RawValue> =
            serde_json::from_str(text).map_err(invalid)?;
        let list_name = fields.iter().find(|(name, value)| {
            ["value", "items"].iter().any(|it| name.eq_ignore_ascii_case(it))
                && value.get().starts_with('[')
        });
        let list_name = list_name.map(|(name, _)| name.clone());
        // The list is taken out first: it can be larger than all else by far.
        let list = list_name.and_then(|it| fields.remove(&it));
        let envelope = Record::of_fields(file, &fields).map_err(invalid)?;
        if let Some(message) = error_message(&envelope) {
            return Err(Problem::new(ProblemCode::ErrorAnswer, file).with("message", &message));
        }
        let Some(list) = list else {
            if let Some(message) = bare_error(&envelope, &fields) {
                return Err(Problem::new(ProblemCode::ErrorAnswer, file).with("message", &message));
            }
            return Ok(Self { is_single: true, ..plain(vec![whole]) });
        };
        let links = envelope.object("links");
        let address = |of: &str| Some(links.as_ref()?.object(of)?.text("uri")?.into_owned());
        let next = ["@odata.nextLink", "@nextLink", "continuationToken"];
        let is_partial =
            next.iter().any(|it| envelope.text(it).is_some()) || address("next").is_some();
        let own_address = address("self");
        let records = serde_json::from_str(list.get()).map_err(invalid)?;
        Ok(Self { is_partial, own_address, ..plain(records) })
    }

    /// Whether what the answer does not list may still be there.
    pub(super) fn is_single_or_partial(&self) -> bool {
        self.is_single || self.is_partial
    }

    /// The records with the places that problems and explanations name: the lines on which they
    /// begin, or where several begin on one line their numbers, from 1.
    pub(super) fn places(&self) -> impl Iterator<Item = (u64, &'a RawValue)> {
        let begins_alone = self.lines.windows(2).all(|it| it.first() < it.last());
        let numbers = (1..).zip(&self.records);
        numbers
            .zip(&self.lines)
            .map(move |((number, raw), line)| (if begins_alone { *line } else { number }, *raw))
    }

    /// The names of all fields of all records, each once.
    pub(super) fn field_names(&self) -> Vec<String> {
        let mut names = BTreeSet::new();
        for raw in &self.records {
            // What is no object is noted when it is read.
            let fields: BTreeMap<String, &RawValue> =
                serde_json::from_str(raw.get()).unwrap_or_default();
            names.extend(fields.into_keys());
        }
        names.into_iter().collect()
    }
}

/// The line of the text, from 1, on which each of its parts begins; the parts follow each other.
fn lines_of(text: &str, parts: &[&RawValue]) -> Vec<u64> {
    let (mut line, mut seen) = (1, 0);
    let begin = text.as_ptr().addr();
    let lines = parts.iter().map(|part| {
        let at = part.get().as_ptr().addr().saturating_sub(begin);
        let between = text.get(seen..at).unwrap_or_default();
        line += u64::try_from(between.matches('\n').count()).unwrap_or(0);
        seen = at.max(seen);
        line
    });
    lines.collect()
}

/// What a service said instead of an answer: Graph `{"error":{code, message}}`, Partner
/// Center `{code, description}`, its gateway `{statusCode, message}`.
fn error_message(envelope: &Record<'_>) -> Option<String> {
    let (code, message) = if let Some(error) = envelope.object("error") {
        (error.text("code")?.into_owned(), error.text("message").map(String::from))
    } else if let Some(text) = envelope.text("error") {
        (text.into_owned(), envelope.text("error_description").map(String::from))
    } else if let Some(description) = envelope.text("description") {
        (envelope.text("code")?.into_owned(), Some(description.into_owned()))
    } else {
        let code = envelope.text("statusCode")?.into_owned();
        (code, envelope.text("message").map(String::from))
    };
    Some(message.map_or_else(|| code.clone(), |it| format!("{code}: {it}")))
}

/// What any other service says: a `code` or `status` with a `message`, and no record beside it.
fn bare_error(envelope: &Record<'_>, fields: &BTreeMap<String, &RawValue>) -> Option<String> {
    const OF_ERRORS: [&str; 9] = [
        "code",
        "status",
        "message",
        "details",
        "target",
        "requestid",
        "traceid",
        "timestamp",
        "path",
    ];
    let code = envelope.text("code").or_else(|| envelope.text("status"))?;
    let message = envelope.text("message")?;
    let is_error = fields.keys().all(|it| OF_ERRORS.contains(&it.to_lowercase().as_str()));
    is_error.then(|| format!("{code}: {message}"))
}
