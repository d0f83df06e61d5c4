//! What the ledger says of each commit.

use std::collections::{BTreeMap, BTreeSet};

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
    /// A customer was forgotten: its key was destroyed, and its rows are in no object any more.
    Forget {
        /// The customer.
        customer: CustomerId,
        /// The objects of earlier entries that had rows of it, by checksum: what stands in
        /// their place, or nothing.
        replaced: BTreeMap<String, Option<RawObject>>,
    },
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
            Self::Forget { .. } => "forget",
        }
    }

    /// The files that it brought.
    pub(crate) fn files(&self) -> &[ImportedFile] {
        match self {
            Self::Import { files } => files,
            Self::Confirm { .. }
            | Self::Catalogue { .. }
            | Self::Recompute {}
            | Self::Forget { .. } => &[],
        }
    }

    /// The objects of the raw archive that it brought.
    pub(crate) fn objects(&self) -> impl Iterator<Item = &RawObject> {
        self.files().iter().flat_map(|it| &it.objects)
    }

    /// Reads an entry of the ledger.
    pub fn of(row: &LedgerRow) -> Result<Self, AppError> {
        serde_json::from_value(row.body.clone())
            .map_err(|source| AppError::LaterVersion { seq: row.seq, source })
    }
}

/// Makes entries say what is left of them: objects that a later entry replaced, and no
/// snapshot of a customer that was forgotten since.
///
/// The ledger itself never changes; this is how it is read.
pub(crate) fn forgotten_since(entries: &mut [(LedgerRow, Entry)]) {
    for at in 0..entries.len() {
        let (earlier, rest) = entries.split_at_mut(at);
        if let Some((_, Entry::Forget { customer, replaced })) = rest.first() {
            leave_out(earlier, *customer, replaced);
        }
    }
}

/// Leaves a customer out of what entries say.
pub(crate) fn leave_out(
    entries: &mut [(LedgerRow, Entry)],
    customer: CustomerId,
    replaced: &BTreeMap<String, Option<RawObject>>,
) {
    for (_, entry) in entries {
        match entry {
            Entry::Import { files } => {
                for file in files {
                    file.held.remove(&customer);
                    let objects = std::mem::take(&mut file.objects).into_iter();
                    let left = |it: RawObject| match replaced.get(&it.checksum) {
                        Some(left) => left.clone(),
                        None => Some(it),
                    };
                    file.objects = objects.filter_map(left).collect();
                }
            }
            Entry::Confirm { customers, .. } => {
                customers.remove(&customer);
            }
            Entry::Catalogue { .. } | Entry::Recompute {} | Entry::Forget { .. } => {}
        }
    }
}
