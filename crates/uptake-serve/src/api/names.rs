//! What products and customers are called.

use serde::Serialize;
use uptake_app::{
    SkuName, WorkloadName,
    live::{CustomerProfile, CustomerSummary},
};
use uptake_calc::CustomerTotals;
use uptake_model::{DayRange, SkuClass};
use utoipa::ToSchema;

use super::figures::{DeploymentTotals, UsageTotals};

/// A SKU. One that the catalogue does not know has only the name that files give it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct SkuBody {
    /// The GUID; empty for an unmapped part number.
    pub(crate) sku_id: String,
    /// The part number; empty for an unmapped GUID.
    pub(crate) sku_part_number: String,
    /// The name; empty when unmapped.
    pub(crate) product_name: String,
    /// The code of its service; empty when unmapped.
    pub(crate) service: String,
    /// `paid`, `free` or `device`.
    pub(crate) class: &'static str,
    /// Whether the catalogue knows it.
    pub(crate) is_mapped: bool,
}

impl From<&SkuName> for SkuBody {
    fn from(sku: &SkuName) -> Self {
        Self {
            sku_id: sku.id.clone(),
            sku_part_number: sku.part_number.clone(),
            product_name: sku.name.clone(),
            service: sku.service.clone(),
            class: match sku.class {
                SkuClass::Paid => "paid",
                SkuClass::Free => "free",
                SkuClass::Device => "device",
            },
            is_mapped: sku.is_mapped,
        }
    }
}

/// A workload.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct WorkloadBody {
    /// Its code.
    pub(crate) workload: String,
    /// Its name.
    pub(crate) workload_name: String,
    /// The code of its service.
    pub(crate) service: String,
    /// Whether people can use it without a licence.
    pub(crate) unlicensed_use: bool,
}

impl From<&WorkloadName> for WorkloadBody {
    fn from(workload: &WorkloadName) -> Self {
        Self {
            workload: workload.code.clone(),
            workload_name: workload.name.clone(),
            service: workload.service.clone(),
            unlicensed_use: workload.unlicensed_use,
        }
    }
}

/// Days, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct DaysBody {
    #[schema(format = Date)]
    pub(crate) first: String,
    #[schema(format = Date)]
    pub(crate) last: String,
}

impl From<DayRange> for DaysBody {
    fn from(days: DayRange) -> Self {
        Self { first: days.first().to_string(), last: days.last().to_string() }
    }
}

/// A customer's own data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct CustomerBody {
    /// The tenant's GUID.
    #[schema(format = Uuid)]
    pub(crate) customer_id: String,
    /// Its name; empty when no file gives it.
    pub(crate) name: String,
    pub(crate) domain: Option<String>,
    pub(crate) country: Option<String>,
    pub(crate) segment: Option<String>,
    pub(crate) reseller_id: Option<String>,
    pub(crate) tags: Vec<String>,
    /// The days of which anything is known.
    pub(crate) known: Option<DaysBody>,
}

impl From<&CustomerProfile> for CustomerBody {
    fn from(profile: &CustomerProfile) -> Self {
        Self {
            customer_id: profile.customer.to_string(),
            name: profile.name.clone(),
            domain: profile.domain.clone(),
            country: profile.country.clone(),
            segment: profile.segment.clone(),
            reseller_id: profile.reseller.clone(),
            tags: profile.tags.clone(),
            known: profile.known.map(DaysBody::from),
        }
    }
}

/// One customer's figures over its products.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct TotalsBody {
    /// Over the SKUs that are sold per person; `null` when the day is not known.
    pub(crate) deployment: Option<DeploymentTotals>,
    /// Over the workloads with entitlements; a user counts in each.
    pub(crate) usage: Option<UsageTotals>,
}

impl From<&CustomerTotals> for TotalsBody {
    fn from(totals: &CustomerTotals) -> Self {
        let known = totals.is_known;
        Self {
            deployment: known.then(|| DeploymentTotals::of(&totals.deployment, true)),
            usage: known.then(|| UsageTotals::of(&totals.usage)),
        }
    }
}

/// A customer with its figures.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct CustomerRow {
    #[serde(flatten)]
    pub(crate) customer: CustomerBody,
    #[serde(flatten)]
    pub(crate) totals: TotalsBody,
}

impl From<&CustomerSummary> for CustomerRow {
    fn from(summary: &CustomerSummary) -> Self {
        Self { customer: (&summary.profile).into(), totals: (&summary.totals).into() }
    }
}
