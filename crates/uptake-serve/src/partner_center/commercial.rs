//! The two flat datasets of licences: deployment and usage, row by row.

use serde::{Serialize, Serializer};
use uptake_calc::{Channel, ChannelSeats, ProductUsageSum};
use uptake_model::Day;

use super::{
    flat::{FlatRow, Measure},
    moment,
    source::{CustomerRow, DeploymentRow, Product, UsageRow},
    table::{Cell, Column, Record},
    words,
};

#[cfg(test)]
mod tests;

/// The fields of the dataset of deployment.
pub const DEPLOYMENT_COLUMNS: &[Column] = &[
    Column::text("serviceCode"),
    Column::text("serviceName"),
    Column::text("channel"),
    Column::text("customerTenantId"),
    Column::text("customerName"),
    Column::text("productId"),
    Column::text("productName"),
];

/// The fields of the dataset of usage.
pub const USAGE_COLUMNS: &[Column] = &[
    Column::text("workloadCode"),
    Column::text("workloadName"),
    Column::text("serviceCode"),
    Column::text("serviceName"),
    Column::text("channel"),
    Column::text("customerTenantId"),
    Column::text("customerName"),
    Column::text("productId"),
    Column::text("productName"),
];

/// A row of deployment with the day that it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlatDeployment {
    /// The row.
    pub row: DeploymentRow,
    /// The day.
    pub day: Day,
}

/// A row of usage with the day that it is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlatUsage {
    /// The row.
    pub row: UsageRow,
    /// The day.
    pub day: Day,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DeploymentWire<'a> {
    processed_date_time: String,
    service_code: &'a str,
    service_name: &'a str,
    channel: &'static str,
    customer_tenant_id: String,
    customer_name: String,
    product_id: String,
    product_name: String,
    /// Not there when nothing tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    licenses_deployed: Option<u64>,
    licenses_sold: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct UsageWire<'a> {
    processed_date_time: String,
    workload_code: String,
    workload_name: &'a str,
    service_code: &'a str,
    service_name: &'a str,
    channel: &'static str,
    customer_tenant_id: String,
    customer_name: String,
    product_id: String,
    product_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    licenses_active: Option<u64>,
    /// The spelling of the documented sample, beside that of the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    license_active: Option<u64>,
    licenses_qualified: u64,
}

impl Serialize for FlatDeployment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let DeploymentRow { customer, product, counts } = &self.row;
        let seats = ChannelSeats::of(counts);
        let wire = DeploymentWire {
            processed_date_time: moment::without_offset(self.day),
            service_code: words::service_code(&product.service),
            service_name: words::service_name(&product.service, &product.service_name),
            channel: words::channel(Channel::of(counts)),
            customer_tenant_id: tenant_id(customer),
            customer_name: customer.name.to_uppercase(),
            product_id: product.id.to_uppercase(),
            product_name: product.name.to_uppercase(),
            licenses_deployed: seats.assigned,
            licenses_sold: seats.sold,
        };
        wire.serialize(serializer)
    }
}

impl Serialize for FlatUsage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let UsageRow { customer, product, workload, channel, counts } = &self.row;
        let wire = UsageWire {
            processed_date_time: moment::without_offset(self.day),
            workload_code: words::workload_code(workload),
            workload_name: words::workload_name(workload),
            service_code: words::service_code(&product.service),
            service_name: words::service_name(&product.service, &product.service_name),
            channel: words::channel(*channel),
            customer_tenant_id: tenant_id(customer),
            customer_name: customer.name.to_uppercase(),
            product_id: product.id.to_uppercase(),
            product_name: product.name.to_uppercase(),
            licenses_active: counts.active,
            license_active: counts.active,
            licenses_qualified: counts.qualified,
        };
        wire.serialize(serializer)
    }
}

impl Record for FlatDeployment {
    fn cell(&self, column: &'static str) -> Cell<'_> {
        match column {
            "channel" => Cell::text(words::channel(Channel::of(&self.row.counts))),
            other => shared_cell(&self.row.customer, &self.row.product, other),
        }
    }
}

impl Record for FlatUsage {
    fn cell(&self, column: &'static str) -> Cell<'_> {
        match column {
            "workloadCode" => Cell::text(words::workload_code(&self.row.workload)),
            "workloadName" => Cell::text(words::workload_name(&self.row.workload)),
            "channel" => Cell::text(words::channel(self.row.channel)),
            other => shared_cell(&self.row.customer, &self.row.product, other),
        }
    }
}

fn shared_cell<'a>(
    customer: &'a CustomerRow,
    product: &'a Product,
    column: &'static str,
) -> Cell<'a> {
    match column {
        "serviceCode" => Cell::text(words::service_code(&product.service)),
        "serviceName" => Cell::text(words::service_name(&product.service, &product.service_name)),
        "customerTenantId" => Cell::text(tenant_id(customer)),
        "customerName" => Cell::text(customer.name.to_uppercase()),
        "productId" => Cell::text(product.id.to_uppercase()),
        "productName" => Cell::text(product.name.to_uppercase()),
        _ => Cell::text(""),
    }
}

fn tenant_id(customer: &CustomerRow) -> String {
    customer.id.to_string().to_uppercase()
}

impl FlatRow for FlatDeployment {
    type Sums = ChannelSeats;

    fn add_to(&self, sums: &mut ChannelSeats) {
        sums.add(&ChannelSeats::of(&self.row.counts));
    }

    fn measures(sums: &ChannelSeats) -> Vec<(&'static str, Measure)> {
        vec![
            ("licensesDeployed", Measure::Count(sums.assigned.unwrap_or(0))),
            ("licensesSold", Measure::Count(sums.sold)),
        ]
    }
}

impl FlatRow for FlatUsage {
    type Sums = ProductUsageSum;

    fn add_to(&self, sums: &mut ProductUsageSum) {
        // The rows say nothing of own seats that a dataset would show.
        sums.add(&self.row.counts, 0, false);
    }

    /// A group of which nothing is known has no measures: unknown is not zero.
    fn measures(sums: &ProductUsageSum) -> Vec<(&'static str, Measure)> {
        if sums.customers == 0 {
            return Vec::new();
        }
        vec![
            ("licensesActive", Measure::Count(sums.active)),
            ("licensesQualified", Measure::Count(sums.qualified)),
        ]
    }
}
