//! Exports that are made in the background: queued, made one after the other, and kept for a
//! while to be downloaded.

use std::{fmt, str::FromStr};

use serde_json::Value;
use sqlx::{AnyConnection, any::AnyRow};
use uptake_model::{Guid, MemberId};

use crate::{AuditEntry, Record, State, StateError, Whose, row::Cells};

#[cfg(test)]
mod tests;
mod work;

/// An export, by the name that its owner asks for it by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExportId(pub Guid);

impl FromStr for ExportId {
    type Err = <Guid as FromStr>::Err;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl fmt::Display for ExportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for ExportId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExportId({})", self.0)
    }
}

/// An export to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewExport {
    /// Its name for good: random.
    pub id: ExportId,
    /// Who asked for it.
    pub owner: MemberId,
    /// What was asked for, in the words of the one who makes it.
    pub request: Value,
    /// From when on it is swept, in milliseconds since 1970-01-01T00:00:00Z.
    pub expires_at_ms: i64,
}

/// How far an export is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportStatus {
    /// It waits for those before it.
    Queued,
    /// It is being made.
    Running,
    /// It can be downloaded.
    Done(ExportFile),
    /// It could not be made: why, as a code.
    Failed(String),
}

/// The file that an export made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportFile {
    /// What it is called in the folder of exports.
    pub name: String,
    /// How long it is.
    pub size_bytes: u64,
    /// BLAKE3 of its content.
    pub checksum: String,
}

/// An export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Its name for good.
    pub id: ExportId,
    /// Who asked for it.
    pub owner: MemberId,
    /// What was asked for.
    pub request: Value,
    /// How far it is.
    pub status: ExportStatus,
    /// Rows that were written.
    pub rows_done: u64,
    /// Rows that there will be, when that is known.
    pub rows_in_all: Option<u64>,
    /// When it was asked for.
    pub queued_at_ms: i64,
    /// When its making began.
    pub started_at_ms: Option<i64>,
    /// When it was done or had failed.
    pub ended_at_ms: Option<i64>,
    /// From when on it is swept.
    pub expires_at_ms: i64,
}

const READING: &str = "read exports";
const WRITING: &str = "write an export";

impl Export {
    fn read(row: &AnyRow) -> Result<Self, StateError> {
        let cells = Cells { row, table: "exports" };
        let request = serde_json::from_str(cells.get("request")?);
        let count = |it: i64| u64::try_from(it).map_err(|_negative| cells.damaged());
        let status = match cells.get("status")? {
            "queued" => ExportStatus::Queued,
            "running" => ExportStatus::Running,
            "done" => ExportStatus::Done(ExportFile {
                name: cells.get("file_name")?,
                size_bytes: count(cells.get("size_bytes")?)?,
                checksum: cells.get("checksum")?,
            }),
            "failed" => ExportStatus::Failed(cells.get("failure")?),
            _ => return Err(cells.damaged()),
        };
        Ok(Self {
            id: cells.parsed("id")?,
            owner: cells.parsed("owner_id")?,
            request: request.map_err(|_no_json| cells.damaged())?,
            status,
            rows_done: count(cells.get("rows_done")?)?,
            rows_in_all: cells.get::<Option<i64>>("rows_in_all")?.map(count).transpose()?,
            queued_at_ms: cells.get("queued_at_ms")?,
            started_at_ms: cells.get("started_at_ms")?,
            ended_at_ms: cells.get("ended_at_ms")?,
            expires_at_ms: cells.get("expires_at_ms")?,
        })
    }
}

impl State {
    /// Queues an export.
    pub async fn queue_export(
        &self,
        new: &NewExport,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let mut change = self.begin_change(WRITING).await?;
        let failed = change.failed();
        sqlx::query(
            "INSERT INTO exports
                 (id, owner_id, request, status, rows_done, queued_at_ms, expires_at_ms)
             VALUES ($1, $2, $3, 'queued', 0, $4, $5)",
        )
        .bind(new.id.to_string())
        .bind(new.owner.to_string())
        .bind(new.request.to_string())
        .bind(now_ms)
        .bind(new.expires_at_ms)
        .execute(change.connection())
        .await
        .map_err(failed)?;
        change.commit(audit, now_ms).await
    }

    /// An export. One that is another's is as good as none.
    pub async fn export(&self, whose: Whose, id: ExportId) -> Result<Export, StateError> {
        let row = sqlx::query("SELECT * FROM exports WHERE id = $1 AND (owner_id = $2 OR $2 = '')")
            .bind(id.to_string())
            .bind(whose.as_text())
            .fetch_optional(self.pool())
            .await
            .map_err(StateError::query(READING))?;
        let row = row.ok_or(StateError::NotFound { what: Record::Export })?;
        Export::read(&row)
    }

    /// The exports, the latest first.
    pub async fn exports(&self, whose: Whose) -> Result<Vec<Export>, StateError> {
        let rows = sqlx::query(
            "SELECT * FROM exports WHERE owner_id = $1 OR $1 = ''
             ORDER BY queued_at_ms DESC, id",
        )
        .bind(whose.as_text())
        .fetch_all(self.pool())
        .await
        .map_err(StateError::query(READING))?;
        rows.iter().map(Export::read).collect()
    }

    /// Removes an export; its file, if there is one, is the caller's to delete.
    pub async fn remove_export(
        &self,
        whose: Whose,
        id: ExportId,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<Export, StateError> {
        let mut change = self.begin_change("remove an export").await?;
        let failed = change.failed();
        let rows = sqlx::query(
            "DELETE FROM exports WHERE id = $1 AND (owner_id = $2 OR $2 = '') RETURNING *",
        )
        .bind(id.to_string())
        .bind(whose.as_text())
        .fetch_all(change.connection())
        .await
        .map_err(failed)?;
        let row = rows.first().ok_or(StateError::NotFound { what: Record::Export })?;
        let export = Export::read(row)?;
        change.commit(audit, now_ms).await?;
        Ok(export)
    }
}

/// Breaks off the exports of a member that is removed, and leaves them all to be swept.
pub(crate) async fn end_all_of(
    connection: &mut AnyConnection,
    member: MemberId,
    now_ms: i64,
) -> Result<(), StateError> {
    for sql in [
        "UPDATE exports SET status = 'failed', failure = 'owner_removed', ended_at_ms = $2,
             seal = NULL
         WHERE owner_id = $1 AND status IN ('queued', 'running')",
        "UPDATE exports SET expires_at_ms = $2, seal = NULL WHERE owner_id = $1",
    ] {
        sqlx::query(sql)
            .bind(member.to_string())
            .bind(now_ms)
            .execute(&mut *connection)
            .await
            .map_err(StateError::query(WRITING))?;
    }
    Ok(())
}
