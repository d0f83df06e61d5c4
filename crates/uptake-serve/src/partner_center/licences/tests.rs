use insta::assert_snapshot;

use super::*;
use crate::partner_center::{
    collection::Collection,
    samples::{day, deployment, exchange, pretty, usage},
};

fn on() -> Day {
    day("2026-07-26")
}

#[test]
fn a_collection_of_customer_usage_has_the_documented_shape() {
    let items = vec![CustomerUsage::of(&usage(Some(6)), on())];
    assert_snapshot!(pretty(&Collection::whole(items)), @r#"
    {
      "totalCount": 1,
      "items": [
        {
          "customerId": "4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04",
          "customerName": "NORTHWIND",
          "productName": "OFFICE 365 E3",
          "workloadCode": "EXO",
          "workloadName": "Exchange",
          "licensesActive": 6,
          "licensesQualified": 10,
          "usagePercent": 60.0,
          "serviceCode": "o365",
          "serviceName": "o365",
          "channel": "reseller",
          "processedDateTime": "2026-07-26T00:00:00+00:00",
          "attributes": {
            "objectType": "CustomerLicensesUsageInsights"
          }
        }
      ],
      "attributes": {
        "objectType": "Collection"
      }
    }
    "#);
}

#[test]
fn unknown_use_is_left_out_and_not_zero() {
    let text = pretty(&CustomerUsage::of(&usage(None), on()));
    assert!(!text.contains("licensesActive") && !text.contains("usagePercent"), "{text}");
}

#[test]
fn customer_deployment_counts_own_seats_and_takes_the_ratio_of_all() {
    assert_snapshot!(pretty(&CustomerDeployment::of(&deployment(), on())), @r#"
    {
      "customerId": "4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04",
      "customerName": "NORTHWIND",
      "productName": "OFFICE 365 E3",
      "licensesSold": 100,
      "licensesDeployed": 5,
      "deploymentPercent": 2.43,
      "serviceCode": "o365",
      "serviceName": "o365",
      "channel": "reseller",
      "processedDateTime": "2026-07-26T00:00:00+00:00",
      "attributes": {
        "objectType": "CustomerLicensesDeploymentInsights"
      }
    }
    "#);
}

#[test]
fn partner_deployment_is_the_ratio_of_sums() {
    let seats = ChannelSeats { sold: 474, sold_all: 474, assigned: Some(124) };
    let row = ServiceSeats {
        service: "office365".to_owned(),
        service_name: "Office 365".to_owned(),
        channel: Channel::Reseller,
        seats,
    };
    assert_snapshot!(pretty(&PartnerDeployment::of(&row, on())), @r#"
    {
      "proratedDeploymentPercent": 26.16,
      "licensesSold": 474,
      "serviceCode": "o365",
      "serviceName": "o365",
      "channel": "reseller",
      "processedDateTime": "2026-07-26T00:00:00+00:00",
      "attributes": {
        "objectType": "PartnerLicensesDeploymentInsights"
      }
    }
    "#);
}

#[test]
fn partner_usage_is_by_service_and_workload() {
    let row = WorkloadUsage { workload: exchange(), active: Some(14), entitlements: 10 };
    assert_snapshot!(pretty(&PartnerUsage::of(&row, on())), @r#"
    {
      "proratedLicensesUsagePercent": 140.0,
      "workloadName": "Exchange",
      "serviceCode": "o365",
      "serviceName": "o365",
      "channel": "reseller",
      "processedDateTime": "2026-07-26T00:00:00+00:00",
      "attributes": {
        "objectType": "PartnerLicensesUsageInsights"
      }
    }
    "#);
    let unknown = WorkloadUsage { workload: exchange(), active: None, entitlements: 0 };
    assert_eq!(PartnerUsage::of(&unknown, on()).prorated_licenses_usage_percent, None);
}
