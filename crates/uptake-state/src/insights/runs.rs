//! The side of the one who runs reports. What it does is no member's act, so it leaves no rows
//! in the audit log; making a report does.

use serde_json::Value;
use sqlx::any::AnyRow;
use uptake_model::Guid;

use super::{InsightsRecord, READING};
use crate::{Record, State, StateError, row::Cells};

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunStatus {
    /// It runs.
    Running,
    /// Its file can be fetched.
    Done,
    /// It came to nothing.
    Failed,
}

/// A run of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InsightsRun {
    /// Its name for good: random.
    pub id: Guid,
    /// The report.
    pub report: Guid,
    /// How far it is.
    pub status: RunStatus,
    /// When it began, in milliseconds since 1970-01-01T00:00:00Z.
    pub began_at_ms: i64,
    /// When it ended.
    pub ended_at_ms: Option<i64>,
    /// From when on it is swept.
    pub expires_at_ms: i64,
}

const RUNNING: &str = "note the run of a report";

impl InsightsRun {
    pub(super) fn read(row: &AnyRow) -> Result<Self, StateError> {
        let cells = Cells { row, table: "insights_runs" };
        let status = match cells.get("status")? {
            "running" => RunStatus::Running,
            "done" => RunStatus::Done,
            "failed" => RunStatus::Failed,
            _ => return Err(cells.damaged()),
        };
        Ok(Self {
            id: cells.parsed("id")?,
            report: cells.parsed("report_id")?,
            status,
            began_at_ms: cells.get("began_at_ms")?,
            ended_at_ms: cells.get("ended_at_ms")?,
            expires_at_ms: cells.get("expires_at_ms")?,
        })
    }
}

impl State {
    /// The runs of a report, oldest first.
    pub async fn insights_runs(&self, report: Guid) -> Result<Vec<InsightsRun>, StateError> {
        let rows = sqlx::query(
            "SELECT * FROM insights_runs WHERE report_id = $1 ORDER BY began_at_ms, id",
        )
        .bind(report.to_string())
        .fetch_all(self.pool())
        .await
        .map_err(StateError::query(READING))?;
        rows.iter().map(InsightsRun::read).collect()
    }

    /// The report that is due for longest, whoever made it.
    pub async fn due_report(&self, now_ms: i64) -> Result<Option<InsightsRecord>, StateError> {
        let row = sqlx::query(
            "SELECT * FROM insights_records WHERE due_at_ms <= $1 ORDER BY due_at_ms, id LIMIT 1",
        )
        .bind(now_ms)
        .fetch_optional(self.pool())
        .await
        .map_err(StateError::query(READING))?;
        row.as_ref().map(InsightsRecord::read).transpose()
    }

    /// Begins a run of a report that is due, and says what the report says from then on and
    /// when it is due again. `false` when another has begun it or it was changed meanwhile.
    pub async fn begin_insights_run(
        &self,
        due: &InsightsRecord,
        run: &InsightsRun,
        body: &Value,
        next_at_ms: Option<i64>,
    ) -> Result<bool, StateError> {
        let noting = || StateError::query(RUNNING);
        let mut transaction = self.begin_write().await.map_err(noting())?;
        let taken = sqlx::query(
            "UPDATE insights_records SET body = $4, due_at_ms = $5, seal = NULL
             WHERE id = $1 AND due_at_ms = $2 AND body = $3",
        )
        .bind(due.id.to_string())
        .bind(due.due_at_ms)
        .bind(due.body.to_string())
        .bind(body.to_string())
        .bind(next_at_ms)
        .execute(&mut *transaction)
        .await
        .map_err(noting())?;
        if taken.rows_affected() == 0 {
            return Ok(false);
        }
        sqlx::query(
            "INSERT INTO insights_runs (id, report_id, status, began_at_ms, expires_at_ms)
             VALUES ($1, $2, 'running', $3, $4)",
        )
        .bind(run.id.to_string())
        .bind(run.report.to_string())
        .bind(run.began_at_ms)
        .bind(run.expires_at_ms)
        .execute(&mut *transaction)
        .await
        .map_err(noting())?;
        transaction.commit().await.map_err(noting())?;
        Ok(true)
    }

    /// Ends a run. One whose report was dropped meanwhile is not found: its file is to be
    /// deleted.
    pub async fn end_insights_run(
        &self,
        id: Guid,
        is_done: bool,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let noting = || StateError::query(RUNNING);
        let mut transaction = self.begin_write().await.map_err(noting())?;
        let ended = sqlx::query(
            "UPDATE insights_runs SET status = $2, ended_at_ms = $3, seal = NULL
             WHERE id = $1 AND status = 'running'",
        )
        .bind(id.to_string())
        .bind(if is_done { "done" } else { "failed" })
        .bind(now_ms)
        .execute(&mut *transaction)
        .await
        .map_err(noting())?;
        transaction.commit().await.map_err(noting())?;
        if ended.rows_affected() == 0 {
            return Err(StateError::NotFound { what: Record::Insights });
        }
        Ok(())
    }

    /// Ends what ran when the program ended as failed. For its start, before anything runs.
    pub async fn break_off_insights_runs(&self, now_ms: i64) -> Result<(), StateError> {
        let noting = || StateError::query(RUNNING);
        let mut transaction = self.begin_write().await.map_err(noting())?;
        sqlx::query(
            "UPDATE insights_runs SET status = 'failed', ended_at_ms = $1, seal = NULL
             WHERE status = 'running'",
        )
        .bind(now_ms)
        .execute(&mut *transaction)
        .await
        .map_err(noting())?;
        transaction.commit().await.map_err(noting())
    }

    /// Forgets the runs that have expired. Their files are the caller's to delete.
    pub async fn sweep_insights_runs(&self, now_ms: i64) -> Result<Vec<InsightsRun>, StateError> {
        let noting = || StateError::query(RUNNING);
        let mut transaction = self.begin_write().await.map_err(noting())?;
        let rows = sqlx::query(
            "DELETE FROM insights_runs WHERE expires_at_ms <= $1 AND status <> 'running'
             RETURNING *",
        )
        .bind(now_ms)
        .fetch_all(&mut *transaction)
        .await
        .map_err(noting())?;
        transaction.commit().await.map_err(noting())?;
        rows.iter().map(InsightsRun::read).collect()
    }
}
