//! From rows of the tables to the facts that the arithmetic reads.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use uptake_calc::{
    AssignedSince, CoverageFact, CustomerFacts, FlagHolding, Holding, Names, Plan,
    SubscriptionState, Told, UnitsState,
};
use uptake_model::{Catalogue, CustomerId, Day, DayRange, SkuRef, WorkloadCode};

use crate::{
    StoreError,
    change::{each_row, touches},
    counted::counted_rows,
    named::{ProductsRow, lists_everybody, names_in, unmapped},
    populations::{Population, pieces},
    rows::{
        AssignmentRow, AssignmentSnapshotRow, ConcealedRow, CoverageRow, FlagRow, Row,
        SubscriptionRow, UnitsRow, UserRow,
    },
    tables::{Pins, Tables},
};

/// The rows of one customer, except its activity.
#[derive(Debug, Default)]
pub(crate) struct CustomerRows {
    pub(crate) subscriptions: Vec<SubscriptionRow>,
    pub(crate) users: Vec<UserRow>,
    pub(crate) assignments: Vec<AssignmentRow>,
    pub(crate) snapshots: Vec<AssignmentSnapshotRow>,
    pub(crate) units: Vec<UnitsRow>,
    pub(crate) flags: Vec<FlagRow>,
    pub(crate) products: Vec<ProductsRow>,
    pub(crate) coverage: Vec<CoverageRow>,
    /// The numbers of users under concealed names.
    pub(crate) concealed: BTreeSet<u32>,
}

/// Reads the rows of some customers, which are sorted; all customers when `None`.
pub(crate) async fn load(
    tables: &Tables,
    pins: &Pins,
    customers: Option<&[CustomerId]>,
) -> Result<BTreeMap<CustomerId, CustomerRows>, StoreError> {
    let mut all: BTreeMap<CustomerId, CustomerRows> = BTreeMap::new();
    for row in rows_of::<SubscriptionRow>(tables, pins, customers).await? {
        all.entry(row.customer_id).or_default().subscriptions.push(row);
    }
    for row in rows_of::<UserRow>(tables, pins, customers).await? {
        all.entry(row.customer_id).or_default().users.push(row);
    }
    for row in rows_of::<AssignmentRow>(tables, pins, customers).await? {
        all.entry(row.customer_id).or_default().assignments.push(row);
    }
    for row in rows_of::<AssignmentSnapshotRow>(tables, pins, customers).await? {
        all.entry(row.customer_id).or_default().snapshots.push(row);
    }
    for row in rows_of::<UnitsRow>(tables, pins, customers).await? {
        all.entry(row.customer_id).or_default().units.push(row);
    }
    for row in rows_of::<FlagRow>(tables, pins, customers).await? {
        all.entry(row.customer_id).or_default().flags.push(row);
    }
    for row in rows_of::<ProductsRow>(tables, pins, customers).await? {
        all.entry(row.customer_id).or_default().products.push(row);
    }
    for row in rows_of::<CoverageRow>(tables, pins, customers).await? {
        all.entry(row.customer_id).or_default().coverage.push(row);
    }
    for row in rows_of::<ConcealedRow>(tables, pins, customers).await? {
        all.entry(row.customer_id).or_default().concealed.insert(row.user_no);
    }
    Ok(all)
}

/// The rows of a table at the pinned version: of some customers, which are sorted, or all.
pub(crate) async fn rows_of<R: Row>(
    tables: &Tables,
    pins: &Pins,
    customers: Option<&[CustomerId]>,
) -> Result<Vec<R>, StoreError> {
    let mut files = tables.files::<R>(pins).await?;
    if let Some(customers) = customers {
        files.retain(|it| touches(it, customers));
    }
    let mut rows = Vec::new();
    for file in &files {
        each_row::<R>(&tables.open_file::<R>(file)?, customers, |row| rows.push(row))?;
    }
    Ok(rows)
}

