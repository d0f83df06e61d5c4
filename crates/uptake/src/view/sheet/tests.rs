use insta::assert_snapshot;

use super::{Column, Sheet};

fn check(width: u16) -> String {
    let heading = str::to_owned;
    let mut sheet = Sheet::new(vec![
        Column::text(heading("Customer")),
        Column::code(heading("Day")).may_go(1),
        Column::number(heading("Licenses sold")),
    ]);
    let row =
        |name: &str, count: &str| vec![name.to_owned(), "2026-03-31".to_owned(), count.to_owned()];
    sheet.row(row("The Very Long Name Company", "1,234"));
    sheet.row(row("Contoso", "5"));
    sheet.render(width)
}

#[test]
fn a_wide_page_shows_everything() {
    assert_snapshot!(check(80), @"
    Customer                    Day         Licenses
                                                sold
    ────────────────────────────────────────────────
    The Very Long Name Company  2026-03-31     1,234
    Contoso                     2026-03-31         5
    ");
}

#[test]
fn a_narrower_page_cuts_long_texts() {
    assert_snapshot!(check(42), @"
    Customer              Day         Licenses
                                          sold
    ──────────────────────────────────────────
    The Very Long Name…   2026-03-31     1,234
    Contoso               2026-03-31         5
    ");
}

#[test]
fn a_narrow_page_loses_what_matters_least() {
    assert_snapshot!(check(32), @"
    Customer            Licenses
                            sold
    ────────────────────────────
    The Very Long Nam…     1,234
    Contoso                    5
    ");
}
