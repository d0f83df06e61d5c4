//! One `[[table]]` of a catalogue file, read key by key.
//!
//! It knows TOML and lines; which keys there are is for [`super::file`] to say.

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};
use uptake_model::problem::{Problem, ProblemCode};

/// Which line a byte of a text is in.
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let starts = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        Self { starts }
    }

    /// The line of a byte, counted from 1.
    pub(super) fn at(&self, byte: usize) -> u64 {
        let before = self.starts.partition_point(|start| *start <= byte);
        u64::try_from(before).unwrap_or(u64::MAX).saturating_add(1)
    }
}

/// Where a file's problems are collected.
pub(super) struct Report<'a> {
    pub(super) file: &'a str,
    pub(super) lines: &'a Lines,
    pub(super) problems: Vec<Problem>,
}

impl Report<'_> {
    pub(super) fn problem(&self, code: ProblemCode, line: u64) -> Problem {
        Problem::new(code, self.file).at_line(line)
    }

    pub(super) fn invalid(&mut self, line: u64, message: &str) {
        self.problems
            .push(self.problem(ProblemCode::CatalogueInvalid, line).with("message", message));
    }

    fn wrong_kind(&mut self, line: u64, key: &str, kind: &str) {
        let problem = self.problem(ProblemCode::CatalogueWrongKind, line);
        self.problems.push(problem.with("key", key).with("kind", kind));
    }

    pub(super) fn unknown_key(&mut self, line: u64, key: &str, allowed: &[&str]) {
        let problem = self
            .problem(ProblemCode::CatalogueUnknownKey, line)
            .with("key", key)
            .with("allowed", &allowed.join(", "));
        self.problems.push(problem);
    }
}

/// One table: `[[sku]]` and the keys under it.
pub(super) struct Entry<'a, 'text> {
    /// The name of the table.
    pub(super) kind: &'static str,
    /// The line of its first key, or of the table itself.
    pub(super) line: u64,
    pub(super) table: &'a DeTable<'text>,
}

impl<'a, 'text> Entry<'a, 'text> {
    /// Reports every key that is not in `allowed`.
    pub(super) fn refuse_other_keys(&self, allowed: &[&str], report: &mut Report<'_>) {
        for key in self.table.keys() {
            if !allowed.contains(&key.get_ref().as_ref()) {
                let line = report.lines.at(key.span().start);
                report.unknown_key(line, key.get_ref(), allowed);
            }
        }
    }

    /// The text of a key that must be there, with its line.
    pub(super) fn text(
        &self,
        key: &'static str,
        report: &mut Report<'_>,
    ) -> Option<(u64, &'a str)> {
        let Some(value) = self.get(key) else {
            self.missing(key, report);
            return None;
        };
        let line = report.lines.at(value.span().start);
        match value.get_ref().as_str() {
            Some("") => {
                self.missing(key, report);
                None
            }
            Some(text) => Some((line, text)),
            None => {
                report.wrong_kind(line, key, "text");
                None
            }
        }
    }

    /// The texts of a list, each with its line; `None` when the key is not there or wrong.
    pub(super) fn texts(
        &self,
        key: &'static str,
        report: &mut Report<'_>,
    ) -> Option<Vec<(u64, &'a str)>> {
        let value = self.get(key)?;
        let line = report.lines.at(value.span().start);
        let texts = value.get_ref().as_array().and_then(|list| {
            list.iter()
                .map(|it| Some((report.lines.at(it.span().start), it.get_ref().as_str()?)))
                .collect()
        });
        if texts.is_none() {
            report.wrong_kind(line, key, "texts");
        }
        texts
    }

    /// Like [`Self::texts`], for a list that must be there.
    pub(super) fn required_texts(
        &self,
        key: &'static str,
        report: &mut Report<'_>,
    ) -> Option<Vec<(u64, &'a str)>> {
        if self.get(key).is_none() {
            self.missing(key, report);
        }
        self.texts(key, report)
    }

    /// A truth value, `false` when the key is not there.
    pub(super) fn flag(&self, key: &'static str, report: &mut Report<'_>) -> bool {
        let Some(value) = self.get(key) else { return false };
        if let Some(flag) = value.get_ref().as_bool() {
            return flag;
        }
        let line = report.lines.at(value.span().start);
        report.wrong_kind(line, key, "flag");
        false
    }

    fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'text>>> {
        self.table.iter().find(|(it, _)| it.get_ref() == key).map(|(_, value)| value)
    }

    fn missing(&self, key: &str, report: &mut Report<'_>) {
        let problem = report
            .problem(ProblemCode::CatalogueMissingKey, self.line)
            .with("key", key)
            .with("entry", self.kind);
        report.problems.push(problem);
    }
}
