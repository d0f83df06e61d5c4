//! The ledger: one row per committed import, each carrying the hash of the row before it.
//!
//! Writing the row is what commits an import. The chain shows any row that was changed,
//! lost, added or moved afterwards; rows that do not fit it are never returned.

use std::fmt;

use fail::fail_point;
use futures::TryStreamExt as _;
use serde_json::Value;
use sqlx::{Any, AnyConnection, Row as _, any::AnyRow, pool::PoolConnection};
use uptake_model::CustomerId;

use crate::{
    PinnedRow, State, StateError, pins,
    vault::{self, VaultChanges},
};

#[cfg(test)]
mod tests;

/// The BLAKE3 hash of a ledger row; prints as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LedgerHash([u8; 32]);

impl LedgerHash {
    /// What stands before the first row.
    pub const GENESIS: Self = Self([0; 32]);
}

impl fmt::Display for LedgerHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl fmt::Debug for LedgerHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LedgerHash({self})")
    }
}

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
    pub prev_hash: LedgerHash,
    /// The hash of this row.
    pub hash: LedgerHash,
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

/// What is wrong with a ledger row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// A value in it is not the one that was written.
    #[error("it was changed")]
    Changed,
    /// It is not there, or not in its place.
    #[error("it is missing")]
    Missing,
    /// It does not follow from the row before it.
    #[error("it does not follow from the row before it")]
    Unlinked,
    /// It is not the last one that was written.
    #[error("it is not where the ledger was left")]
    WrongEnd,
    /// A value in it is of another kind than the ledger writes.
    #[error("it cannot be read")]
    Unreadable,
}

impl Damage {
    fn at(self, seq: i64) -> StateError {
        LedgerDamage { seq, what: self }.into()
    }
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
        let mut entries: Vec<LedgerRow> = Vec::new();
        let mut end = None;
        loop {
            let seq = entries.last().map_or(1, |it| it.seq + 1);
            let Some(row) = rows.try_next().await.map_err(|it| unread(it, seq))? else {
                break;
            };
            end = Some(head(&row)?);
            let Some(stored) = Stored::read(&row, seq)? else {
                break;
            };
            if stored.seq != seq {
                return Err(Damage::Missing.at(seq));
            }
            let entry = stored.check()?;
            if entry.prev_hash != entries.last().map_or(LedgerHash::GENESIS, |it| it.hash) {
                return Err(Damage::Unlinked.at(seq));
            }
            entries.push(entry);
        }
        let (seq, hash) = entries.last().map_or((0, LedgerHash::GENESIS), |it| (it.seq, it.hash));
        match end {
            Some((end, _)) if end > seq => Err(Damage::Missing.at(seq + 1)),
            Some(end) if end == (seq, hash.to_string()) => Ok(entries),
            Some(_) | None => Err(Damage::WrongEnd.at(seq)),
        }
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
        let (seq, earliest, prev_hash) = last
            .map_or((0, i64::MIN, LedgerHash::GENESIS), |it| (it.seq, it.received_at_ms, it.hash));
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

    /// The hash the row must have. Lengths stand before texts, so that no two rows give the
    /// same bytes.
    fn hashed(&self) -> LedgerHash {
        let mut hasher = blake3::Hasher::new();
        hasher.update(b"uptake ledger row 1\n");
        hasher.update(&self.seq.to_be_bytes());
        hasher.update(&self.received_at_ms.to_be_bytes());
        for text in [&self.kind, &self.body, &self.prev_hash] {
            let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
            hasher.update(&length.to_be_bytes());
            hasher.update(text.as_bytes());
        }
        LedgerHash(*hasher.finalize().as_bytes())
    }

    /// The row, if it is what was written.
    fn check(self) -> Result<LedgerRow, StateError> {
        let hash = self.hashed();
        if self.hash != hash.to_string() {
            return Err(Damage::Changed.at(self.seq));
        }
        let (Ok(body), Ok(prev_hash)) =
            (serde_json::from_str(&self.body), blake3::Hash::from_hex(&self.prev_hash))
        else {
            return Err(Damage::Unreadable.at(self.seq));
        };
        Ok(LedgerRow {
            seq: self.seq,
            received_at_ms: self.received_at_ms,
            kind: self.kind,
            body,
            prev_hash: LedgerHash(*prev_hash.as_bytes()),
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
        .ok_or_else(|| Damage::WrongEnd.at(0))?;
    let (seq, hash) = head(&end)?;
    if seq == 0 {
        return Ok(None);
    }
    let row = row_at(connection, seq).await?;
    if row.hash.to_string() == hash { Ok(Some(row)) } else { Err(Damage::WrongEnd.at(seq)) }
}

async fn row_at(connection: &mut AnyConnection, seq: i64) -> Result<LedgerRow, StateError> {
    sqlx::query("SELECT * FROM ledger WHERE seq = $1")
        .bind(seq)
        .fetch_optional(connection)
        .await
        .map_err(|it| unread(it, seq))?
        .map_or(Ok(None), |row| Stored::read(&row, seq))?
        .ok_or_else(|| Damage::Missing.at(seq))?
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

/// A value of another type, or text that is no UTF-8, is damage; anything else is a query
/// that failed.
fn unread(source: sqlx::Error, seq: i64) -> StateError {
    use sqlx::Error::{AnyDriverError, ColumnDecode, Decode};
    if matches!(source, AnyDriverError(_) | ColumnDecode { .. } | Decode(_)) {
        Damage::Unreadable.at(seq)
    } else {
        StateError::query(READING)(source)
    }
}
