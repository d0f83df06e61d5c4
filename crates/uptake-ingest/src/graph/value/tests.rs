use insta::assert_snapshot;

use super::{parse_day, parse_flag};

fn check(text: &str) -> String {
    match parse_day(text) {
        Ok(Some(day)) => day.to_string(),
        Ok(None) => "never".to_owned(),
        Err(code) => code.as_str().to_owned(),
    }
}

#[test]
fn a_day_may_carry_a_time_of_day() {
    assert_snapshot!(check("2026-07-26"), @"2026-07-26");
    assert_snapshot!(check("2026-07-26T09:00:00Z"), @"2026-07-26");
    assert_snapshot!(check("2026-07-26T23:59:59.9999999+00:00"), @"2026-07-26");
    assert_snapshot!(check("2026-07-26 09:00"), @"2026-07-26");
}

#[test]
fn the_first_and_the_last_year_stand_for_never() {
    assert_snapshot!(check("0001-01-01T00:00:00"), @"never");
    assert_snapshot!(check("9999-12-31T00:00:00Z"), @"never");
}

#[test]
fn what_is_no_day_is_refused() {
    assert_snapshot!(check("2026-02-30"), @"impossible-date");
    assert_snapshot!(check("26/07/2026"), @"malformed-date");
    assert_snapshot!(check("2026-07-266"), @"malformed-date");
    assert_snapshot!(check("2026--07-2"), @"malformed-date");
    assert_snapshot!(check("años-de-si"), @"malformed-date");
}

#[test]
fn reports_say_true_and_yes() {
    for text in ["True", "true", "Yes", "YES", "1"] {
        assert_eq!(parse_flag(text), Some(true), "{text}");
    }
    for text in ["False", "false", "No", "no", "0"] {
        assert_eq!(parse_flag(text), Some(false), "{text}");
    }
    assert_eq!(parse_flag("maybe"), None);
}
