use insta::assert_snapshot;
use uptake_model::percent::Percent;

use super::{Arg, Words};
use crate::Language;

fn check(id: &str, args: &[(&str, Arg<'_>)]) -> String {
    Language::ALL.map(|it| Words::new(it).say(id, args)).join("\n").replace('\u{a0}', "~")
}

#[test]
fn a_message_takes_counts_percentages_and_days_as_the_language_writes_them() {
    let args = [
        ("part", Arg::Count(12_345)),
        ("whole", Arg::Count(54_321)),
        ("percent", Arg::Percent(Percent::from_hundredths(2_273))),
    ];
    assert_snapshot!(check("formula-ratio", &args), @"
    12,345 of 54,321 = 22.73%
    12.345 de 54.321 = 22,73~%
    ");
}

#[test]
fn a_message_chooses_its_form_by_the_count() {
    assert_snapshot!(check("unit-customers", &[("count", Arg::Count(1))]), @"
    1 customer
    1 cliente
    ");
    assert_snapshot!(check("unit-customers", &[("count", Arg::Count(12_345))]), @"
    12,345 customers
    12.345 clientes
    ");
}

#[test]
fn text_is_put_in_as_it_is_without_invisible_marks() {
    let text = Arg::Text("2026");
    assert_snapshot!(check("problem-unknown-column", &[("column", text)]), @"
    the column `2026` is not known and was ignored
    la columna `2026` no se conoce y se ha omitido
    ");
}

#[test]
fn a_range_of_one_day_is_a_day() {
    let days = |text: &str| {
        let days = text.parse().unwrap();
        Language::ALL.map(|it| Words::new(it).days(days)).join(" | ")
    };
    assert_snapshot!(days("2026-03-01..2026-03-31"), @"2026-03-01 to 2026-03-31 | del 01/03/2026 al 31/03/2026");
    assert_snapshot!(days("2026-03-01..2026-03-01"), @"2026-03-01 | 01/03/2026");
}

#[test]
fn a_message_that_does_not_exist_shows_its_id() {
    assert_snapshot!(check("no-such-message", &[]), @"
    no-such-message
    no-such-message
    ");
    assert!(!Words::new(Language::En).has("no-such-message"));
    assert!(Words::new(Language::En).has("unit-customers"));
}

#[test]
fn words_can_be_shared_by_threads() {
    fn shared(_: impl Send + Sync) {}
    shared(Words::new(Language::Es));
}
