//! The rows of a source: values of the product, not yet in Partner Center's words.

use std::sync::Arc;

use uptake_calc::{Channel, ChannelSeats, SkuUnits};
use uptake_model::{
    CustomerId, Day, SkuClass,
    counts::{DeploymentCounts, ProductUsageCounts},
    facts::{Seller, Status},
};

/// Up to which day each dataset is processed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Processed {
    /// Subscriptions, seats and who holds them.
    pub deployment: Day,
    /// Who uses them; it lags behind.
    pub usage: Day,
}

/// A customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerRow {
    /// The tenant.
    pub id: CustomerId,
    /// Its name; empty when it is not known.
    pub name: String,
    /// The primary domain.
    pub domain: Option<String>,
    /// The country.
    pub country: Option<String>,
    /// The indirect reseller that serves it.
    pub reseller_id: Option<String>,
}

/// A product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// The GUID in lower case; the part number of a product that the catalogue lacks.
    pub id: String,
    /// The part number; may be empty.
    pub part_number: String,
    /// The name that people read; never empty.
    pub name: String,
    /// The code of its service; empty when it is not known.
    pub service: String,
    /// The name of its service.
    pub service_name: String,
    /// How it counts.
    pub class: SkuClass,
}

/// A workload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workload {
    /// The code.
    pub code: String,
    /// The name that people read.
    pub name: String,
    /// The code of its service.
    pub service: String,
    /// The name of its service.
    pub service_name: String,
}

/// Deployment of a product at a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeploymentRow {
    /// The customer.
    pub customer: Arc<CustomerRow>,
    /// The product.
    pub product: Arc<Product>,
    /// Its counts.
    pub counts: DeploymentCounts,
}

/// Usage of a workload by the holders of a product at a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsageRow {
    /// The customer.
    pub customer: Arc<CustomerRow>,
    /// The product.
    pub product: Arc<Product>,
    /// The workload.
    pub workload: Arc<Workload>,
    /// Who sold the product's seats.
    pub channel: Channel,
    /// Its counts, by the asked definition.
    pub counts: ProductUsageCounts,
}

/// Seats of a service that came through one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceSeats {
    /// The code of the service; empty when it is not known.
    pub service: String,
    /// Its name.
    pub service_name: String,
    /// The channel.
    pub channel: Channel,
    /// The sums.
    pub seats: ChannelSeats,
}

/// Usage of a workload over customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkloadUsage {
    /// The workload.
    pub workload: Arc<Workload>,
    /// Active users; `None` when nothing is known of any customer.
    pub active: Option<u64>,
    /// Entitlements of the customers in the sum.
    pub entitlements: u64,
}

/// Usage of a workload at a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerWorkload {
    /// The customer.
    pub customer: Arc<CustomerRow>,
    /// The usage.
    pub usage: WorkloadUsage,
}

/// A subscription as its latest record has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriptionRow {
    /// The customer.
    pub customer: Arc<CustomerRow>,
    /// Its id.
    pub id: String,
    /// What was bought.
    pub product: Arc<Product>,
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
    /// The day on which it was bought, or else was first seen.
    pub created_on: Day,
    /// The day on which the commitment ends.
    pub commitment_end: Option<Day>,
    /// The first day as a trial.
    pub trial_since: Option<Day>,
    /// The first day as a paid one after a trial.
    pub converted_on: Option<Day>,
    /// The day since which it has ended.
    pub ended_on: Option<Day>,
    /// The day of the latest renewal.
    pub renewed_on: Option<Day>,
}

/// Units of a product, of all sellers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitsRow {
    /// The product.
    pub product: Arc<Product>,
    /// The units by what can be done with them.
    pub units: SkuUnits,
    /// How many people hold one; `None` when nothing tells it.
    pub consumed: Option<u64>,
}

/// A user. Personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserRow {
    /// The id; a pseudonym when the user was forgotten.
    pub id: String,
    /// What the user signs in with.
    pub principal_name: Option<String>,
    /// What the user is called.
    pub display_name: Option<String>,
    /// The day of deletion.
    pub deleted_on: Option<Day>,
    /// The products held on the day.
    pub held: Vec<HeldSku>,
}

/// A product that a user holds.
pub type HeldSku = Arc<Product>;
