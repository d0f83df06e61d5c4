use insta::assert_snapshot;
use uptake_calc::{GraceRule, Plan};
use uptake_model::{CustomerId, Sku, SkuClass, facts::CoverageKind};

use super::*;
use crate::rows::{CoverageRow, UnitsRow};

/// Two SKUs of one name, and one of another.
fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    for (id, part_number, name) in
        [(1, "BASIC", "Basic"), (2, "OLD_BASIC", "BASIC"), (3, "E3", "E3")]
    {
        let sku = Sku {
            id: Guid::from_u128(id),
            part_number: part_number.to_owned(),
            name: name.to_owned(),
            service: "office365".into(),
            class: SkuClass::Paid,
            base: Vec::new(),
            addon: Vec::new(),
        };
        catalogue.put_sku(sku).unwrap();
    }
    catalogue
}

fn day(text: &str) -> Day {
    format!("2026-03-{text}").parse().unwrap()
}

/// What users hold and of which days that is told, by lines: `user day names` for a record of
/// the report that lists everybody, with names joined by `;`, `none` and `unsaid`;
/// `day units SKU` and `day no SKU`; and `user alone`, who stands in no report.
fn held(text: &str) -> String {
    let customer_id = CustomerId(Guid::from_u128(9));
    let mut rows = CustomerRows::default();
    for words in text.lines().map(|it| it.split_whitespace().collect::<Vec<_>>()) {
        match *words.as_slice() {
            [on, count @ ("units" | "no"), sku] => rows.units.push(UnitsRow {
                customer_id,
                sku: sku.into(),
                units: u64::from(count == "units"),
                as_of: day(on),
                file_no: 1,
                line: 1,
            }),
            [user, "alone"] => {
                rows.concealed.insert(user.parse().unwrap());
            }
            [user, on, names] => {
                rows.concealed.insert(user.parse().unwrap());
                rows.products.push(ProductsRow {
                    customer_id,
                    user_no: user.parse().unwrap(),
                    products: (names != "unsaid").then(|| names.replace("none", "").into()),
                    as_of: day(on),
                    format: Some(LISTS_EVERYBODY.into()),
                    file_no: 1,
                    line: 1,
                });
                rows.coverage.push(CoverageRow {
                    customer_id,
                    source: None,
                    kind: CoverageKind::Snapshot,
                    first_day: day(on),
                    last_day: day(on),
                    recorded_on: day(on),
                    users: None,
                    format: Some(LISTS_EVERYBODY.into()),
                    concealed: true,
                    file_no: 1,
                });
            }
            _ => {}
        }
    }
    let catalogue = catalogue();
    let mut plan = Plan::new(&catalogue, GraceRule::Lone);
    rows.number(&mut plan, &catalogue);
    let skus = SkuNumbers::new(&plan, &catalogue);
    let (holdings, told) = rows.named_products(&skus, &BTreeMap::new(), Population::Concealed);
    let days = |from: Day, until: Option<Day>| {
        format!("{from}..{}", until.map(|it| it.to_string()).unwrap_or_default())
    };
    let name = |sku: usize| {
        let sku = &plan.skus()[sku].sku;
        catalogue.sku(sku).map_or_else(|| sku.to_string(), |it| it.part_number.clone())
    };
    let held = holdings
        .iter()
        .map(|it| format!("{} {} {}", it.user, name(it.sku), days(it.from, it.until)));
    let told = told.iter().map(|it| format!("{} told {}", it.user, days(it.from, it.until)));
    held.chain(told).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_product_is_held_from_the_first_record_that_names_it_until_the_first_that_does_not() {
    assert_snapshot!(held("
        1 01 E3;NEW
        1 05 E3
        1 09 none
        1 12 E3
    "), @"
    1 NEW 2026-03-01..2026-03-05
    1 E3 2026-03-01..2026-03-09
    1 E3 2026-03-12..
    1 told 2026-03-01..
    ");
}

#[test]
fn a_record_that_does_not_say_it_changes_nothing() {
    assert_snapshot!(held("
        1 01 E3
        1 05 unsaid
        2 01 unsaid
        2 05 E3
    "), @"
    1 E3 2026-03-01..
    2 E3 2026-03-05..
    1 told 2026-03-01..
    2 told 2026-03-05..
    ");
}

#[test]
fn who_stands_in_no_list_of_everybody_holds_nothing_from_the_first_list_on() {
    assert_snapshot!(held("
        1 03 E3
        2 alone
        3 05 E3
        4 05 unsaid
    "), @"
    1 E3 2026-03-03..2026-03-05
    3 E3 2026-03-05..
    1 told 2026-03-03..
    2 told 2026-03-03..
    3 told 2026-03-03..
    4 told 2026-03-03..2026-03-05
    ");
}

#[test]
fn a_shared_name_is_the_one_sku_that_the_customer_has_by_then() {
    assert_snapshot!(held("
        1 01 BASIC
        02 units OLD_BASIC
        1 03 BASIC
        04 units BASIC
        1 05 BASIC
    "), @"
    1 BASIC 2026-03-01..2026-03-03
    1 OLD_BASIC 2026-03-03..2026-03-05
    1 BASIC 2026-03-05..
    1 told 2026-03-03..2026-03-05
    ");
}

#[test]
fn a_sku_that_the_customer_has_no_longer_is_not_meant() {
    assert_snapshot!(held("
        01 units OLD_BASIC
        02 units BASIC
        03 no OLD_BASIC
        1 02 BASIC
        1 04 BASIC
    "), @"
    1 BASIC 2026-03-02..2026-03-04
    1 BASIC 2026-03-04..
    1 told 2026-03-04..
    ");
}

#[test]
fn who_was_not_listed_for_a_while_held_nothing_then() {
    assert_snapshot!(held("
        1 01 E3
        2 01 E3
        2 05 E3
        1 09 E3
        2 09 unsaid
    "), @"
    1 E3 2026-03-01..2026-03-05
    1 E3 2026-03-09..
    2 E3 2026-03-01..
    1 told 2026-03-01..
    2 told 2026-03-01..
    ");
}
