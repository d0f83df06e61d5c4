//! The partner's own plays, version by version. What they say is for others to read.

use sqlx::any::AnyRow;
use uptake_model::MemberId;

use crate::{
    AuditEntry, Record, State, StateError,
    row::{Cells, storable},
};

#[cfg(test)]
mod tests;

/// A version of a play.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlayVersion {
    /// The name of the play for good.
    pub code: String,
    /// 1, 2, 3, …
    pub version: i64,
    /// The text of its file; `None` where the play was taken away.
    pub source: Option<String>,
    /// Who changed it.
    pub changed_by: Option<MemberId>,
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    pub changed_at_ms: i64,
}

const READING: &str = "read the plays";

impl PlayVersion {
    fn read(row: &AnyRow) -> Result<Self, StateError> {
        let cells = Cells { row, table: "plays" };
        let changed_by = cells.get::<Option<&str>>("changed_by")?.map(str::parse).transpose();
        Ok(Self {
            code: cells.get("code")?,
            version: cells.get("version")?,
            source: cells.get("source")?,
            changed_by: changed_by.map_err(|_no_id| cells.damaged())?,
            changed_at_ms: cells.get("changed_at_ms")?,
        })
    }
}

impl State {
    /// The last version of each play, by code; those that were taken away are among them.
    pub async fn plays(&self) -> Result<Vec<PlayVersion>, StateError> {
        let rows = sqlx::query(
            "SELECT * FROM plays AS play WHERE version =
                 (SELECT max(version) FROM plays AS other WHERE other.code = play.code)
             ORDER BY code",
        )
        .fetch_all(self.pool())
        .await
        .map_err(StateError::query(READING))?;
        rows.iter().map(PlayVersion::read).collect()
    }

    /// All versions of a play, the latest first; empty when there never was one.
    pub async fn play_versions(&self, code: &str) -> Result<Vec<PlayVersion>, StateError> {
        let rows = sqlx::query("SELECT * FROM plays WHERE code = $1 ORDER BY version DESC")
            .bind(storable(code))
            .fetch_all(self.pool())
            .await
            .map_err(StateError::query(READING))?;
        rows.iter().map(PlayVersion::read).collect()
    }

    /// Adds a version of a play, if the last one is still the one that the caller saw (0 for
    /// none); returns its number. Without a source the play is taken away.
    pub async fn put_play(
        &self,
        (code, seen): (&str, i64),
        source: Option<&str>,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<i64, StateError> {
        let mut change = self.begin_change("write a play").await?;
        let last: i64 =
            sqlx::query_scalar("SELECT coalesce(max(version), 0) FROM plays WHERE code = $1")
                .bind(storable(code))
                .fetch_one(change.connection())
                .await
                .map_err(StateError::query(READING))?;
        if last != seen {
            return Err(StateError::Stale { what: Record::Play });
        }
        let failed = change.failed();
        sqlx::query(
            "INSERT INTO plays (code, version, source, changed_by, changed_at_ms)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(storable(code))
        .bind(last + 1)
        .bind(source.map(storable))
        .bind(audit.actor.map(|it| it.to_string()))
        .bind(now_ms)
        .execute(change.connection())
        .await
        .map_err(failed)?;
        change.commit(audit, now_ms).await?;
        Ok(last + 1)
    }
}
