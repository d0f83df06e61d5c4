//! A table of a file, read key by key with lines. It knows TOML; which keys there are is for
//! the others to say.

use std::borrow::Cow;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};
use uptake_model::problem::{Problem, ProblemCode};

/// Where a file's problems are collected.
pub(super) struct Report<'a> {
    file: &'a str,
    text: &'a str,
    /// Where each line but the first begins.
    starts: Vec<usize>,
    pub(super) problems: Vec<Problem>,
}

impl<'a> Report<'a> {
    pub(super) fn of(file: &'a str, text: &'a str) -> Self {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        Self { file, text, starts, problems: Vec::new() }
    }

    /// The line of a byte, counted from 1.
    fn line(&self, byte: usize) -> u64 {
        let before = self.starts.partition_point(|start| *start <= byte);
        u64::try_from(before).unwrap_or(u64::MAX).saturating_add(1)
    }

    pub(super) fn problem(&self, code: ProblemCode, line: u64) -> Problem {
        Problem::new(code, self.file).at_line(line)
    }

    fn wrong_kind(&mut self, line: u64, key: &str, kind: &str) {
        let problem = self.problem(ProblemCode::PlayWrongKind, line);
        self.problems.push(problem.with("key", key).with("kind", kind));
    }
}

/// A text with its line.
pub(super) struct Value<'a> {
    pub(super) line: u64,
    pub(super) text: &'a str,
    /// Whether the text begins in the line below its quotes.
    begins_below: bool,
}

impl Value<'_> {
    /// The line of a byte of the text.
    pub(super) fn line_of(&self, byte: usize) -> u64 {
        let before = self.text.bytes().take(byte).filter(|it| *it == b'\n').count();
        let below = usize::from(self.begins_below);
        self.line.saturating_add(u64::try_from(before + below).unwrap_or(u64::MAX))
    }
}

/// A number as it is written, with its line.
pub(super) struct Number {
    pub(super) line: u64,
    pub(super) text: String,
}

/// A table and the name that problems give it.
pub(super) struct Section<'a, 'text> {
    line: u64,
    table: Cow<'a, DeTable<'text>>,
}

/// The whole file as a table; `None` with problems when it is no TOML.
pub(super) fn document<'text>(text: &'text str, report: &mut Report<'_>) -> Option<DeTable<'text>> {
    let (document, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let line = report.line(error.span().map_or(0, |it| it.start));
        let problem = report.problem(ProblemCode::PlayInvalid, line);
        report.problems.push(problem.with("message", error.message()));
    }
    report.problems.is_empty().then(|| document.into_inner())
}

