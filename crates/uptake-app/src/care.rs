//! The care of the data: what was imported, whether it is whole, and making tables anew.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use uptake_ingest::catalogue;
use uptake_model::{CustomerId, Day};
use uptake_state::{StateError, VaultChanges};
use uptake_store::{Damage, Digest, Pins, Store};

use crate::{
    AppError, Data, Entry, ImportedFile, WritableData,
    data::{RuleSet, Viewpoint},
};

/// A commit of the ledger, for people to read.
#[derive(Debug, Clone)]
pub struct LedgerLine {
    /// Its number.
    pub seq: i64,
    /// When it was recorded, in milliseconds since 1970.
    pub recorded_at_ms: i64,
    /// What it was.
    pub entry: Entry,
}

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

impl Data {
    /// Every commit, first to last.
    pub async fn imports(&self) -> Result<Vec<LedgerLine>, AppError> {
        let entries = self.entries().await?;
        let lines = entries.into_iter().map(|(row, entry)| LedgerLine {
            seq: row.seq,
            recorded_at_ms: row.received_at_ms,
            entry,
        });
        Ok(lines.collect())
    }

    /// The held snapshots that nobody has confirmed: by import file, the customers.
    pub async fn waiting(&self) -> Result<BTreeMap<i64, BTreeSet<CustomerId>>, AppError> {
        let mut waiting: BTreeMap<i64, BTreeSet<CustomerId>> = BTreeMap::new();
        for (_, entry) in self.entries().await? {
            match entry {
                Entry::Import { files } => {
                    for file in files.into_iter().filter(|it| !it.held.is_empty()) {
                        waiting.insert(file.file_no, file.held);
                    }
                }
                Entry::Confirm { file_no, .. } => {
                    waiting.remove(&file_no);
                }
                Entry::Catalogue { .. } | Entry::Recompute {} => {}
            }
        }
        Ok(waiting)
    }

    /// Reads every stored object and checks it: the raw archive, the tables with their logs,
    /// the archived catalogues, the ledger's chain and the vault.
    pub async fn verify(&self) -> Result<Verified, AppError> {
        let mut found = Verified::default();
        let database = self.folder().join("state.sqlite");
        let mut note = |what: String| found.damage.push(Damage { path: database.clone(), what });
        for fault in self.state.check().await? {
            note(fault);
        }
        let entries = match self.entries().await {
            Ok(entries) => entries,
            Err(AppError::State { source: StateError::LedgerDamaged(source) }) => {
                note(source.to_string());
                return Ok(found);
            }
            Err(error) => return Err(error),
        };
        let mut objects = BTreeSet::new();
        let mut pins: Vec<Pins> = Vec::new();
        for (row, entry) in &entries {
            if let Entry::Import { files } = entry {
                objects
                    .extend(files.iter().flat_map(|it| &it.objects).map(|it| it.checksum.clone()));
            }
            let what = match self.state.pins_of(row.seq).await {
                Ok(Some(pinned)) => {
                    let failed = |source| AppError::LaterVersion { seq: row.seq, source };
                    pins.push(serde_json::from_str(&pinned.pins).map_err(failed)?);
                    let rules: RuleSet = serde_json::from_str(&pinned.rules).map_err(failed)?;
                    self.verify_catalogue(&rules, &mut found);
                    continue;
                }
                Ok(None) => "missing",
                Err(StateError::DamagedRow { .. }) => "damaged",
                Err(error) => return Err(error.into()),
            };
            let what = format!("the pins of ledger entry {} are {what}", row.seq);
            found.damage.push(Damage { path: database.clone(), what });
        }
        let store = self.store.verify(&objects, &pins).await?;
        found.files += store.files;
        found.bytes += store.bytes;
        found.damage.extend(store.damage);
        Ok(found)
    }

    fn verify_catalogue(&self, rules: &RuleSet, found: &mut Verified) {
        let path = self.catalogue_path(&rules.catalogue);
        let what = match std::fs::read(&path) {
            Ok(bytes) if blake3::hash(&bytes).to_hex().as_str() == rules.catalogue => {
                found.files += 1;
                found.bytes += u64::try_from(bytes.len()).unwrap_or(0);
                return;
            }
            Ok(_) => "its content does not match its checksum".to_owned(),
            Err(error) => error.to_string(),
        };
        if !found.damage.iter().any(|it| it.path == path) {
            found.damage.push(Damage { path, what });
        }
    }

    /// One hash of tables and coverage: equal data gives an equal digest, in whatever order
    /// and however often it was imported.
    pub async fn digest(&self) -> Result<Digest, AppError> {
        let customers: BTreeSet<CustomerId> = self.state.customers().await?;
        let mut names = BTreeMap::new();
        for customer in customers {
            let known = self.state.all_user_ids(customer).await?;
            names.extend(
                known.into_iter().map(|(key, id)| ((customer, key), id.as_str().to_owned())),
            );
        }
        Ok(self.store.digest(&self.view.pins, self.view.rules(), &names).await?)
    }
}

impl WritableData {
    /// Takes a held snapshot as true: it counts from now on. Returns the customers.
    pub async fn confirm(&mut self, file_no: i64) -> Result<BTreeSet<CustomerId>, AppError> {
        let nothing = || AppError::NothingHeld { file_no };
        let customers = self.data.waiting().await?.remove(&file_no).ok_or_else(nothing)?;
        let entries = self.data.entries().await?;
        let file = imported_file(entries.iter().map(|(_, it)| it), file_no).ok_or_else(nothing)?;
        let now = self.data.world.clock.now_millis();
        let view = self.data.view.clone();
        let mut stage = self.data.store.stage(self.data.world.clock.today(), file_no);
        stage.replay(file_no, &file.objects)?;
        let takes = |no: i64, customer| no == file_no && customers.contains(&customer);
        let imported = self.data.store.import(&view.pins, view.rules(), stage, &takes, now).await?;
        let entry = Entry::Confirm { file_no, customers: customers.clone() };
        let view = Viewpoint { pins: imported.pins, ..view };
        self.commit(&entry, view, VaultChanges::default(), now).await?;
        Ok(customers)
    }

