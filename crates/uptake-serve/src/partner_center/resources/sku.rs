//! A product that a tenant has, and a licence of it that a user holds.

use serde::Serialize;
use uptake_model::SkuClass;

use crate::partner_center::{
    collection::Attributes,
    source::{Product, UnitsRow},
};

/// A product with the units of every seller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscribedSku {
    #[serde(skip_serializing_if = "Option::is_none")]
    available_units: Option<u64>,
    active_units: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    consumed_units: Option<u64>,
    suspended_units: u64,
    total_units: u64,
    warning_units: u64,
    product_sku: ProductSku,
    service_plans: Vec<ServicePlan>,
    capability_status: &'static str,
    attributes: Attributes,
}

/// A licence that a user holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct License {
    product_sku: ProductSku,
    service_plans: Vec<ServicePlan>,
    attributes: Attributes,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct ProductSku {
    id: String,
    name: String,
    sku_part_number: String,
    target_type: &'static str,
    license_group_id: &'static str,
}

/// What a product is made of. The data does not tell, so that there is never one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct ServicePlan {}

impl SubscribedSku {
    /// The resource of a row.
    pub fn of(row: &UnitsRow) -> Self {
        let units = row.units;
        let capability_status = if units.active > 0 {
            "Enabled"
        } else if units.warning > 0 {
            "Warning"
        } else if units.suspended > 0 {
            "Suspended"
        } else {
            "Deleted"
        };
        Self {
            available_units: row.consumed.map(|it| units.available(it)),
            active_units: units.active,
            consumed_units: row.consumed,
            suspended_units: units.suspended,
            total_units: units.total(),
            warning_units: units.warning,
            product_sku: ProductSku::of(&row.product),
            service_plans: Vec::new(),
            capability_status,
            attributes: Attributes::of("SubscribedSku"),
        }
    }
}

impl License {
    /// The licence of a product.
    pub fn of(product: &Product) -> Self {
        Self {
            product_sku: ProductSku::of(product),
            service_plans: Vec::new(),
            attributes: Attributes::of("License"),
        }
    }
}

impl ProductSku {
    fn of(product: &Product) -> Self {
        Self {
            id: product.id.clone(),
            name: product.name.clone(),
            sku_part_number: product.part_number.clone(),
            target_type: match product.class {
                SkuClass::Paid | SkuClass::Free => "User",
                SkuClass::Device => "Tenant",
            },
            license_group_id: "group1",
        }
    }
}
