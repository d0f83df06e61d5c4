//! A subscription.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::Serialize;

use crate::partner_center::{
    collection::{Attributes, Links, segment},
    moment::in_utc,
    source::SubscriptionRow,
    words,
};

/// A subscription that the partner sold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Subscription {
    id: String,
    offer_id: String,
    offer_name: String,
    friendly_name: String,
    product_type: ProductType,
    quantity: u64,
    unit_type: &'static str,
    creation_date: String,
    effective_start_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    commitment_end_date: Option<String>,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    auto_renew_enabled: Option<bool>,
    is_trial: bool,
    billing_type: &'static str,
    billing_cycle: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    term_duration: Option<String>,
    is_microsoft_product: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    partner_id: Option<String>,
    contract_type: &'static str,
    links: Links,
    attributes: Attributes,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct ProductType {
    id: &'static str,
    display_name: &'static str,
}

#[derive(Serialize)]
struct Etag<'a> {
    id: &'a str,
    version: u8,
}

impl Subscription {
    /// The resource of a row.
    pub fn of(row: &SubscriptionRow) -> Self {
        let etag = Etag { id: &row.id, version: 1 };
        let etag = STANDARD.encode(serde_json::to_vec(&etag).unwrap_or_default());
        let uri = format!("/customers/{}/subscriptions/{}", row.customer.id, segment(&row.id));
        Self {
            id: row.id.clone(),
            offer_id: row.product.id.clone(),
            offer_name: row.product.name.clone(),
            friendly_name: row.product.name.clone(),
            product_type: ProductType { id: "OnlineServices", display_name: "OnlineServices" },
            quantity: row.quantity,
            unit_type: "Licenses",
            creation_date: in_utc(row.created_on),
            effective_start_date: in_utc(row.created_on),
            commitment_end_date: row.commitment_end.map(in_utc),
            status: words::status(row.status),
            auto_renew_enabled: row.auto_renew,
            is_trial: row.is_trial,
            billing_type: "license",
            billing_cycle: words::billing_cycle(row.billing_cycle.as_deref()),
            term_duration: row.term.clone(),
            is_microsoft_product: true,
            partner_id: row.customer.reseller_id.clone(),
            contract_type: "subscription",
            links: Links::to_self(uri),
            attributes: Attributes { etag: Some(etag), object_type: "Subscription" },
        }
    }
}