impl CustomerRows {
    /// The days of which anything is known, activity aside: it lies within its coverage.
    pub(crate) fn extent(&self) -> Option<DayRange> {
        let days = self
            .subscriptions
            .iter()
            .map(|it| it.as_of)
            .chain(self.assignments.iter().map(|it| it.assigned_on))
            .chain(self.assignments.iter().filter_map(|it| it.removed_on))
            .chain(self.assignments.iter().filter_map(|it| it.listed_on))
            .chain(self.snapshots.iter().map(|it| it.as_of))
            .chain(self.units.iter().map(|it| it.as_of))
            .chain(self.flags.iter().map(|it| it.as_of))
            .chain(self.flags.iter().filter_map(|it| it.assigned_on))
            .chain(self.products.iter().map(|it| it.as_of))
            .chain(self.coverage.iter().flat_map(|it| [it.first_day, it.last_day]));
        days.map(DayRange::single).reduce(DayRange::hull)
    }

    /// Gives a number to every SKU and source that the rows name.
    pub(crate) fn number(&self, plan: &mut Plan, catalogue: &Catalogue) {
        let mut last: Option<Arc<str>> = None;
        let skus = self.subscriptions.iter().map(|it| &it.sku);
        let skus = skus.chain(self.assignments.iter().map(|it| &it.sku));
        for sku in skus.chain(self.units.iter().map(|it| &it.sku)) {
            if last.as_ref().is_none_or(|it| !Arc::ptr_eq(it, sku)) {
                plan.number_sku(&catalogue.canonical(&SkuRef::from(&**sku)));
                last = Some(Arc::clone(sku));
            }
        }
        let names: BTreeSet<&str> = self.products.iter().flat_map(names_in).collect();
        for sku in names.into_iter().filter_map(|it| unmapped(catalogue, it)) {
            plan.number_sku(&sku);
        }
    }

    /// Cuts days where another population of users counts.
    pub(crate) fn pieces(&self, days: DayRange) -> Vec<(DayRange, Population)> {
        pieces(&self.coverage, days)
    }

    /// Leaves out what is known of users who do not count then.
    pub(crate) fn keep(&mut self, population: Population) {
        self.coverage.retain(|it| Population::of(it) == population);
    }

    /// The facts, except activity, with what is known of a population.
    pub(crate) fn facts(
        &self,
        plan: &Plan,
        catalogue: &Catalogue,
        population: Population,
    ) -> CustomerFacts {
        let mut skus = SkuNumbers::new(plan, catalogue);
        let aliases = self.aliases();
        let (products, mut told) = self.named_products(&skus, &aliases, population);
        let (flags, told_flags) = self.flag_holdings(plan, &aliases, population);
        if population == Population::Concealed {
            told.extend(told_flags);
        }
        CustomerFacts {
            users: self.kinds(),
            subscriptions: self.subscription_states(&mut skus),
            holdings: self.holdings(&mut skus, &aliases),
            flags,
            products,
            told,
            names: match population {
                Population::Plain => Names::Plain,
                Population::Concealed => Names::Concealed,
            },
            units: self.units_states(&mut skus),
            assigned_since: self.assigned_since(),
            activity: Vec::new(),
            coverage: self.coverage_facts(plan, population),
        }
    }

    /// Since when something tells how many people hold a SKU. Assignments with their days do so
    /// of every day; lists, counts and reports of none before the first of them.
    pub(crate) fn assigned_since(&self) -> AssignedSince {
        let is_dated = self.assignments.iter().any(|it| it.listed_on.is_none());
        let listed = self.assignments.iter().map(|it| it.assigned_on);
        let units = self.units.iter().map(|it| it.as_of);
        let first = listed.chain(units).chain(self.products.iter().map(|it| it.as_of)).min();
        match first {
            Some(day) if !is_dated => AssignedSince::Day(day),
            None if !self.flags.is_empty() && self.snapshots.is_empty() => AssignedSince::Never,
            Some(_) | None => AssignedSince::Always,
        }
    }

    /// For users whom reports name by the sign-in name: the user who has that name. A
    /// number that is a user of its own stays one.
    pub(crate) fn aliases(&self) -> BTreeMap<u32, u32> {
        let own: BTreeSet<u32> = self.users.iter().map(|it| it.user_no).collect();
        let mut aliases = BTreeMap::new();
        for user in &self.users {
            if let Some(principal) = user.principal_no.filter(|it| !own.contains(it)) {
                let known = aliases.entry(principal).or_insert(user.user_no);
                *known = (*known).min(user.user_no);
            }
        }
        aliases
    }

    fn kinds(&self) -> Vec<uptake_model::facts::UserKind> {
        let most = self.users.iter().map(|it| index(it.user_no) + 1).max().unwrap_or(0);
        let mut kinds = vec![uptake_model::facts::UserKind::Member; most];
        for user in &self.users {
            if let Some(kind) = kinds.get_mut(index(user.user_no)) {
                *kind = user.kind;
            }
        }
        kinds
    }

