//! The query language: `SELECT … FROM … WHERE … ORDER BY … LIMIT … TIMESPAN …`.
//!
//! Keywords, names and texts have no case. A query that [`parse()`] reads names only what its
//! dataset has.

use std::fmt;

use uptake_model::{Day, DayRange};

use super::datasets::Dataset;
use crate::partner_center::lexer::quote;

mod parse;

pub use parse::{StatementError, parse};

#[cfg(test)]
mod tests;

/// A query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Whether equal rows are given once.
    pub distinct: bool,
    /// The columns and metrics of the answer; at least one.
    pub selected: Vec<&'static str>,
    /// Of which dataset.
    pub dataset: &'static Dataset,
    /// What every row must fulfil.
    pub conditions: Vec<Condition>,
    /// By what the answer is sorted, first to last; each of them is selected.
    pub order: Vec<(&'static str, Direction)>,
    /// How many rows at most; at least one.
    pub limit: Option<u64>,
    /// Over which time; [`Span::Last6Months`] when it does not say.
    pub span: Option<Span>,
}

/// A condition on a column or metric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The column or metric.
    pub name: &'static str,
    /// How it is compared.
    pub comparison: Comparison,
    /// To what: one value, or some for a list.
    pub values: Vec<Literal>,
}

/// A value in a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// A whole number.
    Number(u64),
    /// Text.
    Text(String),
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// As a query has it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }
    };
}

words! {
    /// How a column is compared.
    Comparison {
        /// Equal.
        Equal = "=",
        /// Not equal.
        NotEqual = "!=",
        /// Greater.
        Greater = ">",
        /// Less.
        Less = "<",
        /// Greater or equal.
        GreaterOrEqual = ">=",
        /// Less or equal.
        LessOrEqual = "<=",
        /// Like a pattern; `%` stands for any text.
        Like = "LIKE",
        /// Not like a pattern.
        NotLike = "NOT LIKE",
        /// One of some values.
        In = "IN",
        /// None of them.
        NotIn = "NOT IN",
    }
}

words! {
    /// Which way a column is sorted.
    Direction {
        /// The least first.
        Ascending = "ASC",
        /// The greatest first; the default.
        Descending = "DESC",
    }
}

words! {
    /// A span of time that ends with what is known.
    Span {
        /// The newest day.
        Today = "TODAY",
        /// The day before it.
        Yesterday = "YESTERDAY",
        /// A week.
        Last7Days = "LAST_7_DAYS",
        /// Two weeks.
        Last14Days = "LAST_14_DAYS",
        /// 30 days.
        Last30Days = "LAST_30_DAYS",
        /// 90 days.
        Last90Days = "LAST_90_DAYS",
        /// 180 days.
        Last180Days = "LAST_180_DAYS",
        /// 365 days.
        Last365Days = "LAST_365_DAYS",
        /// The newest month.
        LastMonth = "LAST_MONTH",
        /// Three months.
        Last3Months = "LAST_3_MONTHS",
        /// Six months.
        Last6Months = "LAST_6_MONTHS",
        /// Twelve months.
        Last1Year = "LAST_1_YEAR",
        /// Three years.
        Lifetime = "LIFETIME",
    }
}

impl Span {
    /// Its days, up to the newest one that is known. Months are whole ones, the newest with
    /// the days that it has.
    pub fn days(self, newest: Day) -> DayRange {
        let before =
            |days: i32| DayRange::single(newest.plus(-days)).hull(DayRange::single(newest));
        let months = |count: i32| {
            let first = uptake_model::Month::from_index(newest.month().index() - (count - 1));
            DayRange::single(first.first_day()).hull(DayRange::single(newest))
        };
        match self {
            Self::Today => DayRange::single(newest),
            Self::Yesterday => DayRange::single(newest.plus(-1)),
            Self::Last7Days => before(6),
            Self::Last14Days => before(13),
            Self::Last30Days => before(29),
            Self::Last90Days => before(89),
            Self::Last180Days => before(179),
            Self::Last365Days => before(364),
            Self::LastMonth => months(1),
            Self::Last3Months => months(3),
            Self::Last6Months => months(6),
            Self::Last1Year => months(12),
            Self::Lifetime => months(36),
        }
    }
}

/// Prints the query in its language; [`parse()`] reads the same query again.
impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let distinct = if self.distinct { "DISTINCT " } else { "" };
        write!(f, "SELECT {distinct}{} FROM {}", self.selected.join(", "), self.dataset.name)?;
        for (at, condition) in self.conditions.iter().enumerate() {
            write!(f, " {} {condition}", if at == 0 { "WHERE" } else { "AND" })?;
        }
        for (at, (name, direction)) in self.order.iter().enumerate() {
            let joint = if at == 0 { " ORDER BY" } else { "," };
            write!(f, "{joint} {name} {}", direction.as_str())?;
        }
        if let Some(limit) = self.limit {
            write!(f, " LIMIT {limit}")?;
        }
        if let Some(span) = self.span {
            write!(f, " TIMESPAN {}", span.as_str())?;
        }
        Ok(())
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let values: Vec<String> = self.values.iter().map(Literal::to_string).collect();
        let values = values.join(", ");
        let comparison = self.comparison.as_str();
        match self.comparison {
            Comparison::In | Comparison::NotIn => {
                write!(f, "{} {comparison} ({values})", self.name)
            }
            Comparison::Equal
            | Comparison::NotEqual
            | Comparison::Greater
            | Comparison::Less
            | Comparison::GreaterOrEqual
            | Comparison::LessOrEqual
            | Comparison::Like
            | Comparison::NotLike => write!(f, "{} {comparison} {values}", self.name),
        }
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => f.write_str(&quote(text)),
        }
    }
}
