//! The cells of one row by column name, with what is wrong with them.

use uptake_model::{
    Day,
    problem::{Problem, ProblemCode},
};

use super::Schema;
use crate::{cell::CellFault, text::Row};

/// Where the columns of a table stand in a file.
#[derive(Debug, Clone)]
pub(super) struct Columns(Vec<Column>);

#[derive(Debug, Clone)]
struct Column {
    name: &'static str,
    at: usize,
    spelled: String,
}

impl Columns {
    pub(super) fn of(schema: &Schema, header: &[String]) -> Self {
        let columns = schema.columns().filter_map(|name| {
            let at = header.iter().position(|it| it.eq_ignore_ascii_case(name))?;
            Some(Column { name, at, spelled: header.get(at)?.clone() })
        });
        Self(columns.collect())
    }

    /// The position of a column; behind every field when the file lacks it.
    pub(super) fn at(&self, name: &str) -> usize {
        self.find(name).map_or(usize::MAX, |it| it.at)
    }

    fn find(&self, name: &str) -> Option<&Column> {
        self.0.iter().find(|it| it.name == name)
    }
}

/// A row while its cells are read. Every cell is read, so that all problems are told at
/// once.
pub(super) struct Cells<'a> {
    row: Row<'a>,
    columns: &'a Columns,
    file: &'a str,
    problems: Vec<Problem>,
}

impl<'a> Cells<'a> {
    pub(super) fn new(row: Row<'a>, columns: &'a Columns, file: &'a str) -> Self {
        Self { row, columns, file, problems: Vec::new() }
    }

    /// The text of a cell, unless it is empty.
    pub(super) fn text(&self, column: &str) -> Option<&'a str> {
        let at = self.columns.find(column)?.at;
        Some(self.row.field(at)).filter(|it| !it.is_empty())
    }

    /// The text of a cell as its own value, unless it is empty.
    pub(super) fn owned(&self, column: &str) -> Option<String> {
        self.text(column).map(str::to_owned)
    }

    /// The value of a cell that may be empty.
    pub(super) fn optional<T>(
        &mut self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, CellFault>,
    ) -> Option<T> {
        match parse(self.text(column)?) {
            Ok(value) => Some(value),
            Err(fault) => {
                self.push(column, fault);
                None
            }
        }
    }

    /// The value of a cell that must not be empty.
    pub(super) fn required<T>(
        &mut self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, CellFault>,
    ) -> Option<T> {
        if self.text(column).is_none() {
            self.push(column, CellFault::with(ProblemCode::MissingValue, "column", &column));
        }
        self.optional(column, parse)
    }

    /// The number in a cell that must not be empty.
    pub(super) fn required_number<T>(
        &mut self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, CellFault>,
    ) -> Option<T> {
        let value = self.required(column, parse)?;
        self.uncut(column, value)
    }

    /// The number in a cell that may be empty.
    pub(super) fn optional_number<T>(
        &mut self,
        column: &str,
        parse: impl FnOnce(&str) -> Result<T, CellFault>,
    ) -> Option<T> {
        let value = self.optional(column, parse)?;
        self.uncut(column, value)
    }

    /// The number, unless it could go on behind the end of the file: of 120, 12 would be left,
    /// and nothing in the file would tell.
    fn uncut<T>(&mut self, column: &str, value: T) -> Option<T> {
        let at = self.columns.at(column);
        if self.row.may_be_cut_at(at) {
            self.push(column, CellFault::new(ProblemCode::UnendedNumber));
            return None;
        }
        Some(value)
    }

    /// The text of a cell that must not be empty.
    pub(super) fn required_text(&mut self, column: &str) -> Option<String> {
        self.required(column, |text| Ok(text.to_owned()))
    }

    /// Notes an interval whose end lies before its beginning; the end is in `column`.
    pub(super) fn check_order(&mut self, from: Option<Day>, to: Option<Day>, column: &str) {
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            self.push(column, CellFault::new(ProblemCode::ReversedInterval));
        }
    }

    /// Notes what is wrong with a cell.
    pub(super) fn push(&mut self, column: &str, fault: CellFault) {
        let spelled = self.columns.find(column).map_or(column, |it| it.spelled.as_str());
        let problem = Problem::new(fault.code(), self.file)
            .at_line(self.row.line)
            .in_column(spelled, self.text(column).unwrap_or_default());
        self.problems.push(fault.add_to(problem));
    }

    /// What is wrong with the row. A row whose customer is no GUID and that begins with
    /// "Total" is a row of totals, whatever else is wrong with it.
    pub(super) fn into_problems(self) -> Vec<Problem> {
        if self.problems.is_empty() || !self.row.is_totals() {
            return self.problems;
        }
        let customer = self.text("customer_id").unwrap_or_default();
        if crate::cell::customer(customer).is_ok() {
            return self.problems;
        }
        let problem = Problem::new(ProblemCode::TotalsRow, self.file).at_line(self.row.line);
        vec![problem.with_excerpt(&self.row.raw())]
    }
}
