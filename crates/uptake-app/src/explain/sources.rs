//! The import files that a customer's figures come from, as the ledger has them.

use std::collections::{BTreeMap, BTreeSet};

use uptake_model::CustomerId;
use uptake_store::RawObject;

use super::Cited;
use crate::{AppError, Data, Entry, ImportedFile};

/// The import files by number, up to the import boundary that is looked at.
pub(super) struct Sources {
    files: BTreeMap<i64, ImportedFile>,
    held: BTreeSet<i64>,
}

impl Data {
    /// The files of a customer's figures, those set apart whose snapshot of the customer
    /// waits for confirmation.
    pub(super) async fn sources(&self, customer: CustomerId) -> Result<Sources, AppError> {
        let mut sources = Sources { files: BTreeMap::new(), held: BTreeSet::new() };
        for (row, entry) in self.entries().await? {
            if row.seq > self.view.seq {
                continue;
            }
            match entry {
                Entry::Import { files } => {
                    for file in files {
                        if file.held.contains(&customer) {
                            sources.held.insert(file.file_no);
                        }
                        sources.files.insert(file.file_no, file);
                    }
                }
                Entry::Confirm { file_no, customers } => {
                    if customers.contains(&customer) {
                        sources.held.remove(&file_no);
                    }
                }
                Entry::Catalogue { .. } | Entry::Recompute {} | Entry::Forget { .. } => {}
            }
        }
        Ok(sources)
    }
}

impl Sources {
    /// Where a row stands.
    pub(super) fn cite(&self, file_no: i64, line: Option<u64>) -> Cited {
        let file = self.files.get(&file_no).map(|it| it.file.clone()).unwrap_or_default();
        Cited { file_no, file, line }
    }

    /// What the files that count said, in the raw archive.
    pub(super) fn objects(&self) -> Vec<(i64, RawObject)> {
        let files = self.files.values().filter(|it| !self.held.contains(&it.file_no));
        files.flat_map(|it| it.objects.iter().map(|object| (it.file_no, object.clone()))).collect()
    }
}
