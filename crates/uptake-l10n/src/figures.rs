//! The words for what figures are about: states, sellers, services, causes.

use uptake_model::{
    Service, SkuClass,
    counts::{CoverageState, OverageParts},
    facts::{Seller, Status, UserKind},
};

use crate::Words;

#[cfg(test)]
mod tests;

/// How much is known about a day.
pub fn coverage_text(words: &Words, coverage: CoverageState) -> String {
    words.say(
        match coverage {
            CoverageState::Missing => "coverage-missing",
            CoverageState::LowerBound => "coverage-lower-bound",
            CoverageState::Complete => "coverage-complete",
        },
        &[],
    )
}

/// The causes of a usage above 100 %, in words a customer understands, with their counts,
/// in a fixed order. They add up to the overage. `is_open` is whether the service lets people
/// in who hold no licence (`unlicensed_use` of its workload).
pub fn overage_parts(words: &Words, parts: &OverageParts, is_open: bool) -> [(String, u64); 5] {
    let OverageParts { turnover, duplicate, trial, unlicensed, other } = *parts;
    let without = if is_open { "cause-unlicensed-open" } else { "cause-unlicensed" };
    [
        (words.say("cause-turnover", &[]), turnover),
        (words.say("cause-duplicate", &[]), duplicate),
        (words.say("cause-trial", &[]), trial),
        (words.say(without, &[]), unlicensed),
        (words.say("cause-other", &[]), other),
    ]
}

/// Who sold a subscription.
pub fn seller_text(words: &Words, seller: Seller) -> String {
    words.say(
        match seller {
            Seller::Own => "seller-own",
            Seller::Partner => "seller-partner",
            Seller::Microsoft => "seller-microsoft",
        },
        &[],
    )
}

/// A service. Brand names are not translated; what is no brand (`other`) is.
pub fn service_text(words: &Words, service: &Service) -> String {
    let id = format!("service-{}", service.code);
    if words.has(&id) { words.say(&id, &[]) } else { service.name.clone() }
}

/// How a SKU counts.
pub fn sku_class_text(words: &Words, class: SkuClass) -> String {
    words.say(
        match class {
            SkuClass::Paid => "class-paid",
            SkuClass::Free => "class-free",
            SkuClass::Device => "class-device",
        },
        &[],
    )
}

/// The state of a subscription.
pub fn status_text(words: &Words, status: Status) -> String {
    words.say(
        match status {
            Status::Active => "status-active",
            Status::Grace => "status-grace",
            Status::Suspended => "status-suspended",
            Status::Disabled => "status-disabled",
            Status::Expired => "status-expired",
            Status::Deprovisioned => "status-deprovisioned",
            Status::Cancelled => "status-cancelled",
            Status::Converted => "status-converted",
            Status::Pending => "status-pending",
        },
        &[],
    )
}

/// What kind of account a user is.
pub fn user_kind_text(words: &Words, kind: UserKind) -> String {
    words.say(
        match kind {
            UserKind::Member => "kind-member",
            UserKind::Guest => "kind-guest",
            UserKind::Shared => "kind-shared",
            UserKind::Room => "kind-room",
            UserKind::Service => "kind-service",
        },
        &[],
    )
}
