//! Partner Center's `customers`, `subscriptions` and `subscribedskus`.

use std::collections::BTreeSet;

use uptake_model::{
    Catalogue, CustomerId, SkuRef, SubscriptionId,
    facts::{AssignedUnits, Customer, Seller, Status, Subscription},
    problem::{Problem, ProblemCode},
};

use super::{Context, answer::Answer, record::Record, subscribed_skus::sum};
use crate::graph::{gathered::Said, product::product_named};

/// The customer in the answer's own address (`/customers/{id}/subscriptions`).
pub(super) fn customer_of(answer: &Answer<'_>) -> Option<CustomerId> {
    customer_in(answer.own_address.as_deref()?)
}

fn customer_in(address: &str) -> Option<CustomerId> {
    let mut parts = address.split('/').skip_while(|it| !it.eq_ignore_ascii_case("customers"));
    parts.nth(1)?.parse().ok()
}

/// Reads one customer.
pub(super) fn customer(record: &Record<'_>) -> Result<Said, Problem> {
    let profile = record.object("companyProfile");
    let profile = profile.as_ref().unwrap_or(record);
    let (owner, field) =
        if profile.has("tenantId") { (profile, "tenantId") } else { (record, "id") };
    let customer_id = CustomerId(owner.guid(field)?);
    let customer = Customer {
        customer_id,
        name: profile.needed("companyName")?.into_owned(),
        domain: profile.text("domain").map(String::from),
        country: profile.object("address").and_then(|it| it.text("country").map(String::from)),
        segment: None,
        reseller_id: None,
        tags: BTreeSet::new(),
    };
    Ok(Said { customers: vec![customer], ..Said::default() })
}

/// Reads one subscription. One without seats (Azure use) is passed over.
pub(super) fn subscription(record: &Record<'_>, context: &Context<'_>) -> Result<Said, Problem> {
    if record.text("unitType").is_some_and(|it| it.eq_ignore_ascii_case("usage-based")) {
        return Ok(Said::passed_over());
    }
    let links = record.object("links");
    let own_link = links.as_ref().and_then(|it| it.object("self"));
    let named = own_link.and_then(|it| customer_in(&it.text("uri")?));
    let (sku, unknown_product) = product(record, context.options.catalogue)?;
    let text = |name: &str| record.text(name).map(String::from);
    let subscription = Subscription {
        customer_id: context.customer(record, named)?,
        subscription_id: SubscriptionId::new(record.needed("id")?),
        sku,
        quantity: record
            .count("quantity")?
            .ok_or_else(|| record.problem(ProblemCode::MissingValue, "quantity"))?,
        status: status(record)?,
        as_of: context.as_of,
        is_trial: record.flag("isTrial")?.unwrap_or(false),
        seller: Seller::Own,
        unit_price: None,
        currency: None,
        term: text("termDuration"),
        billing_cycle: text("billingCycle"),
        auto_renew: record.flag("autoRenewEnabled")?,
        commitment_end: record.any_day("commitmentEndDate")?,
        created_on: record.day("creationDate", context.options.today)?,
        aggregate: false,
    };
    Ok(Said { subscriptions: vec![subscription], unknown_product, ..Said::default() })
}

/// Reads one SKU with its seats over all sellers. Locked seats are not told.
pub(super) fn subscribed_sku(record: &Record<'_>, context: &Context<'_>) -> Result<Said, Problem> {
    let product = record.object("productSku");
    let product = product.as_ref().unwrap_or(record);
    if product.text("targetType").is_some_and(|it| it.eq_ignore_ascii_case("tenant")) {
        return Ok(Said::passed_over());
    }
    let customer_id = context.customer(record, None)?;
    let sku = product.sku("id", "skuPartNumber")?;
    let states = [
        ("activeUnits", "active", Status::Active),
        ("warningUnits", "grace", Status::Grace),
        ("suspendedUnits", "suspended", Status::Suspended),
    ];
    let mut subscriptions = Vec::new();
    for (field, state, status) in states {
        let quantity = record.count(field)?.unwrap_or(0);
        subscriptions.push(sum(customer_id, &sku, state, status, quantity, context.as_of));
    }
    let units = record.count("consumedUnits")?.unwrap_or(0);
    let units = AssignedUnits { customer_id, sku, units, as_of: context.as_of };
    Ok(Said { subscriptions, units: vec![units], seller_unknown: true, ..Said::default() })
}

fn status(record: &Record<'_>) -> Result<Status, Problem> {
    let text = record.needed("status")?;
    match text.to_ascii_lowercase().as_str() {
        "active" => Ok(Status::Active),
        "pending" => Ok(Status::Pending),
        "suspended" => Ok(Status::Suspended),
        "disabled" => Ok(Status::Disabled),
        "expired" => Ok(Status::Expired),
        "deleted" => Ok(Status::Deprovisioned),
        _ => {
            let allowed = "active, pending, suspended, disabled, expired, deleted";
            Err(record.problem(ProblemCode::UnknownStatus, "status").with("allowed", allowed))
        }
    }
}

/// The SKU of an offer, and the product's name when the catalogue has none or several.
///
/// An offer is a product of the shop, not a SKU of the directory: where the catalogue does
/// not know the id (`product:sku` of `product:sku:availability`), the offer's name decides.
fn product(
    record: &Record<'_>,
    catalogue: &Catalogue,
) -> Result<(SkuRef, Option<String>), Problem> {
    let name = record.text("offerName");
    let offer = record.text("offerId").map(|it| {
        let without_availability = match it.split(':').collect::<Vec<_>>().as_slice() {
            [product, sku, _availability] => format!("{product}:{sku}"),
            _ => it.to_string(),
        };
        SkuRef::from(without_availability)
    });
    if let Some(offer) = offer.as_ref().filter(|it| catalogue.sku(it).is_some()) {
        return Ok((offer.clone(), None));
    }
    if let Some(sku) = name.as_ref().and_then(|it| product_named(catalogue, it)) {
        return Ok((sku, None));
    }
    let sku = offer.or_else(|| name.as_ref().map(|it| SkuRef::PartNumber(it.to_string())));
    let sku = sku.ok_or_else(|| record.problem(ProblemCode::MissingValue, "offerId"))?;
    let unknown = name.map_or_else(|| sku.to_string(), String::from);
    Ok((sku, Some(unknown)))
}
