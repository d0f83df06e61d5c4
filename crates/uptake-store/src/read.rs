//! Reading counts: stored days from the result tables, later days computed live.

use std::collections::{BTreeMap, BTreeSet};

use uptake_calc::{CustomerCounts, CustomerFacts, GraceRule, Plan};
use uptake_model::{Catalogue, CustomerId, DayRange, Month, Scope};

use crate::{
    StoreError,
    activity::{ActivityRow, Cursor},
    change::touches,
    delta::DataFile,
    loader::{CustomerRows, load, rows_of},
    packed::Packs,
    populations::Population,
    results::{CountsBuilder, Numbers, SpanRow},
    rollup::{CustomerActivity, window_start},
    rows::{CustomerRow, DeploymentRow, ExtentRow, PeopleRow, ProductUsageRow, UsageRow},
    tables::{Pins, Tables},
};

/// Customers times days that are read at once when counts are handed on, and customers at
/// most: more of them need more memory, fewer more passes over the same files.
const PART_DAYS: usize = 40_000;
const PART_CUSTOMERS: usize = 4_096;

/// Which counts are wanted: what is not wanted is not read.
#[expect(clippy::struct_excessive_bools, reason = "four independent choices, each named")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Deployment by SKU.
    pub deployment: bool,
    /// Usage by workload.
    pub usage: bool,
    /// Usage by SKU and workload.
    pub product_usage: bool,
    /// People.
    pub people: bool,
}

impl Wanted {
    /// All of them.
    pub const ALL: Self = Self { deployment: true, usage: true, product_usage: true, people: true };
}

/// Which days are meant of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Those whose counts are stored.
    Stored,
    /// Those after them, whose counts are computed.
    Later,
    /// All.
    All,
}

/// The counts of some customers, with the numbers that their keys are.
pub struct Counts {
    /// SKUs and workloads by number.
    pub plan: Plan,
    /// By customer, ascending.
    pub customers: BTreeMap<CustomerId, CustomerCounts>,
}

/// What a reader goes by: one import boundary and the rules in force.
pub(crate) struct View<'a> {
    pub(crate) tables: &'a Tables,
    pub(crate) pins: &'a Pins,
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) grace: GraceRule,
}

