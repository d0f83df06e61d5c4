//! Is everything that is stored what was written? Nothing that is damaged keeps the rest from
//! being read.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use uptake_model::with_causes;
use uptake_state::{AuditEnd, PinnedRow, State, StateError};
use uptake_store::{Damage, Pins, Store};

use crate::{
    AppError, Data, World,
    data::{RuleSet, database, latest_generation},
    forget::objects,
};

/// What `verify` found.
#[derive(Debug, Clone, Default)]
pub struct Verified {
    /// How many files were read and checked.
    pub files: u64,
    /// How many bytes they have.
    pub bytes: u64,
    /// Everything that is not as it was written: the file, and what is wrong with it.
    pub damage: Vec<Damage>,
}

/// Reads every stored byte of a data folder, also when its database cannot be opened.
pub async fn verify(folder: &Path, world: World) -> Result<Verified, AppError> {
    let location = world.location(folder);
    match Data::open_to_verify(folder, world).await {
        Ok(data) => data.verify().await,
        Err(AppError::State { source }) if source.is_damage() => {
            let mut found = Verified::default();
            found.note(&database(&location), with_causes(&source));
            let store = Store::new(folder, &latest_generation(folder));
            found.stored(folder, &store, BTreeSet::new(), &[]).await?;
            Ok(found)
        }
        Err(error) => Err(error),
    }
}

/// Follows the chain of the audit log from its first row to its last, and tells that one.
///
/// Whoever may write the database can make another chain of the same length; who keeps the
/// last row's hash elsewhere finds that out.
pub async fn verify_audit(folder: &Path, world: World) -> Result<AuditEnd, AppError> {
    match State::open_read_only(&world.location(folder)).await {
        Ok(state) => Ok(state.verify_audit().await?),
        Err(StateError::Missing { .. }) => Err(AppError::NoData),
        Err(error) => Err(error.into()),
    }
}

impl Data {
    /// Reads every stored object and checks it: the raw archive, the tables with their logs,
    /// the archived catalogues, the ledger's chain, the pins and the vault.
    pub async fn verify(&self) -> Result<Verified, AppError> {
        let mut found = Verified::default();
        let database = self.database();
        for fault in self.state.check().await? {
            found.note(&database, fault);
        }
        if let Err(source) = self.state.verify_audit().await {
            if !source.is_damage() {
                return Err(source.into());
            }
            found.note(&database, with_causes(&source));
        }
        let entries = match self.entries().await {
            Err(AppError::State { source }) if source.is_damage() => {
                found.note(&database, with_causes(&source));
                None
            }
            other => Some(other?),
        };
        let objects = entries.as_deref().map(objects).unwrap_or_default();
        let entries = entries.as_ref().map(|it| it.iter().map(|(row, _)| row.seq).collect());
        let pins = match self.state.all_pins().await {
            Err(source) if source.is_damage() => {
                found.note(&database, with_causes(&source));
                BTreeMap::new()
            }
            other => other?,
        };
        let pins = self.verify_pins(entries, pins, &mut found)?;
        found.stored(self.folder(), &self.store, objects, &pins).await?;
        Ok(found)
    }

    /// The pins that can be read; the catalogues that they name are checked.
    fn verify_pins(
        &self,
        entries: Option<BTreeSet<i64>>,
        pins: BTreeMap<i64, Result<PinnedRow, StateError>>,
        found: &mut Verified,
    ) -> Result<Vec<Pins>, AppError> {
        let database = self.database();
        for seq in entries.into_iter().flatten().filter(|it| !pins.contains_key(it)) {
            found.note(&database, format!("the pins of ledger entry {seq} are missing"));
        }
        let (mut read, mut catalogues) = (Vec::new(), BTreeSet::new());
        for (seq, pinned) in pins {
            let Ok(pinned) = pinned else {
                found.note(&database, format!("the pins of ledger entry {seq} are damaged"));
                continue;
            };
            let failed = |source| AppError::LaterVersion { seq, source };
            read.push(serde_json::from_str(&pinned.pins).map_err(failed)?);
            let rules: RuleSet = serde_json::from_str(&pinned.rules).map_err(failed)?;
            catalogues.insert(rules.catalogue);
        }
        for checksum in catalogues {
            if !self.catalogue_path(&checksum).exists() {
                found.note(&self.catalogue_path(&checksum), "it is missing".to_owned());
            }
        }
        Ok(read)
    }
}

impl Verified {
    fn note(&mut self, path: &Path, what: String) {
        self.damage.push(Damage { path: path.to_owned(), what });
    }

    /// Checks the files beside the database: those that it names, and all that are there.
    async fn stored(
        &mut self,
        folder: &Path,
        store: &Store,
        mut objects: BTreeSet<String>,
        pins: &[Pins],
    ) -> Result<(), AppError> {
        objects.extend(named_by_checksum(store.archive(), ".parquet"));
        let tables = store.verify(&objects, pins).await?;
        self.files += tables.files;
        self.bytes += tables.bytes;
        self.damage.extend(tables.damage);
        let catalogues = folder.join("catalogues");
        for checksum in named_by_checksum(&catalogues, ".json") {
            let path = catalogues.join(format!("{checksum}.json"));
            match std::fs::read(&path) {
                Ok(bytes) if blake3::hash(&bytes).to_hex().as_str() == checksum => {
                    self.files += 1;
                    self.bytes += u64::try_from(bytes.len()).unwrap_or(0);
                }
                Ok(_) => self.note(&path, "its content does not match its checksum".to_owned()),
                Err(error) => self.note(&path, error.to_string()),
            }
        }
        Ok(())
    }
}

/// The checksums that files of a folder are named by.
pub(crate) fn named_by_checksum(folder: &Path, suffix: &str) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.filter_map(|it| it.file_name().into_string().ok());
    let checksums = names.filter_map(|it| Some(it.strip_suffix(suffix)?.to_owned()));
    checksums.filter(|it| blake3::Hash::from_hex(it).is_ok()).collect()
}
