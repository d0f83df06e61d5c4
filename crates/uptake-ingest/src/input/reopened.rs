//! A file that every copy of it opens for itself, when it is first read.
//!
//! So the members of an archive share its directory, and hold no file open while they wait.

use std::{
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom},
    path::PathBuf,
};

/// A file by its path, opened at the first read.
#[derive(Debug)]
pub(super) struct Reopened {
    path: PathBuf,
    file: Option<BufReader<File>>,
}

impl Reopened {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, file: None }
    }

    fn file(&mut self) -> io::Result<&mut BufReader<File>> {
        match &mut self.file {
            Some(file) => Ok(file),
            closed @ None => Ok(closed.insert(BufReader::new(File::open(&self.path)?))),
        }
    }
}

impl Clone for Reopened {
    fn clone(&self) -> Self {
        Self::new(self.path.clone())
    }
}

impl Read for Reopened {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.file()?.read(into)
    }
}

impl Seek for Reopened {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file()?.seek(to)
    }
}
