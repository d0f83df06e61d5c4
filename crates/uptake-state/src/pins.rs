//! Which versions of the tables belong to which ledger row.
//!
//! The pins follow from the ledger and the raw archive: a rebuild makes them anew, in one
//! transaction, while the ledger stays as it is.

use sqlx::{Any, AnyConnection, Row as _, any::AnyRow};

use crate::{State, StateError};

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
        let row = sqlx::query("SELECT * FROM pins ORDER BY seq DESC LIMIT 1")
            .fetch_optional(self.pool())
            .await
            .map_err(StateError::query("read the pins"))?;
        row.map(|it| Ok((number(&it)?, read(&it)?))).transpose()
    }

    /// The pins of a ledger row.
    pub async fn pins_of(&self, seq: i64) -> Result<Option<PinnedRow>, StateError> {
        let row = sqlx::query("SELECT * FROM pins WHERE seq = $1")
            .bind(seq)
            .fetch_optional(self.pool())
            .await
            .map_err(StateError::query("read the pins"))?;
        row.map(|it| read(&it)).transpose()
    }

    /// Puts the pins of a rebuild in the place of all earlier ones, in one step.
    pub async fn replace_pins(&self, pins: &[(i64, PinnedRow)]) -> Result<(), StateError> {
        let replacing = || StateError::query("replace the pins");
        let mut transaction = self.begin_write().await.map_err(replacing())?;
        sqlx::query("DELETE FROM pins").execute(&mut *transaction).await.map_err(replacing())?;
        for (seq, pinned) in pins {
            insert(&mut transaction, *seq, pinned).await?;
        }
        transaction.commit().await.map_err(replacing())
    }
}

pub(crate) async fn insert(
    connection: &mut AnyConnection,
    seq: i64,
    pinned: &PinnedRow,
) -> Result<(), StateError> {
    sqlx::query::<Any>("INSERT INTO pins (seq, generation, pins, rules) VALUES ($1, $2, $3, $4)")
        .bind(seq)
        .bind(&pinned.generation)
        .bind(&pinned.pins)
        .bind(&pinned.rules)
        .execute(connection)
        .await
        .map_err(StateError::query("write the pins"))?;
    Ok(())
}

fn number(row: &AnyRow) -> Result<i64, StateError> {
    row.try_get("seq").map_err(|_not_a_number| StateError::DamagedRow { table: "pins" })
}

fn read(row: &AnyRow) -> Result<PinnedRow, StateError> {
    let text = |column: &str| {
        row.try_get::<String, _>(column)
            .map_err(|_not_text| StateError::DamagedRow { table: "pins" })
    };
    Ok(PinnedRow { generation: text("generation")?, pins: text("pins")?, rules: text("rules")? })
}
