//! Partner Center's calls over a real data folder.

use std::collections::BTreeMap;

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use insta::assert_snapshot;
use serde_json::Value;
use uptake_calc::{DeploymentSum, MetricDefinition};
use uptake_model::{Scope, SellerScope};

use crate::partner_folder::{CONTOSO, FABRIKAM, NOBODY, Portfolio, ask, get};

mod agreement;
mod insights;
mod pages;
mod refusals;

/// Some members of every item, one item a line.
fn lines(items: &Value, members: &[&str]) -> String {
    let line = |item: &Value| {
        let cells = members.iter().map(|it| {
            let cell = &item[*it];
            cell.as_str().map_or_else(|| cell.to_string(), str::to_owned)
        });
        cells.collect::<Vec<_>>().join(" | ")
    };
    items.as_array().unwrap().iter().map(line).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn a_customers_deployment_is_told_by_product() {
    let portfolio = Portfolio::new().await;
    let answer =
        portfolio.ask(&format!("/v1/customers/{CONTOSO}/analytics/licenses/deployment")).await;
    let members = [
        "productName",
        "licensesSold",
        "licensesDeployed",
        "deploymentPercent",
        "serviceCode",
        "channel",
        "processedDateTime",
    ];
    assert_snapshot!(lines(&answer["items"], &members), @"
    DYNAMICS 365 FOR SALES ENTERPRISE EDITION | 2 | 1 | 50.0 | crm | direct | 2026-02-28T00:00:00+00:00
    OFFICE 365 E3 | 6 | 2 | 20.0 | o365 | reseller | 2026-02-28T00:00:00+00:00
    ");
}

#[tokio::test]
async fn a_customers_usage_is_told_by_product_and_workload() {
    let portfolio = Portfolio::new().await;
    let answer = portfolio.ask(&format!("/v1/customers/{CONTOSO}/analytics/licenses/usage")).await;
    let members = [
        "productName",
        "workloadCode",
        "licensesActive",
        "licensesQualified",
        "usagePercent",
        "serviceCode",
        "channel",
        "processedDateTime",
    ];
    assert_snapshot!(lines(&answer["items"], &members), @"
    DYNAMICS 365 FOR SALES ENTERPRISE EDITION | CRM | 1 | 2 | 50.0 | crm | direct | 2026-02-28T00:00:00+00:00
    DYNAMICS 365 FOR SALES ENTERPRISE EDITION | ONEDRIVE | 0 | 2 | 0.0 | crm | direct | 2026-02-28T00:00:00+00:00
    DYNAMICS 365 FOR SALES ENTERPRISE EDITION | POWER_APPS | 0 | 2 | 0.0 | crm | direct | 2026-02-28T00:00:00+00:00
    DYNAMICS 365 FOR SALES ENTERPRISE EDITION | POWER_AUTOMATE | 0 | 2 | 0.0 | crm | direct | 2026-02-28T00:00:00+00:00
    DYNAMICS 365 FOR SALES ENTERPRISE EDITION | PROJECT | 0 | 2 | 0.0 | crm | direct | 2026-02-28T00:00:00+00:00
    DYNAMICS 365 FOR SALES ENTERPRISE EDITION | SPO | 0 | 2 | 0.0 | crm | direct | 2026-02-28T00:00:00+00:00
    OFFICE 365 E3 | EXO | 2 | 10 | 20.0 | o365 | reseller | 2026-02-28T00:00:00+00:00
    OFFICE 365 E3 | OFFICE_APPS | 0 | 10 | 0.0 | o365 | reseller | 2026-02-28T00:00:00+00:00
    OFFICE 365 E3 | ONEDRIVE | 0 | 10 | 0.0 | o365 | reseller | 2026-02-28T00:00:00+00:00
    OFFICE 365 E3 | SPO | 0 | 10 | 0.0 | o365 | reseller | 2026-02-28T00:00:00+00:00
    OFFICE 365 E3 | SFB | 1 | 10 | 10.0 | o365 | reseller | 2026-02-28T00:00:00+00:00
    OFFICE 365 E3 | YAMMER | 0 | 10 | 0.0 | o365 | reseller | 2026-02-28T00:00:00+00:00
    ");
}

#[tokio::test]
async fn the_partners_figures_are_ratios_of_sums() {
    let portfolio = Portfolio::new().await;
    let deployment = portfolio.ask("/v1/analytics/licenses/deployment").await;
    let members = ["serviceCode", "channel", "licensesSold", "proratedDeploymentPercent"];
    assert_snapshot!(lines(&deployment["items"], &members), @"
    crm | direct | 2 | 50.0
    o365 | reseller | 11 | 20.0
    ");
    let usage = portfolio.ask("/v1/analytics/licenses/usage").await;
    let members =
        ["serviceCode", "workloadName", "proratedLicensesUsagePercent", "processedDateTime"];
    assert_snapshot!(lines(&usage["items"], &members), @"
    crm | Microsoft Dynamics CRM | 50.0 | 2026-02-28T00:00:00+00:00
    o365 | Exchange | 20.0 | 2026-02-28T00:00:00+00:00
    o365 | Microsoft 365 Apps | 0.0 | 2026-02-28T00:00:00+00:00
    o365 | OneDrive | 0.0 | 2026-02-28T00:00:00+00:00
    o365 | SharePoint | 0.0 | 2026-02-28T00:00:00+00:00
    o365 | Skype For Business | 10.0 | 2026-02-28T00:00:00+00:00
    o365 | Viva Engage (Yammer) | 0.0 | 2026-02-28T00:00:00+00:00
    ");
}

#[tokio::test]
async fn the_flat_datasets_filter_and_group() {
    let portfolio = Portfolio::new().await;
    let usage = "/partner/v1/analytics/commercial/usage/license";
    let all = portfolio.ask(usage).await;
    let members = [
        "customerName",
        "productName",
        "workloadCode",
        "licensesActive",
        "licenseActive",
        "licensesQualified",
    ];
    assert_snapshot!(lines(&all["Value"], &members), @"
    CONTOSO | DYNAMICS 365 FOR SALES ENTERPRISE EDITION | CRM | 1 | 1 | 2
    CONTOSO | DYNAMICS 365 FOR SALES ENTERPRISE EDITION | ONEDRIVE | 0 | 0 | 2
    CONTOSO | DYNAMICS 365 FOR SALES ENTERPRISE EDITION | POWER_APPS | 0 | 0 | 2
    CONTOSO | DYNAMICS 365 FOR SALES ENTERPRISE EDITION | POWER_AUTOMATE | 0 | 0 | 2
    CONTOSO | DYNAMICS 365 FOR SALES ENTERPRISE EDITION | PROJECT | 0 | 0 | 2
    CONTOSO | DYNAMICS 365 FOR SALES ENTERPRISE EDITION | SPO | 0 | 0 | 2
    CONTOSO | OFFICE 365 E3 | EXO | 2 | 2 | 10
    CONTOSO | OFFICE 365 E3 | OFFICE_APPS | 0 | 0 | 10
    CONTOSO | OFFICE 365 E3 | ONEDRIVE | 0 | 0 | 10
    CONTOSO | OFFICE 365 E3 | SPO | 0 | 0 | 10
    CONTOSO | OFFICE 365 E3 | SFB | 1 | 1 | 10
    CONTOSO | OFFICE 365 E3 | YAMMER | 0 | 0 | 10
    FABRIKAM | EXCHANGE ONLINE (PLAN 1) | EXO | 1 | 1 | 5
    ");
    let some = portfolio.ask(&format!("{usage}?filter=workloadCode%20eq%20'exo'%20and%20channel%20eq%20'Reseller'&groupby=workloadCode")).await;
    assert_snapshot!(some, @r#"{"@nextLink":null,"TotalCount":1,"Value":[{"licensesActive":3,"licensesQualified":15,"workloadCode":"EXO"}]}"#);
    let deployment = portfolio
        .ask("/v1/analytics/commercial/deployment/license/?groupby=serviceCode,channel")
        .await;
    assert_snapshot!(deployment, @r#"{"@nextLink":null,"TotalCount":2,"Value":[{"channel":"direct","licensesDeployed":1,"licensesSold":2,"serviceCode":"crm"},{"channel":"reseller","licensesDeployed":3,"licensesSold":11,"serviceCode":"o365"}]}"#);
}

#[tokio::test]
async fn figures_of_an_earlier_day_can_be_asked_for() {
    let portfolio = Portfolio::new().await;
    let answer = portfolio
        .ask("/v1/analytics/commercial/deployment/license?processedDateTime=2026-01-15T10:00:00Z")
        .await;
    let members =
        ["processedDateTime", "customerName", "productName", "licensesDeployed", "licensesSold"];
    assert_snapshot!(lines(&answer["Value"], &members), @"
    2026-01-15T00:00:00 | CONTOSO | DYNAMICS 365 FOR SALES ENTERPRISE EDITION | 1 | 2
    2026-01-15T00:00:00 | CONTOSO | OFFICE 365 E3 | 3 | 6
    2026-01-15T00:00:00 | FABRIKAM | EXCHANGE ONLINE (PLAN 1) | 1 | 5
    2026-01-15T00:00:00 | FABRIKAM | OFFICE 365 E3 | 0 | 5
    ");
}

#[tokio::test]
async fn subscriptions_are_analysed_with_the_day_of_their_last_use() {
    let portfolio = Portfolio::new().await;
    let path = "/partner/v1/analytics/subscriptions";
    let all = portfolio.ask(path).await;
    let members = [
        "customerName",
        "id",
        "status",
        "lastUsageDate",
        "trialStartDate",
        "trialEndDate",
        "deprovisionedDate",
        "licenseCount",
    ];
    assert_snapshot!(lines(&all["Value"], &members), @"
    Contoso | e3 | ACTIVE | 2026-02-27T00:00:00 | null | null | null | 6
    Contoso | e3-trial | ACTIVE | 2026-02-27T00:00:00 | 2026-02-20T00:00:00 | 2026-03-20T00:00:00 | null | 25
    Contoso | flow | ACTIVE | null | null | null | null | 1000
    Fabrikam | mail | ACTIVE | 2026-02-28T00:00:00 | null | null | null | 5
    Fabrikam | old | DEPROVISIONED | null | null | null | 2026-02-02T00:00:00 | 5
    ");
    let used = portfolio
        .ask(&format!("{path}?filter=lastUsageDate%20ge%20cast('2026-02-28',Edm.DateTimeOffset)&groupBy=status"))
        .await;
    assert_snapshot!(used, @r#"{"@nextLink":null,"TotalCount":1,"Value":[{"licenseCount":"5","status":"ACTIVE","subscriptionCount":"1"}]}"#);
}

#[tokio::test]
async fn customers_subscriptions_products_and_users_are_told() {
    let portfolio = Portfolio::new().await;
    let customers = portfolio.ask("/v1/customers?size=40").await;
    assert_snapshot!(lines(&customers["items"], &["id", "associatedPartnerId"]), @"
    11111111-0000-4000-8000-000000000001 | 4711
    22222222-0000-4000-8000-000000000002 | null
    ");
    let one = portfolio.ask(&format!("/v1/customers/{CONTOSO}")).await;
    assert_eq!(one["companyProfile"]["companyName"], "Contoso");
    let subscriptions = portfolio.ask(&format!("/v1/customers/{CONTOSO}/subscriptions")).await;
    let members = ["id", "quantity", "status", "isTrial", "commitmentEndDate"];
    assert_snapshot!(lines(&subscriptions["items"], &members), @"
    e3 | 6 | active | false | 2026-06-30T00:00:00Z
    e3-trial | 25 | active | true | 2026-03-20T00:00:00Z
    flow | 1000 | active | false | null
    ");
    let one = portfolio.ask(&format!("/v1/customers/{CONTOSO}/subscriptions/e3")).await;
    assert_eq!(one["offerName"], "Office 365 E3");
    let skus = portfolio
        .ask(&format!("/v1/customers/{CONTOSO}/subscribedskus?licenseGroupIds=Group1,group2"))
        .await;
    let members =
        ["activeUnits", "totalUnits", "consumedUnits", "availableUnits", "capabilityStatus"];
    assert_snapshot!(lines(&skus["items"], &members), @"
    2 | 2 | 1 | 1 | Enabled
    35 | 35 | 2 | 33 | Enabled
    1000 | 1000 | 0 | 1000 | Enabled
    ");
    let users = portfolio
        .ask(&format!("/v1/customers/{CONTOSO}/users?sortField=displayName&sortDirection=desc"))
        .await;
    assert_snapshot!(lines(&users["items"], &["id", "displayName", "userPrincipalName", "state"]), @"
    u2 | Bea | bea@contoso.example | active
    u1 | Ana | ana@contoso.example | active
    ");
    let licences = portfolio.ask(&format!("/v1/customers/{CONTOSO}/users/u1/licenses")).await;
    let names = licences["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["productSku"]["name"].as_str().unwrap());
    assert_snapshot!(names.collect::<Vec<_>>().join(", "), @"Dynamics 365 for Sales Enterprise Edition, Office 365 E3");
    let tickets = portfolio.ask("/v1/servicerequests").await;
    assert_eq!(
        (&tickets["totalCount"], &tickets["items"]),
        (&Value::from(0), &Value::Array(Vec::new()))
    );
}

#[tokio::test]
async fn trials_are_in_the_denominator_of_the_later_definition() {
    let portfolio = Portfolio::new().await;
    let path = format!("/v1/customers/{CONTOSO}/analytics/licenses/usage");
    let exchange = |answer: &Value| {
        let items = answer["items"].as_array().unwrap();
        let found = items.iter().find(|it| it["workloadCode"] == "EXO").unwrap();
        format!(
            "{} of {}: {}",
            found["licensesActive"], found["licensesQualified"], found["usagePercent"]
        )
    };
    assert_snapshot!(exchange(&portfolio.ask(&path).await), @"2 of 10: 20.0");
    let later = format!("{path}?metricDefinition=with_trials");
    assert_snapshot!(exchange(&portfolio.ask(&later).await), @"2 of 35: 5.71");
    let by_option = portfolio.api(MetricDefinition::WithTrials, false);
    let told = ask(&by_option, get("admin", &path)).await;
    assert_snapshot!(exchange(&told.json()), @"2 of 35: 5.71");
    let told = portfolio.ask_as("admin", &format!("{path}?metricDefinition=calendar_month")).await;
    assert_eq!(told.status, StatusCode::BAD_REQUEST);
    assert_eq!(told.json()["code"], "900126");
}
