//! The database file: opening it, bringing it to this version's format, taking connections.
//!
//! Everything that only SQLite understands is here. The statements elsewhere run on the
//! `Any` driver with `$1` placeholders, which SQLite and PostgreSQL both take.

use std::path::{Path, PathBuf};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sqlx::{
    Any, AnyPool, ConnectOptions, Row as _, SqlSafeStr, Transaction,
    any::{AnyConnectOptions, AnyPoolOptions},
    migrate::{Migration, MigrationType, Migrator},
};

use crate::StateError;

#[cfg(test)]
mod tests;

/// The least SQLite that will do: earlier ones can lose committed rows when two connections
/// reset the write-ahead log at the same time.
const SQLITE_NEEDED: [u32; 3] = [3, 51, 3];

const MIGRATIONS: [(i64, &str, &str); 4] = [
    (1, "ledger", include_str!("../migrations/0001_ledger.sql")),
    (2, "identities", include_str!("../migrations/0002_identities.sql")),
    (3, "pins", include_str!("../migrations/0003_pins.sql")),
    (4, "checksums", include_str!("../migrations/0004_checksums.sql")),
];

/// `secure_delete` overwrites what is deleted: a forgotten name must not stay in free pages.
/// The cache (64 MiB) holds the pages that an import of a million users comes back to.
const WRITER_PRAGMAS: &str = "
    PRAGMA busy_timeout = 30000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA cache_size = -65536;
";

const READER_PRAGMAS: &str = "
    PRAGMA busy_timeout = 30000;
    PRAGMA query_only = ON;
";

/// The open state of one data folder.
///
/// Several processes may have it open; whoever imports holds the [`crate::DataLock`].
#[derive(Debug, Clone)]
pub struct State {
    pool: AnyPool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Write,
    Read,
}

impl State {
    /// Opens the state of the data folder to read and write; makes the folder and the
    /// tables if they are not there, and migrates those of an earlier version.
    pub async fn open(dir: &Path) -> Result<Self, StateError> {
        std::fs::create_dir_all(dir).map_err(|source| StateError::Io {
            doing: "create",
            path: dir.to_owned(),
            source,
        })?;
        let path = database_path(dir);
        create_private(&path).map_err(|source| StateError::Io {
            doing: "create",
            path: path.clone(),
            source,
        })?;
        let state = Self::connect(&path, Access::Write).await?;
        migrator().run(&state.pool).await.map_err(|source| StateError::Migrate { path, source })?;
        state.seal().await?;
        Ok(state)
    }

    /// Opens the state to read only. Works while another process writes, and sees what was
    /// committed when each query began.
    pub async fn open_read_only(dir: &Path) -> Result<Self, StateError> {
        let path = database_path(dir);
        let missing = || StateError::Missing { dir: dir.to_owned() };
        if !path.exists() {
            return Err(missing());
        }
        let state = Self::connect(&path, Access::Read).await?;
        let found = state.format().await?.ok_or_else(missing)?;
        let needed = MIGRATIONS.len().try_into().unwrap_or(i64::MAX);
        if found == needed {
            Ok(state)
        } else if found < needed && !state.has_entries().await? {
            // The first import was killed while it laid out the tables.
            Err(missing())
        } else {
            Err(StateError::Format { dir: dir.to_owned(), found, needed })
        }
    }

    /// Closes the connections and waits until they are; the last one folds the write-ahead
    /// log into the database file.
    pub async fn close(self) {
        self.pool.close().await;
    }

    /// What the database itself finds wrong with its file, in its words.
    pub(crate) async fn integrity(&self) -> Result<Vec<String>, StateError> {
        let rows = sqlx::query("PRAGMA integrity_check")
            .fetch_all(&self.pool)
            .await
            .map_err(StateError::query("check the database"))?;
        let unreadable = |_| "the database's own check cannot be read".to_owned();
        let texts = rows.iter().map(|it| it.try_get::<String, _>(0).unwrap_or_else(unreadable));
        Ok(texts.filter(|it| it != "ok").collect())
    }

