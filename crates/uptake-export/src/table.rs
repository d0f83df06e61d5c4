//! What an export is made of: a table's columns, the cells of a row, and who writes them.

use uptake_model::{Day, percent::Percent};

use crate::ExportError;

/// The columns of one export, with its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    /// The name, as the command line spells it; XLSX names its sheets after it.
    pub name: &'static str,
    /// The columns, in order.
    pub columns: &'static [Column],
}

/// A column of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The name, equal in every format.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: ColumnKind,
}

/// What the cells of a column hold, unless they are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Text.
    Text,
    /// A count.
    Count,
    /// A percentage.
    Percent,
    /// A day.
    Day,
}

/// One cell of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing is known, or nothing applies: an empty cell or null, never 0. In a column of
    /// text it is an empty text: CSV and XLSX cannot tell the two apart, so no format does.
    Missing,
    /// Text.
    Text(&'a str),
    /// A count, up to 2^53.
    Count(u64),
    /// A percentage, up to 2^53 hundredths.
    Percent(Percent),
    /// A day.
    Day(Day),
}

impl<'a> Cell<'a> {
    /// The text, or [`Cell::Missing`].
    pub fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Missing, Self::Text)
    }

    /// The count, or [`Cell::Missing`].
    pub fn count(count: Option<u64>) -> Self {
        count.map_or(Self::Missing, Self::Count)
    }

    /// The percentage, or [`Cell::Missing`].
    pub fn percent(percent: Option<Percent>) -> Self {
        percent.map_or(Self::Missing, Self::Percent)
    }

    /// The kind of column that this cell fits; `None` fits all.
    pub(crate) fn kind(self) -> Option<ColumnKind> {
        match self {
            Self::Missing => None,
            Self::Text(_) => Some(ColumnKind::Text),
            Self::Count(_) => Some(ColumnKind::Count),
            Self::Percent(_) => Some(ColumnKind::Percent),
            Self::Day(_) => Some(ColumnKind::Day),
        }
    }
}

/// Takes the rows of one export, in the order in which they are to appear.
pub trait RowWriter: Send {
    /// Writes one row: a cell for each column, of the column's kind or missing.
    ///
    /// After an error the export cannot be finished any more.
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError>;

    /// Writes what is left and closes the export.
    fn finish(self: Box<Self>) -> Result<(), ExportError>;
}
