//! A delimited text file as records: decoded, cut, numbered, and checked for its shape.
//!
//! It knows no table: what a cell means is the business of `native` and `graph`. It holds
//! one record at a time, so that a file of any size streams by.
//!
//! The records are framed here and not by the `csv` crate, which counts only `\n` as a line,
//! closes an open quote silently at the end, and holds a field of any size.

use std::{
    borrow::Cow,
    io::{self, Read},
};

use uptake_model::{
    Day, Guid,
    problem::{Problem, ProblemCode},
};

pub(crate) use decode::Decoded;
use frame::{Framed, Framer};
pub(crate) use header::{duplicate as duplicate_column, joined};

mod decode;
mod frame;
mod header;
mod split;
#[cfg(test)]
mod tests;

/// The longest field that is read: 1 MiB.
pub(crate) const MAX_FIELD_BYTES: usize = 1 << 20;
/// The longest record that is read: 16 MiB.
pub(crate) const MAX_RECORD_BYTES: usize = 16 << 20;

/// A text file whose header was read; [`TextFile::next_record`] gives the rest.
pub struct TextFile<'a> {
    name: String,
    framer: Framer<'a>,
    header: Vec<String>,
    is_done: bool,
    unended: Option<u64>,
}

/// What stands next in the file.
#[derive(Debug)]
pub enum Record<'a> {
    /// A row with as many fields as the header.
    Row(Row<'a>),
    /// A row that cannot be read; the problem has the severity `Row`.
    Bad(Row<'a>, Problem),
    /// The file cannot be read from here on; the problem has the severity `File`.
    Broken(Problem),
}

/// One row, borrowed from the file until the next is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The line on which it begins; the header is on line 1 (or 2, after `sep=;`).
    pub line: u64,
    /// The row as it stands in the file; `None` when the file is no text.
    pub(crate) raw: Option<&'a str>,
    /// The texts of the fields, without their quotes.
    pub(crate) text: &'a str,
    /// Where each field stands in `text`.
    pub(crate) fields: &'a [(usize, usize)],
    /// Whether it has a line end, which the last one of a file may lack.
    pub(crate) has_end: bool,
}

impl<'a> TextFile<'a> {
    /// Reads the header. `Ok(Err(…))` when there is none that can be read: an empty file, a
    /// web page, a duplicate column.
    pub fn open(name: &str, reader: impl Read + 'a) -> io::Result<Result<Self, Problem>> {
        Self::from_decoded(name, Decoded::new(Box::new(reader))?)
    }

    /// The same, of a file that was looked into already.
    pub(crate) fn from_decoded(
        name: &str,
        mut source: Decoded<'a>,
    ) -> io::Result<Result<Self, Problem>> {
        let layout = match header::detect(source.peek(MAX_FIELD_BYTES)?) {
            Ok(layout) => layout,
            Err(code) => return Ok(Err(Problem::new(code, name))),
        };
        let mut framer = Framer::new(source, layout.delimiter);
        if layout.has_separator_line {
            framer.next_frame()?;
        }
        let header: Vec<String> = match framer.next_frame()? {
            Some(Framed::Record { line, .. }) => match framer.row(line) {
                Ok(row) => row.iter().map(str::to_owned).collect(),
                Err(fault) => return Ok(Err(fault.into_problem(name))),
            },
            Some(Framed::Fault(fault)) => return Ok(Err(fault.into_problem(name))),
            None => return Ok(Err(Problem::new(ProblemCode::EmptyFile, name))),
        };
        if let Some((column, line)) = header::duplicate(&header).zip(Some(framer.last_line())) {
            let problem = Problem::new(ProblemCode::DuplicateColumn, name).at_line(line);
            return Ok(Err(problem.in_column(column, column).with("column", column)));
        }
        Ok(Ok(Self { name: name.to_owned(), framer, header, is_done: false, unended: None }))
    }

    /// The name of the file, as problems give it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The columns, trimmed, in the spelling of the file.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The last line, once it was read, if it has no end and its last field may be cut: one
    /// that is quoted, or a whole day, GUID or boolean, is not.
    ///
    /// Many good files lack the last line end, and a line that is cut within its last field
    /// looks the same: it is for a person to tell. A line that lacks fields is refused, and so
    /// is one that ends in a number of which figures are made.
    pub fn unended_line(&self) -> Option<u64> {
        self.unended
    }

