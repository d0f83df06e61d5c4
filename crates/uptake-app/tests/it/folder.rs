//! A data folder of a test, with its own clock, and short ways to fill and to ask it.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicU64, Ordering},
    },
};

use tempfile::TempDir;
use uptake_app::{AppError, Data, ExportKind, ImportOutcome, ImportRequest, World, WritableData};
use uptake_export::{Format, stream_writer};
use uptake_ingest::Mode;
use uptake_model::{Clock, CustomerId, Day, DayRange, Scope};

pub(crate) const HOUR_MILLIS: i64 = 3_600_000;
pub(crate) const DAY_MILLIS: i64 = 24 * HOUR_MILLIS;

/// Every export.
pub(crate) const KINDS: [ExportKind; 4] =
    [ExportKind::Deployment, ExportKind::Usage, ExportKind::ProductUsage, ExportKind::Portfolio];

/// A clock that is set by hand.
struct HandClock(AtomicI64);

impl Clock for HandClock {
    fn now_millis(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// A data folder that vanishes with the value; the files to import lie beside it.
pub(crate) struct Folder {
    files: TempDir,
    data: TempDir,
    clock: Arc<HandClock>,
    open: Option<WritableData>,
}

/// What to import besides the files.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct How<'a> {
    pub(crate) customer: Option<&'a str>,
    pub(crate) covers: Option<DayRange>,
    pub(crate) as_of: Option<&'a str>,
    pub(crate) quarantine: bool,
}

impl Folder {
    /// An empty folder; the clock stands at noon of `today`.
    pub(crate) fn new(today: &str) -> Self {
        let clock = Arc::new(HandClock(AtomicI64::new(0)));
        let folder = Self {
            files: tempfile::tempdir().unwrap(),
            data: tempfile::tempdir().unwrap(),
            clock,
            open: None,
        };
        folder.set_clock(today.parse().unwrap());
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.data.path()
    }

    /// Noon of the day.
    pub(crate) fn set_clock(&self, today: Day) {
        let noon = (i64::from(today.epoch_days()) * 24 + 12) * HOUR_MILLIS;
        self.clock.0.store(noon, Ordering::SeqCst);
    }

    pub(crate) fn wait(&self, millis: i64) {
        self.clock.0.fetch_add(millis, Ordering::SeqCst);
    }

    pub(crate) fn now(&self) -> i64 {
        self.clock.now_millis()
    }

    pub(crate) fn world(&self) -> World {
        World { clock: Arc::<HandClock>::clone(&self.clock), random }
    }

    /// The folder to change; it is opened when it is not open.
    pub(crate) async fn writable(&mut self) -> &mut WritableData {
        if self.open.is_none() {
            self.open = Some(WritableData::open(self.path(), self.world()).await.unwrap());
        }
        self.open.as_mut().unwrap()
    }

    /// Ends what has it open, as the end of a command does.
    pub(crate) fn close(&mut self) {
        self.open = None;
    }

    pub(crate) async fn data(&mut self) -> &Data {
        self.writable().await.data()
    }

    /// The folder as a reader opens it who cannot change it.
    pub(crate) async fn reader(&self) -> Data {
        Data::open(self.path(), self.world()).await.unwrap()
    }

    /// Writes `uptake.toml` and opens the folder anew.
    pub(crate) fn configure(&mut self, text: &str) {
        self.close();
        std::fs::write(self.path().join("uptake.toml"), text).unwrap();
    }

    /// Writes a file that can be imported.
    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.files.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    pub(crate) async fn try_import(
        &mut self,
        paths: Vec<PathBuf>,
        how: How<'_>,
    ) -> Result<ImportOutcome, AppError> {
        let request = ImportRequest {
            paths,
            table: None,
            customer: how.customer.map(|it| it.parse().unwrap()),
            covers: how.covers,
            as_of: how.as_of.map(|it| it.parse().unwrap()),
            mode: if how.quarantine { Mode::Quarantine } else { Mode::Strict },
            dry_run: false,
        };
        self.writable().await.import(&request, &mut |_, _| ()).await
    }

