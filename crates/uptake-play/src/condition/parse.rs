//! From text to a condition, by one function for each level of precedence.
//!
//! A parser library would not make it shorter: there are three levels, and what matters is
//! what it says of a mistake, with the place, the units and the names that were meant.

use std::cmp::Reverse;

use uptake_calc::{SignalLevel, SignalName, SignalUnit, signal_names};

use super::{
    Comparison, Condition, Operand,
    lexer::{Placed, Token, tokens},
};
use crate::{
    signal::named,
    unit::{parse_amount, parse_unit},
};

/// The longest condition, in bytes.
const MOST_BYTES: usize = 2_000;
/// How deep parentheses and `not` may lie in each other.
const MOST_DEPTH: usize = 16;
/// How many comparisons there may be.
const MOST_COMPARISONS: usize = 64;

/// The names that a condition may use.
pub(crate) struct Known<'a> {
    /// What it is evaluated for.
    pub(crate) level: SignalLevel,
    /// The thresholds of the play: name and unit.
    pub(crate) thresholds: &'a [(String, SignalUnit)],
}

/// What is wrong with a condition, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// The byte at which it was found.
    pub(crate) at: usize,
    /// What stands there; empty at the end.
    pub(crate) found: String,
    /// What is wrong.
    pub(crate) kind: FaultKind,
}

/// What is wrong with a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// Something else must stand here, as a code.
    Expected(&'static str),
    /// There is no such signal; the nearest name.
    UnknownSignal(&'static str),
    /// The signal is one of another level.
    OtherLevel(SignalLevel),
    /// The play has no such threshold.
    UnknownThreshold,
    /// The two sides count different things.
    Units(SignalUnit, SignalUnit),
    /// The number cannot be one of the unit.
    Number(SignalUnit),
    /// It is longer or deeper than conditions may be.
    TooLarge,
}

/// Reads a condition.
pub(crate) fn parse(text: &str, known: &Known<'_>) -> Result<Condition, Fault> {
    let fault = |at, found: String, kind| Fault { at, found, kind };
    if text.len() > MOST_BYTES {
        return Err(fault(0, String::new(), FaultKind::TooLarge));
    }
    let tokens = tokens(text)
        .map_err(|(at, found)| fault(at, found.to_string(), FaultKind::Expected("condition")))?;
    let mut parser =
        Parser { rest: &tokens, known, end: text.trim_end().len(), depth: 0, comparisons: 0 };
    let condition = parser.any()?;
    match parser.rest.first() {
        None => Ok(condition),
        Some(_) => Err(parser.expected("end")),
    }
}

struct Parser<'a> {
    rest: &'a [Placed],
    known: &'a Known<'a>,
    end: usize,
    depth: usize,
    comparisons: usize,
}

/// One side of a comparison, before the other tells its unit.
enum Side {
    Of(Operand, SignalUnit),
    /// A number without a unit, as written, and its place.
    Bare(String, Placed),
}

