//! Files that no version names: left over by an import that was killed before its commit.

use std::collections::BTreeMap;

use deltalake_core::kernel::Action;
use futures::{StreamExt as _, TryStreamExt as _};

use super::{CHECKSUM_TAG, DeltaError, Table};

/// Log files that are read at once.
const READ_AHEAD: usize = 16;

/// A file in the table's folder that is in no version of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// Relative to the table's folder, with `/`.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// When it was last written, in milliseconds since 1970 (UTC). A young one may belong to
    /// a commit that is still to come.
    pub modified: i64,
}

impl Table {
    /// Lists the orphans, sorted by path. It reads the whole log, all versions of it.
    pub async fn orphans(&self) -> Result<Vec<Orphan>, DeltaError> {
        let mut orphans: Vec<Orphan> = self
            .log
            .object_store(None)
            .list(None)
            .map_ok(|it| Orphan {
                path: it.location.to_string(),
                size: it.size,
                modified: it.last_modified.timestamp_millis(),
            })
            .try_filter(|it| std::future::ready(!it.path.starts_with("_delta_log/")))
            .try_collect()
            .await
            .map_err(|source| self.failed(source.into()))?;
        // Listed before the log is read: a file whose commit comes meanwhile is no orphan.
        let known = self.files_ever().await?;
        orphans.retain(|it| !known.contains_key(&it.path));
        orphans.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        Ok(orphans)
    }

    /// The paths of all files of all versions, with their checksums. It reads the whole log.
    pub async fn files_ever(&self) -> Result<BTreeMap<String, String>, DeltaError> {
        let latest = self.refresh().await?;
        let mut versions = futures::stream::iter(0..=latest)
            .map(|version| self.actions_of(version))
            .buffer_unordered(READ_AHEAD);
        let mut files = BTreeMap::new();
        while let Some(actions) = versions.try_next().await? {
            for action in actions {
                if let Action::Add(mut add) = action {
                    let tags = add.tags.as_mut();
                    let checksum = tags.and_then(|it| it.remove(CHECKSUM_TAG)?);
                    files.insert(add.path, checksum.unwrap_or_default());
                }
            }
        }
        Ok(files)
    }
}
