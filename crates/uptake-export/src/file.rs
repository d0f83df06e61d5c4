//! An export as a file that appears whole or not at all.
//!
//! The rows go to a temporary name in the same folder; the finished file is brought to disk
//! and then takes its name in one step.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

use crate::{Cell, ExportError, Format, RowWriter, Table, rows, stream_writer, xlsx::Sheets};

#[cfg(test)]
mod tests;

/// Starts an export into the file `path`: see [`crate::file_writer`].
pub(crate) fn writer(
    format: Format,
    table: &Table,
    path: &Path,
) -> Result<Box<dyn RowWriter>, ExportError> {
    let failed = |source| ExportError::Create { path: path.to_owned(), source };
    let target = match fs::metadata(path) {
        // A link keeps pointing to where it did.
        Ok(found) if found.is_file() => path.canonicalize().map_err(failed)?,
        Ok(found) if found.is_dir() => return Err(failed(io::ErrorKind::IsADirectory.into())),
        Ok(_) => {
            let out = OpenOptions::new().write(true).open(path).map_err(failed)?;
            return stream_writer(format, table, out);
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
        Err(error) => return Err(failed(error)),
    };
    let folder = folder(&target);
    let file = temporary_file(&folder).map_err(failed)?;
    let out = BufWriter::new(file.as_file().try_clone().map_err(failed)?);
    let inner = rows(format, table, Box::new(out), Sheets::beside(&folder))?;
    Ok(Box::new(Whole { inner, file, folder, target }))
}

/// Writes rows under a temporary name; dropping it removes them.
struct Whole {
    // Dropped first: it may still hold rows, which need no file any more.
    inner: Box<dyn RowWriter>,
    file: NamedTempFile,
    folder: PathBuf,
    target: PathBuf,
}

impl RowWriter for Whole {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        self.inner.row(cells)
    }

    fn finish(self: Box<Self>) -> Result<(), ExportError> {
        let Self { inner, file, folder, target } = *self;
        inner.finish()?;
        file.as_file().sync_all()?;
        let failed = |source| ExportError::Publish { path: target.clone(), source };
        file.persist(&target).map_err(|it| failed(it.error))?;
        sync_folder(&folder).map_err(failed)
    }
}

/// The folder that `path` lies in; the current one for a bare name.
fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        Some(_) | None => PathBuf::from("."),
    }
}

fn temporary_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".uptake-export-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What any program's new file gets; the process's mask takes its share away.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Brings the new name to disk, where the system can.
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Folders cannot be opened as files here; the system brings names to disk by itself.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
