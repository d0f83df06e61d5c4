//! What is SQLite's alone: the file, its rights, its settings, its write-ahead log.

use std::path::{Path, PathBuf};

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sqlx::{Any, AnyPool, Row as _, Transaction};

use super::Access;
use crate::StateError;

/// The least SQLite that will do: earlier ones can lose committed rows when two connections
/// reset the write-ahead log at the same time.
const NEEDED: [u32; 3] = [3, 51, 3];

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

/// For what may be left out: gives up at once when another writes, and does not wait for the
/// disk either.
const HASTY_PRAGMAS: &str = "
    PRAGMA busy_timeout = 0;
    PRAGMA synchronous = NORMAL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
";

const READER_PRAGMAS: &str = "
    PRAGMA busy_timeout = 30000;
    PRAGMA query_only = ON;
";

/// What every new connection begins with.
pub(super) fn settings(access: Access) -> &'static str {
    match access {
        Access::Write => WRITER_PRAGMAS,
        Access::WriteAtOnce => HASTY_PRAGMAS,
        Access::Read => READER_PRAGMAS,
    }
}

/// The database file of a data folder.
pub(super) fn path(dir: &Path) -> PathBuf {
    dir.join("state.sqlite")
}

/// The URL of the database of a data folder.
pub(super) fn url(dir: &Path, access: Access) -> String {
    let path = path(dir);
    let path = path.to_string_lossy();
    let path = utf8_percent_encode(&path, NON_ALPHANUMERIC);
    match access {
        Access::Write | Access::WriteAtOnce => format!("sqlite:{path}?mode=rw"),
        Access::Read => format!("sqlite:{path}?mode=ro"),
    }
}

/// Makes the folder and the file, if they are not there. The file before SQLite does, so that
/// only its owner can read the keys in it; the log beside it gets the same rights.
pub(super) fn create(dir: &Path) -> Result<(), StateError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| StateError::Io { doing: "create", path, source }
    };
    std::fs::create_dir_all(dir).map_err(failed(dir))?;
    let path = path(dir);
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(&path).map(|_| ()).map_err(failed(&path))
}

/// Refuses an SQLite with known faults.
pub(super) async fn check_version(pool: &AnyPool) -> Result<(), StateError> {
    let version: String = sqlx::query_scalar("SELECT sqlite_version()")
        .fetch_one(pool)
        .await
        .map_err(StateError::query("ask for the version of SQLite"))?;
    check(&version)
}

pub(super) fn check(found: &str) -> Result<(), StateError> {
    let parts: Option<Vec<u32>> = found.split('.').map(|it| it.parse().ok()).collect();
    if parts.is_some_and(|parts| parts.as_slice() >= NEEDED.as_slice()) {
        return Ok(());
    }
    Err(StateError::OldSqlite {
        found: found.to_owned(),
        needed: NEEDED.map(|it| it.to_string()).join("."),
    })
}

/// Whether the tables of any version are there.
pub(super) async fn is_laid_out(pool: &AnyPool) -> Result<bool, sqlx::Error> {
    let tables: i64 =
        sqlx::query_scalar("SELECT count(*) FROM sqlite_schema WHERE name = '_sqlx_migrations'")
            .fetch_one(pool)
            .await?;
    Ok(tables > 0)
}

/// Begins a transaction that writes. It takes the write lock at once: one that reads first
/// and asks for the lock later can be refused it without waiting.
pub(super) async fn begin(pool: &AnyPool) -> Result<Transaction<'static, Any>, sqlx::Error> {
    pool.begin_with("BEGIN IMMEDIATE").await
}

/// Whether a statement failed because another connection writes: `SQLITE_BUSY`, which further
/// bits may stand above.
pub(super) fn is_busy(source: &sqlx::Error) -> bool {
    let code = source.as_database_error().and_then(sqlx::error::DatabaseError::code);
    code.and_then(|it| it.parse::<u32>().ok()).is_some_and(|it| it & 0xff == 5)
}

/// What SQLite finds wrong with its file, in its words.
pub(super) async fn integrity(pool: &AnyPool) -> Result<Vec<String>, sqlx::Error> {
    let rows = sqlx::query("PRAGMA integrity_check").fetch_all(pool).await?;
    let unreadable = |_| "the database's own check cannot be read".to_owned();
    let texts = rows.iter().map(|it| it.try_get::<String, _>(0).unwrap_or_else(unreadable));
    Ok(texts.filter(|it| it != "ok").collect())
}

/// How many bytes of its file SQLite keeps to itself.
pub(super) const HEAD: usize = 100;

/// Whether the head of the file says what every database of ours says, and agrees with itself.
/// The rest of it counts changes, pages and versions: the database's own check follows those
/// that matter.
pub(super) fn is_our_head(head: &[u8; HEAD]) -> bool {
    // The name of the format, pages of 4 KiB, a write-ahead log, nothing reserved in a page.
    let begins = b"SQLite format 3\0\x10\0\x02\x02\0\x40\x20\x20";
    // The schema's format, no cache size, no vacuum, UTF-8. Nothing of it yet, while the first
    // tables are in the write-ahead log alone.
    let settings = [0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    head.starts_with(begins)
        && [settings, [0; 16]].iter().any(|it| head[44..60] == *it)
        && head[60..92].iter().all(|it| *it == 0)
        && head[24..28] == head[92..96]
}

/// Drops the write-ahead log, which still holds what was just deleted. A reader that is in
/// the middle of a query puts it off to the next checkpoint.
pub(super) async fn drop_log(pool: &AnyPool) -> Result<(), sqlx::Error> {
    sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)").execute(pool).await.map(|_| ())
}
