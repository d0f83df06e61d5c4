use insta::assert_snapshot;
use uptake_app::PortfolioReport;
use uptake_l10n::Language;
use uptake_model::{SellerScope, SkuClass};

use crate::view::{View as _, portfolio::PortfolioView, samples};

fn view(sellers: SellerScope) -> PortfolioView {
    PortfolioView { report: samples::portfolio(sellers) }
}

#[test]
fn scope_own_as_csv_has_own_figures_and_is_not_scope_all() {
    let own = view(SellerScope::Own);
    assert_ne!(own.rows().to_csv(), view(SellerScope::All).rows().to_csv());
    assert_snapshot!(own.rows().to_csv(), @r#"
    row,day,service,workload,sku_id,sku_part_number,customer_id,name,sold_own,own_assigned_low,own_assigned_high,own_assigned_estimate,own_deployment_percent_low,own_deployment_percent_high,own_deployment_percent_estimate,entitlements_own,qualified_own,own_active_low,own_active_high,own_active_estimate,own_usage_percent_low,own_usage_percent_high,own_usage_percent_estimate,customers_counted,customers_missing,customers_lower_bound
    workload,2026-03-31,office365,exchange,,,,Exchange,,,,,,,,4000,,1234,1234,1234,30.85,30.85,30.85,1,1,1
    workload,2026-03-31,office365,yammer,,,,Viva Engage (Yammer),,,,,,,,6,,6,6,6,100.00,100.00,100.00,1,0,0
    workload,2026-03-31,office365,teams,,,,Teams,,,,,,,,,,,,,,,,0,1,0
    sku,2026-03-31,office365,,00000000-0000-0000-0000-000000000007,SPE_E3,,Microsoft 365 E3,4006,3506,3506,3506,87.52,87.52,87.52,,,,,,,,,2,0,0
    sku,2026-03-31,,,,MYSTERY_PACK,,,10,0,0,0,0.00,0.00,0.00,,,,,,,,,1,0,0
    product,2026-03-31,office365,yammer,00000000-0000-0000-0000-000000000007,SPE_E3,,Microsoft 365 E3,,,,,,,,,6,4,6,5,66.67,100.00,80.00,1,0,0
    customer,2026-03-31,,,,,00000000-0000-0000-0000-000000000001,'=SUM(A1),10,0,0,0,0.00,0.00,0.00,,,,,,,,,,,
    customer,2026-03-31,,,,,00000000-0000-0000-0000-000000000002,Fabrikam,4000,3500,3500,3500,87.50,87.50,87.50,4000,,1234,1234,1234,30.85,30.85,30.85,,,
    customer,2026-03-31,,,,,00000000-0000-0000-0000-000000000003,"A company with a name that no terminal has room for, Limited",6,6,6,6,100.00,100.00,100.00,6,,6,6,6,100.00,100.00,100.00,,,
    "#);
}

#[test]
fn scope_own_as_json_has_both_ends_with_the_estimate_and_null_where_nothing_is_known() {
    let json = view(SellerScope::Own).json();
    let part = |it: &str| format!("{:#}", json.pointer(it).unwrap());
    assert_eq!(json.pointer("/scope").unwrap(), "own");
    assert_snapshot!(part("/deployment"), @r#"
    {
      "customers_counted": 3,
      "customers_missing": 0,
      "own_assigned": {
        "estimate": 3506,
        "high": 3506,
        "low": 3506
      },
      "own_deployment_percent": {
        "estimate": 87.3,
        "high": 87.3,
        "low": 87.3
      },
      "sold_own": 4016
    }
    "#);
    assert_snapshot!(part("/workloads/2"), @r#"
    {
      "customers_counted": 0,
      "customers_lower_bound": 0,
      "customers_missing": 1,
      "entitlements_own": null,
      "name": "Teams",
      "own_active": null,
      "own_usage_percent": null,
      "service": "office365",
      "workload": "teams"
    }
    "#);
    assert_snapshot!(part("/product_usage/0"), @r#"
    {
      "customers_counted": 1,
      "customers_lower_bound": 0,
      "customers_missing": 0,
      "own_active": {
        "estimate": 5,
        "high": 6,
        "low": 4
      },
      "own_usage_percent": {
        "estimate": 80.0,
        "high": 100.0,
        "low": 66.67
      },
      "product_name": "Microsoft 365 E3",
      "qualified_own": 6,
      "service": "office365",
      "sku_id": "00000000-0000-0000-0000-000000000007",
      "sku_part_number": "SPE_E3",
      "workload": "yammer"
    }
    "#);
}

#[test]
fn a_free_product_has_counts_and_no_percentage_in_any_output() {
    let mut report: PortfolioReport = samples::portfolio(SellerScope::Own);
    for sku in report.skus.iter_mut().map(|(it, _)| it) {
        sku.class = SkuClass::Free;
    }
    for sku in report.products.iter_mut().map(|(it, ..)| it) {
        (sku.name, sku.class) = ("Power Automate Free".to_owned(), SkuClass::Free);
    }
    let view = PortfolioView { report };
    let table = samples::table(&view, Language::En, 120);
    let line = table.lines().find(|it| it.contains("Power Automate Free")).unwrap();
    assert_snapshot!(line, @"Power Automate Free  Viva Engage (Yammer)    6       4       6         5      –     0");
    let json = view.json();
    assert!(json.pointer("/product_usage/0/own_usage_percent").unwrap().is_null());
    assert!(json.pointer("/skus/0/own_deployment_percent").unwrap().is_null());
    let csv = view.rows().to_csv();
    let line = csv.lines().find(|it| it.contains("Power Automate Free")).unwrap();
    assert_snapshot!(line, @"product,2026-03-31,office365,yammer,00000000-0000-0000-0000-000000000007,SPE_E3,,Power Automate Free,,,,,,,,,6,4,6,5,,,,1,0,0");
}
