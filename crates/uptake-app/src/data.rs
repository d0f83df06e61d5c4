//! A data folder: opened to read, or to change by the one process that holds its lock.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use uptake_calc::GraceRule;
use uptake_ingest::catalogue;
use uptake_model::{Catalogue, Clock, Day, clock::FixedClock};
use uptake_state::{
    DataLock, DatabaseUrl, Holder, Keys, LedgerRow, Location, PinnedRow, State, StateError,
};
use uptake_store::{Damage, Pins, Rules, Store};

use crate::{AppError, Config, Entry, entry::forgotten_since, forget::objects};

mod rules;

pub(crate) use rules::RuleSet;

/// What a use case gets from the world: the time, bytes that nobody can guess, and the server
/// that keeps the state.
#[derive(Clone)]
pub struct World {
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Fills a buffer with random bytes.
    pub random: fn(&mut [u8]),
    /// The PostgreSQL database that the state is in; `None` for the data folder.
    pub database: Option<DatabaseUrl>,
}

impl World {
    /// Where the state of a data folder is.
    pub fn location(&self, folder: &Path) -> Location {
        Location::of(folder, self.database.as_ref())
    }
}

/// A data folder at one import boundary. Copies share what is open.
#[derive(Clone)]
pub struct Data {
    pub(crate) folder: PathBuf,
    pub(crate) config: Config,
    pub(crate) state: State,
    pub(crate) store: Arc<Store>,
    pub(crate) world: World,
    pub(crate) view: Viewpoint,
    pub(crate) repaired: Option<Damage>,
}

/// The state in a data folder.
pub(crate) const DATABASE: &str = "state.sqlite";

/// What damage in the state is told of: the file in the data folder, or the database.
pub(crate) fn database(location: &Location) -> PathBuf {
    match location {
        Location::Folder(folder) => folder.join(DATABASE),
        Location::Postgres(url) => PathBuf::from(url.to_string()),
    }
}

/// What a reader sees: the tables' versions and the catalogue that belong together.
#[derive(Clone)]
pub(crate) struct Viewpoint {
    pub(crate) pins: Pins,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) grace: GraceRule,
    /// The ledger entry that it is the state after; 0 before the first.
    pub(crate) seq: i64,
}

impl Viewpoint {
    pub(crate) fn rules(&self) -> Rules<'_> {
        Rules { catalogue: &self.catalogue, grace: self.grace }
    }
}

/// A data folder that nobody else changes while this value lives.
pub struct WritableData {
    pub(crate) data: Data,
    pub(crate) keys: Keys,
    lock: DataLock,
}

/// The set of tables that a new data folder begins with.
pub(crate) const FIRST_GENERATION: &str = "1";

impl Data {
    /// Opens a data folder to read. When the catalogue of the program or a setting differs
    /// from what the stored results were made with, they are made anew first, if nobody else
    /// holds the folder.
    pub async fn open(folder: &Path, world: World) -> Result<Self, AppError> {
        let config = Config::read(folder)?;
        let state = match State::open_read_only(&world.location(folder)).await {
            Ok(state) => state,
            Err(StateError::Missing { .. }) => return Err(AppError::NoData),
            Err(error) => return Err(error.into()),
        };
        let opened = Self::at_latest(folder, config, state, world).await?;
        if opened.view.seq == 0 {
            // The first import was refused, or was killed before it was whole.
            return Err(AppError::NoData);
        }
        if opened.is_fresh().await? {
            return Ok(opened);
        }
        let Self { folder, config, state, world, .. } = opened;
        state.close().await;
        match made_anew(folder.clone(), world.clone()).await {
            Ok(writable) => Ok(writable.data),
            Err(AppError::State {
                source: StateError::Held { .. } | StateError::HeldByUnknown { .. },
            }) => {
                let state = State::open_read_only(&world.location(&folder)).await?;
                Self::at_latest(&folder, config, state, world).await
            }
            Err(error) => Err(error),
        }
    }

    /// Opens a data folder to look for damage: what is damaged does not stop it.
    pub async fn open_to_verify(folder: &Path, world: World) -> Result<Self, AppError> {
        let config = Config::read(folder)?;
        match State::open_read_only(&world.location(folder)).await {
            Ok(state) => {
                Self::at_latest_or_bare(folder, config, state, world).await.map(|(data, _)| data)
            }
            Err(StateError::Missing { .. }) => Err(AppError::NoData),
            Err(error) => Err(error.into()),
        }
    }

    /// The same folder as it was recorded at an earlier moment.
    ///
    /// `millis` counts from 1970. Restated figures have their earlier values.
    pub async fn as_recorded_at(mut self, millis: i64) -> Result<Self, AppError> {
        let row = self.state.latest_as_of(millis).await?.ok_or(AppError::NotYetRecorded)?;
        let pinned = self.state.pins_of(row.seq).await?.ok_or(AppError::NotYetRecorded)?;
        self.view = self.viewpoint(row.seq, &pinned)?;
        Ok(self)
    }

