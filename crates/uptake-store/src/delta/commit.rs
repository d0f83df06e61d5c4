//! Writing a version: the check of what is asked, the file in the log, and now and then a
//! checkpoint.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use deltalake_core::DeltaTable;
use deltalake_core::checkpoints::create_checkpoint;
use deltalake_core::kernel::transaction::{CommitData, PROTOCOL};
use deltalake_core::kernel::{Action, CommitInfo, Transaction};
use deltalake_core::logstore::commit_uri_from_version;
use deltalake_core::logstore::object_store::{Error as StoreError, PutMode};
use deltalake_core::protocol::{DeltaOperation, SaveMode};

use super::table::Loaded;
use super::{
    AppTransaction, CHECKPOINT_INTERVAL, Commit, DataFile, DeltaError, Snapshot, Table, actions,
};

impl Table {
    /// Writes one version, and returns it when it is on the disk.
    ///
    /// A commit whose [`AppTransaction`] is in the log already changes nothing: the latest
    /// version is returned.
    pub async fn commit(&self, commit: Commit) -> Result<i64, DeltaError> {
        let base = self.loaded();
        if let Some(step) = &commit.app_transaction {
            let done = self.app_version(&step.app_id).await?;
            if done.is_some_and(|done| done >= step.version) {
                return Ok(base.snapshot.version);
            }
        }
        self.check_change(&base.snapshot, &commit)?;
        let steps = commit.app_transaction.clone().into_iter().collect();
        self.write(base, commit, steps).await
    }

    /// Writes one version after `base`, with the app transactions `steps`.
    pub(super) async fn write(
        &self,
        base: Loaded,
        commit: Commit,
        steps: Vec<AppTransaction>,
    ) -> Result<i64, DeltaError> {
        let actions = self.actions(&commit, &steps);
        PROTOCOL
            .can_commit(&base.state, &actions, &operation())
            .map_err(|error| self.failed(error.into()))?;
        let bytes = CommitData::new(actions, operation(), HashMap::new(), Vec::new())
            .get_bytes()
            .map_err(|error| self.failed(error.into()))?;
        let version = base.snapshot.version.saturating_add(1);
        let path = commit_uri_from_version(u64::try_from(version).ok());
        let store = self.log.object_store(None);
        match store.put_opts(&path, bytes.into(), PutMode::Create.into()).await {
            Ok(_) => {}
            Err(StoreError::AlreadyExists { .. }) => {
                let (table, version) = (self.name.clone(), base.snapshot.version);
                return Err(DeltaError::Conflict { table, version });
            }
            Err(source) => return Err(self.failed(source.into())),
        }
        self.keep(base.after(commit, steps));
        if version % CHECKPOINT_INTERVAL == 0 {
            self.sum_up().await;
        }
        Ok(version)
    }

    fn actions(&self, commit: &Commit, steps: &[AppTransaction]) -> Vec<Action> {
        let partition_column = self.partition_column.as_deref();
        let mut all = vec![Action::CommitInfo(CommitInfo {
            timestamp: Some(commit.committed),
            operation: Some(commit.operation.clone()),
            engine_info: Some(concat!("uptake/", env!("CARGO_PKG_VERSION")).to_owned()),
            info: commit.info.clone().into_iter().collect(),
            ..CommitInfo::default()
        })];
        for step in steps {
            let (app_id, last_updated) = (&step.app_id, Some(commit.committed));
            let step = Transaction::new_with_last_update(app_id, step.version, last_updated);
            all.push(step.into());
        }
        for file in &commit.removes {
            all.push(actions::remove(file, partition_column, commit.committed).into());
        }
        for file in &commit.adds {
            all.push(actions::add(file, partition_column).into());
        }
        all
    }

    fn check_change(&self, base: &Snapshot, commit: &Commit) -> Result<(), DeltaError> {
        let refused = |file: &DataFile, reason: &'static str| {
            let (table, path) = (self.name.clone(), file.path.clone());
            Err(DeltaError::Change { table, path, reason })
        };
        let mut changed = BTreeSet::new();
        for file in commit.removes.iter().chain(&commit.adds) {
            if !changed.insert(file.path.as_str()) {
                return refused(file, "it is named twice");
            }
        }
        for file in &commit.removes {
            if !contains(base, &file.path) {
                return refused(file, "it is not in the table");
            }
        }
        for file in &commit.adds {
            let folder = match (self.partition_column.as_deref(), file.partition.as_deref()) {
                (Some(column), Some(value)) => format!("{column}={value}/"),
                (None, None) => String::new(),
                (Some(_), None) => return refused(file, "it has no partition"),
                (None, Some(_)) => return refused(file, "the table has no partitions"),
            };
            let name = file.path.strip_prefix(&folder).unwrap_or_default();
            if name.is_empty() || name.contains('/') || name.starts_with(['.', '_']) {
                return refused(file, "it is in another folder or under a hidden name");
            }
            if contains(base, &file.path) {
                return refused(file, "it is in the table already");
            }
        }
        Ok(())
    }

    /// Writes a checkpoint. Without it opening is slower and nothing else, so that a failure
    /// must not fail the commit, which is on the disk.
    async fn sum_up(&self) {
        let summed_up = async {
            let version = self.refresh().await?;
            let mut table = DeltaTable::new(Arc::clone(&self.log));
            table.state = Some(self.loaded().state);
            create_checkpoint(&table, None).await.map_err(|error| self.failed(error))?;
            Ok::<i64, DeltaError>(version)
        };
        if let Err(error) = summed_up.await {
            let name = &self.name;
            tracing::warn!(table.name = %name, ?error, "no checkpoint of table `{name}`");
        }
    }
}

impl Loaded {
    /// The next version.
    fn after(self, commit: Commit, steps: Vec<AppTransaction>) -> Self {
        // A restored file may be in the table and be added again: the new description counts.
        let mut files: BTreeMap<String, DataFile> =
            self.snapshot.files.iter().map(|it| (it.path.clone(), it.clone())).collect();
        for file in &commit.removes {
            files.remove(&file.path);
        }
        files.extend(commit.adds.into_iter().map(|it| (it.path.clone(), it)));
        let snapshot = Snapshot {
            version: self.snapshot.version.saturating_add(1),
            files: files.into_values().collect(),
        };
        let mut known = self.steps;
        known.extend(
            steps.into_iter().map(|it| (it.app_id, Some(it.version).filter(|it| *it >= 0))),
        );
        Self { snapshot: Arc::new(snapshot), state: self.state, steps: known }
    }
}

fn contains(snapshot: &Snapshot, path: &str) -> bool {
    let found = snapshot.files.binary_search_by(|it| it.path.as_str().cmp(path));
    found.is_ok()
}

/// What the library calls it; the log has the commit's own word.
fn operation() -> DeltaOperation {
    DeltaOperation::Write { mode: SaveMode::Append, partition_by: None, predicate: None }
}
