//! The items of the four collections of licence insights.

use serde::Serialize;
use uptake_calc::{Channel, ChannelSeats};
use uptake_model::{Day, percent::Percent};

use super::{
    collection::Attributes,
    moment,
    source::{DeploymentRow, ServiceSeats, UsageRow, WorkloadUsage},
    words,
};

#[cfg(test)]
mod tests;

/// Deployment over all customers, by service and channel.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PartnerDeployment {
    /// Assigned of all sellers' seats, 0 to 100 and beyond; not there without a seat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prorated_deployment_percent: Option<f64>,
    /// Seats sold through the channel.
    pub licenses_sold: u64,
    /// The code of the service.
    pub service_code: String,
    /// The code again: this is what the original sends.
    pub service_name: String,
    /// The channel.
    pub channel: &'static str,
    /// The day of the figures.
    pub processed_date_time: String,
    /// The type.
    pub attributes: Attributes,
}

/// Usage over all customers, by service and workload.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PartnerUsage {
    /// Active of entitled; not there when it is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prorated_licenses_usage_percent: Option<f64>,
    /// The name of the workload; the original has no code here.
    pub workload_name: String,
    /// The code of the service.
    pub service_code: String,
    /// The code again.
    pub service_name: String,
    /// The channel.
    pub channel: &'static str,
    /// The day of the figures.
    pub processed_date_time: String,
    /// The type.
    pub attributes: Attributes,
}

/// Deployment of a product at a customer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomerDeployment {
    /// The customer.
    pub customer_id: String,
    /// Its name, in upper case.
    pub customer_name: String,
    /// The product's name, in upper case.
    pub product_name: String,
    /// Seats sold through the channel.
    pub licenses_sold: u64,
    /// People who hold one; not there when nothing tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licenses_deployed: Option<u64>,
    /// Deployed of all sellers' seats; not there without a seat.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deployment_percent: Option<f64>,
    /// The code of the service.
    pub service_code: String,
    /// The code again.
    pub service_name: String,
    /// The channel.
    pub channel: &'static str,
    /// The day of the figures.
    pub processed_date_time: String,
    /// The type.
    pub attributes: Attributes,
}

/// Usage of a workload by the holders of a product at a customer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CustomerUsage {
    /// The customer.
    pub customer_id: String,
    /// Its name, in upper case.
    pub customer_name: String,
    /// The product's name, in upper case.
    pub product_name: String,
    /// The code of the workload.
    pub workload_code: String,
    /// Its name.
    pub workload_name: String,
    /// Active users; not there when they are unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licenses_active: Option<u64>,
    /// Seats of all sellers.
    pub licenses_qualified: u64,
    /// Active of qualified; not there when it is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usage_percent: Option<f64>,
    /// The code of the service.
    pub service_code: String,
    /// The code again.
    pub service_name: String,
    /// The channel.
    pub channel: &'static str,
    /// The day of the figures.
    pub processed_date_time: String,
    /// The type.
    pub attributes: Attributes,
}

impl PartnerDeployment {
    /// The item of a row.
    pub fn of(row: &ServiceSeats, day: Day) -> Self {
        let service = words::service_code(&row.service);
        Self {
            prorated_deployment_percent: row.seats.percent().map(Percent::as_f64),
            licenses_sold: row.seats.sold,
            service_code: service.to_owned(),
            service_name: service.to_owned(),
            channel: words::channel(row.channel),
            processed_date_time: moment::with_offset(day),
            attributes: Attributes::of("PartnerLicensesDeploymentInsights"),
        }
    }
}

impl PartnerUsage {
    /// The item of a row. It covers every seller, and stands in the partner's channel.
    pub fn of(row: &WorkloadUsage, day: Day) -> Self {
        let service = words::service_code(&row.workload.service);
        let percent = row.active.and_then(|it| Percent::of(it, row.entitlements));
        Self {
            prorated_licenses_usage_percent: percent.map(Percent::as_f64),
            workload_name: words::workload_name(&row.workload).to_owned(),
            service_code: service.to_owned(),
            service_name: service.to_owned(),
            channel: words::channel(Channel::Reseller),
            processed_date_time: moment::with_offset(day),
            attributes: Attributes::of("PartnerLicensesUsageInsights"),
        }
    }
}

impl CustomerDeployment {
    /// The item of a row.
    pub fn of(row: &DeploymentRow, day: Day) -> Self {
        let seats = ChannelSeats::of(&row.counts);
        let service = words::service_code(&row.product.service);
        Self {
            customer_id: row.customer.id.to_string(),
            customer_name: row.customer.name.to_uppercase(),
            product_name: row.product.name.to_uppercase(),
            licenses_sold: seats.sold,
            licenses_deployed: seats.assigned,
            deployment_percent: seats.percent().map(Percent::as_f64),
            service_code: service.to_owned(),
            service_name: service.to_owned(),
            channel: words::channel(Channel::of(&row.counts)),
            processed_date_time: moment::with_offset(day),
            attributes: Attributes::of("CustomerLicensesDeploymentInsights"),
        }
    }
}

impl CustomerUsage {
    /// The item of a row.
    pub fn of(row: &UsageRow, day: Day) -> Self {
        let service = words::service_code(&row.product.service);
        let percent = row.counts.active.and_then(|it| Percent::of(it, row.counts.qualified));
        Self {
            customer_id: row.customer.id.to_string(),
            customer_name: row.customer.name.to_uppercase(),
            product_name: row.product.name.to_uppercase(),
            workload_code: words::workload_code(&row.workload),
            workload_name: words::workload_name(&row.workload).to_owned(),
            licenses_active: row.counts.active,
            licenses_qualified: row.counts.qualified,
            usage_percent: percent.map(Percent::as_f64),
            service_code: service.to_owned(),
            service_name: service.to_owned(),
            channel: words::channel(row.channel),
            processed_date_time: moment::with_offset(day),
            attributes: Attributes::of("CustomerLicensesUsageInsights"),
        }
    }
}
