//! Subscriptions with what became of them.

use std::collections::{BTreeMap, BTreeSet};

use uptake_calc::last_use;
use uptake_model::{
    CustomerId, Day, DayRange, Scope, SkuRef,
    facts::{Seller, Status},
};
use uptake_store::SubscriptionRow;

use crate::{AppError, Data, products::SkuName};

/// A subscription as its latest record up to a day has it, and when it changed.
#[derive(Debug, Clone)]
pub struct PartnerSubscription {
    /// The customer.
    pub customer: CustomerId,
    /// Its id.
    pub subscription: String,
    /// What was bought, in the one spelling of the catalogue.
    pub sku_ref: SkuRef,
    /// What that is called.
    pub sku: SkuName,
    /// Seats.
    pub quantity: u64,
    /// The state.
    pub status: Status,
    /// Whether it is a trial.
    pub is_trial: bool,
    /// Who sold it.
    pub seller: Seller,
    /// ISO 8601 duration.
    pub term: Option<String>,
    /// How often it is billed.
    pub billing_cycle: Option<String>,
    /// Whether it renews by itself.
    pub auto_renew: Option<bool>,
    /// The day on which it was bought.
    pub created_on: Option<Day>,
    /// The day on which the commitment ends.
    pub commitment_end: Option<Day>,
    /// The day of the first record.
    pub first_seen: Day,
    /// The day of the first record as a trial.
    pub trial_since: Option<Day>,
    /// The day of the first record that is no trial, when one before it is.
    pub converted_on: Option<Day>,
    /// The day since which every record says that it has ended.
    pub ended_on: Option<Day>,
    /// The day of the latest record that moved the end of the commitment on.
    pub renewed_on: Option<Day>,
    /// Whether it is a sum over subscriptions and not one of them.
    pub is_sum: bool,
}

impl Data {
    /// All subscriptions of a customer in scope up to `day`, those that have ended among
    /// them, by id. A customer outside of the scope has none, like an unknown one.
    pub async fn partner_subscriptions(
        &self,
        scope: &Scope,
        customer: CustomerId,
        day: Day,
    ) -> Result<Vec<PartnerSubscription>, AppError> {
        let view = &self.view;
        let mut rows = self.store.subscriptions(&view.pins, scope, customer).await?;
        rows.retain(|it| it.as_of <= day);
        rows.sort_by(|a, b| (&a.subscription_id, a.as_of).cmp(&(&b.subscription_id, b.as_of)));
        let records = rows.chunk_by(|a, b| a.subscription_id == b.subscription_id);
        Ok(records.filter_map(|it| self.subscription_of(it)).collect())
    }

    /// The same without the sums that give way to real subscriptions of their SKU: what seats
    /// are counted from.
    pub async fn counted_subscriptions(
        &self,
        scope: &Scope,
        customer: CustomerId,
        day: Day,
    ) -> Result<Vec<PartnerSubscription>, AppError> {
        let mut all = self.partner_subscriptions(scope, customer, day).await?;
        let real = all.iter().filter(|it| !it.is_sum);
        let real: BTreeSet<SkuRef> = real.map(|it| it.sku_ref.clone()).collect();
        all.retain(|it| !(it.is_sum && real.contains(&it.sku_ref)));
        Ok(all)
    }

    /// The last day up to `day` on which somebody used each SKU that a customer in scope
    /// holds, by the SKU's one spelling. It reads all activity of the customer.
    pub async fn partner_last_use(
        &self,
        scope: &Scope,
        customer: CustomerId,
        day: Day,
    ) -> Result<BTreeMap<SkuRef, Day>, AppError> {
        let view = &self.view;
        let one = Scope::one(customer);
        let extents = self.store.extents(&view.pins, view.rules(), &one).await?;
        let known = extents.get(&customer).filter(|_| scope.contains(customer));
        let Some(days) = known.and_then(|it| DayRange::new(it.first(), it.last().min(day))) else {
            return Ok(BTreeMap::new());
        };
        let facts = self.store.facts(&view.pins, view.rules(), scope, customer, days).await?;
        let Some((plan, facts)) = facts else { return Ok(BTreeMap::new()) };
        let used = last_use(&plan, &facts, day).into_iter();
        Ok(used.filter_map(|(sku, on)| Some((plan.skus().get(sku)?.sku.clone(), on))).collect())
    }

    /// The subscription of its records, oldest first.
    fn subscription_of(&self, records: &[SubscriptionRow]) -> Option<PartnerSubscription> {
        let (first, last) = (records.first()?, records.last()?);
        let sku_ref = self.view.catalogue.canonical(&SkuRef::from(&*last.sku));
        let trial_since = records.iter().find(|it| it.is_trial).map(|it| it.as_of);
        let paid = records.iter().find(|it| !it.is_trial && trial_since < Some(it.as_of));
        let renewals = records.iter().zip(records.iter().skip(1));
        let mut renewed = renewals.filter(|(old, new)| {
            old.commitment_end.is_some() && new.commitment_end > old.commitment_end
        });
        let ended = records.iter().rev().take_while(|it| has_ended(it.status)).last();
        Some(PartnerSubscription {
            customer: last.customer_id,
            subscription: last.subscription_id.clone(),
            sku: SkuName::of(&sku_ref, &self.view.catalogue),
            sku_ref,
            quantity: last.quantity,
            status: last.status,
            is_trial: last.is_trial,
            seller: last.seller,
            term: last.term.clone(),
            billing_cycle: last.billing_cycle.clone(),
            auto_renew: last.auto_renew,
            created_on: last.created_on,
            commitment_end: last.commitment_end,
            first_seen: first.as_of,
            trial_since,
            converted_on: trial_since.and(paid).map(|it| it.as_of),
            ended_on: ended.map(|it| it.as_of),
            renewed_on: renewed.next_back().map(|(_, new)| new.as_of),
            is_sum: last.aggregate,
        })
    }
}

fn has_ended(status: Status) -> bool {
    match status {
        Status::Expired | Status::Deprovisioned | Status::Cancelled | Status::Converted => true,
        Status::Active | Status::Grace | Status::Suspended | Status::Disabled | Status::Pending => {
            false
        }
    }
}
