//! Graph's `subscribedSkus`: seats and assigned units per SKU, summed over subscriptions
//! and over all sellers.

use uptake_model::{
    CustomerId, Day, SkuRef, SubscriptionId,
    facts::{AssignedUnits, Seller, Status, Subscription},
    problem::Problem,
};

use super::{Context, record::Record};
use crate::graph::gathered::Said;

/// The states of the seats, as Graph and as ids spell them.
const STATES: [(&str, &str, Status); 4] = [
    ("enabled", "active", Status::Active),
    ("warning", "grace", Status::Grace),
    ("suspended", "suspended", Status::Suspended),
    ("lockedOut", "disabled", Status::Disabled),
];

/// Reads one SKU. A SKU of the company as a whole is assigned to nobody and passed over.
///
/// Every state is recorded, also without seats: that ends the seats of an earlier answer.
pub(super) fn read(record: &Record<'_>, context: &Context<'_>) -> Result<Said, Problem> {
    if record.text("appliesTo").is_some_and(|it| it.eq_ignore_ascii_case("company")) {
        return Ok(Said::passed_over());
    }
    let customer_id = context.customer(record, tenant(record, context))?;
    let sku = record.sku("skuId", "skuPartNumber")?;
    let prepaid = record.object("prepaidUnits");
    let mut subscriptions = Vec::new();
    for (field, state, status) in STATES {
        let quantity = prepaid.as_ref().map_or(Ok(None), |it| it.count(field))?.unwrap_or(0);
        subscriptions.push(sum(customer_id, &sku, state, status, quantity, context.as_of));
    }
    let units = record.count("consumedUnits")?.unwrap_or(0);
    let units = AssignedUnits { customer_id, sku, units, as_of: context.as_of };
    Ok(Said { subscriptions, units: vec![units], seller_unknown: true, ..Said::default() })
}

/// The seats of a SKU in one state, as a subscription that gives way to real ones.
pub(super) fn sum(
    customer_id: CustomerId,
    sku: &SkuRef,
    state: &str,
    status: Status,
    quantity: u64,
    as_of: Day,
) -> Subscription {
    Subscription {
        customer_id,
        subscription_id: SubscriptionId::new(format!("sku:{sku}:{state}")),
        sku: sku.clone(),
        quantity,
        status,
        as_of,
        is_trial: false,
        seller: Seller::Own,
        unit_price: None,
        currency: None,
        term: None,
        billing_cycle: None,
        auto_renew: None,
        commitment_end: None,
        created_on: None,
        aggregate: true,
    }
}

/// The tenant: the first half of the id. The account that pays (`accountId`) can be another,
/// so it only counts where nothing else tells the customer.
fn tenant(record: &Record<'_>, context: &Context<'_>) -> Option<CustomerId> {
    let id = record.text("id");
    let from_id = id.as_deref().and_then(|it| it.split_once('_')?.0.parse().ok());
    let payer = || record.text("accountId")?.parse().ok();
    from_id.or_else(|| if context.options.customer.is_none() { payer() } else { None })
}
