use insta::assert_snapshot;
use uptake_l10n::Language;

use super::*;

/// Every failure, once.
fn every() -> Vec<Failure> {
    let text = |it: &str| it.to_owned();
    vec![
        Failure::NotSignedIn,
        Failure::SecondFactorNeeded,
        Failure::WrongCredentials,
        Failure::NotAllowed { permission: Permission::Import },
        Failure::CrossSite,
        Failure::NotFound,
        Failure::MethodNotAllowed,
        Failure::UnknownCustomer,
        Failure::UnknownProduct { name: text("E9") },
        Failure::NoData,
        Failure::NoDataOnDay { day: text("2026-01-01"), first: text("2026-03-01") },
        Failure::DayTooLate { day: text("2030-01-01"), last: text("2027-03-01") },
        Failure::RangeTooLong { most: 1_200 },
        Failure::NotYetRecorded,
        Failure::InvalidParameter { name: text("on"), expected: text("a day") },
        Failure::InvalidBody { what: text("EOF") },
        Failure::WeakPassword { rule: "password-too-short" },
        Failure::LinkNotValid,
        Failure::EmailTaken,
        Failure::LastAdmin,
        Failure::ChangedMeanwhile,
        Failure::TooMany { most: 100 },
        Failure::ImportRefused { problems: Vec::new() },
        Failure::CatalogueRefused { problems: Vec::new() },
        Failure::TooLarge,
        Failure::UnsupportedMediaType,
        Failure::TooManyRequests { after_seconds: 7 },
        Failure::Busy,
        Failure::TimedOut,
        Failure::Internal,
    ]
}

#[test]
fn every_failure_has_words_in_both_languages() {
    for language in [Language::En, Language::Es] {
        let words = Words::new(language);
        for failure in every() {
            let id = format!("failure-{}", failure.code().replace('_', "-"));
            let is_worded = matches!(failure, Failure::WeakPassword { .. }) || words.has(&id);
            assert!(is_worded, "`{id}` is not worded in {language:?}");
            assert!(!failure.problem(&words).title.is_empty(), "{failure:?}");
        }
    }
}

#[test]
fn an_unknown_customer_is_not_repeated() {
    let id = "a2b62cf8-7a0f-4a25-b25a-5b0a3f9f2f11";
    let customer = uptake_model::CustomerId(id.parse().unwrap());
    let failure = Failure::from(AppError::UnknownCustomer { customer });
    assert_eq!(failure, Failure::UnknownCustomer);
    let body = serde_json::to_string(&failure.problem(&Words::new(Language::En))).unwrap();
    assert!(!body.contains(id), "{body}");
}

#[test]
fn what_failed_inside_is_not_told() {
    let path = std::path::PathBuf::from("secret-folder");
    let source = std::io::Error::other("denied");
    let failure = Failure::from(AppError::Io { doing: "read", path, source });
    let body = serde_json::to_string(&failure.problem(&Words::new(Language::En))).unwrap();
    assert_eq!(failure, Failure::Internal);
    assert!(!body.contains("secret-folder") && !body.contains("denied"), "{body}");
}

#[test]
fn a_wrong_parameter_is_named_with_what_it_must_be() {
    let failure = Failure::InvalidParameter { name: "on".to_owned(), expected: "a day".to_owned() };
    let body = failure.problem(&Words::new(Language::En));
    assert_eq!(body.parameter.as_deref(), Some("on"));
    assert_snapshot!(format!("{} {} {}", body.status, body.code, body.title), @"400 invalid_parameter the parameter `on` cannot be used");
}
