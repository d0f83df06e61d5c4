//! The rows of the exports (`spec/formats.md`, 3), sorted, one day after the other.
//!
//! Rows are made a month at a time: an export of any length needs the memory of a month.

use std::collections::BTreeMap;

use uptake_calc::{CustomerCounts, DeploymentSum, PortfolioDay, Spread, UsageSum, on_day};
use uptake_export::{Cell, RowWriter, Table, columns};
use uptake_model::{
    CustomerId, Day, DayRange, Scope,
    counts::{DeploymentCounts, OverageParts, ProductUsageCounts, UsageCounts},
    percent::Percent,
};
use uptake_store::Wanted;

use crate::{
    AppError, Data,
    products::{ProductNames, SkuName, WorkloadName},
};

mod signals;

/// An export of `spec/formats.md`, 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportKind {
    /// A row per day, customer and SKU.
    Deployment,
    /// A row per day, customer and workload.
    Usage,
    /// A row per day, customer, SKU and workload.
    ProductUsage,
    /// Sums over the customers in scope.
    Portfolio,
    /// A row per month and customer, and one per workload of it (`docs/signals.md`).
    Support,
    /// A row per end of a month, customer and SKU (`docs/signals.md`).
    UnusedSeats,
}

impl ExportKind {
    /// Every export.
    pub const ALL: [Self; 6] = [
        Self::Deployment,
        Self::Usage,
        Self::ProductUsage,
        Self::Portfolio,
        Self::Support,
        Self::UnusedSeats,
    ];

    /// Its name and columns.
    pub fn table(self) -> Table {
        match self {
            Self::Deployment => columns::DEPLOYMENT,
            Self::Usage => columns::USAGE,
            Self::ProductUsage => columns::PRODUCT_USAGE,
            Self::Portfolio => columns::PORTFOLIO,
            Self::Support => columns::SUPPORT,
            Self::UnusedSeats => columns::UNUSED_SEATS,
        }
    }

    fn wanted(self) -> Wanted {
        let portfolio = self == Self::Portfolio;
        Wanted {
            deployment: portfolio || self == Self::Deployment,
            usage: portfolio || self == Self::Usage,
            product_usage: self == Self::ProductUsage,
            people: false,
        }
    }
}

impl Data {
    /// Writes the rows of an export and finishes it; returns how many rows there are.
    pub async fn export(
        &self,
        kind: ExportKind,
        scope: &Scope,
        days: DayRange,
        mut out: Box<dyn RowWriter>,
    ) -> Result<u64, AppError> {
        let view = &self.view;
        let names: BTreeMap<CustomerId, String> = self
            .store
            .customers(&view.pins, view.rules(), scope)
            .await?
            .into_iter()
            .map(|it| (it.customer_id, it.name))
            .collect();
        let asked = (scope, days);
        let rows = match kind {
            ExportKind::Support => self.export_support(asked, &names, out.as_mut()).await?,
            ExportKind::UnusedSeats => {
                self.export_unused_seats(asked, &names, out.as_mut()).await?
            }
            ExportKind::Deployment
            | ExportKind::Usage
            | ExportKind::ProductUsage
            | ExportKind::Portfolio => {
                self.export_counts(kind, asked, &names, out.as_mut()).await?
            }
        };
        out.finish()?;
        Ok(rows)
    }

    async fn export_counts(
        &self,
        kind: ExportKind,
        (scope, days): (&Scope, DayRange),
        names: &BTreeMap<CustomerId, String>,
        out: &mut dyn RowWriter,
    ) -> Result<u64, AppError> {
        let view = &self.view;
        let mut rows = 0;
        for month in days.months() {
            let Some(days) = month.range().intersect(days) else { continue };
            let wanted = kind.wanted();
            let counts = self.store.counts(&view.pins, view.rules(), scope, days, wanted).await?;
            let products = ProductNames::new(&counts.plan, &view.catalogue);
            let mut page = Page { out, products: &products, names, rows: &mut rows };
            for day in days.iter() {
                if kind == ExportKind::Portfolio {
                    page.portfolio(&counts.customers, day)?;
                    continue;
                }
                for (customer, counts) in &counts.customers {
                    page.customer(kind, *customer, counts, day)?;
                }
            }
        }
        Ok(rows)
    }
}

struct Page<'a> {
    out: &'a mut dyn RowWriter,
    products: &'a ProductNames,
    names: &'a BTreeMap<CustomerId, String>,
    rows: &'a mut u64,
}