impl<'text> Section<'_, 'text> {
    /// The whole file.
    pub(super) fn whole(table: DeTable<'text>) -> Self {
        Self { line: 1, table: Cow::Owned(table) }
    }

    /// Reports every key that is not in `allowed`.
    pub(super) fn refuse_other_keys(&self, allowed: &[&str], report: &mut Report<'_>) {
        for key in self.table.keys() {
            if !allowed.contains(&key.get_ref().as_ref()) {
                let line = report.line(key.span().start);
                let problem = report.problem(ProblemCode::PlayUnknownKey, line);
                let problem =
                    problem.with("key", key.get_ref()).with("allowed", &allowed.join(", "));
                report.problems.push(problem);
            }
        }
    }

    /// The text of a key that must be there, and not be empty.
    pub(super) fn text(&self, key: &str, report: &mut Report<'_>) -> Option<Value<'_>> {
        if self.get(key).is_none() {
            self.missing(key, report);
            return None;
        }
        self.optional_text(key, report)
    }

    /// The text of a key, if it is there.
    pub(super) fn optional_text(&self, key: &str, report: &mut Report<'_>) -> Option<Value<'_>> {
        let value = self.get(key)?;
        let line = report.line(value.span().start);
        let Some(text) = value.get_ref().as_str() else {
            report.wrong_kind(line, key, "text");
            return None;
        };
        if text.trim().is_empty() {
            let problem = report.problem(ProblemCode::PlayMissingKey, line);
            report.problems.push(problem.with("key", key));
            return None;
        }
        let quoted = report.text.get(value.span().start..).unwrap_or_default();
        let inner = quoted.trim_start_matches("\"\"\"").trim_start_matches("'''");
        let begins_below = inner.len() < quoted.len() && inner.starts_with(['\n', '\r']);
        Some(Value { line, text, begins_below })
    }

    /// One of some words.
    pub(super) fn word(
        &self,
        key: &str,
        allowed: &[&str],
        report: &mut Report<'_>,
    ) -> Option<&str> {
        let value = self.text(key, report)?;
        if allowed.contains(&value.text) {
            return Some(value.text);
        }
        let problem = report.problem(ProblemCode::PlayUnknownWord, value.line);
        let problem = problem.with("key", key).with("allowed", &allowed.join(", "));
        report.problems.push(problem.with_excerpt(value.text));
        None
    }

    /// The texts of a list that must be there, each with its line; none of them empty.
    pub(super) fn texts(&self, key: &str, report: &mut Report<'_>) -> Option<Vec<(u64, &str)>> {
        let Some(value) = self.get(key) else {
            self.missing(key, report);
            return None;
        };
        let line = report.line(value.span().start);
        let texts = value.get_ref().as_array().and_then(|list| {
            list.iter()
                .map(|it| Some((report.line(it.span().start), it.get_ref().as_str()?)))
                .collect::<Option<Vec<_>>>()
        });
        let Some(texts) = texts else {
            report.wrong_kind(line, key, "texts");
            return None;
        };
        if texts.is_empty() || texts.iter().any(|(_, it)| it.trim().is_empty()) {
            let problem = report.problem(ProblemCode::PlayMissingKey, line);
            report.problems.push(problem.with("key", key));
            return None;
        }
        Some(texts)
    }

    /// A truth value, if the key is there.
    pub(super) fn flag(&self, key: &str, report: &mut Report<'_>) -> Option<bool> {
        let value = self.get(key)?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            let line = report.line(value.span().start);
            report.wrong_kind(line, key, "flag");
        }
        flag
    }

    /// A number that must be there, as it is written.
    pub(super) fn number(&self, key: &str, report: &mut Report<'_>) -> Option<Number> {
        let Some(value) = self.get(key) else {
            self.missing(key, report);
            return None;
        };
        let line = report.line(value.span().start);
        let text = match value.get_ref() {
            DeValue::Integer(it) if it.radix() == 10 => it.as_str().to_owned(),
            DeValue::Float(it) => it.as_str().to_owned(),
            DeValue::Integer(_)
            | DeValue::String(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_)
            | DeValue::Array(_)
            | DeValue::Table(_) => {
                report.wrong_kind(line, key, "number");
                return None;
            }
        };
        Some(Number { line, text })
    }

    /// A table under a key, if it is there.
    pub(super) fn section(&self, key: &str, report: &mut Report<'_>) -> Option<Section<'_, 'text>> {
        let value = self.get(key)?;
        let line = report.line(value.span().start);
        let table = value.get_ref().as_table();
        if table.is_none() {
            report.wrong_kind(line, key, "table");
        }
        Some(Section { line, table: Cow::Borrowed(table?) })
    }

    /// The tables of a list, if it is there.
    pub(super) fn sections(&self, key: &str, report: &mut Report<'_>) -> Vec<Section<'_, 'text>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let tables = value.get_ref().as_array().and_then(|list| {
            list.iter()
                .map(|it| {
                    let line = report.line(it.span().start);
                    Some(Section { line, table: Cow::Borrowed(it.get_ref().as_table()?) })
                })
                .collect::<Option<Vec<_>>>()
        });
        tables.unwrap_or_else(|| {
            let line = report.line(value.span().start);
            report.wrong_kind(line, key, "tables");
            Vec::new()
        })
    }

    /// Reports a key that is not there.
    pub(super) fn missing(&self, key: &str, report: &mut Report<'_>) {
        let problem = report.problem(ProblemCode::PlayMissingKey, self.line);
        report.problems.push(problem.with("key", key));
    }

    fn get(&self, key: &str) -> Option<&Spanned<DeValue<'text>>> {
        self.table.iter().find(|(it, _)| it.get_ref() == key).map(|(_, value)| value)
    }
}
