//! The source over a data folder as it lies: each question reads the tables.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use async_trait::async_trait;
use uptake_app::{AppError, Data, PartnerCustomer, PersonalData, SkuName, WorkloadName};
use uptake_calc::{Channel, ChannelSeats, MetricDefinition, SkuUnits};
use uptake_model::{CustomerId, Day, Scope};

use super::{
    asker::Asker,
    resources::customer_passes,
    seek::{Page, page},
    source::{
        CustomerRow, CustomerWorkload, CustomersWanted, DeploymentRow, Processed, Product,
        ServiceSeats, Source, SourceError, SubscriptionRow, UnitsRow, UsageRow, UserRow, Workload,
        WorkloadUsage,
    },
};

/// Answers from a data folder.
#[derive(Clone)]
pub struct OverData {
    data: Arc<Data>,
}

impl From<AppError> for SourceError {
    fn from(error: AppError) -> Self {
        Self { source: Box::new(error) }
    }
}

impl OverData {
    /// The source of a data folder.
    pub fn new(data: Arc<Data>) -> Self {
        Self { data }
    }

    fn product(&self, sku: &SkuName) -> Arc<Product> {
        let ids = [&sku.id, &sku.part_number];
        let id = ids.into_iter().find(|it| !it.is_empty()).cloned().unwrap_or_default();
        Arc::new(Product {
            id,
            part_number: sku.part_number.clone(),
            name: sku.label().to_owned(),
            service: sku.service.clone(),
            service_name: self.data.service_name(&sku.service),
            class: sku.class,
        })
    }

    fn workload(&self, workload: &WorkloadName) -> Arc<Workload> {
        Arc::new(Workload {
            code: workload.code.clone(),
            name: workload.name.clone(),
            service: workload.service.clone(),
            service_name: self.data.service_name(&workload.service),
        })
    }

    /// The customers of a scope, by id.
    async fn customers_in(
        &self,
        scope: &Scope,
    ) -> Result<BTreeMap<CustomerId, Arc<CustomerRow>>, SourceError> {
        let rows = self.data.partner_customers(scope).await?.into_iter();
        Ok(rows.map(|it| (it.customer, Arc::new(customer_row(it)))).collect())
    }
}

fn customer_row(row: PartnerCustomer) -> CustomerRow {
    let PartnerCustomer { customer, name, domain, country, reseller_id } = row;
    CustomerRow { id: customer, name, domain, country, reseller_id }
}

/// The asker's scope, or its part of one customer.
fn narrowed(asker: &Asker, only: Option<CustomerId>) -> Scope {
    match only {
        None => asker.scope.clone(),
        Some(customer) if asker.scope.contains(customer) => Scope::one(customer),
        Some(_) => Scope::Customers(BTreeSet::new()),
    }
}

#[async_trait]
impl Source for OverData {
    async fn processed(
        &self,
        asker: &Asker,
        latest: Option<Day>,
    ) -> Result<Option<Processed>, SourceError> {
        let days = self.data.processed_days(&asker.scope, latest).await?;
        Ok(days.map(|it| Processed { deployment: it.deployment, usage: it.usage }))
    }

    async fn customers(
        &self,
        asker: &Asker,
        wanted: &CustomersWanted,
    ) -> Result<Page<Arc<CustomerRow>>, SourceError> {
        let rows = self.customers_in(&asker.scope).await?.into_values();
        let found = |it: &Arc<CustomerRow>| {
            wanted.search.as_ref().is_none_or(|search| customer_passes(search, it))
        };
        let rows: Vec<Arc<CustomerRow>> = rows.filter(found).collect();
        Ok(page(&rows, |it| it.id, &wanted.seek, wanted.size))
    }

    async fn customer(
        &self,
        asker: &Asker,
        id: CustomerId,
    ) -> Result<Option<Arc<CustomerRow>>, SourceError> {
        Ok(self.customers_in(&narrowed(asker, Some(id))).await?.remove(&id))
    }

    async fn subscriptions(
        &self,
        asker: &Asker,
        only: Option<CustomerId>,
        day: Day,
    ) -> Result<Vec<SubscriptionRow>, SourceError> {
        let scope = narrowed(asker, only);
        let mut rows = Vec::new();
        for (id, customer) in self.customers_in(&scope).await? {
            let found = self.data.partner_subscriptions(&scope, id, day).await?;
            rows.extend(found.into_iter().filter(|it| !it.is_sum).map(|it| SubscriptionRow {
                customer: Arc::clone(&customer),
                product: self.product(&it.sku),
                id: it.subscription,
                quantity: it.quantity,
                status: it.status,
                is_trial: it.is_trial,
                seller: it.seller,
                term: it.term,
                billing_cycle: it.billing_cycle,
                auto_renew: it.auto_renew,
                created_on: it.created_on.unwrap_or(it.first_seen),
                commitment_end: it.commitment_end,
                trial_since: it.trial_since,
                converted_on: it.converted_on,
                ended_on: it.ended_on,
                renewed_on: it.renewed_on,
            }));
        }
        Ok(rows)
    }

    async fn last_use(
        &self,
        asker: &Asker,
        day: Day,
    ) -> Result<BTreeMap<(CustomerId, String), Day>, SourceError> {
        let mut used = BTreeMap::new();
        for customer in self.customers_in(&asker.scope).await?.into_keys() {
            let of_customer = self.data.partner_last_use(&asker.scope, customer, day).await?;
            used.extend(of_customer.into_iter().map(|(sku, it)| ((customer, sku.to_string()), it)));
        }
        Ok(used)
    }

