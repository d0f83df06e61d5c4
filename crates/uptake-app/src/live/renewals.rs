//! When subscriptions end or renew, for a calendar; and the actions that files brought.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use uptake_model::{CustomerId, Day, DayRange, Scope, SkuRef};
use uptake_store::{ActionRow, SubscriptionRow};

use super::{apart::apart_async, boundary::Boundary, once::Weigh};
use crate::{AppError, products::SkuName};

/// A subscription that ends or renews.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewal {
    /// The customer.
    pub customer: CustomerId,
    /// The subscription.
    pub subscription: String,
    /// What was bought.
    pub sku: SkuName,
    /// Seats.
    pub quantity: u64,
    /// Whether it is a trial, which ends.
    pub is_trial: bool,
    /// Whether it renews by itself, if that is known.
    pub auto_renew: Option<bool>,
    /// The day on which the commitment ends.
    pub on: Day,
}

/// The renewals of all customers, by day.
pub(super) struct Renewals {
    all: Vec<Renewal>,
}

impl Boundary {
    /// The subscriptions of the customers in scope whose commitment ends within some days, as
    /// their latest record has it, by day.
    pub async fn renewals(&self, scope: &Scope, days: DayRange) -> Result<Vec<Renewal>, AppError> {
        let make = async {
            let data = Arc::clone(&self.data);
            let read = move || async move {
                let rows = data.store.all_subscriptions(&data.view.pins, &Scope::All).await?;
                Ok(Renewals::of(rows, &data.view.catalogue))
            };
            apart_async(read).await
        };
        let renewals = self.memory.renewals.get(&self.seq(), make).await?;
        let wanted = renewals.all.iter().filter(|it| days.contains(it.on));
        Ok(wanted.filter(|it| scope.contains(it.customer)).cloned().collect())
    }

    /// The actions of customers in scope that were imported as files.
    pub(crate) async fn imported_actions(&self, scope: &Scope) -> Result<Vec<ActionRow>, AppError> {
        let (data, scope) = (Arc::clone(&self.data), scope.clone());
        let read =
            move || async move { Ok(data.store.imported_actions(&data.view.pins, &scope).await?) };
        apart_async(read).await
    }
}

impl Renewals {
    fn of(rows: Vec<SubscriptionRow>, catalogue: &uptake_model::Catalogue) -> Self {
        let mut latest: BTreeMap<(CustomerId, String), SubscriptionRow> = BTreeMap::new();
        for row in rows {
            let key = (row.customer_id, row.subscription_id.clone());
            let is_later = latest.get(&key).is_none_or(|it| it.as_of <= row.as_of);
            if is_later {
                latest.insert(key, row);
            }
        }
        // A sum over subscriptions gives way to the real ones of its customer.
        let real: BTreeSet<CustomerId> =
            latest.values().filter(|it| !it.aggregate).map(|it| it.customer_id).collect();
        let in_use = latest.into_values().filter(|it| is_in_use(it.status));
        let in_use = in_use.filter(|it| !(it.aggregate && real.contains(&it.customer_id)));
        let mut all: Vec<Renewal> = in_use
            .filter_map(|row| {
                Some(Renewal {
                    customer: row.customer_id,
                    on: row.commitment_end?,
                    sku: SkuName::of(&catalogue.canonical(&SkuRef::from(&*row.sku)), catalogue),
                    subscription: row.subscription_id,
                    quantity: row.quantity,
                    is_trial: row.is_trial,
                    auto_renew: row.auto_renew,
                })
            })
            .collect();
        all.sort_by(|a, b| {
            (a.on, a.customer, &a.subscription).cmp(&(b.on, b.customer, &b.subscription))
        });
        Self { all }
    }
}

fn is_in_use(status: uptake_model::facts::Status) -> bool {
    use uptake_model::facts::Status;
    match status {
        Status::Active | Status::Grace => true,
        Status::Suspended
        | Status::Disabled
        | Status::Expired
        | Status::Deprovisioned
        | Status::Cancelled
        | Status::Converted
        | Status::Pending => false,
    }
}

impl Weigh for Renewals {
    fn bytes(&self) -> usize {
        self.all.len() * 384
    }
}
