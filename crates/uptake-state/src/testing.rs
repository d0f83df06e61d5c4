//! A test runs on both databases, and both must say the same.

use std::{
    fmt::{Debug, Display},
    sync::atomic::{AtomicU32, Ordering},
};

use sqlx::{AnyConnection, AssertSqlSafe, Connection as _};
use tempfile::TempDir;

use crate::{Location, State};

pub(crate) mod people;
pub(crate) mod tamper;

/// A database of a test's own, with nothing in it.
pub(crate) struct TestDatabase {
    pub(crate) location: Location,
    /// The data folder.
    pub(crate) dir: TempDir,
}

impl TestDatabase {
    /// A database in a folder of its own.
    pub(crate) fn sqlite() -> Self {
        let dir = tempfile::tempdir().unwrap();
        Self { location: Location::Folder(dir.path().to_owned()), dir }
    }

    async fn postgres(server: &str) -> (Self, String) {
        let (schema, location) = new_schema(server).await;
        (Self { location, dir: tempfile::tempdir().unwrap() }, schema)
    }

    pub(crate) async fn open(&self) -> State {
        State::open(&self.location).await.unwrap()
    }

    pub(crate) async fn read_only(&self) -> State {
        State::open_read_only(&self.location).await.unwrap()
    }

    /// A message, with `[here]` for where this database is.
    pub(crate) fn masked(&self, message: &dyn Display) -> String {
        let here = self.location.to_string();
        message.to_string().replace(&here, "[here]")
    }

    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self.location, Location::Postgres(_))
    }
}

/// Runs a test on SQLite, and on PostgreSQL if `UPTAKE_TEST_POSTGRES` is the URL of a database
/// in which schemas may be made; returns what both said.
pub(crate) async fn on_both<T: PartialEq + Debug>(test: impl AsyncFn(&TestDatabase) -> T) -> T {
    let said = test(&TestDatabase::sqlite()).await;
    if let Some(server) = server() {
        let (postgres, schema) = TestDatabase::postgres(&server).await;
        assert_eq!(test(&postgres).await, said, "PostgreSQL does not say what SQLite says");
        run(&server, &format!("DROP SCHEMA {schema} CASCADE")).await;
    }
    said
}

/// Both databases, for a test that goes through many cases in each.
pub(crate) async fn both() -> Vec<TestDatabase> {
    let mut both = vec![TestDatabase::sqlite()];
    if let Some(server) = server() {
        both.push(TestDatabase::postgres(&server).await.0);
    }
    both
}

/// The server for tests. Where everything must be tested, a missing one is a failure.
fn server() -> Option<String> {
    let server = std::env::var("UPTAKE_TEST_POSTGRES").ok().filter(|it| !it.is_empty());
    let is_ci = std::env::var("CI").is_ok_and(|it| it == "true");
    assert!(server.is_some() || !is_ci, "UPTAKE_TEST_POSTGRES names no server: see `make test`");
    server
}

/// Makes an empty schema, which only this test knows.
async fn new_schema(server: &str) -> (String, Location) {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let schema = format!("test_{}_{number}", std::process::id());
    run(server, &format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}")).await;
    let sign = if server.contains('?') { '&' } else { '?' };
    let url = format!("{server}{sign}options=-csearch_path%3D{schema}");
    (schema, Location::Postgres(url.parse().unwrap()))
}

async fn run(server: &str, sql: &str) {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(server).await.unwrap();
    let sql = format!("SET client_min_messages = warning; {sql}");
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}
