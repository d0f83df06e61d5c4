//! From text to a filter, within limits that keep any text cheap.

use super::{Filter, Literal, Operator};
use crate::partner_center::{
    error::Fault,
    lexer::{Token, tokens},
    moment::Moment,
    table::{Column, Kind},
};

/// How deep parentheses may lie in each other.
const MOST_DEPTH: usize = 32;
/// How many conditions a filter may have.
const MOST_CONDITIONS: usize = 256;

/// Reads a filter over some columns.
pub fn parse(text: &str, columns: &'static [Column]) -> Result<Filter, Fault> {
    let tokens = tokens(text).map_err(|it| wrong(&it.to_string()))?;
    let mut parser = Parser { rest: &tokens, columns, depth: 0, conditions: 0 };
    let filter = parser.any()?;
    if parser.rest.is_empty() { Ok(filter) } else { Err(wrong("something follows its end")) }
}

struct Parser<'a> {
    rest: &'a [Token],
    columns: &'static [Column],
    depth: usize,
    conditions: usize,
}

impl<'a> Parser<'a> {
    fn any(&mut self) -> Result<Filter, Fault> {
        let mut parts = vec![self.all()?];
        while self.takes_word("or") {
            parts.push(self.all()?);
        }
        Ok(one_or(parts, Filter::Any))
    }

    fn all(&mut self) -> Result<Filter, Fault> {
        let mut parts = vec![self.condition()?];
        while self.takes_word("and") {
            parts.push(self.condition()?);
        }
        Ok(one_or(parts, Filter::All))
    }

    fn condition(&mut self) -> Result<Filter, Fault> {
        if self.takes_sign("(") {
            if self.depth >= MOST_DEPTH {
                return Err(wrong("its parentheses are too deep"));
            }
            self.depth += 1;
            let inner = self.any()?;
            self.depth -= 1;
            self.sign(")")?;
            return Ok(inner);
        }
        self.conditions += 1;
        if self.conditions > MOST_CONDITIONS {
            return Err(wrong("it has too many conditions"));
        }
        match self.rest {
            [Token::Word(word), Token::Sign("("), rest @ ..]
                if word.eq_ignore_ascii_case("contains") =>
            {
                self.rest = rest;
                self.contains()
            }
            _ => self.comparison(),
        }
    }

    fn contains(&mut self) -> Result<Filter, Fault> {
        let column = self.column()?;
        self.sign(",")?;
        let part = self.text()?.to_owned();
        self.sign(")")?;
        match column.kind {
            Kind::Text { contains: true } => Ok(Filter::Contains { column, part }),
            Kind::Text { contains: false } | Kind::Flag | Kind::Day => {
                Err(wrong(&format!("`{}` cannot be searched with `contains`", column.name)))
            }
        }
    }

    fn comparison(&mut self) -> Result<Filter, Fault> {
        let column = self.column()?;
        let operator = self.operator()?;
        if !operator.is_equality() && column.kind != Kind::Day {
            let (name, operator) = (column.name, operator.as_str());
            return Err(wrong(&format!("`{name}` has no order for `{operator}`")));
        }
        let value = match column.kind {
            Kind::Text { .. } => Literal::Text(self.text()?.to_owned()),
            Kind::Flag => Literal::Flag(self.flag()?),
            Kind::Day => Literal::Moment(self.moment()?),
        };
        Ok(Filter::Compare { column, operator, value })
    }

    fn column(&mut self) -> Result<&'static Column, Fault> {
        let name = self.word().ok_or_else(|| wrong("a field is missing"))?;
        Column::find(self.columns, name)
            .ok_or_else(|| wrong(&format!("`{}` is no field of it", shortened(name))))
    }

    fn operator(&mut self) -> Result<Operator, Fault> {
        let word = self.word().ok_or_else(|| wrong("an operator is missing"))?;
        let known = Operator::ALL.into_iter().find(|it| it.as_str().eq_ignore_ascii_case(word));
        known.ok_or_else(|| wrong(&format!("`{}` is no operator", shortened(word))))
    }

    fn flag(&mut self) -> Result<bool, Fault> {
        match self.word() {
            Some(word) if word.eq_ignore_ascii_case("true") => Ok(true),
            Some(word) if word.eq_ignore_ascii_case("false") => Ok(false),
            Some(_) | None => Err(wrong("true or false is missing")),
        }
    }

    /// A date in quotes, bare or cast.
    fn moment(&mut self) -> Result<Moment, Fault> {
        let text = if self.takes_word("cast") {
            self.sign("(")?;
            let text = self.text()?;
            self.sign(",")?;
            match self.word() {
                Some(word) if word.eq_ignore_ascii_case("Edm.DateTimeOffset") => {}
                Some(_) | None => return Err(wrong("only Edm.DateTimeOffset can be cast to")),
            }
            self.sign(")")?;
            text
        } else {
            self.text()?
        };
        Moment::parse(text).ok_or_else(|| wrong("a date cannot be read"))
    }

    fn text(&mut self) -> Result<&'a str, Fault> {
        match self.rest {
            [Token::Text(text), rest @ ..] => {
                self.rest = rest;
                Ok(text)
            }
            _ => Err(wrong("a text in quotes is missing")),
        }
    }

    fn word(&mut self) -> Option<&'a str> {
        match self.rest {
            [Token::Word(word), rest @ ..] => {
                self.rest = rest;
                Some(word)
            }
            _ => None,
        }
    }

    fn takes_word(&mut self, wanted: &str) -> bool {
        match self.rest {
            [Token::Word(word), rest @ ..] if word.eq_ignore_ascii_case(wanted) => {
                self.rest = rest;
                true
            }
            _ => false,
        }
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

    fn sign(&mut self, wanted: &str) -> Result<(), Fault> {
        if self.takes_sign(wanted) { Ok(()) } else { Err(wrong(&format!("`{wanted}` is missing"))) }
    }
}

fn one_or(mut parts: Vec<Filter>, join: impl Fn(Vec<Filter>) -> Filter) -> Filter {
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => only,
        (Some(last), false) => {
            parts.push(last);
            join(parts)
        }
        (None, _) => join(parts),
    }
}

fn wrong(what: &str) -> Fault {
    Fault::Input(format!("`filter` cannot be understood: {what}"))
}

/// A word of the client, short enough to repeat.
fn shortened(word: &str) -> String {
    word.chars().take(64).collect()
}
