//! The calls tell the figures of the product's own reports.

use uptake_model::percent::Percent;

use super::*;

/// The rows of a flat dataset by some members.
async fn flat(portfolio: &Portfolio, path: &str) -> Vec<Value> {
    portfolio.ask(path).await["Value"].as_array().unwrap().clone()
}

#[tokio::test]
async fn seats_are_those_of_the_portfolio_report() {
    let portfolio = Portfolio::new().await;
    let day = portfolio.data.newest_day(&Scope::All).await.unwrap();
    let report = portfolio.data.portfolio(&Scope::All, day, SellerScope::All).await.unwrap();
    let rows =
        flat(&portfolio, "/v1/analytics/commercial/deployment/license?groupby=productId").await;
    let rows: BTreeMap<String, u64> = rows
        .iter()
        .map(|it| {
            (
                it["productId"].as_str().unwrap().to_lowercase(),
                it["licensesDeployed"].as_u64().unwrap(),
            )
        })
        .collect();
    let skus = report.skus.iter().filter(|(sku, _)| sku.is_paid());
    let skus = skus.filter(|(_, sum)| sum.counts.exists());
    let expected: BTreeMap<String, u64> =
        skus.map(|(sku, sum)| (sku.id.clone(), sum.assigned())).collect();
    assert_eq!(rows, expected);
    let own = flat(
        &portfolio,
        "/v1/analytics/commercial/deployment/license?filter=channel%20eq%20'reseller'",
    )
    .await;
    let own: u64 = own.iter().map(|it| it["licensesSold"].as_u64().unwrap()).sum();
    assert_eq!(own, report.deployment.counts.sold_own);
}

#[tokio::test]
async fn the_partners_percentages_are_those_of_the_portfolio_report() {
    let portfolio = Portfolio::new().await;
    let day = "2026-02-28".parse().unwrap();
    let report = portfolio.data.portfolio(&Scope::All, day, SellerScope::All).await.unwrap();
    let usage = portfolio.ask("/v1/analytics/licenses/usage").await;
    let told: Vec<Option<f64>> = usage["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["proratedLicensesUsagePercent"].as_f64())
        .collect();
    let expected: Vec<Option<f64>> =
        report.workloads.iter().map(|(_, sum)| sum.percent().map(Percent::as_f64)).collect();
    assert_eq!(told, expected);
}

#[tokio::test]
async fn a_customers_rows_are_those_of_its_report() {
    let portfolio = Portfolio::new().await;
    for id in [CONTOSO, FABRIKAM] {
        let customer = id.parse().unwrap();
        let day = portfolio.data.newest_day(&Scope::All).await.unwrap();
        let report = portfolio.data.customer(&Scope::All, customer, day).await.unwrap();
        let told =
            portfolio.ask(&format!("/v1/customers/{id}/analytics/licenses/deployment")).await;
        let mut sum: DeploymentSum = DeploymentSum::default();
        let paid = report.deployment.iter().filter(|(sku, _)| sku.is_paid());
        let mut rows = 0;
        for (_, counts) in paid.filter(|(_, counts)| counts.exists()) {
            sum.add(counts, true);
            rows += 1;
        }
        let items = told["items"].as_array().unwrap();
        let deployed: u64 = items.iter().map(|it| it["licensesDeployed"].as_u64().unwrap()).sum();
        assert_eq!((items.len(), deployed), (rows, sum.assigned()), "{id}");
        let day = "2026-02-28".parse().unwrap();
        let report = portfolio.data.customer(&Scope::All, customer, day).await.unwrap();
        let told = portfolio.ask(&format!("/v1/customers/{id}/analytics/licenses/usage")).await;
        let mut told: Vec<(u64, u64)> = told["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| {
                (it["licensesActive"].as_u64().unwrap(), it["licensesQualified"].as_u64().unwrap())
            })
            .collect();
        let paid = report.product_usage.iter().filter(|(sku, _, it)| sku.is_paid() && it.exists());
        let mut expected: Vec<(u64, u64)> =
            paid.map(|(_, _, it)| (it.active.unwrap(), it.qualified)).collect();
        told.sort_unstable();
        expected.sort_unstable();
        assert_eq!(told, expected, "{id}");
    }
}

#[tokio::test]
async fn raw_rows_add_up_to_the_groups() {
    let portfolio = Portfolio::new().await;
    for path in ["usage", "deployment"] {
        let path = format!("/v1/analytics/commercial/{path}/license");
        let measure = if path.contains("usage") { "licensesActive" } else { "licensesSold" };
        let sum =
            |rows: &[Value]| -> u64 { rows.iter().filter_map(|it| it[measure].as_u64()).sum() };
        let whole = sum(&flat(&portfolio, &path).await);
        for group in ["channel", "customerTenantId", "productId,channel", "serviceName"] {
            let grouped = flat(&portfolio, &format!("{path}?groupby={group}")).await;
            assert_eq!(sum(&grouped), whole, "{path} by {group}");
        }
    }
}
