//! The size of the activity table, as its Delta log tells it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde::Deserialize;

/// The folder that makes another one a Delta table.
const LOG: &str = "_delta_log";

/// A line of the log, as far as it matters here.
#[derive(Debug, Deserialize)]
struct Action {
    add: Option<Added>,
    remove: Option<Removed>,
}

#[derive(Debug, Deserialize)]
struct Added {
    path: String,
    size: u64,
}

#[derive(Debug, Deserialize)]
struct Removed {
    path: String,
}

/// The bytes of the files that are the newest version of the activity table under `data`.
pub(crate) fn activity_bytes(data: &Path) -> Result<u64> {
    let table = activity_table(data)?
        .with_context(|| format!("no activity table below {}", data.display()))?;
    let mut versions: Vec<PathBuf> =
        fs::read_dir(table.join(LOG))?.map(|it| Ok(it?.path())).collect::<Result<_>>()?;
    versions.retain(|it| it.extension().is_some_and(|it| it == "json"));
    versions.sort_unstable();

    let mut files: BTreeMap<String, u64> = BTreeMap::new();
    for version in versions {
        for line in fs::read_to_string(&version)?.lines() {
            let action: Action = serde_json::from_str(line)
                .with_context(|| format!("failed to read {}", version.display()))?;
            if let Some(removed) = action.remove {
                files.remove(&removed.path);
            }
            if let Some(added) = action.add {
                files.insert(added.path, added.size);
            }
        }
    }
    Ok(files.values().sum())
}

/// The last folder, in order of path, that is called `activity` and is a Delta table.
fn activity_table(folder: &Path) -> Result<Option<PathBuf>> {
    let mut found = None;
    let mut folders: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            folders.push(entry.path());
        }
    }
    folders.sort_unstable();
    for folder in folders {
        if folder.ends_with("activity") && folder.join(LOG).is_dir() {
            found = Some(folder);
        } else if let Some(deeper) = activity_table(&folder)? {
            found = Some(deeper);
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
