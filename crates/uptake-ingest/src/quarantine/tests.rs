//! The file of rows that were set aside.

use insta::assert_snapshot;
use uptake_model::problem::Problem;

use super::{ProblemWords, quarantine_csv};
use crate::{
    FileReport, Input, Mode,
    read::samples::{A, Asked, filled, import},
};

/// Imports the rows among 500 good ones in quarantine mode and gives the quarantine file.
fn check(header: &str, good: &str, bad: &str) -> String {
    let good: String =
        (0..500).map(|it| format!("{}\n", good.replace('#', &it.to_string()))).collect();
    let text = filled(&format!("{header}\n{bad}\n{good}"));
    let asked = Asked { mode: Mode::Quarantine, ..Asked::default() };
    let (report, _) = import(&Input::from_bytes("t.csv", text.into_bytes()), &asked);
    assert!(!report.refused, "{:?}", report.problems);
    written(&report)
}

fn written(report: &FileReport) -> String {
    let word = |problem: &Problem| ProblemWords {
        reason: format!("see {}", problem.code.as_str()),
        hint: format!("do {}", problem.code.as_str()),
    };
    quarantine_csv(report, &word).replace(A, "{A}")
}

#[test]
fn rows_set_aside_keep_their_cells_and_say_why() {
    let bad = "nobody;\"Smith; \"\"J\"\"\"\n{A}\n{A};x;y";
    assert_snapshot!(check("customer_id;name", "{A};same", bad), @r#"
    customer_id,name,uptake_line,uptake_column,uptake_code,uptake_reason,uptake_hint
    nobody,"Smith; ""J""",2,customer_id,malformed-guid,see malformed-guid,do malformed-guid
    {A},,3,,too-few-fields,see too-few-fields,do too-few-fields
    {A},"x,y",4,,too-many-fields,see too-many-fields,do too-many-fields
    "#);
}

#[test]
fn no_cell_is_a_formula_and_numbers_stay_numbers() {
    let header = "customer_id,subscription_id,sku,quantity,status,as_of,=note";
    let good = "{A},s#,SPE_E3,1,active,2026-03-01,";
    let bad = "{A},=cmd(),@x,-5,+on,2026-03-01,-1+2";
    assert_snapshot!(check(header, good, bad), @"
    customer_id,subscription_id,sku,quantity,status,as_of,'=note,uptake_line,uptake_column,uptake_code,uptake_reason,uptake_hint
    {A},'=cmd(),'@x,-5,'+on,2026-03-01,'-1+2,2,quantity; status,negative-count; unknown-status,see negative-count; see unknown-status,do negative-count; do unknown-status
    ");
}

#[test]
fn the_corrected_file_can_be_imported_again() {
    let file = check("customer_id,name", "{A},same", "nobody,x").replace("nobody", A);
    let (report, _) = import(&Input::from_bytes("q.csv", file.into_bytes()), &Asked::default());
    assert!(!report.refused);
    assert_eq!(report.rows, 1);
}

#[test]
fn everything_that_is_wrong_with_a_row_is_told_and_where() {
    let header = "customer_id,user_id,kind,deleted_on";
    let bad = "contoso,,robot,2026-02-30";
    assert_snapshot!(check(header, "{A},u#,,", bad), @"
    customer_id,user_id,kind,deleted_on,uptake_line,uptake_column,uptake_code,uptake_reason,uptake_hint
    contoso,,robot,2026-02-30,2,customer_id; user_id; kind; deleted_on,malformed-guid; missing-value; unknown-word; impossible-date,see malformed-guid; see missing-value; see unknown-word; see impossible-date,do malformed-guid; do missing-value; do unknown-word; do impossible-date
    ");
}

#[test]
fn a_record_of_json_is_set_aside_as_it_stands() {
    let bad = r#"{"skuId": "{A}", "totalLicenses": "six", "status": "Enabled", "id": "="}"#;
    let good = (0..200).map(|it| {
        format!(r#"{{"skuId": "{A}", "totalLicenses": 6, "status": "Enabled", "id": "{it}"}}"#)
    });
    let records: Vec<String> = good.chain([bad.to_owned()]).collect();
    let text = filled(&format!("[{}]", records.join(",\n")));
    let customer = A.parse().ok();
    let asked = Asked { mode: Mode::Quarantine, customer, ..Asked::default() };
    let (report, _) = import(&Input::from_bytes("s.json", text.into_bytes()), &asked);
    assert!(!report.refused, "{:?}", report.problems);
    assert_snapshot!(written(&report), @r#"
    record,uptake_line,uptake_column,uptake_code,uptake_reason,uptake_hint
    "{""skuId"": ""{A}"", ""totalLicenses"": ""six"", ""status"": ""Enabled"", ""id"": ""=""}",201,totalLicenses,malformed-count,see malformed-count,do malformed-count
    "#);
}
