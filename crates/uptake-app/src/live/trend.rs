//! The portfolio day by day.

use std::{collections::BTreeMap, sync::Arc};

use uptake_calc::{CustomerCounts, DeploymentSum, Plan, UsageSum};
use uptake_model::{
    CustomerId, Day, DayRange, Scope,
    counts::{DeploymentCounts, Span},
};

use super::{
    boundary::Boundary,
    directory::Directory,
    filter::{Filter, ProductFilter, Products},
    mask::Mask,
    memory::Key,
    once::Weigh,
    sheet::WANTED,
};
use crate::{
    AppError, Data,
    products::{ProductNames, WorkloadName},
};

/// Which days of which portfolio are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TrendQuery {
    /// The days.
    pub days: DayRange,
    /// Which customers and products.
    pub filter: Filter,
    /// Whether each workload is told too: of a year that is a few megabytes.
    pub with_workloads: bool,
}

/// Sums of some customers on each day of a range. A day of which nothing is known of any of
/// them is `None`: a gap, and no zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// The days.
    pub days: DayRange,
    /// Deployment over the SKUs that are sold per person.
    pub deployment: Vec<Option<DeploymentSum<()>>>,
    /// Usage over the workloads with entitlements; each customer counts once.
    pub usage: Vec<Option<UsageSum<()>>>,
    /// By day how many customers with entitlements are in no sum of `usage`: nothing is known
    /// of them, also on a day without a sum.
    pub missing: Vec<u64>,
    /// Usage by workload, in the order of their codes; `None` when it was not asked for.
    pub workloads: Option<Vec<TrendWorkload>>,
}

/// A workload on each day of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendWorkload {
    /// The workload.
    pub workload: WorkloadName,
    /// Its usage.
    pub usage: Vec<Option<UsageSum<()>>>,
    /// By day how many customers are in no sum.
    pub missing: Vec<u64>,
}

impl Boundary {
    /// The customers in scope that a filter asks for, on each day of a range. Needs the
    /// memory of a month, however long the range is.
    pub async fn trend(&self, scope: &Scope, query: &TrendQuery) -> Result<Arc<Trend>, AppError> {
        let key = Key::new(self.seq(), scope, query.clone());
        let mask = self.chosen(scope, &query.filter);
        let (query, products) = (query.clone(), query.filter.products());
        let directory = Arc::clone(&self.directory);
        let read = self.ask(move |data| async move {
            let mut reading = Reading::new(&data, &directory, &mask, &products, &query);
            reading.read().await?;
            Ok(reading.trend())
        });
        self.memory.trends.get(&key, read).await
    }
}

/// Sums by day.
struct Sums {
    /// How many of the customers anything is known of.
    known: Vec<u64>,
    deployment: Vec<DeploymentSum<()>>,
    usage: Vec<UsageSum<()>>,
    /// By number; `None` when they were not asked for.
    workloads: Option<BTreeMap<usize, Vec<UsageSum<()>>>>,
}

struct Reading<'a> {
    data: &'a Data,
    directory: &'a Directory,
    mask: &'a Mask,
    filter: &'a ProductFilter,
    days: DayRange,
    sums: Sums,
    plan: Plan,
}

impl<'a> Reading<'a> {
    fn new(
        data: &'a Data,
        directory: &'a Directory,
        mask: &'a Mask,
        filter: &'a ProductFilter,
        query: &TrendQuery,
    ) -> Self {
        let days = query.days;
        let known = days.iter().map(|day| {
            let known = mask.iter().filter(|at| directory.is_known_on(*at, day));
            u64::try_from(known.count()).unwrap_or(u64::MAX)
        });
        let sums = Sums {
            known: known.collect(),
            deployment: vec![DeploymentSum::default(); days.days()],
            usage: vec![UsageSum::default(); days.days()],
            workloads: query.with_workloads.then(BTreeMap::new),
        };
        let plan = Plan::new(&data.view.catalogue, data.view.grace);
        Self { data, directory, mask, filter, days, sums, plan }
    }

