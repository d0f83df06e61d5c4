use proptest::prelude::*;

use super::*;

const FIELDS: &[&str] = &["CompanyName", "Domain"];

fn passes(filter: &str, text: &str) -> bool {
    Search::parse(filter, FIELDS).unwrap().passes(text)
}

#[test]
fn filters_are_read_in_the_spellings_that_occur() {
    for operator in ["starts_with", "starts_With", "StartsWith", "STARTS_WITH"] {
        let filter =
            format!(r#"{{"Field":"CompanyName","Value":"north","Operator":"{operator}"}}"#);
        assert!(passes(&filter, "Northwind"), "{operator}");
        assert!(!passes(&filter, "The North"), "{operator}");
    }
    let lower = r#"{"field":"companyname","value":"WIND","operator":"substring"}"#;
    assert!(passes(lower, "Northwind"));
    assert!(passes(r#"{"Field":"Domain","Value":"a.b","Operator":"Equals"}"#, "A.B"));
    assert!(passes(r#"{"Field":"Domain","Value":"a.b","Operator":"not_equals"}"#, "c"));
    assert!(!passes(r#"{"Field":"Domain","Value":"a","Operator":"NotStartsWith"}"#, "a.b"));
}

#[test]
fn what_is_no_filter_is_refused() {
    for filter in [
        "",
        "CompanyName",
        "[]",
        r#"{"Field":"CompanyName"}"#,
        r#"{"Field":"Password","Value":"x","Operator":"equals"}"#,
        r#"{"Field":"Domain","Value":"x","Operator":"resembles"}"#,
        r#"{"Field":"Domain","Value":7,"Operator":"equals"}"#,
    ] {
        assert!(Search::parse(filter, FIELDS).is_err(), "{filter}");
    }
    assert!(Search::parse(&"[".repeat(4096), FIELDS).is_err());
    assert!(Search::parse(&" ".repeat(5000), FIELDS).is_err());
}

proptest! {
    #[test]
    fn no_filter_is_too_strange(text in ".{0,200}") {
        drop(Search::parse(&text, FIELDS));
    }
}
