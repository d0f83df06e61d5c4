//! Codes of authenticators, and recovery codes: each is good once.

use sqlx::{AnyConnection, AssertSqlSafe};
use uptake_model::MemberId;

use crate::{AuditEntry, SecretHash, State, StateError, db::placeholders};

impl State {
    /// Notes that a member showed the code of this step; `false` if it showed that code, or a
    /// later one, before, or has no authenticator.
    pub async fn use_totp_step(&self, id: MemberId, step: i64) -> Result<bool, StateError> {
        let using = || StateError::query("note the code of an authenticator");
        let mut transaction = self.begin_write().await.map_err(using())?;
        let used = sqlx::query(
            "UPDATE members SET totp_last_step = $2, seal = NULL
             WHERE id = $1 AND totp_secret IS NOT NULL
                 AND (totp_last_step IS NULL OR totp_last_step < $2)",
        )
        .bind(id.to_string())
        .bind(step)
        .execute(&mut *transaction)
        .await
        .map_err(using())?;
        transaction.commit().await.map_err(using())?;
        Ok(used.rows_affected() > 0)
    }

    /// Uses up a recovery code of a member; `false`, and no row in the audit log, if it has
    /// no such code (any more).
    pub async fn use_recovery_code(
        &self,
        id: MemberId,
        code: &SecretHash,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<bool, StateError> {
        let mut change = self.begin_change("use a recovery code").await?;
        let failed = change.failed();
        let used = sqlx::query("DELETE FROM recovery_codes WHERE member_id = $1 AND hash = $2")
            .bind(id.to_string())
            .bind(code.bytes())
            .execute(change.connection())
            .await
            .map_err(failed)?;
        if used.rows_affected() == 0 {
            return Ok(false);
        }
        change.commit(audit, now_ms).await?;
        Ok(true)
    }

    /// How many recovery codes a member has left.
    pub async fn count_recovery_codes(&self, id: MemberId) -> Result<u64, StateError> {
        let count: i64 =
            sqlx::query_scalar("SELECT count(*) FROM recovery_codes WHERE member_id = $1")
                .bind(id.to_string())
                .fetch_one(self.pool())
                .await
                .map_err(StateError::query("count recovery codes"))?;
        Ok(count.unsigned_abs())
    }
}

/// Puts recovery codes in the place of all earlier ones.
pub(super) async fn replace_codes(
    connection: &mut AnyConnection,
    id: MemberId,
    codes: &[SecretHash],
) -> Result<(), StateError> {
    let replacing = || StateError::query("replace recovery codes");
    sqlx::query("DELETE FROM recovery_codes WHERE member_id = $1")
        .bind(id.to_string())
        .execute(&mut *connection)
        .await
        .map_err(replacing())?;
    for chunk in codes.chunks(50) {
        let rows = placeholders(chunk.len(), 2);
        let sql = format!("INSERT INTO recovery_codes (member_id, hash) VALUES {rows}");
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for code in chunk {
            query = query.bind(id.to_string()).bind(code.bytes());
        }
        query.execute(&mut *connection).await.map_err(replacing())?;
    }
    Ok(())
}
