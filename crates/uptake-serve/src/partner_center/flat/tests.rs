use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use crate::partner_center::{
    commercial::{DEPLOYMENT_COLUMNS, FlatDeployment, FlatUsage, USAGE_COLUMNS},
    error::Fault,
    query::Query,
    samples::{day, deployment, northwind, subscription, usage},
    source::CustomerRow,
    subscription_analytics::{COLUMNS, FlatSubscription},
    table::Column,
};

fn question(query: &str, columns: &'static [Column]) -> Result<Question, Fault> {
    Question::read(&Query::parse(Some(query)).unwrap(), columns)
}

/// `count` customers with one row each; the number is in the name.
fn customers(count: usize) -> Vec<FlatDeployment> {
    let rows = (0..count).map(|number| {
        let mut row = deployment();
        let name = format!("Customer {}", number % 7);
        row.customer = std::sync::Arc::new(CustomerRow { name, ..(*northwind()).clone() });
        row.counts.sold_own = u64::try_from(number).unwrap();
        FlatDeployment { row, day: day("2026-03-01") }
    });
    rows.collect()
}

#[test]
fn groups_hold_the_named_fields_and_the_measures() {
    let question = question("groupby=CHANNEL,serviceCode", USAGE_COLUMNS).unwrap();
    let day = day("2026-03-01");
    let rows = [usage(Some(6)), usage(None), usage(Some(2))].map(|row| FlatUsage { row, day });
    let answer = answer(rows, &question, "/path");
    assert_snapshot!(serde_json::to_string(&answer).unwrap(), @r#"{"Value":[{"channel":"reseller","serviceCode":"o365","licensesActive":8,"licensesQualified":20}],"@nextLink":null,"TotalCount":1}"#);
}

#[test]
fn a_group_of_which_nothing_is_known_has_no_measures() {
    let question = question("groupby=channel", USAGE_COLUMNS).unwrap();
    let rows = [FlatUsage { row: usage(None), day: day("2026-03-01") }];
    let answer = answer(rows, &question, "/path");
    assert_snapshot!(serde_json::to_string(&answer.value).unwrap(), @r#"[{"channel":"reseller"}]"#);
}

#[test]
fn the_next_rows_are_asked_for_with_the_same_question() {
    let question =
        question("top=2&FILTER=channel eq 'Reseller'&groupBy=customerName", DEPLOYMENT_COLUMNS);
    let answer = answer(customers(9), &question.unwrap(), "/path");
    assert_eq!((answer.value.len(), answer.total_count), (2, 7));
    assert_snapshot!(answer.next_link.unwrap(), @"/path?top=2&skip=2&filter=channel%20eq%20%27Reseller%27&groupby=customerName");
}

#[test]
fn days_are_grouped_by_day_week_and_month() {
    let rows = ["2026-03-01", "2026-03-02", "2026-03-08", "2026-04-01"].map(|it| {
        let mut row = subscription();
        row.created_on = day(it);
        FlatSubscription { row, last_used_on: None }
    });
    let grouped = |query: &str| {
        let question = question(query, COLUMNS).unwrap();
        serde_json::to_string(&answer(rows.clone(), &question, "/path").value).unwrap()
    };
    assert_snapshot!(grouped("groupby=creationDate&aggregationLevel=month"), @r#"[{"creationDate":"2026-03-01T00:00:00","subscriptionCount":"3","licenseCount":"30"},{"creationDate":"2026-04-01T00:00:00","subscriptionCount":"1","licenseCount":"10"}]"#);
    assert_snapshot!(grouped("groupby=creationDate&aggregationLevel=Week"), @r#"[{"creationDate":"2026-02-23T00:00:00","subscriptionCount":"1","licenseCount":"10"},{"creationDate":"2026-03-02T00:00:00","subscriptionCount":"2","licenseCount":"20"},{"creationDate":"2026-03-30T00:00:00","subscriptionCount":"1","licenseCount":"10"}]"#);
    assert_snapshot!(grouped("groupby=lastUsageDate,status"), @r#"[{"lastUsageDate":null,"status":"ACTIVE","subscriptionCount":"4","licenseCount":"40"}]"#);
}

#[test]
fn questions_that_make_no_sense_are_refused() {
    for query in [
        "top=0",
        "top=x",
        "skip=-1",
        "groupby=password",
        "aggregationLevel=month&groupby=status",
        "aggregationLevel=year&groupby=creationDate",
        "filter=nothing",
        "processedDateTime=soon",
    ] {
        assert!(question(query, COLUMNS).is_err(), "{query}");
    }
    assert_eq!(question("top=99999999", COLUMNS).unwrap().top, 10_000);
}

proptest! {
    #[test]
    fn pages_one_after_the_other_are_the_whole(
        count in 0_usize..40, top in 1_usize..12, grouped: bool,
    ) {
        let group = if grouped { "&groupby=customerName" } else { "" };
        let whole = question(group, DEPLOYMENT_COLUMNS).unwrap();
        let whole = answer(customers(count), &whole, "/path");
        let mut pieces = Vec::new();
        let mut query = format!("top={top}{group}");
        loop {
            let question = question(&query, DEPLOYMENT_COLUMNS).unwrap();
            let page = answer(customers(count), &question, "/path");
            prop_assert_eq!(page.total_count, whole.total_count);
            prop_assert!(page.value.len() <= top);
            pieces.extend(page.value);
            let Some(link) = page.next_link else { break };
            query = link.split_once('?').unwrap().1.to_owned();
        }
        prop_assert_eq!(pieces, whole.value);
    }

    #[test]
    fn groups_add_up_to_the_rows(count in 0_usize..40) {
        let question = question("groupby=customerName", DEPLOYMENT_COLUMNS).unwrap();
        let groups = answer(customers(count), &question, "/path").value;
        let sold: u64 = groups.iter().map(|it| match it {
            Answered::Group(group) => match group.measures[1].1 {
                Measure::Count(count) => count,
                Measure::Text(_) => 0,
            },
            Answered::Row(_) => 0,
        }).sum();
        // A row without own seats is in the other channel, with all 206 of them.
        let rows: u64 = (0..count).map(|it| if it == 0 { 206 } else { u64::try_from(it).unwrap() }).sum();
        prop_assert_eq!(sold, rows);
    }
}
