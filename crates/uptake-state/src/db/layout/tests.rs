use insta::assert_snapshot;

use super::*;
use crate::testing::{TestDatabase, on_both};

/// The faults after a change behind our back.
async fn after(database: &TestDatabase, change: &'static str) -> String {
    let state = database.open().await;
    assert_eq!(state.check_layout().await.unwrap(), Vec::<String>::new());
    sqlx::raw_sql(change).execute(state.pool()).await.unwrap();
    state.check_layout().await.unwrap().join("; ")
}

#[tokio::test]
async fn a_changed_list_of_migrations_is_found() {
    for change in [
        "UPDATE _sqlx_migrations SET description = 'ledges' WHERE version = 1",
        "UPDATE _sqlx_migrations SET checksum = (SELECT checksum FROM _sqlx_migrations
         WHERE version = 2) WHERE version = 6",
        "UPDATE _sqlx_migrations SET success = FALSE WHERE version = 6",
        "UPDATE _sqlx_migrations SET version = 4096 WHERE version = 3",
        "DELETE FROM _sqlx_migrations WHERE version = 3",
    ] {
        let said = on_both(async |it| after(it, change).await).await;
        assert_eq!(said, "the list of migrations was changed", "{change}");
    }
}

#[tokio::test]
async fn a_changed_definition_of_a_table_or_index_is_found() {
    for change in ["DROP INDEX audit_actor", "ALTER TABLE resellers RENAME COLUMN name TO nane"] {
        let said = after(&TestDatabase::sqlite(), change).await;
        assert_eq!(said, "the definition of a table or index was changed", "{change}");
    }
}

/// A state of an earlier release must not look damaged: if these words change with `sqlx`,
/// both are to be known.
#[tokio::test]
async fn the_list_of_migrations_is_laid_out_as_ever() {
    sqlx::any::install_default_drivers();
    let tables = tables_of_a_new_one().await.unwrap();
    let list = tables.iter().find(|it| it[1].as_deref() == Some("_sqlx_migrations")).unwrap();
    assert_snapshot!(list[3].as_deref().unwrap(), @"
    CREATE TABLE _sqlx_migrations (
        version BIGINT PRIMARY KEY,
        description TEXT NOT NULL,
        installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
        success BOOLEAN NOT NULL,
        checksum BLOB NOT NULL,
        execution_time BIGINT NOT NULL
    )
    ");
}

#[tokio::test]
async fn a_changed_head_of_the_file_is_found_or_says_nothing() {
    let database = TestDatabase::sqlite();
    database.open().await.close().await;
    let path = sqlite::path(database.dir.path());
    let mut head = [0; sqlite::HEAD];
    File::open(path).unwrap().read_exact(&mut head).unwrap();
    assert!(sqlite::is_our_head(&head));
    let mut unfound = Vec::new();
    for at in 0..head.len() {
        for bit in 0..8 {
            head[at] ^= 1 << bit;
            if sqlite::is_our_head(&head) && unfound.last() != Some(&at) {
                unfound.push(at);
            }
            head[at] ^= 1 << bit;
        }
    }
    // The number of pages (28), the free ones (32, 36), which the database's own check
    // counts; the schema's version (40), which only tells that it changed; the version of
    // SQLite that wrote last (96), which nobody reads.
    let expected: Vec<usize> = (28..44).chain(96..100).collect();
    assert_eq!(unfound, expected);
}
