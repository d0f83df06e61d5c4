//! Partner Center's words for what the product calls by its own codes.

use uptake_calc::Channel;
use uptake_model::facts::Status;

use super::source::{Product, Workload};

#[cfg(test)]
mod tests;

/// The code of a service: `o365`, `crm`; ours where Partner Center has none.
pub fn service_code(service: &str) -> &str {
    match service {
        "office365" => "o365",
        "dynamics365" => "crm",
        "" => "other",
        other => other,
    }
}

/// The name of a service in the flat datasets.
pub fn service_name<'a>(service: &str, ours: &'a str) -> &'a str {
    match service {
        "office365" => "Microsoft Office 365",
        "dynamics365" => "Microsoft Dynamics",
        "" => "Other",
        _ => ours,
    }
}

/// The code of a workload. Teams answers to the code of Skype for Business, which it
/// replaced and with which it was counted.
pub fn workload_code(workload: &Workload) -> String {
    match workload.code.as_str() {
        "exchange" => "EXO".to_owned(),
        "sharepoint" => "SPO".to_owned(),
        "teams" => "SFB".to_owned(),
        "d365_sales" => "CRM".to_owned(),
        other => other.to_uppercase(),
    }
}

/// The name of a workload.
pub fn workload_name(workload: &Workload) -> &str {
    match workload.code.as_str() {
        "exchange" => "Exchange",
        "sharepoint" => "SharePoint",
        "teams" => "Skype For Business",
        "d365_sales" => "Microsoft Dynamics CRM",
        _ => &workload.name,
    }
}

/// The word for a channel.
pub fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Reseller => "reseller",
        Channel::Direct => "direct",
    }
}

/// The state of a subscription among a customer's resources.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Active | Status::Grace => "active",
        Status::Suspended => "suspended",
        Status::Disabled => "disabled",
        Status::Expired => "expired",
        Status::Deprovisioned | Status::Cancelled | Status::Converted => "deleted",
        Status::Pending => "pending",
    }
}

/// The state of a subscription among the analytics.
pub fn analytics_status(status: Status) -> &'static str {
    match status {
        Status::Active | Status::Grace => "ACTIVE",
        Status::Suspended | Status::Disabled => "SUSPENDED",
        Status::Expired | Status::Deprovisioned | Status::Cancelled | Status::Converted => {
            "DEPROVISIONED"
        }
        Status::Pending => "PENDING",
    }
}

/// The family of a product among the analytics of subscriptions.
pub fn subscription_type(product: &Product) -> &'static str {
    match product.service.as_str() {
        "office365" => "Office",
        "dynamics365" => "Dynamics",
        "ems" => "EMS",
        "windows" => "Windows",
        _ => "UNKNOWN",
    }
}

/// The billing cycle of a customer's subscription; `none` when it is not known.
pub fn billing_cycle(ours: Option<&str>) -> String {
    let text = ours.unwrap_or("none").trim().to_lowercase().replace([' ', '-'], "_");
    match text.as_str() {
        "monthly" | "annual" | "one_time" | "triennial" | "biennial" | "none" => text,
        "yearly" => "annual".to_owned(),
        _ => "unknown".to_owned(),
    }
}
