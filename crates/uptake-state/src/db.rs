//! The database: opened, migrated, and written by one at a time.
//!
//! SQLite in the data folder, or PostgreSQL. What is one's alone is in a module of its own;
//! all statements elsewhere run on the `Any` driver with `$1` placeholders, which both take.

use std::sync::Arc;

use sqlx::{
    Any, AnyConnection, AnyPool, ConnectOptions as _, Connection as _, SqlSafeStr,
    any::{AnyArguments, AnyConnectOptions, AnyPoolOptions},
    migrate::{Migration, MigrationType, Migrator},
};

use crate::{Location, StateError, recent::RecentAskers};

mod layout;
mod postgres;
mod sqlite;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use write::Write;

const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "ledger", include_str!("../migrations/0001_ledger.sql")),
    (2, "identities", include_str!("../migrations/0002_identities.sql")),
    (3, "pins", include_str!("../migrations/0003_pins.sql")),
    (4, "audit", include_str!("../migrations/0004_audit.sql")),
    (5, "partner", include_str!("../migrations/0005_partner.sql")),
    (6, "members", include_str!("../migrations/0006_members.sql")),
    (7, "sessions", include_str!("../migrations/0007_sessions.sql")),
    (8, "exports", include_str!("../migrations/0008_exports.sql")),
    (9, "checksums", include_str!("../migrations/0009_checksums.sql")),
    (10, "insights", include_str!("../migrations/0010_insights.sql")),
    (11, "views", include_str!("../migrations/0011_views.sql")),
    (12, "seals", include_str!("../migrations/0012_seals.sql")),
    (13, "plays", include_str!("../migrations/0013_plays.sql")),
    (14, "actions", include_str!("../migrations/0014_actions.sql")),
];

/// The open state of one data folder.
///
/// Several processes may have it open; whoever imports holds the [`crate::DataLock`].
#[derive(Debug, Clone)]
pub struct State {
    pool: AnyPool,
    /// For statements that may be left out.
    hasty: AnyPool,
    location: Location,
    recent: Arc<RecentAskers>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Access {
    Write,
    WriteAtOnce,
    Read,
}

impl State {
    /// Opens the state to read and write; makes the folder and the tables if they are not
    /// there, and migrates those of an earlier version.
    pub async fn open(location: &Location) -> Result<Self, StateError> {
        if let Location::Folder(dir) = location {
            sqlite::create(dir)?;
        }
        let state = Self::connect(location, Access::Write).await?;
        let migrated = migrator().run(&state.pool).await;
        migrated.map_err(|source| StateError::Migrate { location: location.clone(), source })?;
        state.seal().await?;
        state.seal_rows().await?;
        Ok(state)
    }

    /// Opens the state to read only. Works while another process writes, and sees what was
    /// committed when each query began.
    pub async fn open_read_only(location: &Location) -> Result<Self, StateError> {
        let missing = || StateError::Missing { location: location.clone() };
        if let Location::Folder(dir) = location
            && !sqlite::path(dir).exists()
        {
            return Err(missing());
        }
        let state = Self::connect(location, Access::Read).await?;
        let found = state.format().await?.ok_or_else(missing)?;
        let needed = MIGRATIONS.last().map_or(0, |(version, ..)| *version);
        if found == needed {
            Ok(state)
        } else if found < needed && !state.has_entries().await? {
            // The first import was killed while it laid out the tables.
            Err(missing())
        } else {
            Err(StateError::Format { location: location.clone(), found, needed })
        }
    }

    /// Whether there is a state, of any version.
    pub async fn exists(location: &Location) -> Result<bool, StateError> {
        match location {
            Location::Folder(dir) => Ok(sqlite::path(dir).exists()),
            Location::Postgres(_) => {
                let state = Self::connect(location, Access::Read).await?;
                let format = state.format().await;
                state.close().await;
                Ok(format?.is_some())
            }
        }
    }

    /// Where it is.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// Closes the connections and waits until they are; SQLite's last one folds the
    /// write-ahead log into the database file.
    pub async fn close(self) {
        self.hasty.close().await;
        self.pool.close().await;
    }

    /// What the database itself finds wrong with its files, in its words. PostgreSQL checks
    /// its pages when it reads them, and tells whoever keeps the server.
    pub(crate) async fn integrity(&self) -> Result<Vec<String>, StateError> {
        match self.location {
            Location::Folder(_) => {
                sqlite::integrity(&self.pool).await.map_err(StateError::query("check the database"))
            }
            Location::Postgres(_) => Ok(Vec::new()),
        }
    }

