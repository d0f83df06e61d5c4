//! What the ledger says of each commit.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uptake_model::{CustomerId, Day, DayRange};
use uptake_state::LedgerRow;
use uptake_store::RawObject;

use crate::AppError;

/// A commit: what became visible in one step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Entry {
    /// Files were imported.
    Import {
        /// The files, in the order of import.
        files: Vec<ImportedFile>,
    },
    /// Held snapshots of a file were confirmed.
    Confirm {
        /// The number of the import file.
        file_no: i64,
        /// The customers whose snapshots count from now on.
        customers: BTreeSet<CustomerId>,
    },
    /// A catalogue file was added.
    Catalogue {
        /// Its name.
        name: String,
        /// Its text.
        text: String,
        /// Whether it was made of Microsoft's list. What anybody else wrote is a correction:
        /// no list takes it back.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        from_list: bool,
    },
    /// All results were computed anew: the shipped catalogue or a setting had changed.
    Recompute {},
}

/// A file of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedFile {
    /// Its number, counted over all imports.
    pub file_no: i64,
    /// The file, as given.
    pub file: String,
    /// What it was recognised as.
    pub format: String,
    /// Rows read.
    pub rows: u64,
    /// Rows that were not there.
    pub new: u64,
    /// Rows that replaced another.
    pub changed: u64,
    /// Rows that were there.
    pub unchanged: u64,
    /// Rows that quarantine mode set aside.
    pub quarantined: u64,
    /// The file in `quarantine/` that holds them, if there are any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quarantine: Option<String>,
    /// Notices and bad rows.
    pub problems: u64,
    /// The customer it was imported for, when the file does not name one.
    pub customer: Option<CustomerId>,
    /// The days for which it was declared complete.
    pub covers: Option<DayRange>,
    /// The day that was given for it.
    pub as_of: Option<Day>,
    /// Customers whose snapshot in the file waits for confirmation.
    pub held: BTreeSet<CustomerId>,
    /// What it said, in the raw archive.
    pub objects: Vec<RawObject>,
}

impl Entry {
    /// The word for the ledger's own column.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Import { .. } => "import",
            Self::Confirm { .. } => "confirm",
            Self::Catalogue { .. } => "catalogue",
            Self::Recompute {} => "recompute",
        }
    }

    /// Reads an entry of the ledger.
    pub fn of(row: &LedgerRow) -> Result<Self, AppError> {
        serde_json::from_value(row.body.clone())
            .map_err(|source| AppError::LaterVersion { seq: row.seq, source })
    }
}
