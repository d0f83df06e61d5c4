use insta::assert_snapshot;

use super::read_list;
use crate::catalogue::file::tests::listing;

const HEADER: &str = "Product_Display_Name,String_Id,GUID,Service_Plan_Name,Service_Plan_Id,\
                      Service_Plans_Included_Friendly_Names\n";
const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";

/// The list that the shipped catalogue was made with.
pub(in super::super) const NEWEST: &str = "2026-07";

/// The file of one of Microsoft's lists.
pub(in super::super) fn list_name(name: &str) -> String {
    format!("product_names_and_service_plan_identifiers_{name}.csv")
}

/// The bytes of one of Microsoft's lists.
pub(crate) fn microsofts(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/microsoft");
    let file = format!("{folder}/{}", list_name(name));
    std::fs::read(&file).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn check(bytes: &[u8]) -> String {
    match read_list("list.csv", bytes) {
        Ok(skus) => skus
            .iter()
            .map(|it| {
                let plans: Vec<_> = it.plans.iter().map(String::as_str).collect();
                format!("{} | {} | {}\n", it.part_number, it.name, plans.join(" "))
            })
            .collect(),
        Err(problems) => listing(&problems),
    }
}

#[test]
fn microsofts_lists_of_three_years_are_read() {
    let count = |name: &str| read_list(name, &microsofts(name)).unwrap().len();
    assert_eq!(count("2021_cp1252"), 236);
    assert_eq!(count("2025-12_original"), 569);
    assert_eq!(count("2026-07"), 619);
}

#[test]
fn a_list_in_windows_1252_keeps_its_dashes() {
    let mut bytes = format!("{HEADER}Operations ? Activity,OPS,{E3},TEAMS1,,\n").into_bytes();
    let dash = bytes.iter().position(|it| *it == b'?').unwrap();
    bytes[dash] = 0x96;
    assert_snapshot!(check(&bytes), @"OPS | Operations – Activity | TEAMS1");
}

#[test]
fn the_header_of_2021_has_a_space_in_it() {
    let text = format!("{HEADER}E3,SPE_E3,{E3},TEAMS1,,\n").replace("String_Id", "String_ Id");
    assert_snapshot!(check(text.as_bytes()), @"SPE_E3 | E3 | TEAMS1");
}

#[test]
fn rows_of_one_guid_are_one_sku_with_all_its_plans() {
    let text = format!(
        "{HEADER}Microsoft 365 E3,SPE_E3,{E3},TEAMS1,,Teams\n\
         Microsoft 365 E3,SPE_E3,{},YAMMER_ENTERPRISE,,Yammer\n",
        E3.to_uppercase()
    );
    assert_snapshot!(check(text.as_bytes()), @"SPE_E3 | Microsoft 365 E3 | TEAMS1 YAMMER_ENTERPRISE");
}

#[test]
fn stray_white_space_is_no_part_of_a_name() {
    let text = format!("{HEADER}Microsoft 365 E3 ,SPE\u{a0}E3\t, {E3},TEAMS1 ,,Teams\n");
    assert_snapshot!(check(text.as_bytes()), @"SPE E3 | Microsoft 365 E3 | TEAMS1");
}

#[test]
fn of_several_names_the_one_of_the_most_rows_counts() {
    let text = format!(
        "{HEADER}Old name,SPE_E3,{E3},A,,\nNew name,SPE_E3,{E3},B,,\nOld name,SPE_E3,{E3},C,,\n"
    );
    assert_snapshot!(check(text.as_bytes()), @"SPE_E3 | Old name | A B C");
}

#[test]
fn a_file_that_is_not_the_list_is_refused() {
    assert_snapshot!(check(b""), @"0: empty-file");
    assert_snapshot!(check(HEADER.as_bytes()), @"0: header-only");
    assert_snapshot!(check(b"customer_id,name\n1,2\n"), @"
    1: missing-column column=Product_Display_Name table=products
    1: missing-column column=String_Id table=products
    1: missing-column column=GUID table=products
    1: missing-column column=Service_Plan_Name table=products
    ");
}

#[test]
fn rows_without_a_guid_or_a_name_are_refused_with_their_lines() {
    let text = format!("{HEADER}E3,SPE_E3,five,A,,\nE3,,{E3},A,,\nE3,SPE_E3\n");
    assert_snapshot!(check(text.as_bytes()), @"
    2: malformed-guid GUID=`five`
    3: missing-value column=String_Id
    4: too-few-fields expected=6 found=2
    ");
}

#[test]
fn a_list_that_was_cut_and_a_web_page_are_refused() {
    let row = format!("E3,SPE_E3,{E3},TEAMS1,57ff2da0-773e-42df-b2af-ffb7a2317929,Teams\n");
    let cut = |text: &str| check(format!("{HEADER}{row}{text}").as_bytes());
    assert_snapshot!(cut("E5,SPE_E5,06ebc4ee-1bb5-47dd-8120-11324bc54e06,TEAMS1"), @"3: cut-last-line expected=6 found=4");
    assert_snapshot!(cut("\"Microsoft 365, E5"), @"3: unclosed-quote");
    assert_snapshot!(check(b"<!DOCTYPE html><html><body>Not found</body></html>"), @"0: html-page");
}
