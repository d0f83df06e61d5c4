use axum::http::{HeaderMap, header};
use uptake_l10n::Language;

use super::*;

fn check(wanted: &[&str]) -> Language {
    let mut headers = HeaderMap::new();
    for it in wanted {
        headers.append(header::ACCEPT_LANGUAGE, it.parse().unwrap());
    }
    Languages::of(&headers)
}

#[test]
fn the_language_is_the_one_that_the_reader_prefers() {
    assert_eq!(check(&["es"]), Language::Es);
    assert_eq!(check(&["es-MX,es;q=0.9,en;q=0.8"]), Language::Es);
    assert_eq!(check(&["en-GB, es;q=0.5"]), Language::En);
    assert_eq!(check(&["fr, de;q=0.9, ES;q=0.1"]), Language::Es);
    assert_eq!(check(&["fr", "es;q=0.3"]), Language::Es);
}

#[test]
fn a_reader_of_other_languages_gets_english() {
    for wanted in [&[][..], &["fr"], &["*"], &["es;q=0"], &["es;q=x"], &[";;;,,"], &["\u{e9}"]] {
        assert_eq!(check(wanted), Language::En, "{wanted:?}");
    }
}
