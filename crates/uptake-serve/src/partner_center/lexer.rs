//! Words, quoted texts, numbers and signs: what both query languages are made of.

use std::{iter::Peekable, str::Chars};

#[cfg(test)]
mod tests;

/// A piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// A name or keyword, as written.
    Word(String),
    /// A quoted text, without its quotes; two quotes inside are one.
    Text(String),
    /// Digits.
    Number(u64),
    /// A sign: a parenthesis, a comma, a comparison.
    Sign(&'static str),
}

/// Why a text has no tokens.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LexError {
    /// It is longer than is looked at.
    #[error("it is longer than {MOST_BYTES} bytes")]
    TooLong,
    /// A quote is not closed.
    #[error("a quote is not closed")]
    Unclosed,
    /// A number is greater than any count.
    #[error("a number is too great")]
    Number,
    /// A character has no meaning.
    #[error("`{0}` has no meaning outside of quotes")]
    Stray(char),
}

/// The longest query that is looked at.
pub const MOST_BYTES: usize = 8 * 1024;

/// Takes a text apart.
pub fn tokens(text: &str) -> Result<Vec<Token>, LexError> {
    if text.len() > MOST_BYTES {
        return Err(LexError::TooLong);
    }
    let mut rest = text.chars().peekable();
    let mut tokens = Vec::new();
    while let Some(&next) = rest.peek() {
        if next.is_whitespace() {
            rest.next();
        } else if next.is_ascii_digit() {
            let digits = run(&mut rest, |it| it.is_ascii_digit());
            tokens.push(Token::Number(digits.parse().map_err(|_too_great| LexError::Number)?));
        } else if next.is_alphabetic() || next == '_' {
            tokens.push(Token::Word(run(&mut rest, |it| {
                it.is_alphanumeric() || it == '_' || it == '.'
            })));
        } else if next == '\'' {
            rest.next();
            tokens.push(Token::Text(quoted(&mut rest)?));
        } else {
            rest.next();
            tokens.push(Token::Sign(sign(next, &mut rest)?));
        }
    }
    Ok(tokens)
}

fn run(rest: &mut Peekable<Chars<'_>>, belongs: impl Fn(char) -> bool) -> String {
    std::iter::from_fn(|| rest.next_if(|it| belongs(*it))).collect()
}

fn quoted(rest: &mut Peekable<Chars<'_>>) -> Result<String, LexError> {
    let mut text = String::new();
    while let Some(next) = rest.next() {
        if next != '\'' {
            text.push(next);
        } else if rest.next_if_eq(&'\'').is_some() {
            text.push('\'');
        } else {
            return Ok(text);
        }
    }
    Err(LexError::Unclosed)
}

fn sign(first: char, rest: &mut Peekable<Chars<'_>>) -> Result<&'static str, LexError> {
    let with_equals = matches!(first, '<' | '>' | '!') && rest.next_if_eq(&'=').is_some();
    match (first, with_equals) {
        ('(', _) => Ok("("),
        (')', _) => Ok(")"),
        (',', _) => Ok(","),
        ('*', _) => Ok("*"),
        ('=', _) => Ok("="),
        ('<', true) => Ok("<="),
        ('<', false) => Ok("<"),
        ('>', true) => Ok(">="),
        ('>', false) => Ok(">"),
        ('!', true) => Ok("!="),
        (stray, _) => Err(LexError::Stray(stray)),
    }
}

/// A text in quotes, as [`tokens`] reads it.
pub fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
