//! The files of a demo, read back by header name.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use uptake_model::{CustomerId, Day, DayRange};

use crate::demo::write_portfolio;

/// A row by column name.
pub(super) type Row = BTreeMap<String, String>;

/// A row of activity.
pub(super) struct Active {
    pub(super) customer: CustomerId,
    pub(super) user: String,
    pub(super) workload: String,
    pub(super) day: Day,
}

/// Everything that was written, by path below the folder where that matters.
pub(super) struct Written {
    pub(super) last_day: Day,
    pub(super) customers: Vec<Row>,
    pub(super) subscriptions: Vec<Row>,
    pub(super) users: Vec<Row>,
    pub(super) assignments: Vec<Row>,
    pub(super) tickets: Vec<Row>,
    pub(super) surveys: Vec<Row>,
    pub(super) prices: Vec<Row>,
    /// By path, with what the import declares.
    pub(super) activity: BTreeMap<PathBuf, (Option<DayRange>, Vec<Active>)>,
    pub(super) reports: BTreeMap<PathBuf, Vec<Row>>,
    pub(super) inventories: BTreeMap<PathBuf, serde_json::Value>,
    /// Whom the reports and inventories are about.
    pub(super) concealed: Option<CustomerId>,
}

/// Twelve customers over eight months, which end with a September.
pub(super) static WRITTEN: LazyLock<Written> = LazyLock::new(load);

impl Written {
    /// All rows of activity.
    pub(super) fn active(&self) -> impl Iterator<Item = &Active> {
        self.activity.values().flat_map(|it| &it.1)
    }
}

fn load() -> Written {
    let dir = tempfile::tempdir().unwrap();
    let options = super::options(12, 240);
    let summary = write_portfolio(dir.path(), &options).unwrap();
    let mut written = Written {
        last_day: options.last_day,
        customers: Vec::new(),
        subscriptions: Vec::new(),
        users: Vec::new(),
        assignments: Vec::new(),
        tickets: Vec::new(),
        surveys: Vec::new(),
        prices: Vec::new(),
        activity: BTreeMap::new(),
        reports: BTreeMap::new(),
        inventories: BTreeMap::new(),
        concealed: None,
    };
    for import in summary.imports {
        written.concealed = written.concealed.or(import.customer);
        for path in import.paths {
            let below = path.strip_prefix(dir.path()).unwrap().to_owned();
            let folder = below.iter().next().unwrap().to_str().unwrap();
            match folder {
                "customers.csv" => written.customers = rows(&path),
                "users.csv" => written.users = rows(&path),
                "assignments.csv" => written.assignments = rows(&path),
                "tickets.csv" => written.tickets = rows(&path),
                "surveys.csv" => written.surveys = rows(&path),
                "prices.csv" => written.prices = rows(&path),
                "subscriptions" => written.subscriptions.extend(rows(&path)),
                "graph" if below.extension().is_some_and(|it| it == "json") => {
                    let answer = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
                    written.inventories.insert(below, answer);
                }
                "graph" => {
                    written.reports.insert(below, rows(&path));
                }
                _ => {
                    written.activity.insert(below, (import.covers, active(&path)));
                }
            }
        }
    }
    written
}

fn rows(path: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(|it| it.unwrap()).collect()
}

fn active(path: &Path) -> Vec<Active> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let records = reader.records().map(|it| it.unwrap());
    let row = |it: csv::StringRecord| Active {
        customer: it[0].parse().unwrap(),
        user: it[1].to_owned(),
        workload: it[2].to_owned(),
        day: it[3].parse().unwrap(),
    };
    records.map(row).collect()
}
