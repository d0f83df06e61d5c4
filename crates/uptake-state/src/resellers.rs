//! Resellers: who sells through whom. A distributor sees the customers of those below it.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::AnyConnection;

use crate::{
    AuditEntry, Record, State, StateError,
    row::{Cells, storable},
};

#[cfg(test)]
mod tests;

/// A reseller, in the hierarchy.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reseller {
    /// Its id, as `customers.reseller_id` gives it, compared exactly.
    pub id: String,
    /// The reseller right above it.
    pub parent: Option<String>,
    /// What it is called.
    pub name: String,
}

const READING: &str = "read the resellers";
const WRITING: &str = "write a reseller";

impl State {
    /// All resellers, by id.
    pub async fn resellers(&self) -> Result<Vec<Reseller>, StateError> {
        let mut connection = self.pool().acquire().await.map_err(StateError::query(READING))?;
        let all = all(&mut connection).await?;
        Ok(all.into_values().collect())
    }

    /// A reseller and all below it, by id. Only itself, if nothing is known of it.
    pub async fn reseller_and_below(&self, id: &str) -> Result<BTreeSet<String>, StateError> {
        let all = self.resellers().await?;
        let mut found = BTreeSet::from([id.to_owned()]);
        let mut above = vec![id];
        while let Some(parent) = above.pop() {
            for it in all.iter().filter(|it| it.parent.as_deref() == Some(parent)) {
                if found.insert(it.id.clone()) {
                    above.push(&it.id);
                }
            }
        }
        Ok(found)
    }

    /// Adds a reseller, or changes its name and place. The one above it must be there, and
    /// must not be below it.
    pub async fn put_reseller(
        &self,
        reseller: &Reseller,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let mut change = self.begin_change(WRITING).await?;
        let all = all(change.connection()).await?;
        let mut above = reseller.parent.as_deref();
        let mut steps = 0;
        while let Some(id) = above {
            if id == reseller.id || steps > all.len() {
                return Err(StateError::Circle);
            }
            let it = all.get(id).ok_or(StateError::NotFound { what: Record::Reseller })?;
            above = it.parent.as_deref();
            steps += 1;
        }
        let failed = change.failed();
        sqlx::query(
            "INSERT INTO resellers (reseller_id, parent_id, name) VALUES ($1, $2, $3)
             ON CONFLICT (reseller_id)
             DO UPDATE SET parent_id = excluded.parent_id, name = excluded.name, seal = NULL",
        )
        .bind(storable(&reseller.id))
        .bind(&reseller.parent)
        .bind(storable(&reseller.name))
        .execute(change.connection())
        .await
        .map_err(failed)?;
        change.commit(audit, now_ms).await
    }

    /// Removes a reseller that no other is below of.
    pub async fn remove_reseller(
        &self,
        id: &str,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let what = Record::Reseller;
        let mut change = self.begin_change("remove a reseller").await?;
        let all = all(change.connection()).await?;
        if !all.contains_key(id) {
            return Err(StateError::NotFound { what });
        }
        if all.values().any(|it| it.parent.as_deref() == Some(id)) {
            return Err(StateError::InUse { what });
        }
        let failed = change.failed();
        sqlx::query("DELETE FROM resellers WHERE reseller_id = $1")
            .bind(id)
            .execute(change.connection())
            .await
            .map_err(failed)?;
        change.commit(audit, now_ms).await
    }
}

async fn all(connection: &mut AnyConnection) -> Result<BTreeMap<String, Reseller>, StateError> {
    let rows = sqlx::query("SELECT * FROM resellers")
        .fetch_all(connection)
        .await
        .map_err(StateError::query(READING))?;
    let read = |row| {
        let cells = Cells { row, table: "resellers" };
        let id: String = cells.get("reseller_id")?;
        let reseller =
            Reseller { id: id.clone(), parent: cells.get("parent_id")?, name: cells.get("name")? };
        Ok((id, reseller))
    };
    rows.iter().map(read).collect()
}