    /// The connections, to read with.
    pub(crate) fn pool(&self) -> &AnyPool {
        &self.pool
    }

    /// Begins a transaction that writes. It takes SQLite's write lock at once: one that
    /// reads first and asks for the lock later can be refused it without waiting.
    pub(crate) async fn begin_write(&self) -> Result<Transaction<'static, Any>, sqlx::Error> {
        self.pool.begin_with("BEGIN IMMEDIATE").await
    }

    /// Drops the write-ahead log, which still holds what was just deleted. A reader that is
    /// in the middle of a query puts it off to the next checkpoint.
    pub async fn drop_log(&self) -> Result<(), StateError> {
        let done = sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.pool).await;
        done.map(|_| ()).map_err(StateError::query("drop the write-ahead log"))
    }

    async fn connect(path: &Path, access: Access) -> Result<Self, StateError> {
        sqlx::any::install_default_drivers();
        let opening = |source| StateError::Open { path: path.to_owned(), source };
        // Statements hold no values, but they are long and tell a reader of the log nothing.
        let options = database_url(path, access)
            .parse::<AnyConnectOptions>()
            .map_err(opening)?
            .disable_statement_logging();
        let pragmas = match access {
            Access::Write => WRITER_PRAGMAS,
            Access::Read => READER_PRAGMAS,
        };
        let pool = AnyPoolOptions::new()
            .max_connections(4)
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    sqlx::raw_sql(pragmas).execute(connection).await?;
                    Ok(())
                })
            })
            .connect_with(options)
            .await
            .map_err(opening)?;
        let version: String = sqlx::query_scalar("SELECT sqlite_version()")
            .fetch_one(&pool)
            .await
            .map_err(opening)?;
        check_sqlite_version(&version)?;
        Ok(Self { pool })
    }

    async fn has_entries(&self) -> Result<bool, StateError> {
        let rows: i64 = sqlx::query_scalar("SELECT count(*) FROM ledger")
            .fetch_one(&self.pool)
            .await
            .map_err(StateError::query("count the ledger"))?;
        Ok(rows > 0)
    }

    /// The number of the last migration, or `None` when the first was not run yet.
    async fn format(&self) -> Result<Option<i64>, StateError> {
        let doing = "read the format of the state";
        let tables: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'",
        )
        .fetch_one(&self.pool)
        .await
        .map_err(StateError::query(doing))?;
        if tables == 0 {
            return Ok(None);
        }
        sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations WHERE success")
            .fetch_one(&self.pool)
            .await
            .map_err(StateError::query(doing))
    }
}

fn database_path(dir: &Path) -> PathBuf {
    dir.join("state.sqlite")
}

/// Makes the file before SQLite does, so that only its owner can read the keys in it; the
/// log beside it gets the same rights.
fn create_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(|_| ())
}

fn database_url(path: &Path, access: Access) -> String {
    let path = path.to_string_lossy();
    let path = utf8_percent_encode(&path, NON_ALPHANUMERIC);
    match access {
        Access::Write => format!("sqlite:{path}?mode=rw"),
        Access::Read => format!("sqlite:{path}?mode=ro"),
    }
}

fn migrator() -> Migrator {
    let migrations = MIGRATIONS.map(|(version, name, sql)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    });
    Migrator::with_migrations(migrations.into())
}

fn check_sqlite_version(found: &str) -> Result<(), StateError> {
    let parts: Option<Vec<u32>> = found.split('.').map(|it| it.parse().ok()).collect();
    if parts.is_some_and(|parts| parts.as_slice() >= SQLITE_NEEDED.as_slice()) {
        return Ok(());
    }
    Err(StateError::OldSqlite {
        found: found.to_owned(),
        needed: SQLITE_NEEDED.map(|it| it.to_string()).join("."),
    })
}

/// The placeholders of an insert: `($1, $2), ($3, $4)` for two rows of two columns.
pub(crate) fn placeholders(rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        let first = row * columns + 1;
        let marks: Vec<_> = (first..first + columns).map(|it| format!("${it}")).collect();
        format!("({})", marks.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}
