//! The ledger: one row per committed import, each carrying the hash of the row before it.
//!
//! Writing the row is what commits an import. The chain shows any row that was changed,
//! lost, added or moved afterwards; rows that do not fit it are never returned.

use fail::fail_point;
use futures::TryStreamExt as _;
use serde_json::Value;
use sqlx::{Any, AnyConnection, Row as _, any::AnyRow, pool::PoolConnection};
use uptake_model::CustomerId;

use crate::{
    Damage, PinnedRow, RowHash, State, StateError,
    chain::{RowHasher, Walk, is_unreadable},
    pins,
    vault::{self, VaultChanges},
};

#[cfg(test)]
mod tests;

/// A committed import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// Its place in the ledger: 1, 2, 3, …
    pub seq: i64,
    /// When it was received, in milliseconds since 1970-01-01T00:00:00Z; never before the
    /// row above it.
    pub received_at_ms: i64,
    /// What kind of entry it is, in the words of the one who wrote it.
    pub kind: String,
    /// What was committed.
    pub body: Value,
    /// The hash of the row before it.
    pub prev_hash: RowHash,
    /// The hash of this row.
    pub hash: RowHash,
}

/// The ledger is not what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the ledger is damaged at row {seq}: {what}, restore a backup")]
pub struct LedgerDamage {
    /// The first row that is wrong.
    pub seq: i64,
    /// What is wrong with it.
    pub what: Damage,
}

fn damaged((seq, what): (i64, Damage)) -> StateError {
    LedgerDamage { seq, what }.into()
}

impl State {
    /// Commits an import: its row, its new keys and its names, all or nothing.
    ///
    /// A time before that of the last row is raised to it.
    pub async fn append(
        &self,
        received_at_ms: i64,
        kind: &str,
        body: &Value,
        vault: VaultChanges,
    ) -> Result<LedgerRow, StateError> {
        self.append_pinned(received_at_ms, kind, body, vault, None).await
    }

    /// The same with the versions of the tables that belong to the row.
    pub async fn append_pinned(
        &self,
        received_at_ms: i64,
        kind: &str,
        body: &Value,
        vault: VaultChanges,
        pinned: Option<&PinnedRow>,
    ) -> Result<LedgerRow, StateError> {
        let appending = || StateError::query("append to the ledger");
        let mut transaction = self.begin_write().await.map_err(appending())?;
        let last = latest(&mut transaction).await?;
        vault::write(&mut transaction, vault).await?;
        let row = Stored::after(last.as_ref(), received_at_ms, kind, body);
        insert(&mut transaction, &row).await.map_err(appending())?;
        if let Some(pinned) = pinned {
            pins::insert(&mut transaction, row.seq, pinned).await?;
        }
        fail_point!("state::append::before_commit");
        transaction.commit().await.map_err(appending())?;
        fail_point!("state::append::after_commit");
        row.check()
    }

    /// Commits that a customer was forgotten: the row, the end of its key and its names, and
    /// the pins of all rows, its own among them, on tables that do not know it.
    pub async fn append_forgetting(
        &self,
        received_at_ms: i64,
        kind: &str,
        body: &Value,
        customer: CustomerId,
        pinned: &[(i64, PinnedRow)],
    ) -> Result<LedgerRow, StateError> {
        let appending = || StateError::query("append to the ledger");
        let mut transaction = self.begin_write().await.map_err(appending())?;
        let last = latest(&mut transaction).await?;
        let row = Stored::after(last.as_ref(), received_at_ms, kind, body);
        insert(&mut transaction, &row).await.map_err(appending())?;
        pins::replace(&mut transaction, pinned).await?;
        vault::delete(&mut transaction, customer)
            .await
            .map_err(StateError::query("forget a customer"))?;
        forget_decided(&mut transaction, customer)
            .await
            .map_err(StateError::query("forget a customer"))?;
        fail_point!("state::forget::before_commit");
        transaction.commit().await.map_err(appending())?;
        fail_point!("state::forget::after_commit");
        row.check()
    }

    /// All rows, first to last. A damaged ledger is refused whole.
    pub async fn entries(&self) -> Result<Vec<LedgerRow>, StateError> {
        // One statement, so that the rows and the end are of the same moment.
        let mut rows = sqlx::query(
            "SELECT head.seq AS head_seq, head.hash AS head_hash, ledger.*
             FROM ledger_head AS head LEFT JOIN ledger ON head.id = 1
             ORDER BY ledger.seq",
        )
        .fetch(self.pool());
        let mut entries = Vec::new();
        let mut walk = Walk::START;
        let mut left = None;
        loop {
            let next = walk.next();
            let Some(row) = rows.try_next().await.map_err(|it| unread(it, next))? else { break };
            left = Some(head(&row)?);
            let Some(stored) = Stored::read(&row, next)? else { break };
            if stored.seq != next {
                return Err(damaged((next, Damage::Missing)));
            }
            let entry = stored.check()?;
            walk.step(entry.seq, entry.prev_hash, entry.hash).map_err(damaged)?;
            entries.push(entry);
        }
        walk.end(left.as_ref()).map_err(damaged)?;
        Ok(entries)
    }

    /// The last row, if anything was committed. Checks that row, not the chain before it.
    pub async fn latest(&self) -> Result<Option<LedgerRow>, StateError> {
        latest(&mut *self.connection().await?).await
    }

    /// The last row received at or before the given time: the ledger as it was then.
    pub async fn latest_as_of(&self, received_at_ms: i64) -> Result<Option<LedgerRow>, StateError> {
        let mut connection = self.connection().await?;
        let seq: Option<i64> =
            sqlx::query_scalar("SELECT max(seq) FROM ledger WHERE received_at_ms <= $1")
                .bind(received_at_ms)
                .fetch_one(&mut *connection)
                .await
                .map_err(StateError::query(READING))?;
        match seq {
            Some(seq) => row_at(&mut connection, seq).await.map(Some),
            None => Ok(None),
        }
    }

