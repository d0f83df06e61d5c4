//! The filter grammar of the flat datasets.
//!
//! `field eq 'value'`, `field ne true`, `field le cast('2018-01-01',Edm.DateTimeOffset)`,
//! `contains(field,'part')`, joined by `and` before `or`, in parentheses at will. Names,
//! keywords and texts have no case.

use std::fmt::{self, Display as _};

use super::{lexer::quote, moment::Moment, table::Column};

mod evaluate;
mod parse;

pub use evaluate::passes;
pub use parse::parse;

#[cfg(test)]
mod tests;

/// A condition on rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// All of them hold; at least two.
    All(Vec<Self>),
    /// One of them holds; at least two.
    Any(Vec<Self>),
    /// A column compares to a value.
    Compare {
        /// The column.
        column: &'static Column,
        /// How.
        operator: Operator,
        /// To what.
        value: Literal,
    },
    /// A column of text has a part.
    Contains {
        /// The column.
        column: &'static Column,
        /// The part.
        part: String,
    },
}

/// How a column is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// Equal.
    Eq,
    /// Not equal.
    Ne,
    /// Greater; days only.
    Gt,
    /// Less; days only.
    Lt,
    /// Greater or equal; days only.
    Ge,
    /// Less or equal; days only.
    Le,
}

/// What a column is compared to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Literal {
    /// Text.
    Text(String),
    /// True or false.
    Flag(bool),
    /// A point in time.
    Moment(Moment),
}

impl Operator {
    /// Every operator.
    pub const ALL: [Self; 6] = [Self::Eq, Self::Ne, Self::Gt, Self::Lt, Self::Ge, Self::Le];

    /// Its keyword.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::Gt => "gt",
            Self::Lt => "lt",
            Self::Ge => "ge",
            Self::Le => "le",
        }
    }

    /// Whether it asks for equality only.
    pub fn is_equality(self) -> bool {
        matches!(self, Self::Eq | Self::Ne)
    }
}

/// Prints the filter in its grammar; [`parse()`] reads the same filter again.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(parts) => joined(f, parts, " and "),
            Self::Any(parts) => joined(f, parts, " or "),
            Self::Compare { column, operator, value } => {
                write!(f, "{} {} {value}", column.name, operator.as_str())
            }
            Self::Contains { column, part } => {
                write!(f, "contains({},{})", column.name, quote(part))
            }
        }
    }
}

fn joined(f: &mut fmt::Formatter<'_>, parts: &[Filter], joint: &str) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            f.write_str(joint)?;
        }
        match part {
            Filter::All(_) | Filter::Any(_) => write!(f, "({part})")?,
            Filter::Compare { .. } | Filter::Contains { .. } => part.fmt(f)?,
        }
    }
    Ok(())
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(&quote(text)),
            Self::Flag(flag) => flag.fmt(f),
            Self::Moment(moment) => write!(f, "cast('{moment}',Edm.DateTimeOffset)"),
        }
    }
}