    /// The catalogue in force.
    pub fn catalogue(&self) -> &Catalogue {
        &self.view.catalogue
    }

    /// What damage in the state is told of.
    pub(crate) fn database(&self) -> PathBuf {
        database(self.state.location())
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the ledger says, first to last.
    pub(crate) async fn entries(&self) -> Result<Vec<(LedgerRow, Entry)>, AppError> {
        let rows = self.state.entries().await?.into_iter();
        let entries = rows.map(|row| Entry::of(&row).map(|entry| (row, entry)));
        let mut entries = entries.collect::<Result<Vec<_>, _>>()?;
        forgotten_since(&mut entries);
        Ok(entries)
    }

    async fn at_latest(
        folder: &Path,
        config: Config,
        state: State,
        world: World,
    ) -> Result<Self, AppError> {
        let pinned = state.latest_pins().await?;
        let generation =
            pinned.as_ref().map_or(FIRST_GENERATION, |(_, pinned)| &pinned.generation).to_owned();
        let mut data = Self::bare(folder, config, state, world, &generation);
        if let Some((seq, pinned)) = pinned {
            data.view = data.viewpoint(seq, &pinned)?;
        }
        Ok(data)
    }

    /// The latest state, or one without tables when what is derived is too damaged to tell;
    /// then with the damage.
    async fn at_latest_or_bare(
        folder: &Path,
        config: Config,
        state: State,
        world: World,
    ) -> Result<(Self, Option<Damage>), AppError> {
        let opened = Self::at_latest(folder, config.clone(), state.clone(), world.clone()).await;
        let damage = match &opened {
            Ok(_) => None,
            Err(error) => error.repairable(),
        };
        let Some(damage) = damage else { return opened.map(|it| (it, None)) };
        // Every row of pins names the same set of tables.
        let known = match state.all_pins().await {
            Ok(pins) => pins.into_values().find_map(Result::ok).map(|it| it.generation),
            Err(_) => None,
        };
        let generation = known.unwrap_or_else(|| latest_generation(folder));
        Ok((Self::bare(folder, config, state, world, &generation), Some(damage)))
    }

    /// A folder before its first ledger entry.
    fn bare(folder: &Path, config: Config, state: State, world: World, generation: &str) -> Self {
        let view = Viewpoint {
            pins: Pins::default(),
            catalogue: Arc::new(catalogue::shipped()),
            grace: config.grace(),
            seq: 0,
        };
        let store = Arc::new(Store::new(folder, generation));
        Self { folder: folder.to_owned(), config, state, store, world, view, repaired: None }
    }

    /// The same folder at another import boundary; `catalogue` is the one that its rules name,
    /// if that is known.
    pub(crate) fn at(
        &self,
        seq: i64,
        pinned: &PinnedRow,
        catalogue: Option<Arc<Catalogue>>,
    ) -> Result<Self, AppError> {
        let mut data = self.clone();
        let generation = data.store.tables_folder().file_name();
        if generation.is_none_or(|it| it != pinned.generation.as_str()) {
            data.store = Arc::new(Store::new(&self.folder, &pinned.generation));
        }
        data.view = data.viewpoint_by(seq, pinned, catalogue)?;
        Ok(data)
    }

    /// What a reader saw after a ledger entry, unless the record of it is damaged.
    pub(crate) async fn recorded(&self, seq: i64) -> Option<Viewpoint> {
        let pinned = self.state.pins_of(seq).await.ok()??;
        self.viewpoint(seq, &pinned).ok()
    }

    fn viewpoint(&self, seq: i64, pinned: &PinnedRow) -> Result<Viewpoint, AppError> {
        self.viewpoint_by(seq, pinned, None)
    }

    fn viewpoint_by(
        &self,
        seq: i64,
        pinned: &PinnedRow,
        catalogue: Option<Arc<Catalogue>>,
    ) -> Result<Viewpoint, AppError> {
        let pins: Pins = serde_json::from_str(&pinned.pins)
            .map_err(|source| AppError::LaterVersion { seq, source })?;
        let rules: RuleSet = serde_json::from_str(&pinned.rules)
            .map_err(|source| AppError::LaterVersion { seq, source })?;
        let catalogue = match catalogue {
            Some(known) => known,
            None => Arc::new(self.archived_catalogue(seq, &rules.catalogue)?),
        };
        Ok(Viewpoint { pins, catalogue, grace: rules.grace(), seq })
    }

    /// The catalogue as the program and the added files have it now.
    pub(crate) async fn current_catalogue(&self) -> Result<Catalogue, AppError> {
        let mut current = catalogue::shipped();
        for (_, entry) in self.entries().await? {
            if let Entry::Catalogue { name, text, .. } = entry {
                let file = catalogue::parse(&name, &text)
                    .map_err(|problems| AppError::Catalogue { problems })?;
                catalogue::merge(&mut current, file)
                    .map_err(|problems| AppError::Catalogue { problems })?;
            }
        }
        Ok(current)
    }

    /// Whether the stored results were made with the catalogue and settings of now.
    async fn is_fresh(&self) -> Result<bool, AppError> {
        let current = self.current_catalogue().await?;
        Ok(current == *self.view.catalogue && self.config.grace() == self.view.grace)
    }

    fn archived_catalogue(&self, seq: i64, checksum: &str) -> Result<Catalogue, AppError> {
        let path = self.catalogue_path(checksum);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) if blake3::hash(&bytes).to_hex().as_str() == checksum => bytes,
            Ok(_) => {
                let what = "its content does not match its checksum".to_owned();
                return Err(AppError::Damaged { path, what });
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(AppError::Damaged { path, what: "it is missing".to_owned() });
            }
            Err(source) => return Err(AppError::Io { doing: "read", path, source }),
        };
        let catalogue: Catalogue = serde_json::from_slice(&bytes)
            .map_err(|source| AppError::LaterVersion { seq, source })?;
        Ok(catalogue.indexed())
    }

    pub(crate) fn catalogue_path(&self, checksum: &str) -> PathBuf {
        self.folder.join("catalogues").join(format!("{checksum}.json"))
    }
}

