//! The log of a Delta table: which Parquet files are the table, version by version.
//!
//! The files themselves are written elsewhere and never changed; a commit names the files
//! that come and the files that go. Any Delta reader sees the same table (Power BI, Fabric,
//! Spark, `DuckDB`, Polars).
//!
//! **Invariants:**
//! - A version, once returned, survives a power cut, and so do all versions before it: log
//!   files are never cleaned up, so every version can be read again, forever.
//! - No data file is deleted here. [`Table::orphans`] only lists what no version names.
//! - Every file carries its BLAKE3 checksum, its number of rows and its smallest and largest
//!   customer. A file without them was added by another program and is an error.
//!
//! It is not a query engine, and it neither writes nor reads data files.

use std::sync::Arc;

mod actions;
mod check;
mod checksums;
mod commit;
mod durable;
mod error;
mod orphans;
mod restore;
mod schema;
mod table;

#[cfg(test)]
mod tests;

pub use checksums::{Checksums, checksum_path};
pub(crate) use durable::make_folder;
pub use error::DeltaError;
pub use orphans::Orphan;
pub use table::Table;

/// The column that every table has, never null: the files' ranges of it are in the log.
pub const CUSTOMER_COLUMN: &str = "customer_id";

/// The key under which a file's checksum stands in the `tags` of its add action.
pub const CHECKSUM_TAG: &str = "uptake.blake3";

/// After so many versions the log is summed up in one file, so that opening stays cheap: every
/// command reads what came since, of each table.
pub const CHECKPOINT_INTERVAL: i64 = 10;

/// A data file as the log describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFile {
    /// Relative to the table's folder, with `/`, such as `month=2026-03/part-1f0c.parquet`.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// The number of rows.
    pub rows: u64,
    /// The text of the partition column, or `None` where the table has no such column.
    pub partition: Option<String>,
    /// The smallest customer id in the file, as text.
    pub min_customer: String,
    /// The largest customer id in the file, as text.
    pub max_customer: String,
    /// When the file was written, in milliseconds since 1970 (UTC).
    pub modified: i64,
    /// BLAKE3 of the whole file, as the writer spells it.
    pub checksum: String,
}

/// The files of one version of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Counted from 0, the empty table.
    pub version: i64,
    /// Sorted by path.
    pub files: Vec<DataFile>,
}

/// What changes with one version: all of it or nothing.
#[derive(Clone, Debug)]
pub struct Commit {
    /// Files that come. They are written and synced already.
    pub adds: Vec<DataFile>,
    /// Files that go. They stay on the disk, for earlier versions.
    pub removes: Vec<DataFile>,
    /// Makes the commit happen once, however often it is tried.
    pub app_transaction: Option<AppTransaction>,
    /// A word for people who read the log, such as `IMPORT`.
    pub operation: String,
    /// More for people who read the log.
    pub info: serde_json::Map<String, serde_json::Value>,
    /// Now, in milliseconds since 1970 (UTC).
    pub committed: i64,
}

/// A numbered step of a program that writes to the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppTransaction {
    /// Names the program, or the stream of steps.
    pub app_id: String,
    /// Grows from step to step; not negative.
    pub version: i64,
}

/// A snapshot is shared: readers keep the version they began with.
type SharedSnapshot = Arc<Snapshot>;
