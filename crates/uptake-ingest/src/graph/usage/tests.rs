use proptest::prelude::*;
use uptake_model::{Catalogue, facts::Facts};

use super::UsageReader;
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