/// Opens a folder to change it, on a thread of its own: what is made anew is computed long.
async fn made_anew(folder: PathBuf, world: World) -> Result<WritableData, AppError> {
    let runtime = tokio::runtime::Handle::current();
    let work = move || runtime.block_on(WritableData::open(&folder, world));
    tokio::task::spawn_blocking(work).await.map_err(|_interrupted| AppError::Stopping)?
}

impl WritableData {
    /// Takes the lock and opens the folder to change it, making it if it is not there.
    ///
    /// What a killed process left is cleared up, and what is derived and damaged is made anew:
    /// [`Data::repaired`] tells. Results that were made with another catalogue or setting are
    /// made anew too.
    pub async fn open(folder: &Path, world: World) -> Result<Self, AppError> {
        let (mut writable, damage) = Self::take(folder, world).await?;
        if let Some(damage) = damage {
            writable.repair(damage).await?;
        }
        if writable.lock.was_left()
            && let Err(error) = writable.clear_up().await
        {
            let Some(damage) = error.repairable() else { return Err(error) };
            writable.repair(damage).await?;
            writable.clear_up().await?;
        }
        writable.refresh().await?;
        Ok(writable)
    }

    /// Takes the lock and opens the folder to make anew what is derived: damage in that does
    /// not stop it.
    pub async fn open_to_rebuild(folder: &Path, world: World) -> Result<Self, AppError> {
        if !State::exists(&world.location(folder)).await? {
            return Err(AppError::NoData);
        }
        let (writable, _) = Self::take(folder, world).await?;
        if writable.data.entries().await?.is_empty() {
            return Err(AppError::NoData);
        }
        Ok(writable)
    }

    async fn take(folder: &Path, world: World) -> Result<(Self, Option<Damage>), AppError> {
        let holder = Holder::this_process(world.clock.now_millis());
        let location = world.location(folder);
        let lock = DataLock::acquire(folder, &location, &holder).await?;
        let config = Config::read(folder)?;
        let state = State::open(&location).await?;
        let keys = state.keys().await?;
        let (data, damage) = Data::at_latest_or_bare(folder, config, state, world).await?;
        Ok((Self { data, keys, lock }, damage))
    }

    /// Clears up what a killed process has left: unfinished files, table versions that no
    /// entry pins, files that no version and no entry names.
    async fn clear_up(&mut self) -> Result<(), AppError> {
        let now = self.data.world.clock.now_millis();
        self.data.store.sweep()?;
        crate::import::quarantine::sweep(&self.data).await?;
        self.data.store.restore(&mut self.data.view.pins, now).await?;
        self.data.store.remove_orphans(&self.data.view.pins).await?;
        let entries = self.data.entries().await?;
        self.data.store.keep_only(&objects(&entries))?;
        // Forgetting may have been killed after its commit.
        for at in 0..entries.len() {
            let (earlier, rest) = entries.split_at(at);
            if let Some((_, Entry::Forget { customer, .. })) = rest.first() {
                self.forget_in_quarantine(earlier, *customer, None)?;
            }
        }
        Ok(self.data.state.drop_log().await?)
    }

    /// The folder, to read.
    pub fn data(&self) -> &Data {
        &self.data
    }