impl View<'_> {
    /// The stored extents of the customers in scope.
    pub(crate) async fn extents(
        &self,
        scope: &Scope,
    ) -> Result<BTreeMap<CustomerId, DayRange>, StoreError> {
        let rows = rows_of::<ExtentRow>(self.tables, self.pins, listed(scope).as_deref()).await?;
        let extents = rows.into_iter().filter(|it| scope.contains(it.customer_id));
        Ok(extents
            .filter_map(|it| Some((it.customer_id, DayRange::new(it.first_day, it.last_day)?)))
            .collect())
    }

    /// The customers' own data.
    pub(crate) async fn customers(&self, scope: &Scope) -> Result<Vec<CustomerRow>, StoreError> {
        rows_of::<CustomerRow>(self.tables, self.pins, listed(scope).as_deref()).await
    }

    /// The counts of all customers in scope on `days`.
    pub(crate) async fn counts(
        &self,
        scope: &Scope,
        days: DayRange,
        wanted: Wanted,
    ) -> Result<Counts, StoreError> {
        let extents = self.extents(scope).await?;
        let plan = Plan::new(self.catalogue, self.grace);
        self.counts_of(plan, &extents, listed(scope), (days, wanted), Part::All).await
    }

    /// The counts that are stored for the customers in scope on `days`, without those that
    /// would be computed.
    pub(crate) async fn stored_counts(
        &self,
        scope: &Scope,
        days: DayRange,
        wanted: Wanted,
    ) -> Result<Counts, StoreError> {
        let extents = self.extents(scope).await?;
        let plan = Plan::new(self.catalogue, self.grace);
        self.counts_of(plan, &extents, listed(scope), (days, wanted), Part::Stored).await
    }

    /// Hands on the counts of some customers at a time.
    pub(crate) async fn each_counts(
        &self,
        scope: &Scope,
        (question, part_of_days): ((DayRange, Wanted), Part),
        visit: &mut dyn FnMut(&Plan, CustomerId, CustomerCounts),
    ) -> Result<Plan, StoreError> {
        let mut extents: Vec<(CustomerId, DayRange)> =
            self.extents(scope).await?.into_iter().collect();
        if part_of_days == Part::Later {
            extents.retain(|(_, it)| it.last() < question.0.last());
        }
        let mut plan = Plan::new(self.catalogue, self.grace);
        let at_once = PART_DAYS.div_ceil(question.0.days()).min(PART_CUSTOMERS);
        for part in extents.chunks(at_once) {
            let extents: BTreeMap<CustomerId, DayRange> = part.iter().copied().collect();
            let customers = part.iter().map(|(customer, _)| *customer).collect();
            let counts =
                self.counts_of(plan, &extents, Some(customers), question, part_of_days).await?;
            for (customer, it) in counts.customers {
                visit(&counts.plan, customer, it);
            }
            plan = counts.plan;
        }
        Ok(plan)
    }

    /// The counts of some customers: those that are named, or all that have an extent.
    async fn counts_of(
        &self,
        mut plan: Plan,
        extents: &BTreeMap<CustomerId, DayRange>,
        customers: Option<Vec<CustomerId>>,
        (days, wanted): (DayRange, Wanted),
        part: Part,
    ) -> Result<Counts, StoreError> {
        let is_late = |it: &DayRange| part != Part::Stored && it.last() < days.last();
        let late: Vec<CustomerId> =
            extents.iter().filter(|(_, it)| is_late(it)).map(|(customer, _)| *customer).collect();
        let late_rows = if late.is_empty() {
            BTreeMap::new()
        } else {
            load(self.tables, self.pins, Some(&late)).await?
        };
        for rows in late_rows.values() {
            rows.number(&mut plan, self.catalogue);
        }
        let by_customer = extents.keys().map(|it| (*it, CountsBuilder::default())).collect();
        let mut builders = Builders { view: self, plan, customers, days, by_customer };
        if part != Part::Later {
            builders.read_stored(wanted).await?;
        }
        builders.add_late(extents, &late_rows).await?;
        let customers = builders.by_customer.into_iter().map(|(it, built)| (it, built.finish()));
        Ok(Counts { customers: customers.collect(), plan: builders.plan })
    }

    /// All facts of one customer with the activity that the windows of `days` need, of the
    /// population that counts on the last of them.
    pub(crate) async fn facts(
        &self,
        customer: CustomerId,
        days: DayRange,
    ) -> Result<(Plan, CustomerFacts), StoreError> {
        let (plan, facts, _) = self.facts_and_rows(customer, days).await?;
        Ok((plan, facts))
    }

    /// The same with the rows that the facts are made of.
    pub(crate) async fn facts_and_rows(
        &self,
        customer: CustomerId,
        days: DayRange,
    ) -> Result<(Plan, CustomerFacts, CustomerRows), StoreError> {
        let mut rows = load(self.tables, self.pins, Some(&[customer])).await?;
        let mut rows: CustomerRows = rows.remove(&customer).unwrap_or_default();
        let mut plan = Plan::new(self.catalogue, self.grace);
        rows.number(&mut plan, self.catalogue);
        let population = rows.pieces(DayRange::single(days.last())).first().map(|it| it.1);
        let population = population.unwrap_or(Population::Plain);
        rows.keep(population);
        let mut activity = CustomerActivity::new(&rows);
        let files = tables_files(self, days, &[customer]).await?;
        for (file, month) in files {
            let bounds = (customer, customer);
            let mut cursor = Cursor::open(self.tables.folder(), &file, month, bounds)?;
            while let Some(run) = cursor.next_until(customer)? {
                activity.add(&plan, &run);
            }
        }
        let mut facts = rows.facts(&plan, self.catalogue, population);
        facts.activity = activity.take(population);
        Ok((plan, facts, rows))
    }
}

pub(crate) async fn tables_files(
    view: &View<'_>,
    days: DayRange,
    customers: &[CustomerId],
) -> Result<Vec<(DataFile, Month)>, StoreError> {
    let months = window_start(days.first()).month()..=days.last().month();
    let files = view.tables.files::<ActivityRow>(view.pins).await?.into_iter();
    let of_month = files.filter_map(|file| {
        let month: Month = file.partition.as_deref()?.parse().ok()?;
        (months.contains(&month) && touches(&file, customers)).then_some((file, month))
    });
    Ok(of_month.collect())
}

struct Builders<'a> {
    view: &'a View<'a>,
    plan: Plan,
    /// The customers whose rows are read, sorted; all when `None`.
    customers: Option<Vec<CustomerId>>,
    days: DayRange,
    by_customer: BTreeMap<CustomerId, CountsBuilder>,
}

