//! An import becomes part of the tables: rows replace rows, activity is added.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use hashbrown::HashMap;
use uptake_model::{Catalogue, CustomerId, Day, Month, UserKey};

use crate::{
    StoreError,
    activity::{ActivityRow, add_month, each_run, month_files},
    change::{Change, customers_in, read_rows, touches},
    named::ProductsRow,
    rows::{
        AssignmentRow, AssignmentSnapshotRow, ConcealedRow, FlagRow, IdentityRow, Row, UserRow,
    },
    stage::{Names, Stage, StagedFile},
    tables::{Pins, Tables},
    upsert::{Effect, Keyed, RowCounts, upsert},
};

mod known;

use known::Recording;

/// Which rows of which file are taken: all but those of held snapshots, or only those.
pub(crate) type Takes<'a> = &'a dyn Fn(i64, CustomerId) -> bool;

/// What an import did to the tables.
#[derive(Debug, Default)]
pub(crate) struct Applied {
    pub(crate) pins: Pins,
    pub(crate) by_file: BTreeMap<i64, RowCounts>,
    pub(crate) effects: BTreeMap<CustomerId, Effect>,
    pub(crate) new_users: BTreeSet<(CustomerId, UserKey)>,
}

impl Applied {
    fn count(&mut self, file_no: i64, counts: RowCounts) {
        let sum = self.by_file.entry(file_no).or_default();
        sum.new += counts.new;
        sum.changed += counts.changed;
        sum.unchanged += counts.unchanged;
        sum.held += counts.held;
    }

    fn effect(&mut self, customer: CustomerId, effect: Effect) {
        let earliest = self.effects.entry(customer).or_insert(Effect::Never);
        *earliest = (*earliest).min(effect);
    }
}

/// Merges a staged import into the tables on top of `pins`. The new versions are visible
/// to nobody who is not told their pins.
pub(crate) async fn apply(
    tables: &Tables,
    pins: &Pins,
    catalogue: &Catalogue,
    stage: Stage,
    takes: Takes<'_>,
    committed: i64,
) -> Result<Applied, StoreError> {
    let Stage { mut names, mut files, recorded_on, is_confirmed, .. } = stage;
    tracing::trace!(target: "uptake::progress", phase = "merge");
    let mut step = Step { tables, catalogue, committed, applied: Applied::default() };
    for file in &mut files {
        let held = keep_taken(file, takes);
        step.applied.count(file.file_no, RowCounts { held, ..RowCounts::default() });
        number_users(file, &mut names)?;
    }
    step.applied.pins = pins.clone();
    let numbers = step.identities(&names).await?;
    let restated = step.activity(&names, &numbers, &files).await?;
    step.merge(concealed_rows(&files, &numbers), false).await?;
    step.put(collect(&mut files, |it| std::mem::take(&mut it.rows.customers))).await?;
    step.put(collect(&mut files, |it| std::mem::take(&mut it.rows.subscriptions))).await?;
    step.put(user_rows(&files, &numbers)).await?;
    let assignments = assignment_rows(&files, &numbers);
    step.first_of(&assignments).await?;
    step.put(assignments).await?;
    let lists = collect(&mut files, |it| std::mem::take(&mut it.rows.snapshots));
    step.lists(lists, is_confirmed).await?;
    step.merge(flag_rows(&files, &numbers), false).await?;
    step.merge(products_rows(&files, &numbers), false).await?;
    let units = collect(&mut files, |it| std::mem::take(&mut it.rows.units));
    step.first_of(&units).await?;
    step.put(units).await?;
    step.put(collect(&mut files, |it| std::mem::take(&mut it.rows.tickets))).await?;
    step.put(collect(&mut files, |it| std::mem::take(&mut it.rows.surveys))).await?;
    step.put(collect(&mut files, |it| std::mem::take(&mut it.rows.actions))).await?;
    step.put(collect(&mut files, |it| std::mem::take(&mut it.rows.prices))).await?;
    let tickets = collect(&mut files, |it| std::mem::take(&mut it.rows.ticket_coverage));
    step.merge(tickets, false).await?;
    let coverage = collect(&mut files, |it| std::mem::take(&mut it.rows.coverage));
    let recording = Recording { restated: &restated, recorded_on, is_confirmed };
    step.coverage(coverage, recording).await?;
    Ok(step.applied)
}

