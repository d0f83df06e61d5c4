//! Values of a stored row, or that they are not what was written.

use std::str::FromStr;

use sqlx::{Any, Decode, Row as _, Type, any::AnyRow};

use crate::{SecretHash, StateError};

/// A row of a table.
#[derive(Clone, Copy)]
pub(crate) struct Cells<'a> {
    pub(crate) row: &'a AnyRow,
    pub(crate) table: &'static str,
}

impl<'a> Cells<'a> {
    /// A number, a text or bytes; `Option` for a column that may be empty.
    pub(crate) fn get<T: Decode<'a, Any> + Type<Any>>(self, column: &str) -> Result<T, StateError> {
        self.row.try_get(column).map_err(|_another_type| self.damaged())
    }

    /// A flag, stored as 0 or 1.
    pub(crate) fn flag(self, column: &str) -> Result<bool, StateError> {
        match self.get::<i64>(column)? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(self.damaged()),
        }
    }

    /// A text that is the code of something.
    pub(crate) fn parsed<T: FromStr>(self, column: &str) -> Result<T, StateError> {
        self.get::<&str>(column)?.parse().map_err(|_no_such_code| self.damaged())
    }

    /// The hash of a secret.
    pub(crate) fn hash(self, column: &str) -> Result<SecretHash, StateError> {
        let bytes: &[u8] = self.get(column)?;
        bytes.try_into().map(SecretHash::new).map_err(|_another_length| self.damaged())
    }

    pub(crate) fn damaged(self) -> StateError {
        StateError::DamagedRow { table: self.table }
    }
}

/// The text, as both databases can hold it: PostgreSQL refuses a zero character.
pub(crate) fn storable(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// The beginning of a text that came from outside.
pub(crate) fn short(text: &str, characters: usize) -> String {
    storable(&text.chars().take(characters).collect::<String>())
}
