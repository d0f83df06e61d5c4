//! Files that were read and checked lately, for a process that reads them again and again.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use crate::{StoreError, file::CheckedFile};

/// Checked files by the name of their content, as many as fit into a number of bytes: which
/// is none, unless someone asks for it.
#[derive(Default)]
pub(crate) struct KeptFiles(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    limit_bytes: usize,
    bytes: usize,
    /// Counts the questions; tells which file was asked for last.
    clock: u64,
    files: BTreeMap<String, (CheckedFile, u64)>,
}

impl KeptFiles {
    /// From now on keeps files of up to so many bytes altogether.
    pub(crate) fn keep(&self, limit_bytes: usize) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.limit_bytes = limit_bytes;
        kept.shrink();
    }

    /// The file of this checksum, or the one that `open` gives.
    pub(crate) fn get_or(
        &self,
        checksum: &str,
        open: impl FnOnce() -> Result<CheckedFile, StoreError>,
    ) -> Result<CheckedFile, StoreError> {
        if let Some(file) = self.get(checksum) {
            return Ok(file);
        }
        // Read without the lock: others must not wait for it.
        let file = open()?;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if file.size() <= kept.limit_bytes >> 2 {
            kept.insert(checksum, file.clone());
        }
        Ok(file)
    }

    fn get(&self, checksum: &str) -> Option<CheckedFile> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.clock += 1;
        let clock = kept.clock;
        let (file, last) = kept.files.get_mut(checksum)?;
        *last = clock;
        Some(file.clone())
    }
}

impl Kept {
    fn insert(&mut self, checksum: &str, file: CheckedFile) {
        self.clock += 1;
        self.bytes += file.size();
        if let Some((before, _)) = self.files.insert(checksum.to_owned(), (file, self.clock)) {
            self.bytes -= before.size();
        }
        self.shrink();
    }

    /// Lets go of what was not asked for the longest, until the rest fits.
    fn shrink(&mut self) {
        while self.bytes > self.limit_bytes {
            let oldest = self.files.iter().min_by_key(|(_, (_, last))| *last);
            let Some(checksum) = oldest.map(|(checksum, _)| checksum.clone()) else { return };
            if let Some((file, _)) = self.files.remove(&checksum) {
                self.bytes -= file.size();
            }
        }
    }
}
