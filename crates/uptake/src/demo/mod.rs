//! A realistic portfolio that nobody owns, written as a partner would have it: several
//! files in the native formats, and Microsoft's own reports where a customer has nothing
//! else.
//!
//! **Invariant:** the same options give the same bytes. It writes files and imports nothing.
//! The files stream: one customer is held at a time, however many there are.

mod activity;
mod chance;
mod customer;
mod graph;
mod licences;
mod names;
mod people;
mod place;
mod product;
pub(crate) mod room;
mod sketch;
mod story;
mod support;
mod table;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use uptake_model::{CustomerId, Day, DayRange};

use activity::Span;
use chance::Chance;
use customer::Customer;
use place::{Country, WorkDay};
use product::Shelf;
use story::Story;
use table::Tables;

/// What to write.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DemoOptions {
    /// How many customers.
    pub(crate) customers: usize,
    /// The same seed gives the same portfolio.
    pub(crate) seed: u64,
    /// The newest day with activity.
    pub(crate) last_day: Day,
    /// How many days the portfolio tells about.
    pub(crate) days: u32,
}

impl DemoOptions {
    /// Thirteen months: a year and the month before it, to compare with.
    pub(crate) const DEFAULT_DAYS: u32 = 396;
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DemoSummary {
    /// The imports to make, in this order.
    pub(crate) imports: Vec<DemoImport>,
    /// How many customers there are.
    pub(crate) customers: usize,
    /// How many rows of activity the native files have.
    pub(crate) activity_rows: u64,
}

/// One import to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DemoImport {
    /// The files, in order, with the folder they were written to.
    pub(crate) paths: Vec<PathBuf>,
    /// `--customer`
    pub(crate) customer: Option<CustomerId>,
    /// `--covers`
    pub(crate) covers: Option<DayRange>,
    /// `--as-of`
    pub(crate) as_of: Option<Day>,
}

/// Writes a portfolio into `dir`, which is made if need be. Files of the same name are
/// replaced.
pub(crate) fn write_portfolio(dir: &Path, options: &DemoOptions) -> Result<DemoSummary> {
    fs::create_dir_all(dir).with_context(|| table::failed(dir))?;
    let first = options.last_day.plus(1_i32.saturating_sub_unsigned(options.days));
    let period = DayRange::new(first, options.last_day).context("a demo has at least one day")?;
    let shelf = Shelf::stocked(&uptake_ingest::catalogue::shipped())?;
    let mut portfolio = Portfolio {
        dir,
        shelf: &shelf,
        period,
        tables: Tables::new(dir, &shelf),
        calendars: BTreeMap::new(),
        declared: BTreeMap::new(),
        reports: Vec::new(),
    };
    for (number, id) in drawn_order(options) {
        let stream = u64::try_from(number).unwrap_or(u64::MAX);
        let mut chance = Chance::new(options.seed, stream);
        let customer = Customer::invent(number, id, period, &shelf, &mut chance);
        portfolio.write(&customer, &mut chance)?;
        // Support came later: it has a stream of its own, so that all else stays as it was.
        let mut chance = Chance::new(options.seed, u64::MAX - 1 - stream);
        portfolio.write_support(&customer, &mut chance)?;
    }
    portfolio.tables.price_list(period.first())?;
    let activity_rows = portfolio.tables.activity_rows;
    let imports = portfolio.finish()?;
    Ok(DemoSummary { imports, customers: options.customers, activity_rows })
}

/// The customers' numbers, which decide their stories, by ascending id.
fn drawn_order(options: &DemoOptions) -> Vec<(usize, CustomerId)> {
    let mut chance = Chance::new(options.seed, u64::MAX);
    let mut ids: Vec<_> = (0..options.customers).map(|_| CustomerId(chance.guid())).collect();
    ids.sort_unstable();
    let mut numbers: Vec<_> = (0..options.customers).collect();
    chance.shuffle(&mut numbers);
    numbers.into_iter().zip(ids).collect()
}