impl Parser<'_> {
    fn any(&mut self) -> Result<Condition, Fault> {
        let mut parts = vec![self.all()?];
        while self.takes_word("or") {
            parts.push(self.all()?);
        }
        Ok(one_or(parts, Condition::Any))
    }

    fn all(&mut self) -> Result<Condition, Fault> {
        let mut parts = vec![self.one()?];
        while self.takes_word("and") {
            parts.push(self.one()?);
        }
        Ok(one_or(parts, Condition::All))
    }

    fn one(&mut self) -> Result<Condition, Fault> {
        if self.takes_word("not") {
            return self.deeper(|it| Ok(Condition::Not(Box::new(it.one()?))));
        }
        if !self.takes(&Token::Open) {
            return self.comparison();
        }
        self.deeper(|it| {
            let inner = it.any()?;
            if it.takes(&Token::Close) { Ok(inner) } else { Err(it.expected("close")) }
        })
    }

    fn deeper(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<Condition, Fault>,
    ) -> Result<Condition, Fault> {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return Err(self.fault(FaultKind::TooLarge));
        }
        let inner = read(self);
        self.depth -= 1;
        inner
    }

    fn comparison(&mut self) -> Result<Condition, Fault> {
        self.comparisons += 1;
        if self.comparisons > MOST_COMPARISONS {
            return Err(self.fault(FaultKind::TooLarge));
        }
        let start = self.rest;
        let left = self.side()?;
        let Some(Placed { token: Token::Operator(operator), .. }) = self.rest.first() else {
            return Err(self.expected("operator"));
        };
        let operator = *operator;
        self.step();
        let right_at = self.rest;
        let right = self.side()?;
        let (left, right, unit) = match (left, right) {
            (Side::Of(left, unit), Side::Of(right, other)) => {
                if unit != other {
                    return Err(fault_at(right_at, self.end, FaultKind::Units(unit, other)));
                }
                (left, right, unit)
            }
            (Side::Of(left, unit), Side::Bare(number, at)) => {
                (left, bare(&number, &at, unit)?, unit)
            }
            (Side::Bare(number, at), Side::Of(right, unit)) => {
                (bare(&number, &at, unit)?, right, unit)
            }
            (Side::Bare(..), Side::Bare(..)) => {
                return Err(fault_at(start, self.end, FaultKind::Expected("signal")));
            }
        };
        let is_signal = |it: Operand| matches!(it, Operand::Signal(_));
        if !is_signal(left) && !is_signal(right) {
            return Err(fault_at(start, self.end, FaultKind::Expected("signal")));
        }
        Ok(Condition::Compare(Comparison { left, operator, right, unit }))
    }

    fn side(&mut self) -> Result<Side, Fault> {
        let Some(placed) = self.rest.first() else { return Err(self.expected("operand")) };
        let side = match &placed.token {
            Token::Word(name) => {
                let signal = self.signal(name)?;
                Side::Of(Operand::Signal(signal), signal.unit)
            }
            Token::Threshold(name) => {
                let mut all = self.known.thresholds.iter().enumerate();
                let found = all.find(|(_, (known, _))| known == name);
                let (at, (_, unit)) =
                    found.ok_or_else(|| self.fault(FaultKind::UnknownThreshold))?;
                Side::Of(Operand::Threshold(at), *unit)
            }
            Token::Number(number) => {
                self.step();
                return self.number(number, placed);
            }
            Token::Operator(_) | Token::Open | Token::Close | Token::PercentSign => {
                return Err(self.expected("operand"));
            }
        };
        self.step();
        Ok(side)
    }

    /// A number with the unit behind it, if there is one.
    fn number(&mut self, number: &str, placed: &Placed) -> Result<Side, Fault> {
        let unit = match self.rest.first().map(|it| &it.token) {
            Some(Token::PercentSign) => Some(SignalUnit::PercentHundredths),
            Some(Token::Word(word)) => parse_unit(word),
            Some(_) | None => None,
        };
        let Some(unit) = unit else { return Ok(Side::Bare(number.to_owned(), placed.clone())) };
        self.step();
        Ok(Side::Of(amount(number, placed, unit)?, unit))
    }

    fn signal(&self, name: &str) -> Result<SignalName, Fault> {
        if matches!(name, "and" | "or" | "not") {
            return Err(self.expected("operand"));
        }
        named(name, self.known.level).ok_or_else(|| {
            let other = signal_names().find(|it| it.name == name);
            self.fault(other.map_or_else(
                || FaultKind::UnknownSignal(nearest(name)),
                |it| FaultKind::OtherLevel(it.level),
            ))
        })
    }

    fn takes(&mut self, wanted: &Token) -> bool {
        let is_it = self.rest.first().is_some_and(|it| it.token == *wanted);
        if is_it {
            self.step();
        }
        is_it
    }

    fn takes_word(&mut self, wanted: &str) -> bool {
        self.takes(&Token::Word(wanted.to_owned()))
    }

    fn step(&mut self) {
        self.rest = self.rest.get(1..).unwrap_or_default();
    }

    fn expected(&self, what: &'static str) -> Fault {
        self.fault(FaultKind::Expected(what))
    }

    fn fault(&self, kind: FaultKind) -> Fault {
        fault_at(self.rest, self.end, kind)
    }
}

fn fault_at(rest: &[Placed], end: usize, kind: FaultKind) -> Fault {
    let at = rest.first().map_or(end, |it| it.at);
    Fault { at, found: rest.first().map(|it| it.text.clone()).unwrap_or_default(), kind }
}

/// A number without a unit has that of the other side; a percentage must be written as one, so
/// that 40 and 0.4 cannot be mistaken for each other.
fn bare(number: &str, placed: &Placed, unit: SignalUnit) -> Result<Operand, Fault> {
    if unit == SignalUnit::PercentHundredths && number != "0" {
        let (at, found) = (placed.at, placed.text.clone());
        return Err(Fault { at, found, kind: FaultKind::Number(unit) });
    }
    amount(number, placed, unit)
}

fn amount(number: &str, placed: &Placed, unit: SignalUnit) -> Result<Operand, Fault> {
    let refused = |_| {
        let (at, found) = (placed.at, placed.text.clone());
        Fault { at, found, kind: FaultKind::Number(unit) }
    };
    parse_amount(number, unit).map(Operand::Number).map_err(refused)
}

fn one_or(mut parts: Vec<Condition>, join: impl Fn(Vec<Condition>) -> Condition) -> Condition {
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => only,
        (Some(last), false) => {
            parts.push(last);
            join(parts)
        }
        (None, _) => join(parts),
    }
}

/// The signal whose name begins most alike and then takes the fewest changes; for a hint.
pub(crate) fn nearest(name: &str) -> &'static str {
    let name = name.rsplit('.').next().unwrap_or(name);
    let alike = |it: &SignalName| {
        let same = name.chars().zip(it.name.chars()).take_while(|(a, b)| a == b).count();
        (Reverse(same), changes(name, it.name))
    };
    signal_names().min_by_key(alike).map_or("", |it| it.name)
}

/// How many letters must be put in, left out or replaced to make one text of another.
fn changes(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (above, letter) in (1..).zip(from.chars()) {
        let mut before = above;
        let mut diagonal = above - 1;
        for (other, cell) in to.chars().zip(row.iter_mut().skip(1)) {
            let replaced = diagonal + usize::from(letter != other);
            diagonal = *cell;
            before = replaced.min(before + 1).min(*cell + 1);
            *cell = before;
        }
    }
    row.last().copied().unwrap_or(0)
}
