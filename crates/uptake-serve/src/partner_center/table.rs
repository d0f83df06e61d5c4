//! Rows as tables: columns by name, cells that can be compared.

use std::borrow::Cow;

use uptake_model::Day;

use super::moment::Moment;

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text; `contains` is whether a filter may ask for a part of it.
    Text {
        /// Whether a filter may ask for a part of it.
        contains: bool,
    },
    /// True or false.
    Flag,
    /// A day, or nothing.
    Day,
}

/// A column that can be filtered and grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, as rows spell it.
    pub name: &'static str,
    /// What stands in it.
    pub kind: Kind,
}

impl Column {
    /// A column of text.
    pub const fn text(name: &'static str) -> Self {
        Self { name, kind: Kind::Text { contains: false } }
    }

    /// A column of text that can be searched.
    pub const fn searchable(name: &'static str) -> Self {
        Self { name, kind: Kind::Text { contains: true } }
    }

    /// A column of true and false.
    pub const fn flag(name: &'static str) -> Self {
        Self { name, kind: Kind::Flag }
    }

    /// A column of days.
    pub const fn day(name: &'static str) -> Self {
        Self { name, kind: Kind::Day }
    }

    /// The column of a name, whose case does not matter.
    pub fn find(columns: &'static [Self], name: &str) -> Option<&'static Self> {
        columns.iter().find(|it| it.name.eq_ignore_ascii_case(name))
    }
}

/// What stands in a row's column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell<'a> {
    /// Text.
    Text(Cow<'a, str>),
    /// True or false.
    Flag(bool),
    /// A day, or nothing.
    Day(Option<Day>),
}

impl<'a> Cell<'a> {
    /// Text.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// The cell with a text of its own.
    pub fn into_owned(self) -> Cell<'static> {
        match self {
            Self::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
            Self::Flag(flag) => Cell::Flag(flag),
            Self::Day(day) => Cell::Day(day),
        }
    }

    /// The beginning of the day that stands here.
    pub fn moment(&self) -> Option<Moment> {
        match self {
            Self::Day(day) => day.map(Moment::start_of),
            Self::Text(_) | Self::Flag(_) => None,
        }
    }
}

/// A row whose cells have names.
pub trait Record {
    /// The cell of a column that the dataset has; empty text for another one.
    fn cell(&self, column: &'static str) -> Cell<'_>;
}
