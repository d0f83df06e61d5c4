//! Cells, right and wrong.

use insta::assert_snapshot;
use uptake_model::Day;

use super::{CellFault, Dates, any_day, boolean, count, customer, day, price, sku};
use crate::DateOrder;

fn dates(order: Option<DateOrder>) -> Dates {
    Dates::on("2026-04-01".parse::<Day>().unwrap(), order)
}

fn check<T: ToString>(cells: &[&str], parse: impl Fn(&str) -> Result<T, CellFault>) -> String {
    let shown = cells.iter().map(|cell| match parse(cell) {
        Ok(value) => format!("{cell} = {}", value.to_string()),
        Err(fault) => {
            let arg = fault.arg.as_ref().map_or(String::new(), |(_, value)| format!(" {value}"));
            format!("{cell} ! {}{arg}", fault.code.as_str())
        }
    });
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn days_are_written_one_way_and_the_other_ways_are_named() {
    let cells = [
        "2026-03-01",
        "2024-02-29",
        "2026-02-30",
        "2026-13-01",
        "03/04/2026",
        "3.4.26",
        "03-04-2026",
        "03/03/2026",
        "31/12/2026",
        "31/02/2026",
        "2/30/2026",
        "2026/03/04",
        "2026/02/31",
        "2026-3-4",
        "2026-03-04T00:00:00Z",
        "46000",
        "12",
        "20260304",
        "yesterday",
        "0001-01-01",
    ];
    assert_snapshot!(check(&cells, |it| any_day(it, dates(None))), @r"
    2026-03-01 = 2026-03-01
    2024-02-29 = 2024-02-29
    2026-02-30 ! impossible-date
    2026-13-01 ! impossible-date
    03/04/2026 ! ambiguous-date
    3.4.26 ! ambiguous-date
    03-04-2026 ! ambiguous-date
    03/03/2026 ! malformed-date
    31/12/2026 ! malformed-date
    31/02/2026 ! impossible-date
    2/30/2026 ! impossible-date
    2026/03/04 ! malformed-date
    2026/02/31 ! impossible-date
    2026-3-4 ! malformed-date
    2026-03-04T00:00:00Z ! malformed-date
    46000 ! excel-date 2025-12-09
    12 ! malformed-date
    20260304 ! malformed-date
    yesterday ! malformed-date
    0001-01-01 ! impossible-date
    ");
}

#[test]
fn a_day_more_than_two_days_ahead_is_in_the_future() {
    assert_snapshot!(check(&["2026-04-03", "2026-04-04"], |it| day(it, dates(None))), @r"
    2026-04-03 = 2026-04-03
    2026-04-04 ! future-date 2026-04-01
    ");
}

#[test]
fn a_declared_order_tells_the_day_from_the_month() {
    let read = |order, cells: &[&str]| check(cells, |it| any_day(it, dates(Some(order))));
    let cells = ["01/03/2026", "1.3.2026", "31-12-2026", "2026-03-01", "12/31/2026", "1/3/26"];
    assert_snapshot!(read(DateOrder::DayMonthYear, &cells), @r"
    01/03/2026 = 2026-03-01
    1.3.2026 = 2026-03-01
    31-12-2026 = 2026-12-31
    2026-03-01 = 2026-03-01
    12/31/2026 ! impossible-date
    1/3/26 ! ambiguous-date
    ");
    let cells = ["03/01/2026", "12/31/2026", "31/12/2026", "2026-03-01", "3/1-2026", "46000"];
    assert_snapshot!(read(DateOrder::MonthDayYear, &cells), @r"
    03/01/2026 = 2026-03-01
    12/31/2026 = 2026-12-31
    31/12/2026 ! impossible-date
    2026-03-01 = 2026-03-01
    3/1-2026 ! ambiguous-date
    46000 ! excel-date 2025-12-09
    ");
    let cells = ["2026/03/01", "2026.3.1", "2026-3-1", "01/03/2026", "2026/02/30", "20260301"];
    assert_snapshot!(read(DateOrder::YearMonthDay, &cells), @r"
    2026/03/01 = 2026-03-01
    2026.3.1 = 2026-03-01
    2026-3-1 = 2026-03-01
    01/03/2026 ! ambiguous-date
    2026/02/30 ! impossible-date
    20260301 ! malformed-date
    ");
}

#[test]
fn counts_are_plain_digits_and_nothing_else() {
    let cells = [
        "0",
        "007",
        "1000000000000",
        "1000000000001",
        "-5",
        "−5",
        "2.5",
        "2,5",
        "10.0",
        "-1.5",
        "1.234",
        "1,234",
        "1 234",
        "1\u{a0}234",
        "1'234",
        "1.234.567",
        "1,234.56",
        "N/A",
        "ten",
        "1e3",
        "+5",
        "99999999999999999999",
    ];
    assert_snapshot!(check(&cells, count), @r"
    0 = 0
    007 = 7
    1000000000000 = 1000000000000
    1000000000001 ! count-too-large
    -5 ! negative-count
    −5 ! negative-count
    2.5 ! fractional-count
    2,5 ! fractional-count
    10.0 ! fractional-count
    -1.5 ! negative-count
    1.234 ! formatted-count
    1,234 ! formatted-count
    1 234 ! formatted-count
    1 234 ! formatted-count
    1'234 ! formatted-count
    1.234.567 ! formatted-count
    1,234.56 ! formatted-count
    N/A ! malformed-count
    ten ! malformed-count
    1e3 ! malformed-count
    +5 ! malformed-count
    99999999999999999999 ! count-too-large
    ");
}

#[test]
fn prices_booleans_and_guids_keep_to_one_spelling() {
    assert_snapshot!(check(&["12", "12.50", "12,50", "-1", ".5", "1.", "$5", "1 000"], price), @r"
    12 = 12
    12.50 = 12.50
    12,50 ! malformed-price
    -1 ! malformed-price
    .5 ! malformed-price
    1. ! malformed-price
    $5 ! malformed-price
    1 000 ! malformed-price
    ");
    assert_snapshot!(check(&["TRUE", "1", "Yes", "false", "0", "NO", "y", "2"], boolean), @r"
    TRUE = true
    1 = true
    Yes = true
    false = false
    0 = false
    NO = false
    y ! malformed-boolean
    2 ! malformed-boolean
    ");
    let guids =
        ["{05E9A617-0261-4CEE-BB44-138D3EF5D965}", "05e9a61702614ceebb44138d3ef5d965", "contoso"];
    assert_snapshot!(check(&guids, customer), @r"
    {05E9A617-0261-4CEE-BB44-138D3EF5D965} = 05e9a617-0261-4cee-bb44-138d3ef5d965
    05e9a61702614ceebb44138d3ef5d965 ! malformed-guid
    contoso ! malformed-guid
    ");
}

#[test]
fn a_guid_with_a_wrong_character_is_no_part_number() {
    let cells = [
        "05e9a617-0261-4cee-bb44-138d3ef5d965",
        "SPE_E3",
        "05e9a617-0261-4cee-bb44-138d3ef5d96",
        "05e9a617-0261-4cee-bb44-138d3ef5d9655",
        "05e9a617-0261-4cee-bb44",
        "05e9a61702614ceebb44138d3ef5d965",
        "O5e9a617-0261-4cee-bb44-138d3ef5d965",
        "05e9a617-0261-4ceebb44-138d3ef5d965",
        "{05e9a617-0261-4cee-bb44-138d3ef5d96}",
        "ADD-ON-CAFE-2026",
    ];
    assert_snapshot!(check(&cells, sku), @"
    05e9a617-0261-4cee-bb44-138d3ef5d965 = 05e9a617-0261-4cee-bb44-138d3ef5d965
    SPE_E3 = SPE_E3
    05e9a617-0261-4cee-bb44-138d3ef5d96 ! malformed-guid
    05e9a617-0261-4cee-bb44-138d3ef5d9655 ! malformed-guid
    05e9a617-0261-4cee-bb44 ! malformed-guid
    05e9a61702614ceebb44138d3ef5d965 ! malformed-guid
    O5e9a617-0261-4cee-bb44-138d3ef5d965 ! malformed-guid
    05e9a617-0261-4ceebb44-138d3ef5d965 ! malformed-guid
    {05e9a617-0261-4cee-bb44-138d3ef5d96} ! malformed-guid
    ADD-ON-CAFE-2026 = ADD-ON-CAFE-2026
    ");
}

#[test]
fn every_part_number_of_the_catalogue_is_one() {
    let catalogue = crate::catalogue::shipped();
    for known in catalogue.skus() {
        assert!(sku(&known.part_number).is_ok(), "{}", known.part_number);
    }
}
