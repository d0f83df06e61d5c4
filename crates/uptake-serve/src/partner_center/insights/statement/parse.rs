//! From text to a query. The language has no nesting, so that reading it takes one pass.

use super::{Comparison, Condition, Direction, Literal, Span, Statement};
use crate::partner_center::{
    insights::datasets::{self, Dataset},
    lexer::{LexError, Token, tokens},
};

/// Why a text is no query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StatementError {
    /// Its characters have no meaning.
    #[error("the query cannot be understood: {0}")]
    Text(LexError),
    /// A part is missing.
    #[error("the query lacks {0}")]
    Missing(&'static str),
    /// No dataset has this name.
    #[error("the table name is invalid: `{0}`")]
    Table(String),
    /// The dataset has no such column or metric.
    #[error("the column name is incorrect: `{0}`")]
    Column(String),
    /// A column is sorted by that is not selected.
    #[error("only selected columns can be sorted by: `{0}`")]
    NotSelected(&'static str),
    /// Something follows the end.
    #[error("something follows the end of the query")]
    Rest,
}

/// Reads a query.
pub fn parse(text: &str) -> Result<Statement, StatementError> {
    let tokens = tokens(text).map_err(StatementError::Text)?;
    let mut parser = Parser { rest: &tokens };
    parser.keyword("SELECT")?;
    let distinct = parser.takes("DISTINCT");
    let names = parser.names()?;
    parser.keyword("FROM")?;
    let dataset = parser.dataset()?;
    let column =
        |name: &str| dataset.name_of(name).ok_or_else(|| StatementError::Column(shortened(name)));
    let selected = names.into_iter().map(column).collect::<Result<Vec<_>, _>>()?;
    let mut conditions = Vec::new();
    if parser.takes("WHERE") {
        conditions.push(parser.condition(dataset)?);
        while parser.takes("AND") {
            conditions.push(parser.condition(dataset)?);
        }
    }
    let order = parser.order(dataset, &selected)?;
    let limit = parser.limit()?;
    let span = parser.span()?;
    if !parser.rest.is_empty() {
        return Err(StatementError::Rest);
    }
    Ok(Statement { distinct, selected, dataset, conditions, order, limit, span })
}

struct Parser<'a> {
    rest: &'a [Token],
}

impl<'a> Parser<'a> {
    fn names(&mut self) -> Result<Vec<&'a str>, StatementError> {
        let mut names = vec![self.word("a column")?];
        while self.takes_sign(",") {
            names.push(self.word("a column")?);
        }
        Ok(names)
    }

    fn dataset(&mut self) -> Result<&'static Dataset, StatementError> {
        let name = self.word("a table")?;
        datasets::find(name).ok_or_else(|| StatementError::Table(shortened(name)))
    }

    fn condition(&mut self, dataset: &'static Dataset) -> Result<Condition, StatementError> {
        let name = self.word("a column")?;
        let name = dataset.name_of(name).ok_or_else(|| StatementError::Column(shortened(name)))?;
        let comparison = self.comparison()?;
        let values = match comparison {
            Comparison::In | Comparison::NotIn => self.list()?,
            Comparison::Equal
            | Comparison::NotEqual
            | Comparison::Greater
            | Comparison::Less
            | Comparison::GreaterOrEqual
            | Comparison::LessOrEqual
            | Comparison::Like
            | Comparison::NotLike => vec![self.literal()?],
        };
        Ok(Condition { name, comparison, values })
    }

    fn comparison(&mut self) -> Result<Comparison, StatementError> {
        if let [Token::Sign(sign), rest @ ..] = self.rest
            && let Some(known) = Comparison::ALL.iter().find(|it| it.as_str() == *sign)
        {
            self.rest = rest;
            return Ok(*known);
        }
        let is_not = self.takes("NOT");
        if self.takes("LIKE") {
            Ok(if is_not { Comparison::NotLike } else { Comparison::Like })
        } else if self.takes("IN") {
            Ok(if is_not { Comparison::NotIn } else { Comparison::In })
        } else {
            Err(StatementError::Missing("a comparison"))
        }
    }

    fn list(&mut self) -> Result<Vec<Literal>, StatementError> {
        self.sign("(", "`(`")?;
        let mut values = vec![self.literal()?];
        while self.takes_sign(",") {
            values.push(self.literal()?);
        }
        self.sign(")", "`)`")?;
        Ok(values)
    }

    fn literal(&mut self) -> Result<Literal, StatementError> {
        let (literal, rest) = match self.rest {
            [Token::Number(number), rest @ ..] => (Literal::Number(*number), rest),
            [Token::Text(text), rest @ ..] => (Literal::Text(text.clone()), rest),
            _ => return Err(StatementError::Missing("a value")),
        };
        self.rest = rest;
        Ok(literal)
    }

    fn order(
        &mut self,
        dataset: &'static Dataset,
        selected: &[&'static str],
    ) -> Result<Vec<(&'static str, Direction)>, StatementError> {
        let mut order = Vec::new();
        if !self.takes("ORDER") {
            return Ok(order);
        }
        self.keyword("BY")?;
        loop {
            let name = self.word("a column")?;
            let known = dataset.name_of(name);
            let name = known.ok_or_else(|| StatementError::Column(shortened(name)))?;
            if !selected.contains(&name) {
                return Err(StatementError::NotSelected(name));
            }
            let direction = if self.takes("ASC") {
                Direction::Ascending
            } else {
                self.takes("DESC");
                Direction::Descending
            };
            order.push((name, direction));
            if !self.takes_sign(",") {
                return Ok(order);
            }
        }
    }

    fn limit(&mut self) -> Result<Option<u64>, StatementError> {
        if !self.takes("LIMIT") {
            return Ok(None);
        }
        match self.rest {
            [Token::Number(limit), rest @ ..] if *limit > 0 => {
                self.rest = rest;
                Ok(Some(*limit))
            }
            _ => Err(StatementError::Missing("a limit of at least 1")),
        }
    }

    fn span(&mut self) -> Result<Option<Span>, StatementError> {
        if !self.takes("TIMESPAN") {
            return Ok(None);
        }
        let word = self.word("a time span")?;
        let known = Span::ALL.iter().find(|it| it.as_str().eq_ignore_ascii_case(word));
        known.copied().map(Some).ok_or(StatementError::Missing("a known time span"))
    }

    fn word(&mut self, what: &'static str) -> Result<&'a str, StatementError> {
        match self.rest {
            [Token::Word(word), rest @ ..] => {
                self.rest = rest;
                Ok(word)
            }
            _ => Err(StatementError::Missing(what)),
        }
    }

    fn keyword(&mut self, wanted: &'static str) -> Result<(), StatementError> {
        if self.takes(wanted) { Ok(()) } else { Err(StatementError::Missing(wanted)) }
    }

    fn takes(&mut self, wanted: &str) -> bool {
        match self.rest {
            [Token::Word(word), rest @ ..] if word.eq_ignore_ascii_case(wanted) => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    fn sign(&mut self, wanted: &str, what: &'static str) -> Result<(), StatementError> {
        if self.takes_sign(wanted) { Ok(()) } else { Err(StatementError::Missing(what)) }
    }

    fn takes_sign(&mut self, wanted: &str) -> bool {
        match self.rest {
            [Token::Sign(sign), rest @ ..] if *sign == wanted => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }
}

/// A word of the client, short enough to repeat.
fn shortened(word: &str) -> String {
    word.chars().take(64).collect()
}