/// The users' numbers in the tables.
struct Numbers {
    by_key: HashMap<(CustomerId, UserKey), u32>,
    /// The customers of the import, sorted.
    customers: Vec<CustomerId>,
    /// By number in the import: the place of the customer, and the number in the tables.
    by_name: Vec<(usize, u32)>,
}

/// Customer, user and source in one number that orders as they do: 20, 32 and 12 bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct ActivityKey(u64);

impl ActivityKey {
    fn new(customer: usize, user_no: u32, source: u16) -> Option<Self> {
        let customer = u64::try_from(customer).ok().filter(|it| *it < 1 << 20)?;
        let source = u64::from(source);
        (source < 1 << 12).then_some(Self((customer << 44) | (u64::from(user_no) << 12) | source))
    }

    fn parts(self) -> (usize, u32, usize) {
        let part = |bits: u64| usize::try_from(bits).unwrap_or(usize::MAX);
        let user_no = u32::try_from((self.0 >> 12) & u64::from(u32::MAX)).unwrap_or(u32::MAX);
        (part(self.0 >> 44), user_no, part(self.0 & 0xfff))
    }
}

impl Numbers {
    /// The key of a user and a source of the import.
    fn key(&self, user: u32, source: u16) -> Option<ActivityKey> {
        let (customer, user_no) = self.by_name.get(index(user))?;
        ActivityKey::new(*customer, *user_no, source)
    }

    fn of(&self, customer: CustomerId, key: UserKey) -> u32 {
        self.by_key.get(&(customer, key)).copied().unwrap_or(u32::MAX)
    }
}

struct Step<'a> {
    tables: &'a Tables,
    catalogue: &'a Catalogue,
    committed: i64,
    applied: Applied,
}

