//! Which export of Partner Center a header belongs to: told by a few columns that no other
//! export has, in any order and any case.

use crate::graph::{
    json::shape::{LICENCE_ANALYTICS, is_licence_analytics},
    kind::column_key,
};

/// An export of Partner Center.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Export {
    /// The list of customers.
    Customers,
    /// The list of one customer's subscriptions.
    Subscriptions,
    /// The data set `SeatsSubscriptionsAndRevenue`: subscriptions by month.
    Seats,
    /// The data set `CustomersAndTenants`.
    Tenants,
    /// A data set of sums, by its name: nothing of it is imported.
    Sums(&'static str),
}

impl Export {
    /// The name as a [`crate::FileReport`] gives it.
    pub(super) fn format(self) -> String {
        let name = match self {
            Self::Customers => "customers",
            Self::Subscriptions => "subscriptions",
            Self::Seats => "seats_subscriptions_and_revenue",
            Self::Tenants => "customers_and_tenants",
            Self::Sums(name) => name,
        };
        format!("partner_center.{name}")
    }
}

/// Columns with figures of Microsoft's own, by their keys: no fact of ours.
pub(super) const FIGURES: &[&str] = &[
    "totalassignedseats",
    "availableseats",
    "availableseatseop",
    "billedrevenueusd",
    "azureconsumedrevenueusd",
];

/// Tells which export has this header, if any has.
pub(crate) fn recognise_export(header: &[String]) -> Option<Export> {
    let keys: Vec<String> = header.iter().map(|it| column_key(it)).collect();
    let has = |all: &[&str]| all.iter().all(|key| keys.iter().any(|it| it == key));
    if has(&["subscriptionid", "customertenantid", "subscriptionstate", "month"]) {
        return Some(Export::Seats);
    }
    let tenants = ["customertenantname", "tenantdomainname"];
    if has(&["customertenantid", "customerstatus"]) && tenants.iter().any(|it| has(&[it])) {
        return Some(Export::Tenants);
    }
    if has(&["microsoftid", "companyname"]) {
        return Some(Export::Customers);
    }
    if has(&["subscriptionid", "subscription", "quantity", "status"]) {
        return Some(Export::Subscriptions);
    }
    if is_licence_analytics(&keys) {
        return Some(Export::Sums(LICENCE_ANALYTICS));
    }
    SUMS.iter().find(|(_, marks)| has(marks)).map(|(name, _)| Export::Sums(name))
}

/// The data sets without facts, the ones with most columns first.
const SUMS: &[(&str, &[&str])] = &[
    ("ems_usage", &["customertenantid", "aadppaidavailableunits"]),
    ("power_bi_usage", &["customertenantid", "assignedseats", "activeseats", "partnerhierarchy"]),
    ("dynamics_usage", &["customertenantid", "assignedseats", "activeseats"]),
    ("office_usage", &["workloadname", "paidavailableunits", "monthlyactiveusers"]),
    ("business_applications_usage", &["workloadcategory", "pamau"]),
    ("teams_usage_workload", &["customertenantid", "monthkey", "subworkload"]),
    ("teams_usage_meetings_and_calls", &["customertenantid", "datekey", "meetingcount"]),
    ("teams_usage_3p_apps", &["customertenantid", "datekey", "appname", "usercount"]),
    ("reseller_performance", &["resellermpnid", "resellerstatus"]),
    ("reconciliation", &["customerid", "subscriptionid", "chargetype", "quantity"]),
];
