//! The customers' counts of one day, one by one and together (`spec/metrics.md`, 8).

use std::collections::BTreeMap;

use uptake_model::{
    CustomerId, Day,
    counts::{DeploymentCounts, PeopleCounts, ProductUsageCounts, Span, UsageCounts},
};

use crate::{CustomerCounts, CustomerTotals, DeploymentSum, ProductUsageSum, UsageSum};

/// The counts of a day within spans, if it has any.
pub fn on_day<T: Copy>(spans: &[Span<T>], day: Day) -> Option<T> {
    let at = spans.partition_point(|it| it.days.last() < day);
    spans.get(at).filter(|it| it.days.contains(day)).map(|it| it.counts)
}

/// One customer's counts on one day, by number of SKU and workload.
#[derive(Debug, Clone, Default)]
pub struct DayCounts {
    /// Deployment by SKU.
    pub deployment: BTreeMap<usize, DeploymentCounts>,
    /// Usage by workload.
    pub usage: BTreeMap<usize, UsageCounts>,
    /// Usage by SKU and workload.
    pub product_usage: BTreeMap<(usize, usize), ProductUsageCounts>,
    /// People.
    pub people: Option<PeopleCounts>,
}

impl DayCounts {
    /// The counts of `day`.
    pub fn of(counts: &CustomerCounts, day: Day) -> Self {
        fn pick<K: Copy + Ord, T: Copy>(all: &[(K, Vec<Span<T>>)], day: Day) -> BTreeMap<K, T> {
            all.iter().filter_map(|(key, spans)| Some((*key, on_day(spans, day)?))).collect()
        }
        Self {
            deployment: pick(&counts.deployment, day),
            usage: pick(&counts.usage, day),
            product_usage: pick(&counts.product_usage, day),
            people: on_day(&counts.people, day),
        }
    }

    /// The customer's deployment over all SKUs that are sold per person. `is_paid` tells by
    /// number whether a SKU is.
    pub fn deployment_total(&self, is_paid: &dyn Fn(usize) -> bool) -> DeploymentSum {
        let paid = self.deployment.iter().filter(|(sku, _)| is_paid(**sku));
        let mut total = DeploymentSum::default();
        total.add_customer(&DeploymentSum::over_skus(paid.map(|(_, counts)| counts)));
        total
    }

    /// The customer's figures over its products, on a day of which something is known of it.
    pub fn totals(&self, is_paid: &dyn Fn(usize) -> bool) -> CustomerTotals {
        let mut totals = CustomerTotals { is_known: true, ..CustomerTotals::default() };
        for (_, counts) in self.deployment.iter().filter(|(sku, _)| is_paid(**sku)) {
            totals.add_deployment(counts);
        }
        for counts in self.usage.values() {
            totals.add_usage(counts);
        }
        totals
    }

    /// The customer's usage over all workloads.
    pub fn usage_total(&self) -> UsageSum {
        let mut total = UsageSum::default();
        total.add_customer(&UsageSum::over_workloads(self.usage.values()));
        total
    }
}

/// Sums of one day over customers, by number of SKU and workload.
#[derive(Debug, Clone, Default)]
pub struct PortfolioDay {
    /// Deployment over all SKUs that are sold per person: each customer counts once.
    pub deployment_total: DeploymentSum,
    /// Deployment by SKU.
    pub deployment: BTreeMap<usize, DeploymentSum>,
    /// Usage by workload.
    pub usage: BTreeMap<usize, UsageSum>,
    /// Usage by SKU and workload.
    pub product_usage: BTreeMap<(usize, usize), ProductUsageSum>,
}

impl PortfolioDay {
    /// Sums the customers' counts of `day`. `is_paid` tells by number whether a SKU is sold
    /// per person.
    pub fn of(
        customers: &BTreeMap<CustomerId, CustomerCounts>,
        day: Day,
        is_paid: &dyn Fn(usize) -> bool,
    ) -> Self {
        let mut sums = Self::default();
        for counts in customers.values() {
            sums.add(&DayCounts::of(counts, day), is_paid);
        }
        sums
    }

    /// Adds one customer. The own seats of its product usage are those of its deployment.
    pub fn add(&mut self, counts: &DayCounts, is_paid: &dyn Fn(usize) -> bool) {
        self.deployment_total.join(&counts.deployment_total(is_paid));
        for (sku, counts) in &counts.deployment {
            self.deployment.entry(*sku).or_default().add(counts, is_paid(*sku));
        }
        for (workload, counts) in &counts.usage {
            self.usage.entry(*workload).or_default().add(counts);
        }
        for (key, usage) in &counts.product_usage {
            let own = counts.deployment.get(&key.0).map_or(0, |it| it.sold_own);
            self.product_usage.entry(*key).or_default().add(usage, own, is_paid(key.0));
        }
    }
}
