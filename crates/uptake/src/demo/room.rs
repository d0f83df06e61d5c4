//! Room for a demo: the folders it may write to, and what of an earlier demo goes.
//!
//! **Invariant:** a demo writes to folders that it found empty, and to those that it marked
//! then. What it did not make is neither replaced nor removed.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Component, Path, PathBuf},
};

use anyhow::{Context as _, Result};

use super::table::failed;

#[cfg(test)]
mod tests;

/// The file that marks a folder as a demo's. Its lines are the files that the demo wrote.
const MARK: &str = ".uptake-demo";

/// What a demo finds in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Room {
    /// Nothing: the folder is empty or not there.
    Free,
    /// An earlier demo, which wrote these files.
    Marked(BTreeSet<String>),
    /// Something that is not known to be a demo's.
    Taken,
}

/// Looks at a folder.
pub(crate) fn look(folder: &Path) -> Result<Room> {
    let unreadable = || format!("failed to read `{}`", folder.display());
    match fs::read_to_string(folder.join(MARK)) {
        Ok(text) => return Ok(Room::Marked(text.lines().map(str::to_owned).collect())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error).with_context(unreadable),
    }
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(if entries.next().is_none() { Room::Free } else { Room::Taken }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Room::Free),
        Err(error) => Err(error).with_context(unreadable),
    }
}

/// Marks a folder, which is made if need be, with the files that the demo writes.
pub(crate) fn mark(folder: &Path, files: &[PathBuf]) -> Result<()> {
    let lines: String = files.iter().map(|it| format!("{}\n", it.display())).collect();
    fs::create_dir_all(folder).with_context(|| failed(folder))?;
    let path = folder.join(MARK);
    fs::write(&path, lines).with_context(|| failed(&path))
}

/// Removes everything in a marked folder but its mark.
pub(crate) fn clear(folder: &Path) -> Result<()> {
    let removed = |path: &Path, is_folder: bool| {
        let done = if is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) };
        // SQLite removes its log by itself when the last reader goes.
        unless_gone(path, done)
    };
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() != MARK {
            removed(&entry.path(), entry.file_type()?.is_dir())?;
        }
    }
    Ok(())
}

/// Removes those of the marked files that lie in the folder: an earlier demo may have had
/// others than the next one has.
pub(crate) fn remove_files(folder: &Path, files: &BTreeSet<String>) -> Result<()> {
    let lies_here = |it: &&Path| {
        it.starts_with(folder) && !it.components().any(|it| it == Component::ParentDir)
    };
    for path in files.iter().map(Path::new).filter(lies_here) {
        unless_gone(path, fs::remove_file(path))?;
    }
    Ok(())
}

/// How a removal ended; what had gone before is removed.
fn unless_gone(path: &Path, removed: io::Result<()>) -> Result<()> {
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other.with_context(|| format!("failed to remove `{}`", path.display())),
    }
}
