//! What is PostgreSQL's alone: how writers take turns, and who may write at all.
//!
//! Every lock here is an advisory one, with a number made of what it is for and of the schema:
//! two installations in two schemas of one database do not wait for each other.

use sqlx::{Any, AnyPool, Transaction};

use super::Access;

/// A writer waits its turn as long as with SQLite. Whatever the server is set to, what was
/// committed is on its disk.
const WRITER_SETTINGS: &str = "
    SET client_min_messages = warning;
    SET lock_timeout = '30s';
    SET synchronous_commit = on;
";

const READER_SETTINGS: &str = "
    SET client_min_messages = warning;
    SET lock_timeout = '30s';
    SET default_transaction_read_only = on;
";

/// What every new connection begins with.
pub(super) fn settings(access: Access) -> &'static str {
    match access {
        Access::Write | Access::WriteAtOnce => WRITER_SETTINGS,
        Access::Read => READER_SETTINGS,
    }
}

/// Whether the tables of any version are there.
pub(super) async fn is_laid_out(pool: &AnyPool) -> Result<bool, sqlx::Error> {
    let tables: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM pg_tables
         WHERE schemaname = current_schema() AND tablename = '_sqlx_migrations'",
    )
    .fetch_one(pool)
    .await?;
    Ok(tables > 0)
}

/// Begins a transaction that writes. Writers take turns, as they do with SQLite: one sees
/// all that those before it committed, and nobody changes it meanwhile.
pub(super) async fn begin(pool: &AnyPool) -> Result<Transaction<'static, Any>, sqlx::Error> {
    // In two steps: a lock that is not given must leave a transaction to roll back.
    let mut transaction = pool.begin().await?;
    sqlx::query(
        "SELECT pg_advisory_xact_lock((1970304119::bigint << 32) | coalesce(
             (SELECT oid::bigint FROM pg_namespace WHERE nspname = current_schema()), 0))",
    )
    .execute(&mut *transaction)
    .await?;
    Ok(transaction)
}