impl Builders<'_> {
    async fn read_stored(&mut self, wanted: Wanted) -> Result<(), StoreError> {
        let (days, customers) = (self.days, self.customers.take());
        let customers = customers.as_deref();
        if wanted.deployment {
            let mut numbers = Numbers::default();
            for file in self.stored::<DeploymentRow>(customers).await? {
                self.each(&file, customers, |builder, plan, row: DeploymentRow| {
                    builder.deployment(plan, &mut numbers, days, &row);
                })?;
            }
        }
        if wanted.usage {
            let mut numbers = Numbers::default();
            for file in self.stored::<UsageRow>(customers).await? {
                self.each(&file, customers, |builder, plan, row: UsageRow| {
                    builder.usage(plan, &mut numbers, days, &row);
                })?;
            }
        }
        if wanted.product_usage {
            let mut numbers = Numbers::default();
            for file in self.stored::<ProductUsageRow>(customers).await? {
                self.each(&file, customers, |builder, plan, row: ProductUsageRow| {
                    builder.product_usage(plan, &mut numbers, days, &row);
                })?;
            }
        }
        if wanted.people {
            for file in self.stored::<PeopleRow>(customers).await? {
                self.each(&file, customers, |builder, _, row: PeopleRow| {
                    builder.people(days, &row);
                })?;
            }
        }
        Ok(())
    }

    /// Hands each row of a file that has an asked day to the builder of its customer.
    fn each<R: Packs>(
        &mut self,
        file: &DataFile,
        customers: Option<&[CustomerId]>,
        mut add: impl FnMut(&mut CountsBuilder, &mut Plan, R),
    ) -> Result<(), StoreError> {
        let (days, plan, by_customer) = (self.days, &mut self.plan, &mut self.by_customer);
        self.view.tables.each_row::<R>(file, customers, |row| {
            let (first, last) = row.days();
            if last < days.first() || days.last() < first {
                return;
            }
            if let Some(builder) = by_customer.get_mut(&row.customer()) {
                add(builder, plan, row);
            }
        })
    }

    /// The files of the months that the asked days touch, months ascending.
    async fn stored<R: SpanRow>(
        &self,
        customers: Option<&[CustomerId]>,
    ) -> Result<Vec<DataFile>, StoreError> {
        let tables = self.view.tables;
        let months: BTreeSet<String> = self.days.months().map(|it| it.to_string()).collect();
        let mut files = tables.files::<R>(self.view.pins).await?;
        files.retain(|file| {
            file.partition.as_ref().is_some_and(|it| months.contains(it))
                && customers.is_none_or(|it| touches(file, it))
        });
        files.sort_by(|a, b| a.partition.cmp(&b.partition));
        Ok(files)
    }

    /// Computes the days after those that are stored.
    async fn add_late(
        &mut self,
        extents: &BTreeMap<CustomerId, DayRange>,
        rows: &BTreeMap<CustomerId, CustomerRows>,
    ) -> Result<(), StoreError> {
        let days = self.days;
        let late: Vec<(CustomerId, DayRange, &CustomerRows)> = rows
            .iter()
            .filter_map(|(customer, rows)| {
                let first = extents.get(customer)?.last().plus(1).max(days.first());
                Some((*customer, DayRange::new(first, days.last())?, rows))
            })
            .collect();
        let Some(hull) = late.iter().map(|(_, days, _)| *days).reduce(DayRange::hull) else {
            return Ok(());
        };
        let customers: Vec<CustomerId> = late.iter().map(|(it, _, _)| *it).collect();
        let bounds = match (customers.first(), customers.last()) {
            (Some(first), Some(last)) => (*first, *last),
            (None, _) | (_, None) => return Ok(()),
        };
        let mut cursors = Vec::new();
        for (file, month) in tables_files(self.view, hull, &customers).await? {
            cursors.push(Cursor::open(self.view.tables.folder(), &file, month, bounds)?);
        }
        for (customer, days, rows) in late {
            let mut activity = CustomerActivity::new(rows);
            for cursor in &mut cursors {
                while let Some(run) = cursor.next_until(customer)? {
                    if run.customer == customer {
                        activity.add(&self.plan, &run);
                    }
                }
            }
            if let Some(builder) = self.by_customer.get_mut(&customer) {
                builder.append(activity.roll_up(&self.plan, self.view.catalogue, days));
            }
        }
        Ok(())
    }
}

/// The customers of a scope that names them, sorted.
pub(crate) fn listed(scope: &Scope) -> Option<Vec<CustomerId>> {
    match scope {
        Scope::All => None,
        Scope::Customers(customers) => Some(customers.iter().copied().collect()),
    }
}
