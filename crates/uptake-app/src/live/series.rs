//! One customer day by day.

use uptake_calc::{CustomerTotals, Known, deployment_series, on_day, usage_series};
use uptake_model::{
    CustomerId, DayRange, Scope,
    counts::{DeploymentCounts, PeopleCounts, UsageCounts},
};
use uptake_store::Wanted;

use super::{boundary::Boundary, coverage::known_in_parts};
use crate::{
    AppError, Data,
    products::{SkuName, WorkloadName},
};

/// A customer on each day of a range. Before its first known day it has no numbers.
#[derive(Debug, Clone)]
pub struct CustomerTrend {
    /// The customer.
    pub customer: CustomerId,
    /// The days.
    pub days: DayRange,
    /// The days of which anything is known; figures of later days are computed all the same.
    pub known: DayRange,
    /// Over all products.
    pub totals: Vec<Option<CustomerTotals>>,
    /// Deployment by SKU, in the order of exports.
    pub deployment: Vec<(SkuName, Vec<Option<DeploymentCounts>>)>,
    /// Usage by workload, in the order of their codes. A day of which nothing is known has
    /// entitlements, and no users.
    pub usage: Vec<(WorkloadName, Vec<Option<UsageCounts>>)>,
    /// People.
    pub people: Vec<Option<PeopleCounts>>,
}

impl Boundary {
    /// A customer on each day of a range: every SKU and workload that has a row on one of
    /// them.
    pub async fn customer_trend(
        &self,
        scope: &Scope,
        customer: CustomerId,
        days: DayRange,
    ) -> Result<CustomerTrend, AppError> {
        let unknown = || AppError::UnknownCustomer { customer };
        let known = self.directory.known(self.place(scope, customer)?).ok_or_else(unknown)?;
        self.ask(move |data| async move { trend(&data, customer, days, known).await }).await
    }
}

async fn trend(
    data: &Data,
    customer: CustomerId,
    days: DayRange,
    known: DayRange,
) -> Result<CustomerTrend, AppError> {
    let (view, one) = (&data.view, Scope::one(customer));
    let wanted = Wanted { product_usage: false, ..Wanted::ALL };
    let mut counts = data.store.counts(&view.pins, view.rules(), &one, days, wanted).await?;
    let own = counts.customers.remove(&customer).unwrap_or_default();
    // Days before the first known one have no numbers.
    let counted = DayRange::new(days.first().max(known.first()), days.last());
    let gap = days.days() - counted.map_or(0, DayRange::days);
    let by_workload: Vec<Vec<Known>> = match counted {
        Some(it) => {
            let store = &data.store;
            let (_, parts) = store.coverage(&view.pins, view.rules(), &one, customer, it).await?;
            known_in_parts(&counts.plan, &parts)
        }
        None => Vec::new(),
    };
    let known_of = |workload: usize| by_workload.get(workload).map_or(&[][..], Vec::as_slice);
    let (plan, catalogue) = (&counts.plan, &view.catalogue);
    let skus = own.deployment.iter();
    let skus = skus.filter_map(|(sku, it)| Some((SkuName::numbered(plan, *sku, catalogue)?, it)));
    let mut skus: Vec<_> = skus.collect();
    skus.sort_by(|(a, _), (b, _)| (&a.id, &a.part_number).cmp(&(&b.id, &b.part_number)));
    let deployment = skus.into_iter().map(|(name, spans)| {
        let series = counted.map(|it| deployment_series(spans, it)).unwrap_or_default();
        (name, after(gap, series))
    });
    let usage = own.usage.iter().filter_map(|(workload, spans)| {
        let series = counted.map(|it| usage_series(spans, known_of(*workload), it));
        let name = WorkloadName::numbered(plan, *workload, catalogue)?;
        Some((name, after(gap, series.unwrap_or_default())))
    });
    let (deployment, usage): (Vec<_>, Vec<_>) = (deployment.collect(), usage.collect());
    let totals = (0..days.days()).map(|at| (at >= gap).then(|| totals(at, &deployment, &usage)));
    Ok(CustomerTrend {
        customer,
        days,
        known,
        totals: totals.collect(),
        people: days.iter().map(|it| on_day(&own.people, it)).collect(),
        deployment,
        usage,
    })
}

/// A series after a gap of some days.
fn after<T: Clone>(gap: usize, series: Vec<T>) -> Vec<Option<T>> {
    let mut days = vec![None; gap];
    days.extend(series.into_iter().map(Some));
    days
}

fn totals(
    at: usize,
    deployment: &[(SkuName, Vec<Option<DeploymentCounts>>)],
    usage: &[(WorkloadName, Vec<Option<UsageCounts>>)],
) -> CustomerTotals {
    let mut totals = CustomerTotals { is_known: true, ..CustomerTotals::default() };
    for (_, series) in deployment.iter().filter(|(sku, _)| sku.is_paid()) {
        let counts = series.get(at).copied().flatten();
        if let Some(counts) = counts.filter(DeploymentCounts::exists) {
            totals.add_deployment(&counts);
        }
    }
    for counts in usage.iter().filter_map(|(_, series)| series.get(at).copied().flatten()) {
        totals.add_usage(&counts);
    }
    totals
}
