//! One table: opened or made, read at any version, changed one version at a time.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use arrow_schema::Schema;
use deltalake_core::DeltaTableError;
use deltalake_core::kernel::StructField;
use deltalake_core::logstore::{LogStoreRef, StorageConfig, logstore_with};
use deltalake_core::operations::create::CreateBuilder;
use deltalake_core::protocol::SaveMode;
use deltalake_core::table::state::DeltaTableState;
use url::Url;

use super::durable::{DurableFiles, make_folder};
use super::{
    CHECKPOINT_INTERVAL, CUSTOMER_COLUMN, DeltaError, SharedSnapshot, Snapshot, actions, check,
    schema,
};

/// Past versions that are kept in memory.
const PAST_SNAPSHOTS: usize = 16;

/// "For ever", in the interval form of the Delta protocol.
const FOR_EVER: &str = "interval 36500 days";

/// An opened table.
///
/// It may be shared between tasks. Of two commits at once, one gets
/// [`DeltaError::Conflict`].
#[derive(Debug)]
pub struct Table {
    pub(super) name: String,
    pub(super) folder: PathBuf,
    pub(super) log: LogStoreRef,
    pub(super) partition_column: Option<String>,
    latest: Mutex<Loaded>,
    past: Mutex<BTreeMap<i64, SharedSnapshot>>,
}

/// The latest version.
#[derive(Clone, Debug)]
pub(super) struct Loaded {
    pub(super) snapshot: SharedSnapshot,
    /// What the library knows. It may be of an earlier version: what was committed here since
    /// is in the other fields, since reading it back costs more than writing it.
    pub(super) state: DeltaTableState,
    /// The last step of each app that was looked up or committed; none is `None`.
    pub(super) steps: BTreeMap<String, Option<i64>>,
}

impl Table {
    /// Opens the table `name` in the folder `root` at its latest version, or makes it empty,
    /// as version 0.
    ///
    /// `schema` has all columns, the partition column among them, though it is in no data
    /// file. An existing table must have the same columns.
    pub async fn create_or_open(
        root: &Path,
        name: &str,
        schema: &Schema,
        partition_column: Option<&str>,
    ) -> Result<Self, DeltaError> {
        if let Ok(log) = local_log(&root.join(name))
            && let Err(DeltaTableError::NotATable(_)) = DeltaTableState::try_new(&log, None).await
        {
            check::nothing_lost(&log, name, &root.join(name)).await?;
        }
        Self::begin_or_open(root, name, schema, partition_column).await
    }

    /// The same for a table of which no version was ever recorded: data files that lie in
    /// its folder wait for their commit, or never had one.
    pub async fn begin_or_open(
        root: &Path,
        name: &str,
        schema: &Schema,
        partition_column: Option<&str>,
    ) -> Result<Self, DeltaError> {
        let columns = schema::delta_columns(schema, partition_column)?;
        let folder = root.join(name);
        let log = local_log(&folder)?;
        let state = match DeltaTableState::try_new(&log, None).await {
            Ok(state) => {
                check_columns(name, &state, &columns, partition_column)?;
                state
            }
            Err(DeltaTableError::NotATable(_)) => {
                create(&log, name, columns, partition_column).await?
            }
            Err(error) => return Err(check::explain(&log, name, &folder, error).await),
        };
        let snapshot = snapshot_of(&state, name, partition_column)?;
        Ok(Self {
            name: name.to_owned(),
            folder,
            log,
            partition_column: partition_column.map(str::to_owned),
            latest: Mutex::new(Loaded::new(state, snapshot)),
            past: Mutex::new(BTreeMap::new()),
        })
    }

    /// Opens a table that is there, whatever its columns are.
    pub async fn open(root: &Path, name: &str) -> Result<Self, DeltaError> {
        let folder = root.join(name);
        let log = local_log(&folder)?;
        let state = match DeltaTableState::try_new(&log, None).await {
            Ok(state) => state,
            Err(error) => return Err(check::explain(&log, name, &folder, error).await),
        };
        let partition_column = state.metadata().partition_columns().first().cloned();
        let snapshot = snapshot_of(&state, name, partition_column.as_deref())?;
        Ok(Self {
            name: name.to_owned(),
            folder,
            log,
            partition_column,
            latest: Mutex::new(Loaded::new(state, snapshot)),
            past: Mutex::new(BTreeMap::new()),
        })
    }

    /// The table's folder: the paths of its files begin there.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The latest version that was read or written here.
    pub fn version(&self) -> i64 {
        self.loaded().snapshot.version
    }

    /// Looks for versions that others have written, and returns the latest.
    pub async fn refresh(&self) -> Result<i64, DeltaError> {
        let mut state = self.loaded().state;
        if let Err(error) = state.update(&self.log, None).await {
            return Err(check::explain(&self.log, &self.name, &self.folder, error).await);
        }
        let loaded = self.with_files(state)?;
        let version = loaded.snapshot.version;
        self.keep(loaded);
        Ok(version)
    }

    /// The files of a version, or of the latest.
    pub async fn snapshot(&self, version: Option<i64>) -> Result<Arc<Snapshot>, DeltaError> {
        let latest = self.loaded().snapshot;
        let Some(version) = version.filter(|it| *it != latest.version) else {
            return Ok(latest);
        };
        if let Some(known) = lock(&self.past).get(&version) {
            return Ok(Arc::clone(known));
        }
        self.load(version).await.map(|loaded| loaded.snapshot)
    }

