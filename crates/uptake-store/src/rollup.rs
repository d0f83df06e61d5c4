//! The rollup driver: hands one customer at a time to the arithmetic, on all cores, and
//! replaces the months of results that an import can have changed.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

use uptake_calc::{AssignedSince, CustomerCounts, GraceRule, MonthActivity, Plan, rollup};
use uptake_model::{Catalogue, CustomerId, Day, DayRange, Month, WorkloadCode};

use crate::{
    StoreError,
    activity::{ActivityRow, ActivityRun, Cursor},
    change::{Change, open, read_rows, touches},
    delta::DataFile,
    loader::{CustomerRows, load, rows_of},
    populations::Population,
    results::{CountsBuilder, MonthWriters, ResultFiles, ResultWriters, SpanRow, Texts},
    rows::{DeploymentRow, ExtentRow, PeopleRow, ProductUsageRow, Row, UsageRow},
    tables::{Pins, Tables},
    upsert::{Effect, upsert},
};

/// Small files of a month are joined when there are more of them than this.
const SMALL_FILES: usize = 16;

/// What a rollup goes by.
#[derive(Clone, Copy)]
pub(crate) struct Basis<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) grace: GraceRule,
    pub(crate) committed: i64,
}

/// A customer and the days whose counts are computed anew.
struct Job {
    customer: CustomerId,
    days: DayRange,
}

/// Computes anew what the effects can have changed, and pins the new results.
pub(crate) async fn roll_up(
    tables: &Tables,
    pins: &mut Pins,
    basis: Basis<'_>,
    effects: &BTreeMap<CustomerId, Effect>,
) -> Result<(), StoreError> {
    let customers: Vec<CustomerId> = effects
        .iter()
        .filter(|(_, effect)| **effect != Effect::Never)
        .map(|(customer, _)| *customer)
        .collect();
    if customers.is_empty() {
        return Ok(());
    }
    let rows = load(tables, pins, Some(&customers)).await?;
    let mut plan = Plan::new(basis.catalogue, basis.grace);
    let mut jobs = Vec::new();
    let mut extents = Vec::new();
    let stored: BTreeMap<CustomerId, ExtentRow> =
        rows_of::<ExtentRow>(tables, pins, Some(&customers))
            .await?
            .into_iter()
            .map(|it| (it.customer_id, it))
            .collect();
    for (customer, rows) in &rows {
        rows.number(&mut plan, basis.catalogue);
        let Some(extent) = rows.extent() else { continue };
        extents.push(ExtentRow {
            customer_id: *customer,
            first_day: extent.first(),
            last_day: extent.last(),
            assigned_since: assigned_since(rows),
        });
        let stored = stored.get(customer);
        // What is the first to tell how many people hold a SKU says of the days before it that
        // nothing does.
        let is_first = stored.is_some_and(|it| it.assigned_since != assigned_since(rows));
        let from = match effects.get(customer) {
            // The days since the last stored one were never computed, whatever happened in them.
            Some(Effect::From(day)) if !is_first => {
                let unstored = stored.map_or(*day, |it| it.last_day.plus(1));
                unstored.min(*day).month().first_day().max(extent.first())
            }
            Some(Effect::From(_) | Effect::Always | Effect::Never) | None => extent.first(),
        };
        let days = DayRange::new(from, extent.last());
        jobs.extend(days.map(|days| Job { customer: *customer, days }));
    }
    let activity = tables.files::<ActivityRow>(pins).await?;
    let kept = Kept::read(tables, pins, &jobs).await?;
    let files = run(tables.folder(), &plan, basis.catalogue, &rows, &jobs, &activity, &kept)?;
    kept.commit(tables, pins, files, basis.committed).await?;
    let old = tables.files::<ExtentRow>(pins).await?;
    let done = upsert(tables.folder(), &old, basis.catalogue, extents)?;
    tables.commit::<ExtentRow>(pins, done.change, "ROLL UP", basis.committed).await
}

/// Since when something tells how many people hold a SKU, as a day.
fn assigned_since(rows: &CustomerRows) -> Day {
    match rows.assigned_since() {
        AssignedSince::Always => Day::MIN,
        AssignedSince::Day(day) => day,
        AssignedSince::Never => Day::MAX,
    }
}

/// Result files that are replaced, and those of their rows that stay.
struct Kept {
    deployment: KeptRows<DeploymentRow>,
    usage: KeptRows<UsageRow>,
    product_usage: KeptRows<ProductUsageRow>,
    people: KeptRows<PeopleRow>,
    customers: BTreeSet<CustomerId>,
}

