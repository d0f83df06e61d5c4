//! What can go wrong with a table's log.

use std::path::PathBuf;

use deltalake_core::DeltaTableError;

/// Why the log could not be read or written. Nothing was changed then, but for
/// [`DeltaError::Log`] out of a commit: it may or may not have happened, and opening the
/// table again tells.
#[derive(Debug, thiserror::Error)]
pub enum DeltaError {
    /// The log has a file that is missing or cannot be read: restore it from a backup, or
    /// rebuild the table.
    #[error("the table's log is damaged: `{file}` {reason}")]
    DamagedLog {
        /// The first such file.
        file: PathBuf,
        /// Continues the sentence that begins with the file.
        reason: String,
    },
    /// There are data files, but the folder with their log is empty or gone.
    #[error("the table's log is missing: `{folder}` has no versions, but there are data files")]
    MissingLog {
        /// Where the log should be.
        folder: PathBuf,
    },
    /// The version was never written.
    #[error("table `{table}` has no version {version}: the latest is {latest}")]
    NoSuchVersion {
        /// The table's name.
        table: String,
        /// The version asked for.
        version: i64,
        /// The latest there is.
        latest: i64,
    },
    /// Someone else wrote a version first. Look at it with [`super::Table::refresh`].
    #[error("table `{table}` was changed by another writer after version {version}")]
    Conflict {
        /// The table's name.
        table: String,
        /// The version this commit was made for.
        version: i64,
    },
    /// The table on the disk is not the table that the program expects.
    #[error("table `{table}` has other columns: expected {expected}, found {found}")]
    OtherColumns {
        /// The table's name.
        table: String,
        /// What the program writes.
        expected: String,
        /// What the log says.
        found: String,
    },
    /// A column of a type that our tables do not use.
    #[error("column `{column}` cannot be in a table: {reason}")]
    Column {
        /// The column's name.
        column: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A commit adds or removes a file that it cannot.
    #[error("table `{table}` cannot take the change of `{path}`: {reason}")]
    Change {
        /// The table's name.
        table: String,
        /// The file's path in the table.
        path: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A file in the log lacks what we write for each file: another program added it.
    #[error("table `{table}` has a foreign file `{path}`: the log does not give its {missing}")]
    ForeignFile {
        /// The table's name.
        table: String,
        /// The file's path in the table.
        path: String,
        /// What the log does not give.
        missing: &'static str,
    },
    /// The table's folder cannot be made or found.
    #[error("failed to open the folder `{folder}`")]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The Delta library failed for another reason, such as a full disk.
    #[error("failed to use the log of table `{table}`")]
    Log {
        /// The table's name.
        table: String,
        /// Why.
        source: Box<DeltaTableError>,
    },
}
