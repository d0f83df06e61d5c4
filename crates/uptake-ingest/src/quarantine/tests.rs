//! The file of rows that were set aside.

use insta::assert_snapshot;

use super::quarantine_csv;
use crate::{
    Input, Mode,
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
    quarantine_csv(&report, |problem| format!("see {}", problem.code.as_str())).replace(A, "{A}")
}

#[test]
fn rows_set_aside_keep_their_cells_and_say_why() {
    let bad = "nobody;\"Smith; \"\"J\"\"\"\n{A}\n{A};x;y";
    assert_snapshot!(check("customer_id;name", "{A};same", bad), @r#"
    customer_id,name,uptake_line,uptake_code,uptake_reason
    nobody,"Smith; ""J""",2,malformed-guid,see malformed-guid
    {A},,3,too-few-fields,see too-few-fields
    {A},"x,y",4,too-many-fields,see too-many-fields
    "#);
}

#[test]
fn no_cell_is_a_formula_and_numbers_stay_numbers() {
    let header = "customer_id,subscription_id,sku,quantity,status,as_of,=note";
    let good = "{A},s#,SPE_E3,1,active,2026-03-01,";
    let bad = "{A},=cmd(),@x,-5,+on,2026-03-01,-1+2";
    assert_snapshot!(check(header, good, bad), @r"
    customer_id,subscription_id,sku,quantity,status,as_of,'=note,uptake_line,uptake_code,uptake_reason
    {A},'=cmd(),'@x,-5,'+on,2026-03-01,'-1+2,2,negative-count,see negative-count
    ");
}

#[test]
fn the_corrected_file_can_be_imported_again() {
    let file = check("customer_id,name", "{A},same", "nobody,x").replace("nobody", A);
    let (report, _) = import(&Input::from_bytes("q.csv", file.into_bytes()), &Asked::default());
    assert!(!report.refused);
    assert_eq!(report.rows, 1);
}
