//! A transaction that writes: what it wrote is sealed when it is committed.

use std::ops::{Deref, DerefMut};

use sqlx::{Any, AnyConnection, Transaction};

use crate::seal;

/// A transaction that writes; dropping it undoes everything.
pub(crate) struct Write(pub(super) Transaction<'static, Any>);

impl Write {
    /// Seals the rows that were written, and commits.
    pub(crate) async fn commit(mut self) -> Result<(), sqlx::Error> {
        seal::seal(&mut self.0).await?;
        self.0.commit().await
    }

    #[cfg(test)]
    pub(crate) async fn rollback(self) -> Result<(), sqlx::Error> {
        self.0.rollback().await
    }
}

impl Deref for Write {
    type Target = AnyConnection;

    fn deref(&self) -> &AnyConnection {
        &self.0
    }
}

impl DerefMut for Write {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        &mut self.0
    }
}