    /// Imports files, none of which may be refused.
    pub(crate) async fn import_files(&mut self, paths: Vec<PathBuf>, how: How<'_>) -> bool {
        let outcome = self.try_import(paths, how).await.unwrap();
        let problems: Vec<_> = outcome.files.iter().flat_map(|it| &it.report.problems).collect();
        assert!(!outcome.refused, "refused: {problems:?}");
        outcome.changed
    }

    /// Imports one file of this text, which may not be refused; tells whether it changed
    /// anything.
    pub(crate) async fn import(&mut self, text: &str, how: How<'_>) -> bool {
        let path = self.write("import.csv", &unindented(text));
        self.import_files(vec![path], how).await
    }

    /// Imports native CSV as it stands.
    pub(crate) async fn take(&mut self, text: &str) -> bool {
        self.import(text, How::default()).await
    }

    pub(crate) async fn digest(&mut self) -> String {
        self.data().await.digest().await.unwrap().to_string()
    }

    /// How many commits the ledger has.
    pub(crate) async fn commits(&mut self) -> usize {
        self.data().await.imports().await.unwrap().len()
    }

    /// The names of all files under a folder of the data folder.
    pub(crate) fn listing(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.path().join(folder)) else { return Vec::new() };
        let names = entries.map(|it| it.unwrap().file_name().to_string_lossy().into_owned());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }
}

/// Bytes that no other call gives: every folder gets other user keys.
fn random(bytes: &mut [u8]) {
    static CALLS: AtomicU64 = AtomicU64::new(1);
    let mut dice = Dice(CALLS.fetch_add(1, Ordering::SeqCst));
    for byte in bytes {
        *byte = u8::try_from(dice.below(256)).unwrap();
    }
}

/// A small generator of numbers, the same ones for the same seed.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(end).unwrap()).unwrap()
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}

/// A buffer that a writer fills and a test then reads.
#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// An export of the customers in scope, as a file of the format.
pub(crate) async fn export_as(
    data: &Data,
    kind: ExportKind,
    format: Format,
    scope: &Scope,
    days: DayRange,
) -> Vec<u8> {
    let out = Shared::default();
    let writer = stream_writer(format, &kind.table(), out.clone()).unwrap();
    data.export(kind, scope, days, writer).await.unwrap();
    out.0.lock().unwrap().clone()
}

/// An export of all customers as CSV.
pub(crate) async fn export(data: &Data, kind: ExportKind, days: DayRange) -> String {
    let bytes = export_as(data, kind, Format::Csv, &Scope::All, days).await;
    String::from_utf8(bytes).unwrap()
}

/// All exports of all customers as CSV, one below the other.
pub(crate) async fn export_all(data: &Data, days: DayRange) -> String {
    let mut text = String::new();
    for kind in KINDS {
        text.push_str(&export(data, kind, days).await);
    }
    text
}

/// The header and the rows of a CSV file.
pub(crate) fn parse(text: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut lines = csv::Reader::from_reader(text.as_bytes());
    let header = lines.headers().unwrap().iter().map(str::to_owned).collect();
    let cells = |it: csv::StringRecord| it.iter().map(str::to_owned).collect();
    (header, lines.records().map(|it| cells(it.unwrap())).collect())
}

/// Some columns of an export on one day, cells separated by spaces; `-` is a missing one.
pub(crate) async fn shown(data: &Data, kind: ExportKind, day: &str, columns: &[&str]) -> String {
    let text = export(data, kind, DayRange::single(day.parse().unwrap())).await;
    let (header, rows) = parse(&text);
    let at: Vec<usize> =
        columns.iter().map(|name| header.iter().position(|it| it == name).expect(name)).collect();
    let line = |row: &Vec<String>| -> String {
        let cells = at.iter().map(|it| if row[*it].is_empty() { "-" } else { &*row[*it] });
        cells.collect::<Vec<_>>().join(" ")
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The text without the indentation of its lines and without empty ones.
pub(crate) fn unindented(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|it| !it.is_empty());
    lines.map(|it| format!("{it}\n")).collect()
}

/// The customer of this number.
pub(crate) fn customer(number: u128) -> CustomerId {
    CustomerId(uptake_model::Guid::from_u128(0xc0de_0000_0000_4000_8000_0000_0000_0000 + number))
}
