//! Queries and reports of the Insights API, and the runs of reports.
//!
//! What they say is kept in the words of the one who answers that API; here they have an
//! owner, an order, and a time at which a report is to run.

use std::str::FromStr;

use serde_json::Value;
use sqlx::{AnyConnection, any::AnyRow};
use uptake_model::{Guid, MemberId};

use crate::{AuditEntry, Record, State, StateError, row::Cells};

mod runs;
#[cfg(test)]
mod tests;

pub use runs::{InsightsRun, RunStatus};

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InsightsKind {
    /// A query.
    Query,
    /// A report, which runs a query.
    Report,
}

impl InsightsKind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Report => "report",
        }
    }
}

impl FromStr for InsightsKind {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Query, Self::Report].into_iter().find(|it| it.as_str() == text).ok_or(())
    }
}

/// A query or report of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InsightsRecord {
    /// Its name for good: random.
    pub id: Guid,
    /// Who made it.
    pub owner: MemberId,
    /// What it is.
    pub kind: InsightsKind,
    /// What it says.
    pub body: Value,
    /// When it was made, in milliseconds since 1970-01-01T00:00:00Z.
    pub created_at_ms: i64,
    /// When it is to run; `None` for a query, and for a report that does not run again.
    pub due_at_ms: Option<i64>,
}

const READING: &str = "read queries and reports";
const WRITING: &str = "write a query or report";

impl InsightsRecord {
    fn read(row: &AnyRow) -> Result<Self, StateError> {
        let cells = Cells { row, table: "insights_records" };
        let body = serde_json::from_str(cells.get("body")?);
        Ok(Self {
            id: cells.parsed("id")?,
            owner: cells.parsed("owner_id")?,
            kind: cells.parsed("kind")?,
            body: body.map_err(|_no_json| cells.damaged())?,
            created_at_ms: cells.get("created_at_ms")?,
            due_at_ms: cells.get("due_at_ms")?,
        })
    }
}

impl State {
    /// The queries or reports of a member, oldest first.
    pub async fn insights_records(
        &self,
        owner: MemberId,
        kind: InsightsKind,
    ) -> Result<Vec<InsightsRecord>, StateError> {
        let rows = sqlx::query(
            "SELECT * FROM insights_records WHERE owner_id = $1 AND kind = $2
             ORDER BY created_at_ms, id",
        )
        .bind(owner.to_string())
        .bind(kind.as_str())
        .fetch_all(self.pool())
        .await
        .map_err(StateError::query(READING))?;
        rows.iter().map(InsightsRecord::read).collect()
    }

    /// Keeps a query or report, or what was changed of it. One of another member with the same
    /// id stays as it is, and is not found.
    pub async fn put_insights_record(
        &self,
        record: &InsightsRecord,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let mut change = self.begin_change(WRITING).await?;
        let failed = change.failed();
        let written = sqlx::query(
            "INSERT INTO insights_records (id, owner_id, kind, body, created_at_ms, due_at_ms)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (id) DO UPDATE SET body = excluded.body, due_at_ms = excluded.due_at_ms,
                 seal = NULL
             WHERE insights_records.owner_id = excluded.owner_id
                 AND insights_records.kind = excluded.kind",
        )
        .bind(record.id.to_string())
        .bind(record.owner.to_string())
        .bind(record.kind.as_str())
        .bind(record.body.to_string())
        .bind(record.created_at_ms)
        .bind(record.due_at_ms)
        .execute(change.connection())
        .await
        .map_err(failed)?;
        if written.rows_affected() == 0 {
            return Err(StateError::NotFound { what: Record::Insights });
        }
        change.commit(audit, now_ms).await
    }

    /// Drops a query or report of a member; a report goes with its runs, whose files are the
    /// caller's to delete.
    pub async fn drop_insights_record(
        &self,
        owner: MemberId,
        id: Guid,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<Vec<InsightsRun>, StateError> {
        let mut change = self.begin_change(WRITING).await?;
        let failed = || StateError::query(WRITING);
        let dropped = sqlx::query("DELETE FROM insights_records WHERE id = $1 AND owner_id = $2")
            .bind(id.to_string())
            .bind(owner.to_string())
            .execute(change.connection())
            .await
            .map_err(failed())?;
        if dropped.rows_affected() == 0 {
            return Err(StateError::NotFound { what: Record::Insights });
        }
        let runs = sqlx::query("DELETE FROM insights_runs WHERE report_id = $1 RETURNING *")
            .bind(id.to_string())
            .fetch_all(change.connection())
            .await
            .map_err(failed())?;
        let runs = runs.iter().map(InsightsRun::read).collect::<Result<_, _>>()?;
        change.commit(audit, now_ms).await?;
        Ok(runs)
    }
}

/// Drops what a member kept that is removed, and leaves the runs to be swept.
pub(crate) async fn drop_all_of(
    connection: &mut AnyConnection,
    member: MemberId,
    now_ms: i64,
) -> Result<(), StateError> {
    let dropping = || StateError::query(WRITING);
    sqlx::query(
        "UPDATE insights_runs SET expires_at_ms = $2, seal = NULL
         WHERE report_id IN (SELECT id FROM insights_records WHERE owner_id = $1)",
    )
    .bind(member.to_string())
    .bind(now_ms)
    .execute(&mut *connection)
    .await
    .map_err(dropping())?;
    sqlx::query("DELETE FROM insights_records WHERE owner_id = $1")
        .bind(member.to_string())
        .execute(&mut *connection)
        .await
        .map_err(dropping())?;
    Ok(())
}
