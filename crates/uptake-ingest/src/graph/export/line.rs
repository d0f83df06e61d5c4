//! One row of an export, with its cells as the types of the domain.

use uptake_model::{
    CustomerId, Day, Month,
    problem::{Problem, ProblemCode},
};

use crate::{
    cell::{self, CellFault},
    graph::{
        kind::column_key,
        value::{parse_day, parse_flag},
    },
    text::Row,
};

/// The columns of a file by their keys.
pub(super) struct Header {
    columns: Vec<(String, String)>,
}

impl Header {
    pub(super) fn of(header: &[String]) -> Self {
        Self { columns: header.iter().map(|it| (column_key(it), it.clone())).collect() }
    }

    /// Those of some columns that the file has, as it spells them.
    pub(super) fn spelled(&self, keys: &[&str]) -> Vec<&str> {
        let columns = self.columns.iter().filter(|(key, _)| keys.contains(&key.as_str()));
        columns.map(|(_, spelled)| spelled.as_str()).collect()
    }

    fn find(&self, key: &str) -> Option<(usize, &str)> {
        let at = self.columns.iter().position(|(it, _)| it == key)?;
        self.columns.get(at).map(|(_, spelled)| (at, spelled.as_str()))
    }
}

/// One row with what its columns are called. Cells are asked for by the column's key.
pub(super) struct Line<'a> {
    pub(super) file: &'a str,
    row: Row<'a>,
    header: &'a Header,
}

impl<'a> Line<'a> {
    pub(super) fn new(file: &'a str, row: Row<'a>, header: &'a Header) -> Self {
        Self { file, row, header }
    }

    pub(super) fn number(&self) -> u64 {
        self.row.line
    }

    /// The text of a cell, unless it is empty or the file lacks the column.
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        let (at, _) = self.header.find(key)?;
        Some(self.row.field(at)).filter(|it| !it.is_empty())
    }

    /// The text of the first of some cells that is not empty.
    pub(super) fn first(&self, keys: &[&str]) -> Option<&'a str> {
        keys.iter().find_map(|it| self.text(it))
    }

    pub(super) fn owned(&self, key: &str) -> Option<String> {
        self.text(key).map(str::to_owned)
    }

    pub(super) fn needed(&self, key: &str) -> Result<&'a str, Problem> {
        self.text(key).ok_or_else(|| self.problem(ProblemCode::MissingValue, key))
    }

    pub(super) fn customer(&self, key: &str) -> Result<CustomerId, Problem> {
        cell::customer(self.needed(key)?).map_err(|it| self.fault(it, key))
    }

    pub(super) fn count(&self, key: &str) -> Result<u64, Problem> {
        let count = cell::count(self.needed(key)?).map_err(|it| self.fault(it, key))?;
        let is_cut = self.header.find(key).is_some_and(|(at, _)| self.row.may_be_cut_at(at));
        if is_cut { Err(self.problem(ProblemCode::UnendedNumber, key)) } else { Ok(count) }
    }

    /// The day in a cell, alone or before a time of day.
    pub(super) fn day(&self, key: &str) -> Result<Option<Day>, Problem> {
        let Some(text) = self.text(key) else { return Ok(None) };
        parse_day(text).map_err(|code| self.problem(code, key))
    }

    /// The month in a cell: `2026-03`, `202603`, or any day of it.
    pub(super) fn month(&self, key: &str) -> Result<Month, Problem> {
        let text = self.needed(key)?;
        let with_dash = match text.split_at_checked(4) {
            Some((year, month)) if text.len() == 6 => format!("{year}-{month}"),
            _ => text.to_owned(),
        };
        if let Ok(month) = with_dash.parse() {
            return Ok(month);
        }
        let day = self.day(key)?;
        day.map(Day::month).ok_or_else(|| self.problem(ProblemCode::MalformedDate, key))
    }

    /// The boolean in a cell; `Y` and `N` are one too.
    pub(super) fn flag(&self, key: &str) -> Result<Option<bool>, Problem> {
        let Some(text) = self.text(key) else { return Ok(None) };
        let flag = match text {
            "Y" | "y" => Some(true),
            "N" | "n" => Some(false),
            _ => parse_flag(text),
        };
        flag.map(Some).ok_or_else(|| self.problem(ProblemCode::MalformedBoolean, key))
    }

    /// A problem in a cell of this row.
    pub(super) fn problem(&self, code: ProblemCode, key: &str) -> Problem {
        let column = self.header.find(key).map_or(key, |(_, spelled)| spelled);
        let text = self.text(key).unwrap_or_default();
        let problem = Problem::new(code, self.file).at_line(self.row.line);
        problem.in_column(column, text).with("column", column)
    }

    fn fault(&self, fault: CellFault, key: &str) -> Problem {
        let problem = self.problem(fault.code(), key);
        fault.add_to(problem)
    }
}