    /// Follows the whole chain, from the first row to the end; says the first row that is
    /// wrong with [`StateError::LedgerDamaged`].
    pub async fn verify_chain(&self) -> Result<(), StateError> {
        self.entries().await.map(|_| ())
    }

    async fn connection(&self) -> Result<PoolConnection<Any>, StateError> {
        self.pool().acquire().await.map_err(StateError::query(READING))
    }
}

const READING: &str = "read the ledger";

/// A row as it stands in the table, not checked yet.
struct Stored {
    seq: i64,
    received_at_ms: i64,
    kind: String,
    body: String,
    prev_hash: String,
    hash: String,
}

impl Stored {
    /// The row to write after `last`.
    fn after(last: Option<&LedgerRow>, received_at_ms: i64, kind: &str, body: &Value) -> Self {
        let (seq, earliest, prev_hash) =
            last.map_or((0, i64::MIN, RowHash::GENESIS), |it| (it.seq, it.received_at_ms, it.hash));
        let mut row = Self {
            seq: seq + 1,
            received_at_ms: received_at_ms.max(earliest),
            kind: kind.to_owned(),
            body: body.to_string(),
            prev_hash: prev_hash.to_string(),
            hash: String::new(),
        };
        row.hash = row.hashed().to_string();
        row
    }

    /// Reads the row, or `None` where the join found no row. `seq` is the row expected.
    fn read(row: &AnyRow, seq: i64) -> Result<Option<Self>, StateError> {
        let read = || {
            let Some(seq) = row.try_get::<Option<i64>, _>("seq")? else {
                return Ok(None);
            };
            Ok(Some(Self {
                seq,
                received_at_ms: row.try_get("received_at_ms")?,
                kind: row.try_get("kind")?,
                body: row.try_get("body")?,
                prev_hash: row.try_get("prev_hash")?,
                hash: row.try_get("hash")?,
            }))
        };
        read().map_err(|it| unread(it, seq))
    }

    /// The hash the row must have.
    fn hashed(&self) -> RowHash {
        RowHasher::new("uptake ledger row 1\n")
            .number(self.seq)
            .number(self.received_at_ms)
            .text(&self.kind)
            .text(&self.body)
            .text(&self.prev_hash)
            .finish()
    }

    /// The row, if it is what was written.
    fn check(self) -> Result<LedgerRow, StateError> {
        let hash = self.hashed();
        if self.hash != hash.to_string() {
            return Err(damaged((self.seq, Damage::Changed)));
        }
        let (Ok(body), Some(prev_hash)) =
            (serde_json::from_str(&self.body), RowHash::from_hex(&self.prev_hash))
        else {
            return Err(damaged((self.seq, Damage::Unreadable)));
        };
        Ok(LedgerRow {
            seq: self.seq,
            received_at_ms: self.received_at_ms,
            kind: self.kind,
            body,
            prev_hash,
            hash,
        })
    }
}

/// The last row. The end is read first; the row it names never changes, so this holds while
/// others append.
async fn latest(connection: &mut AnyConnection) -> Result<Option<LedgerRow>, StateError> {
    let end = sqlx::query("SELECT seq AS head_seq, hash AS head_hash FROM ledger_head")
        .fetch_optional(&mut *connection)
        .await
        .map_err(|it| unread(it, 0))?
        .ok_or_else(|| damaged((0, Damage::WrongEnd)))?;
    let (seq, hash) = head(&end)?;
    if seq == 0 {
        return Ok(None);
    }
    let row = row_at(connection, seq).await?;
    if row.hash.to_string() == hash { Ok(Some(row)) } else { Err(damaged((seq, Damage::WrongEnd))) }
}

async fn row_at(connection: &mut AnyConnection, seq: i64) -> Result<LedgerRow, StateError> {
    sqlx::query("SELECT * FROM ledger WHERE seq = $1")
        .bind(seq)
        .fetch_optional(connection)
        .await
        .map_err(|it| unread(it, seq))?
        .map_or(Ok(None), |row| Stored::read(&row, seq))?
        .ok_or_else(|| damaged((seq, Damage::Missing)))?
        .check()
}

/// Where the ledger was left: the last row and its hash.
fn head(row: &AnyRow) -> Result<(i64, String), StateError> {
    let read = || Ok((row.try_get("head_seq")?, row.try_get("head_hash")?));
    read().map_err(|it| unread(it, 0))
}

async fn insert(connection: &mut AnyConnection, row: &Stored) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO ledger (seq, received_at_ms, kind, body, prev_hash, hash)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(row.seq)
    .bind(row.received_at_ms)
    .bind(&row.kind)
    .bind(&row.body)
    .bind(&row.prev_hash)
    .bind(&row.hash)
    .execute(&mut *connection)
    .await?;
    sqlx::query("UPDATE ledger_head SET seq = $1, hash = $2")
        .bind(row.seq)
        .bind(&row.hash)
        .execute(connection)
        .await?;
    Ok(())
}

fn unread(source: sqlx::Error, seq: i64) -> StateError {
    if is_unreadable(&source) {
        damaged((seq, Damage::Unreadable))
    } else {
        StateError::query(READING)(source)
    }
}

/// Forgets what members decided about a customer and did for it.
async fn forget_decided(
    connection: &mut AnyConnection,
    customer: CustomerId,
) -> Result<(), sqlx::Error> {
    crate::decisions::forget(connection, customer).await?;
    crate::actions::forget(connection, customer).await
}
