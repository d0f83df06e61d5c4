//! Reading and printing of money.

use proptest::prelude::*;

use super::{Amount, Currency};

fn shown(text: &str) -> Option<String> {
    Amount::parse(text).map(|it| it.to_string())
}

#[test]
fn amounts_are_exact() {
    for (text, printed) in [
        ("57.5", "57.50"),
        ("0", "0.00"),
        ("0012", "12.00"),
        ("0.0330", "0.033"),
        ("12.123456000", "12.123456"),
        ("999999999999.99", "999999999999.99"),
    ] {
        assert_eq!(shown(text).as_deref(), Some(printed), "{text}");
    }
}

#[test]
fn what_cannot_be_kept_exactly_is_none() {
    for text in ["", ".", "1.", ".5", "-1", "1,50", "1e3", "0.0000001", "1234567890123", "1.2.3"] {
        assert_eq!(shown(text), None, "{text}");
    }
}

#[test]
fn currencies_are_three_letters() {
    assert_eq!(Currency::parse("eur").map(|it| it.to_string()).as_deref(), Some("EUR"));
    for text in ["", "EURO", "E1R", "€"] {
        assert_eq!(Currency::parse(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn what_is_printed_reads_as_the_same(millionths in 0..10_u128.pow(18)) {
        let amount = Amount::from_millionths(millionths);
        prop_assert_eq!(Amount::parse(&amount.to_string()), Some(amount));
    }
}
