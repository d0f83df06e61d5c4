//! The demo as its readers meet it: files that are read back.

use std::{collections::BTreeSet, fs, path::Path};

use uptake_ingest::{FactSink, Mode, ReadOptions, expand, read};
use uptake_model::{Day, facts::Facts, problem::ProblemCode};

use super::{DemoOptions, DemoSummary, write_portfolio};

mod peculiarities;
mod plays;
mod twin;
mod written;

fn options(customers: usize, days: u32) -> DemoOptions {
    DemoOptions { customers, seed: 7, last_day: "2026-09-30".parse().unwrap(), days }
}

/// The bytes of every file, with its path below the folder, as one hash.
fn hash(options: &DemoOptions) -> blake3::Hash {
    let dir = tempfile::tempdir().unwrap();
    write_portfolio(dir.path(), options).unwrap();
    let mut hasher = blake3::Hasher::new();
    add_folder(dir.path(), dir.path(), &mut hasher);
    hasher.finalize()
}

fn add_folder(folder: &Path, root: &Path, hasher: &mut blake3::Hasher) {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            add_folder(&path, root, hasher);
        } else {
            hasher.update(path.strip_prefix(root).unwrap().to_str().unwrap().as_bytes());
            hasher.update(&fs::read(&path).unwrap());
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    let eight = options(8, 90);
    assert_eq!(hash(&eight), hash(&eight));
    assert_ne!(hash(&eight), hash(&DemoOptions { seed: 8, ..eight }));
}

/// Counts facts and drops them.
#[derive(Default)]
struct Counted {
    activity_rows: usize,
    coverage_rows: usize,
}

impl FactSink for Counted {
    fn accept(&mut self, facts: Facts) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        if let Facts::Activity(chunk) = &facts {
            self.activity_rows += chunk.rows.len();
        }
        if let Facts::Coverage(rows) = &facts {
            self.coverage_rows += rows.len();
        }
        Ok(())
    }
}

/// Reads everything in strict mode, the way the imports say, and gives the codes of what
/// was noticed.
fn read_all(summary: &DemoSummary, last_day: Day) -> (Counted, BTreeSet<ProblemCode>) {
    let catalogue = uptake_ingest::catalogue::shipped();
    let (mut counted, mut codes) = (Counted::default(), BTreeSet::new());
    for import in &summary.imports {
        let options = ReadOptions {
            table: None,
            customer: import.customer,
            covers: import.covers,
            as_of: import.as_of,
            dates: None,
            mode: Mode::Strict,
            today: last_day,
            partner_tenant: None,
            catalogue: &catalogue,
        };
        for input in import.paths.iter().flat_map(|it| expand(it).unwrap()) {
            let report = read(&input, &options, &mut counted).unwrap();
            assert!(!report.refused, "{}: {:?}", report.file, report.problems.first());
            codes.extend(report.problems.iter().map(|it| it.code));
        }
    }
    (counted, codes)
}

#[test]
fn every_file_is_read_in_strict_mode_without_a_problem() {
    let dir = tempfile::tempdir().unwrap();
    let options = options(12, 240);
    let summary = write_portfolio(dir.path(), &options).unwrap();
    let (counted, codes) = read_all(&summary, options.last_day);
    assert_eq!(u64::try_from(counted.activity_rows).unwrap(), summary.activity_rows);
    assert!(counted.coverage_rows > 0);
    // What Microsoft's reports do not tell is said, and nothing else.
    let expected =
        [ProblemCode::ConcealedNames, ProblemCode::SharedProductName, ProblemCode::SellerUnknown];
    assert_eq!(codes, BTreeSet::from(expected));
}

#[test]
fn a_demo_of_one_customer_and_one_day_has_no_empty_file() {
    for customers in [0, 1, 3] {
        for days in [1, 2, 40] {
            let dir = tempfile::tempdir().unwrap();
            let options = options(customers, days);
            let summary = write_portfolio(dir.path(), &options).unwrap();
            read_all(&summary, options.last_day);
            assert_eq!(summary.customers, customers);
        }
    }
}

#[test]
fn nothing_lies_behind_the_last_day() {
    let dir = tempfile::tempdir().unwrap();
    let options = options(60, 30);
    let summary = write_portfolio(dir.path(), &options).unwrap();
    // Days up to two after today are accepted: the day before yesterday is the test.
    read_all(&summary, options.last_day.plus(-2));
}

#[test]
fn companies_have_names_of_their_own() {
    use super::{chance::Chance, names, place::Country};
    let mut chance = Chance::new(1, 1);
    let domains: BTreeSet<_> =
        (0..5_000).map(|it| names::company(it, Country::Spain, &mut chance).domain).collect();
    assert_eq!(domains.len(), 5_000);
}

#[test]
fn customer_sizes_have_a_median_of_20_and_a_mean_of_55() {
    let mut chance = super::chance::Chance::new(1, 1);
    let mut sizes: Vec<_> = (0..20_000).map(|_| chance.size(20.0, 1.42)).collect();
    sizes.sort_unstable();
    let sum: u32 = sizes.iter().sum();
    let mean = f64::from(sum) / 20_000.0;
    assert!((19..=21).contains(&sizes[10_000]), "{}", sizes[10_000]);
    assert!((50.0..60.0).contains(&mean), "{mean}");
}