    async fn subscribed_skus(
        &self,
        asker: &Asker,
        of: CustomerId,
        day: Day,
    ) -> Result<Vec<UnitsRow>, SourceError> {
        let scope = narrowed(asker, Some(of));
        let mut rows: BTreeMap<String, UnitsRow> = BTreeMap::new();
        let row = |sku: &SkuName| UnitsRow {
            product: self.product(sku),
            units: SkuUnits::default(),
            consumed: Some(0),
        };
        for it in self.data.counted_subscriptions(&scope, of, day).await? {
            let entry = rows.entry(it.sku_ref.to_string()).or_insert_with(|| row(&it.sku));
            entry.units.add(it.status, it.quantity);
        }
        for it in self.data.partner_seats(&scope, day).await? {
            let fresh = row(&it.sku);
            let entry = rows.entry(fresh.product.id.clone()).or_insert(fresh);
            entry.consumed = it.counts.assigned;
        }
        let shown = |it: &UnitsRow| it.units != SkuUnits::default() || it.consumed > Some(0);
        Ok(rows.into_values().filter(shown).collect())
    }

    async fn users(
        &self,
        asker: &Asker,
        of: CustomerId,
        day: Day,
    ) -> Result<Vec<UserRow>, SourceError> {
        let scope = narrowed(asker, Some(of));
        let users = self.data.partner_users(&scope, of, day, PersonalData::Shown).await?;
        let rows = users.into_iter().map(|it| UserRow {
            id: it.user_id.map_or_else(|| it.key.to_string(), |id| id.to_string()),
            principal_name: it.principal_name,
            display_name: it.display_name,
            deleted_on: it.deleted_on,
            held: it.skus.iter().map(|sku| self.product(sku)).collect(),
        });
        let mut rows: Vec<UserRow> = rows.collect();
        rows.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(rows)
    }

    async fn deployment(
        &self,
        asker: &Asker,
        only: Option<CustomerId>,
        day: Day,
    ) -> Result<Vec<DeploymentRow>, SourceError> {
        let scope = narrowed(asker, only);
        let customers = self.customers_in(&scope).await?;
        let rows = self.data.partner_seats(&scope, day).await?.into_iter();
        let rows = rows.filter(|it| it.sku.is_paid() && it.counts.exists()).filter_map(|it| {
            let customer = Arc::clone(customers.get(&it.customer)?);
            Some(DeploymentRow { customer, product: self.product(&it.sku), counts: it.counts })
        });
        Ok(rows.collect())
    }

    async fn usage(
        &self,
        asker: &Asker,
        only: Option<CustomerId>,
        day: Day,
        definition: MetricDefinition,
    ) -> Result<Vec<UsageRow>, SourceError> {
        let scope = narrowed(asker, only);
        let customers = self.customers_in(&scope).await?;
        let seats = self.data.partner_seats(&scope, day).await?.into_iter();
        let key = |customer: CustomerId, sku: &SkuName| {
            (customer, sku.id.clone(), sku.part_number.clone())
        };
        let channels: BTreeMap<_, Channel> =
            seats.map(|it| (key(it.customer, &it.sku), Channel::of(&it.counts))).collect();
        let rows = self.data.partner_usage(&scope, day, definition).await?.into_iter();
        let rows = rows.filter(|it| it.sku.is_paid() && it.counts.exists()).filter_map(|it| {
            let channel = channels.get(&key(it.customer, &it.sku)).copied();
            Some(UsageRow {
                customer: Arc::clone(customers.get(&it.customer)?),
                product: self.product(&it.sku),
                workload: self.workload(&it.workload),
                channel: channel.unwrap_or(Channel::Reseller),
                counts: it.counts,
            })
        });
        Ok(rows.collect())
    }

    async fn deployment_by_service(
        &self,
        asker: &Asker,
        day: Day,
    ) -> Result<Vec<ServiceSeats>, SourceError> {
        let mut sums: BTreeMap<(String, Channel), ChannelSeats> = BTreeMap::new();
        for it in self.data.partner_seats(&asker.scope, day).await? {
            if it.sku.is_paid() && it.counts.exists() {
                let key = (it.sku.service.clone(), Channel::of(&it.counts));
                sums.entry(key).or_default().add(&ChannelSeats::of(&it.counts));
            }
        }
        let rows = sums.into_iter().map(|((service, channel), seats)| ServiceSeats {
            service_name: self.data.service_name(&service),
            service,
            channel,
            seats,
        });
        Ok(rows.collect())
    }

    async fn usage_by_customer(
        &self,
        asker: &Asker,
        day: Day,
        definition: MetricDefinition,
    ) -> Result<Vec<CustomerWorkload>, SourceError> {
        let customers = self.customers_in(&asker.scope).await?;
        let rows = self.data.customer_workloads(&asker.scope, day, definition).await?;
        let rows = rows.into_iter().filter_map(|(customer, workload, counts)| {
            let usage = WorkloadUsage {
                workload: self.workload(&workload),
                active: counts.users.map(|it| it.active()),
                entitlements: counts.entitlements,
            };
            Some(CustomerWorkload { customer: Arc::clone(customers.get(&customer)?), usage })
        });
        Ok(rows.collect())
    }

    async fn usage_by_workload(
        &self,
        asker: &Asker,
        day: Day,
        definition: MetricDefinition,
    ) -> Result<Vec<WorkloadUsage>, SourceError> {
        let rows = self.data.partner_workloads(&asker.scope, day, definition).await?;
        let rows = rows.into_iter().map(|(workload, sum)| WorkloadUsage {
            workload: self.workload(&workload),
            active: (sum.customers > 0).then(|| sum.users.active()),
            entitlements: sum.entitlements,
        });
        Ok(rows.collect())
    }
}
