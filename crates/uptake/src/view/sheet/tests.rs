use insta::assert_snapshot;

use super::{Column, Sheet};

fn check(width: u16) -> String {
    let heading = str::to_owned;
    let mut sheet = Sheet::new(vec![
        Column::text(heading("Customer")),
        Column::code(heading("Day")).may_go(1),
        Column::number(heading("Licences sold")),
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
    Customer                    Day         Licences
                                                sold
    ────────────────────────────────────────────────
    The Very Long Name Company  2026-03-31     1,234
    Contoso                     2026-03-31         5
    ");
}

#[test]
fn a_narrower_page_cuts_long_texts() {
    assert_snapshot!(check(42), @"
    Customer              Day         Licences
                                          sold
    ──────────────────────────────────────────
    The Very Long Name…   2026-03-31     1,234
    Contoso               2026-03-31         5
    ");
}

#[test]
fn a_narrow_page_loses_what_matters_least() {
    assert_snapshot!(check(32), @"
    Customer                Licences
                                sold
    ────────────────────────────────
    The Very Long Name Co…     1,234
    Contoso                        5
    ");
}

#[test]
fn a_name_in_wide_characters_keeps_the_columns_in_line() {
    let heading = str::to_owned;
    let mut sheet =
        Sheet::new(vec![Column::text(heading("Customer")), Column::number(heading("Sold"))]);
    sheet.row(vec!["株式会社コントソ".to_owned(), "5".to_owned()]);
    sheet.row(vec!["Contoso".to_owned(), "1,234".to_owned()]);
    assert_snapshot!(sheet.render(80), @"
    Customer           Sold
    ───────────────────────
    株式会社コントソ      5
    Contoso           1,234
    ");
    assert_snapshot!(sheet.render(19), @"
    Customer       Sold
    ───────────────────
    株式会社コ…       5
    Contoso       1,234
    ");
}

#[test]
fn a_file_loses_its_beginning_and_keeps_its_line() {
    let heading = str::to_owned;
    let mut sheet =
        Sheet::new(vec![Column::place(heading("Counted from")), Column::number(heading("Rows"))]);
    sheet.row(vec!["exports/2026/march/subscriptions.csv, line 12345".to_owned(), "5".to_owned()]);
    assert_snapshot!(sheet.render(40), @"
    Counted from                        Rows
    ────────────────────────────────────────
    …rch/subscriptions.csv, line 12345     5
    ");
}

#[test]
fn what_a_terminal_would_obey_is_shown_and_not_obeyed() {
    let heading = str::to_owned;
    let mut sheet = Sheet::new(vec![Column::text(heading("Customer"))]);
    sheet.row(vec!["Con\u{1b}[2Jtoso\nTotal\u{202e}".to_owned()]);
    assert_snapshot!(sheet.render(80), @r"
    Customer
    ───────────────────────────────
    Con\u{1b}[2Jtoso\nTotal\u{202e}
    ");
}
