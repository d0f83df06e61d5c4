//! Reading everything that is stored, to see whether it is what was written.
//!
//! A damaged file is named once, for its bytes; what the table then says is only asked of
//! logs that are whole, so that one flipped bit is not reported as many.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use uptake_model::with_causes;

use crate::{
    StoreError,
    delta::{self, Checksums},
    store::Store,
    tables::Pins,
};

/// Something that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub what: String,
}

/// What was read, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct StoreVerified {
    /// How many files were read and checked.
    pub files: u64,
    /// How many bytes they have.
    pub bytes: u64,
    /// Everything that is not as it was written.
    pub damage: Vec<Damage>,
}

impl StoreVerified {
    fn whole(&mut self, bytes: &[u8]) {
        self.files += 1;
        self.bytes += u64::try_from(bytes.len()).unwrap_or(0);
        tracing::trace!(target: "uptake::progress", phase = "verify", done = self.bytes);
    }

    fn damaged(&mut self, path: impl Into<PathBuf>, what: impl Into<String>) {
        self.damage.push(Damage { path: path.into(), what: what.into() });
    }
}

impl Store {
    /// Checks the objects of the raw archive, by checksum, and the tables that are pinned or
    /// there, all of their versions, with their logs.
    pub async fn verify(
        &self,
        objects: &BTreeSet<String>,
        pins: &[Pins],
    ) -> Result<StoreVerified, StoreError> {
        let mut found = StoreVerified::default();
        for checksum in objects {
            check(&mut found, &self.archive().join(format!("{checksum}.parquet")), checksum);
        }
        let mut latest: BTreeMap<&str, i64> = BTreeMap::new();
        for (table, version) in pins.iter().flat_map(|it| &it.0) {
            let known = latest.entry(table).or_default();
            *known = (*known).max(*version);
        }
        let there = tables_in(self.tables_folder());
        for table in &there {
            latest.entry(table).or_default();
        }
        for (table, latest) in latest {
            self.verify_table(table, latest, &mut found).await;
        }
        Ok(found)
    }

    async fn verify_table(&self, table: &str, latest: i64, found: &mut StoreVerified) {
        let folder = self.tables_folder().join(table);
        let log = folder.join("_delta_log");
        let present = match data_files(&folder) {
            Ok(present) => present,
            Err(error) => return found.damaged(folder, error.to_string()),
        };
        for (path, checksum) in &present {
            check(found, path, checksum);
        }
        let known = found.damage.len();
        verify_log(&log, latest, found);
        if found.damage.len() > known {
            return;
        }
        let named = match self.named_files(table, latest).await {
            Ok(named) => named,
            Err(delta::DeltaError::DamagedLog { file, reason }) => {
                return found.damaged(file, reason);
            }
            Err(error) => return found.damaged(log, with_causes(&error)),
        };
        for (path, checksum) in named {
            let path = folder.join(path);
            match present.get(&path) {
                Some(named) if *named == checksum => {}
                Some(_) | None => check(found, &path, &checksum),
            }
        }
    }

    /// The data files of all versions, with their checksums, out of a log that is whole and
    /// must reach the version `latest`.
    async fn named_files(
        &self,
        table: &str,
        latest: i64,
    ) -> Result<BTreeMap<String, String>, delta::DeltaError> {
        let opened = delta::Table::open(self.tables_folder(), table).await?;
        opened.verify_log().await?;
        opened.snapshot(Some(latest)).await?;
        opened.files_ever().await
    }
}

/// The tables that are there, pinned or not.
fn tables_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let tables = entries.filter(|it| it.path().join("_delta_log").is_dir());
    tables.filter_map(|it| it.file_name().into_string().ok()).collect()
}

/// The data files of a table that are there, with the checksums that they are named by.
fn data_files(folder: &Path) -> io::Result<BTreeMap<PathBuf, String>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            let checksum = name.strip_suffix(".parquet");
            if entry.file_type()?.is_dir() {
                if !name.starts_with(['_', '.']) {
                    folders.push(path);
                }
            } else if let Some(checksum) = checksum.filter(|it| blake3::Hash::from_hex(it).is_ok())
            {
                found.insert(path, checksum.to_owned());
            }
        }
    }
    Ok(found)
}

/// Compares each file of a log with the checksums that were written beside it; the log must
/// reach the version `latest`.
fn verify_log(log: &Path, latest: i64, found: &mut StoreVerified) {
    let paths: io::Result<BTreeSet<PathBuf>> =
        fs::read_dir(log).and_then(|it| it.map(|entry| entry.map(|it| it.path())).collect());
    let paths = match paths {
        Ok(paths) => paths,
        Err(error) => return found.damaged(log, error.to_string()),
    };
    let versions = (0..=latest).map(|it| log.join(format!("{it:020}.json")));
    for path in versions.filter(|it| !paths.contains(it)) {
        found.damaged(path, MISSING);
    }
    for path in paths {
        let Some(sums) = delta::checksum_path(&path) else { continue };
        let sums_bytes = match fs::read(&sums) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                found.damaged(path, "it has no checksum: uptake did not write it");
                continue;
            }
            Err(error) => {
                found.damaged(sums, error.to_string());
                continue;
            }
        };
        match Checksums::parse(&sums_bytes) {
            Some(checksums) => {
                found.whole(&sums_bytes);
                check_any(found, &path, |it| checksums.contain(it));
            }
            None => found.damaged(sums, DIFFERS),
        }
    }
    verify_hint(log, found);
}

/// The hint where the last checkpoint is must not lead nowhere.
fn verify_hint(log: &Path, found: &mut StoreVerified) {
    let Ok(bytes) = fs::read(log.join("_last_checkpoint")) else { return };
    let hint: Option<serde_json::Value> = serde_json::from_slice(&bytes).ok();
    let version = hint.as_ref().and_then(|it| it.get("version")?.as_u64());
    let Some(version) = version else { return };
    let checkpoint = log.join(format!("{version:020}.checkpoint.parquet"));
    if !checkpoint.exists() {
        found.damaged(checkpoint, MISSING);
    }
}

const DIFFERS: &str = "its content does not match its checksum";
const MISSING: &str = "it is missing";

fn check(found: &mut StoreVerified, path: &Path, checksum: &str) {
    check_any(found, path, |it| it.to_hex().as_str() == checksum);
}

fn check_any(found: &mut StoreVerified, path: &Path, matches: impl Fn(blake3::Hash) -> bool) {
    match fs::read(path) {
        Ok(bytes) if matches(blake3::hash(&bytes)) => found.whole(&bytes),
        Ok(_) => found.damaged(path, DIFFERS),
        Err(error) if error.kind() == io::ErrorKind::NotFound => found.damaged(path, MISSING),
        Err(error) => found.damaged(path, error.to_string()),
    }
}