    /// The next row or problem; `None` at the end and after a `Broken`. Blank lines are
    /// skipped.
    ///
    /// A row of totals with as many fields as the header comes as a `Row`: only who knows
    /// the table can tell it from a customer called "Total" ([`Row::is_totals`]).
    pub fn next_record(&mut self) -> io::Result<Option<Record<'_>>> {
        if self.is_done {
            return Ok(None);
        }
        let framed = self.framer.next_frame()?;
        let (line, has_line_end) = match framed {
            None => return Ok(None),
            Some(Framed::Fault(fault)) => {
                self.is_done = true;
                return Ok(Some(Record::Broken(fault.into_problem(&self.name))));
            }
            Some(Framed::Record { line, has_line_end }) => (line, has_line_end),
        };
        let row = match self.framer.row(line) {
            Ok(row) => Row { has_end: has_line_end, ..row },
            Err(fault) => {
                self.is_done = true;
                return Ok(Some(Record::Broken(fault.into_problem(&self.name))));
            }
        };
        let Some(code) = shape_problem(row, &self.header, has_line_end) else {
            self.unended = Some(line).filter(|_| may_be_cut(row));
            return Ok(Some(Record::Row(row)));
        };
        let problem = Problem::new(code, &self.name)
            .at_line(line)
            .with_excerpt(&row.raw())
            .with("found", &row.len())
            .with("expected", &self.header.len());
        if code == ProblemCode::CutLastLine {
            self.is_done = true;
            return Ok(Some(Record::Broken(problem)));
        }
        Ok(Some(Record::Bad(row, problem)))
    }
}

impl<'a> Row<'a> {
    /// How many fields it has.
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// Whether it has no field; a row of a file has one at least.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The text of a field, trimmed; empty when there is no such field.
    pub fn field(&self, at: usize) -> &'a str {
        self.untrimmed(at).trim()
    }

    /// The texts of the fields, trimmed, for [`crate::QuarantinedRow::cells`].
    pub fn cells(&self) -> Vec<String> {
        self.iter().map(str::to_owned).collect()
    }

    /// The texts of the fields, trimmed.
    pub fn iter(&self) -> impl Iterator<Item = &'a str> {
        (0..self.len()).map(|at| self.field(at))
    }

    /// The row as it stands in the file, for excerpts.
    pub fn raw(&self) -> Cow<'a, str> {
        self.raw.map_or_else(|| Cow::Owned(joined(self.iter())), Cow::Borrowed)
    }

    /// Whether a field could go on behind the end of the file.
    pub(crate) fn may_be_cut_at(&self, at: usize) -> bool {
        let is_quoted = || self.raw.is_some_and(|it| it.ends_with('"'));
        !self.has_end && self.len().checked_sub(1) == Some(at) && !is_quoted()
    }

    /// Whether its first cell that is not empty says "Total", also where a spreadsheet wrote
    /// this row with another delimiter than the rest.
    pub fn is_totals(&self) -> bool {
        let first = self.iter().find(|it| !it.is_empty()).unwrap_or_default();
        header::is_totals_word(first) || header::begins_with_totals_word(first)
    }

    pub(crate) fn untrimmed(&self, at: usize) -> &'a str {
        let range = self.fields.get(at).copied();
        range.and_then(|(from, to)| self.text.get(from..to)).unwrap_or_default()
    }
}

/// Whether the last field could go on behind the end of the file, or is whole by its form.
fn may_be_cut(row: Row<'_>) -> bool {
    let at = row.len().saturating_sub(1);
    let last = row.field(at);
    let is_boolean = ["true", "false"].iter().any(|it| last.eq_ignore_ascii_case(it));
    let is_whole = last.parse::<Day>().is_ok() || Guid::parse_bytes(last.as_bytes()).is_some();
    row.may_be_cut_at(at) && !is_boolean && !is_whole
}

fn shape_problem(row: Row<'_>, header: &[String], has_line_end: bool) -> Option<ProblemCode> {
    let is_header = || row.iter().zip(header).all(|(cell, name)| cell.eq_ignore_ascii_case(name));
    if row.len() == header.len() {
        return is_header().then_some(ProblemCode::RepeatedHeader);
    }
    Some(if row.is_totals() {
        ProblemCode::TotalsRow
    } else if row.len() > header.len() {
        ProblemCode::TooManyFields
    } else if has_line_end {
        ProblemCode::TooFewFields
    } else {
        ProblemCode::CutLastLine
    })
}
