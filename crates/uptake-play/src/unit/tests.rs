use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;

#[test]
fn a_number_is_read_as_people_write_it() {
    let check = |text, unit| match parse_amount(text, unit) {
        Ok(amount) => amount.to_string(),
        Err(error) => error.to_string(),
    };
    assert_snapshot!(check("40", SignalUnit::PercentHundredths), @"4000");
    assert_snapshot!(check("2.5", SignalUnit::Hundredths), @"250");
    assert_snapshot!(check("2.05", SignalUnit::Hundredths), @"205");
    assert_snapshot!(check("40", SignalUnit::Seats), @"40");
    assert_snapshot!(check("-10", SignalUnit::Points), @"-10");
    assert_snapshot!(check("2.5", SignalUnit::Seats), @"no number of `seats`");
    assert_snapshot!(check("-1", SignalUnit::Seats), @"no number of `seats`");
    let unit = SignalUnit::PercentHundredths;
    for text in
        ["", ".", "2.", ".5", "-1", "+1", "1e3", "2.555", "1_000", "99999999999999999999", "٣"]
    {
        assert_eq!(parse_amount(text, unit), Err(ParseAmountError { unit }), "{text}");
    }
}

#[test]
fn every_unit_is_read_back() {
    for (unit, code) in CODES {
        assert_eq!(parse_unit(code), Some(unit));
        assert_eq!(unit_code(unit), code);
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(value in 0..GREATEST, at in 0..CODES.len()) {
        let unit = CODES[at].0;
        prop_assert_eq!(parse_amount(&write_amount(value, unit), unit), Ok(value));
    }
}
