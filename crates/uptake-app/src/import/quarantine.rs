//! The files of rows that were set aside: `quarantine/HASH.csv` in the data folder.
//!
//! A file is named by its content, so no other is ever written over, and it gets its name
//! only after the import is recorded. It holds ids of people as the file had them: nobody
//! but the owner of the data folder may read it.

use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use uptake_ingest::{FileReport, quarantine_csv};

use super::Wording;
use crate::{AppError, Data, Entry};

const FOLDER: &str = "quarantine";
/// How the names of files begin whose import is not recorded yet.
const UNFINISHED: &str = ".writing-";

/// A file that is written and synced, and waits for its name.
pub(crate) struct Pending {
    name: String,
    folder: PathBuf,
    is_recorded: bool,
}

/// Writes the rows that a file's report sets aside, unless there are none.
pub(super) fn write(
    data_folder: &Path,
    report: &FileReport,
    wording: &Wording,
) -> Result<Option<Pending>, AppError> {
    if report.quarantined.is_empty() {
        return Ok(None);
    }
    let text = quarantine_csv(report, &|it| wording.word(it));
    let hash = blake3::hash(text.as_bytes()).to_hex();
    let name = format!("{}.csv", hash.get(..16).unwrap_or_default());
    let pending = Pending { name, folder: data_folder.join(FOLDER), is_recorded: false };
    let path = pending.temporary();
    make_private_folder(&pending.folder)
        .and_then(|()| write_private(&path, text.as_bytes()))
        .map_err(|source| AppError::Io { doing: "write", path, source })?;
    Ok(Some(pending))
}

impl Pending {
    /// The name that the file gets.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Notes that the import is recorded: from here on the file stays, with its name or until
    /// the next start gives it.
    pub(super) fn recorded(&mut self) {
        self.is_recorded = true;
    }

    /// Gives the file its name and tells its path.
    pub(super) fn keep(self) -> Result<PathBuf, AppError> {
        let path = self.folder.join(&self.name);
        let failed = |source| AppError::Io { doing: "rename", path: path.clone(), source };
        match fs::rename(self.temporary(), &path) {
            // Another file of the import has set aside the very same.
            Err(error) if error.kind() == io::ErrorKind::NotFound && path.exists() => {}
            renamed => renamed.map_err(failed)?,
        }
        File::open(&self.folder).and_then(|it| it.sync_all()).map_err(failed)?;
        Ok(path)
    }

    fn temporary(&self) -> PathBuf {
        self.folder.join(format!("{UNFINISHED}{}", self.name))
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if !self.is_recorded {
            // What cannot be removed is swept at the next start.
            let _removed = fs::remove_file(self.temporary());
        }
    }
}

/// Finishes what a killed process left behind: a file whose import was recorded gets its
/// name, any other is removed.
pub(crate) async fn sweep(data: &Data) -> Result<(), AppError> {
    let folder = data.folder().join(FOLDER);
    let failed = |source| AppError::Io { doing: "sweep", path: folder.clone(), source };
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries.collect::<io::Result<Vec<_>>>().map_err(failed)?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(error)),
    };
    let mut recorded: BTreeSet<String> = BTreeSet::new();
    for (_, entry) in data.entries().await? {
        if let Entry::Import { files } = entry {
            recorded.extend(files.into_iter().filter_map(|it| it.quarantine));
        }
    }
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(name) = name.strip_prefix(UNFINISHED) else { continue };
        if recorded.contains(name) {
            fs::rename(entry.path(), folder.join(name)).map_err(failed)?;
        } else {
            fs::remove_file(entry.path()).map_err(failed)?;
        }
    }
    Ok(())
}

fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
