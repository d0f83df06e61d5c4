//! What the portfolio of a day says of several customers.

use insta::assert_snapshot;
use uptake_app::{AppError, CustomerLine, ExportKind, PortfolioReport};
use uptake_calc::{DeploymentSum, OwnSum, UsageSum};
use uptake_model::{Scope, SellerScope};

use super::covering;
use crate::folder::{Folder, How, export, parse, shown};

/// Contoso has two products and half of its seats from elsewhere, Fabrikam one of its own,
/// Tailspin only one of another seller and no data on its use.
const SEATS: &str = "
    customer_id,subscription_id,sku,quantity,status,as_of,seller
    11111111-0000-4000-8000-000000000001,mail,EXCHANGESTANDARD,2,active,2026-01-01,own
    11111111-0000-4000-8000-000000000001,more,EXCHANGESTANDARD,2,active,2026-01-01,partner
    11111111-0000-4000-8000-000000000001,plan2,EXCHANGEENTERPRISE,2,active,2026-01-01,own
    22222222-0000-4000-8000-000000000002,mail,EXCHANGESTANDARD,10,active,2026-01-01,own
    33333333-0000-4000-8000-000000000003,mail,EXCHANGESTANDARD,7,active,2026-01-01,microsoft
";
const HOLDERS: &str = "
    customer_id,user_id,sku,assigned_on,removed_on
    11111111-0000-4000-8000-000000000001,ana,EXCHANGESTANDARD,2026-01-01,
    11111111-0000-4000-8000-000000000001,bea,EXCHANGESTANDARD,2026-01-01,
    11111111-0000-4000-8000-000000000001,cem,EXCHANGESTANDARD,2026-01-01,
    11111111-0000-4000-8000-000000000001,dan,EXCHANGEENTERPRISE,2026-01-01,
    22222222-0000-4000-8000-000000000002,eva,EXCHANGESTANDARD,2026-01-01,
";
/// Yammer needs no licence here: three of Contoso's people use it without one.
const ACTIVITY: &str = "
    customer_id,user_id,workload,day
    11111111-0000-4000-8000-000000000001,ana,exchange,2026-03-01
    11111111-0000-4000-8000-000000000001,bea,exchange,2026-03-01
    11111111-0000-4000-8000-000000000001,cem,exchange,2026-03-02
    11111111-0000-4000-8000-000000000001,ana,yammer,2026-03-02
    11111111-0000-4000-8000-000000000001,bea,yammer,2026-03-02
    11111111-0000-4000-8000-000000000001,gus,yammer,2026-03-02
    22222222-0000-4000-8000-000000000002,eva,exchange,2026-03-02
";

async fn three() -> Folder {
    let mut folder = Folder::new("2026-03-10");
    folder.take(SEATS).await;
    folder.take(HOLDERS).await;
    folder.import(ACTIVITY, covering("2026-02-01..2026-03-08")).await;
    folder
}

async fn report(folder: &mut Folder, day: &str, sellers: SellerScope) -> PortfolioReport {
    let data = folder.data().await;
    data.portfolio(&Scope::All, day.parse().unwrap(), sellers).await.unwrap()
}

fn deployment(it: &DeploymentSum) -> String {
    let median = it.spread.median().map(|it| it.to_string()).unwrap_or_default();
    let counts = &it.counts;
    let assigned = counts.assigned.map_or_else(|| "?".to_owned(), |it| it.to_string());
    format!("{assigned}/{} of {}, median {median}", counts.sold, it.customers)
}

fn usage(it: &UsageSum) -> String {
    let percent = it.percent().map_or("unknown".to_owned(), |it| it.to_string());
    format!("{percent}, {} active, {} over", it.users.active(), it.users.overage.total())
}

fn own(it: &OwnSum) -> String {
    let bounds = it.bounds();
    let percents = it.percents();
    let percents = percents.map(|it| format!("{}-{}, about {}", it.low, it.high, it.estimate));
    format!(
        "{}-{}, about {}, of {}: {}; {} customers, {} missing",
        bounds.low,
        bounds.high,
        bounds.estimate,
        it.seats,
        percents.unwrap_or_default(),
        it.customers,
        it.missing
    )
}

/// The first digits of a customer's id.
fn short(line: &CustomerLine) -> String {
    line.customer.to_string().chars().take(4).collect()
}