    async fn refresh(&mut self) -> Result<(), AppError> {
        let current = self.data.current_catalogue().await?;
        let grace = self.data.config.grace();
        let is_fresh = current == *self.data.view.catalogue && grace == self.data.view.grace;
        if self.data.view.seq == 0 {
            self.data.view.catalogue = Arc::new(current);
            self.data.view.grace = grace;
            return Ok(());
        }
        if is_fresh {
            return Ok(());
        }
        self.recompute(Entry::Recompute {}, Arc::new(current), grace).await
    }

    /// Makes all results anew by other rules, and records why.
    pub(crate) async fn recompute(
        &mut self,
        entry: Entry,
        catalogue: Arc<Catalogue>,
        grace: GraceRule,
    ) -> Result<(), AppError> {
        let now = self.data.world.clock.now_millis();
        let rules = Rules { catalogue: &catalogue, grace };
        let pins = self.data.store.recompute(&self.data.view.pins, rules, now).await?;
        let view = Viewpoint { pins, catalogue, grace, seq: self.data.view.seq };
        self.commit(&entry, view, uptake_state::VaultChanges::default(), now).await
    }

    /// Records an entry: the moment at which it becomes visible, whole.
    pub(crate) async fn commit(
        &mut self,
        entry: &Entry,
        mut view: Viewpoint,
        vault: uptake_state::VaultChanges,
        now: i64,
    ) -> Result<(), AppError> {
        let pinned = self.pinned(&view)?;
        let body = serde_json::to_value(entry)
            .map_err(|source| AppError::LaterVersion { seq: view.seq + 1, source })?;
        let state = &self.data.state;
        let row = state.append_pinned(now, entry.kind(), &body, vault, Some(&pinned)).await?;
        self.fold().await;
        self.keys.committed();
        view.seq = row.seq;
        self.data.view = view;
        Ok(())
    }

    /// Folds what was committed into the database file, where damage to it can be found. What
    /// keeps it from that does not undo the commit.
    pub(crate) async fn fold(&self) {
        drop(self.data.state.drop_log().await);
    }

    /// The pins and rules of a viewpoint as the state keeps them; archives the catalogue.
    pub(crate) fn pinned(&self, view: &Viewpoint) -> Result<PinnedRow, AppError> {
        let failed = |source| AppError::LaterVersion { seq: view.seq, source };
        let text = serde_json::to_string(&*view.catalogue).map_err(failed)?;
        let checksum = blake3::hash(text.as_bytes()).to_hex().to_string();
        archive(&self.data.catalogue_path(&checksum), &text)?;
        let grace = match view.grace {
            GraceRule::Lone => "lone",
            GraceRule::Never => "never",
            GraceRule::Always => "always",
        };
        let rules = RuleSet { catalogue: checksum, grace: grace.to_owned() };
        let folder = self.data.store.tables_folder();
        let generation = folder.file_name().map(|it| it.to_string_lossy().into_owned());
        Ok(PinnedRow {
            generation: generation.unwrap_or_else(|| FIRST_GENERATION.to_owned()),
            pins: serde_json::to_string(&view.pins).map_err(failed)?,
            rules: serde_json::to_string(&rules).map_err(failed)?,
        })
    }
}

/// The day of a moment in milliseconds since 1970, in UTC.
pub(crate) fn day_of(millis: i64) -> Day {
    FixedClock { millis }.today()
}

/// The numbers of the sets of tables that are there.
pub(crate) fn generations(folder: &Path) -> BTreeSet<u64> {
    let entries = std::fs::read_dir(folder.join("tables")).into_iter().flatten().flatten();
    entries.filter_map(|it| it.file_name().to_str()?.parse().ok()).collect()
}

/// The set of tables that was made last, by the names of their folders.
pub(crate) fn latest_generation(folder: &Path) -> String {
    let last = generations(folder).pop_last();
    last.map_or_else(|| FIRST_GENERATION.to_owned(), |it| it.to_string())
}

/// Writes a file durably, unless it is there: it has its name only when it is whole.
fn archive(path: &Path, text: &str) -> Result<(), AppError> {
    use std::io::Write as _;
    if std::fs::read(path).is_ok_and(|it| it == text.as_bytes()) {
        return Ok(());
    }
    let failed = |doing, source| AppError::Io { doing, path: path.to_owned(), source };
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder).map_err(|it| failed("make", it))?;
    let temporary = path.with_extension("writing");
    let mut file = std::fs::File::create(&temporary).map_err(|it| failed("create", it))?;
    file.write_all(text.as_bytes()).map_err(|it| failed("write", it))?;
    file.sync_all().map_err(|it| failed("sync", it))?;
    std::fs::rename(&temporary, path).map_err(|it| failed("rename", it))?;
    std::fs::File::open(folder).and_then(|it| it.sync_all()).map_err(|it| failed("sync", it))
}
