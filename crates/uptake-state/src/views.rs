//! Views that members save: what a page is asked for, under a name. Each belongs to the one
//! member who saved it.

use serde_json::Value;
use sqlx::{AnyConnection, any::AnyRow};
use uptake_model::MemberId;

use crate::{
    AuditEntry, Record, State, StateError,
    row::{Cells, storable},
};

#[cfg(test)]
mod tests;

/// A view that a member saved.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// What its owner calls it.
    pub name: String,
    /// The code of the page that it is a view of.
    pub page: String,
    /// What the page is asked for, in the words of the page.
    pub search: Value,
    /// When it was saved last, in milliseconds since 1970-01-01T00:00:00Z.
    pub changed_at_ms: i64,
}

const READING: &str = "read the saved views";
const WRITING: &str = "write a saved view";

impl View {
    fn read(row: &AnyRow) -> Result<Self, StateError> {
        let cells = Cells { row, table: "views" };
        let search = serde_json::from_str(cells.get("search")?);
        Ok(Self {
            name: cells.get("name")?,
            page: cells.get("page")?,
            search: search.map_err(|_no_json| cells.damaged())?,
            changed_at_ms: cells.get("changed_at_ms")?,
        })
    }
}

impl State {
    /// The views of a member, by name.
    pub async fn views(&self, owner: MemberId) -> Result<Vec<View>, StateError> {
        let rows = sqlx::query("SELECT * FROM views WHERE owner_id = $1")
            .bind(owner.to_string())
            .fetch_all(self.pool())
            .await
            .map_err(StateError::query(READING))?;
        let mut views = rows.iter().map(View::read).collect::<Result<Vec<_>, _>>()?;
        // Databases order texts by rules of their own.
        views.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(views)
    }

    /// Saves a view of a member, in the place of one of that name. Of the others there are at
    /// most `most - 1`: one more is refused.
    pub async fn put_view(
        &self,
        owner: MemberId,
        view: &View,
        most: usize,
        audit: &AuditEntry,
    ) -> Result<(), StateError> {
        let mut change = self.begin_change(WRITING).await?;
        let name = storable(&view.name);
        if count_others(change.connection(), owner, &name).await? >= most {
            return Err(StateError::Full { what: Record::View });
        }
        let failed = change.failed();
        sqlx::query(
            "INSERT INTO views (owner_id, name, page, search, changed_at_ms)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (owner_id, name) DO UPDATE SET page = excluded.page,
                 search = excluded.search, changed_at_ms = excluded.changed_at_ms,
                 seal = NULL",
        )
        .bind(owner.to_string())
        .bind(name)
        .bind(storable(&view.page))
        .bind(view.search.to_string())
        .bind(view.changed_at_ms)
        .execute(change.connection())
        .await
        .map_err(failed)?;
        change.commit(audit, view.changed_at_ms).await
    }

    /// Drops a view of a member.
    pub async fn drop_view(
        &self,
        owner: MemberId,
        name: &str,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let mut change = self.begin_change(WRITING).await?;
        let failed = change.failed();
        let dropped = sqlx::query("DELETE FROM views WHERE owner_id = $1 AND name = $2")
            .bind(owner.to_string())
            .bind(storable(name))
            .execute(change.connection())
            .await
            .map_err(failed)?;
        if dropped.rows_affected() == 0 {
            return Err(StateError::NotFound { what: Record::View });
        }
        change.commit(audit, now_ms).await
    }
}

async fn count_others(
    connection: &mut AnyConnection,
    owner: MemberId,
    name: &str,
) -> Result<usize, StateError> {
    let others: i64 =
        sqlx::query_scalar("SELECT count(*) FROM views WHERE owner_id = $1 AND name <> $2")
            .bind(owner.to_string())
            .bind(name)
            .fetch_one(connection)
            .await
            .map_err(StateError::query(READING))?;
    Ok(usize::try_from(others).unwrap_or(usize::MAX))
}
