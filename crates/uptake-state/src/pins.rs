//! Which versions of the tables belong to which ledger row.
//!
//! The pins follow from the ledger and the raw archive: a rebuild makes them anew, in one
//! transaction, while the ledger stays as it is. Each row carries its own hash, so that a row
//! that was changed is refused and never read as another state of the tables.

use std::collections::BTreeMap;

use sqlx::{Any, AnyConnection, Row as _, any::AnyRow};

use crate::{State, StateError, chain::RowHasher};

#[cfg(test)]
mod tests;

/// The tables after a ledger row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinnedRow {
    /// The set of tables that the versions are of.
    pub generation: String,
    /// The version of every table, in the words of the one who wrote it.
    pub pins: String,
    /// The rules that the results were made with, in the words of the one who wrote it.
    pub rules: String,
}

impl State {
    /// The pins of the last ledger row, with its number; `None` before the first.
    pub async fn latest_pins(&self) -> Result<Option<(i64, PinnedRow)>, StateError> {
        let row = sqlx::query(
            "SELECT head.seq AS head_seq, pins.*
             FROM ledger_head AS head LEFT JOIN pins ON pins.seq = head.seq",
        )
        .fetch_optional(self.pool())
        .await
        .map_err(StateError::query("read the pins"))?
        .ok_or(DAMAGED)?;
        if row.try_get::<i64, _>("head_seq").or(Err(DAMAGED))? == 0 {
            // A head that was changed must not make a full ledger look empty.
            let any = sqlx::query("SELECT seq FROM ledger LIMIT 1").fetch_optional(self.pool());
            let any = any.await.map_err(StateError::query("read the pins"))?;
            return if any.is_none() { Ok(None) } else { Err(DAMAGED) };
        }
        read(&row).map(Some)
    }

    /// The pins of a ledger row.
    pub async fn pins_of(&self, seq: i64) -> Result<Option<PinnedRow>, StateError> {
        let row = sqlx::query("SELECT * FROM pins WHERE seq = $1")
            .bind(seq)
            .fetch_optional(self.pool())
            .await
            .map_err(StateError::query("read the pins"))?;
        row.map(|it| read(&it).map(|(_, pinned)| pinned)).transpose()
    }

    /// The pins of all ledger rows, by number; a row that was changed is an error of its own.
    pub async fn all_pins(
        &self,
    ) -> Result<BTreeMap<i64, Result<PinnedRow, StateError>>, StateError> {
        let rows = sqlx::query("SELECT * FROM pins ORDER BY seq")
            .fetch_all(self.pool())
            .await
            .map_err(StateError::query("read the pins"))?;
        let numbered = rows.iter().map(|row| {
            let seq = row.try_get("seq").or(Err(DAMAGED))?;
            Ok((seq, read(row).map(|(_, pinned)| pinned)))
        });
        numbered.collect()
    }

    /// Puts the pins of a rebuild in the place of all earlier ones, in one step.
    pub async fn replace_pins(&self, pins: &[(i64, PinnedRow)]) -> Result<(), StateError> {
        let replacing = || StateError::query("replace the pins");
        let mut transaction = self.begin_write().await.map_err(replacing())?;
        replace(&mut transaction, pins).await?;
        transaction.commit().await.map_err(replacing())
    }
}

pub(crate) async fn replace(
    connection: &mut AnyConnection,
    pins: &[(i64, PinnedRow)],
) -> Result<(), StateError> {
    sqlx::query("DELETE FROM pins")
        .execute(&mut *connection)
        .await
        .map_err(StateError::query("replace the pins"))?;
    for (seq, pinned) in pins {
        insert(connection, *seq, pinned).await?;
    }
    Ok(())
}

pub(crate) async fn insert(
    connection: &mut AnyConnection,
    seq: i64,
    pinned: &PinnedRow,
) -> Result<(), StateError> {
    sqlx::query::<Any>(
        "INSERT INTO pins (seq, generation, pins, rules, hash) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(seq)
    .bind(&pinned.generation)
    .bind(&pinned.pins)
    .bind(&pinned.rules)
    .bind(hashed(seq, pinned))
    .execute(connection)
    .await
    .map_err(StateError::query("write the pins"))?;
    Ok(())
}

const DAMAGED: StateError = StateError::DamagedRow { table: "pins" };

fn read(row: &AnyRow) -> Result<(i64, PinnedRow), StateError> {
    let text = |column: &str| row.try_get::<String, _>(column).or(Err(DAMAGED));
    let seq = row.try_get("seq").or(Err(DAMAGED))?;
    let pinned =
        PinnedRow { generation: text("generation")?, pins: text("pins")?, rules: text("rules")? };
    if text("hash")? == hashed(seq, &pinned) { Ok((seq, pinned)) } else { Err(DAMAGED) }
}

/// The hash the row must have.
fn hashed(seq: i64, pinned: &PinnedRow) -> String {
    RowHasher::new("uptake pins row 1\n")
        .number(seq)
        .text(&pinned.generation)
        .text(&pinned.pins)
        .text(&pinned.rules)
        .finish()
        .to_string()
}
