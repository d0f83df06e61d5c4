use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::partner_center::{
    error::Fault,
    samples::day,
    table::{Cell, Record},
};

const COLUMNS: &[Column] = &[
    Column::text("channel"),
    Column::searchable("customerName"),
    Column::flag("autoRenewEnabled"),
    Column::day("usageDate"),
];

struct Row;

impl Record for Row {
    fn cell(&self, column: &'static str) -> Cell<'_> {
        match column {
            "channel" => Cell::text("reseller"),
            "customerName" => Cell::text("Contoso Ltd's"),
            "autoRenewEnabled" => Cell::Flag(true),
            _ => Cell::Day(Some(day("2018-01-01"))),
        }
    }
}

fn check(text: &str) -> bool {
    passes(&parse(text, COLUMNS).unwrap(), &Row)
}

#[test]
fn conditions_are_read_as_documented() {
    for text in [
        "channel eq 'Reseller'",
        "CHANNEL EQ 'reseller'",
        "channel ne 'direct'",
        "autoRenewEnabled eq true",
        "autoRenewEnabled ne false",
        "contains(customerName,'tos')",
        "customerName eq 'contoso ltd''s'",
        "usageDate le cast('2018-01-01',Edm.DateTimeOffset)",
        "usageDate eq '2018-01-01T01:00:00+01:00'",
        "usageDate gt cast('2017-12-31T23:59:59Z',Edm.DateTimeOffset)",
        "channel eq 'x' or (channel eq 'Reseller')",
        "channel eq 'reseller' or channel eq 'x' and channel eq 'y'",
    ] {
        assert!(check(text), "{text}");
    }
    for text in [
        "channel eq 'direct'",
        "usageDate lt cast('2018-01-01',Edm.DateTimeOffset)",
        "(channel eq 'reseller' or channel eq 'x') and channel eq 'y'",
    ] {
        assert!(!check(text), "{text}");
    }
}

#[test]
fn what_is_no_filter_is_refused_with_the_reason() {
    let why = |text: &str| match parse(text, COLUMNS) {
        Err(Fault::Input(what)) => what.replace("`filter` cannot be understood: ", ""),
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(why(""), "a field is missing");
    assert_eq!(why("secret eq 'x'"), "`secret` is no field of it");
    assert_eq!(why("channel like 'x'"), "`like` is no operator");
    assert_eq!(why("channel gt 'x'"), "`channel` has no order for `gt`");
    assert_eq!(why("channel eq x"), "a text in quotes is missing");
    assert_eq!(why("autoRenewEnabled eq 'true'"), "true or false is missing");
    assert_eq!(why("contains(channel,'x')"), "`channel` cannot be searched with `contains`");
    assert_eq!(why("usageDate eq 'soon'"), "a date cannot be read");
    assert_eq!(
        why("usageDate eq cast('2018-01-01',Edm.Int32)"),
        "only Edm.DateTimeOffset can be cast to"
    );
    assert_eq!(why("(channel eq 'x'"), "`)` is missing");
    assert_eq!(why("channel eq 'x' channel"), "something follows its end");
    assert_eq!(why("channel eq 'x' and"), "a field is missing");
}

#[test]
fn bombs_are_refused_quickly() {
    let began = Instant::now();
    let deep = format!("{}channel eq 'x'{}", "(".repeat(4000), ")".repeat(4000));
    let wide = vec!["channel eq 'x'"; 300].join(" or ");
    let long = format!("channel eq '{}'", "x".repeat(100_000));
    for bomb in [deep, wide, long] {
        assert!(parse(&bomb, COLUMNS).is_err());
    }
    assert!(began.elapsed() < Duration::from_secs(1));
}

fn literal() -> impl Strategy<Value = Filter> {
    prop_oneof![
        (0_usize..2, 0_usize..2, ".{0,12}").prop_map(|(column, operator, text)| Filter::Compare {
            column: &COLUMNS[column],
            operator: Operator::ALL[operator],
            value: Literal::Text(text),
        }),
        (0_usize..2, any::<bool>()).prop_map(|(operator, flag)| Filter::Compare {
            column: &COLUMNS[2],
            operator: Operator::ALL[operator],
            value: Literal::Flag(flag),
        }),
        (0_usize..6, -60_000_000_000_i64..200_000_000_000).prop_map(|(operator, seconds)| {
            let text = jiff::Timestamp::from_second(seconds).unwrap().to_string();
            Filter::Compare {
                column: &COLUMNS[3],
                operator: Operator::ALL[operator],
                value: Literal::Moment(Moment::parse(&text).unwrap()),
            }
        }),
        ".{0,12}".prop_map(|part| Filter::Contains { column: &COLUMNS[1], part }),
    ]
}

fn filter() -> impl Strategy<Value = Filter> {
    literal().prop_recursive(4, 24, 4, |inner| {
        let parts = proptest::collection::vec(inner, 2..4);
        prop_oneof![parts.clone().prop_map(Filter::All), parts.prop_map(Filter::Any)]
    })
}

proptest! {
    #[test]
    fn a_filter_is_the_same_after_printing_and_reading(filter in filter()) {
        prop_assert_eq!(parse(&filter.to_string(), COLUMNS), Ok(filter));
    }

    #[test]
    fn no_text_is_too_strange(text in ".{0,200}") {
        drop(parse(&text, COLUMNS));
    }

    #[test]
    fn no_order_of_tokens_is_too_strange(
        words in proptest::collection::vec(proptest::sample::select(vec![
            "(", ")", "and", "or", "channel", "usageDate", "eq", "ne", "le", "'x'", "cast", ",",
            "contains", "Edm.DateTimeOffset", "true", "7", "'2018-01-01'", "not",
        ]), 0..40),
    ) {
        drop(parse(&words.join(" "), COLUMNS));
    }
}