impl Step<'_> {
    /// Gives every user of the import its number, new users the next ones in the order of
    /// their keys.
    async fn identities(&mut self, names: &Names) -> Result<Numbers, StoreError> {
        let customers: BTreeSet<CustomerId> = names.users.iter().map(|(it, _)| *it).collect();
        let customers: Vec<CustomerId> = customers.into_iter().collect();
        if customers.len() >= 1 << 20 {
            return Err(StoreError::TooMany { what: "customers" });
        }
        let files = self.tables.files::<IdentityRow>(&self.applied.pins).await?;
        let touched: Vec<_> = files.iter().filter(|it| touches(it, &customers)).cloned().collect();
        let known = read_rows::<IdentityRow>(self.tables.folder(), &touched, &|it| {
            customers.binary_search(&it).is_ok()
        })?;
        let mut next: BTreeMap<CustomerId, u32> = BTreeMap::new();
        let mut by_key = HashMap::with_capacity(known.len().max(names.users.len()));
        for row in known {
            let free = next.entry(row.customer_id).or_insert(0);
            *free = (*free).max(row.user_no + 1);
            by_key.insert((row.customer_id, row.user_key), row.user_no);
        }
        let mut unknown: Vec<(CustomerId, UserKey)> =
            names.users.iter().filter(|it| !by_key.contains_key(*it)).copied().collect();
        unknown.sort_unstable();
        self.applied.new_users = unknown.iter().copied().collect();
        let mut rows = Vec::with_capacity(unknown.len());
        for (customer_id, user_key) in unknown {
            let free = next.entry(customer_id).or_insert(0);
            rows.push(IdentityRow { customer_id, user_no: *free, user_key });
            by_key.insert((customer_id, user_key), *free);
            *free = free
                .checked_add(1)
                .filter(|it| it.cast_signed() >= 0)
                .ok_or(StoreError::TooMany { what: "users" })?;
        }
        self.merge(rows, false).await?;
        let place = |it: &CustomerId| customers.binary_search(it).unwrap_or(usize::MAX);
        let number = |it| by_key.get(it).copied().unwrap_or(u32::MAX);
        let by_name = names.users.iter().map(|it| (place(&it.0), number(it))).collect();
        Ok(Numbers { by_key, customers, by_name })
    }

    /// Adds activity; returns the customers of whom something was new.
    async fn activity(
        &mut self,
        names: &Names,
        numbers: &Numbers,
        files: &[StagedFile],
    ) -> Result<BTreeSet<CustomerId>, StoreError> {
        let months: BTreeSet<Month> = files.iter().flat_map(|it| it.activity.months()).collect();
        let pinned = self.tables.files::<ActivityRow>(&self.applied.pins).await?;
        let mut change = Change::default();
        let mut restated = BTreeSet::new();
        let mut fresh: BTreeMap<i64, u64> = BTreeMap::new();
        for month in months {
            let rows = self.new_days(names, numbers, files, month, &pinned, &mut fresh)?;
            for row in &rows {
                if restated.last() != Some(&row.customer_id) {
                    restated.insert(row.customer_id);
                }
                let first = i32::try_from(row.days.trailing_zeros()).unwrap_or(0);
                let day = month.first_day().plus(first);
                self.applied.effect(row.customer_id, Effect::From(day));
            }
            if !rows.is_empty() {
                let part = add_month(self.tables.folder(), &pinned, month, rows)?;
                change.adds.extend(part.adds);
                change.removes.extend(part.removes);
            }
        }
        for file in files {
            let rows = file.activity.rows();
            let new = fresh.get(&file.file_no).copied().unwrap_or(0).min(rows);
            self.applied.count(
                file.file_no,
                RowCounts { new, unchanged: rows - new, ..RowCounts::default() },
            );
        }
        let pins = &mut self.applied.pins;
        self.tables.commit::<ActivityRow>(pins, change, "ADD ACTIVITY", self.committed).await?;
        Ok(restated)
    }

    /// The days of a month that are neither in the table nor in an earlier file, sorted.
    fn new_days(
        &self,
        names: &Names,
        numbers: &Numbers,
        files: &[StagedFile],
        month: Month,
        pinned: &[crate::delta::DataFile],
        fresh: &mut BTreeMap<i64, u64>,
    ) -> Result<Vec<ActivityRow>, StoreError> {
        let mut given: Vec<(ActivityKey, i64, u32)> = Vec::new();
        for file in files {
            for (user, source, days) in file.activity.of_month(month) {
                given.extend(numbers.key(user, source).map(|key| (key, file.file_no, days)));
            }
        }
        given.sort_unstable_by_key(|(key, file_no, _)| (*key, *file_no));
        let there = self.days_there(names, numbers, &given, month, pinned)?;
        let mut rows: Vec<ActivityRow> = Vec::with_capacity(given.len());
        for same in given.chunk_by(|a, b| a.0 == b.0) {
            let Some((key, ..)) = same.first() else { continue };
            let known = there.get(key).copied().unwrap_or(0);
            let mut all = known;
            for (_, file_no, days) in same {
                *fresh.entry(*file_no).or_insert(0) += u64::from((days & !all).count_ones());
                all |= days;
            }
            let days = all & !known;
            let (customer, user_no, source) = key.parts();
            if let (true, Some(customer_id), Some(workload)) =
                (days != 0, numbers.customers.get(customer), names.workloads.get(source))
            {
                let workload = Arc::clone(workload);
                rows.push(ActivityRow { customer_id: *customer_id, user_no, workload, days });
            }
        }
        rows.sort_by(|a, b| {
            (a.customer_id, a.user_no, &a.workload).cmp(&(b.customer_id, b.user_no, &b.workload))
        });
        Ok(rows)
    }

    /// What the table has of the given keys.
    fn days_there(
        &self,
        names: &Names,
        numbers: &Numbers,
        given: &[(ActivityKey, i64, u32)],
        month: Month,
        pinned: &[crate::delta::DataFile],
    ) -> Result<HashMap<ActivityKey, u32>, StoreError> {
        let mut customers: Vec<CustomerId> = given
            .iter()
            .filter_map(|(key, ..)| numbers.customers.get(key.parts().0).copied())
            .collect();
        customers.dedup();
        let mut touched = month_files(pinned, month);
        touched.retain(|it| touches(it, &customers));
        let mut there = HashMap::new();
        if touched.is_empty() {
            return Ok(there);
        }
        there.extend(given.iter().map(|(key, ..)| (*key, 0)));
        let wanted = |it: CustomerId| customers.binary_search(&it).is_ok();
        each_run(self.tables.folder(), &touched, month, &wanted, |run| {
            let Ok(customer) = numbers.customers.binary_search(&run.customer) else { return };
            let sources: Vec<Option<u16>> =
                run.workloads.iter().map(|it| names.workload_number(it)).collect();
            for ((user_no, source), days) in run.users.iter().zip(&run.sources).zip(&run.days) {
                let Some(Some(source)) = sources.get(index(*source)) else { continue };
                let key = ActivityKey::new(customer, *user_no, *source);
                if let Some(known) = key.and_then(|it| there.get_mut(&it)) {
                    *known |= days;
                }
            }
        })?;
        Ok(there)
    }

    /// Units without names stand for assignments only while there is no assignment, and
    /// named products only while there are no units either: a customer's first row of either
    /// table changes every day of it.
    async fn first_of<R: Row>(&mut self, rows: &[R]) -> Result<(), StoreError> {
        let customers: BTreeSet<CustomerId> = rows.iter().map(Row::customer).collect();
        let customers: Vec<CustomerId> = customers.into_iter().collect();
        let files = self.tables.files::<R>(&self.applied.pins).await?;
        let touched: Vec<_> = files.iter().filter(|it| touches(it, &customers)).cloned().collect();
        let known = customers_in::<R>(self.tables.folder(), &touched)?;
        for customer in customers.into_iter().filter(|it| !known.contains(it)) {
            self.applied.effect(customer, Effect::Always);
        }
        Ok(())
    }

    async fn put<R: Keyed>(&mut self, rows: Vec<R>) -> Result<(), StoreError> {
        self.merge(rows, true).await
    }

    async fn merge<R: Keyed>(&mut self, rows: Vec<R>, counts: bool) -> Result<(), StoreError> {
        if rows.is_empty() {
            return Ok(());
        }
        let files = self.tables.files::<R>(&self.applied.pins).await?;
        let done = upsert(self.tables.folder(), &files, self.catalogue, rows)?;
        if counts {
            for (file_no, counts) in done.by_file {
                self.applied.count(file_no, counts);
            }
        }
        for (customer, effect) in done.effects {
            self.applied.effect(customer, effect);
        }
        let pins = &mut self.applied.pins;
        self.tables.commit::<R>(pins, done.change, "PUT ROWS", self.committed).await
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn collect<R>(files: &mut [StagedFile], take: impl Fn(&mut StagedFile) -> Vec<R>) -> Vec<R> {
    files.iter_mut().flat_map(take).collect()
}

/// Leaves out what is not taken; returns how many rows of the file that is.
fn keep_taken(file: &mut StagedFile, takes: Takes<'_>) -> u64 {
    let no = file.file_no;
    let rows = &mut file.rows;
    let mut held: BTreeSet<u64> = BTreeSet::new();
    let mut is_taken = |customer, line| {
        let is_taken = takes(no, customer);
        if !is_taken {
            held.insert(line);
        }
        is_taken
    };
    rows.customers.retain(|it| is_taken(it.customer_id, it.line));
    rows.subscriptions.retain(|it| is_taken(it.customer_id, it.line));
    rows.users.retain(|it| is_taken(it.customer_id, it.line));
    rows.assignments.retain(|it| is_taken(it.customer_id, it.line));
    rows.last_activity.retain(|it| is_taken(it.customer_id, it.line));
    rows.flags.retain(|it| is_taken(it.customer_id, it.line));
    rows.products.retain(|it| is_taken(it.customer_id, it.line));
    rows.units.retain(|it| is_taken(it.customer_id, it.line));
    rows.tickets.retain(|it| is_taken(it.customer_id, it.line));
    rows.surveys.retain(|it| is_taken(it.customer_id, it.line));
    rows.actions.retain(|it| is_taken(it.customer_id, it.line));
    rows.prices.retain(|it| is_taken(it.customer_id, it.line));
    rows.ticket_coverage.retain(|it| takes(no, it.customer_id));
    rows.coverage.retain(|it| takes(no, it.customer_id));
    rows.snapshots.retain(|it| takes(no, it.customer_id));
    rows.concealed.retain(|it| takes(no, it.customer_id));
    u64::try_from(held.len()).unwrap_or(u64::MAX)
}

/// Numbers the users of all rows, and makes activity of last-activity dates.
fn number_users(file: &mut StagedFile, names: &mut Names) -> Result<(), StoreError> {
    for row in &file.rows.users {
        names.user(row.customer_id, row.user_key)?;
        if let Some(key) = row.principal_key {
            names.user(row.customer_id, key)?;
        }
    }
    for row in &file.rows.assignments {
        names.user(row.customer_id, row.user_key)?;
    }
    for row in &file.rows.flags {
        names.user(row.customer_id, row.user_key)?;
    }
    for row in &file.rows.products {
        names.user(row.customer_id, row.user_key)?;
    }
    for row in &file.rows.last_activity {
        let user = names.user(row.customer_id, row.user_key)?;
        if let Some(day) = row.last_active_on {
            let source = names.workload(&row.workload)?;
            file.activity.add(user, source, day);
        }
    }
    Ok(())
}

fn user_rows(files: &[StagedFile], numbers: &Numbers) -> Vec<UserRow> {
    let rows = files.iter().flat_map(|file| file.rows.users.iter().map(|it| (file.file_no, it)));
    rows.map(|(file_no, it)| UserRow {
        customer_id: it.customer_id,
        user_no: numbers.of(it.customer_id, it.user_key),
        kind: it.kind,
        department: it.department.clone(),
        deleted_on: it.deleted_on,
        principal_no: it.principal_key.map(|key| numbers.of(it.customer_id, key)),
        file_no,
        line: it.line,
    })
    .collect()
}

/// Assignments of a whole list carry the day of the list.
fn assignment_rows(files: &[StagedFile], numbers: &Numbers) -> Vec<AssignmentRow> {
    let mut rows = Vec::new();
    for file in files {
        let lists: BTreeMap<CustomerId, Day> = file
            .rows
            .snapshots
            .iter()
            .map(|it: &AssignmentSnapshotRow| (it.customer_id, it.as_of))
            .collect();
        rows.extend(file.rows.assignments.iter().map(|it| AssignmentRow {
            customer_id: it.customer_id,
            user_no: numbers.of(it.customer_id, it.user_key),
            sku: Arc::clone(&it.sku),
            assigned_on: it.assigned_on,
            removed_on: it.removed_on,
            listed_on: lists.get(&it.customer_id).copied(),
            file_no: file.file_no,
            line: it.line,
        }));
    }
    rows
}

fn concealed_rows(files: &[StagedFile], numbers: &Numbers) -> Vec<ConcealedRow> {
    let rows = files.iter().flat_map(|it| &it.rows.concealed);
    let numbered = rows.map(|it| ConcealedRow {
        customer_id: it.customer_id,
        user_no: numbers.of(it.customer_id, it.user_key),
    });
    numbered.collect()
}

fn products_rows(files: &[StagedFile], numbers: &Numbers) -> Vec<ProductsRow> {
    let rows = files.iter().flat_map(|file| file.rows.products.iter().map(|it| (file.file_no, it)));
    rows.map(|(file_no, it)| ProductsRow {
        customer_id: it.customer_id,
        user_no: numbers.of(it.customer_id, it.user_key),
        products: it.products.clone(),
        as_of: it.as_of,
        format: it.format.clone(),
        file_no,
        line: it.line,
    })
    .collect()
}

fn flag_rows(files: &[StagedFile], numbers: &Numbers) -> Vec<FlagRow> {
    let rows = files.iter().flat_map(|file| file.rows.flags.iter().map(|it| (file.file_no, it)));
    rows.map(|(file_no, it)| FlagRow {
        customer_id: it.customer_id,
        user_no: numbers.of(it.customer_id, it.user_key),
        workload: Arc::clone(&it.workload),
        licensed: it.licensed,
        assigned_on: it.assigned_on,
        as_of: it.as_of,
        file_no,
        line: it.line,
    })
    .collect()
}
