//! Words, numbers and signs of a condition, with their places.

use crate::condition::Operator;

/// A piece of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A name or keyword.
    Word(String),
    /// The name of a threshold, without its `$`.
    Threshold(String),
    /// A number, as written.
    Number(String),
    /// A comparison.
    Operator(Operator),
    /// `(`
    Open,
    /// `)`
    Close,
    /// `%`
    PercentSign,
}

/// A piece, where it begins in bytes, and how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) token: Token,
    pub(super) at: usize,
    pub(super) text: String,
}

/// Takes a condition apart, or says where a character has no meaning.
pub(super) fn tokens(text: &str) -> Result<Vec<Placed>, (usize, char)> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        if next.is_whitespace() {
            rest = rest.trim_start();
            continue;
        }
        let at = text.len() - rest.len();
        let (token, length) = token(rest, next).ok_or((at, next))?;
        let (piece, left) = rest.split_at_checked(length).ok_or((at, next))?;
        tokens.push(Placed { token, at, text: piece.to_owned() });
        rest = left;
    }
    Ok(tokens)
}

/// The piece that a text begins with, and its length in bytes.
fn token(rest: &str, next: char) -> Option<(Token, usize)> {
    let run = |text: &str, is_part: fn(char) -> bool| -> String {
        text.chars().take_while(|it| is_part(*it)).collect()
    };
    let is_word = |it: char| it.is_ascii_alphanumeric() || it == '_';
    match next {
        '(' => Some((Token::Open, 1)),
        ')' => Some((Token::Close, 1)),
        '%' => Some((Token::PercentSign, 1)),
        '$' => {
            let name = run(rest.strip_prefix('$')?, is_word);
            let length = name.len() + 1;
            (!name.is_empty()).then_some((Token::Threshold(name), length))
        }
        _ if next.is_ascii_digit() || next == '-' => {
            let number = run(rest, |it| it.is_ascii_digit() || it == '.' || it == '-');
            let length = number.len();
            Some((Token::Number(number), length))
        }
        _ if is_word(next) => {
            let word = run(rest, |it| it.is_ascii_alphanumeric() || it == '_' || it == '.');
            let length = word.len();
            Some((Token::Word(word), length))
        }
        _ => {
            let operator = Operator::ALL.into_iter().find(|it| rest.starts_with(it.as_str()))?;
            Some((Token::Operator(operator), operator.as_str().len()))
        }
    }
}
