//! What programs made for Microsoft Partner Center ask for: customers, seats, subscriptions
//! and users as rows.
//!
//! Rows are not reports: they name every customer in scope, and what is unknown about one is
//! missing from its row.

use std::collections::{BTreeMap, BTreeSet};

use uptake_calc::{DayCounts, MetricDefinition, UsageSum, trial_entitlements};
use uptake_model::{
    CustomerId, Day, DayRange, Scope,
    counts::{CoverageState, DeploymentCounts, ProductUsageCounts, UsageCounts},
};
use uptake_store::{Counts, Wanted};

use crate::{
    AppError, Data,
    products::{ProductNames, SkuName, WorkloadName},
};

mod subscriptions;
mod users;

pub use subscriptions::PartnerSubscription;
pub use users::{PartnerUser, PersonalData};

/// A customer's own data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerCustomer {
    /// The tenant.
    pub customer: CustomerId,
    /// Its name; empty when no file gives it.
    pub name: String,
    /// The primary domain.
    pub domain: Option<String>,
    /// The country, as the file spells it.
    pub country: Option<String>,
    /// The indirect reseller that serves it.
    pub reseller_id: Option<String>,
}

/// Seats of a SKU at a customer.
#[derive(Debug, Clone)]
pub struct PartnerSeats {
    /// The customer.
    pub customer: CustomerId,
    /// The SKU.
    pub sku: SkuName,
    /// Its counts.
    pub counts: DeploymentCounts,
}

/// Usage of a workload by the holders of a SKU at a customer.
#[derive(Debug, Clone)]
pub struct PartnerUsage {
    /// The customer.
    pub customer: CustomerId,
    /// The SKU.
    pub sku: SkuName,
    /// The workload.
    pub workload: WorkloadName,
    /// Its counts, by the asked definition.
    pub counts: ProductUsageCounts,
}

/// Up to which day the data is processed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProcessedDays {
    /// Seats and who holds them.
    pub deployment: Day,
    /// Who uses them.
    pub usage: Day,
}

/// How far back the newest day of usage is looked for.
const USAGE_LAG_DAYS: i32 = 60;

impl Data {
    /// Every customer in scope of which anything is known, by id.
    pub async fn partner_customers(&self, scope: &Scope) -> Result<Vec<PartnerCustomer>, AppError> {
        let view = &self.view;
        let extents = self.store.extents(&view.pins, view.rules(), scope).await?;
        let nameless = |customer| PartnerCustomer {
            customer,
            name: String::new(),
            domain: None,
            country: None,
            reseller_id: None,
        };
        let mut all: BTreeMap<CustomerId, PartnerCustomer> =
            extents.into_keys().map(|it| (it, nameless(it))).collect();
        for row in self.store.customers(&view.pins, view.rules(), scope).await? {
            let known = PartnerCustomer {
                customer: row.customer_id,
                name: row.name,
                domain: row.domain,
                country: row.country,
                reseller_id: row.reseller_id,
            };
            all.insert(row.customer_id, known);
        }
        Ok(all.into_values().collect())
    }

    /// The newest days up to `latest` that figures can be told of; `None` without any data
    /// in scope.
    ///
    /// Usage lags behind: its day is the newest of those on which the most customers are
    /// known completely.
    pub async fn processed_days(
        &self,
        scope: &Scope,
        latest: Option<Day>,
    ) -> Result<Option<ProcessedDays>, AppError> {
        let newest = match self.newest_day(scope).await {
            Ok(newest) => newest,
            Err(AppError::NoData) => return Ok(None),
            Err(error) => return Err(error),
        };
        let deployment = latest.map_or(newest, |it| it.min(newest));
        let first = deployment.plus(-USAGE_LAG_DAYS);
        let days = DayRange::single(first).hull(DayRange::single(deployment));
        let wanted = Wanted { deployment: false, usage: true, product_usage: false, people: false };
        let view = &self.view;
        let counts = self.store.counts(&view.pins, view.rules(), scope, days, wanted).await?;
        let usage = best_known(&counts, days, CoverageState::Complete)
            .or_else(|| best_known(&counts, days, CoverageState::LowerBound))
            .unwrap_or(deployment);
        Ok(Some(ProcessedDays { deployment, usage }))
    }

    /// The seats of every SKU at every customer in scope, by customer and SKU.
    pub async fn partner_seats(
        &self,
        scope: &Scope,
        day: Day,
    ) -> Result<Vec<PartnerSeats>, AppError> {
        let wanted = Wanted { deployment: true, usage: false, product_usage: false, people: false };
        let (products, days) = self.partner_counts(scope, day, wanted).await?;
        let mut rows = Vec::new();
        for (customer, counts) in days {
            for (sku, counts) in counts.deployment {
                let sku = products.sku(sku).cloned();
                rows.extend(sku.map(|sku| PartnerSeats { customer, sku, counts }));
            }
        }
        rows.sort_by(|a, b| (a.customer, sku_key(&a.sku)).cmp(&(b.customer, sku_key(&b.sku))));
        Ok(rows)
    }