    /// Adds a catalogue file: its entries replace those of the same id or code, for every
    /// day. Returns how many were added and how many replaced.
    pub async fn add_catalogue(
        &mut self,
        name: &str,
        text: &str,
    ) -> Result<catalogue::Merged, AppError> {
        let refused = |problems| AppError::Catalogue { problems };
        let mut merged = (*self.data.view.catalogue).clone();
        let file = catalogue::parse(name, text).map_err(refused)?;
        let done = catalogue::merge(&mut merged, file).map_err(refused)?;
        let entry = Entry::Catalogue { name: name.to_owned(), text: text.to_owned() };
        let grace = self.data.view.grace;
        self.recompute(entry, Arc::new(merged), grace).await?;
        Ok(done)
    }

    /// Computes all results anew from the tables, with the catalogue and settings of now.
    pub async fn roll_up(&mut self) -> Result<(), AppError> {
        let catalogue = Arc::clone(&self.data.view.catalogue);
        let grace = self.data.view.grace;
        self.recompute(Entry::Recompute {}, catalogue, grace).await
    }

    /// Deletes everything that is derived and makes it anew from the raw archive and the
    /// ledger. Until it is done, readers see the old tables.
    pub async fn rebuild(&mut self) -> Result<(), AppError> {
        let entries = self.data.entries().await?;
        let old = self.data.store.tables_folder().to_owned();
        let last = old.file_name().and_then(|it| it.to_str()?.parse::<u64>().ok()).unwrap_or(1);
        let generation = (last + 1).to_string();
        let store = Arc::new(Store::new(&self.data.folder, &generation));
        remove(store.tables_folder())?;
        let before = std::mem::replace(&mut self.data.store, store);
        let done = Box::pin(self.replay(&entries)).await;
        match done {
            Ok((pinned, view)) => {
                self.data.state.replace_pins(&pinned).await?;
                self.data.view = view;
                remove(&old)
            }
            Err(error) => {
                self.data.store = before;
                Err(error)
            }
        }
    }

    async fn replay(
        &self,
        entries: &[(uptake_state::LedgerRow, Entry)],
    ) -> Result<(Vec<(i64, uptake_state::PinnedRow)>, Viewpoint), AppError> {
        let mut pinned = Vec::new();
        let mut view = Viewpoint { pins: Pins::default(), seq: 0, ..self.data.view.clone() };
        let mut added = catalogue::shipped();
        let refused = |problems| AppError::Catalogue { problems };
        for (row, entry) in entries {
            let now = row.received_at_ms;
            let recorded_on = day_of(now);
            let store = &self.data.store;
            if let Entry::Catalogue { name, text } = entry {
                let file = catalogue::parse(name, text).map_err(refused)?;
                catalogue::merge(&mut added, file).map_err(refused)?;
            }
            // By the rules of then, so that earlier moments answer as they did; they are
            // made anew only where they are lost.
            let then = self.data.recorded(row.seq).await;
            let now_in_force = || (Arc::new(added.clone()), self.data.config.grace());
            (view.catalogue, view.grace) =
                then.map_or_else(now_in_force, |it| (it.catalogue, it.grace));
            view.pins = match entry {
                Entry::Import { files } => {
                    let first = files.first().map_or(1, |it| it.file_no);
                    let mut stage = store.stage(recorded_on, first);
                    for file in files {
                        stage.replay(file.file_no, &file.objects)?;
                    }
                    let held: BTreeSet<(i64, CustomerId)> = files
                        .iter()
                        .flat_map(|file| file.held.iter().map(|it| (file.file_no, *it)))
                        .collect();
                    let takes = |file_no, customer| !held.contains(&(file_no, customer));
                    store.import(&view.pins, view.rules(), stage, &takes, now).await?.pins
                }
                Entry::Confirm { file_no, customers } => {
                    let mut stage = store.stage(recorded_on, *file_no);
                    let file = imported_file(entries.iter().map(|(_, it)| it), *file_no);
                    if let Some(file) = file {
                        stage.replay(*file_no, &file.objects)?;
                    }
                    let takes = |no: i64, customer| no == *file_no && customers.contains(&customer);
                    store.import(&view.pins, view.rules(), stage, &takes, now).await?.pins
                }
                Entry::Catalogue { .. } | Entry::Recompute {} => {
                    store.recompute(&view.pins, view.rules(), now).await?
                }
            };
            view.seq = row.seq;
            pinned.push((row.seq, self.pinned(&view)?));
        }
        Ok((pinned, view))
    }
}

fn imported_file<'a>(
    mut entries: impl Iterator<Item = &'a Entry>,
    file_no: i64,
) -> Option<&'a ImportedFile> {
    entries.find_map(|entry| match entry {
        Entry::Import { files } => files.iter().find(|it| it.file_no == file_no),
        Entry::Confirm { .. } | Entry::Catalogue { .. } | Entry::Recompute {} => None,
    })
}

fn day_of(millis: i64) -> Day {
    let days = millis.div_euclid(86_400_000);
    Day::from_epoch_days(i32::try_from(days).unwrap_or(i32::MAX))
}

fn remove(folder: &std::path::Path) -> Result<(), AppError> {
    match std::fs::remove_dir_all(folder) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(AppError::Io { doing: "remove", path: folder.to_owned(), source })
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
