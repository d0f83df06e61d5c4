//! Why an export failed.

use std::{io, path::PathBuf};

use ::parquet::errors::ParquetError;
use rust_xlsxwriter::XlsxError;

use crate::ColumnKind;

/// Why an export failed.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The file could not be made where it was asked for.
    #[error("failed to write `{}`", path.display())]
    Create {
        /// Where it was asked for.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The rows could not be written: the disk is full, or the reader of a pipe has left.
    #[error("failed to write the export")]
    Write {
        /// What the system said.
        source: io::Error,
    },
    /// The finished rows could not be given their name.
    #[error("failed to move the finished export to `{}`", path.display())]
    Publish {
        /// The name.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The rows that a workbook is made of could not be kept: their disk is full.
    #[error("failed to keep the rows of the workbook in `{}`, make room there", path.display())]
    Scratch {
        /// The folder that they are kept in.
        path: PathBuf,
    },
    /// The workbook could not be written.
    #[error("failed to write the workbook")]
    Xlsx {
        /// The cause.
        source: XlsxError,
    },
    /// The Parquet file could not be written.
    #[error("failed to write the Parquet file")]
    Parquet {
        /// The cause.
        source: ParquetError,
    },
    /// A text is longer than a cell of Excel can hold.
    #[error(
        "the text in `{column}` of row {row} has more than the 32767 characters that a cell \
         of Excel holds, export to another format"
    )]
    LongText {
        /// The column.
        column: &'static str,
        /// The row, from 1, without the header.
        row: u64,
    },
    /// A number is so large that some formats could not keep it exactly.
    #[error("the number in `{column}` of row {row} is above 2^53")]
    LargeNumber {
        /// The column.
        column: &'static str,
        /// The row, from 1, without the header.
        row: u64,
    },
    /// The caller gave a row with too few or too many cells.
    #[error("row {row} has {found} cells, not {expected}")]
    Width {
        /// The row, from 1, without the header.
        row: u64,
        /// How many columns there are.
        expected: usize,
        /// How many cells came.
        found: usize,
    },
    /// The caller gave a cell of another kind than its column.
    #[error("the cell in `{column}` of row {row} is not of the kind {expected:?}")]
    Kind {
        /// The row, from 1, without the header.
        row: u64,
        /// The column.
        column: &'static str,
        /// The kind of the column.
        expected: ColumnKind,
    },
    /// An earlier row failed, so that the export lacks it.
    #[error("the export is not complete, an earlier row failed")]
    Incomplete,
}

impl From<csv::Error> for ExportError {
    fn from(error: csv::Error) -> Self {
        // Turned into an `io::Error` as it is, it would lose its kind.
        let kind = error.into_kind();
        if let csv::ErrorKind::Io(source) = kind {
            Self::Write { source }
        } else {
            Self::Write { source: io::Error::other(format!("{kind:?}")) }
        }
    }
}

impl From<io::Error> for ExportError {
    fn from(source: io::Error) -> Self {
        Self::Write { source }
    }
}

impl From<serde_json::Error> for ExportError {
    fn from(error: serde_json::Error) -> Self {
        Self::Write { source: error.into() }
    }
}

impl From<XlsxError> for ExportError {
    fn from(error: XlsxError) -> Self {
        if let XlsxError::IoError(source) = error {
            Self::Write { source }
        } else {
            Self::Xlsx { source: error }
        }
    }
}

impl From<ParquetError> for ExportError {
    fn from(error: ParquetError) -> Self {
        let ParquetError::External(cause) = error else {
            return Self::Parquet { source: error };
        };
        match cause.downcast::<io::Error>() {
            Ok(source) => Self::Write { source: *source },
            Err(cause) => Self::Parquet { source: ParquetError::External(cause) },
        }
    }
}
