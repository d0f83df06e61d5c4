//! Settings that an admin makes while the program runs, as JSON by key.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    AuditEntry, State, StateError,
    row::{Cells, storable},
};

#[cfg(test)]
mod tests;

const READING: &str = "read the settings";

impl State {
    /// A setting, if it was made.
    pub async fn setting(&self, key: &str) -> Result<Option<Value>, StateError> {
        Ok(self.settings().await?.remove(&storable(key)))
    }

    /// All settings, by key.
    pub async fn settings(&self) -> Result<BTreeMap<String, Value>, StateError> {
        let rows = sqlx::query("SELECT setting_key, value FROM settings")
            .fetch_all(self.pool())
            .await
            .map_err(StateError::query(READING))?;
        let read = |row| {
            let cells = Cells { row, table: "settings" };
            let value = serde_json::from_str(cells.get("value")?);
            Ok((cells.get("setting_key")?, value.map_err(|_no_json| cells.damaged())?))
        };
        rows.iter().map(read).collect()
    }

    /// Makes a setting, or takes it back with `None`.
    pub async fn set(
        &self,
        key: &str,
        value: Option<&Value>,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let mut change = self.begin_change("write a setting").await?;
        let failed = change.failed();
        let query = match value {
            Some(value) => sqlx::query(
                "INSERT INTO settings (setting_key, value, changed_at_ms) VALUES ($1, $2, $3)
                 ON CONFLICT (setting_key)
                 DO UPDATE SET value = excluded.value,
                     changed_at_ms = excluded.changed_at_ms, seal = NULL",
            )
            .bind(storable(key))
            .bind(value.to_string())
            .bind(now_ms),
            None => sqlx::query("DELETE FROM settings WHERE setting_key = $1").bind(storable(key)),
        };
        query.execute(change.connection()).await.map_err(failed)?;
        change.commit(audit, now_ms).await
    }
}
