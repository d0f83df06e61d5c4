use std::time::{Duration, Instant};

use insta::assert_snapshot;
use proptest::prelude::*;

use super::*;
use crate::partner_center::{insights::datasets::DATASETS, samples::day};

fn read(text: &str) -> String {
    parse(text).map_or_else(|it| it.to_string(), |it| it.to_string())
}

#[test]
fn queries_are_read_as_documented() {
    assert_snapshot!(read("select distinct customername, totalmonthlyactiveusers from officeusage where WorkloadName in ('Teams', 'Exchange') and customername not like '%Contoso%' and monthlyactiveusers >= 10 order by customername asc, totalmonthlyactiveusers limit 5 timespan last_3_months"), @"SELECT DISTINCT CustomerName, TotalMonthlyActiveUsers FROM OfficeUsage WHERE WorkloadName IN ('Teams', 'Exchange') AND CustomerName NOT LIKE '%Contoso%' AND MonthlyActiveUsers >= 10 ORDER BY CustomerName ASC, TotalMonthlyActiveUsers DESC LIMIT 5 TIMESPAN LAST_3_MONTHS");
    assert_snapshot!(read("SELECT ResellerName FROM ResellerPerformance"), @"SELECT ResellerName FROM CloudProductsResellerPerformance");
    assert_snapshot!(read("SELECT CustomerTenantId FROM OfficeUsage WHERE CustomerTenantId = 'e6ff2a4e-0c5e-4b2d-8d62-51f3b4a3c1a9' TIMESPAN LAST_MONTH"), @"SELECT CustomerTenantId FROM OfficeUsage WHERE CustomerTenantId = 'e6ff2a4e-0c5e-4b2d-8d62-51f3b4a3c1a9' TIMESPAN LAST_MONTH");
}

#[test]
fn what_is_no_query_is_refused_with_the_reason() {
    assert_snapshot!(read(""), @"the query lacks SELECT");
    assert_snapshot!(read("SELECT FROM OfficeUsage"), @"the query lacks FROM");
    assert_snapshot!(read("SELECT Password FROM OfficeUsage"), @"the column name is incorrect: `Password`");
    assert_snapshot!(read("SELECT CustomerName FROM Users"), @"the table name is invalid: `Users`");
    assert_snapshot!(read("SELECT CustomerName FROM OfficeUsage WHERE CustomerName"), @"the query lacks a comparison");
    assert_snapshot!(read("SELECT CustomerName FROM OfficeUsage WHERE CustomerName IN 'x'"), @"the query lacks `(`");
    assert_snapshot!(read("SELECT CustomerName FROM OfficeUsage ORDER BY Month"), @"only selected columns can be sorted by: `Month`");
    assert_snapshot!(read("SELECT CustomerName FROM OfficeUsage LIMIT 0"), @"the query lacks a limit of at least 1");
    assert_snapshot!(read("SELECT CustomerName FROM OfficeUsage TIMESPAN LAST_DECADE"), @"the query lacks a known time span");
    assert_snapshot!(read("SELECT CustomerName FROM OfficeUsage; DROP TABLE x"), @"the query cannot be understood: `;` has no meaning outside of quotes");
    assert_snapshot!(read("SELECT CustomerName FROM OfficeUsage WHERE Month = 'a' OR Month = 'b'"), @"something follows the end of the query");
}

#[test]
fn the_queries_that_come_with_datasets_are_queries() {
    for dataset in DATASETS {
        let text = dataset.system_statement();
        let statement = parse(&text).unwrap();
        assert_eq!(statement.to_string(), text);
        assert_eq!(statement.selected, dataset.columns);
    }
}

#[test]
fn spans_end_with_the_newest_day() {
    let days = |span: Span| span.days(day("2026-03-10")).to_string();
    assert_eq!(days(Span::Today), "2026-03-10..2026-03-10");
    assert_eq!(days(Span::Yesterday), "2026-03-09..2026-03-09");
    assert_eq!(days(Span::Last7Days), "2026-03-04..2026-03-10");
    assert_eq!(days(Span::LastMonth), "2026-03-01..2026-03-10");
    assert_eq!(days(Span::Last6Months), "2025-10-01..2026-03-10");
    assert_eq!(days(Span::Lifetime), "2023-04-01..2026-03-10");
}

#[test]
fn bombs_are_refused_quickly() {
    let began = Instant::now();
    let wide = format!("SELECT {} FROM OfficeUsage", vec!["Month"; 100_000].join(","));
    assert!(parse(&wide).is_err());
    let and = vec!["Month = 'x'"; 500].join(" AND ");
    assert!(parse(&format!("SELECT Month FROM OfficeUsage WHERE {and}")).is_ok());
    assert!(began.elapsed() < Duration::from_secs(1));
}

fn literal() -> impl Strategy<Value = Literal> {
    prop_oneof![any::<u64>().prop_map(Literal::Number), ".{0,12}".prop_map(Literal::Text)]
}

fn condition(dataset: &'static Dataset) -> impl Strategy<Value = Condition> {
    let names: Vec<&'static str> =
        dataset.all_columns().chain(dataset.metrics.iter().map(|it| it.name)).collect();
    let parts = (
        proptest::sample::select(names),
        proptest::sample::select(Comparison::ALL),
        proptest::collection::vec(literal(), 1..4),
    );
    parts.prop_map(|(name, comparison, mut values)| {
        if !matches!(comparison, Comparison::In | Comparison::NotIn) {
            values.truncate(1);
        }
        Condition { name, comparison, values }
    })
}

fn statement() -> impl Strategy<Value = Statement> {
    (0..DATASETS.len()).prop_flat_map(|at| {
        let dataset = &DATASETS[at];
        let names: Vec<&'static str> =
            dataset.all_columns().chain(dataset.metrics.iter().map(|it| it.name)).collect();
        let selected = proptest::sample::subsequence(names.clone(), 1..=names.len());
        let direction = proptest::sample::select(Direction::ALL);
        (
            any::<bool>(),
            selected,
            proptest::collection::vec(condition(dataset), 0..4),
            proptest::option::of(direction),
            proptest::option::of(1_u64..1000),
            proptest::option::of(proptest::sample::select(Span::ALL)),
        )
            .prop_map(move |(distinct, selected, conditions, direction, limit, span)| {
                Statement {
                    distinct,
                    order: direction.into_iter().map(|it| (selected[0], it)).collect(),
                    selected,
                    dataset,
                    conditions,
                    limit,
                    span,
                }
            })
    })
}

proptest! {
    #[test]
    fn a_query_is_the_same_after_printing_and_reading(statement in statement()) {
        prop_assert_eq!(parse(&statement.to_string()), Ok(statement));
    }

    #[test]
    fn no_text_is_too_strange(text in ".{0,200}") {
        drop(parse(&text));
    }

    #[test]
    fn no_order_of_words_is_too_strange(
        words in proptest::collection::vec(proptest::sample::select(vec![
            "SELECT", "DISTINCT", "Month", "FROM", "OfficeUsage", "WHERE", "AND", "ORDER", "BY",
            "ASC", "DESC", "LIMIT", "TIMESPAN", "LAST_MONTH", "NOT", "IN", "LIKE", "(", ")", ",",
            "=", "!=", "<=", "7", "'x'",
        ]), 0..40),
    ) {
        drop(parse(&words.join(" ")));
    }
}
