//! The lock on a PostgreSQL database: a session of the server holds it.
//!
//! The server gives it back when the session ends, and so soon after the process or its
//! machine does. The table `writer` only says who; it never decides. It is no migration:
//! whoever may migrate holds this lock.

use std::fmt;

use jiff::Timestamp;
use sqlx::{AnyConnection, ConnectOptions as _, Connection as _, Row as _, any::AnyConnectOptions};

use super::{Holder, held};
use crate::{DatabaseUrl, Location, StateError};

/// A session that holds the lock.
pub(super) struct ServerLock {
    _connection: AnyConnection,
}

/// A process that was killed is noticed by the server only a moment later.
const SETTINGS: &str = "SET client_min_messages = warning; SET lock_timeout = '1s'";

/// The number is made of what the lock is for and of the schema: see [`crate::db`].
const LOCK: &str = "
    SELECT pg_advisory_lock((1970304107::bigint << 32) | coalesce(
        (SELECT oid::bigint FROM pg_namespace WHERE nspname = current_schema()), 0))";

const MAKE_TABLE: &str = "
    CREATE TABLE IF NOT EXISTS writer (
        id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
        backend BIGINT NOT NULL,
        pid BIGINT NOT NULL,
        host TEXT NOT NULL,
        since_ms BIGINT NOT NULL,
        command TEXT NOT NULL
    )";

const SAY_WHO: &str = "
    INSERT INTO writer (id, backend, pid, host, since_ms, command)
    VALUES (1, pg_backend_pid(), $1, $2, $3, $4)
    ON CONFLICT (id) DO UPDATE SET backend = excluded.backend, pid = excluded.pid,
        host = excluded.host, since_ms = excluded.since_ms, command = excluded.command";

/// What the session that holds the lock wrote, and not what an earlier one did.
const ASK_WHO: &str = "
    SELECT writer.* FROM writer
    JOIN pg_locks ON pg_locks.pid = writer.backend
    JOIN pg_namespace ON pg_namespace.oid = pg_locks.objid
    WHERE locktype = 'advisory' AND granted AND classid = 1970304107 AND objsubid = 1
        AND nspname = current_schema()
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";

impl ServerLock {
    pub(super) async fn acquire(url: &DatabaseUrl, holder: &Holder) -> Result<Self, StateError> {
        sqlx::any::install_default_drivers();
        let location = Location::Postgres(url.clone());
        let opening = |source| StateError::Open { location: location.clone(), source };
        let options = AnyConnectOptions::from_url(url.url()).map_err(opening)?;
        let options = options.disable_statement_logging();
        let mut connection = AnyConnection::connect_with(&options).await.map_err(opening)?;
        sqlx::raw_sql(SETTINGS).execute(&mut connection).await.map_err(opening)?;
        match sqlx::query(LOCK).execute(&mut connection).await {
            Ok(_) => {}
            Err(source) if is_taken(&source) => {
                return Err(held(location, ask_who(&mut connection).await));
            }
            Err(source) => return Err(opening(source)),
        }
        say_who(&mut connection, holder).await.map_err(opening)?;
        Ok(Self { _connection: connection })
    }
}

impl fmt::Debug for ServerLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ServerLock")
    }
}

/// `lock_not_available`.
fn is_taken(source: &sqlx::Error) -> bool {
    let code = source.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.as_deref() == Some("55P03")
}

async fn say_who(connection: &mut AnyConnection, holder: &Holder) -> Result<(), sqlx::Error> {
    sqlx::raw_sql(MAKE_TABLE).execute(&mut *connection).await?;
    sqlx::query(SAY_WHO)
        .bind(i64::from(holder.pid))
        .bind(&holder.host)
        .bind(holder.since.as_millisecond())
        .bind(&holder.command)
        .execute(connection)
        .await
        .map(|_| ())
}

/// Who holds the lock, or `None`: it may be about to say so.
async fn ask_who(connection: &mut AnyConnection) -> Option<Holder> {
    let row = sqlx::query(ASK_WHO).fetch_optional(connection).await.ok()??;
    Some(Holder {
        pid: row.try_get::<i64, _>("pid").ok()?.try_into().ok()?,
        host: row.try_get("host").ok()?,
        since: Timestamp::from_millisecond(row.try_get("since_ms").ok()?).ok()?,
        command: row.try_get("command").ok()?,
    })
}