/// What was written so far.
struct Portfolio<'a> {
    dir: &'a Path,
    shelf: &'a Shelf,
    period: DayRange,
    tables: Tables<'a>,
    calendars: BTreeMap<Country, Vec<WorkDay>>,
    /// The activity files that need `--covers`.
    declared: BTreeMap<PathBuf, DayRange>,
    reports: Vec<DemoImport>,
}

/// The days that were lost, counted back from the last day, of the customer with missing
/// days.
const LOST: [(i32, i32); 3] = [(201, 197), (96, 95), (47, 40)];
/// How many days of a late customer have not come yet.
const LATE_DAYS: i32 = 2;

impl Portfolio<'_> {
    fn write(&mut self, customer: &Customer, chance: &mut Chance) -> Result<()> {
        self.tables.customer(customer)?;
        let country = customer.sketch.country;
        let calendar =
            self.calendars.entry(country).or_insert_with(|| country.calendar(self.period));
        if customer.has(Story::ConcealedNames) {
            let reports = graph::write(self.dir, customer, calendar, self.shelf, chance)?;
            self.reports.extend(reports);
            return Ok(());
        }
        self.tables.licences_and_people(customer)?;
        let id = customer.id.to_string();
        for (path, days, is_declared) in activity_files(customer) {
            if is_declared {
                self.declared.insert(path.clone(), days);
            }
            let tables = &mut self.tables;
            activity::each(customer, Span::of(calendar, days), chance, |person, habit, day| {
                tables.active(&path, &id, person, habit, day)
            })?;
        }
        Ok(())
    }

    fn write_support(&mut self, customer: &Customer, chance: &mut Chance) -> Result<()> {
        // Whose names are concealed would be named in tickets.
        if customer.has(Story::ConcealedNames) {
            return Ok(());
        }
        support::write(&mut self.tables, customer, chance)
    }

    fn finish(self) -> Result<Vec<DemoImport>> {
        let (mut tables, activity) = self.tables.finish()?;
        // The people before what they hold: the reader of the list sees whom it is about.
        tables.sort_by_key(|it| it.starts_with("assignments.csv"));
        let (declared, plain): (Vec<_>, Vec<_>) =
            activity.into_iter().partition(|it| self.declared.contains_key(it));
        tables.extend(plain);
        let mut imports =
            vec![DemoImport { paths: tables, customer: None, covers: None, as_of: None }];
        for path in declared {
            let covers = self.declared.get(&path).copied();
            imports.push(DemoImport { paths: vec![path], customer: None, covers, as_of: None });
        }
        imports.extend(self.reports);
        for path in imports.iter_mut().flat_map(|it| &mut it.paths) {
            *path = self.dir.join(&*path);
        }
        Ok(imports)
    }
}

/// The files that a customer's activity goes to, their days, and whether these must be
/// declared.
fn activity_files(customer: &Customer) -> Vec<(PathBuf, DayRange, bool)> {
    let period = customer.sketch.period;
    if customer.has(Story::MissingDays) {
        let folder = Path::new("recovered").join(&customer.company.domain);
        let kept = without_lost_days(period).into_iter().map(|days| {
            let name = format!("activity-{}-to-{}.csv", days.first(), days.last());
            (folder.join(name), days, true)
        });
        return kept.collect();
    }
    let end =
        if customer.has(Story::Late) { period.last().plus(-LATE_DAYS) } else { period.last() };
    let known = DayRange::new(period.first(), end);
    let files = period.months().filter_map(|month| {
        let asked = month.range().intersect(period)?;
        let days = asked.intersect(known?)?;
        let is_cut = days != asked;
        let folder = if is_cut { "activity-late" } else { "activity" };
        Some((PathBuf::from(format!("{folder}/{month}.csv")), days, is_cut))
    });
    files.collect()
}

fn without_lost_days(period: DayRange) -> Vec<DayRange> {
    let mut kept = Vec::new();
    let mut from = period.first();
    for (first, last) in LOST {
        let (first, last) = (period.last().plus(1 - first), period.last().plus(1 - last));
        kept.extend(DayRange::new(from, first.plus(-1)));
        from = from.max(last.plus(1));
    }
    kept.extend(DayRange::new(from, period.last()));
    kept
}
