//! Why an operation on the state failed. No message and no `Debug` text carries a key.

use std::path::PathBuf;

use sqlx::migrate::MigrateError;

use crate::ledger::LedgerDamage;

/// An operation on the state failed.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// The SQLite this program was built with has known faults.
    #[error("SQLite {found} is too old, {needed} or later is needed: build with the bundled one")]
    OldSqlite {
        /// The version of the library.
        found: String,
        /// The least version that will do.
        needed: String,
    },
    /// There is no state to read.
    #[error("nothing was imported into `{dir}` yet, it holds no `state.sqlite`")]
    Missing {
        /// The data folder.
        dir: PathBuf,
    },
    /// The state was written by another version of this program.
    #[error("the state in `{dir}` has format {found}, this version reads {needed}: {}", remedy(*found, *needed))]
    Format {
        /// The data folder.
        dir: PathBuf,
        /// The number of the last migration that was run on it.
        found: i64,
        /// The number of the last migration this program knows.
        needed: i64,
    },
    /// Another process works on the data folder.
    #[error("`{dir}` is in use by process {pid} on {host} since {since}: `{command}`")]
    Held {
        /// The data folder.
        dir: PathBuf,
        /// The process.
        pid: u32,
        /// The machine it runs on.
        host: String,
        /// When it took the lock.
        since: jiff::Timestamp,
        /// What it was started as.
        command: String,
    },
    /// Another process works on the data folder and has not said (yet) which one.
    #[error("`{dir}` is in use by another process")]
    HeldByUnknown {
        /// The data folder.
        dir: PathBuf,
    },
    /// The operating system failed.
    #[error("failed to {doing} `{path}`")]
    Io {
        /// What was tried: "create", "lock".
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The database could not be opened.
    #[error("failed to open `{path}`")]
    Open {
        /// The database file.
        path: PathBuf,
        /// Why.
        source: sqlx::Error,
    },
    /// The database could not be brought to the format of this version.
    #[error("failed to migrate `{path}`")]
    Migrate {
        /// The database file.
        path: PathBuf,
        /// Why.
        source: MigrateError,
    },
    /// A statement failed.
    #[error("failed to {doing}")]
    Query {
        /// What was tried: "append to the ledger".
        doing: &'static str,
        /// Why.
        source: sqlx::Error,
    },
    /// The ledger is not what was written.
    #[error(transparent)]
    LedgerDamaged(#[from] LedgerDamage),
    /// A customer got a key from another import meanwhile: user keys made with the newer one
    /// would name nobody.
    #[error("another import met one of these customers first: import again")]
    KeyExists,
    /// A stored id or key cannot be one.
    #[error("damaged row in table `{table}` of the state: restore a backup")]
    DamagedRow {
        /// The table.
        table: &'static str,
    },
}

impl StateError {
    /// Whether the database is not what was written; anything else may pass, such as a full
    /// disk or a folder in use.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::DamagedRow { .. } | Self::LedgerDamaged(_) => true,
            Self::Query { source, .. } | Self::Open { source, .. } => is_damage(source),
            Self::Migrate { source, .. } => {
                if let MigrateError::Execute(it) | MigrateError::ExecuteMigration(it, _) = source {
                    return is_damage(it);
                }
                // The list of migrations is not the one that this program wrote.
                matches!(source, MigrateError::VersionMissing(_) | MigrateError::VersionMismatch(_))
            }
            Self::OldSqlite { .. }
            | Self::Missing { .. }
            | Self::Format { .. }
            | Self::Held { .. }
            | Self::HeldByUnknown { .. }
            | Self::Io { .. }
            | Self::KeyExists => false,
        }
    }

    /// The error with its causes, for a list of faults.
    pub fn told(&self) -> String {
        let mut text = self.to_string();
        let mut source = std::error::Error::source(self);
        while let Some(cause) = source {
            text = format!("{text}: {cause}");
            source = cause.source();
        }
        text
    }

    /// Makes "failed to `doing`" of a failed statement.
    pub(crate) fn query(doing: &'static str) -> impl FnOnce(sqlx::Error) -> Self {
        move |source| Self::Query { doing, source }
    }
}

/// Codes of SQLite that a sound database of ours never gives: a statement that does not fit
/// its tables (1), pages that do not hang together (11), a file that is none of SQLite's (26).
fn is_damage(source: &sqlx::Error) -> bool {
    use sqlx::Error::{AnyDriverError, ColumnDecode, ColumnNotFound, Decode};
    if let Some(error) = source.as_database_error() {
        let code = error.code().and_then(|it| it.parse::<i32>().ok());
        return code.is_some_and(|it| [1, 11, 26].contains(&(it & 0xff)));
    }
    matches!(source, ColumnDecode { .. } | ColumnNotFound(_) | Decode(_) | AnyDriverError(_))
}

fn remedy(found: i64, needed: i64) -> &'static str {
    if found < needed {
        "run any command that writes, it brings the state up to date"
    } else {
        "use the newer version that wrote it"
    }
}
