use insta::assert_snapshot;
use uptake_model::problem::Problem;

use super::parse;

/// Every problem on its line: `line code arguments`.
pub(in super::super) fn listing(problems: &[Problem]) -> String {
    let line = |problem: &Problem| {
        let mut words = vec![format!("{}:", problem.line.unwrap_or_default())];
        words.push(problem.code.as_str().to_owned());
        words.extend(problem.args.iter().map(|(name, value)| format!("{name}={value}")));
        if let (Some(column), Some(excerpt)) = (&problem.column, &problem.excerpt) {
            words.push(format!("{column}=`{excerpt}`"));
        }
        words.join(" ") + "\n"
    };
    problems.iter().map(line).collect()
}

fn check(text: &str) -> String {
    match parse("own.toml", text) {
        Ok(file) => format!(
            "{} services, {} workloads, {} SKUs",
            file.services.len(),
            file.workloads.len(),
            file.skus.len()
        ),
        Err(problems) => listing(&problems),
    }
}

#[test]
fn another_name_of_a_sku_stands_once_and_names_a_guid() {
    let names = r#"
[[alias]]
name = "POWER BI (FREE)"
sku = "a403ebcc-fae0-4ca2-8c8c-7a907fd6c235"

[[alias]]
name = "Power BI (free)"
sku = "POWER_BI_STANDARD"
"#;
    assert_snapshot!(check(names), @"8: malformed-guid sku=`POWER_BI_STANDARD`");
    let twice = names.replace("POWER_BI_STANDARD", "a403ebcc-fae0-4ca2-8c8c-7a907fd6c235");
    assert_snapshot!(check(&twice), @"7: catalogue-duplicate id=POWER BI (FREE) line=3");
}

#[test]
fn a_file_has_services_workloads_and_skus() {
    let text = r#"
[[service]]
code = "office365"
name = "Office 365"

[[workload]]
code = "sharepoint"
service = "office365"
name = "SharePoint"
sources = ["sharepoint", "onedrive"]
unlicensed_use = false

[[sku]]
id = "05e9a617-0261-4cee-bb44-138d3ef5d965"
part_number = "SPE_E3"
name = "Microsoft 365 E3"
service = "office365"
class = "paid"
base = ["sharepoint"]
addon = []
"#;
    assert_snapshot!(check(text), @"1 services, 1 workloads, 1 SKUs");
}

#[test]
fn without_sources_a_workload_counts_its_own_activity() {
    let text = "[[workload]]\ncode = \"loop\"\nservice = \"office365\"\nname = \"Loop\"\n";
    let file = parse("own.toml", text).unwrap();
    let workload = &file.workloads[0].value;
    assert_eq!(workload.sources, ["loop".into()]);
    assert!(!workload.unlicensed_use);
}

#[test]
fn text_that_is_no_toml_is_refused_with_its_line() {
    let text = "[[service]]\ncode = \"a\"\nname = A\n";
    assert_snapshot!(
        check(text),
        @"3: catalogue-invalid message=string values must be quoted, expected literal string"
    );
}

#[test]
fn unknown_keys_are_refused_at_every_level() {
    let text = r#"
colour = "red"

[[service]]
code = "office365"
name = "Office 365"
color = "red"
"#;
    assert_snapshot!(check(text), @"
    2: catalogue-unknown-key allowed=service, workload, sku, alias key=colour
    7: catalogue-unknown-key allowed=code, name key=color
    ");
}

#[test]
fn a_sku_needs_every_key() {
    let text = r#"
[[sku]]
part_number = ""
"#;
    assert_snapshot!(check(text), @"
    2: catalogue-missing-key entry=sku key=id
    2: catalogue-missing-key entry=sku key=part_number
    2: catalogue-missing-key entry=sku key=name
    2: catalogue-missing-key entry=sku key=service
    2: catalogue-missing-key entry=sku key=class
    2: catalogue-missing-key entry=sku key=base
    2: catalogue-missing-key entry=sku key=addon
    ");
}

#[test]
fn values_of_the_wrong_kind_are_refused() {
    let text = r#"
[[workload]]
code = 7
service = "office365"
name = "Seven"
sources = "sharepoint"
unlicensed_use = "yes"
"#;
    assert_snapshot!(check(text), @"
    3: catalogue-wrong-kind key=code kind=text
    6: catalogue-wrong-kind key=sources kind=texts
    7: catalogue-wrong-kind key=unlicensed_use kind=flag
    ");
}

#[test]
fn a_table_written_once_is_told_how_to_be_written() {
    assert_snapshot!(
        check("[service]\ncode = \"a\"\nname = \"A\"\n"),
        @"1: catalogue-table-form entry=service"
    );
}

#[test]
fn ids_classes_and_workloads_of_a_sku_are_checked() {
    let text = r#"
[[sku]]
id = "not-a-guid"
part_number = "OWN"
name = "Own"
service = "office365"
class = "gratis"
base = [
  "exchange",
  "exchange",
  "teams",
]
addon = ["teams"]
"#;
    assert_snapshot!(check(text), @"
    3: malformed-guid id=`not-a-guid`
    7: unknown-word allowed=paid, free, device class=`gratis`
    10: catalogue-duplicate id=exchange line=9
    13: catalogue-in-both workload=teams
    ");
}

#[test]
fn an_id_or_a_code_stands_once_in_a_file() {
    let text = r#"
[[service]]
code = "a"
name = "A"

[[service]]
code = "a"
name = "B"

[[sku]]
id = "05e9a617-0261-4cee-bb44-138d3ef5d965"
part_number = "ONE"
name = "One"
service = "a"
class = "paid"
base = []
addon = []

[[sku]]
id = "05E9A617-0261-4CEE-BB44-138D3EF5D965"
part_number = "TWO"
name = "Two"
service = "a"
class = "paid"
base = []
addon = []
"#;
    assert_snapshot!(check(text), @"
    7: catalogue-duplicate id=a line=3
    20: catalogue-duplicate id=05e9a617-0261-4cee-bb44-138d3ef5d965 line=11
    ");
}