    /// The version of the last [`super::AppTransaction`] of `app_id`, or `None` before the first.
    pub async fn app_version(&self, app_id: &str) -> Result<Option<i64>, DeltaError> {
        let base = self.loaded();
        if let Some(known) = base.steps.get(app_id) {
            return Ok(*known);
        }
        let version = self.app_version_in(&base.state, app_id).await?;
        let mut latest = lock(&self.latest);
        if latest.snapshot.version == base.snapshot.version {
            latest.steps.insert(app_id.to_owned(), version);
        }
        Ok(version)
    }

    /// Reads all files of the log: is each there, and readable?
    ///
    /// Says nothing of the data files.
    pub async fn verify_log(&self) -> Result<(), DeltaError> {
        check::whole_log(&self.log, &self.name, &self.folder).await
    }

    pub(super) fn loaded(&self) -> Loaded {
        lock(&self.latest).clone()
    }

    /// Reads a version that is not the latest.
    pub(super) async fn load(&self, version: i64) -> Result<Loaded, DeltaError> {
        let latest = self.version();
        let known = u64::try_from(version).ok().filter(|_| version <= latest);
        let Some(number) = known else {
            let table = self.name.clone();
            return Err(DeltaError::NoSuchVersion { table, version, latest });
        };
        let state = match DeltaTableState::try_new(&self.log, Some(number)).await {
            Ok(state) => state,
            Err(error) => {
                return Err(check::explain(&self.log, &self.name, &self.folder, error).await);
            }
        };
        let loaded = self.with_files(state)?;
        let mut past = lock(&self.past);
        if past.len() >= PAST_SNAPSHOTS {
            past.pop_first();
        }
        past.insert(version, Arc::clone(&loaded.snapshot));
        Ok(loaded)
    }

    pub(super) async fn app_version_in(
        &self,
        state: &DeltaTableState,
        app_id: &str,
    ) -> Result<Option<i64>, DeltaError> {
        let version = state
            .transaction_version(&self.log, app_id)
            .await
            .map_err(|error| self.failed(error))?;
        Ok(version.filter(|it| *it >= 0))
    }

    /// Keeps a version as the latest, unless a later one is kept already.
    pub(super) fn keep(&self, loaded: Loaded) {
        let mut latest = lock(&self.latest);
        if loaded.snapshot.version >= latest.snapshot.version {
            *latest = loaded;
        }
    }

    fn with_files(&self, state: DeltaTableState) -> Result<Loaded, DeltaError> {
        let snapshot = snapshot_of(&state, &self.name, self.partition_column.as_deref())?;
        Ok(Loaded::new(state, snapshot))
    }

    pub(super) fn failed(&self, error: DeltaTableError) -> DeltaError {
        failed(&self.name, error)
    }
}

impl Loaded {
    fn new(state: DeltaTableState, snapshot: Snapshot) -> Self {
        Self { state, snapshot: Arc::new(snapshot), steps: BTreeMap::new() }
    }
}

pub(super) fn failed(table: &str, error: DeltaTableError) -> DeltaError {
    DeltaError::Log { table: table.to_owned(), source: Box::new(error) }
}

fn local_log(folder: &Path) -> Result<LogStoreRef, DeltaError> {
    let named = |source| DeltaError::Folder { folder: folder.to_owned(), source };
    let absolute = std::path::absolute(folder).map_err(named)?;
    make_folder(&absolute).map_err(named)?;
    let absolute = absolute.canonicalize().map_err(named)?;
    let location = Url::from_directory_path(&absolute)
        .map_err(|()| named(std::io::ErrorKind::InvalidFilename.into()))?;
    let files = Arc::new(DurableFiles::new());
    logstore_with(files, &location, StorageConfig::default())
        .map_err(|error| failed(&folder.display().to_string(), error))
}

async fn create(
    log: &LogStoreRef,
    name: &str,
    columns: Vec<StructField>,
    partition_column: Option<&str>,
) -> Result<DeltaTableState, DeltaError> {
    let interval = CHECKPOINT_INTERVAL.to_string();
    let properties = [
        ("delta.checkpointInterval", interval.as_str()),
        ("delta.dataSkippingStatsColumns", CUSTOMER_COLUMN),
        ("delta.deletedFileRetentionDuration", FOR_EVER),
        ("delta.enableExpiredLogCleanup", "false"),
        ("delta.logRetentionDuration", FOR_EVER),
    ];
    let table = CreateBuilder::new()
        .with_log_store(Arc::clone(log))
        .with_table_name(name)
        .with_columns(columns)
        .with_partition_columns(partition_column)
        .with_configuration(properties.map(|(key, value)| (key, Some(value))))
        .with_save_mode(SaveMode::Ignore)
        .await
        .map_err(|error| failed(name, error))?;
    table.snapshot().cloned().map_err(|error| failed(name, error))
}

fn check_columns(
    name: &str,
    state: &DeltaTableState,
    columns: &[StructField],
    partition_column: Option<&str>,
) -> Result<(), DeltaError> {
    let parts = |columns: String, by: &[String]| format!("{columns} by {by:?}");
    let by: Vec<String> = partition_column.map(str::to_owned).into_iter().collect();
    let expected = parts(schema::spelled(columns.iter()), &by);
    let found = parts(schema::spelled_table(&state.schema()), state.metadata().partition_columns());
    if expected == found {
        return Ok(());
    }
    Err(DeltaError::OtherColumns { table: name.to_owned(), expected, found })
}

fn snapshot_of(
    state: &DeltaTableState,
    name: &str,
    partition_column: Option<&str>,
) -> Result<Snapshot, DeltaError> {
    let mut files = state
        .log_data()
        .iter()
        .map(|view| actions::data_file(&view, name, partition_column))
        .collect::<Result<Vec<_>, _>>()?;
    files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    let version = i64::try_from(state.version()).unwrap_or(i64::MAX);
    Ok(Snapshot { version, files })
}

/// A lock is never held across a failure that would leave half a value behind.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
