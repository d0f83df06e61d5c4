//! On what terms subscriptions run: prices, commitments, beginnings (`docs/signals.md`).

use std::collections::BTreeMap;

use uptake_model::{
    Currency, Day, SellerScope,
    facts::{Seller, Status},
};

use crate::{GraceRule, OwnPrice, Plan, SubscriptionState};

/// A state record of a subscription with its terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubscriptionTerms {
    /// What it is.
    pub state: SubscriptionState,
    /// Price per seat and month, as the record gives it.
    pub own_price: OwnPrice,
    /// In which currency it is sold.
    pub currency: Option<Currency>,
    /// The day on which the commitment ends.
    pub commitment_end: Option<Day>,
    /// Whether it is bought month by month.
    pub is_monthly: bool,
    /// Whether it renews by itself; `None` when no record tells.
    pub auto_renew: Option<bool>,
    /// The day on which it was bought.
    pub created_on: Option<Day>,
    /// Whether it stands for a sum over subscriptions, which are not known one by one.
    pub is_aggregate: bool,
}

impl SubscriptionTerms {
    /// Whether people can use it and it is no trial.
    pub(crate) fn is_paid(&self) -> bool {
        !self.state.is_trial && is_usable(self.state.status)
    }

    /// Whether people can use it and it is a trial.
    pub(crate) fn is_running_trial(&self) -> bool {
        self.state.is_trial && is_usable(self.state.status)
    }

    /// Whether the sellers in question sold it.
    pub(crate) fn is_of(&self, sellers: SellerScope) -> bool {
        match sellers {
            SellerScope::All => true,
            SellerScope::Own => self.state.seller == Seller::Own,
        }
    }
}

/// Whether people can use a subscription in this state.
fn is_usable(status: Status) -> bool {
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

/// The record in force of each subscription that has begun on `day`, by number.
pub(crate) fn in_force(terms: &[SubscriptionTerms], day: Day) -> Vec<&SubscriptionTerms> {
    let mut last: BTreeMap<usize, &SubscriptionTerms> = BTreeMap::new();
    for it in terms.iter().filter(|it| it.state.day <= day) {
        let known = last.entry(it.state.subscription).or_insert(it);
        if known.state.day < it.state.day {
            *known = it;
        }
    }
    last.into_values().collect()
}

/// Of records in force those whose seats count as sold, by SKU (`spec/metrics.md`, 4).
pub(crate) fn counted<'a>(
    plan: &Plan,
    in_force: &[&'a SubscriptionTerms],
) -> BTreeMap<usize, Vec<&'a SubscriptionTerms>> {
    let mut active: BTreeMap<usize, u64> = BTreeMap::new();
    for it in in_force.iter().filter(|it| it.is_paid() && it.state.status == Status::Active) {
        *active.entry(it.state.sku).or_default() += it.state.quantity;
    }
    let mut counted: BTreeMap<usize, Vec<&SubscriptionTerms>> = BTreeMap::new();
    for it in in_force.iter().filter(|it| it.is_paid()) {
        let alone = active.get(&it.state.sku).is_none_or(|seats| *seats == 0);
        let counts = it.state.status == Status::Active
            || match plan.grace {
                GraceRule::Lone => alone,
                GraceRule::Never => false,
                GraceRule::Always => true,
            };
        if counts {
            counted.entry(it.state.sku).or_default().push(it);
        }
    }
    counted
}
