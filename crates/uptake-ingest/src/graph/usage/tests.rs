use proptest::prelude::*;
use uptake_model::{Catalogue, facts::Facts};

use super::{UsageReader, products::names};
use crate::graph::{kind::DetailReport, samples::options};

/// A row: which person, in capitals or not, and the day of July 2026.
type Written = (u8, bool, Option<u8>);

fn facts(rows: &[Written]) -> Vec<Facts> {
    let catalogue = Catalogue::default();
    let options = options(&catalogue);
    let header = ["Report Refresh Date", "User Principal Name", "Last Activity Date"];
    let header = header.map(str::to_owned);
    let mut reader =
        UsageReader::new(DetailReport::EmailActivityUser, &header, "report.csv", &options);
    for (person, capitals, day) in rows {
        let name = format!("person{person}@northwind.example");
        let name = if *capitals { name.to_uppercase() } else { name };
        let day = day.map_or_else(String::new, |it| format!("2026-07-{it:02}"));
        reader.row(2, &["2026-07-26", &name, &day]).unwrap();
    }
    reader.finish(false).unwrap().facts
}

fn rows() -> impl Strategy<Value = Vec<Written>> {
    let day = prop::option::of(1_u8..=26);
    prop::collection::vec((0_u8..5, any::<bool>(), day), 1..20)
}

proptest! {
    #[test]
    fn neither_order_nor_repetition_of_rows_matters(rows in rows()) {
        let mut other = rows.clone();
        other.reverse();
        other.extend_from_slice(&rows);
        prop_assert_eq!(facts(&rows), facts(&other));
    }

    #[test]
    fn the_spelling_of_a_name_does_not_matter(rows in rows()) {
        let plain: Vec<Written> = rows.iter().map(|it| (it.0, false, it.2)).collect();
        prop_assert_eq!(facts(&rows), facts(&plain));
    }
}

/// What the active-user report says of the products of one person: deleted or not, a flag for
/// Exchange or none, the cell.
fn products(deleted: &str, flag: &str, cell: &str) -> String {
    let catalogue = Catalogue::default();
    let options = options(&catalogue);
    let header = [
        "Report Refresh Date",
        "User Principal Name",
        "Is Deleted",
        "Has Exchange License",
        "Exchange Last Activity Date",
        "Assigned Products",
    ];
    let header = header.map(str::to_owned);
    let kind = DetailReport::Office365ActiveUser;
    let mut reader = UsageReader::new(kind, &header, "report.csv", &options);
    reader.row(2, &["2026-07-26", "ana@northwind.example", deleted, flag, "", cell]).unwrap();
    let said = reader.finish(false).unwrap();
    let last = said
        .facts
        .iter()
        .rev()
        .find_map(|it| if let Facts::NamedProducts(rows) = it { rows.first() } else { None });
    let said = last.and_then(|it| it.fact.products.clone());
    said.map_or("nothing is said".to_owned(), |it| format!("{it:?}"))
}

#[test]
fn names_of_products_are_joined_by_a_plus_without_spaces() {
    let cell = "OFFICE 365 E3+ENTERPRISE MOBILITY + SECURITY E5+ Visio Plan 1";
    let split = ["ENTERPRISE MOBILITY + SECURITY E5+ VISIO PLAN 1", "OFFICE 365 E3"];
    assert_eq!(names(cell).into_iter().collect::<Vec<_>>(), split);
    assert_eq!(names("+").into_iter().collect::<Vec<_>>(), ["+"; 0]);
}

#[test]
fn no_name_says_that_nothing_is_held_only_where_no_licence_is() {
    let said = [
        ("False", "True", "OFFICE 365 E3"),
        ("False", "True", ""),
        ("False", "", ""),
        ("False", "False", ""),
        ("True", "", ""),
        ("True", "False", "OFFICE 365 E3"),
    ];
    let said = said.map(|(deleted, flag, cell)| products(deleted, flag, cell));
    insta::assert_snapshot!(said.join("\n"), @r#"
    {"OFFICE 365 E3"}
    nothing is said
    nothing is said
    {}
    {}
    {}
    "#);
}
