use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;

fn read(text: &str) -> String {
    Moment::parse(text).map_or_else(|| "none".to_owned(), |it| it.to_string())
}

#[test]
fn dates_are_read_as_clients_write_them() {
    assert_eq!(read("2017-03-14T03:25:16.36+00:00"), "2017-03-14T03:25:16Z");
    assert_eq!(read("2017-03-14T03:25:16 01:00"), "2017-03-14T02:25:16Z");
    assert_eq!(read("2018-01-01"), "2018-01-01T00:00:00Z");
    assert_eq!(read("2018-10-14T00:00:00"), "2018-10-14T00:00:00Z");
    assert_eq!(read("0001-01-01T00:00:00"), "0001-01-01T00:00:00Z");
    assert_eq!(read("9999-12-30T00:00:00Z"), "9999-12-30T00:00:00Z");
    assert_eq!(read("14/03/2017"), "none");
    assert_eq!(read(""), "none");
}

#[test]
fn days_are_written_with_and_without_an_offset() {
    let day = "2026-07-26".parse().unwrap();
    assert_snapshot!(with_offset(day), @"2026-07-26T00:00:00+00:00");
    assert_snapshot!(without_offset(day), @"2026-07-26T00:00:00");
    assert_snapshot!(in_utc(day), @"2026-07-26T00:00:00Z");
}

proptest! {
    #[test]
    fn a_day_is_the_same_after_writing_and_reading(days in 7_305_i32..84_005) {
        let day = Day::from_epoch_days(days);
        for text in [with_offset(day), without_offset(day), in_utc(day), day.to_string()] {
            prop_assert_eq!(Moment::parse(&text), Some(Moment::start_of(day)));
        }
        prop_assert_eq!(Moment::start_of(day).day(), day);
    }

    #[test]
    fn no_text_is_too_strange(text in ".{0,40}") {
        let _ = Moment::parse(&text).map(|it| it.to_string());
    }
}
