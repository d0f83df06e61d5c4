//! The portfolio and the customer on one day: what people and programs are shown.
//!
//! A report is built once, here; the command line, exports and pages print the same value.

use std::collections::BTreeMap;

use uptake_calc::{
    CustomerTotals, DayCounts, DeploymentSum, OwnSum, PortfolioDay, ProductUsageSum, UsageSum,
};
use uptake_model::{
    Catalogue, CustomerId, Day, DayRange, Scope, SellerScope,
    counts::{DeploymentCounts, PeopleCounts, ProductUsageCounts, UsageCounts},
    facts::Status,
};
use uptake_store::{Counts, CustomerRow, Wanted};

use crate::{
    AppError, Data,
    products::{ProductNames, SkuName, WorkloadName},
    sold_by::SoldBy,
};

/// The whole portfolio on one day.
///
/// The sums have what is known of all seats and what is known of the partner's own ones;
/// `sellers` tells which of it is asked for. Of scope `own` there are only products,
/// workloads and customers with own seats (`spec/metrics.md`, 8).
#[derive(Debug, Clone)]
pub struct PortfolioReport {
    /// The day.
    pub day: Day,
    /// Whose licences are counted.
    pub sellers: SellerScope,
    /// How many customers are known.
    pub customers: u64,
    /// Deployment over all SKUs that are sold per person.
    pub deployment: DeploymentSum,
    /// Deployment by SKU, most seats first.
    pub skus: Vec<(SkuName, DeploymentSum)>,
    /// Usage by workload, in the order of their codes.
    pub workloads: Vec<(WorkloadName, UsageSum)>,
    /// Usage by SKU and workload, in the order of exports. Only of scope `own`: nothing else
    /// tells how much the partner's own seats of a SKU are used.
    pub products: Vec<(SkuName, WorkloadName, ProductUsageSum)>,
    /// Each customer, lowest covered usage first, of scope `own` lowest estimated usage;
    /// those of whom it is not known come last.
    pub by_customer: Vec<CustomerLine>,
}

/// A customer in the portfolio.
#[derive(Debug, Clone)]
pub struct CustomerLine {
    /// The customer.
    pub customer: CustomerId,
    /// Its name; empty when no file gives it.
    pub name: String,
    /// Deployment over SKUs that are sold per person.
    pub deployment: DeploymentSum,
    /// Usage over all workloads; a user counts in each.
    pub usage: UsageSum,
}

/// One customer on one day.
#[derive(Debug, Clone)]
pub struct CustomerReport {
    /// The day.
    pub day: Day,
    /// The customer.
    pub customer: CustomerId,
    /// Its own data, if a file gives it.
    pub record: Option<CustomerRow>,
    /// The days of which anything is known.
    pub known: DayRange,
    /// Over all products.
    pub totals: CustomerTotals,
    /// The same 28 days before; `None` when nothing is known of that day.
    pub before: Option<TotalsBefore>,
    /// Deployment by SKU, most seats first.
    pub deployment: Vec<(SkuName, DeploymentCounts)>,
    /// Usage by workload, in the order of their codes.
    pub usage: Vec<(WorkloadName, UsageCounts)>,
    /// Usage by SKU and workload.
    pub product_usage: Vec<(SkuName, WorkloadName, ProductUsageCounts)>,
    /// People.
    pub people: Option<PeopleCounts>,
    /// The subscriptions in force.
    pub subscriptions: Vec<SubscriptionLine>,
}

/// A customer's figures of an earlier day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TotalsBefore {
    /// The day.
    pub day: Day,
    /// Over all products.
    pub totals: CustomerTotals,
}

/// Figures are compared with those of so many days before: no day of one window is in the
/// other.
pub(crate) const COMPARED_DAYS: i32 = 28;

/// A subscription in force on the day of a report, or seats that Microsoft counted.
#[derive(Debug, Clone)]
pub struct SubscriptionLine {
    /// Its id; `None` of seats that Microsoft counted: they are no subscription.
    pub subscription: Option<String>,
    /// What was bought.
    pub sku: SkuName,
    /// Seats.
    pub quantity: u64,
    /// Its state.
    pub status: Status,
    /// Whether it is a trial.
    pub is_trial: bool,
    /// Who sold it.
    pub sold_by: SoldBy,
    /// Price per seat and month, a plain decimal as the file writes it.
    pub unit_price: Option<String>,
    /// Its currency: ISO 4217.
    pub currency: Option<String>,
    /// For how long it is bought: ISO 8601.
    pub term: Option<String>,
    /// How often it is billed.
    pub billing_cycle: Option<String>,
    /// Whether it renews by itself.
    pub auto_renew: Option<bool>,
    /// The day on which the commitment ends.
    pub commitment_end: Option<Day>,
    /// The day on which it was bought.
    pub created_on: Option<Day>,
    /// The day of the record.
    pub as_of: Day,
}

