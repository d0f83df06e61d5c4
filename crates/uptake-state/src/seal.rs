//! Seals: a checksum on each row of the tables that are in no chain.
//!
//! A row that is new or was changed has none (`seal = NULL`) until its transaction commits,
//! which seals it. Seals tell damage, not malice: whoever can write to the database can write
//! them too.

use futures::TryStreamExt as _;
use sqlx::{AnyConnection, AssertSqlSafe, Column as _, Row as _, ValueRef as _, any::AnyRow};

use crate::{State, StateError};

#[cfg(test)]
mod tests;

/// A table whose rows are sealed, with the columns that name a row.
struct Sealed {
    table: &'static str,
    key: &'static [&'static str],
}

const TABLES: [Sealed; 18] = [
    Sealed { table: "resellers", key: &["reseller_id"] },
    Sealed { table: "settings", key: &["setting_key"] },
    Sealed { table: "members", key: &["id"] },
    Sealed { table: "recovery_codes", key: &["member_id", "hash"] },
    Sealed { table: "links", key: &["hash"] },
    Sealed { table: "sessions", key: &["hash"] },
    Sealed { table: "tokens", key: &["token_id"] },
    Sealed { table: "sign_ins", key: &["state_hash"] },
    Sealed { table: "exports", key: &["id"] },
    Sealed { table: "insights_records", key: &["id"] },
    Sealed { table: "insights_runs", key: &["id"] },
    Sealed { table: "views", key: &["owner_id", "name"] },
    Sealed { table: "plays", key: &["code", "version"] },
    Sealed { table: "decisions", key: &["customer_id", "play"] },
    Sealed { table: "actions", key: &["id"] },
    Sealed { table: "action_customers", key: &["action_id", "customer_id"] },
    Sealed { table: "webhooks", key: &["id"] },
    Sealed { table: "deliveries", key: &["webhook_id", "notice_id"] },
];

/// Seals what this transaction wrote.
pub(crate) async fn seal(connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
    let unsealed = unsealed(connection).await?;
    for it in TABLES.iter().filter(|it| unsealed.iter().any(|table| table == it.table)) {
        it.seal(connection).await?;
    }
    Ok(())
}

/// The tables with rows that have no seal.
async fn unsealed(connection: &mut AnyConnection) -> Result<Vec<String>, sqlx::Error> {
    let tables = TABLES.map(|Sealed { table, .. }| {
        format!("SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table} WHERE seal IS NULL)")
    });
    let sql = tables.join(" UNION ALL ");
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(connection).await
}

impl State {
    /// Seals the rows of an earlier version.
    pub(crate) async fn seal_rows(&self) -> Result<(), StateError> {
        let sealing = || StateError::query("seal the rows of an earlier version");
        let mut connection = self.pool().acquire().await.map_err(sealing())?;
        if unsealed(&mut connection).await.map_err(sealing())?.is_empty() {
            return Ok(());
        }
        drop(connection);
        let transaction = self.begin_write().await.map_err(sealing())?;
        transaction.commit().await.map_err(sealing())
    }

    /// The rows that are not as they were sealed, in words. A row without a seal is of an
    /// earlier version, and was not yet opened to write.
    pub(crate) async fn check_seals(&self) -> Result<Vec<String>, StateError> {
        let reading = || StateError::query("read the sealed rows");
        let mut faults = Vec::new();
        for Sealed { table, .. } in TABLES {
            let sql = format!("SELECT * FROM {table} WHERE seal IS NOT NULL");
            let mut rows = sqlx::query(AssertSqlSafe(sql)).fetch(self.pool());
            let mut changed = 0_u64;
            while let Some(row) = rows.try_next().await.map_err(reading())? {
                let is_whole =
                    row.try_get::<&[u8], _>("seal").is_ok_and(|it| it == of(table, &row));
                changed += u64::from(!is_whole);
            }
            match changed {
                0 => {}
                1 => faults.push(format!("a row of table `{table}` was changed")),
                _ => faults.push(format!("{changed} rows of table `{table}` were changed")),
            }
        }
        Ok(faults)
    }
}

impl Sealed {
    async fn seal(&self, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
        let Self { table, key } = self;
        let sql = format!("SELECT * FROM {table} WHERE seal IS NULL");
        let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut *connection).await?;
        let names = (2..).zip(*key).map(|(at, column)| format!("{column} = ${at}"));
        let condition = names.collect::<Vec<_>>().join(" AND ");
        let sql = format!("UPDATE {table} SET seal = $1 WHERE {condition}");
        for row in &rows {
            let mut query = sqlx::query(AssertSqlSafe(sql.clone())).bind(of(table, row).to_vec());
            for column in *key {
                // The key is a text, a number, or the hash of a secret.
                query = match (row.try_get::<String, _>(column), row.try_get::<i64, _>(column)) {
                    (Ok(text), _) => query.bind(text),
                    (Err(_), Ok(number)) => query.bind(number),
                    (Err(_), Err(_)) => query.bind(row.try_get::<Vec<u8>, _>(column)?),
                };
            }
            query.execute(&mut *connection).await?;
        }
        Ok(())
    }
}

/// The seal of a row: half a BLAKE3 hash of its cells with their names, the empty ones left
/// out. Lengths stand before values, so that no two rows give the same bytes.
fn of(table: &str, row: &AnyRow) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"uptake row 1\n");
    let mut part = |bytes: &[u8]| {
        hasher.update(&u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(bytes);
    };
    part(table.as_bytes());
    for column in row.columns().iter().filter(|it| it.name() != "seal") {
        let at = column.ordinal();
        if row.try_get_raw(at).is_ok_and(|it| it.is_null()) {
            continue;
        }
        part(column.name().as_bytes());
        // A value of another kind than those is none that was written: it has no bytes here.
        if let Ok(number) = row.try_get::<i64, _>(at) {
            part(b"number");
            part(&number.to_be_bytes());
        } else if let Ok(text) = row.try_get::<&str, _>(at) {
            part(b"text");
            part(text.as_bytes());
        } else if let Ok(bytes) = row.try_get::<&[u8], _>(at) {
            part(b"bytes");
            part(bytes);
        }
    }
    let hash = hasher.finalize();
    *hash.as_bytes().first_chunk().expect("32 bytes begin with 16")
}
