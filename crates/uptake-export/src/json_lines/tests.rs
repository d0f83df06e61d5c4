//! What JSON Lines look like.

use insta::assert_snapshot;

use crate::{
    Format,
    tests::{row, text, unknown_row},
};

#[test]
fn every_key_is_there_and_a_missing_cell_is_null() {
    assert_snapshot!(
        text(Format::JsonLines, &[row("=1+1", "two\n\"lines\"", 7, 14_000), unknown_row()]),
        @r#"
    {"day":"2026-03-01","name":"=1+1","note":"two\n\"lines\"","seats":7,"usage_percent":140.0}
    {"day":"2026-03-02","name":"","note":"","seats":null,"usage_percent":null}
    "#
    );
}

#[test]
fn a_percentage_has_no_more_decimals_than_it_needs() {
    let rows = [0, 5, 243, 3_333, 6_670].map(|it| row("", "", 0, it));
    let lines = text(Format::JsonLines, &rows);
    let percents: Vec<_> =
        lines.lines().map(|it| it.rsplit_once(':').unwrap().1.trim_end_matches('}')).collect();
    assert_eq!(percents, ["0.0", "0.05", "2.43", "33.33", "66.7"]);
}
