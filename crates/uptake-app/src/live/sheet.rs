//! All customers on one day.

use std::sync::Arc;

use uptake_calc::{CustomerCounts, CustomerTotals, Plan, on_day};
use uptake_model::{
    CustomerId, Day, DayRange, Scope,
    counts::{DeploymentCounts, UsageCounts},
};
use uptake_store::Wanted;

use super::{directory::Directory, filter::Products, once::Weigh, rows::Rows};
use crate::{AppError, Data, products::ProductNames};

/// Every customer's counts of one day.
pub(super) struct DaySheet {
    pub(super) day: Day,
    pub(super) directory: Arc<Directory>,
    pub(super) plan: Plan,
    pub(super) names: ProductNames,
    deployment: Rows<DeploymentCounts>,
    usage: Rows<UsageCounts>,
}

/// What sheets and trends are made of.
pub(super) const WANTED: Wanted =
    Wanted { deployment: true, usage: true, product_usage: false, people: false };

impl DaySheet {
    /// Reads the counts of a day, and computes those that are not stored.
    pub(super) async fn read(
        data: &Data,
        directory: Arc<Directory>,
        day: Day,
    ) -> Result<Self, AppError> {
        let (view, days) = (&data.view, DayRange::single(day));
        let (mut deployment, mut usage) = (Rows::default(), Rows::default());
        let mut add = |_: &Plan, customer: CustomerId, counts: CustomerCounts| {
            let Some(at) = directory.place(customer) else { return };
            while usage.customers() < at {
                end_customer(&mut deployment, &mut usage);
            }
            for (sku, spans) in &counts.deployment {
                if let Some(counts) = on_day(spans, day) {
                    deployment.push(*sku, &counts);
                }
            }
            for (workload, spans) in &counts.usage {
                if let Some(counts) = on_day(spans, day) {
                    usage.push(*workload, &counts);
                }
            }
            end_customer(&mut deployment, &mut usage);
        };
        let (rules, question) = (view.rules(), (days, WANTED));
        let plan =
            data.store.each_counts(&view.pins, rules, &Scope::All, question, &mut add).await?;
        while usage.customers() < directory.len() {
            end_customer(&mut deployment, &mut usage);
        }
        deployment.shrink();
        usage.shrink();
        let names = ProductNames::new(&plan, &view.catalogue);
        Ok(Self { day, directory, plan, names, deployment, usage })
    }

    /// The deployment of a customer by number of the SKU: of those that are asked for.
    pub(super) fn deployment(
        &self,
        at: usize,
        products: &Products,
    ) -> impl Iterator<Item = (usize, DeploymentCounts)> {
        self.deployment.of(at).filter(|(sku, _)| products.takes_sku(*sku))
    }

    /// The usage of a customer by number of the workload: of those that are asked for.
    pub(super) fn usage(
        &self,
        at: usize,
        products: &Products,
    ) -> impl Iterator<Item = (usize, UsageCounts)> {
        self.usage.of(at).filter(|(workload, _)| products.takes_workload(*workload))
    }

    /// A customer's figures over the products that are asked for.
    pub(super) fn totals(&self, at: usize, products: &Products) -> CustomerTotals {
        let is_known = self.directory.is_known_on(at, self.day);
        let mut totals = CustomerTotals { is_known, ..CustomerTotals::default() };
        for (sku, counts) in self.deployment(at, products) {
            if products.is_paid(sku) {
                totals.add_deployment(&counts);
            }
        }
        for (_, counts) in self.usage(at, products) {
            totals.add_usage(&counts);
        }
        totals
    }

    /// Whether a customer has a row of what is asked for.
    pub(super) fn has_any(&self, at: usize, products: &Products) -> bool {
        self.deployment(at, products).next().is_some() || self.usage(at, products).next().is_some()
    }
}

fn end_customer(deployment: &mut Rows<DeploymentCounts>, usage: &mut Rows<UsageCounts>) {
    deployment.end_customer();
    usage.end_customer();
}

impl Weigh for DaySheet {
    fn bytes(&self) -> usize {
        // The names of the products are some hundred bytes each.
        self.deployment.bytes() + self.usage.bytes() + self.plan.skus().len() * 512
    }
}