    async fn read(&mut self) -> Result<(), AppError> {
        let view = &self.data.view;
        let scope: Scope = self.directory.scope(self.mask);
        for month in self.days.months() {
            let Some(days) = month.range().intersect(self.days) else { continue };
            let mut numbers = 0;
            let mut products = None;
            let mut add = |plan: &Plan, _: CustomerId, counts: CustomerCounts| {
                // Unmapped SKUs get their numbers as they are met.
                if products.is_none() || numbers != plan.skus().len() {
                    numbers = plan.skus().len();
                    let names = ProductNames::new(plan, &view.catalogue);
                    products = Some(self.filter.of_plan(plan, &names, &view.catalogue));
                }
                if let Some(products) = &products {
                    self.sums.add(self.days, days, products, &counts);
                }
            };
            let question = (days, WANTED);
            let store = &self.data.store;
            store.each_counts(&view.pins, view.rules(), &scope, question, &mut add).await?;
        }
        Ok(())
    }

    fn trend(self) -> Trend {
        let names = ProductNames::new(&self.plan, &self.data.view.catalogue);
        let workload = |(number, sums): (&usize, &Vec<UsageSum<()>>)| {
            Some(TrendWorkload {
                workload: names.workload(*number)?.clone(),
                usage: sums.iter().map(known_usage).collect(),
                missing: sums.iter().map(|it| it.missing).collect(),
            })
        };
        let workloads = self.sums.workloads.as_ref();
        let deployment = self.sums.deployment.iter().zip(&self.sums.known);
        Trend {
            days: self.days,
            deployment: deployment.map(|(sum, known)| (*known > 0).then_some(*sum)).collect(),
            usage: self.sums.usage.iter().map(known_usage).collect(),
            missing: self.sums.usage.iter().map(|it| it.missing).collect(),
            workloads: workloads.map(|it| it.iter().filter_map(workload).collect()),
        }
    }
}

fn known_usage(sum: &UsageSum<()>) -> Option<UsageSum<()>> {
    (sum.customers > 0).then_some(*sum)
}

impl Sums {
    /// Adds a customer's counts on `days`, some of all days.
    fn add(&mut self, all: DayRange, days: DayRange, products: &Products, counts: &CustomerCounts) {
        let from = offset(all, days.first());
        let mut skus = vec![DeploymentSum::default(); days.days()];
        for (sku, spans) in &counts.deployment {
            if products.takes_sku(*sku) && products.is_paid(*sku) {
                each_day(
                    &mut skus,
                    days,
                    spans,
                    |sum: &mut DeploymentSum<()>, it: &DeploymentCounts| {
                        sum.add(it, true);
                    },
                );
            }
        }
        for (sum, own) in self.deployment.iter_mut().skip(from).zip(&skus) {
            sum.add_customer(own);
        }
        let mut own = vec![UsageSum::default(); days.days()];
        for (workload, spans) in &counts.usage {
            if !products.takes_workload(*workload) {
                continue;
            }
            each_day(&mut own, days, spans, UsageSum::add_workload);
            if let Some(workloads) = &mut self.workloads {
                let sums = workloads.entry(*workload);
                let sums = sums.or_insert_with(|| vec![UsageSum::default(); all.days()]);
                each_day(sums, all, spans, UsageSum::add);
            }
        }
        for (sum, own) in self.usage.iter_mut().skip(from).zip(&own) {
            sum.add_customer(own);
        }
    }
}

/// Adds the counts of spans to the sums of their days.
fn each_day<S, C>(sums: &mut [S], days: DayRange, spans: &[Span<C>], add: impl Fn(&mut S, &C)) {
    for span in spans {
        let Some(within) = span.days.intersect(days) else { continue };
        for sum in sums.iter_mut().skip(offset(days, within.first())).take(within.days()) {
            add(sum, &span.counts);
        }
    }
}

/// How many days a day lies after the first.
fn offset(days: DayRange, day: Day) -> usize {
    usize::try_from(day.days_since(days.first())).unwrap_or(0)
}

impl Trend {
    /// The place of a day, if it is one of the range.
    pub fn place(&self, day: Day) -> Option<usize> {
        self.days.contains(day).then(|| offset(self.days, day))
    }
}

impl Weigh for Trend {
    fn bytes(&self) -> usize {
        let usage = size_of::<Option<UsageSum<()>>>() + 8;
        let workloads = self.workloads.as_ref().map_or(0, Vec::len);
        let rows = (workloads + 1) * usage + size_of::<Option<DeploymentSum<()>>>();
        self.days.days() * rows
    }
}
