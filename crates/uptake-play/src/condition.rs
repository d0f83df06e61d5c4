//! Conditions: comparisons of signals, joined by `and`, `or` and `not`.
//!
//! `entitlements >= 5 and covered_usage_percent < $low`. What is not known stays unknown: `and` with
//! something false is false all the same, `or` with something true is true, and everything
//! else that hangs on it is unknown, which is not true.

use std::fmt;

use uptake_calc::{SignalName, SignalUnit};

mod lexer;
mod parse;
#[cfg(test)]
mod tests;

pub(crate) use parse::{Fault, FaultKind, Known, nearest, parse};

/// What must hold.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Condition {
    /// Any of these.
    Any(Vec<Self>),
    /// All of these.
    All(Vec<Self>),
    /// Not this.
    Not(Box<Self>),
    /// Two numbers of one unit.
    Compare(Comparison),
}

/// A comparison of two numbers of one unit, one of which is a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Comparison {
    /// On the left.
    pub left: Operand,
    /// How they are compared.
    pub operator: Operator,
    /// On the right.
    pub right: Operand,
    /// What both count.
    pub unit: SignalUnit,
}

/// One side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operand {
    /// A signal.
    Signal(SignalName),
    /// A threshold of the play, by its place.
    Threshold(usize),
    /// A number in the unit of the comparison.
    Number(i64),
}

/// How two numbers are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
}

impl Operator {
    /// Every operator, longer signs first.
    pub const ALL: [Self; 6] =
        [Self::AtMost, Self::AtLeast, Self::NotEqual, Self::Less, Self::Greater, Self::Equal];

    /// Its sign.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
            Self::Equal => "=",
            Self::NotEqual => "!=",
        }
    }

    fn holds(self, left: i64, right: i64) -> bool {
        match self {
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::Greater => left > right,
            Self::AtLeast => left >= right,
            Self::Equal => left == right,
            Self::NotEqual => left != right,
        }
    }
}

impl fmt::Display for Operator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A comparison with the numbers that it was made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cited {
    /// The comparison.
    pub comparison: Comparison,
    /// What stood on its left, if it is known.
    pub left: Option<i64>,
    /// What stood on its right.
    pub right: Option<i64>,
    /// Whether it held; `None` when it is unknown.
    pub holds: Option<bool>,
}

impl Condition {
    /// Whether it holds; `None` when what is known does not decide it.
    pub fn holds(
        &self,
        signal: &dyn Fn(SignalName) -> Option<i64>,
        thresholds: &[i64],
    ) -> Option<bool> {
        match self {
            Self::Any(parts) => joined(parts, true, signal, thresholds),
            Self::All(parts) => joined(parts, false, signal, thresholds),
            Self::Not(inner) => inner.holds(signal, thresholds).map(|it| !it),
            Self::Compare(comparison) => comparison.cite(signal, thresholds).holds,
        }
    }

    /// Every comparison in it, as written, with its numbers.
    pub fn cite(
        &self,
        signal: &dyn Fn(SignalName) -> Option<i64>,
        thresholds: &[i64],
    ) -> Vec<Cited> {
        let cite = |it: &Comparison| it.cite(signal, thresholds);
        self.comparisons().into_iter().map(cite).collect()
    }

    /// Every comparison in it, as written.
    pub fn comparisons(&self) -> Vec<&Comparison> {
        match self {
            Self::Any(parts) | Self::All(parts) => {
                parts.iter().flat_map(Self::comparisons).collect()
            }
            Self::Not(inner) => inner.comparisons(),
            Self::Compare(comparison) => vec![comparison],
        }
    }
}

/// Whether parts hold together, when one that is `decisive` decides.
fn joined(
    parts: &[Condition],
    decisive: bool,
    signal: &dyn Fn(SignalName) -> Option<i64>,
    thresholds: &[i64],
) -> Option<bool> {
    let mut joined = Some(!decisive);
    for part in parts {
        match part.holds(signal, thresholds) {
            Some(it) if it == decisive => return Some(decisive),
            Some(_) => {}
            None => joined = None,
        }
    }
    joined
}

impl Comparison {
    /// Both sides.
    pub fn operands(&self) -> [Operand; 2] {
        [self.left, self.right]
    }

    fn cite(&self, signal: &dyn Fn(SignalName) -> Option<i64>, thresholds: &[i64]) -> Cited {
        let value = |operand| match operand {
            Operand::Signal(it) => signal(it),
            Operand::Threshold(at) => thresholds.get(at).copied(),
            Operand::Number(number) => Some(number),
        };
        let (left, right) = (value(self.left), value(self.right));
        let holds = left.zip(right).map(|(left, right)| self.operator.holds(left, right));
        Cited { comparison: *self, left, right, holds }
    }
}
