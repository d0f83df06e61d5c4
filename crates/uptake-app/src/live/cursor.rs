//! Where a page of customers ended: opaque to those who hand it back.

use std::{fmt, str::FromStr};

use uptake_model::{CustomerId, Guid};

use super::order::{Direction, Sort, SortKey};

/// A place in a list of customers: after the one with this value and id. It stays right when
/// customers come and go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub(super) sort: Sort,
    pub(super) value: CursorValue,
    pub(super) customer: CustomerId,
}

/// What the last customer of a page was sorted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CursorValue {
    Missing,
    Text(String),
    Number(u64),
}

/// The text was no cursor.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is no cursor, take one from an earlier page")]
pub struct ParseCursorError {
    text: String,
}

/// Prints as `sold.desc.7b.6f9619ff8b86d011b42d00c04fc964ff`: value and text in hexadecimal
/// digits, so that it needs no escape anywhere.
impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let direction = self.sort.direction.as_str();
        write!(f, "{}.{direction}.", self.sort.key.as_str())?;
        match &self.value {
            CursorValue::Missing => f.write_str("-")?,
            CursorValue::Number(number) => write!(f, "{number:x}")?,
            CursorValue::Text(text) => {
                for byte in text.bytes() {
                    write!(f, "{byte:02x}")?;
                }
            }
        }
        write!(f, ".{:032x}", self.customer.0.as_u128())
    }
}

impl FromStr for Cursor {
    type Err = ParseCursorError;

    fn from_str(text: &str) -> Result<Self, ParseCursorError> {
        parse(text).ok_or_else(|| ParseCursorError { text: text.to_owned() })
    }
}

fn parse(text: &str) -> Option<Cursor> {
    let mut parts = text.split('.');
    let (key, direction) = (parts.next()?, parts.next()?);
    let (value, customer) = (parts.next()?, parts.next()?);
    let key = SortKey::all().find(|it| it.as_str() == key)?;
    let direction = Direction::ALL.into_iter().find(|it| it.as_str() == direction)?;
    let value = match (value, key) {
        ("-", _) => CursorValue::Missing,
        (number, SortKey::Measure(_)) => CursorValue::Number(u64::from_str_radix(number, 16).ok()?),
        (text, SortKey::Name | SortKey::Domain | SortKey::Country | SortKey::Segment) => {
            CursorValue::Text(text_of(text)?)
        }
    };
    let is_last = parts.next().is_none() && customer.len() == 32;
    let id = u128::from_str_radix(customer, 16).ok().filter(|_| is_last)?;
    let customer = CustomerId(Guid::from_u128(id));
    Some(Cursor { sort: Sort { key, direction }, value, customer })
}

fn text_of(digits: &str) -> Option<String> {
    let pairs = digits.as_bytes().chunks(2);
    let bytes: Option<Vec<u8>> = pairs
        .map(|it| match it {
            [_, _] => u8::from_str_radix(std::str::from_utf8(it).ok()?, 16).ok(),
            _ => None,
        })
        .collect();
    String::from_utf8(bytes?).ok()
}
