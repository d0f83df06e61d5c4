//! What can go wrong with the store.

use std::{io, path::PathBuf};

/// The store could not do what was asked. Nothing became visible.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The operating system failed.
    #[error("failed to {action} `{path}`", path = path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// On which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A stored file does not have the content it was written with.
    #[error("`{path}` is damaged: {what}; run `uptake verify`, then `uptake rebuild`", path = path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// A stored file is gone.
    #[error("`{path}` is missing; run `uptake verify`, then `uptake rebuild`", path = path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// Parquet could not be written.
    #[error("failed to write `{path}`", path = path.display())]
    Parquet {
        /// The file.
        path: PathBuf,
        /// Why.
        source: parquet::errors::ParquetError,
    },
    /// Rows do not fit their table.
    #[error("failed to lay out rows of table {table}")]
    Layout {
        /// The table.
        table: &'static str,
        /// Why.
        source: arrow_schema::ArrowError,
    },
    /// The table's log failed.
    #[error("failed to use the log of table {table}")]
    Delta {
        /// The table.
        table: String,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A worker stopped.
    #[error("a rollup worker stopped")]
    Worker,
    /// More users, sources or rows than the tables can number.
    #[error("too many {what} in one import")]
    TooMany {
        /// Of what.
        what: &'static str,
    },
}

impl StoreError {
    /// Wraps an error of the operating system.
    pub(crate) fn io(action: &'static str, path: impl Into<PathBuf>, source: io::Error) -> Self {
        let path = path.into();
        if source.kind() == io::ErrorKind::NotFound && action == "read" {
            return Self::Missing { path };
        }
        Self::Io { action, path, source }
    }
}
