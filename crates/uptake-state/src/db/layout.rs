//! Is the database laid out as the migrations lay it out?
//!
//! The tables are compared with those of a new database, which the same migrations make. When
//! a migration ran and how long it took is nobody's figure: nothing reads it, and nothing is
//! compared with it.

use std::{fs::File, io::Read as _};

use sqlx::{AnyConnection, Connection as _, Row as _};

use super::{migrator, sqlite};
use crate::{Location, State, StateError};

#[cfg(test)]
mod tests;

impl State {
    /// What is not as the migrations made it, in words: the list of them; of SQLite also the
    /// tables and indexes, and the head of its file.
    pub(crate) async fn check_layout(&self) -> Result<Vec<String>, StateError> {
        let reading = || StateError::query("read the layout of the state");
        let mut faults: Vec<String> = Vec::new();
        if !self.lists_the_migrations().await.map_err(reading())? {
            faults.push("the list of migrations was changed".to_owned());
        }
        if let Location::Folder(dir) = &self.location {
            let mut connection = self.pool.acquire().await.map_err(reading())?;
            let found = tables(&mut connection).await.map_err(reading())?;
            if found != tables_of_a_new_one().await? {
                faults.push("the definition of a table or index was changed".to_owned());
            }
            let mut head = [0; sqlite::HEAD];
            let path = sqlite::path(dir);
            // A shorter file has all its pages in the write-ahead log.
            let is_read = File::open(&path).and_then(|mut it| it.read_exact(&mut head)).is_ok();
            if is_read && !sqlite::is_our_head(&head) {
                faults.push("the head of the file was changed".to_owned());
            }
        }
        Ok(faults)
    }

    async fn lists_the_migrations(&self) -> Result<bool, sqlx::Error> {
        let rows = sqlx::query(
            "SELECT version, description, checksum, CAST(success AS INTEGER) AS succeeded
             FROM _sqlx_migrations ORDER BY version",
        )
        .fetch_all(&self.pool)
        .await?;
        let migrator = migrator();
        let is_row = |row: &sqlx::any::AnyRow, it: &sqlx::migrate::Migration| {
            row.try_get::<i64, _>("version").is_ok_and(|found| found == it.version)
                && row.try_get::<&str, _>("description").is_ok_and(|found| found == it.description)
                && row.try_get::<&[u8], _>("checksum").is_ok_and(|found| found == &*it.checksum)
                && row.try_get::<i64, _>("succeeded").is_ok_and(|found| found == 1)
        };
        Ok(rows.len() == migrator.iter().len()
            && rows.iter().zip(migrator.iter()).all(|(row, it)| is_row(row, it)))
    }
}

/// What SQLite's tables and indexes are called and made of.
type Tables = Vec<[Option<String>; 4]>;

async fn tables(connection: &mut AnyConnection) -> Result<Tables, sqlx::Error> {
    let rows = sqlx::query("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name")
        .fetch_all(connection)
        .await?;
    let cell = |row: &sqlx::any::AnyRow, at: usize| row.try_get::<Option<String>, _>(at);
    rows.iter()
        .map(|row| Ok([cell(row, 0)?, cell(row, 1)?, cell(row, 2)?, cell(row, 3)?]))
        .collect()
}

async fn tables_of_a_new_one() -> Result<Tables, StateError> {
    let making = || StateError::query("lay out a new database to compare with");
    let mut new = AnyConnection::connect("sqlite::memory:").await.map_err(making())?;
    let laid_out = migrator().run(&mut new).await;
    laid_out.map_err(|source| making()(sqlx::Error::Migrate(Box::new(source))))?;
    let tables = tables(&mut new).await.map_err(making())?;
    new.close().await.map_err(making())?;
    Ok(tables)
}
