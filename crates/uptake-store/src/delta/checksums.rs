//! The checksums of log files, each in a hidden file beside the log file.
//!
//! A file of checksums has one line for the content that the log file has, or is about to
//! get, one for the content it had before, if any, and a last one for the lines above.

use std::path::{Path, PathBuf};

#[cfg(test)]
mod tests;

/// The contents that a log file may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checksums(Vec<blake3::Hash>);

/// Where the checksums of a log file stand: readers of Delta pass over hidden files. `None`
/// for a hidden file.
pub fn checksum_path(file: &Path) -> Option<PathBuf> {
    let name = file.file_name()?.to_str()?;
    (!name.starts_with('.')).then(|| file.with_file_name(format!(".{name}.blake3")))
}

impl Checksums {
    pub(super) fn new(contents: impl IntoIterator<Item = blake3::Hash>) -> Self {
        Self(contents.into_iter().collect())
    }

    /// Reads a file of checksums; `None` if any byte of it is not as it was written.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut found = Vec::new();
        for line in text.lines() {
            found.push(blake3::Hash::from_hex(line).ok()?);
        }
        found.pop();
        let found = Self(found);
        (!found.0.is_empty() && found.to_text() == text).then_some(found)
    }

    /// Whether a log file may have this content.
    pub fn contain(&self, content: blake3::Hash) -> bool {
        self.0.contains(&content)
    }

    pub(super) fn to_text(&self) -> String {
        let mut text: String = self.0.iter().map(|it| format!("{}\n", it.to_hex())).collect();
        let own = blake3::hash(text.as_bytes());
        text.push_str(&own.to_hex());
        text.push('\n');
        text
    }
}
