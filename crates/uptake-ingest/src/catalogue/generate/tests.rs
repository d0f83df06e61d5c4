use std::collections::BTreeSet;

use insta::assert_snapshot;
use proptest::prelude::{prop_assert_eq, proptest};
use uptake_model::{Catalogue, Guid, Sku, SkuClass, SkuRef};

use super::{Generated, update};
use crate::catalogue::{
    SHIPPED_FILES, SHIPPED_RULES,
    file::tests::listing,
    list::tests::{NEWEST, list_name, microsofts},
    merge, parse, shipped,
};

const HEADER: &str = "Product_Display_Name,String_Id,GUID,Service_Plan_Name\n";

fn merged(files: &[(&str, &str)]) -> Catalogue {
    let mut catalogue = Catalogue::default();
    for (name, text) in files {
        merge(&mut catalogue, parse(name, text).unwrap()).unwrap();
    }
    catalogue
}

/// Services and workloads without a SKU: where a new catalogue starts.
fn without_skus() -> Catalogue {
    merged(&SHIPPED_FILES[..1])
}

/// Nothing that a person has corrected.
fn nothing() -> BTreeSet<Guid> {
    BTreeSet::new()
}

/// The catalogue that a program with the generated files would ship.
fn with(generated: &Generated) -> Catalogue {
    let mut files = vec![SHIPPED_FILES[0]];
    files.extend(generated.files.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    merged(&files)
}

/// Updates with one list after the other; the lists have a header and rows.
fn check(rules: &str, lists: &[&str]) -> String {
    let mut current = without_skus();
    let mut outcome = String::new();
    for list in lists {
        let generated = match update(
            "list.csv",
            format!("{HEADER}{list}").as_bytes(),
            rules,
            &current,
            &nothing(),
        ) {
            Ok(generated) => generated,
            Err(problems) => return listing(&problems),
        };
        current = with(&generated);
        outcome = format!(
            "added {}, renamed {}, changed {}\n",
            generated.added.len(),
            generated.renamed.len(),
            generated.changed.len()
        );
    }
    outcome.extend(current.skus().map(|sku| {
        let workloads: Vec<_> = sku.workloads().map(ToString::to_string).collect();
        format!("{} | {} | {}\n", sku.part_number, sku.name, workloads.join(" "))
    }));
    outcome
}

#[test]
fn the_shipped_files_are_what_rules_and_the_newest_list_make_of_them() {
    let generated =
        update(&list_name(NEWEST), &microsofts(NEWEST), SHIPPED_RULES, &shipped(), &nothing());
    let shipped: Vec<(String, String)> = SHIPPED_FILES
        .iter()
        .filter(|(name, _)| name.starts_with("skus/"))
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    let generated = generated.unwrap();
    for (made, shipped) in generated.files.iter().zip(&shipped) {
        assert_eq!(made.0, shipped.0);
        assert!(made.1 == shipped.1, "`{}` is stale: generate it again", made.0);
    }
    assert_eq!(generated.files.len(), shipped.len());
}

#[test]
fn a_list_that_lost_a_sku_leaves_the_shipped_one_in_its_file() {
    let text = String::from_utf8_lossy(&microsofts(NEWEST)).into_owned();
    let e3 = "05e9a617-0261-4cee-bb44-138d3ef5d965";
    let rows: Vec<&str> = text.lines().filter(|it| !it.contains(e3)).collect();
    let list = rows.join("\n");
    let made =
        update(&list_name(NEWEST), list.as_bytes(), SHIPPED_RULES, &shipped(), &nothing()).unwrap();
    assert!(made.files.iter().any(|(_, text)| text.contains(e3)));
    assert_eq!(made.different, vec![]);
}

#[test]
fn updating_with_the_same_list_changes_nothing() {
    let made = update("list.csv", &microsofts(NEWEST), SHIPPED_RULES, &shipped(), &nothing());
    let made = made.unwrap();
    assert_eq!((made.added, made.renamed, made.changed), (vec![], vec![], vec![]));
    assert_eq!(made.different, vec![]);
}

#[test]
fn what_a_person_corrected_is_kept_and_named() {
    let e3: Guid = "05e9a617-0261-4cee-bb44-138d3ef5d965".parse().unwrap();
    let mut current = shipped();
    let mut corrected = current.sku(&SkuRef::Id(e3)).unwrap().clone();
    corrected.base = vec!["exchange".into()];
    current.put_sku(corrected).unwrap();
    let ours = BTreeSet::from([e3]);
    let made = update("list.csv", &microsofts(NEWEST), SHIPPED_RULES, &current, &ours).unwrap();
    assert_eq!((made.kept, made.different), (vec![e3], vec![]));
    let made = update("list.csv", &microsofts(NEWEST), SHIPPED_RULES, &current, &nothing());
    assert_eq!(made.unwrap().changed, vec![e3], "without the correction the list decides");
}

#[test]
fn updating_from_older_lists_to_newer_ones_never_loses_a_sku() {
    let mut current = without_skus();
    let mut known = Vec::new();
    for list in ["2021_cp1252", NEWEST, "2025-12_original"] {
        let generated =
            update(list, &microsofts(list), SHIPPED_RULES, &current, &nothing()).unwrap();
        current = with(&generated);
        known.extend(generated.added);
        for id in &known {
            assert!(current.sku(&SkuRef::Id(*id)).is_some(), "{id} is gone after {list}");
        }
    }
    assert_eq!(current.skus().count(), known.len());
}

#[test]
fn generated_files_read_back_as_the_same_skus() {
    let list = "Say \"hello\" \\ ünder 'quotes',ODD # NUMBER,00000000-0000-0000-0000-000000000001,TEAMS1\n";
    let list =
        list.replace("Say \"hello\" \\ ünder 'quotes'", "\"Say \"\"hello\"\" \\ ünder 'quotes'\"");
    assert_snapshot!(check(SHIPPED_RULES, &[&list]), @r#"
    added 1, renamed 0, changed 0
    ODD # NUMBER | Say "hello" \ ünder 'quotes' | teams
    "#);
}

#[test]
fn a_new_name_or_a_new_plan_is_told_and_a_missing_sku_is_kept() {
    let first = "Old,A,00000000-0000-0000-0000-000000000001,TEAMS1\n\
                 Kept,B,00000000-0000-0000-0000-000000000002,TEAMS1\n\
                 Same,C,00000000-0000-0000-0000-000000000003,TEAMS1\n";
    let second = "New,A,00000000-0000-0000-0000-000000000001,TEAMS1\n\
                  Same,C,00000000-0000-0000-0000-000000000003,EXCHANGE_S_STANDARD\n";
    assert_snapshot!(check(SHIPPED_RULES, &[first, second]), @"
    added 0, renamed 1, changed 1
    A | New | teams
    B | Kept | teams
    C | Same | exchange
    ");
}

#[test]
fn of_two_skus_with_one_part_number_the_one_that_had_it_keeps_it() {
    let one = "One,SAME,00000000-0000-0000-0000-000000000002,TEAMS1\n";
    let two = "Two,SAME,00000001-0000-0000-0000-000000000000,TEAMS1\n";
    let zero = "Zero,SAME,00000000-0000-0000-0000-000000000001,TEAMS1\n";
    assert_snapshot!(check(SHIPPED_RULES, &[one, &format!("{zero}{one}{two}")]), @"
    added 2, renamed 0, changed 0
    SAME_00000000 | Zero | teams
    SAME | One | teams
    SAME_00000001 | Two | teams
    ");
}

#[test]
fn the_two_skus_that_microsoft_gave_one_part_number_are_both_there() {
    let catalogue = shipped();
    let by_id = |id: &str| {
        let id: Guid = id.parse().unwrap();
        catalogue.sku(&SkuRef::Id(id)).unwrap().part_number.clone()
    };
    assert_eq!(by_id("54a152dc-90de-4996-93d2-bc47e670fc06"), "MCOPSTN5");
    assert_eq!(by_id("d43177b5-475b-4880-92d4-d54c27b5efbd"), "MCOPSTN5_d43177b5");
}

#[test]
fn rules_are_refused_with_their_lines() {
    let rules = r#"
[[plan]]
match = "TEAMS1"
base = ["telepathy"]
why = "?"

[[plan]]
match = "("
why = "no pattern"

[[sku]]
service = "gifts"
why = " "
"#;
    assert_snapshot!(check(rules, &[""]), @"
    2: catalogue-undefined code=telepathy kind=workload
    7: catalogue-bad-pattern message=error: unclosed group pattern=(
    11: catalogue-rule-incomplete key=why
    11: catalogue-undefined code=gifts kind=service
    11: catalogue-rule-incomplete key=part_number, name
    ");
    assert_snapshot!(
        check("[[plan]]\nmatch = \"A\"\nbecause = \"?\"\n", &[""]),
        @"3: catalogue-invalid message=unknown field `because`, expected one of `match`, `base`, `addon`, `why`"
    );
}

proptest! {
    #[test]
    fn any_name_and_part_number_survives_being_written(
        name in "[^ \\s]([^\n\r]{0,20}[^ \\s])?",
        part_number in "\\PC{1,20}",
    ) {
        let sku = Sku {
            id: Guid::from_u128(7),
            part_number,
            name,
            service: "other".into(),
            class: SkuClass::Device,
            base: vec!["teams".into(), "yammer".into()],
            addon: vec!["exchange".into()],
        };
        let mut catalogue = without_skus();
        for (name, text) in super::files("list.csv", std::iter::once(sku.clone()), &catalogue.clone()) {
            merge(&mut catalogue, parse(&name, &text).unwrap()).unwrap();
        }
        prop_assert_eq!(catalogue.skus().collect::<Vec<_>>(), vec![&sku]);
    }
}