impl Page<'_> {
    fn write(&mut self, cells: &[Cell<'_>]) -> Result<(), AppError> {
        *self.rows += 1;
        Ok(self.out.row(cells)?)
    }

    fn customer(
        &mut self,
        kind: ExportKind,
        customer: CustomerId,
        counts: &CustomerCounts,
        day: Day,
    ) -> Result<(), AppError> {
        let id = customer.to_string();
        let name = self.names.get(&customer).cloned().unwrap_or_default();
        let who = Who { day, id: &id, name: &name };
        let products = self.products;
        match kind {
            ExportKind::Deployment => {
                let rows = counts.deployment.iter();
                let mut rows: Vec<(usize, DeploymentCounts)> =
                    rows.filter_map(|(sku, spans)| Some((*sku, on_day(spans, day)?))).collect();
                rows.sort_by_key(|(sku, _)| products.sku_place(*sku));
                for (sku, counts) in rows {
                    let Some(sku) = products.sku(sku) else { continue };
                    self.write(&deployment_cells(&who, sku, &counts))?;
                }
            }
            ExportKind::Usage => {
                for (workload, spans) in &counts.usage {
                    let workload = products.workload(*workload);
                    if let (Some(counts), Some(workload)) = (on_day(spans, day), workload) {
                        self.write(&usage_cells(&who, workload, &counts))?;
                    }
                }
            }
            ExportKind::ProductUsage => {
                let rows = counts.product_usage.iter();
                let mut rows: Vec<((usize, usize), ProductUsageCounts)> =
                    rows.filter_map(|(key, spans)| Some((*key, on_day(spans, day)?))).collect();
                rows.sort_by_key(|((sku, workload), _)| (products.sku_place(*sku), *workload));
                for ((sku, workload), counts) in rows {
                    if let (Some(sku), Some(workload)) =
                        (products.sku(sku), products.workload(workload))
                    {
                        self.write(&product_usage_cells(&who, sku, workload, &counts))?;
                    }
                }
            }
            ExportKind::Portfolio | ExportKind::Support | ExportKind::UnusedSeats => {}
        }
        Ok(())
    }

    /// A row per workload and a row per SKU. Those of workloads come first: they have no SKU.
    fn portfolio(
        &mut self,
        customers: &BTreeMap<CustomerId, CustomerCounts>,
        day: Day,
    ) -> Result<(), AppError> {
        let products = self.products;
        let is_paid = |sku: usize| products.sku(sku).is_some_and(SkuName::is_paid);
        let sums = PortfolioDay::of(customers, day, &is_paid);
        for (workload, sum) in &sums.usage {
            let Some(workload) = products.workload(*workload) else { continue };
            self.write(&usage_sum_cells(day, workload, sum))?;
        }
        let mut skus: Vec<(&usize, &DeploymentSum)> = sums.deployment.iter().collect();
        skus.sort_by_key(|(sku, _)| products.sku_place(**sku));
        for (sku, sum) in skus {
            let Some(sku) = products.sku(*sku) else { continue };
            self.write(&deployment_sum_cells(day, sku, sum))?;
        }
        Ok(())
    }
}

/// Whose row it is, and of which day.
struct Who<'a> {
    day: Day,
    id: &'a str,
    name: &'a str,
}

fn deployment_cells<'a>(
    who: &Who<'a>,
    sku: &'a SkuName,
    counts: &DeploymentCounts,
) -> Vec<Cell<'a>> {
    let percent = counts.assigned.and_then(|it| Percent::of(it, counts.sold));
    let percent = percent.filter(|_| sku.is_paid());
    vec![
        Cell::Day(who.day),
        Cell::Text(who.id),
        Cell::Text(who.name),
        Cell::Text(&sku.id),
        Cell::Text(&sku.part_number),
        Cell::Text(&sku.name),
        Cell::Text(&sku.service),
        Cell::Count(counts.sold),
        Cell::Count(counts.sold_own),
        Cell::Count(counts.trial_seats),
        Cell::Count(counts.grace_seats),
        Cell::count(counts.assigned),
        Cell::percent(percent),
        Cell::count(counts.excess()),
    ]
}

fn usage_cells<'a>(
    who: &Who<'a>,
    workload: &'a WorkloadName,
    counts: &UsageCounts,
) -> Vec<Cell<'a>> {
    let users = counts.users.as_ref();
    let percent = users.and_then(|it| Percent::of(it.active(), counts.entitlements));
    let classes = users.and_then(uptake_model::counts::ActiveCounts::classes);
    let covered = counts.covered().and_then(|it| Percent::of(it, counts.entitlements));
    let mut cells = vec![
        Cell::Day(who.day),
        Cell::Text(who.id),
        Cell::Text(who.name),
        Cell::Text(&workload.service),
        Cell::Text(&workload.code),
        Cell::Count(counts.entitlements),
        Cell::Count(counts.entitlements_own),
        Cell::count(users.map(uptake_model::counts::ActiveCounts::active)),
        Cell::count(classes.map(|[held, ..]| held)),
        Cell::count(classes.map(|[_, former, _]| former)),
        Cell::count(classes.map(|[.., never]| never)),
        Cell::count(users.map(|it| it.active_other)),
        Cell::percent(percent),
        Cell::percent(covered),
    ];
    cells.extend(overage_cells(users.map(|it| &it.overage)));
    cells.push(Cell::Text(counts.coverage.as_str()));
    cells.push(Cell::Count(u64::from(counts.days_covered)));
    cells
}

