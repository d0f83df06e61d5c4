//! A customer.

use serde::Serialize;

use crate::partner_center::{
    collection::{Attributes, Links},
    search::Search,
    source::CustomerRow,
};

/// The fields that customers can be searched by.
pub const FIELDS: &[&str] =
    &["CompanyName", "Domain", "IndirectReseller", "IndirectCloudSolutionProvider"];

/// A customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Customer {
    id: String,
    commerce_id: String,
    company_profile: CompanyProfile,
    relationship_to_partner: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    associated_partner_id: Option<String>,
    links: Links,
    attributes: Attributes,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct CompanyProfile {
    tenant_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    domain: Option<String>,
    company_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<Address>,
    attributes: Attributes,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Address {
    country: String,
}

impl Customer {
    /// The resource of a row.
    pub fn of(row: &CustomerRow) -> Self {
        let id = row.id.to_string();
        Self {
            commerce_id: id.clone(),
            company_profile: CompanyProfile {
                tenant_id: id.clone(),
                domain: row.domain.clone(),
                company_name: row.name.clone(),
                address: row.country.clone().map(|country| Address { country }),
                attributes: Attributes::of("CustomerCompanyProfile"),
            },
            relationship_to_partner: "reseller",
            associated_partner_id: row.reseller_id.clone(),
            links: Links::to_self(format!("/customers/{id}")),
            attributes: Attributes::of("Customer"),
            id,
        }
    }
}

/// Whether a search finds a customer.
pub fn passes(search: &Search, row: &CustomerRow) -> bool {
    let text = match search.field {
        "CompanyName" => Some(row.name.as_str()),
        "Domain" => row.domain.as_deref(),
        _ => row.reseller_id.as_deref(),
    };
    search.passes(text.unwrap_or_default())
}