impl Data {
    /// The newest day of which anything is known of a customer in scope.
    pub async fn newest_day(&self, scope: &Scope) -> Result<Day, AppError> {
        let extents = self.store.extents(&self.view.pins, self.view.rules(), scope).await?;
        extents.values().map(|it| it.last()).max().ok_or(AppError::NoData)
    }

    /// The days of which anything is known of a customer; one outside of the scope is
    /// unknown.
    pub async fn known_days(
        &self,
        scope: &Scope,
        customer: CustomerId,
    ) -> Result<DayRange, AppError> {
        let unknown = || AppError::UnknownCustomer { customer };
        if !scope.contains(customer) {
            return Err(unknown());
        }
        let one = Scope::one(customer);
        let extents = self.store.extents(&self.view.pins, self.view.rules(), &one).await?;
        extents.get(&customer).copied().ok_or_else(unknown)
    }

    /// The portfolio of the customers in scope on a day.
    pub async fn portfolio(
        &self,
        scope: &Scope,
        day: Day,
        sellers: SellerScope,
    ) -> Result<PortfolioReport, AppError> {
        let view = &self.view;
        let extents = self.store.extents(&view.pins, view.rules(), scope).await?;
        let first = extents.values().map(|it| it.first()).min().ok_or(AppError::NoData)?;
        if day < first {
            return Err(AppError::TooEarly { day, first });
        }
        let product_usage = sellers == SellerScope::Own;
        let wanted = Wanted { product_usage, people: false, ..Wanted::ALL };
        let days = DayRange::single(day);
        let counts = self.store.counts(&view.pins, view.rules(), scope, days, wanted).await?;
        let names: BTreeMap<CustomerId, String> = self
            .store
            .customers(&view.pins, view.rules(), scope)
            .await?
            .into_iter()
            .map(|it| (it.customer_id, it.name))
            .collect();
        let mut report = PortfolioReport::of(&counts, &view.catalogue, day, &names);
        report.arrange(sellers);
        Ok(report)
    }

    /// A customer on a day.
    pub async fn customer(
        &self,
        scope: &Scope,
        customer: CustomerId,
        day: Day,
    ) -> Result<CustomerReport, AppError> {
        let known = self.known_days(scope, customer).await?;
        if day < known.first() {
            return Err(AppError::TooEarly { day, first: known.first() });
        }
        let view = &self.view;
        let one = Scope::one(customer);
        let on = DayRange::single(day);
        let earlier = Some(day.plus(-COMPARED_DAYS)).filter(|it| *it >= known.first());
        // Both days in one go: the files are read once.
        let days = earlier.map_or(on, |it| DayRange::single(it).hull(on));
        let counts = self.store.counts(&view.pins, view.rules(), &one, days, Wanted::ALL).await?;
        let products = ProductNames::new(&counts.plan, &view.catalogue);
        let is_paid = |sku: usize| products.sku(sku).is_some_and(SkuName::is_paid);
        let counts = counts.customers.get(&customer);
        let of_day = |day| counts.map(|it| DayCounts::of(it, day)).unwrap_or_default();
        let before = earlier.map(|day| TotalsBefore { day, totals: of_day(day).totals(&is_paid) });
        let counts = of_day(day);
        let totals = counts.totals(&is_paid);
        let deployment = counts.deployment.into_iter();
        let mut deployment: Vec<(SkuName, DeploymentCounts)> =
            deployment.filter_map(|(sku, it)| Some((products.sku(sku)?.clone(), it))).collect();
        deployment.sort_by(|(a, x), (b, y)| y.sold.cmp(&x.sold).then_with(|| a.id.cmp(&b.id)));
        let usage = counts.usage.into_iter();
        let product_usage = counts.product_usage.into_iter().filter_map(|((sku, workload), it)| {
            Some((products.sku(sku)?.clone(), products.workload(workload)?.clone(), it))
        });
        Ok(CustomerReport {
            day,
            customer,
            record: self.store.customers(&view.pins, view.rules(), &one).await?.pop(),
            known,
            totals,
            before,
            deployment,
            usage: usage
                .filter_map(|(it, counts)| Some((products.workload(it)?.clone(), counts)))
                .collect(),
            product_usage: product_usage.collect(),
            people: counts.people,
            subscriptions: self.subscriptions(&one, customer, day).await?,
        })
    }

