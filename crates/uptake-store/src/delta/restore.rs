//! Going back to an earlier version, forwards.

use std::collections::{BTreeMap, BTreeSet};

use deltalake_core::kernel::Action;
use deltalake_core::logstore::get_actions;

use super::{AppTransaction, Commit, DataFile, DeltaError, Snapshot, Table, check};

impl Table {
    /// Writes a version that equals the version `pinned`, where later ones are not wanted,
    /// such as those of an import that was killed. Returns the latest version.
    ///
    /// Files that came since are taken out of the table, and stay on the disk; files that
    /// went since come back. App transactions since are forgotten, so that they can be done
    /// again. Where nothing differs, nothing is written. `now` is in milliseconds since 1970.
    pub async fn restore_to(&self, pinned: i64, now: i64) -> Result<i64, DeltaError> {
        let base = self.loaded();
        let latest = base.snapshot.version;
        if pinned == latest {
            return Ok(latest);
        }
        let wanted = self.load(pinned).await?;
        let mut steps = Vec::new();
        for app_id in self.app_ids(pinned, latest).await? {
            let then = self.app_version_in(&wanted.state, &app_id).await?;
            if then != self.app_version(&app_id).await? {
                // The log cannot forget a step, but says with -1 that there was none.
                steps.push(AppTransaction { app_id, version: then.unwrap_or(-1) });
            }
        }
        let commit = Commit {
            adds: to_add(&wanted.snapshot, &base.snapshot),
            removes: to_remove(&wanted.snapshot, &base.snapshot),
            app_transaction: None,
            operation: "RESTORE".to_owned(),
            info: serde_json::Map::from_iter([("restoredVersion".to_owned(), pinned.into())]),
            committed: now,
        };
        if commit.adds.is_empty() && commit.removes.is_empty() && steps.is_empty() {
            return Ok(latest);
        }
        self.write(base, commit, steps).await
    }

    /// The apps with a step after version `pinned`.
    async fn app_ids(&self, pinned: i64, latest: i64) -> Result<BTreeSet<String>, DeltaError> {
        let mut found = BTreeSet::new();
        for version in pinned.saturating_add(1)..=latest {
            for action in self.actions_of(version).await? {
                if let Action::Txn(step) = action {
                    found.insert(step.app_id);
                }
            }
        }
        Ok(found)
    }

    /// What a version changed, as the log says it.
    pub(super) async fn actions_of(&self, version: i64) -> Result<Vec<Action>, DeltaError> {
        let number = u64::try_from(version).unwrap_or_default();
        let damaged = |reason| check::damaged(&self.folder, version, reason);
        let bytes = self
            .log
            .read_commit_entry(number)
            .await
            .map_err(|error| damaged(check::unreadable(&error)))?
            .ok_or_else(|| damaged("is missing".to_owned()))?;
        get_actions(number, &bytes).map_err(|error| damaged(check::unreadable(&error)))
    }
}

/// The files of `wanted` that are not in `present`, or are described otherwise there.
fn to_add(wanted: &Snapshot, present: &Snapshot) -> Vec<DataFile> {
    let there: BTreeMap<&str, &DataFile> = by_path(present);
    let differs = |it: &&DataFile| there.get(it.path.as_str()) != Some(it);
    wanted.files.iter().filter(differs).cloned().collect()
}

/// The files of `present` that are not in `wanted`.
fn to_remove(wanted: &Snapshot, present: &Snapshot) -> Vec<DataFile> {
    let stays = by_path(wanted);
    let goes = |it: &&DataFile| !stays.contains_key(it.path.as_str());
    present.files.iter().filter(goes).cloned().collect()
}

fn by_path(snapshot: &Snapshot) -> BTreeMap<&str, &DataFile> {
    snapshot.files.iter().map(|it| (it.path.as_str(), it)).collect()
}
