//! What was read becomes part of the tables, in versions that nobody is told of yet.

use std::{collections::BTreeSet, path::PathBuf};

use uptake_model::CustomerId;
use uptake_state::{Keys, VaultChanges};
use uptake_store::{Pins, Store};

use super::batch::{Batch, ReadFile};
use crate::{AppError, Data};

/// An import that only waits to be recorded.
pub(super) struct Merged {
    pub(super) files: Vec<ReadFile>,
    /// The versions of the tables with it.
    pub(super) pins: Pins,
    pub(super) vault: VaultChanges,
    pub(super) keys: Keys,
    /// The objects that it has put into the archive.
    pub(super) made: Vec<PathBuf>,
    /// Whether it changes anything, or makes anything wait.
    pub(super) changed: bool,
}

/// Merges a batch into the tables of `store`. When it fails, the archive is as it was.
pub(super) async fn merge(
    data: &Data,
    store: &Store,
    batch: Batch,
    now: i64,
) -> Result<Merged, AppError> {
    let made = batch.stage.made();
    match Box::pin(merge_into(data, store, batch, now)).await {
        Ok(merged) => Ok(merged),
        Err(error) => {
            remove(&made)?;
            Err(error)
        }
    }
}

async fn merge_into(
    data: &Data,
    store: &Store,
    batch: Batch,
    now: i64,
) -> Result<Merged, AppError> {
    let Batch { stage, names, mut files, .. } = batch;
    let view = &data.view;
    let held = store.find_held(&view.pins, &stage).await?;
    for file in &mut files {
        file.note_held(&held);
    }
    let waits: BTreeSet<(i64, CustomerId)> =
        held.iter().map(|it| (it.file_no, it.customer)).collect();
    let takes = |file_no, customer| !waits.contains(&(file_no, customer));
    let made = stage.made();
    let imported = store.import(&view.pins, view.rules(), stage, &takes, now).await?;
    let waiting = held.iter().map(|it| it.customer).collect();
    let (learnt, keys) = names.learn(&data.state, &imported.new_users, &waiting).await?;
    for file in &mut files {
        file.counts = imported.by_file.get(&file.file_no).copied().unwrap_or_default();
        // Names are in no table: a user of whom only the name changed counted as unchanged.
        let renamed = learnt.renamed.get(&file.file_no).copied().unwrap_or(0);
        let renamed = renamed.min(file.counts.unchanged);
        file.counts.unchanged -= renamed;
        file.counts.changed += renamed;
    }
    let mut changed = imported.pins != view.pins || learnt.renames;
    for it in &held {
        let file = files.iter().find(|file| file.file_no == it.file_no);
        let objects = file.map(|it| it.objects.as_slice()).unwrap_or_default();
        changed = changed || !data.waits_already(it.customer, objects).await?;
    }
    Ok(Merged { files, pins: imported.pins, vault: learnt.vault, keys, made, changed })
}

/// Takes objects out of the archive to which nothing refers.
pub(super) fn remove(made: &[PathBuf]) -> Result<(), AppError> {
    for path in made {
        let failed = |source| AppError::Io { doing: "remove", path: path.clone(), source };
        std::fs::remove_file(path).map_err(failed)?;
    }
    Ok(())
}
