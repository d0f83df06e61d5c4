use std::sync::Arc;

use insta::assert_snapshot;
use uptake_model::{CustomerId, Guid};

use super::*;

/// Coverage as `snapshot 05 plain mail` or `daily 01..09 concealed`.
fn rows(text: &str) -> Vec<CoverageRow> {
    let lines = text.lines().map(str::trim).filter(|it| !it.is_empty());
    let day = |it: &str| -> Day { format!("2026-{it}").parse().unwrap() };
    let row = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (first, last) = words[1].split_once("..").unwrap_or((words[1], words[1]));
        CoverageRow {
            customer_id: CustomerId(Guid::from_u128(1)),
            source: words.get(3).map(|it| Arc::from(*it)),
            kind: if words[0] == "daily" { CoverageKind::Daily } else { CoverageKind::Snapshot },
            first_day: day(first),
            last_day: day(last),
            recorded_on: day("06-01"),
            users: None,
            format: None,
            concealed: words[2] == "concealed",
            file_no: 1,
        }
    };
    lines.map(row).collect()
}

fn shown(text: &str) -> String {
    let days = "2026-03-01..2026-04-30".parse().unwrap();
    let pieces = pieces(&rows(text), days);
    pieces.iter().map(|(days, it)| format!("{days} {it:?}\n")).collect()
}

#[test]
fn one_population_counts_on_every_day() {
    assert_snapshot!(shown(""), @"2026-03-01..2026-04-30 Plain");
    assert_snapshot!(shown("snapshot 03-05 concealed mail"), @"2026-03-01..2026-04-30 Concealed");
    assert_snapshot!(shown("daily 03-05..03-09 plain"), @"2026-03-01..2026-04-30 Plain");
}

#[test]
fn the_newer_population_counts_from_its_first_report_on() {
    assert_snapshot!(shown("
        snapshot 03-05 plain mail
        snapshot 03-10 concealed mail
        snapshot 03-20 plain mail
    "), @r"
    2026-03-01..2026-03-09 Plain
    2026-03-10..2026-03-19 Concealed
    2026-03-20..2026-04-30 Plain
    ");
}

#[test]
fn a_day_with_reports_of_both_goes_by_more_of_them_and_else_by_plain_names() {
    assert_snapshot!(shown("
        snapshot 03-10 plain mail
        snapshot 03-10 concealed mail
        snapshot 03-20 plain mail
        snapshot 03-20 concealed mail
        snapshot 03-20 concealed talk
    "), @r"
    2026-03-01..2026-03-19 Plain
    2026-03-20..2026-04-30 Concealed
    ");
}

#[test]
fn daily_rows_count_as_long_as_they_lie_in_the_window() {
    assert_snapshot!(shown("
        daily 03-01..03-09 plain
        snapshot 03-09 concealed mail
        daily 04-25..04-26 concealed
    "), @r"
    2026-03-01..2026-03-08 Plain
    2026-03-09..2026-03-09 Concealed
    2026-03-10..2026-04-24 Plain
    2026-04-25..2026-04-30 Concealed
    ");
}
