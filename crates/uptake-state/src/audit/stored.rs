//! A row of the audit log as it stands in the table.

use sqlx::{AnyConnection, Row as _, any::AnyRow};

use super::{AuditDamage, AuditEntry, AuditRow, READING, WRITING};
use crate::{
    Damage, RowHash, StateError,
    chain::{RowHasher, is_unreadable},
    row::storable,
};

/// A row that is not checked yet.
#[derive(Debug, Clone)]
pub(super) struct Stored {
    seq: i64,
    at_ms: i64,
    actor_id: Option<String>,
    actor_name: String,
    action: String,
    subject: String,
    outcome: String,
    address: String,
    detail: String,
    prev_hash: String,
    hash: String,
}

impl Stored {
    /// The row to write after the one at `(seq, prev_hash)`.
    pub(super) fn after((seq, prev_hash): (i64, String), entry: &AuditEntry, at_ms: i64) -> Self {
        let mut row = Self {
            seq: seq + 1,
            at_ms,
            actor_id: entry.actor.map(|it| it.to_string()),
            actor_name: storable(&entry.actor_name),
            action: storable(&entry.action),
            subject: storable(&entry.subject),
            outcome: entry.outcome.to_string(),
            address: storable(&entry.address),
            detail: entry.detail.to_string(),
            prev_hash,
            hash: String::new(),
        };
        row.hash = row.hashed().to_string();
        row
    }

    /// Reads the row, or `None` where the join found no row. `seq` is the row expected.
    pub(super) fn read(row: &AnyRow, seq: i64) -> Result<Option<Self>, StateError> {
        let read = || {
            let Some(seq) = row.try_get::<Option<i64>, _>("seq")? else {
                return Ok(None);
            };
            Ok(Some(Self {
                seq,
                at_ms: row.try_get("at_ms")?,
                actor_id: row.try_get("actor_id")?,
                actor_name: row.try_get("actor_name")?,
                action: row.try_get("action")?,
                subject: row.try_get("subject")?,
                outcome: row.try_get("outcome")?,
                address: row.try_get("address")?,
                detail: row.try_get("detail")?,
                prev_hash: row.try_get("prev_hash")?,
                hash: row.try_get("hash")?,
            }))
        };
        read().map_err(|it| unread(it, seq))
    }

    pub(super) fn seq(&self) -> i64 {
        self.seq
    }

    #[cfg(test)]
    pub(super) fn hash(&self) -> &str {
        &self.hash
    }

    /// The hash the row must have.
    fn hashed(&self) -> RowHash {
        RowHasher::new("uptake audit row 1\n")
            .number(self.seq)
            .number(self.at_ms)
            .optional(self.actor_id.as_deref())
            .text(&self.actor_name)
            .text(&self.action)
            .text(&self.subject)
            .text(&self.outcome)
            .text(&self.address)
            .text(&self.detail)
            .text(&self.prev_hash)
            .finish()
    }

    /// The row, if it is what was written.
    pub(super) fn check(self) -> Result<AuditRow, StateError> {
        let hash = self.hashed();
        if self.hash != hash.to_string() {
            return Err(damaged((self.seq, Damage::Changed)));
        }
        let unreadable = || damaged((self.seq, Damage::Unreadable));
        let actor = self.actor_id.as_deref().map(str::parse).transpose();
        Ok(AuditRow {
            seq: self.seq,
            at_ms: self.at_ms,
            prev_hash: RowHash::from_hex(&self.prev_hash).ok_or_else(unreadable)?,
            hash,
            entry: AuditEntry {
                actor: actor.map_err(|_no_id| unreadable())?,
                outcome: self.outcome.parse().map_err(|_no_code| unreadable())?,
                detail: serde_json::from_str(&self.detail).map_err(|_no_json| unreadable())?,
                actor_name: self.actor_name,
                action: self.action,
                subject: self.subject,
                address: self.address,
            },
        })
    }
}

/// Adds a row. The log goes on even where it was damaged before: what happens now is worth
/// knowing, and the check finds the damage all the same.
pub(super) async fn append(
    connection: &mut AnyConnection,
    entry: &AuditEntry,
    now_ms: i64,
) -> Result<(), StateError> {
    let left = sqlx::query("SELECT seq AS head_seq, hash AS head_hash FROM audit_head")
        .fetch_optional(&mut *connection)
        .await
        .map_err(|it| unread(it, 0))?
        .ok_or_else(|| damaged((0, Damage::WrongEnd)))?;
    let row = Stored::after(head(&left)?, entry, now_ms);
    insert(connection, &row).await.map_err(StateError::query(WRITING))
}

async fn insert(connection: &mut AnyConnection, row: &Stored) -> Result<(), sqlx::Error> {
    sqlx::query(
        "INSERT INTO audit (seq, at_ms, actor_id, actor_name, action, subject, outcome,
             address, detail, prev_hash, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(row.seq)
    .bind(row.at_ms)
    .bind(&row.actor_id)
    .bind(&row.actor_name)
    .bind(&row.action)
    .bind(&row.subject)
    .bind(&row.outcome)
    .bind(&row.address)
    .bind(&row.detail)
    .bind(&row.prev_hash)
    .bind(&row.hash)
    .execute(&mut *connection)
    .await?;
    sqlx::query("UPDATE audit_head SET seq = $1, hash = $2")
        .bind(row.seq)
        .bind(&row.hash)
        .execute(connection)
        .await
        .map(|_| ())
}

/// Where the log was left: the last row and its hash.
pub(super) fn head(row: &AnyRow) -> Result<(i64, String), StateError> {
    let read = || Ok((row.try_get("head_seq")?, row.try_get("head_hash")?));
    read().map_err(|it| unread(it, 0))
}

pub(super) fn damaged((seq, what): (i64, Damage)) -> StateError {
    AuditDamage { seq, what }.into()
}

pub(super) fn unread(source: sqlx::Error, seq: i64) -> StateError {
    if is_unreadable(&source) {
        damaged((seq, Damage::Unreadable))
    } else {
        StateError::query(READING)(source)
    }
}
