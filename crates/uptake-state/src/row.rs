//! Values of a stored row, or that they are not what was written.

use sqlx::{Any, Decode, Row as _, Type, any::AnyRow};

use crate::StateError;

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

    pub(crate) fn damaged(self) -> StateError {
        StateError::DamagedRow { table: self.table }
    }
}

/// The text, as both databases can hold it: PostgreSQL refuses a zero character.
pub(crate) fn storable(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}