    fn subscription_states(&self, skus: &mut SkuNumbers<'_>) -> Vec<SubscriptionState> {
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        let mut states = Vec::with_capacity(self.subscriptions.len());
        let rows = self.counted_subscriptions(skus);
        for row in &rows {
            let next = numbers.len();
            let subscription = *numbers.entry(&row.subscription_id).or_insert(next);
            states.push(SubscriptionState {
                subscription,
                day: row.as_of,
                sku: skus.of(&row.sku),
                quantity: row.quantity,
                status: row.status,
                is_trial: row.is_trial,
                seller: row.seller,
            });
        }
        states
    }

    /// The subscription rows that the facts are made of, in their order.
    pub(crate) fn counted_rows(&self, plan: &Plan, catalogue: &Catalogue) -> Vec<SubscriptionRow> {
        let mut skus = SkuNumbers::new(plan, catalogue);
        self.counted_subscriptions(&mut skus).into_iter().map(Cow::into_owned).collect()
    }

    /// The rows that count, sums over subscriptions among them as far as they do.
    fn counted_subscriptions(&self, skus: &mut SkuNumbers<'_>) -> Vec<Cow<'_, SubscriptionRow>> {
        counted_rows(&self.subscriptions, &mut |it| skus.of(&it.sku))
    }

    fn holdings(&self, skus: &mut SkuNumbers<'_>, aliases: &BTreeMap<u32, u32>) -> Vec<Holding> {
        let mut holdings = Vec::with_capacity(self.assignments.len());
        let mut listed: BTreeMap<(usize, usize), BTreeMap<Day, Day>> = BTreeMap::new();
        for row in &self.assignments {
            let user = index(aliases.get(&row.user_no).copied().unwrap_or(row.user_no));
            let sku = skus.of(&row.sku);
            match row.listed_on {
                Some(day) => {
                    let since = listed.entry((user, sku)).or_default();
                    let since = since.entry(day).or_insert(row.assigned_on);
                    *since = (*since).min(row.assigned_on);
                }
                None => holdings.push(Holding {
                    user,
                    sku,
                    from: row.assigned_on,
                    until: row.removed_on,
                }),
            }
        }
        let lists: BTreeSet<Day> = self.snapshots.iter().map(|it| it.as_of).collect();
        for ((user, sku), listings) in listed {
            let holding = |from, until| Holding { user, sku, from, until };
            holdings.extend(runs(&lists, &listings).into_iter().map(|(a, b)| holding(a, b)));
        }
        holdings
    }

    /// To which population a user belongs.
    pub(crate) fn population_of_user(&self, user_no: u32) -> Population {
        if self.concealed.contains(&user_no) { Population::Concealed } else { Population::Plain }
    }

    /// The days of reports that list everybody who has a licence.
    pub(crate) fn lists_of_everybody(&self, population: Population) -> BTreeSet<Day> {
        let lists = self
            .coverage
            .iter()
            .filter(|it| Population::of(it) == population && lists_everybody(it));
        lists.map(|it| it.last_day).collect()
    }

    /// Who of a population holds which workload by the word of reports, and since when that
    /// is told. Who is no longer in a list of everybody holds nothing from its day on.
    fn flag_holdings(
        &self,
        plan: &Plan,
        aliases: &BTreeMap<u32, u32>,
        population: Population,
    ) -> (Vec<FlagHolding>, Vec<Told>) {
        let rows = self.flags.iter();
        let mut rows: Vec<&FlagRow> =
            rows.filter(|it| self.population_of_user(it.user_no) == population).collect();
        let user_of = |row: &FlagRow| aliases.get(&row.user_no).copied().unwrap_or(row.user_no);
        let with_flags: BTreeSet<Day> = rows.iter().map(|it| it.as_of).collect();
        let mut lists = self.lists_of_everybody(population);
        lists.retain(|it| with_flags.contains(it));
        let listed: BTreeSet<(u32, Day)> = rows.iter().map(|it| (user_of(it), it.as_of)).collect();
        rows.sort_by_key(|it| (user_of(it), Arc::clone(&it.workload), it.as_of));
        let (mut holdings, mut told) = (Vec::new(), Vec::new());
        for records in rows.chunk_by(|a, b| user_of(a) == user_of(b) && a.workload == b.workload) {
            let Some(first) = records.first() else { continue };
            let code = WorkloadCode::new(&*first.workload);
            let Some(workload) = plan.workload_number(&code) else { continue };
            let mut since: Option<Day> = None;
            let user = index(user_of(first));
            let from = begin_of(first);
            told.push(Told { user, workload: Some(workload), from, until: None });
            let said = records.iter().map(|it| (it.as_of, it.licensed, begin_of(it)));
            let mut said: Vec<(Day, bool, Day)> = said.collect();
            let unlisted = lists.iter().filter(|it| !listed.contains(&(user_of(first), **it)));
            said.extend(unlisted.map(|it| (*it, false, *it)));
            said.sort_unstable();
            for (as_of, licensed, begin) in said {
                match (licensed, since) {
                    (true, None) => since = Some(begin),
                    (false, Some(from)) => {
                        holdings.push(FlagHolding { user, workload, from, until: Some(as_of) });
                        since = None;
                    }
                    (true, Some(_)) | (false, None) => {}
                }
            }
            if let Some(from) = since {
                holdings.push(FlagHolding { user, workload, from, until: None });
            }
        }
        (holdings, told)
    }

    fn units_states(&self, skus: &mut SkuNumbers<'_>) -> Vec<UnitsState> {
        let rows = self.units.iter();
        rows.map(|it| UnitsState { sku: skus.of(&it.sku), day: it.as_of, units: it.units })
            .collect()
    }

    pub(crate) fn coverage_facts(&self, plan: &Plan, population: Population) -> Vec<CoverageFact> {
        let counts = self.coverage.iter().filter(|it| Population::of(it) == population);
        let facts = counts.filter_map(|it| {
            let source = match &it.source {
                Some(code) => Some(plan.source_number(&WorkloadCode::new(&**code))?),
                None => None,
            };
            Some(CoverageFact {
                source,
                kind: it.kind,
                days: DayRange::new(it.first_day, it.last_day)?,
                recorded_on: it.recorded_on,
            })
        });
        facts.collect()
    }
}

/// Holdings known from whole lists: held from the day of assignment until the first list
/// without it.
fn runs(lists: &BTreeSet<Day>, listings: &BTreeMap<Day, Day>) -> Vec<(Day, Option<Day>)> {
    let mut runs = Vec::new();
    let mut from: Option<Day> = None;
    let mut missing_since: Option<Day> = None;
    for list in lists {
        match (listings.get(list), from) {
            (Some(assigned), None) => {
                let earliest = missing_since.map_or(*assigned, |it| it.plus(1).max(*assigned));
                from = Some(earliest.min(*list));
            }
            (Some(assigned), Some(since)) if missing_since.is_none() => {
                from = Some(since.min(*assigned));
            }
            (None, Some(since)) => {
                runs.push((since, Some(*list)));
                from = None;
                missing_since = Some(*list);
            }
            (None, None) => missing_since = Some(*list),
            (Some(_), Some(_)) => {}
        }
    }
    runs.extend(from.map(|since| (since, None)));
    runs
}

/// Since when a report tells whether a licence is held.
fn begin_of(flag: &FlagRow) -> Day {
    let assigned = flag.assigned_on.filter(|_| flag.licensed);
    assigned.map_or(flag.as_of, |it| it.min(flag.as_of))
}

/// The plan's numbers of SKUs as rows name them.
pub(crate) struct SkuNumbers<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) catalogue: &'a Catalogue,
    known: BTreeMap<Arc<str>, usize>,
}

impl<'a> SkuNumbers<'a> {
    pub(crate) fn new(plan: &'a Plan, catalogue: &'a Catalogue) -> Self {
        Self { plan, catalogue, known: BTreeMap::new() }
    }

    fn of(&mut self, sku: &Arc<str>) -> usize {
        if let Some(number) = self.known.get(sku) {
            return *number;
        }
        let number = self.number(sku);
        self.known.insert(Arc::clone(sku), number);
        number
    }

    /// The same without remembering it.
    pub(crate) fn number(&self, sku: &str) -> usize {
        let canonical = self.catalogue.canonical(&SkuRef::from(sku));
        self.plan.sku_number(&canonical).unwrap_or(usize::MAX)
    }
}

/// A number of a row as a place.
pub(crate) fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
