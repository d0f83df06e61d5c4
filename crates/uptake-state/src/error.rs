//! Why an operation on the state failed. No message and no `Debug` text carries a key.

use std::{fmt, path::PathBuf};

use sqlx::migrate::MigrateError;

use crate::{AuditDamage, LedgerDamage, Location};

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
    #[error("nothing was imported into `{location}` yet, it holds no state")]
    Missing {
        /// Where it would be.
        location: Location,
    },
    /// The state was written by another version of this program.
    #[error("the state in `{location}` has format {found}, this version reads {needed}: {}", remedy(*found, *needed))]
    Format {
        /// Where it is.
        location: Location,
        /// The number of the last migration that was run on it.
        found: i64,
        /// The number of the last migration this program knows.
        needed: i64,
    },
    /// Another process changes the data.
    #[error("`{location}` is in use by process {pid} on {host} since {since}: `{command}`")]
    Held {
        /// The data folder or the database.
        location: Location,
        /// The process.
        pid: u32,
        /// The machine it runs on.
        host: String,
        /// When it took the lock.
        since: jiff::Timestamp,
        /// What it was started as.
        command: String,
    },
    /// Another process changes the data and has not said (yet) which one.
    #[error("`{location}` is in use by another process")]
    HeldByUnknown {
        /// The data folder or the database.
        location: Location,
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
    #[error("failed to open the state in `{location}`")]
    Open {
        /// Where it is.
        location: Location,
        /// Why.
        source: sqlx::Error,
    },
    /// The database could not be brought to the format of this version.
    #[error("failed to migrate the state in `{location}`")]
    Migrate {
        /// Where it is.
        location: Location,
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
    /// The audit log is not what was written.
    #[error(transparent)]
    AuditDamaged(#[from] AuditDamage),
    /// There is none, or none that the asker may know of.
    #[error("no such {what}")]
    NotFound {
        /// What was asked for.
        what: Record,
    },
    /// It is not as the caller saw it any more.
    #[error("the {what} was changed meanwhile")]
    Stale {
        /// What was to be changed.
        what: Record,
    },
    /// Another one has it already.
    #[error("the {what} is taken")]
    Taken {
        /// What must be unique.
        what: Record,
    },
    /// Nobody would be left who can manage the program.
    #[error("the last enabled global admin must stay one")]
    LastAdmin,
    /// The first admin is made only while there is no member.
    #[error("there are members already")]
    HasMembers,
    /// It was good for some time only.
    #[error("the {what} has expired")]
    Expired {
        /// What has expired.
        what: Record,
    },
    /// It was good for once only.
    #[error("the {what} was used already")]
    Used {
        /// What was used.
        what: Record,
    },
    /// Something else depends on it.
    #[error("the {what} is in use")]
    InUse {
        /// What was to be removed.
        what: Record,
    },
    /// There are as many as there may be.
    #[error("no other {what} can be kept: there are too many")]
    Full {
        /// What was to be added.
        what: Record,
    },
    /// A reseller would be above itself.
    #[error("a reseller cannot be above itself")]
    Circle,
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

/// Something in the state that can be there or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Record {
    /// A member.
    Member,
    /// The mail address of a member.
    Email,
    /// A member's account at the organisation's identity provider.
    Identity,
    /// A link that works once.
    Link,
    /// A session of a member.
    Session,
    /// A sign-in that is under way.
    SignIn,
    /// A token.
    Token,
    /// A reseller.
    Reseller,
    /// An export.
    Export,
    /// A query, report or run of the Insights API.
    Insights,
    /// A saved view.
    View,
    /// A play of the partner's own.
    Play,
    /// A decision about a recommendation.
    Decision,
    /// An action.
    Action,
    /// A webhook.
    Webhook,
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Member => "member",
            Self::Email => "mail address",
            Self::Identity => "account at the identity provider",
            Self::Link => "link",
            Self::Session => "session",
            Self::SignIn => "sign-in",
            Self::Token => "token",
            Self::Reseller => "reseller",
            Self::Export => "export",
            Self::Insights => "query or report",
            Self::View => "saved view",
            Self::Play => "play",
            Self::Decision => "decision",
            Self::Action => "action",
            Self::Webhook => "webhook",
        })
    }
}

impl StateError {
    /// Whether the database is not what was written; anything else may pass, such as a full
    /// disk or a folder in use.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::DamagedRow { .. } | Self::LedgerDamaged(_) | Self::AuditDamaged(_) => true,
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
            | Self::NotFound { .. }
            | Self::Stale { .. }
            | Self::Taken { .. }
            | Self::LastAdmin
            | Self::HasMembers
            | Self::Expired { .. }
            | Self::Used { .. }
            | Self::InUse { .. }
            | Self::Full { .. }
            | Self::Circle
            | Self::KeyExists => false,
        }
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
        // PostgreSQL's codes have five characters, and none means damage of a row.
        let code = error.code().filter(|it| it.len() < 5);
        let code = code.and_then(|it| it.parse::<i32>().ok());
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
