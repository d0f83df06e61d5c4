//! The portfolio and the customer on one day: what people and programs are shown.
//!
//! A report is built once, here; the command line, exports and pages print the same value.

use std::collections::BTreeMap;

use uptake_calc::{DayCounts, DeploymentSum, PortfolioDay, UsageSum};
use uptake_model::{
    CustomerId, Day, DayRange, Scope, SellerScope,
    counts::{DeploymentCounts, PeopleCounts, ProductUsageCounts, UsageCounts},
    facts::{Seller, Status},
    percent::Percent,
};
use uptake_store::{CustomerRow, Wanted};

use crate::{
    AppError, Data,
    products::{ProductNames, SkuName, WorkloadName},
};

/// The whole portfolio on one day.
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
    /// Each customer, lowest covered usage first.
    pub by_customer: Vec<CustomerLine>,
}

/// A customer in the portfolio.
#[derive(Debug, Clone)]
pub struct CustomerLine {
    /// The customer.
    pub customer: CustomerId,
    /// Its name; empty when no file gives it.
    pub name: String,
    /// Seats sold and assigned over SKUs that are sold per person.
    pub deployment: DeploymentSum,
    /// Entitlements and users over all workloads with entitlements; a user counts in each.
    pub usage: UsageSum,
}

impl PortfolioReport {
    /// Assigned of sold, for the sellers in question.
    pub fn deployment_percent(&self) -> Option<Percent> {
        self.deployment.percent()
    }
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

/// A subscription in force on the day of a report.
#[derive(Debug, Clone)]
pub struct SubscriptionLine {
    /// Its id.
    pub subscription: String,
    /// What was bought.
    pub sku: SkuName,
    /// Seats.
    pub quantity: u64,
    /// Its state.
    pub status: Status,
    /// Whether it is a trial.
    pub is_trial: bool,
    /// Who sold it.
    pub seller: Seller,
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
        let wanted = Wanted { product_usage: false, people: false, ..Wanted::ALL };
        let days = DayRange::single(day);
        let counts = self.store.counts(&view.pins, view.rules(), scope, days, wanted).await?;
        let names: BTreeMap<CustomerId, String> = self
            .store
            .customers(&view.pins, view.rules(), scope)
            .await?
            .into_iter()
            .map(|it| (it.customer_id, it.name))
            .collect();
        let products = ProductNames::new(&counts.plan, &view.catalogue);
        let is_paid = |sku: usize| products.sku(sku).is_some_and(SkuName::is_paid);
        let sums = PortfolioDay::of(&counts.customers, day, &is_paid);
        let mut total = DeploymentSum::default();
        let mut skus = Vec::new();
        for (sku, sum) in sums.deployment {
            if is_paid(sku) {
                total.join(&sum);
            }
            skus.extend(products.sku(sku).map(|name| (name.clone(), sum)));
        }
        skus.sort_by(|(a, x), (b, y)| {
            y.counts.sold.cmp(&x.counts.sold).then_with(|| a.id.cmp(&b.id))
        });
        let workloads = sums.usage.into_iter();
        let workloads =
            workloads.filter_map(|(it, sum)| Some((products.workload(it)?.clone(), sum)));
        let lines = counts.customers.iter().map(|(customer, counts)| {
            let name = names.get(customer).cloned().unwrap_or_default();
            line(*customer, name, &DayCounts::of(counts, day), &is_paid)
        });
        let mut by_customer: Vec<CustomerLine> = lines.collect();
        by_customer.sort_by_key(|it| (it.usage.covered_percent(), it.customer));
        Ok(PortfolioReport {
            day,
            sellers,
            customers: u64::try_from(counts.customers.len()).unwrap_or(u64::MAX),
            deployment: total,
            skus,
            workloads: workloads.collect(),
            by_customer,
        })
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
        let days = DayRange::single(day);
        let counts = self.store.counts(&view.pins, view.rules(), &one, days, Wanted::ALL).await?;
        let products = ProductNames::new(&counts.plan, &view.catalogue);
        let empty = uptake_calc::CustomerCounts::default();
        let counts = DayCounts::of(counts.customers.get(&customer).unwrap_or(&empty), day);
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
            deployment,
            usage: usage
                .filter_map(|(it, counts)| Some((products.workload(it)?.clone(), counts)))
                .collect(),
            product_usage: product_usage.collect(),
            people: counts.people,
            subscriptions: self.subscriptions(&one, customer, day).await?,
        })
    }

    /// The subscriptions of a customer in force on a day, by id. A customer outside of the
    /// scope has none, like an unknown one.
    pub async fn subscriptions(
        &self,
        scope: &Scope,
        customer: CustomerId,
        day: Day,
    ) -> Result<Vec<SubscriptionLine>, AppError> {
        let view = &self.view;
        let mut rows = self.store.subscriptions(&view.pins, scope, customer).await?;
        rows.retain(|it| it.as_of <= day);
        rows.sort_by(|a, b| (&a.subscription_id, b.as_of).cmp(&(&b.subscription_id, a.as_of)));
        rows.dedup_by(|later, first| later.subscription_id == first.subscription_id);
        let lines = rows.into_iter().map(|it| SubscriptionLine {
            sku: SkuName::of(&uptake_model::SkuRef::from(&*it.sku), &view.catalogue),
            subscription: it.subscription_id,
            quantity: it.quantity,
            status: it.status,
            is_trial: it.is_trial,
            seller: it.seller,
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

fn line(
    customer: CustomerId,
    name: String,
    counts: &DayCounts,
    is_paid: &dyn Fn(usize) -> bool,
) -> CustomerLine {
    let mut deployment = DeploymentSum::default();
    for (sku, counts) in &counts.deployment {
        if is_paid(*sku) {
            deployment.add(counts, true);
        }
    }
    let mut usage = UsageSum::default();
    for counts in counts.usage.values().filter(|it| it.entitlements > 0) {
        usage.add(counts);
    }
    CustomerLine { customer, name, deployment, usage }
}
