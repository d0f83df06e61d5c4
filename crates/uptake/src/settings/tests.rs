use std::ffi::OsString;

use super::{asked, language_of};

fn check(variables: &[(&str, &str)]) -> &'static str {
    let find = |name: &str| {
        let found = variables.iter().find(|(it, _)| *it == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    language_of(find).code()
}

#[test]
fn the_language_is_that_of_the_strongest_variable() {
    assert_eq!(check(&[("LANG", "es_ES.UTF-8")]), "es");
    assert_eq!(check(&[("LC_MESSAGES", "es_ES"), ("LANG", "en_GB.UTF-8")]), "es");
    assert_eq!(check(&[("LC_ALL", "en_US"), ("LC_MESSAGES", "es_ES")]), "en");
    assert_eq!(check(&[("LC_ALL", ""), ("LANG", "es_MX")]), "es");
}

#[test]
fn a_language_that_nobody_speaks_here_is_english() {
    assert_eq!(check(&[]), "en");
    assert_eq!(check(&[("LANG", "C.UTF-8")]), "en");
    assert_eq!(check(&[("LC_ALL", "fr_FR"), ("LANG", "es_ES")]), "en");
}

#[test]
fn the_language_is_known_before_the_arguments_are_read() {
    let check =
        |line: &str| asked(line.split(' ').map(OsString::from)).map(uptake_l10n::Language::code);
    assert_eq!(check("uptake --lang es fly"), Some("es"));
    assert_eq!(check("uptake portfolio --lang=es --on yesterday"), Some("es"));
    assert_eq!(check("uptake portfolio --lang fr"), None);
    assert_eq!(check("uptake import -- --lang es"), None);
}
