use std::{fmt::Write as _, fs, path::Path};

use insta::assert_snapshot;

use super::{ReportKind, recognise_csv};

fn header(line: &str) -> Vec<String> {
    line.split(',').map(str::to_owned).collect()
}

fn check(line: &str) -> String {
    recognise_csv(&header(line)).map_or_else(|| "unknown".to_owned(), ReportKind::format)
}

#[test]
fn every_documented_header_is_recognised_as_its_own_report() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../../shared/data/graph-docs/csv_headers.json");
    let headers: serde_json::Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let mut table = String::new();
    for (function, entry) in headers.as_object().unwrap() {
        let newest = entry["header"].as_str().unwrap();
        let kind = check(newest);
        if let Some(documented) = entry["documented"].as_str() {
            assert_eq!(check(documented), kind, "{function} as documented");
        }
        let mut reversed = header(newest);
        reversed.reverse();
        reversed.push("Some New Column".to_owned());
        assert_eq!(recognise_csv(&reversed).unwrap().format(), kind, "{function} reordered");
        writeln!(table, "{function} | {kind}").unwrap();
    }
    assert_snapshot!("documented_headers", table);
}

#[test]
fn a_header_is_recognised_whatever_its_blanks_and_case() {
    assert_snapshot!(
        check(" report refresh date,USER PRINCIPAL NAME,Last  Activity Date,Send Count"),
        @"graph.email_activity_user_detail"
    );
}

#[test]
fn a_native_table_is_no_report() {
    assert_snapshot!(check("customer_id,user_id,workload,last_active_on,as_of"), @"unknown");
    assert_snapshot!(check("customer_id,user_id,kind,display_name,principal_name"), @"unknown");
    assert_snapshot!(check("customer_id,user_id,workload,day"), @"unknown");
}
