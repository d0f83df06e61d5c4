use insta::assert_snapshot;
use uptake_model::{Catalogue, SkuRef};

use super::merge;
use crate::catalogue::{file::tests::listing, parse};

const START: &str = r#"
[[service]]
code = "office365"
name = "Office 365"

[[workload]]
code = "exchange"
service = "office365"
name = "Exchange"
"#;

fn sku(id: u8, part_number: &str, base: &str) -> String {
    format!(
        r#"
[[sku]]
id = "00000000-0000-0000-0000-0000000000{id:02}"
part_number = "{part_number}"
name = "{part_number} of {id}"
service = "office365"
class = "paid"
base = [{base}]
addon = []
"#
    )
}

/// Merges the files in order: what the last one brought, or its problems.
fn check(files: &[&str]) -> (Catalogue, String) {
    let mut catalogue = Catalogue::default();
    let mut outcome = String::new();
    for text in files {
        outcome = match merge(&mut catalogue, parse("own.toml", text).unwrap()) {
            Ok(merged) => format!("{} added, {} replaced", merged.skus.added, merged.skus.replaced),
            Err(problems) => listing(&problems),
        };
    }
    (catalogue, outcome)
}

#[test]
fn an_entry_with_a_known_id_or_code_replaces_the_earlier_one() {
    let later = format!("{}{}", START.replace("Exchange", "Mail"), sku(1, "NEW", "\"exchange\""));
    let (catalogue, outcome) = check(&[START, &sku(1, "OLD", ""), &later]);
    assert_eq!(outcome, "0 added, 1 replaced");
    assert_eq!(catalogue.workload(&"exchange".into()).unwrap().name, "Mail");
    assert!(catalogue.sku(&"OLD".into()).is_none());
    assert_eq!(catalogue.sku(&"NEW".into()).unwrap().base, ["exchange".into()]);
}

#[test]
fn another_name_is_of_a_sku_of_the_file_or_the_catalogue() {
    let alias = |id: u8| {
        format!("[[alias]]\nname = \"Old\"\nsku = \"00000000-0000-0000-0000-0000000000{id:02}\"\n")
    };
    let (catalogue, _) = check(&[START, &sku(1, "A", ""), &alias(1)]);
    assert_eq!(catalogue.named("OLD").count(), 1);
    let (catalogue, _) = check(&[START, &format!("{}{}", sku(1, "A", ""), alias(1))]);
    assert_eq!(catalogue.named("OLD").count(), 1);
    assert_snapshot!(check(&[START, &alias(2)]).1, @"3: catalogue-undefined code=00000000-0000-0000-0000-000000000002 kind=sku");
}

#[test]
fn what_is_named_must_be_defined_in_the_file_or_before_it() {
    assert_eq!(check(&[START, &sku(1, "A", "\"exchange\"")]).1, "1 added, 0 replaced");
    assert_eq!(
        check(&[&format!("{START}{}", sku(1, "A", "\"exchange\""))]).1,
        "1 added, 0 replaced"
    );
    assert_snapshot!(check(&[&sku(1, "A", "\"exchange\"")]).1, @"
    6: catalogue-undefined code=office365 kind=service
    8: catalogue-undefined code=exchange kind=workload
    ");
}

#[test]
fn a_part_number_that_another_sku_has_is_refused() {
    let two = format!("{}{}", sku(2, "SAME", ""), sku(3, "SAME", ""));
    let (catalogue, outcome) = check(&[START, &sku(1, "SAME", ""), &two]);
    assert_snapshot!(outcome, @"
    3: catalogue-part-number-taken other=00000000-0000-0000-0000-000000000001 part_number=SAME
    12: catalogue-part-number-taken other=00000000-0000-0000-0000-000000000002 part_number=SAME
    ");
    assert_eq!(catalogue.skus().count(), 1);
}

#[test]
fn two_skus_can_swap_their_part_numbers_in_one_file() {
    let before = format!("{}{}", sku(1, "A", ""), sku(2, "B", ""));
    let after = format!("{}{}", sku(1, "B", ""), sku(2, "A", ""));
    let (catalogue, outcome) = check(&[START, &before, &after]);
    assert_eq!(outcome, "0 added, 2 replaced");
    assert_eq!(catalogue.sku(&"A".into()).unwrap().name, "A of 2");
    assert_eq!(catalogue.sku(&"B".into()).unwrap().name, "B of 1");
}

#[test]
fn a_refused_file_changes_nothing() {
    let bad = format!("{}{}", sku(1, "NEW", ""), sku(2, "B", "\"unheard_of\""));
    let (catalogue, _) = check(&[START, &sku(1, "OLD", ""), &bad]);
    let (expected, _) = check(&[START, &sku(1, "OLD", "")]);
    assert_eq!(catalogue, expected);
    let unknown: SkuRef = "B".into();
    assert!(catalogue.sku(&unknown).is_none());
}
