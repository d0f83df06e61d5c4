//! One record of an answer, with its fields as the types of the domain.

use std::{borrow::Cow, collections::BTreeMap};

use serde_json::{Map, Value, value::RawValue};
use uptake_model::{
    Day, Guid, SkuRef,
    problem::{Problem, ProblemCode},
};

use crate::{
    cell::{MAX_COUNT, sku},
    graph::value::{parse_day, parse_flag},
};

/// A record, or an object within one.
pub(super) struct Record<'a> {
    /// The file, as given.
    pub(super) file: &'a str,
    /// Which record of the file, counted from 1.
    pub(super) line: u64,
    fields: Cow<'a, Map<String, Value>>,
}

impl<'a> Record<'a> {
    /// Reads the text of a record.
    pub(super) fn parse(file: &'a str, line: u64, raw: &RawValue) -> Result<Self, Problem> {
        let fields = serde_json::from_str(raw.get()).map_err(|error| {
            let problem = Problem::new(ProblemCode::InvalidJson, file).at_line(line);
            problem.with("message", &error)
        })?;
        Ok(Self { file, line, fields: Cow::Owned(fields) })
    }

    /// The record of these fields.
    pub(super) fn of_fields(
        file: &'a str,
        fields: &BTreeMap<String, &RawValue>,
    ) -> Result<Self, serde_json::Error> {
        let mut read = Map::new();
        for (name, raw) in fields {
            read.insert(name.clone(), serde_json::from_str(raw.get())?);
        }
        Ok(Self { file, line: 1, fields: Cow::Owned(read) })
    }

    /// Whether the field is there, empty or not.
    pub(super) fn has(&self, name: &str) -> bool {
        self.fields.keys().any(|it| it.eq_ignore_ascii_case(name))
    }

    /// The text of a field; numbers are spelled out. `None` when it is empty or missing.
    pub(super) fn text(&self, name: &str) -> Option<Cow<'_, str>> {
        match self.field(name)? {
            Value::String(text) => {
                let text = text.trim();
                (!text.is_empty()).then_some(Cow::Borrowed(text))
            }
            Value::Number(number) => Some(Cow::Owned(number.to_string())),
            Value::Bool(flag) => Some(Cow::Owned(flag.to_string())),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// The text of a field as a cell of a report: empty when there is none. A list of texts
    /// is joined by `+`, as the files do it.
    pub(super) fn cell(&self, name: &str) -> Cow<'_, str> {
        let list = self.field(name).and_then(Value::as_array);
        let joined = list.map(|it| it.iter().filter_map(Value::as_str).collect::<Vec<_>>());
        joined.map_or_else(|| self.text(name).unwrap_or_default(), |it| it.join("+").into())
    }

    /// The text of a field that must be there.
    pub(super) fn needed(&self, name: &str) -> Result<Cow<'_, str>, Problem> {
        self.text(name).ok_or_else(|| self.problem(ProblemCode::MissingValue, name))
    }

    /// The GUID in a field that must be there.
    pub(super) fn guid(&self, name: &str) -> Result<Guid, Problem> {
        let guid = Guid::parse_bytes(self.needed(name)?.as_bytes());
        guid.ok_or_else(|| self.problem(ProblemCode::MalformedGuid, name))
    }

    /// The count in a field; `None` when it is empty or missing.
    pub(super) fn count(&self, name: &str) -> Result<Option<u64>, Problem> {
        let Some(text) = self.text(name) else { return Ok(None) };
        if let Some(count) = text.parse().ok().filter(|it| *it <= MAX_COUNT) {
            return Ok(Some(count));
        }
        let code = match text.parse::<f64>() {
            // Numbers of so many digits are read as powers of ten.
            Ok(number) if number > 1.0e12 => ProblemCode::CountTooLarge,
            Ok(number) if number < 0.0 => ProblemCode::NegativeCount,
            Ok(_) => ProblemCode::FractionalCount,
            Err(_) => ProblemCode::MalformedCount,
        };
        Err(self.problem(code, name))
    }

    /// The day in a field; `None` when it is empty, missing or stands for never. One that
    /// is more than two days later than today is refused (`spec/metrics.md`, 10).
    pub(super) fn day(&self, name: &str, today: Day) -> Result<Option<Day>, Problem> {
        let day = self.any_day(name)?;
        if day.is_some_and(|it| it > today.plus(2)) {
            return Err(self.problem(ProblemCode::FutureDate, name).with("today", &today));
        }
        Ok(day)
    }

    /// The same for a day that may lie in the future: the end of a commitment.
    pub(super) fn any_day(&self, name: &str) -> Result<Option<Day>, Problem> {
        let text = self.text(name);
        text.map_or(Ok(None), |it| parse_day(&it)).map_err(|code| self.problem(code, name))
    }

    /// The boolean in a field; `None` when it is empty or missing.
    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, Problem> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let malformed = || self.problem(ProblemCode::MalformedBoolean, name);
        parse_flag(&text).map(Some).ok_or_else(malformed)
    }

    /// The SKU that a GUID in one field names, or a part number in another.
    pub(super) fn sku(&self, id: &str, part_number: &str) -> Result<SkuRef, Problem> {
        let named = self.text(id).map(|it| sku(&it)).transpose();
        let named = named.map_err(|fault| self.problem(fault.code(), id))?;
        if let Some(SkuRef::Id(id)) = named {
            return Ok(SkuRef::Id(id));
        }
        let part_number = self.text(part_number).map(|it| SkuRef::PartNumber(it.into_owned()));
        part_number.or(named).ok_or_else(|| self.problem(ProblemCode::MissingValue, id))
    }

    /// The object in a field.
    pub(super) fn object(&self, name: &str) -> Option<Record<'_>> {
        self.within(self.field(name)?)
    }

    /// The objects listed in a field.
    pub(super) fn objects(&self, name: &str) -> impl Iterator<Item = Record<'_>> {
        let list = self.field(name).and_then(Value::as_array);
        list.into_iter().flatten().filter_map(|it| self.within(it))
    }

    /// A problem in a field of this record.
    pub(super) fn problem(&self, code: ProblemCode, name: &str) -> Problem {
        let problem = Problem::new(code, self.file).at_line(self.line);
        problem.in_column(name, &self.cell(name)).with("column", name)
    }

    fn within<'s>(&'s self, value: &'s Value) -> Option<Record<'s>> {
        let fields = Cow::Borrowed(value.as_object()?);
        Some(Record { file: self.file, line: self.line, fields })
    }

    fn field(&self, name: &str) -> Option<&Value> {
        let exact = self.fields.get(name);
        exact.or_else(|| {
            let any_case = self.fields.iter().find(|(it, _)| it.eq_ignore_ascii_case(name));
            any_case.map(|(_, value)| value)
        })
    }
}
