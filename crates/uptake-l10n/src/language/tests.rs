use insta::assert_snapshot;
use uptake_model::percent::Percent;

use super::Language;

fn both(write: impl Fn(Language) -> String) -> String {
    Language::ALL.map(write).join(" | ").replace('\u{a0}', "~")
}

#[test]
fn a_language_is_read_from_its_code_and_from_a_locale() {
    let read = |text: &str| {
        text.parse::<Language>().map_or_else(|error| error.to_string(), |it| it.to_string())
    };
    assert_snapshot!(read("en"), @"en");
    assert_snapshot!(read("ES"), @"es");
    assert_snapshot!(read("es_ES.UTF-8"), @"es");
    assert_snapshot!(read("en-GB"), @"en");
    assert_snapshot!(read("C.UTF-8"), @"`C.UTF-8` is not a language of this program, write `en` or `es`");
    assert_snapshot!(read("eso"), @"`eso` is not a language of this program, write `en` or `es`");
    assert_snapshot!(read(""), @"`` is not a language of this program, write `en` or `es`");
}

#[test]
fn spanish_sets_thousands_apart_from_five_digits_on_and_english_from_four() {
    let counts = [0, 999, 1_234, 12_345, 123_456, 1_234_567, u64::MAX];
    assert_snapshot!(counts.map(|it| both(|language| language.count(it))).join("\n"), @r"
    0 | 0
    999 | 999
    1,234 | 1234
    12,345 | 12.345
    123,456 | 123.456
    1,234,567 | 1.234.567
    18,446,744,073,709,551,615 | 18.446.744.073.709.551.615
    ");
}

#[test]
fn a_percentage_has_two_decimals_and_in_spanish_a_comma_and_a_space_that_does_not_break() {
    let percents = [0, 5, 7_200, 14_000, 123_456_789].map(Percent::from_hundredths);
    assert_snapshot!(percents.map(|it| both(|language| language.percent(it))).join("\n"), @r"
    0.00% | 0,00~%
    0.05% | 0,05~%
    72.00% | 72,00~%
    140.00% | 140,00~%
    1,234,567.89% | 1.234.567,89~%
    ");
}

#[test]
fn a_day_is_written_as_the_language_writes_it() {
    let day = "2026-03-01".parse().unwrap();
    assert_snapshot!(both(|language| language.day(day)), @"2026-03-01 | 01/03/2026");
}
