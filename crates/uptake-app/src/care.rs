//! The care of the data: what was imported, what waits, and what is computed anew.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use uptake_model::CustomerId;
use uptake_state::VaultChanges;
use uptake_store::{Digest, RawObject};

use crate::{
    AppError, Data, Entry, WritableData,
    data::{Viewpoint, day_of},
    rebuild::imported_file,
};

/// A commit of the ledger, for people to read.
#[derive(Debug, Clone)]
pub struct LedgerLine {
    /// Its number.
    pub seq: i64,
    /// When it was recorded, in milliseconds since 1970.
    pub recorded_at_ms: i64,
    /// What it was.
    pub entry: Entry,
}

impl Data {
    /// Every commit, first to last. Files hold only what nobody has confirmed since.
    pub async fn imports(&self) -> Result<Vec<LedgerLine>, AppError> {
        let mut waiting = self.waiting().await?;
        let entries = self.entries().await?;
        let lines = entries.into_iter().map(|(row, mut entry)| {
            if let Entry::Import { files } = &mut entry {
                for file in files {
                    file.held = waiting.remove(&file.file_no).unwrap_or_default();
                }
            }
            LedgerLine { seq: row.seq, recorded_at_ms: row.received_at_ms, entry }
        });
        Ok(lines.collect())
    }

    /// The held snapshots that nobody has confirmed: by import file, the customers.
    pub async fn waiting(&self) -> Result<BTreeMap<i64, BTreeSet<CustomerId>>, AppError> {
        let mut waiting: BTreeMap<i64, BTreeSet<CustomerId>> = BTreeMap::new();
        for (_, entry) in self.entries().await? {
            match entry {
                Entry::Import { files } => {
                    for file in files.into_iter().filter(|it| !it.held.is_empty()) {
                        waiting.insert(file.file_no, file.held);
                    }
                }
                Entry::Confirm { file_no, .. } => {
                    waiting.remove(&file_no);
                }
                Entry::Catalogue { .. } | Entry::Recompute {} | Entry::Forget { .. } => {}
            }
        }
        Ok(waiting)
    }

    /// One hash of tables and coverage: equal data gives an equal digest, in whatever order
    /// and however often it was imported.
    pub async fn digest(&self) -> Result<Digest, AppError> {
        let customers: BTreeSet<CustomerId> = self.state.customers().await?;
        let mut names = BTreeMap::new();
        for customer in customers {
            let known = self.state.all_user_ids(customer).await?;
            names.extend(
                known.into_iter().map(|(key, id)| ((customer, key), id.as_str().to_owned())),
            );
        }
        Ok(self.store.digest(&self.view.pins, self.view.rules(), &names).await?)
    }
}

impl Data {
    /// Whether a snapshot of a customer that says the same waits already.
    pub(crate) async fn waits_already(
        &self,
        customer: CustomerId,
        objects: &[RawObject],
    ) -> Result<bool, AppError> {
        let waiting = self.waiting().await?;
        let entries = self.entries().await?;
        let mut files = entries.iter().flat_map(|(_, entry)| entry.files());
        Ok(files.any(|file| {
            let waits = waiting.get(&file.file_no).is_some_and(|it| it.contains(&customer));
            waits && file.objects == objects
        }))
    }
}

impl WritableData {
    /// Takes a held snapshot as true: it counts from now on. Returns the customers.
    pub async fn confirm(&mut self, file_no: i64) -> Result<BTreeSet<CustomerId>, AppError> {
        let nothing = || AppError::NothingHeld { file_no };
        let customers = self.data.waiting().await?.remove(&file_no).ok_or_else(nothing)?;
        let entries = self.data.entries().await?;
        let file = imported_file(&entries, file_no).ok_or_else(nothing)?;
        let now = self.data.world.clock.now_millis();
        let view = self.data.view.clone();
        let mut stage = self.data.store.stage(day_of(now), file_no);
        stage.confirm();
        stage.replay(file_no, &file.objects)?;
        let takes = |no: i64, customer| no == file_no && customers.contains(&customer);
        let imported = self.data.store.import(&view.pins, view.rules(), stage, &takes, now);
        let imported = Box::pin(imported).await?;
        let entry = Entry::Confirm { file_no, customers: customers.clone() };
        let view = Viewpoint { pins: imported.pins, ..view };
        self.commit(&entry, view, VaultChanges::default(), now).await?;
        Ok(customers)
    }

    /// Computes all results anew from the tables, with the catalogue and settings of now.
    pub async fn roll_up(&mut self) -> Result<(), AppError> {
        let catalogue = Arc::clone(&self.data.view.catalogue);
        let grace = self.data.view.grace;
        self.recompute(Entry::Recompute {}, catalogue, grace).await
    }
}
