//! The portfolio's key figures on one day, beside those of 28 days before.

use std::sync::Arc;

use uptake_calc::{DeploymentSum, Distribution, Gather, OwnSpread, Spread, UsageSum};
use uptake_model::{Day, Scope, SellerScope};

use super::{
    apart::apart, boundary::Boundary, filter::Filter, mask::Mask, memory::Key, once::Weigh,
    totals::DayTotals,
};
use crate::{
    AppError,
    products::{SkuName, WorkloadName},
    report::COMPARED_DAYS,
};

/// Deployment over customers, with what is said of its spread.
pub type DeploymentTotal = DeploymentSum<Distribution>;
/// Usage over customers, with what is said of its spread.
pub type UsageTotal = UsageSum<Distribution>;

/// Which portfolio is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PortfolioQuery {
    /// The day.
    pub day: Day,
    /// Whose licences the distributions are of; the sums have both.
    pub sellers: SellerScope,
    /// Which customers and products.
    pub filter: Filter,
}

impl PortfolioQuery {
    /// All customers and products on a day.
    pub fn all(day: Day) -> Self {
        Self { day, sellers: SellerScope::All, filter: Filter::default() }
    }
}

/// The key figures of some customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portfolio {
    /// The day.
    pub day: Day,
    /// Whose licences the distributions are of.
    pub sellers: SellerScope,
    /// How many customers are meant.
    pub customers: u64,
    /// Those of them of whom nothing is known on the day.
    pub customers_unknown: u64,
    /// Deployment over the SKUs that are sold per person. Each customer counts once.
    pub deployment: DeploymentTotal,
    /// Usage over the workloads with entitlements. Each customer counts once, and is missing
    /// when nothing is known of any of its workloads; a user counts in each workload.
    pub usage: UsageTotal,
    /// Usage by workload, in the order of their codes.
    pub workloads: Vec<(WorkloadName, UsageTotal)>,
    /// Deployment by SKU, most seats first.
    pub skus: Vec<(SkuName, DeploymentTotal)>,
    /// The same customers and products 28 days before; `None` when nothing is known of them
    /// on that day.
    pub before: Option<Before>,
}

/// Key figures of an earlier day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Before {
    /// The day.
    pub day: Day,
    /// Deployment over the SKUs that are sold per person.
    pub deployment: DeploymentSum<()>,
    /// Usage over the workloads with entitlements.
    pub usage: UsageSum<()>,
    /// Usage by workload, in the order of their codes.
    pub workloads: Vec<(WorkloadName, UsageSum<()>)>,
}

impl Boundary {
    /// The key figures of the customers in scope that a filter asks for.
    pub async fn portfolio(
        &self,
        scope: &Scope,
        query: &PortfolioQuery,
    ) -> Result<Arc<Portfolio>, AppError> {
        let key = Key::new(self.seq(), scope, query.clone());
        let make = async {
            let products = query.filter.products();
            let now = self.totals(query.day, &products).await?;
            let before = self.totals(query.day.plus(-COMPARED_DAYS), &products).await?;
            let (chosen, sellers) = (self.chosen(scope, &query.filter), query.sellers);
            apart(move || Portfolio::of(&now, &before, &chosen, sellers)).await
        };
        self.memory.portfolios.get(&key, make).await
    }
}

impl Portfolio {
    fn of(now: &DayTotals, before: &DayTotals, chosen: &Mask, sellers: SellerScope) -> Self {
        let before = Before::of(before, chosen);
        let mut mask = chosen.clone();
        mask.and(&now.concerned);
        match sellers {
            SellerScope::All => Self::gathered::<Spread>(now, &mask, sellers, before),
            SellerScope::Own => Self::gathered::<OwnSpread>(now, &mask, sellers, before),
        }
    }

    fn gathered<S: Gather>(
        now: &DayTotals,
        mask: &Mask,
        sellers: SellerScope,
        before: Option<Before>,
    ) -> Self {
        let sums = Sums::<S>::of(now, mask);
        let names = &now.sheet.names;
        let mut skus: Vec<(SkuName, DeploymentTotal)> = sums
            .skus
            .iter()
            .enumerate()
            .filter(|(_, sum)| sum.customers > 0)
            .filter_map(|(sku, sum)| Some((names.sku(sku)?.clone(), sum.settled())))
            .collect();
        skus.sort_by(|(a, x), (b, y)| {
            let seats = y.counts.sold.cmp(&x.counts.sold);
            seats.then_with(|| (&a.id, &a.part_number).cmp(&(&b.id, &b.part_number)))
        });
        let count = |it: usize| u64::try_from(it).unwrap_or(u64::MAX);
        Self {
            day: now.sheet.day,
            sellers,
            customers: count(mask.count()),
            customers_unknown: count(sums.unknown),
            deployment: sums.deployment.settled(),
            usage: sums.usage.settled(),
            workloads: sums.named_workloads(now, UsageSum::settled),
            skus,
            before,
        }
    }
}

impl Before {
    fn of(totals: &DayTotals, chosen: &Mask) -> Option<Self> {
        let mut mask = chosen.clone();
        mask.and(&totals.concerned);
        let sums = Sums::<()>::of(totals, &mask);
        (sums.unknown < mask.count()).then(|| Self {
            day: totals.sheet.day,
            deployment: sums.deployment,
            usage: sums.usage,
            workloads: sums.named_workloads(totals, |it| *it),
        })
    }
}

/// Sums over some customers.
struct Sums<S> {
    deployment: DeploymentSum<S>,
    usage: UsageSum<S>,
    skus: Vec<DeploymentSum<S>>,
    workloads: Vec<UsageSum<S>>,
    unknown: usize,
}

impl<S: Gather> Sums<S> {
    fn of(totals: &DayTotals, mask: &Mask) -> Self {
        let (sheet, products) = (&totals.sheet, &totals.products);
        let mut sums = Self {
            deployment: DeploymentSum::default(),
            usage: UsageSum::default(),
            skus: sheet.plan.skus().iter().map(|_| DeploymentSum::default()).collect(),
            workloads: sheet.plan.workloads().iter().map(|_| UsageSum::default()).collect(),
            unknown: 0,
        };
        for at in mask.iter() {
            let Some(own) = totals.at(at) else { continue };
            sums.unknown += usize::from(!own.is_known);
            sums.deployment.add_customer(&own.deployment);
            sums.usage.add_customer(&own.usage);
            for (sku, counts) in sheet.deployment(at, products) {
                if let Some(sum) = sums.skus.get_mut(sku) {
                    sum.add(&counts, products.is_paid(sku));
                }
            }
            for (workload, counts) in sheet.usage(at, products) {
                if let Some(sum) = sums.workloads.get_mut(workload) {
                    sum.add(&counts);
                }
            }
        }
        sums
    }

    /// The workloads of which a customer has a row.
    fn named_workloads<T>(
        &self,
        totals: &DayTotals,
        settle: impl Fn(&UsageSum<S>) -> T,
    ) -> Vec<(WorkloadName, T)> {
        let named = self.workloads.iter().enumerate();
        let named = named.filter(|(_, sum)| sum.customers + sum.missing > 0);
        named
            .filter_map(|(it, sum)| Some((totals.sheet.names.workload(it)?.clone(), settle(sum))))
            .collect()
    }
}

impl Weigh for Portfolio {
    fn bytes(&self) -> usize {
        1024 + (self.workloads.len() * 2 + self.skus.len()) * 512
    }
}
