//! Making anew what is derived: tables, pins and archived catalogues, from the raw archive and
//! the ledger.

use std::{collections::BTreeSet, path::Path, sync::Arc};

use uptake_ingest::catalogue;
use uptake_model::CustomerId;
use uptake_state::{LedgerRow, PinnedRow};
use uptake_store::{Damage, Pins, Store};

use crate::{
    AppError, Data, Entry, ImportedFile, World, WritableData,
    data::{RuleSet, Viewpoint, day_of, generations},
    verify::named_by_checksum,
};

/// Pins of all entries, and what is seen after the last.
pub(crate) struct Replayed {
    pub(crate) pinned: Vec<(i64, PinnedRow)>,
    pub(crate) view: Viewpoint,
}

impl Data {
    /// What was damaged and made anew when the folder was opened.
    pub fn repaired(&self) -> Option<&Damage> {
        self.repaired.as_ref()
    }
}

/// Makes anew what is derived in a folder in which someone met `damage`. Says whether there
/// was anything to do: others may have done it meanwhile.
pub async fn repair(folder: &Path, world: World, damage: &Damage) -> Result<bool, AppError> {
    let mut data = WritableData::open_to_rebuild(folder, world).await?;
    let tables = folder.join("tables");
    let is_replaced = damage.path.starts_with(&tables)
        && !damage.path.starts_with(data.data.store.tables_folder());
    if is_replaced {
        return Ok(false);
    }
    data.rebuild().await.map(|()| true)
}

impl WritableData {
    /// Deletes everything that is derived and makes it anew from the raw archive and the
    /// ledger. Until it is done, readers see the old tables.
    pub async fn rebuild(&mut self) -> Result<(), AppError> {
        let entries = self.data.entries().await?;
        let before = self.new_generation()?;
        match Box::pin(self.replay(&entries)).await {
            Ok(Replayed { pinned, view }) => {
                self.data.state.replace_pins(&pinned).await?;
                self.fold().await;
                self.data.view = view;
                self.remove_replaced(&pinned)
            }
            Err(error) => {
                self.old_generation(before);
                Err(error)
            }
        }
    }

    /// Makes anew what is derived, because this was met in it.
    pub(crate) async fn repair(&mut self, damage: Damage) -> Result<(), AppError> {
        self.rebuild().await?;
        self.data.repaired = Some(damage);
        Ok(())
    }

    /// Begins a set of tables; returns the one that is in use.
    pub(crate) fn new_generation(&mut self) -> Result<Arc<Store>, AppError> {
        let last = generations(&self.data.folder).into_iter().max().unwrap_or(0);
        let store = Arc::new(Store::new(&self.data.folder, &(last + 1).to_string()));
        remove(store.tables_folder())?;
        Ok(std::mem::replace(&mut self.data.store, store))
    }

    /// Goes back to the set of tables that is in use, as the new one came to nothing.
    pub(crate) fn old_generation(&mut self, before: Arc<Store>) {
        let given_up = std::mem::replace(&mut self.data.store, before);
        // What is left is swept later.
        drop(remove(given_up.tables_folder()));
    }

    /// Removes the tables and catalogues that nothing refers to any more.
    pub(crate) fn remove_replaced(&self, pinned: &[(i64, PinnedRow)]) -> Result<(), AppError> {
        for number in generations(&self.data.folder) {
            let folder = self.data.folder.join("tables").join(number.to_string());
            if folder != self.data.store.tables_folder() {
                remove(&folder)?;
            }
        }
        let mut named = BTreeSet::new();
        for (seq, pinned) in pinned {
            let rules: RuleSet = serde_json::from_str(&pinned.rules)
                .map_err(|source| AppError::LaterVersion { seq: *seq, source })?;
            named.insert(rules.catalogue);
        }
        let folder = self.data.folder.join("catalogues");
        for checksum in named_by_checksum(&folder, ".json").difference(&named) {
            let path = folder.join(format!("{checksum}.json"));
            std::fs::remove_file(&path).map_err(|source| AppError::Io {
                doing: "remove",
                path,
                source,
            })?;
        }
        Ok(())
    }

    /// Does every entry again, in the set of tables that was begun.
    pub(crate) async fn replay(
        &self,
        entries: &[(LedgerRow, Entry)],
    ) -> Result<Replayed, AppError> {
        let mut pinned = Vec::new();
        let mut view = Viewpoint { pins: Pins::default(), seq: 0, ..self.data.view.clone() };
        let mut added = catalogue::shipped();
        let refused = |problems| AppError::Catalogue { problems };
        for (row, entry) in entries {
            if let Entry::Catalogue { name, text, .. } = entry {
                let file = catalogue::parse(name, text).map_err(refused)?;
                catalogue::merge(&mut added, file).map_err(refused)?;
            }
            // By the rules of then, so that earlier moments answer as they did; they are
            // made anew only where they are lost.
            let then = self.data.recorded(row.seq).await;
            let now_in_force = || (Arc::new(added.clone()), self.data.config.grace());
            (view.catalogue, view.grace) =
                then.map_or_else(now_in_force, |it| (it.catalogue, it.grace));
            view.pins = Box::pin(self.replay_entry(entries, row, entry, &view)).await?;
            view.seq = row.seq;
            pinned.push((row.seq, self.pinned(&view)?));
        }
        Ok(Replayed { pinned, view })
    }

    async fn replay_entry(
        &self,
        entries: &[(LedgerRow, Entry)],
        row: &LedgerRow,
        entry: &Entry,
        view: &Viewpoint,
    ) -> Result<Pins, AppError> {
        let now = row.received_at_ms;
        let store = &self.data.store;
        match entry {
            Entry::Import { files } => {
                let first = files.first().map_or(1, |it| it.file_no);
                let mut stage = store.stage(day_of(now), first);
                for file in files {
                    stage.replay(file.file_no, &file.objects)?;
                }
                let held: BTreeSet<(i64, CustomerId)> = files
                    .iter()
                    .flat_map(|file| file.held.iter().map(|it| (file.file_no, *it)))
                    .collect();
                let takes = |file_no, customer| !held.contains(&(file_no, customer));
                Ok(store.import(&view.pins, view.rules(), stage, &takes, now).await?.pins)
            }
            Entry::Confirm { file_no, customers } => {
                let mut stage = store.stage(day_of(now), *file_no);
                stage.confirm();
                if let Some(file) = imported_file(entries, *file_no) {
                    stage.replay(*file_no, &file.objects)?;
                }
                let takes = |no: i64, customer| no == *file_no && customers.contains(&customer);
                Ok(store.import(&view.pins, view.rules(), stage, &takes, now).await?.pins)
            }
            Entry::Catalogue { .. } | Entry::Recompute {} => {
                Ok(store.recompute(&view.pins, view.rules(), now).await?)
            }
            Entry::Forget { .. } => Ok(view.pins.clone()),
        }
    }
}

/// The file of this number, if an entry brought it.
pub(crate) fn imported_file(entries: &[(LedgerRow, Entry)], file_no: i64) -> Option<&ImportedFile> {
    entries.iter().find_map(|(_, entry)| match entry {
        Entry::Import { files } => files.iter().find(|it| it.file_no == file_no),
        Entry::Confirm { .. }
        | Entry::Catalogue { .. }
        | Entry::Recompute {}
        | Entry::Forget { .. } => None,
    })
}

fn remove(folder: &Path) -> Result<(), AppError> {
    match std::fs::remove_dir_all(folder) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(AppError::Io { doing: "remove", path: folder.to_owned(), source })
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