struct KeptRows<R> {
    removes: Vec<DataFile>,
    rows: BTreeMap<CustomerId, Vec<(Month, R)>>,
}

impl Kept {
    async fn read(tables: &Tables, pins: &Pins, jobs: &[Job]) -> Result<Self, StoreError> {
        let mut kept = Self {
            deployment: KeptRows::read(tables, pins, jobs).await?,
            usage: KeptRows::read(tables, pins, jobs).await?,
            product_usage: KeptRows::read(tables, pins, jobs).await?,
            people: KeptRows::read(tables, pins, jobs).await?,
            customers: BTreeSet::new(),
        };
        kept.customers.extend(kept.deployment.rows.keys());
        kept.customers.extend(kept.usage.rows.keys());
        kept.customers.extend(kept.product_usage.rows.keys());
        kept.customers.extend(kept.people.rows.keys());
        Ok(kept)
    }

    fn write(&self, customer: CustomerId, out: &mut ResultWriters<'_>) -> Result<(), StoreError> {
        self.deployment.write(customer, &mut out.deployment)?;
        self.usage.write(customer, &mut out.usage)?;
        self.product_usage.write(customer, &mut out.product_usage)?;
        self.people.write(customer, &mut out.people)
    }

    async fn commit(
        self,
        tables: &Tables,
        pins: &mut Pins,
        files: ResultFiles,
        committed: i64,
    ) -> Result<(), StoreError> {
        self.deployment.commit(tables, pins, files.deployment, committed).await?;
        self.usage.commit(tables, pins, files.usage, committed).await?;
        self.product_usage.commit(tables, pins, files.product_usage, committed).await?;
        self.people.commit(tables, pins, files.people, committed).await
    }
}

impl<R: SpanRow> KeptRows<R> {
    async fn read(tables: &Tables, pins: &Pins, jobs: &[Job]) -> Result<Self, StoreError> {
        let from: BTreeMap<CustomerId, Month> =
            jobs.iter().map(|it| (it.customer, it.days.first().month())).collect();
        let customers: Vec<CustomerId> = from.keys().copied().collect();
        let mut by_month: BTreeMap<Month, Vec<DataFile>> = BTreeMap::new();
        for file in tables.files::<R>(pins).await? {
            if let Some(month) = file.partition.as_deref().and_then(|it| it.parse().ok()) {
                by_month.entry(month).or_default().push(file);
            }
        }
        let Some(earliest) = from.values().min().copied() else {
            return Ok(Self { removes: Vec::new(), rows: BTreeMap::new() });
        };
        let mut kept = Self { removes: Vec::new(), rows: BTreeMap::new() };
        for (month, files) in by_month.range(earliest..) {
            let small = files.iter().filter(|it| it.rows < crate::change::FILE_ROWS >> 2).count();
            let joins = small > SMALL_FILES;
            for file in files {
                let is_small = file.rows < crate::change::FILE_ROWS >> 2;
                if !(touches(file, &customers) || (joins && is_small)) {
                    continue;
                }
                let stays = |it: CustomerId| from.get(&it).is_none_or(|from| month < from);
                if has_customer::<R>(tables.folder(), file, &stays)? {
                    let rows = read_rows::<R>(tables.folder(), std::slice::from_ref(file), &stays)?;
                    for row in rows {
                        kept.rows.entry(row.customer()).or_default().push((*month, row));
                    }
                }
                kept.removes.push(file.clone());
            }
        }
        Ok(kept)
    }

    fn write(&self, customer: CustomerId, out: &mut MonthWriters<'_, R>) -> Result<(), StoreError> {
        for (month, row) in self.rows.get(&customer).into_iter().flatten() {
            out.push(*month, row.clone())?;
        }
        Ok(())
    }

    async fn commit(
        self,
        tables: &Tables,
        pins: &mut Pins,
        adds: Vec<DataFile>,
        committed: i64,
    ) -> Result<(), StoreError> {
        let mut change = Change { adds, removes: self.removes };
        change.settle();
        tables.commit::<R>(pins, change, "ROLL UP", committed).await
    }
}

