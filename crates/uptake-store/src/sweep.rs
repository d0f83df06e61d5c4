//! What a killed process leaves behind: files that never got their name.

use std::{fs, io, path::Path};

use crate::{StoreError, store::Store};

/// How the names of unfinished files begin: data files, log files.
const UNFINISHED: [&str; 2] = [".writing-", ".uptake-"];

impl Store {
    /// Deletes unfinished files, and sets of tables that are not in use. Only for the
    /// process that holds the data folder, before it writes.
    pub fn sweep(&self) -> Result<(), StoreError> {
        fail::fail_point!("store::sweep::begun");
        sweep(self.archive())?;
        sweep(self.tables_folder())?;
        let Some(tables) = self.tables_folder().parent() else { return Ok(()) };
        let failed = |source| StoreError::io("sweep", tables, source);
        for entry in entries(tables).map_err(failed)? {
            let is_folder = entry.file_type().map_err(failed)?.is_dir();
            if is_folder && entry.path() != self.tables_folder() {
                fs::remove_dir_all(entry.path()).map_err(failed)?;
            }
        }
        Ok(())
    }
}

fn sweep(folder: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::io("sweep", folder, source);
    for entry in entries(folder).map_err(failed)? {
        let name = entry.file_name();
        if entry.file_type().map_err(failed)?.is_dir() {
            sweep(&entry.path())?;
        } else if UNFINISHED.iter().any(|it| name.to_string_lossy().starts_with(it)) {
            fs::remove_file(entry.path()).map_err(failed)?;
        }
    }
    Ok(())
}

/// What is in a folder; nothing if it is not there.
fn entries(folder: &Path) -> io::Result<Vec<fs::DirEntry>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}