#[tokio::test]
async fn a_customer_with_two_products_is_one_customer_of_the_whole_deployment() {
    let report = report(&mut three().await, "2026-03-08", SellerScope::All).await;
    assert_snapshot!(deployment(&report.deployment), @"5/23 of 3, median 10.00");
    let skus = report.skus.iter();
    let skus = skus.map(|(sku, sum)| format!("{} {}", sku.part_number, deployment(sum)));
    assert_snapshot!(skus.collect::<Vec<_>>().join("\n"), @"
    EXCHANGESTANDARD 4/21 of 3, median 10.00
    EXCHANGEENTERPRISE 1/2 of 1, median 50.00
    ");
}

#[tokio::test]
async fn customers_of_whom_nothing_is_known_do_not_head_the_list_of_low_usage() {
    let report = report(&mut three().await, "2026-03-08", SellerScope::All).await;
    let lines = report.by_customer.iter();
    let lines = lines.map(|it| {
        let covered = it.usage.covered_percent().map_or("unknown".to_owned(), |it| it.to_string());
        format!("{} {covered}", short(it))
    });
    assert_snapshot!(lines.collect::<Vec<_>>().join("\n"), @"
    2222 10.00
    1111 50.00
    3333 unknown
    ");
}

#[tokio::test]
async fn use_without_a_single_seat_is_in_a_customers_overage() {
    let report = report(&mut three().await, "2026-03-08", SellerScope::All).await;
    let lines = report.by_customer.iter();
    let lines = lines.map(|it| format!("{} {}", short(it), usage(&it.usage)));
    assert_snapshot!(lines.collect::<Vec<_>>().join("\n"), @"
    2222 10.00, 1 active, 0 over
    1111 50.00, 6 active, 3 over
    3333 unknown, 0 active, 0 over
    ");
}

#[tokio::test]
async fn own_scope_has_the_partners_seats_with_both_ends_and_leaves_the_others_out() {
    let report = report(&mut three().await, "2026-03-08", SellerScope::Own).await;
    assert_eq!(report.sellers, SellerScope::Own);
    let mut lines = vec![format!("all {}", own(&report.deployment.own))];
    let skus = report.skus.iter();
    lines.extend(skus.map(|(sku, sum)| format!("{} {}", sku.part_number, own(&sum.own))));
    let workloads = report.workloads.iter();
    lines.extend(workloads.map(|(it, sum)| format!("{} {}", it.code, own(&sum.own))));
    let products = report.products.iter();
    lines.extend(products.map(|(sku, workload, sum)| {
        format!("{}/{} {}", sku.part_number, workload.code, own(&sum.own))
    }));
    let customers = report.by_customer.iter();
    lines.extend(customers.map(|it| format!("{} {}", short(it), own(&it.usage.own))));
    assert_snapshot!(lines.join("\n"), @"
    all 3-4, about 4, of 14: 21.43-28.57, about 25.00; 2 customers, 0 missing
    EXCHANGESTANDARD 2-3, about 3, of 12: 16.67-25.00, about 20.83; 2 customers, 0 missing
    EXCHANGEENTERPRISE 1-1, about 1, of 2: 50.00-50.00, about 50.00; 1 customers, 0 missing
    exchange 2-4, about 3, of 14: 14.29-28.57, about 21.43; 2 customers, 0 missing
    EXCHANGEENTERPRISE/exchange 0-0, about 0, of 2: 0.00-0.00, about 0.00; 1 customers, 0 missing
    EXCHANGESTANDARD/exchange 2-3, about 3, of 12: 16.67-25.00, about 20.83; 2 customers, 0 missing
    2222 1-1, about 1, of 10: 10.00-10.00, about 10.00; 1 customers, 0 missing
    1111 1-3, about 2, of 4: 25.00-75.00, about 50.00; 1 customers, 0 missing
    ");
}

#[tokio::test]
async fn a_portfolio_from_before_the_data_is_refused_and_not_zero() {
    let mut folder = three().await;
    let data = folder.data().await;
    for sellers in [SellerScope::All, SellerScope::Own] {
        let early = "2019-01-01".parse().unwrap();
        let refused = data.portfolio(&Scope::All, early, sellers).await.unwrap_err();
        let AppError::TooEarly { day, first } = refused else { panic!("{refused:?}") };
        assert_eq!((day, first.to_string()), (early, "2026-01-01".to_owned()));
    }
    let first = "2026-01-01".parse().unwrap();
    assert!(data.portfolio(&Scope::All, first, SellerScope::All).await.is_ok());
}

#[tokio::test]
async fn the_portfolio_export_has_a_row_for_each_workload_and_for_each_sku() {
    let mut folder = three().await;
    let columns = &["service", "workload", "sku_part_number", "sold", "assigned", "excess"];
    let data = folder.data().await;
    let said = shown(data, ExportKind::Portfolio, "2026-03-08", columns).await;
    assert_snapshot!(said, @"
    office365 exchange - - - -
    office365 yammer - - - -
    office365 - EXCHANGEENTERPRISE 2 1 0
    office365 - EXCHANGESTANDARD 21 4 0
    ");
    let columns = &[
        "workload",
        "entitlements",
        "active",
        "usage_percent",
        "customers_counted",
        "customers_missing",
        "median_percent",
        "band_0_20",
        "band_20_40",
        "band_40_60",
        "band_60_80",
        "band_80_100",
    ];
    let said = shown(data, ExportKind::Portfolio, "2026-03-08", columns).await;
    assert_snapshot!(said, @"
    exchange 16 4 25.00 2 1 30.00 1 0 1 0 0
    yammer 0 3 - 1 0 - 0 0 0 0 0
    - - - - 1 0 50.00 0 0 1 0 0
    - - - - 3 0 10.00 2 0 0 1 0
    ");
}

#[tokio::test]
async fn the_rows_of_the_portfolio_export_are_sorted_by_their_keys() {
    let mut folder = three().await;
    folder.take(&SEATS.replace("EXCHANGEENTERPRISE", "MYSTERY")).await;
    folder.import(ACTIVITY, How::default()).await;
    let days = "2026-03-01..2026-03-02".parse().unwrap();
    let (header, rows) = parse(&export(folder.data().await, ExportKind::Portfolio, days).await);
    let at = |name: &str| header.iter().position(|it| it == name).unwrap();
    let at = ["day", "sku_id", "sku_part_number", "workload"].map(at);
    let keys: Vec<_> = rows.iter().map(|it| at.map(|at| it[at].clone())).collect();
    assert!(keys.is_sorted_by(|one, two| one < two), "{keys:#?}");
}