/// Whether a file has a row of a customer that `wanted` takes; decodes one column.
fn has_customer<R: Row>(
    tables: &Path,
    file: &DataFile,
    wanted: &dyn Fn(CustomerId) -> bool,
) -> Result<bool, StoreError> {
    let checked = open(tables, R::TABLE, file)?;
    for group in 0..checked.row_groups() {
        for batch in checked.read(group, Some(&["customer_id"]))? {
            let column = batch.column(0);
            let customers = crate::column::read_text(&**column, |it| it.parse().ok())
                .map_err(|error| checked.damaged(&error))?;
            let mut last = None;
            for customer in customers.into_iter().flatten() {
                if last != Some(customer) && wanted(customer) {
                    return Ok(true);
                }
                last = Some(customer);
            }
        }
    }
    Ok(false)
}

/// Computes all jobs, on all cores, and writes the results.
fn run(
    tables: &Path,
    plan: &Plan,
    catalogue: &Catalogue,
    rows: &BTreeMap<CustomerId, CustomerRows>,
    jobs: &[Job],
    activity: &[DataFile],
    kept: &Kept,
) -> Result<ResultFiles, StoreError> {
    let by_customer: BTreeMap<CustomerId, &Job> = jobs.iter().map(|it| (it.customer, it)).collect();
    let mut customers: Vec<CustomerId> = by_customer.keys().copied().collect();
    customers.extend(kept.customers.iter().filter(|it| !by_customer.contains_key(*it)));
    customers.sort_unstable();
    let told = Told::of(customers.len());
    let work = |customers: &[CustomerId]| -> Result<ResultFiles, StoreError> {
        let mut worker = Worker {
            plan,
            catalogue,
            rows,
            cursors: open_cursors(tables, activity, customers, &by_customer)?,
        };
        let texts = Texts::new(plan);
        let mut out = ResultWriters::new(tables);
        for customer in customers {
            kept.write(*customer, &mut out)?;
            if let Some(job) = by_customer.get(customer) {
                out.push(*customer, &worker.counts(job)?, &texts)?;
            }
            told.step();
        }
        out.finish()
    };
    let parts = split_evenly(&customers, rows);
    thread::scope(|scope| {
        let workers: Vec<_> =
            parts.into_iter().map(|part| scope.spawn(move || work(part))).collect();
        let mut files = ResultFiles::default();
        for worker in workers {
            let part = worker.join().map_err(|_panic| StoreError::Worker)??;
            files.deployment.extend(part.deployment);
            files.usage.extend(part.usage);
            files.product_usage.extend(part.product_usage);
            files.people.extend(part.people);
        }
        Ok(files)
    })
}

/// Tells how many customers are done, as events of the target `uptake::progress`.
struct Told {
    done: AtomicU64,
    total: u64,
}

impl Told {
    fn of(customers: usize) -> Self {
        let told = Self { done: AtomicU64::new(0), total: u64::try_from(customers).unwrap_or(0) };
        // Where nothing is computed there is nothing to tell.
        if customers > 0 {
            told.tell(0);
        }
        told
    }

    fn step(&self) {
        self.tell(self.done.fetch_add(1, Ordering::Relaxed) + 1);
    }

    fn tell(&self, done: u64) {
        let total = self.total;
        tracing::trace!(target: "uptake::progress", phase = "rollup", done, total);
    }
}

/// Cuts the customers into one part per core, with about as many assignments in each.
fn split_evenly<'a>(
    customers: &'a [CustomerId],
    rows: &BTreeMap<CustomerId, CustomerRows>,
) -> Vec<&'a [CustomerId]> {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let weight = |it: &CustomerId| rows.get(it).map_or(1, |it| it.assignments.len() + 16);
    let total: usize = customers.iter().map(weight).sum();
    let share = total.div_ceil(cores).max(1_024);
    let mut parts = Vec::new();
    let (mut start, mut sum) = (0, 0);
    for (at, customer) in customers.iter().enumerate() {
        sum += weight(customer);
        if sum >= share {
            parts.extend(customers.get(start..=at));
            (start, sum) = (at + 1, 0);
        }
    }
    parts.extend(customers.get(start..).filter(|it| !it.is_empty()));
    parts
}

fn open_cursors(
    tables: &Path,
    activity: &[DataFile],
    customers: &[CustomerId],
    jobs: &BTreeMap<CustomerId, &Job>,
) -> Result<Vec<Cursor>, StoreError> {
    let own: Vec<&Job> = customers.iter().filter_map(|it| jobs.get(it).copied()).collect();
    let days = own.iter().map(|it| it.days).reduce(DayRange::hull);
    let (Some(days), Some(first), Some(last)) = (days, own.first(), own.last()) else {
        return Ok(Vec::new());
    };
    let months = window_start(days.first()).month()..=days.last().month();
    let ids: Vec<CustomerId> = own.iter().map(|it| it.customer).collect();
    let mut cursors = Vec::new();
    for file in activity {
        let month: Option<Month> = file.partition.as_deref().and_then(|it| it.parse().ok());
        if let Some(month) = month.filter(|it| months.contains(it) && touches(file, &ids)) {
            cursors.push(Cursor::open(tables, file, month, (first.customer, last.customer))?);
        }
    }
    Ok(cursors)
}

