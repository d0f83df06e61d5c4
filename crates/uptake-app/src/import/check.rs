//! A trial of an import: everything is done as it would be, on a copy that is thrown away.
//!
//! The data folder is only read, so that nobody has to wait for a trial. The tables' data
//! files never change, so the copy points to them; only the logs are copied. What the trial
//! writes lies in the system's folder for temporary files, which the owner alone can read.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use uptake_state::Keys;
use uptake_store::{Store, delta::checksum_path};

use super::{Batch, FileOutcome, ImportOutcome, ImportRequest, Merged, Progress, merge};
use crate::{AppError, Data, World, WritableData};

/// Does what an import of these files would do, and tells what would come of it: rows that
/// are new, changed and unchanged, and snapshots that would be held. Nothing is kept, and a
/// data folder that does not exist is not made.
pub async fn check_import(
    folder: &Path,
    world: World,
    request: &ImportRequest,
    progress: Progress<'_>,
) -> Result<ImportOutcome, AppError> {
    let failed = |source| AppError::Io { doing: "make", path: std::env::temp_dir(), source };
    let copy = tempfile::Builder::new().prefix("uptake-trial-").tempdir().map_err(failed)?;
    match Data::open(folder, world.clone()).await {
        Ok(data) => {
            let store = copied_store(&data, copy.path())?;
            let keys = data.state.keys().await?;
            Box::pin(check(&data, &store, keys, request, progress)).await
        }
        Err(AppError::NoData) => {
            copy_settings(folder, copy.path())?;
            let empty = WritableData::open(copy.path(), world).await?;
            let keys = empty.keys.clone();
            let data = &empty.data;
            Box::pin(check(data, &data.store, keys, request, progress)).await
        }
        Err(error) => Err(error),
    }
}

async fn check(
    data: &Data,
    store: &Store,
    keys: Keys,
    request: &ImportRequest,
    progress: Progress<'_>,
) -> Result<ImportOutcome, AppError> {
    let now = data.world.clock.now_millis();
    let batch = Batch::read(data, store, keys, request, progress).await?;
    if batch.is_refused() {
        return Ok(batch.refused()?);
    }
    let Merged { files, changed, .. } = Box::pin(merge(data, store, batch, now)).await?;
    let files = files.into_iter().map(|it| FileOutcome {
        report: it.report,
        file_no: None,
        counts: Some(it.counts),
        quarantine: None,
    });
    Ok(ImportOutcome { files: files.collect(), refused: false, changed })
}

/// A store that reads the tables of `data` and writes into `copy`.
fn copied_store(data: &Data, copy: &Path) -> Result<Store, AppError> {
    let tables = data.store.tables_folder();
    let generation = tables.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let failed = |path: PathBuf| move |source| AppError::Io { doing: "read", path, source };
    match fs::canonicalize(tables) {
        Ok(tables) => {
            let to = copy.join("tables").join(&generation);
            copy_tables(&tables, &to).map_err(failed(tables))?;
        }
        // A ledger without an import has no tables.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failed(tables.to_owned())(error)),
    }
    Ok(Store::new(copy, &generation))
}

/// Copies logs with their checksums, and points to everything else. Unfinished files are left
/// out.
fn copy_tables(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        let is_log = from.ends_with("_delta_log");
        if entry.file_type()?.is_dir() {
            copy_tables(&path, &target)?;
        } else if is_log {
            copy_checksums(&path, &target)?;
            fs::copy(&path, &target)?;
        } else {
            point_to(&path, &target)?;
        }
    }
    Ok(())
}

/// They are written before the log file and hidden beside it, so that they are asked for by
/// name: a listing that runs while another import ends may have passed them by.
fn copy_checksums(from: &Path, to: &Path) -> io::Result<()> {
    let (Some(from), Some(to)) = (checksum_path(from), checksum_path(to)) else { return Ok(()) };
    match fs::copy(from, to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(_) | Err(_) => Ok(()),
    }
}

#[cfg(unix)]
fn point_to(file: &Path, from: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(file, from)
}

#[cfg(not(unix))]
fn point_to(file: &Path, from: &Path) -> io::Result<()> {
    fs::copy(file, from).map(|_bytes| ())
}

fn copy_settings(folder: &Path, copy: &Path) -> Result<(), AppError> {
    let path = folder.join("uptake.toml");
    match fs::copy(&path, copy.join("uptake.toml")) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            Err(AppError::Io { doing: "read", path, source })
        }
        Ok(_) | Err(_) => Ok(()),
    }
}
