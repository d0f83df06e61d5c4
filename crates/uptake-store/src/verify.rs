//! Reading everything that is stored, to see whether it is what was written.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use crate::{StoreError, delta, store::Store, tables::Pins};

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

impl Store {
    /// Checks the objects of the raw archive, by checksum, and the tables at all of the
    /// pinned versions with their logs.
    pub async fn verify(
        &self,
        objects: &BTreeSet<String>,
        pins: &[Pins],
    ) -> Result<StoreVerified, StoreError> {
        let mut found = StoreVerified::default();
        for checksum in objects {
            check(&mut found, &self.archive().join(format!("{checksum}.parquet")), checksum);
        }
        let mut versions: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
        for (table, version) in pins.iter().flat_map(|it| &it.0) {
            versions.entry(table).or_default().insert(*version);
        }
        for (table, versions) in versions {
            self.verify_table(table, &versions, &mut found).await;
        }
        Ok(found)
    }

    async fn verify_table(&self, table: &str, versions: &BTreeSet<i64>, found: &mut StoreVerified) {
        let folder = self.tables_folder().join(table);
        let log = folder.join("_delta_log");
        Self::verify_log(&log, found);
        let opened = match delta::Table::open(self.tables_folder(), table).await {
            Ok(opened) => opened,
            Err(error) => {
                found.damage.push(Damage { path: log, what: chain(&error) });
                return;
            }
        };
        if let Err(error) = opened.verify_log().await {
            found.damage.push(Damage { path: log.clone(), what: chain(&error) });
        }
        let mut files = BTreeMap::new();
        for version in versions {
            match opened.snapshot(Some(*version)).await {
                Ok(snapshot) => files
                    .extend(snapshot.files.iter().map(|it| (it.path.clone(), it.checksum.clone()))),
                Err(error) => found.damage.push(Damage { path: log.clone(), what: chain(&error) }),
            }
        }
        for (path, checksum) in files {
            check(found, &folder.join(path), &checksum);
        }
    }

    /// Compares each file of a log with the checksum that was written beside it.
    fn verify_log(log: &Path, found: &mut StoreVerified) {
        let Ok(entries) = fs::read_dir(log) else { return };
        let mut paths: Vec<PathBuf> = entries.flatten().map(|it| it.path()).collect();
        paths.sort();
        for path in paths {
            let Some(sums) = delta::checksum_path(&path) else { continue };
            match fs::read_to_string(&sums) {
                Ok(checksums) => check_any(found, &path, &checksums),
                Err(error) => {
                    found.damage.push(Damage { path: sums, what: error.to_string() });
                }
            }
        }
    }
}

fn check(found: &mut StoreVerified, path: &Path, checksum: &str) {
    check_any(found, path, checksum);
}

/// Checks a file against the checksums of a list, one a line.
fn check_any(found: &mut StoreVerified, path: &Path, checksums: &str) {
    let matches = |bytes: &[u8]| {
        let checksum = blake3::hash(bytes).to_hex();
        checksums.lines().any(|it| it.trim() == checksum.as_str())
    };
    let what = match fs::read(path) {
        Ok(bytes) if matches(&bytes) => {
            found.files += 1;
            found.bytes += u64::try_from(bytes.len()).unwrap_or(0);
            return;
        }
        Ok(_) => "its content does not match its checksum".to_owned(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => "it is missing".to_owned(),
        Err(error) => error.to_string(),
    };
    found.damage.push(Damage { path: path.to_owned(), what });
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}
