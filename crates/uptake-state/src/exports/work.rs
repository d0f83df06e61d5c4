//! The side of the one who makes exports. What it does is no member's act, so it leaves no
//! rows in the audit log; asking for an export does.

use super::{Export, ExportFile, ExportId, WRITING};
use crate::{Record, State, StateError};

impl State {
    /// Takes the export that waits longest, to make it.
    pub async fn take_export(&self, now_ms: i64) -> Result<Option<Export>, StateError> {
        let taking = || StateError::query("take an export");
        let mut transaction = self.begin_write().await.map_err(taking())?;
        let rows = sqlx::query(
            "UPDATE exports SET status = 'running', started_at_ms = $1, rows_done = 0,
                 seal = NULL
             WHERE id = (SELECT id FROM exports WHERE status = 'queued'
                         ORDER BY queued_at_ms, id LIMIT 1)
             RETURNING *",
        )
        .bind(now_ms)
        .fetch_all(&mut *transaction)
        .await
        .map_err(taking())?;
        transaction.commit().await.map_err(taking())?;
        rows.first().map(Export::read).transpose()
    }

    /// Notes how far an export is. May be left out when another writes.
    pub async fn note_export(
        &self,
        id: ExportId,
        rows_done: u64,
        rows_in_all: Option<u64>,
    ) -> Result<(), StateError> {
        let number = |it: u64| i64::try_from(it).unwrap_or(i64::MAX);
        let note = sqlx::query(
            "UPDATE exports SET rows_done = $2, rows_in_all = $3, seal = NULL
             WHERE id = $1 AND status = 'running'",
        )
        .bind(id.to_string())
        .bind(number(rows_done))
        .bind(rows_in_all.map(number));
        self.write_at_once(note).await.map_err(StateError::query(WRITING))
    }

    /// Ends an export that runs with its file, or with the code of why there is none. One
    /// that was removed or broken off meanwhile is not found: its file is to be deleted.
    pub async fn end_export(
        &self,
        id: ExportId,
        made: Result<&ExportFile, &str>,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let writing = || StateError::query(WRITING);
        let file = made.ok();
        let size = file.map(|it| i64::try_from(it.size_bytes).unwrap_or(i64::MAX));
        let mut transaction = self.begin_write().await.map_err(writing())?;
        let ended = sqlx::query(
            "UPDATE exports SET status = $2, failure = $3, file_name = $4, size_bytes = $5,
                 checksum = $6, ended_at_ms = $7, seal = NULL
             WHERE id = $1 AND status = 'running'",
        )
        .bind(id.to_string())
        .bind(if file.is_some() { "done" } else { "failed" })
        .bind(made.err())
        .bind(file.map(|it| it.name.as_str()))
        .bind(size)
        .bind(file.map(|it| it.checksum.as_str()))
        .bind(now_ms)
        .execute(&mut *transaction)
        .await
        .map_err(writing())?;
        transaction.commit().await.map_err(writing())?;
        if ended.rows_affected() > 0 {
            Ok(())
        } else {
            Err(StateError::NotFound { what: Record::Export })
        }
    }

    /// Queues again what ran when the program ended. For its start, before anything is taken.
    pub async fn requeue_exports(&self) -> Result<u64, StateError> {
        let writing = || StateError::query(WRITING);
        let mut transaction = self.begin_write().await.map_err(writing())?;
        let requeued = sqlx::query(
            "UPDATE exports SET status = 'queued', started_at_ms = NULL, rows_done = 0,
                 rows_in_all = NULL, seal = NULL
             WHERE status = 'running'",
        )
        .execute(&mut *transaction)
        .await
        .map_err(writing())?;
        transaction.commit().await.map_err(writing())?;
        Ok(requeued.rows_affected())
    }

    /// Forgets what has expired: sessions, links a month after, sign-ins that never came back,
    /// and exports that are not being made. Returns those exports: their files are the
    /// caller's to delete.
    pub async fn sweep(&self, now_ms: i64) -> Result<Vec<Export>, StateError> {
        let sweeping = || StateError::query("forget what has expired");
        let mut transaction = self.begin_write().await.map_err(sweeping())?;
        for (sql, before) in [
            ("DELETE FROM sessions WHERE started_at_ms <= $1", now_ms - crate::ABSOLUTE_MS),
            ("DELETE FROM sessions WHERE seen_at_ms <= $1", now_ms - crate::IDLE_MS),
            ("DELETE FROM links WHERE expires_at_ms <= $1", now_ms - LINKS_KEPT_MS),
            ("DELETE FROM sign_ins WHERE expires_at_ms <= $1", now_ms),
        ] {
            let deleting = sqlx::query(sql).bind(before).execute(&mut *transaction);
            deleting.await.map_err(sweeping())?;
        }
        let rows = sqlx::query(
            "DELETE FROM exports WHERE expires_at_ms <= $1 AND status <> 'running' RETURNING *",
        )
        .bind(now_ms)
        .fetch_all(&mut *transaction)
        .await
        .map_err(sweeping())?;
        transaction.commit().await.map_err(sweeping())?;
        rows.iter().map(Export::read).collect()
    }
}

/// Whoever opens an old link is told that it has expired, or was used, for so long.
const LINKS_KEPT_MS: i64 = 30 * 24 * 3_600_000;
