//! Reports made by hand, for the tests of views.

use uptake_app::{
    CustomerLine, CustomerReport, PortfolioReport, SkuName, SoldBy, SubscriptionLine, WorkloadName,
};
use uptake_calc::{CustomerTotals, DeploymentSum, ProductUsageSum, UsageSum};
use uptake_l10n::{Language, Words};
use uptake_model::{
    CustomerId, Day, DayRange, Guid, SellerScope, SkuClass,
    counts::{
        ActiveCounts, CoverageState, DeploymentCounts, OverageParts, PeopleCounts,
        ProductUsageCounts, UsageCounts,
    },
    facts::{Seller, Status},
};
use uptake_store::CustomerRow;

use super::{Page, View};

/// The view as a reader of the language sees it on a page of this width.
pub(super) fn table(view: &dyn View, language: Language, width: u16) -> String {
    view.table(&Page { words: &Words::new(language), width })
}

/// The day of every sample.
pub(super) fn day() -> Day {
    "2026-03-31".parse().unwrap()
}

/// A customer by number.
pub(super) fn customer_id(number: u128) -> CustomerId {
    CustomerId(Guid::from_u128(number))
}

/// A product that the catalogue knows.
pub(super) fn sku(name: &str, part_number: &str) -> SkuName {
    SkuName {
        id: Guid::from_u128(7).to_string(),
        part_number: part_number.to_owned(),
        name: name.to_owned(),
        service: "office365".to_owned(),
        class: SkuClass::Paid,
        is_mapped: true,
    }
}

/// A product that it does not know.
pub(super) fn unmapped() -> SkuName {
    SkuName {
        id: String::new(),
        part_number: "MYSTERY_PACK".to_owned(),
        name: String::new(),
        service: String::new(),
        class: SkuClass::Paid,
        is_mapped: false,
    }
}

fn workload(code: &str, name: &str) -> WorkloadName {
    WorkloadName {
        code: code.to_owned(),
        name: name.to_owned(),
        service: "office365".to_owned(),
        unlicensed_use: code == "yammer",
    }
}

/// The worked example of `spec/metrics.md` 6: 10 entitlements, 14 active.
fn worked_example() -> UsageCounts {
    UsageCounts {
        entitlements: 10,
        entitlements_own: 6,
        users: Some(ActiveCounts {
            held: 9,
            former: 3,
            never: 2,
            untold: 0,
            active_other: 1,
            overage: OverageParts { duplicate: 2, unlicensed: 2, ..OverageParts::default() },
        }),
        coverage: CoverageState::Complete,
        days_covered: 28,
        preliminary: false,
    }
}

/// Half of the window is known.
fn half_known() -> UsageCounts {
    UsageCounts {
        entitlements: 4_000,
        entitlements_own: 4_000,
        users: Some(ActiveCounts { held: 1_234, ..ActiveCounts::default() }),
        coverage: CoverageState::LowerBound,
        days_covered: 14,
        preliminary: true,
    }
}

/// Nothing is known.
fn unknown() -> UsageCounts {
    UsageCounts { entitlements: 10, entitlements_own: 10, ..UsageCounts::default() }
}

fn usage_sum(counts: &[UsageCounts]) -> UsageSum {
    let mut sum = UsageSum::default();
    for it in counts {
        sum.add(it);
    }
    sum
}

fn sold(sold: u64, sold_own: u64, assigned: u64) -> DeploymentCounts {
    DeploymentCounts { sold, sold_own, assigned: Some(assigned), ..DeploymentCounts::default() }
}

fn deployment_sum(counts: &[DeploymentCounts]) -> DeploymentSum {
    let mut sum = DeploymentSum::default();
    for it in counts {
        sum.add(it, true);
    }
    sum
}

fn yammer_of_e3(active: u64) -> ProductUsageCounts {
    let coverage = CoverageState::Complete;
    ProductUsageCounts { qualified: 10, active: Some(active), coverage }
}

