use insta::assert_snapshot;
use proptest::prelude::*;

use super::{super::statement::parse, *};

/// Customer, workload, month, units, users.
const FACTS: &[(&str, &str, &str, u64, Option<u64>)] = &[
    ("Contoso", "Exchange", "2026-02-01", 10, Some(9)),
    ("Contoso", "Teams", "2026-02-01", 10, Some(14)),
    ("Contoso", "Exchange", "2026-03-01", 12, Some(9)),
    ("Fabrikam", "Exchange", "2026-03-01", 5, None),
    ("Tailspin_Toys", "Exchange", "2026-03-01", 100, Some(40)),
];

fn rows() -> Vec<Row> {
    let dataset = super::super::datasets::find("OfficeUsage").unwrap();
    let row = |it: &(&str, &str, &str, u64, Option<u64>)| {
        let cell = |column: &str| match column {
            "CustomerName" | "CustomerTenantId" => Value::text(it.0),
            "WorkloadName" => Value::text(it.1),
            "Month" => Value::text(it.2),
            "PaidAvailableUnits" => Value::Count(it.3),
            "MonthlyActiveUsers" => Value::count(it.4),
            _ => Value::Missing,
        };
        dataset.all_columns().map(cell).collect()
    };
    FACTS.iter().map(row).collect()
}

/// The answer, one row a line; `-` is missing.
fn check(query: &str) -> String {
    let answer = evaluate(&parse(query).unwrap(), &rows());
    let cell = |it: &Value| if *it == Value::Missing { "-".to_owned() } else { it.to_string() };
    let line = |row: &Row| row.iter().map(cell).collect::<Vec<_>>().join(" ");
    answer.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn rows_are_filtered_sorted_and_cut() {
    assert_snapshot!(check("SELECT CustomerName, MonthlyActiveUsers FROM OfficeUsage WHERE WorkloadName = 'EXCHANGE' AND PaidAvailableUnits > 5 ORDER BY MonthlyActiveUsers LIMIT 2"), @"
    Tailspin_Toys 40
    Contoso 9
    ");
    assert_snapshot!(check("SELECT Month FROM OfficeUsage WHERE Month >= '2026-03-01' AND CustomerName NOT IN ('contoso', 'x')"), @"
    2026-03-01
    2026-03-01
    ");
    assert_snapshot!(check("SELECT DISTINCT CustomerName FROM OfficeUsage WHERE CustomerName LIKE '%o%' ORDER BY CustomerName ASC"), @"
    Contoso
    Tailspin_Toys
    ");
    assert_snapshot!(check("SELECT CustomerName FROM OfficeUsage WHERE CustomerName LIKE 'fab_ikam'"), @"Fabrikam");
}

#[test]
fn metrics_are_over_the_rows_that_share_the_columns() {
    assert_snapshot!(check("SELECT CustomerName, TotalMonthlyActiveUsers, TotalPaidAvailableUnits FROM OfficeUsage"), @"
    Contoso 32 32
    Fabrikam - 5
    Tailspin_Toys 40 100
    ");
    assert_snapshot!(check("SELECT CustomerCount, TotalMonthlyActiveUsers FROM OfficeUsage"), @"3 72");
    assert_snapshot!(check("SELECT WorkloadName, CustomerCount FROM OfficeUsage WHERE TotalPaidAvailableUnits > 50"), @"Exchange 3");
}

#[test]
fn what_is_missing_fulfils_no_condition() {
    assert_snapshot!(check("SELECT CustomerName FROM OfficeUsage WHERE MonthlyActiveUsers < 1000 AND Month = '2026-03-01'"), @"
    Contoso
    Tailspin_Toys
    ");
    assert_snapshot!(check("SELECT CustomerName FROM OfficeUsage WHERE MonthlyActiveUsers != 9"), @"
    Contoso
    Tailspin_Toys
    ");
    assert_eq!(
        check("SELECT CustomerName FROM OfficeUsage WHERE IsDuplicateRowForPGA = 'False'"),
        ""
    );
}

proptest! {
    #[test]
    fn a_text_is_like_itself_its_parts_and_anything(text in "[a-z]{0,12}", at in 0_usize..12) {
        let (head, tail) = text.split_at(at.min(text.len()));
        for pattern in [text.clone(), "%".to_owned(), format!("{head}%"), format!("%{tail}"), format!("%{tail}%")] {
            prop_assert!(is_like(&text, &pattern), "{pattern}");
        }
        let longer = format!("{text}_");
        prop_assert!(!is_like(&text, &longer));
    }

    #[test]
    fn patterns_of_many_signs_take_no_time(pattern in "[%_a]{0,400}") {
        is_like(&"a".repeat(400), &pattern);
    }
}