    /// The usage of every SKU and workload at every customer in scope, by customer, SKU and
    /// workload.
    pub async fn partner_usage(
        &self,
        scope: &Scope,
        day: Day,
        definition: MetricDefinition,
    ) -> Result<Vec<PartnerUsage>, AppError> {
        let wanted = Wanted { deployment: true, usage: false, product_usage: true, people: false };
        let (products, days) = self.partner_counts(scope, day, wanted).await?;
        let mut rows = Vec::new();
        for (customer, day) in days {
            for ((sku, workload), mut counts) in day.product_usage {
                let trials = day.deployment.get(&sku).map_or(0, |it| it.trial_seats);
                counts.qualified = definition.qualified(counts.qualified, trials);
                let names = products.sku(sku).cloned().zip(products.workload(workload).cloned());
                rows.extend(names.map(|(sku, workload)| PartnerUsage {
                    customer,
                    sku,
                    workload,
                    counts,
                }));
            }
        }
        rows.sort_by(|a, b| {
            (a.customer, sku_key(&a.sku), &a.workload.code).cmp(&(
                b.customer,
                sku_key(&b.sku),
                &b.workload.code,
            ))
        });
        Ok(rows)
    }

    /// The usage of every workload over all customers in scope, by code.
    pub async fn partner_workloads(
        &self,
        scope: &Scope,
        day: Day,
        definition: MetricDefinition,
    ) -> Result<Vec<(WorkloadName, UsageSum)>, AppError> {
        let mut sums: BTreeMap<String, (WorkloadName, UsageSum)> = BTreeMap::new();
        for (_, workload, counts) in self.customer_workloads(scope, day, definition).await? {
            let code = workload.code.clone();
            sums.entry(code).or_insert_with(|| (workload, UsageSum::default())).1.add(&counts);
        }
        Ok(sums.into_values().collect())
    }

    /// The usage of every workload at every customer in scope, by customer and code.
    pub async fn customer_workloads(
        &self,
        scope: &Scope,
        day: Day,
        definition: MetricDefinition,
    ) -> Result<Vec<(CustomerId, WorkloadName, UsageCounts)>, AppError> {
        let view = &self.view;
        let wanted = Wanted { product_usage: false, people: false, ..Wanted::ALL };
        let days = DayRange::single(day);
        let counts = self.store.counts(&view.pins, view.rules(), scope, days, wanted).await?;
        let products = ProductNames::new(&counts.plan, &view.catalogue);
        let mut rows = Vec::new();
        for (customer, all) in &counts.customers {
            let of_day = DayCounts::of(all, day);
            let trials = trial_entitlements(&counts.plan, &of_day);
            for (workload, mut usage) in of_day.usage {
                let trials = trials.get(&workload).copied().unwrap_or(0);
                usage.entitlements = definition.qualified(usage.entitlements, trials);
                let name = products.workload(workload).cloned();
                rows.extend(name.map(|name| (*customer, name, usage)));
            }
        }
        Ok(rows)
    }

    /// The name of a service; its code when the catalogue does not know it.
    pub fn service_name(&self, code: &str) -> String {
        let known = self.view.catalogue.service(&code.into());
        known.map_or_else(|| code.to_owned(), |it| it.name.clone())
    }

    async fn partner_counts(
        &self,
        scope: &Scope,
        day: Day,
        wanted: Wanted,
    ) -> Result<(ProductNames, Vec<(CustomerId, DayCounts)>), AppError> {
        let view = &self.view;
        let days = DayRange::single(day);
        let counts = self.store.counts(&view.pins, view.rules(), scope, days, wanted).await?;
        let products = ProductNames::new(&counts.plan, &view.catalogue);
        let of_day = counts.customers.iter().map(|(it, counts)| (*it, DayCounts::of(counts, day)));
        Ok((products, of_day.collect()))
    }
}

/// The order of SKUs in rows: by GUID, then by part number.
fn sku_key(sku: &SkuName) -> (&str, &str) {
    (&sku.id, &sku.part_number)
}

/// The newest of the days on which the most customers have a workload of this coverage.
fn best_known(counts: &Counts, days: DayRange, coverage: CoverageState) -> Option<Day> {
    let mut customers: BTreeMap<Day, u64> = BTreeMap::new();
    for counts in counts.customers.values() {
        let spans = counts.usage.iter().flat_map(|(_, spans)| spans);
        let spans = spans.filter(|it| it.counts.coverage == coverage);
        let known: BTreeSet<Day> =
            spans.filter_map(|it| it.days.intersect(days)).flat_map(DayRange::iter).collect();
        for day in known {
            *customers.entry(day).or_default() += 1;
        }
    }
    customers.into_iter().max_by_key(|(day, count)| (*count, *day)).map(|(day, _)| day)
}
