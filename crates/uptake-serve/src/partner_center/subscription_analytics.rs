//! The flat dataset of subscriptions.

use serde::{Serialize, Serializer};
use uptake_calc::SubscriptionSum;
use uptake_model::{Day, facts::Seller};

use super::{
    flat::{FlatRow, Measure},
    moment,
    source::SubscriptionRow,
    table::{Cell, Column, Record},
    words,
};

#[cfg(test)]
mod tests;

/// The fields of the dataset.
pub const COLUMNS: &[Column] = &[
    Column::text("customerTenantId"),
    Column::searchable("customerName"),
    Column::text("customerMarket"),
    Column::text("id"),
    Column::text("status"),
    Column::searchable("productName"),
    Column::text("subscriptionType"),
    Column::flag("autoRenewEnabled"),
    Column::text("partnerId"),
    Column::searchable("friendlyName"),
    Column::text("partnerName"),
    Column::text("providerName"),
    Column::day("creationDate"),
    Column::day("effectiveStartDate"),
    Column::day("commitmentEndDate"),
    Column::day("currentStateEndDate"),
    Column::day("trialToPaidConversionDate"),
    Column::day("trialStartDate"),
    Column::day("trialEndDate"),
    Column::day("lastUsageDate"),
    Column::day("deprovisionedDate"),
    Column::day("lastRenewalDate"),
    Column::text("billingCycleName"),
];

/// A subscription with the day on which it was last used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlatSubscription {
    /// The subscription.
    pub row: SubscriptionRow,
    /// The last day on which somebody used it.
    pub last_used_on: Option<Day>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Wire<'a> {
    customer_tenant_id: String,
    customer_name: &'a str,
    customer_market: &'a str,
    id: &'a str,
    status: &'static str,
    product_name: &'a str,
    subscription_type: &'static str,
    auto_renew_enabled: bool,
    partner_id: &'a str,
    friendly_name: &'a str,
    partner_name: &'a str,
    provider_name: &'a str,
    creation_date: Option<String>,
    effective_start_date: Option<String>,
    commitment_end_date: Option<String>,
    current_state_end_date: Option<String>,
    trial_to_paid_conversion_date: Option<String>,
    trial_start_date: Option<String>,
    trial_end_date: Option<String>,
    last_usage_date: Option<String>,
    deprovisioned_date: Option<String>,
    last_renewal_date: Option<String>,
    license_count: u64,
    billing_cycle_name: String,
}

impl FlatSubscription {
    fn day(&self, column: &str) -> Option<Day> {
        let row = &self.row;
        let runs = row.ended_on.is_none();
        match column {
            "creationDate" | "effectiveStartDate" => Some(row.created_on),
            "commitmentEndDate" => row.commitment_end,
            "currentStateEndDate" => row.commitment_end.filter(|_| runs),
            "trialToPaidConversionDate" => row.converted_on,
            "trialStartDate" => row.trial_since,
            "trialEndDate" => match row.converted_on {
                Some(converted) => Some(converted),
                None => row.trial_since.and(row.commitment_end),
            },
            "lastUsageDate" => self.last_used_on,
            "deprovisionedDate" => row.ended_on,
            "lastRenewalDate" => row.renewed_on,
            _ => None,
        }
    }

    fn text(&self, column: &str) -> Cell<'_> {
        let row = &self.row;
        match column {
            "customerTenantId" => Cell::text(row.customer.id.to_string()),
            "customerName" => Cell::text(&row.customer.name),
            "customerMarket" => Cell::text(row.customer.country.as_deref().unwrap_or_default()),
            "id" => Cell::text(&row.id),
            "status" => Cell::text(words::analytics_status(row.status)),
            "productName" | "friendlyName" => Cell::text(&row.product.name),
            "subscriptionType" => Cell::text(words::subscription_type(&row.product)),
            "partnerId" => Cell::text(row.customer.reseller_id.as_deref().unwrap_or_default()),
            "billingCycleName" => {
                Cell::text(words::billing_cycle(row.billing_cycle.as_deref()).to_uppercase())
            }
            // What the data does not tell: the names of partners and providers.
            _ => Cell::text(""),
        }
    }
}

impl Record for FlatSubscription {
    fn cell(&self, column: &'static str) -> Cell<'_> {
        if column == "autoRenewEnabled" {
            return Cell::Flag(self.row.auto_renew.unwrap_or(false));
        }
        if column.ends_with("Date") { Cell::Day(self.day(column)) } else { self.text(column) }
    }
}

impl Serialize for FlatSubscription {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = &self.row;
        let date = |column: &str| self.day(column).map(moment::without_offset);
        let wire = Wire {
            customer_tenant_id: row.customer.id.to_string(),
            customer_name: &row.customer.name,
            customer_market: row.customer.country.as_deref().unwrap_or_default(),
            id: &row.id,
            status: words::analytics_status(row.status),
            product_name: &row.product.name,
            subscription_type: words::subscription_type(&row.product),
            auto_renew_enabled: row.auto_renew.unwrap_or(false),
            partner_id: row.customer.reseller_id.as_deref().unwrap_or_default(),
            friendly_name: &row.product.name,
            partner_name: "",
            provider_name: "",
            creation_date: date("creationDate"),
            effective_start_date: date("effectiveStartDate"),
            commitment_end_date: date("commitmentEndDate"),
            current_state_end_date: date("currentStateEndDate"),
            trial_to_paid_conversion_date: date("trialToPaidConversionDate"),
            trial_start_date: date("trialStartDate"),
            trial_end_date: date("trialEndDate"),
            last_usage_date: date("lastUsageDate"),
            deprovisioned_date: date("deprovisionedDate"),
            last_renewal_date: date("lastRenewalDate"),
            license_count: row.quantity,
            billing_cycle_name: words::billing_cycle(row.billing_cycle.as_deref()).to_uppercase(),
        };
        wire.serialize(serializer)
    }
}

impl FlatRow for FlatSubscription {
    type Sums = SubscriptionSum;

    fn add_to(&self, sums: &mut SubscriptionSum) {
        sums.add(self.row.quantity);
    }

    /// In text, as the original has them.
    fn measures(sums: &SubscriptionSum) -> Vec<(&'static str, Measure)> {
        vec![
            ("subscriptionCount", Measure::Text(sums.subscriptions.to_string())),
            ("licenseCount", Measure::Text(sums.seats.to_string())),
        ]
    }
}

/// Whether the partner sold it: the analytics are of its own sales.
pub fn is_own(row: &SubscriptionRow) -> bool {
    row.seller == Seller::Own
}
