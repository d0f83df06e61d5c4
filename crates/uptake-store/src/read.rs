//! Reading counts: stored days from the result tables, later days computed live.

use std::collections::{BTreeMap, BTreeSet};

use uptake_calc::{CustomerCounts, CustomerFacts, GraceRule, Plan};
use uptake_model::{Catalogue, CustomerId, DayRange, Month, Scope};

use crate::{
    StoreError,
    activity::{ActivityRow, Cursor},
    change::{read_rows, touches},
    delta::DataFile,
    loader::{CustomerRows, load, rows_of},
    populations::Population,
    results::{CountsBuilder, SpanRow},
    rollup::{CustomerActivity, window_start},
    rows::{CustomerRow, DeploymentRow, ExtentRow, PeopleRow, ProductUsageRow, UsageRow},
    tables::{Pins, Tables},
};

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
        let late: Vec<CustomerId> = extents
            .iter()
            .filter(|(_, extent)| extent.last() < days.last())
            .map(|(customer, _)| *customer)
            .collect();
        let late_rows = if late.is_empty() {
            BTreeMap::new()
        } else {
            load(self.tables, self.pins, Some(&late)).await?
        };
        let mut builders = Builders {
            view: self,
            plan: Plan::new(self.catalogue, self.grace),
            days,
            by_customer: extents.keys().map(|it| (*it, CountsBuilder::default())).collect(),
        };
        for rows in late_rows.values() {
            rows.number(&mut builders.plan, self.catalogue);
        }
        builders.read_stored(scope, wanted).await?;
        builders.add_late(&extents, &late_rows).await?;
        let customers = builders.by_customer.into_iter().map(|(it, built)| (it, built.finish()));
        Ok(Counts { customers: customers.collect(), plan: builders.plan })
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
        let mut builders = Builders {
            view: self,
            plan: Plan::new(self.catalogue, self.grace),
            days,
            by_customer: extents.keys().map(|it| (*it, CountsBuilder::default())).collect(),
        };
        builders.read_stored(scope, wanted).await?;
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

async fn tables_files(
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
    days: DayRange,
    by_customer: BTreeMap<CustomerId, CountsBuilder>,
}

impl Builders<'_> {
    async fn read_stored(&mut self, scope: &Scope, wanted: Wanted) -> Result<(), StoreError> {
        let days = self.days;
        if wanted.deployment {
            let rows = self.stored::<DeploymentRow>(scope).await?;
            for row in &rows {
                self.plan.number_sku(&uptake_model::SkuRef::from(&*row.sku));
            }
            for row in rows {
                if let Some(builder) = self.by_customer.get_mut(&row.customer_id) {
                    builder.deployment(&self.plan, days, &row);
                }
            }
        }
        if wanted.usage {
            for row in self.stored::<UsageRow>(scope).await? {
                if let Some(builder) = self.by_customer.get_mut(&row.customer_id) {
                    builder.usage(&self.plan, days, &row);
                }
            }
        }
        if wanted.product_usage {
            for row in self.stored::<ProductUsageRow>(scope).await? {
                self.plan.number_sku(&uptake_model::SkuRef::from(&*row.sku));
                if let Some(builder) = self.by_customer.get_mut(&row.customer_id) {
                    builder.product_usage(&self.plan, days, &row);
                }
            }
        }
        if wanted.people {
            for row in self.stored::<PeopleRow>(scope).await? {
                if let Some(builder) = self.by_customer.get_mut(&row.customer_id) {
                    builder.people(days, &row);
                }
            }
        }
        Ok(())
    }

    /// The rows of the months that the asked days touch, months ascending.
    async fn stored<R: SpanRow>(&self, scope: &Scope) -> Result<Vec<R>, StoreError> {
        let tables = self.view.tables;
        let months: BTreeSet<String> = self.days.months().map(|it| it.to_string()).collect();
        let customers = listed(scope);
        let mut files = tables.files::<R>(self.view.pins).await?;
        files.retain(|file| {
            file.partition.as_ref().is_some_and(|it| months.contains(it))
                && customers.as_ref().is_none_or(|it| touches(file, it))
        });
        files.sort_by(|a, b| a.partition.cmp(&b.partition));
        read_rows(tables.folder(), &files, &|it| scope.contains(it))
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
fn listed(scope: &Scope) -> Option<Vec<CustomerId>> {
    match scope {
        Scope::All => None,
        Scope::Customers(customers) => Some(customers.iter().copied().collect()),
    }
}