    /// Who was let in a moment ago.
    pub(crate) fn recent(&self) -> &Arc<RecentAskers> {
        &self.recent
    }

    /// The connections, to read with.
    pub(crate) fn pool(&self) -> &AnyPool {
        &self.pool
    }

    /// Begins a transaction that writes. There is one at a time: what it reads stays true
    /// until it is committed.
    pub(crate) async fn begin_write(&self) -> Result<Write, sqlx::Error> {
        match self.location {
            Location::Folder(_) => sqlite::begin(&self.pool).await,
            Location::Postgres(_) => postgres::begin(&self.pool).await,
        }
        .map(Write)
    }

    /// Runs one small statement that may be left out: it does not wait for a long import.
    pub(crate) async fn write_at_once(
        &self,
        query: sqlx::query::Query<'_, Any, AnyArguments>,
    ) -> Result<(), sqlx::Error> {
        match self.try_write(query).await {
            Err(source) if sqlite::is_busy(&source) => Ok(()),
            other => other,
        }
    }

    async fn try_write(
        &self,
        query: sqlx::query::Query<'_, Any, AnyArguments>,
    ) -> Result<(), sqlx::Error> {
        let mut transaction = match self.location {
            Location::Folder(_) => Write(sqlite::begin(&self.hasty).await?),
            // Writers of other rows are not in its way, so that it need not wait its turn.
            Location::Postgres(_) => Write(self.hasty.begin().await?),
        };
        query.execute(&mut *transaction).await?;
        transaction.commit().await
    }

    /// Drops what the database keeps of deleted rows, as far as that can be asked of it: of
    /// PostgreSQL it cannot.
    pub async fn drop_log(&self) -> Result<(), StateError> {
        match self.location {
            Location::Folder(_) => sqlite::drop_log(&self.pool)
                .await
                .map_err(StateError::query("drop the write-ahead log")),
            Location::Postgres(_) => Ok(()),
        }
    }

    async fn connect(location: &Location, access: Access) -> Result<Self, StateError> {
        sqlx::any::install_default_drivers();
        let opening = |source| StateError::Open { location: location.clone(), source };
        let wanted = options(location, access).map_err(opening)?;
        // A pool would try again for half a minute, and then say that it has waited.
        AnyConnection::connect_with(&wanted)
            .await
            .map_err(opening)?
            .close()
            .await
            .map_err(opening)?;
        let pool = pool_options(location, access).connect_with(wanted).await.map_err(opening)?;
        let hasty = match (location, access) {
            (Location::Folder(_), Access::Write) => pool_options(location, Access::WriteAtOnce)
                .max_connections(1)
                .connect_lazy_with(options(location, Access::WriteAtOnce).map_err(opening)?),
            // With PostgreSQL, writers of other rows are not in its way.
            _ => pool.clone(),
        };
        if let Location::Folder(_) = location {
            sqlite::check_version(&pool).await?;
        }
        Ok(Self { pool, hasty, location: location.clone(), recent: Arc::default() })
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
        let reading = || StateError::query("read the format of the state");
        let is_laid_out = match self.location {
            Location::Folder(_) => sqlite::is_laid_out(&self.pool).await,
            Location::Postgres(_) => postgres::is_laid_out(&self.pool).await,
        };
        if !is_laid_out.map_err(reading())? {
            return Ok(None);
        }
        sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations WHERE success")
            .fetch_one(&self.pool)
            .await
            .map_err(reading())
    }
}

fn options(location: &Location, access: Access) -> Result<AnyConnectOptions, sqlx::Error> {
    let options: AnyConnectOptions = match location {
        Location::Folder(dir) => sqlite::url(dir, access).parse()?,
        Location::Postgres(url) => AnyConnectOptions::from_url(url.url())?,
    };
    // Statements hold no values, but they are long and tell a reader of the log nothing.
    Ok(options.disable_statement_logging())
}

fn pool_options(location: &Location, access: Access) -> AnyPoolOptions {
    let settings = match location {
        Location::Folder(_) => sqlite::settings(access),
        Location::Postgres(_) => postgres::settings(access),
    };
    AnyPoolOptions::new().max_connections(4).after_connect(move |connection, _| {
        Box::pin(async move {
            sqlx::raw_sql(settings).execute(connection).await?;
            Ok(())
        })
    })
}

fn migrator() -> Migrator {
    let migrations = MIGRATIONS.iter().map(|(version, name, sql)| {
        let name = (*name).into();
        Migration::new(*version, name, MigrationType::Simple, sql.into_sql_str(), false)
    });
    Migrator::with_migrations(migrations.collect())
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
