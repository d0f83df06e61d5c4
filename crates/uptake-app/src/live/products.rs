//! The portfolio's usage by product: of each workload by the holders of each SKU.

use std::sync::Arc;

use uptake_calc::{CustomerCounts, DayCounts, Plan, PlanSku, PortfolioDay, ProductUsageSum};
use uptake_model::{CustomerId, Day, DayRange, Scope};
use uptake_store::Wanted;

use super::{
    boundary::Boundary,
    filter::{Filter, ProductFilter},
    memory::Key,
    once::Weigh,
};
use crate::{
    AppError, Data,
    products::{ProductNames, SkuName, WorkloadName},
};

/// Which portfolio's products are asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ProductsQuery {
    /// The day.
    pub day: Day,
    /// Which customers and products.
    pub filter: Filter,
}

/// Usage of a workload by the holders of a SKU, over customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductGroup {
    /// The SKU.
    pub sku: SkuName,
    /// The workload.
    pub workload: WorkloadName,
    /// The sums, with what is known of the partner's own seats.
    pub usage: ProductUsageSum,
}

/// Products in the order of exports.
pub(super) struct Products(Arc<[ProductGroup]>);

impl Boundary {
    /// Usage by SKU and workload over the customers in scope that a filter asks for: SKU by
    /// SKU in the order of exports, workloads in the order of their codes.
    pub async fn products(
        &self,
        scope: &Scope,
        query: &ProductsQuery,
    ) -> Result<Arc<[ProductGroup]>, AppError> {
        let key = Key::new(self.seq(), scope, query.clone());
        let chosen = self.directory.scope(&self.chosen(scope, &query.filter));
        let (day, filter) = (query.day, query.filter.products());
        let read = self
            .ask(move |data| async move { read(&data, &chosen, day, &filter).await.map(Products) });
        self.memory.products.get(&key, read).await.map(|it| Arc::clone(&it.0))
    }
}

async fn read(
    data: &Data,
    scope: &Scope,
    day: Day,
    filter: &ProductFilter,
) -> Result<Arc<[ProductGroup]>, AppError> {
    let (view, days) = (&data.view, DayRange::single(day));
    let wanted = Wanted { deployment: true, usage: false, product_usage: true, people: false };
    let (mut sums, mut paid) = (PortfolioDay::default(), Vec::new());
    let mut add = |plan: &Plan, _: CustomerId, counts: CustomerCounts| {
        // Unmapped SKUs get their numbers as they are met.
        if paid.len() != plan.skus().len() {
            let class = |it: &PlanSku| SkuName::of(&it.sku, &view.catalogue).is_paid();
            paid = plan.skus().iter().map(class).collect::<Vec<bool>>();
        }
        let is_paid = |sku: usize| paid.get(sku).copied().unwrap_or(false);
        sums.add(&DayCounts::of(&counts, day), &is_paid);
    };
    let question = (days, wanted);
    let plan = data.store.each_counts(&view.pins, view.rules(), scope, question, &mut add).await?;
    let names = ProductNames::new(&plan, &view.catalogue);
    let products = filter.of_plan(&plan, &names, &view.catalogue);
    // A SKU that is asked for comes with all its workloads, add-ons too.
    let is_named =
        |workload: usize| plan.workloads().get(workload).is_some_and(|it| filter.names(&it.code));
    let is_asked =
        |(sku, workload): &(usize, usize)| products.takes_sku(*sku) && is_named(*workload);
    let mut rows: Vec<_> = sums.product_usage.into_iter().filter(|it| is_asked(&it.0)).collect();
    rows.sort_by_key(|((sku, workload), _)| (names.sku_place(*sku), *workload));
    let groups = rows.into_iter().filter_map(|((sku, workload), usage)| {
        let (sku, workload) = (names.sku(sku)?.clone(), names.workload(workload)?.clone());
        Some(ProductGroup { sku, workload, usage })
    });
    Ok(groups.collect())
}

impl Weigh for Products {
    fn bytes(&self) -> usize {
        // Customers' percentages are 8 bytes each.
        let customers = |it: &ProductGroup| usize::try_from(it.usage.customers).unwrap_or(0);
        self.0.iter().map(|it| 1024 + 8 * customers(it)).sum()
    }
}