/// Three customers: one above 100 %, one half known, one of whom nothing is known.
pub(super) fn portfolio(sellers: SellerScope) -> PortfolioReport {
    let line = |number, name: &str, deployment, usage| CustomerLine {
        customer: customer_id(number),
        name: name.to_owned(),
        deployment: deployment_sum(&[deployment]),
        usage: usage_sum(&[usage]),
    };
    let e3 = [sold(10, 6, 12), sold(4_000, 4_000, 3_500)];
    let mut e3_yammer = ProductUsageSum::default();
    e3_yammer.add(&yammer_of_e3(8), 6, true);
    PortfolioReport {
        day: day(),
        sellers,
        customers: 3,
        deployment: deployment_sum(&[e3[0], e3[1], sold(10, 10, 0)]),
        skus: vec![
            (sku("Microsoft 365 E3", "SPE_E3"), deployment_sum(&e3)),
            (unmapped(), deployment_sum(&[sold(10, 10, 0)])),
        ],
        workloads: vec![
            (workload("exchange", "Exchange"), usage_sum(&[half_known(), unknown()])),
            (workload("yammer", "Viva Engage (Yammer)"), usage_sum(&[worked_example()])),
            (workload("teams", "Teams"), usage_sum(&[unknown()])),
        ],
        products: vec![(
            sku("Microsoft 365 E3", "SPE_E3"),
            workload("yammer", "Viva Engage (Yammer)"),
            e3_yammer,
        )],
        by_customer: vec![
            line(1, "=SUM(A1)", sold(10, 10, 0), unknown()),
            line(2, "Fabrikam", sold(4_000, 4_000, 3_500), half_known()),
            line(
                3,
                "A company with a name that no terminal has room for, Limited",
                e3[0],
                worked_example(),
            ),
        ],
    }
}

/// A customer with everything that a report can say.
pub(super) fn customer() -> CustomerReport {
    let e3 = sku("Microsoft 365 E3", "SPE_E3");
    let subscription = |sku: &SkuName, status, is_trial, seller| SubscriptionLine {
        subscription: Some("5f0d".to_owned()),
        sku: sku.clone(),
        quantity: 10,
        status,
        is_trial,
        sold_by: SoldBy::Seller(seller),
        unit_price: None,
        currency: None,
        term: None,
        billing_cycle: None,
        auto_renew: None,
        created_on: None,
        commitment_end: "2026-12-31".parse().ok().filter(|_| !is_trial),
        as_of: "2026-01-15".parse().unwrap(),
    };
    let counted = subscription(&e3, Status::Grace, false, Seller::Own);
    CustomerReport {
        day: day(),
        customer: customer_id(3),
        record: Some(CustomerRow {
            customer_id: customer_id(3),
            name: "Contoso".to_owned(),
            domain: Some("contoso.com".to_owned()),
            country: Some("ES".to_owned()),
            segment: None,
            reseller_id: None,
            tags: String::new(),
            file_no: 1,
            line: 2,
        }),
        known: DayRange::new("2025-12-01".parse().unwrap(), day()).unwrap(),
        totals: CustomerTotals::default(),
        before: None,
        deployment: vec![
            (e3.clone(), DeploymentCounts { grace_seats: 2, ..sold(10, 6, 12) }),
            (unmapped(), sold(0, 0, 1)),
        ],
        usage: vec![
            (workload("exchange", "Exchange"), half_known()),
            (workload("teams", "Teams"), unknown()),
            (workload("yammer", "Viva Engage (Yammer)"), worked_example()),
        ],
        product_usage: vec![(
            SkuName { service: "ems".to_owned(), ..e3.clone() },
            workload("yammer", "Viva Engage (Yammer)"),
            yammer_of_e3(12),
        )],
        people: Some(PeopleCounts { active: Some(1_236), licensed: Some(3_512) }),
        subscriptions: vec![
            subscription(&e3, Status::Active, false, Seller::Own),
            subscription(&unmapped(), Status::Grace, true, Seller::Microsoft),
            SubscriptionLine { subscription: None, sold_by: SoldBy::Counted, ..counted },
        ],
    }
}
