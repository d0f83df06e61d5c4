//! What CSV and TSV look like.

use insta::assert_snapshot;

use crate::{
    Format,
    tests::{row, text, unknown_row},
};

#[test]
fn a_percentage_has_two_decimals_and_a_missing_cell_is_empty() {
    assert_snapshot!(
        text(Format::Csv, &[row("Contoso", "", 7, 14_000), unknown_row()]),
        @"
    day,name,note,seats,usage_percent
    2026-03-01,Contoso,,7,140.00
    2026-03-02,,,,
    "
    );
}

#[test]
fn text_that_looks_like_a_formula_gets_a_mark_and_numbers_stay_numbers() {
    let rows = ["=1+1", "+34 91", "-", "@SUM(A1)", "\tx", "\rx", "a=b", "'quoted'", " =1"]
        .map(|it| row(it, "", 0, 0));
    let csv = text(Format::Csv, &rows);
    assert_snapshot!(csv.replace('\r', "<CR>").replace('\t', "<TAB>"), @r#"
    day,name,note,seats,usage_percent
    2026-03-01,'=1+1,,0,0.00
    2026-03-01,'+34 91,,0,0.00
    2026-03-01,'-,,0,0.00
    2026-03-01,'@SUM(A1),,0,0.00
    2026-03-01,'<TAB>x,,0,0.00
    2026-03-01,"'<CR>x",,0,0.00
    2026-03-01,a=b,,0,0.00
    2026-03-01,'quoted',,0,0.00
    2026-03-01, =1,,0,0.00
    "#);
}

#[test]
fn delimiters_quotes_and_line_ends_are_quoted() {
    let rows = [row("Contoso, S.A.", "say \"hi\"", 1, 1), row("two\nlines", "a\tb", 1, 1)];
    assert_snapshot!(text(Format::Csv, &rows).replace('\t', "<TAB>"), @r#"
    day,name,note,seats,usage_percent
    2026-03-01,"Contoso, S.A.","say ""hi""",1,0.01
    2026-03-01,"two
    lines",a<TAB>b,1,0.01
    "#);
    assert_snapshot!(text(Format::Tsv, &rows).replace('\t', "<TAB>"), @r#"
    day<TAB>name<TAB>note<TAB>seats<TAB>usage_percent
    2026-03-01<TAB>Contoso, S.A.<TAB>"say ""hi"""<TAB>1<TAB>0.01
    2026-03-01<TAB>"two
    lines"<TAB>"a<TAB>b"<TAB>1<TAB>0.01
    "#);
}

#[test]
fn lines_end_with_a_line_feed_and_no_mark_comes_before_the_header() {
    assert_eq!(text(Format::Csv, &[]), "day,name,note,seats,usage_percent\n");
}