fn overage_cells<'a>(parts: Option<&OverageParts>) -> [Cell<'a>; 6] {
    [
        Cell::count(parts.map(OverageParts::total)),
        Cell::count(parts.map(|it| it.turnover)),
        Cell::count(parts.map(|it| it.duplicate)),
        Cell::count(parts.map(|it| it.trial)),
        Cell::count(parts.map(|it| it.unlicensed)),
        Cell::count(parts.map(|it| it.other)),
    ]
}

fn product_usage_cells<'a>(
    who: &Who<'a>,
    sku: &'a SkuName,
    workload: &'a WorkloadName,
    counts: &ProductUsageCounts,
) -> Vec<Cell<'a>> {
    let percent = counts.active.and_then(|it| Percent::of(it, counts.qualified));
    vec![
        Cell::Day(who.day),
        Cell::Text(who.id),
        Cell::Text(who.name),
        Cell::Text(&sku.id),
        Cell::Text(&sku.part_number),
        Cell::Text(&sku.name),
        Cell::Text(&sku.service),
        Cell::Text(&workload.code),
        Cell::Count(counts.qualified),
        Cell::count(counts.active),
        Cell::percent(percent.filter(|_| sku.is_paid())),
        Cell::Text(counts.coverage.as_str()),
    ]
}

/// The parts of a portfolio row; what does not apply is missing.
struct PortfolioCells<'a> {
    keys: [Cell<'a>; 6],
    deployment: [Cell<'a>; 7],
    usage: [Cell<'a>; 15],
    customers: (u64, u64),
}

impl<'a> PortfolioCells<'a> {
    fn row(self, spread: &Spread) -> Vec<Cell<'a>> {
        let mut cells = self.keys.to_vec();
        cells.extend(self.deployment);
        cells.extend(self.usage);
        cells.push(Cell::Count(self.customers.0));
        cells.push(Cell::Count(self.customers.1));
        cells.push(Cell::percent(spread.median()));
        cells.extend(spread.bands().map(Cell::Count));
        cells
    }
}

fn usage_sum_cells<'a>(day: Day, workload: &'a WorkloadName, sum: &UsageSum) -> Vec<Cell<'a>> {
    let known = sum.customers > 0;
    let count = |it: u64| Cell::count(known.then_some(it));
    let classes = sum.users.classes().filter(|_| known);
    let [overage, turnover, duplicate, trial, unlicensed, other] =
        overage_cells(known.then_some(&sum.users.overage));
    let cells = PortfolioCells {
        keys: [
            Cell::Day(day),
            Cell::Text(&workload.service),
            Cell::Text(&workload.code),
            Cell::Missing,
            Cell::Missing,
            Cell::Missing,
        ],
        deployment: [Cell::Missing; 7],
        usage: [
            count(sum.entitlements),
            count(sum.entitlements_own),
            count(sum.users.active()),
            Cell::count(classes.map(|[held, ..]| held)),
            Cell::count(classes.map(|[_, former, _]| former)),
            Cell::count(classes.map(|[.., never]| never)),
            count(sum.users.active_other),
            Cell::percent(sum.percent()),
            Cell::percent(sum.covered_percent()),
            overage,
            turnover,
            duplicate,
            trial,
            unlicensed,
            other,
        ],
        customers: (sum.customers, sum.missing),
    };
    cells.row(&sum.spread)
}

fn deployment_sum_cells<'a>(day: Day, sku: &'a SkuName, sum: &DeploymentSum) -> Vec<Cell<'a>> {
    let percent = sum.percent().filter(|_| sku.is_paid());
    let cells = PortfolioCells {
        keys: [
            Cell::Day(day),
            Cell::Text(&sku.service),
            Cell::Missing,
            Cell::Text(&sku.id),
            Cell::Text(&sku.part_number),
            Cell::Text(&sku.name),
        ],
        deployment: [
            Cell::Count(sum.counts.sold),
            Cell::Count(sum.counts.sold_own),
            Cell::Count(sum.counts.trial_seats),
            Cell::Count(sum.counts.grace_seats),
            Cell::count(sum.counts.assigned),
            Cell::percent(percent),
            Cell::count(sum.is_told().then_some(sum.excess)),
        ],
        usage: [Cell::Missing; 15],
        customers: (sum.customers, sum.missing),
    };
    cells.row(&sum.spread)
}