    /// The subscriptions of a customer in force on a day, by id, and the seats beyond them that
    /// Microsoft counted. A customer outside of the scope has none, like an unknown one.
    pub async fn subscriptions(
        &self,
        scope: &Scope,
        customer: CustomerId,
        day: Day,
    ) -> Result<Vec<SubscriptionLine>, AppError> {
        let view = &self.view;
        let (pins, rules) = (&view.pins, view.rules());
        let mut rows = self.store.counted_subscriptions(pins, rules, scope, customer).await?;
        rows.retain(|it| it.as_of <= day);
        rows.sort_by(|a, b| (&a.subscription_id, b.as_of).cmp(&(&b.subscription_id, a.as_of)));
        rows.dedup_by(|later, first| later.subscription_id == first.subscription_id);
        rows.retain(|it| !it.aggregate || it.quantity > 0);
        let lines = rows.into_iter().map(|it| SubscriptionLine {
            sku: SkuName::of(&uptake_model::SkuRef::from(&*it.sku), &view.catalogue),
            subscription: SoldBy::id_in(&it),
            sold_by: SoldBy::of(&it),
            quantity: it.quantity,
            status: it.status,
            is_trial: it.is_trial,
            unit_price: it.unit_price,
            currency: it.currency,
            term: it.term,
            billing_cycle: it.billing_cycle,
            auto_renew: it.auto_renew,
            created_on: it.created_on,
            commitment_end: it.commitment_end,
            as_of: it.as_of,
        });
        Ok(lines.collect())
    }
}

impl PortfolioReport {
    /// The report over all sellers, as it comes.
    fn of(
        counts: &Counts,
        catalogue: &Catalogue,
        day: Day,
        names: &BTreeMap<CustomerId, String>,
    ) -> Self {
        let products = ProductNames::new(&counts.plan, catalogue);
        let is_paid = |sku: usize| products.sku(sku).is_some_and(SkuName::is_paid);
        let lines = counts.customers.iter().map(|(customer, counts)| {
            let counts = DayCounts::of(counts, day);
            CustomerLine {
                customer: *customer,
                name: names.get(customer).cloned().unwrap_or_default(),
                deployment: counts.deployment_total(&is_paid),
                usage: counts.usage_total(),
            }
        });
        let by_customer: Vec<CustomerLine> = lines.collect();
        let sums = PortfolioDay::of(&counts.customers, day, &is_paid);
        let skus = sums.deployment.into_iter();
        let workloads = sums.usage.into_iter();
        let mut usage: Vec<_> = sums.product_usage.into_iter().collect();
        usage.sort_by_key(|((sku, workload), _)| (products.sku_place(*sku), *workload));
        let usage = usage.into_iter().filter_map(|((sku, workload), sum)| {
            Some((products.sku(sku)?.clone(), products.workload(workload)?.clone(), sum))
        });
        Self {
            day,
            sellers: SellerScope::All,
            customers: u64::try_from(counts.customers.len()).unwrap_or(u64::MAX),
            deployment: sums.deployment_total,
            skus: skus.filter_map(|(it, sum)| Some((products.sku(it)?.clone(), sum))).collect(),
            workloads: workloads
                .filter_map(|(it, sum)| Some((products.workload(it)?.clone(), sum)))
                .collect(),
            products: usage.collect(),
            by_customer,
        }
    }

    /// Leaves out what the sellers in question sold nothing of, and sorts the rest.
    fn arrange(&mut self, sellers: SellerScope) {
        self.sellers = sellers;
        if sellers == SellerScope::Own {
            self.skus.retain(|(_, sum)| sum.counts.sold_own > 0);
            self.workloads.retain(|(_, sum)| is_own(&sum.own));
            self.products.retain(|(.., sum)| is_own(&sum.own));
            let sells = |it: &CustomerLine| it.deployment.counts.sold_own > 0;
            self.by_customer.retain(|it| sells(it) || is_own(&it.usage.own));
        }
        let seats = |sum: &DeploymentSum| match sellers {
            SellerScope::All => sum.counts.sold,
            SellerScope::Own => sum.counts.sold_own,
        };
        self.skus.sort_by(|(a, x), (b, y)| seats(y).cmp(&seats(x)).then_with(|| a.id.cmp(&b.id)));
        self.by_customer.sort_by_key(|it| {
            let percent = match sellers {
                SellerScope::All => it.usage.covered_percent(),
                SellerScope::Own => it.usage.own.percents().map(|it| it.estimate),
            };
            (percent.is_none(), percent, it.customer)
        });
    }
}

/// Whether any customer has own seats, whether their use is known or not.
fn is_own(own: &OwnSum) -> bool {
    own.customers > 0 || own.missing > 0
}
