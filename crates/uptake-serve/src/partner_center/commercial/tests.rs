use insta::assert_snapshot;

use super::*;
use crate::partner_center::samples::{day, deployment, pretty, usage};

#[test]
fn a_row_of_deployment_has_the_documented_shape() {
    let row = FlatDeployment { row: deployment(), day: day("2018-10-14") };
    assert_snapshot!(pretty(&row), @r#"
    {
      "processedDateTime": "2018-10-14T00:00:00",
      "serviceCode": "o365",
      "serviceName": "Microsoft Office 365",
      "channel": "reseller",
      "customerTenantId": "4D3CF487-70F4-4E1E-9FF1-B2BFCE8D9F04",
      "customerName": "NORTHWIND",
      "productId": "6FD2C87F-B296-42F0-B197-1E91E994B900",
      "productName": "OFFICE 365 E3",
      "licensesDeployed": 5,
      "licensesSold": 100
    }
    "#);
}

#[test]
fn a_row_of_usage_has_both_spellings_of_the_active_licences() {
    let row = FlatUsage { row: usage(Some(6)), day: day("2018-10-14") };
    assert_snapshot!(pretty(&row), @r#"
    {
      "processedDateTime": "2018-10-14T00:00:00",
      "workloadCode": "EXO",
      "workloadName": "Exchange",
      "serviceCode": "o365",
      "serviceName": "Microsoft Office 365",
      "channel": "reseller",
      "customerTenantId": "4D3CF487-70F4-4E1E-9FF1-B2BFCE8D9F04",
      "customerName": "NORTHWIND",
      "productId": "6FD2C87F-B296-42F0-B197-1E91E994B900",
      "productName": "OFFICE 365 E3",
      "licensesActive": 6,
      "licenseActive": 6,
      "licensesQualified": 10
    }
    "#);
}

#[test]
fn unknown_use_is_left_out_and_not_zero() {
    let row = FlatUsage { row: usage(None), day: day("2018-10-14") };
    let text = pretty(&row);
    assert!(!text.contains("censesActive") && !text.contains("licenseActive"), "{text}");
    assert!(text.contains("\"licensesQualified\": 10"), "{text}");
}

#[test]
fn every_column_has_the_cell_that_the_row_shows() {
    let (deployment, day) = (deployment(), day("2018-10-14"));
    let row = FlatDeployment { row: deployment, day };
    let usage = FlatUsage { row: usage(Some(6)), day };
    let records: [(&dyn Record, _, _); 2] = [
        (&row, serde_json::to_value(&row).unwrap(), DEPLOYMENT_COLUMNS),
        (&usage, serde_json::to_value(&usage).unwrap(), USAGE_COLUMNS),
    ];
    for (record, shown, columns) in records {
        for column in columns {
            let cell = Cell::text(shown[column.name].as_str().unwrap().to_owned());
            assert_eq!(record.cell(column.name), cell, "{}", column.name);
        }
    }
}
