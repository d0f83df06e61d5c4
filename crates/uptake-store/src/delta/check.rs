//! Is the log whole? And if not: which file is it?
//!
//! The library reads only what it needs, and its errors do not always name the file. This
//! reads everything, and so runs only when something failed, or when asked.

use std::collections::BTreeSet;
use std::path::{Path as FilePath, PathBuf};

use deltalake_core::DeltaTableError;
use deltalake_core::logstore::object_store::ObjectStoreExt as _;
use deltalake_core::logstore::object_store::path::Path;
use deltalake_core::logstore::{LogStoreRef, get_actions};
use futures::TryStreamExt as _;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::DeltaError;
use super::durable::Unfit;
use super::table::failed;

const LOG_FOLDER: &str = "_delta_log";

/// Replaces an error of the library by the damage behind it, if there is one.
pub(super) async fn explain(
    log: &LogStoreRef,
    table: &str,
    folder: &FilePath,
    error: DeltaTableError,
) -> DeltaError {
    match whole_log(log, table, folder).await {
        Err(damage @ DeltaError::DamagedLog { .. }) => damage,
        Ok(()) | Err(_) => failed(table, error),
    }
}

/// Reads every file of the log: no version may be missing, and all must be readable.
pub(super) async fn whole_log(
    log: &LogStoreRef,
    table: &str,
    folder: &FilePath,
) -> Result<(), DeltaError> {
    let (versions, checkpoints) = listed(log, table).await?;
    let latest = versions.iter().chain(&checkpoints).max().copied().unwrap_or(0);
    for version in 0..=latest {
        let shown = i64::try_from(version).unwrap_or(i64::MAX);
        let damage = |reason| damaged(folder, shown, reason);
        let bytes = log
            .read_commit_entry(version)
            .await
            .map_err(|error| damage(unreadable(&error)))?
            .ok_or_else(|| damage("is missing".to_owned()))?;
        let actions = get_actions(version, &bytes).map_err(|error| damage(unreadable(&error)))?;
        if actions.is_empty() {
            return Err(damage("is empty".to_owned()));
        }
    }
    for version in checkpoints {
        check_checkpoint(log, table, folder, version).await?;
    }
    Ok(())
}

/// Before a table is made: there must be no data that a lost log described.
pub(super) async fn nothing_lost(
    log: &LogStoreRef,
    table: &str,
    folder: &FilePath,
) -> Result<(), DeltaError> {
    let store = log.object_store(None);
    let mut files = store.list(None);
    while let Some(file) = files.try_next().await.map_err(|source| failed(table, source.into()))? {
        let is_data = file.location.extension() == Some("parquet");
        if is_data {
            return Err(DeltaError::MissingLog { folder: folder.join(LOG_FOLDER) });
        }
    }
    Ok(())
}

/// The error about the log file of a version.
pub(super) fn damaged(folder: &FilePath, version: i64, reason: String) -> DeltaError {
    let file = log_file(folder, &format!("{version:020}.json"));
    DeltaError::DamagedLog { file, reason }
}

/// Says what is wrong inside a log file.
pub(super) fn unreadable(error: &DeltaTableError) -> String {
    if let Some(unfit) = unfit(error) {
        return unfit;
    }
    if let DeltaTableError::InvalidJsonLog { json_err, .. } = error {
        return format!("cannot be read: {json_err}");
    }
    format!("cannot be read: {error}")
}

/// What the checksum of a log file says, if that is behind the error.
fn unfit(error: &(dyn std::error::Error + 'static)) -> Option<String> {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if let Some(unfit) = error.downcast_ref::<Unfit>() {
            return Some(unfit.what.clone());
        }
        cause = error.source();
    }
    None
}

fn log_file(folder: &FilePath, name: &str) -> PathBuf {
    folder.join(LOG_FOLDER).join(name)
}

async fn check_checkpoint(
    log: &LogStoreRef,
    table: &str,
    folder: &FilePath,
    version: u64,
) -> Result<(), DeltaError> {
    let name = format!("{version:020}.checkpoint.parquet");
    let bytes = async {
        let path = Path::from_iter([LOG_FOLDER, &name]);
        log.object_store(None).get(&path).await?.bytes().await
    };
    let bytes = bytes.await.map_err(|source| match unfit(&source) {
        Some(reason) => DeltaError::DamagedLog { file: log_file(folder, &name), reason },
        None => failed(table, source.into()),
    })?;
    let read = || -> Result<(), Box<dyn std::error::Error>> {
        let batches = ParquetRecordBatchReaderBuilder::try_new(bytes)?.build()?;
        for batch in batches {
            batch?;
        }
        Ok(())
    };
    read().map_err(|error| DeltaError::DamagedLog {
        file: log_file(folder, &name),
        reason: format!("cannot be read: {error}"),
    })
}

/// The versions that have a log file, and those that have a checkpoint.
async fn listed(
    log: &LogStoreRef,
    table: &str,
) -> Result<(BTreeSet<u64>, BTreeSet<u64>), DeltaError> {
    let store = log.object_store(None);
    let mut files = store.list(Some(log.log_path()));
    let (mut versions, mut checkpoints) = (BTreeSet::new(), BTreeSet::new());
    while let Some(file) = files.try_next().await.map_err(|source| failed(table, source.into()))? {
        let name = file.location.filename().unwrap_or_default();
        let Some((version, kind)) = name.split_once('.') else {
            continue;
        };
        let Ok(version) = version.parse() else {
            continue;
        };
        if kind == "json" {
            versions.insert(version);
        } else if kind == "checkpoint.parquet" {
            checkpoints.insert(version);
        }
    }
    Ok((versions, checkpoints))
}
