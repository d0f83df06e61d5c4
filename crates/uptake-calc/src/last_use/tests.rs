use uptake_model::{Catalogue, Guid, Month, ServiceCode, Sku, SkuClass, Workload};

use super::*;
use crate::GraceRule;

fn plan() -> Plan {
    let mut catalogue = Catalogue::default();
    let service = ServiceCode::new("office365");
    for code in ["exchange", "teams"] {
        catalogue.put_workload(Workload {
            code: code.into(),
            service: service.clone(),
            name: code.to_owned(),
            sources: vec![code.into()],
            unlicensed_use: false,
        });
    }
    let sku = Sku {
        id: Guid::from_u128(1),
        part_number: "MAIL".to_owned(),
        name: String::new(),
        service,
        class: SkuClass::Paid,
        base: vec!["exchange".into()],
        addon: Vec::new(),
    };
    catalogue.put_sku(sku).unwrap();
    Plan::new(&catalogue, GraceRule::Lone)
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The last use of the SKU, held by user 0 in February, with activity on the days of the
/// bits in the month.
fn check(source: u16, month: &str, bits: &[u32], on: &str) -> Option<Day> {
    let month: Month = month.parse().unwrap();
    let days = bits.iter().map(|it| 1 << (it - 1)).sum();
    let facts = CustomerFacts {
        holdings: vec![Holding {
            user: 0,
            sku: 0,
            from: day("2026-02-01"),
            until: Some(day("2026-03-01")),
        }],
        activity: vec![MonthActivity { user: 0, source, month, days }],
        ..CustomerFacts::default()
    };
    last_use(&plan(), &facts, day(on)).get(&0).copied()
}

#[test]
fn the_last_day_of_use_is_the_last_active_day_of_a_holder() {
    assert_eq!(check(0, "2026-02", &[3, 17], "2026-12-31"), Some(day("2026-02-17")));
    assert_eq!(check(0, "2026-02", &[3, 17], "2026-02-16"), Some(day("2026-02-03")));
}

#[test]
fn activity_without_the_licence_or_in_another_workload_is_no_use_of_it() {
    assert_eq!(check(0, "2026-03", &[1], "2026-12-31"), None);
    assert_eq!(check(0, "2026-01", &[31], "2026-12-31"), None);
    assert_eq!(check(1, "2026-02", &[3], "2026-12-31"), None);
}
