use std::collections::BTreeSet;

use super::*;

#[test]
fn names_are_found_whatever_their_case() {
    assert_eq!(find("officeusage").unwrap().name, "OfficeUsage");
    assert_eq!(find("ResellerPerformance").unwrap().name, "CloudProductsResellerPerformance");
    assert!(find("AzureUsage").is_none());
    let office = find("OfficeUsage").unwrap();
    assert_eq!(office.name_of("PGAMPNID"), Some("PGAMpnId"));
    assert_eq!(office.name_of("customercount"), Some("CustomerCount"));
}

#[test]
fn no_name_and_no_id_is_there_twice() {
    let ids: BTreeSet<&str> = DATASETS.iter().map(|it| it.system_query).collect();
    assert_eq!(ids.len(), DATASETS.len());
    for dataset in DATASETS {
        let names: Vec<String> = dataset
            .all_columns()
            .chain(dataset.metrics.iter().map(|it| it.name))
            .map(str::to_lowercase)
            .collect();
        let once: BTreeSet<&String> = names.iter().collect();
        assert_eq!(once.len(), names.len(), "{}", dataset.name);
        assert!(dataset.system_query.parse::<uptake_model::Guid>().is_ok());
    }
}

#[test]
fn metrics_are_of_columns_that_exist() {
    for dataset in DATASETS {
        for metric in dataset.metrics {
            match metric.of {
                Aggregate::Sum(column) | Aggregate::Distinct(column) => {
                    assert!(dataset.column(column).is_some(), "{}", metric.name);
                }
                Aggregate::Unknown => {}
            }
        }
    }
}