/// The first day of the window of `day`.
pub(crate) fn window_start(day: Day) -> Day {
    day.plus(-27)
}

struct Worker<'a> {
    plan: &'a Plan,
    catalogue: &'a Catalogue,
    rows: &'a BTreeMap<CustomerId, CustomerRows>,
    cursors: Vec<Cursor>,
}

impl Worker<'_> {
    fn counts(&mut self, job: &Job) -> Result<CustomerCounts, StoreError> {
        let none = CustomerRows::default();
        let rows = self.rows.get(&job.customer).unwrap_or(&none);
        let mut activity = CustomerActivity::new(rows);
        for cursor in &mut self.cursors {
            while let Some(run) = cursor.next_until(job.customer)? {
                if run.customer == job.customer {
                    activity.add(self.plan, &run);
                }
            }
        }
        Ok(activity.roll_up(self.plan, self.catalogue, job.days))
    }
}

/// A customer's activity, with the rows that tell how it counts.
pub(crate) struct CustomerActivity<'a> {
    rows: &'a CustomerRows,
    aliases: BTreeMap<u32, u32>,
    plain: Vec<MonthActivity>,
    concealed: Vec<MonthActivity>,
}

impl<'a> CustomerActivity<'a> {
    pub(crate) fn new(rows: &'a CustomerRows) -> Self {
        Self { rows, aliases: rows.aliases(), plain: Vec::new(), concealed: Vec::new() }
    }

    /// Adds the active days of a run; sources that no workload counts are left out.
    pub(crate) fn add(&mut self, plan: &Plan, run: &ActivityRun) {
        let concealed = &self.rows.concealed;
        if concealed.is_empty() {
            return add_run(plan, &self.aliases, run, |_| true, &mut self.plain);
        }
        add_run(plan, &self.aliases, run, |it| !concealed.contains(&it), &mut self.plain);
        add_run(plan, &self.aliases, run, |it| concealed.contains(&it), &mut self.concealed);
    }

    /// The activity of a population.
    pub(crate) fn take(&mut self, population: Population) -> Vec<MonthActivity> {
        std::mem::take(self.of(population))
    }

    /// Computes the counts of `days`, each day with the population that counts then.
    pub(crate) fn roll_up(
        mut self,
        plan: &Plan,
        catalogue: &Catalogue,
        days: DayRange,
    ) -> CustomerCounts {
        let rows = self.rows;
        let mut counts = |days, population| {
            let mut facts = rows.facts(plan, catalogue, population);
            facts.activity = self.take(population);
            let counts = rollup(plan, &facts, days);
            *self.of(population) = facts.activity;
            counts
        };
        let pieces = rows.pieces(days);
        if let [(days, population)] = pieces.as_slice() {
            return counts(*days, *population);
        }
        let mut built = CountsBuilder::default();
        for (days, population) in pieces {
            built.append(counts(days, population));
        }
        built.finish()
    }

    fn of(&mut self, population: Population) -> &mut Vec<MonthActivity> {
        match population {
            Population::Plain => &mut self.plain,
            Population::Concealed => &mut self.concealed,
        }
    }
}

/// Adds the active days of a run, those of the `wanted` users.
fn add_run(
    plan: &Plan,
    aliases: &BTreeMap<u32, u32>,
    run: &ActivityRun,
    wanted: impl Fn(u32) -> bool,
    activity: &mut Vec<MonthActivity>,
) {
    let sources: Vec<Option<u16>> = run
        .workloads
        .iter()
        .map(|it: &Arc<str>| plan.source_number(&WorkloadCode::new(&**it)))
        .collect();
    activity.reserve(run.users.len());
    let rows = run.users.iter().zip(&run.sources).zip(&run.days);
    for ((user, source), days) in rows {
        let source = usize::try_from(*source).ok().and_then(|it| sources.get(it)).copied();
        let Some(Some(source)) = source else { continue };
        if !wanted(*user) {
            continue;
        }
        let user =
            if aliases.is_empty() { *user } else { aliases.get(user).copied().unwrap_or(*user) };
        activity.push(MonthActivity { user, source, month: run.month, days: *days });
    }
}
