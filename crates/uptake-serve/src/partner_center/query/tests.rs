use proptest::prelude::*;

use super::*;

fn query(text: &str) -> Query {
    Query::parse(Some(text)).unwrap()
}

#[test]
fn names_have_no_case_and_values_keep_theirs() {
    let query = query("SIZE=40&seekOperation=Next&groupBy=Channel,serviceCode&groupby=id&x");
    assert_eq!(query.count("size"), Ok(Some(40)));
    assert_eq!(query.get("seekoperation"), Some("Next"));
    assert_eq!(query.all("groupby"), ["Channel", "serviceCode", "id"]);
    assert_eq!(query.get("x"), None);
}

#[test]
fn values_are_decoded_whatever_encoded_them() {
    let query = query("filter=workloadCode+eq%20%27SFB%27&bad=%FF%zz");
    assert_eq!(query.get("filter"), Some("workloadCode eq 'SFB'"));
    assert_eq!(query.get("bad"), Some("\u{fffd}%zz"));
}

#[test]
fn counts_and_dates_that_are_none_are_refused() {
    assert!(query("top=-1").count("top").is_err());
    assert!(query("top=ten").count("top").is_err());
    assert!(query("processedDateTime=soon").moment("processeddatetime").is_err());
    assert!(Query::parse(Some(&"x".repeat(20_000))).is_err());
}

proptest! {
    #[test]
    fn no_query_is_too_strange(text in ".{0,200}") {
        let query = query(&text);
        drop((query.all("groupby"), query.count("top")));
    }
}
