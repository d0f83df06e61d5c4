use insta::assert_snapshot;

use super::*;
use crate::partner_center::{
    query::Query,
    samples::{ana, day, e3, northwind, pretty, subscription, units},
    search::Search,
};

#[test]
fn a_customer_has_the_documented_shape() {
    assert_snapshot!(pretty(&Customer::of(&northwind())), @r#"
    {
      "id": "4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04",
      "commerceId": "4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04",
      "companyProfile": {
        "tenantId": "4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04",
        "domain": "northwind.example",
        "companyName": "Northwind",
        "address": {
          "country": "ES"
        },
        "attributes": {
          "objectType": "CustomerCompanyProfile"
        }
      },
      "relationshipToPartner": "reseller",
      "associatedPartnerId": "4711",
      "links": {
        "self": {
          "uri": "/customers/4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04",
          "method": "GET",
          "headers": []
        }
      },
      "attributes": {
        "objectType": "Customer"
      }
    }
    "#);
}

#[test]
fn a_subscription_has_the_documented_shape() {
    assert_snapshot!(pretty(&Subscription::of(&subscription())), @r#"
    {
      "id": "a4c1340d-6911-4758-bba3-0c4c6007d161",
      "offerId": "6fd2c87f-b296-42f0-b197-1e91e994b900",
      "offerName": "Office 365 E3",
      "friendlyName": "Office 365 E3",
      "productType": {
        "id": "OnlineServices",
        "displayName": "OnlineServices"
      },
      "quantity": 10,
      "unitType": "Licenses",
      "creationDate": "2025-03-01T00:00:00Z",
      "effectiveStartDate": "2025-03-01T00:00:00Z",
      "commitmentEndDate": "2026-03-01T00:00:00Z",
      "status": "active",
      "autoRenewEnabled": true,
      "isTrial": false,
      "billingType": "license",
      "billingCycle": "monthly",
      "termDuration": "P1Y",
      "isMicrosoftProduct": true,
      "partnerId": "4711",
      "contractType": "subscription",
      "links": {
        "self": {
          "uri": "/customers/4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04/subscriptions/a4c1340d-6911-4758-bba3-0c4c6007d161",
          "method": "GET",
          "headers": []
        }
      },
      "attributes": {
        "etag": "eyJpZCI6ImE0YzEzNDBkLTY5MTEtNDc1OC1iYmEzLTBjNGM2MDA3ZDE2MSIsInZlcnNpb24iOjF9",
        "objectType": "Subscription"
      }
    }
    "#);
}

#[test]
fn a_subscribed_sku_has_the_documented_shape() {
    assert_snapshot!(pretty(&SubscribedSku::of(&units())), @r#"
    {
      "availableUnits": 3,
      "activeUnits": 10,
      "consumedUnits": 12,
      "suspendedUnits": 3,
      "totalUnits": 15,
      "warningUnits": 5,
      "productSku": {
        "id": "6fd2c87f-b296-42f0-b197-1e91e994b900",
        "name": "Office 365 E3",
        "skuPartNumber": "ENTERPRISEPACK",
        "targetType": "User",
        "licenseGroupId": "group1"
      },
      "servicePlans": [],
      "capabilityStatus": "Enabled",
      "attributes": {
        "objectType": "SubscribedSku"
      }
    }
    "#);
}

#[test]
fn a_licence_has_the_documented_shape() {
    assert_snapshot!(pretty(&License::of(&e3())), @r#"
    {
      "productSku": {
        "id": "6fd2c87f-b296-42f0-b197-1e91e994b900",
        "name": "Office 365 E3",
        "skuPartNumber": "ENTERPRISEPACK",
        "targetType": "User",
        "licenseGroupId": "group1"
      },
      "servicePlans": [],
      "attributes": {
        "objectType": "License"
      }
    }
    "#);
}

#[test]
fn a_user_has_the_documented_shape() {
    assert_snapshot!(pretty(&User::of(&ana(), northwind().id, day("2026-03-01"))), @r#"
    {
      "id": "95794928-9abe-4548-8b43-50ffc20b9404",
      "userPrincipalName": "ana@northwind.example",
      "displayName": "Ana",
      "state": "inactive",
      "softDeletionTime": "2026-03-01T00:00:00Z",
      "links": {
        "self": {
          "uri": "/customers/4d3cf487-70f4-4e1e-9ff1-b2bfce8d9f04/users/95794928-9abe-4548-8b43-50ffc20b9404",
          "method": "GET",
          "headers": []
        }
      },
      "attributes": {
        "objectType": "CustomerUser"
      }
    }
    "#);
}

#[test]
fn deleted_users_are_found_by_their_state_only() {
    let (before, after) = (day("2026-02-28"), day("2026-03-01"));
    let inactive = r#"{"Field":"UserState","Value":"Inactive","Operator":"equals"}"#;
    let inactive = Search::parse(inactive, USER_FIELDS).unwrap();
    assert!(user_passes(None, &ana(), before) && !user_passes(None, &ana(), after));
    assert!(user_passes(Some(&inactive), &ana(), after));
    assert!(!user_passes(Some(&inactive), &ana(), before));
}

#[test]
fn users_are_ordered_as_both_kinds_of_clients_ask() {
    let order = |text: &str| UserOrder::read(&Query::parse(Some(text)).unwrap());
    let short = order("sortField=DisplayName&sortDirection=Descending").unwrap();
    let long = order("sortOption.sortField=displayName&sortOption.sortDirection=desc").unwrap();
    assert_eq!(short, long);
    assert!(short.is_descending);
    assert!(order("").unwrap().key(&ana()).ends_with(&ana().id));
    assert!(order("sortField=password").is_err());
    assert!(order("sortDirection=sideways").is_err());
}

#[test]
fn customers_are_found_by_name_domain_and_reseller() {
    for (field, value) in
        [("CompanyName", "north"), ("Domain", "northwind."), ("IndirectReseller", "47")]
    {
        let text = format!(r#"{{"Field":"{field}","Value":"{value}","Operator":"starts_with"}}"#);
        let search = Search::parse(&text, CUSTOMER_FIELDS).unwrap();
        assert!(customer_passes(&search, &northwind()), "{field}");
    }
}
