//! Graph's `directory/subscriptions`: every subscription of a customer, whoever sold it.

use uptake_model::{
    CustomerId, Day, SubscriptionId,
    facts::{Seller, Status, Subscription},
    problem::{Problem, ProblemCode},
};

use super::{Context, record::Record};
use crate::graph::gathered::Said;

/// Reads one subscription. Its id is that of the shop, which Partner Center uses too.
pub(super) fn read(record: &Record<'_>, context: &Context<'_>) -> Result<Said, Problem> {
    let customer_id = context.customer(record, None)?;
    let id = record.text("commerceSubscriptionId").map_or_else(|| record.needed("id"), Ok)?;
    let created_on = record.day("createdDateTime", context.options.today)?;
    let commitment_end = record.any_day("nextLifecycleDateTime")?;
    let (seller, seller_unknown) = seller(record, customer_id, context.options.partner_tenant);
    let subscription = Subscription {
        customer_id,
        subscription_id: SubscriptionId::new(id),
        sku: record.sku("skuId", "skuPartNumber")?,
        quantity: record
            .count("totalLicenses")?
            .ok_or_else(|| record.problem(ProblemCode::MissingValue, "totalLicenses"))?,
        status: status(record)?,
        as_of: context.as_of,
        is_trial: record.flag("isTrial")?.unwrap_or(false),
        seller,
        unit_price: None,
        currency: None,
        term: term(created_on, commitment_end).map(str::to_owned),
        billing_cycle: None,
        auto_renew: None,
        commitment_end,
        created_on,
        aggregate: false,
    };
    Ok(Said { subscriptions: vec![subscription], seller_unknown, ..Said::default() })
}

fn status(record: &Record<'_>) -> Result<Status, Problem> {
    let text = record.needed("status")?;
    match text.to_ascii_lowercase().as_str() {
        "enabled" => Ok(Status::Active),
        "warning" => Ok(Status::Grace),
        "suspended" => Ok(Status::Suspended),
        "lockedout" => Ok(Status::Disabled),
        "expired" => Ok(Status::Expired),
        "deleted" => Ok(Status::Deprovisioned),
        _ => {
            let allowed = "Enabled, Warning, Suspended, LockedOut, Expired, Deleted";
            Err(record.problem(ProblemCode::UnknownStatus, "status").with("allowed", allowed))
        }
    }
}

/// Who sold it, by the tenant that created it, and whether that cannot be told.
fn seller(
    record: &Record<'_>,
    customer: CustomerId,
    partner: Option<CustomerId>,
) -> (Seller, bool) {
    let owner: Option<CustomerId> = record.text("ownerTenantId").and_then(|it| it.parse().ok());
    match (owner, partner) {
        (Some(owner), _) if owner == customer => (Seller::Microsoft, false),
        (Some(owner), Some(partner)) if owner == partner => (Seller::Own, false),
        (Some(_), Some(_)) => (Seller::Partner, false),
        (None, _) | (_, None) => (Seller::Own, true),
    }
}

/// The term, from how long it runs until the next turn; the answer has no field for it.
fn term(created_on: Option<Day>, next: Option<Day>) -> Option<&'static str> {
    match next?.days_since(created_on?) {
        25..=35 => Some("P1M"),
        360..=370 => Some("P1Y"),
        1_090..=1_100 => Some("P3Y"),
        _ => None,
    }
}
