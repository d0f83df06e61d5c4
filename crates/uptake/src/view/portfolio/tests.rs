use insta::assert_snapshot;
use uptake_calc::DeploymentSum;
use uptake_l10n::Language;
use uptake_model::{SellerScope, counts::DeploymentCounts};

use super::PortfolioView;
use crate::view::{View as _, samples};

fn check(sellers: SellerScope, language: Language, width: u16) -> String {
    samples::table(&PortfolioView { report: samples::portfolio(sellers) }, language, width)
}

#[test]
fn a_portfolio_shows_usage_its_causes_deployment_and_whom_to_look_at() {
    assert_snapshot!(check(SellerScope::All, Language::En, 100), @"
    Portfolio on 2026-03-31 · 3 customers · All sellers
    Deployment: 3,512 of 4,020 licences assigned, 87.36%
    2 licences are assigned beyond what was sold.

    USAGE BY WORKLOAD
    Workload              Entitled   Active     Usage   Covered     With     Until  Without  Above    No
                                                                 licence  recently  licence   100%  data
    ────────────────────────────────────────────────────────────────────────────────────────────────────
    Exchange                 4,000  ≥ 1,234  ≥ 30.85%  ≥ 30.85%    1,234         0        0      0     1
    Viva Engage (Yammer)        10       14   140.00%    90.00%        9         3        2      4     0
    Teams                        –        –         –         –        –         –        –      –     1

    CUSTOMERS BY THEIR OWN USAGE
    Workload               Median  <20%  20–40%  40–60%  60–80%  ≥80%
    ─────────────────────────────────────────────────────────────────
    Exchange               30.85%     0       1       0       0     0
    Viva Engage (Yammer)  140.00%     0       0       0       0     1

    WHY USAGE EXCEEDS 100%
    Viva Engage (Yammer): 4
      2 duplicate subscription: one in grace period or already ended still gave access beside the current one
      2 use without a licence: the service lets people in who hold none

    DEPLOYMENT BY PRODUCT
    Product                               Sold  Assigned  Deployed  Over  Trial  Grace  Customers
    ─────────────────────────────────────────────────────────────────────────────────────────────
    Microsoft 365 E3                     4,010     3,512    87.58%     2      0      0          2
    MYSTERY_PACK (not in the catalogue)     10         0     0.00%     0      0      0          1

    LOWEST COVERED USAGE
    Customer                                       Sold  Assigned  Unassigned     Usage   Covered  Above
                                                                                                    100%
    ────────────────────────────────────────────────────────────────────────────────────────────────────
    Fabrikam                                      4,000     3,500         500  ≥ 30.85%  ≥ 30.85%      0
    A company with a name that no terminal has…      10        12           0   140.00%    90.00%      4

    MOST UNASSIGNED SEATS
    Customer   Sold  Assigned  Unassigned     Usage   Covered  Above
                                                                100%
    ────────────────────────────────────────────────────────────────
    Fabrikam  4,000     3,500         500  ≥ 30.85%  ≥ 30.85%      0
    =SUM(A1)     10         0          10         –         –      –

    MOST USERS ABOVE 100%
    Customer                                         Sold  Assigned  Unassigned    Usage  Covered  Above
                                                                                                    100%
    ────────────────────────────────────────────────────────────────────────────────────────────────────
    A company with a name that no terminal has roo…    10        12           0  140.00%   90.00%      4
    ");
}

#[test]
fn in_spanish_numbers_and_percentages_are_written_as_spanish_writes_them() {
    assert_snapshot!(check(SellerScope::All, Language::Es, 110), @"
    Cartera a 31/03/2026 · 3 clientes · Todos los vendedores
    Implementación: 3512 de 4020 licencias asignadas, 87,36 %
    2 licencias están asignadas por encima de lo vendido.

    USO POR CARGA DE TRABAJO
    Carga de trabajo    Derechos  Activos        Uso   Cubierto       Con  Hasta       Sin  Sobre  Clientes    Sin
                                                                 licencia   hace  licencia  100 %            datos
                                                                            poco
    ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
    Exchange                4000   ≥ 1234  ≥ 30,85 %  ≥ 30,85 %      1234      0         0      0         1      1
    Viva Engage (Yamm…        10       14   140,00 %    90,00 %         9      3         2      4         1      0
    Teams                      –        –          –          –         –      –         –      –         0      1

    CLIENTES POR SU PROPIO USO
    Carga de trabajo       Mediana  <20 %  20–40 %  40–60 %  60–80 %  ≥80 %
    ───────────────────────────────────────────────────────────────────────
    Exchange               30,85 %      0        1        0        0      0
    Viva Engage (Yammer)  140,00 %      0        0        0        0      1

    POR QUÉ EL USO SUPERA EL 100 %
    Viva Engage (Yammer): 4
      2 suscripción duplicada: una en período de gracia o ya terminada siguió dando acceso junto a la vigente
      2 uso sin licencia: el servicio admite a personas que no tienen ninguna

    IMPLEMENTACIÓN POR PRODUCTO
    Producto                               Vendidas  Asignadas  Implem.  Exceso  Prueba  Gracia  Clientes
    ─────────────────────────────────────────────────────────────────────────────────────────────────────
    Microsoft 365 E3                           4010       3512  87,58 %       2       0       0         2
    MYSTERY_PACK (no está en el catálogo)        10          0   0,00 %       0       0       0         1

    MENOR USO CUBIERTO
    Cliente                                              Vendidas  Asignadas      Sin        Uso   Cubierto  Sobre
                                                                              asignar                        100 %
    ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
    Fabrikam                                                 4000       3500      500  ≥ 30,85 %  ≥ 30,85 %      0
    A company with a name that no terminal has room fo…        10         12        0   140,00 %    90,00 %      4

    MÁS PUESTOS SIN ASIGNAR
    Cliente   Id. de inquilino                      Vendidas  Asignadas      Sin        Uso   Cubierto  Sobre
                                                                         asignar                        100 %
    ─────────────────────────────────────────────────────────────────────────────────────────────────────────
    Fabrikam  00000000-0000-0000-0000-000000000002      4000       3500      500  ≥ 30,85 %  ≥ 30,85 %      0
    =SUM(A1)  00000000-0000-0000-0000-000000000001        10          0       10          –          –      –

    MÁS USUARIOS POR ENCIMA DEL 100 %
    Cliente                                                Vendidas  Asignadas      Sin       Uso  Cubierto  Sobre
                                                                                asignar                      100 %
    ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
    A company with a name that no terminal has room for,…        10         12        0  140,00 %   90,00 %      4
    ");
}

#[test]
fn own_licences_show_between_which_two_numbers_their_users_lie() {
    assert_snapshot!(check(SellerScope::Own, Language::En, 100), @"
    Portfolio on 2026-03-31 · 3 customers · Own licences only
    Own sales: 4,016 of 4,020 licences; 3,506 of the own ones are assigned, 87.30%

    USAGE OF OWN LICENCES BY WORKLOAD
    Workload                   Own   Active   Active  Estimate       Own    No
                          entitled       at  at most               usage  data
                                      least
    ──────────────────────────────────────────────────────────────────────────
    Exchange                 4,000  ≥ 1,234  ≥ 1,234   ≥ 1,234  ≥ 30.85%     1
    Viva Engage (Yammer)         6        6        6         6   100.00%     0
    Teams                        –        –        –         –         –     1

    USAGE OF OWN LICENCES BY PRODUCT
    Product           Workload              Own  Active  Active  Estimate       Own usage    No
                                                     at      at                            data
                                                  least    most
    ───────────────────────────────────────────────────────────────────────────────────────────
    Microsoft 365 E3  Viva Engage (Yammer)    6       4       6         5  66.67%–100.00%     0

    DEPLOYMENT OF OWN LICENCES BY PRODUCT
    Product                                Own  Assigned  Estimate  Deployed  Customers
    ───────────────────────────────────────────────────────────────────────────────────
    Microsoft 365 E3                     4,006     3,506     3,506    87.52%          2
    MYSTERY_PACK (not in the catalogue)     10         0         0     0.00%          1
    ");
}

#[test]
fn no_line_of_a_table_is_longer_than_the_terminal() {
    for sellers in [SellerScope::All, SellerScope::Own] {
        for (language, width) in Language::ALL.into_iter().flat_map(|it| [(it, 60), (it, 80)]) {
            let text = check(sellers, language, width);
            for table in text.split("\n\n").filter(|it| it.contains('─')) {
                for line in table.lines().skip(1) {
                    let length = line.chars().count();
                    assert!(length <= usize::from(width), "{language} {width}\n{table}");
                }
            }
        }
    }
}

#[test]
fn a_narrow_terminal_keeps_names_and_the_figures_that_matter() {
    let text = check(SellerScope::All, Language::En, 60);
    let usage = text.split("\n\n").find(|it| it.starts_with("USAGE")).unwrap();
    assert_snapshot!(usage, @"
    USAGE BY WORKLOAD
    Workload        Entitled   Active     Usage   Covered  Above
                                                            100%
    ────────────────────────────────────────────────────────────
    Exchange           4,000  ≥ 1,234  ≥ 30.85%  ≥ 30.85%      0
    Viva Engage (…        10       14   140.00%    90.00%      4
    Teams                  –        –         –         –      –
    ");
    let text = check(SellerScope::All, Language::Es, 80);
    let usage = text.split("\n\n").find(|it| it.starts_with("USO")).unwrap();
    assert_snapshot!(usage, @"
    USO POR CARGA DE TRABAJO
    Carga de trabajo      Derechos  Activos        Uso   Cubierto  Sobre    Sin
                                                                   100 %  datos
    ───────────────────────────────────────────────────────────────────────────
    Exchange                  4000   ≥ 1234  ≥ 30,85 %  ≥ 30,85 %      0      1
    Viva Engage (Yammer)        10       14   140,00 %    90,00 %      4      0
    Teams                        –        –          –          –      –      1
    ");
}

#[test]
fn programs_get_ratios_and_null_where_nothing_is_known() {
    let json = PortfolioView { report: samples::portfolio(SellerScope::All) }.json();
    let teams = json.pointer("/workloads/2").unwrap();
    assert_snapshot!(format!("{teams:#}"), @r#"
    {
      "active": null,
      "active_other": null,
      "bands": [
        0,
        0,
        0,
        0,
        0
      ],
      "covered": {
        "part": null,
        "whole": 0
      },
      "covered_percent": null,
      "customers_counted": 0,
      "customers_lower_bound": 0,
      "customers_missing": 1,
      "customers_untold": 0,
      "entitlements": 0,
      "entitlements_own": 0,
      "former": null,
      "held": null,
      "median_percent": null,
      "name": "Teams",
      "never": null,
      "overage": null,
      "own_active": null,
      "service": "office365",
      "untold": null,
      "usage": {
        "part": null,
        "whole": 0
      },
      "usage_percent": null,
      "workload": "teams"
    }
    "#);
}

#[test]
fn flat_rows_have_two_decimals_empty_cells_and_no_formula() {
    let csv = PortfolioView { report: samples::portfolio(SellerScope::All) }.rows().to_csv();
    assert_snapshot!(csv, @r#"
    row,day,service,workload,sku_id,sku_part_number,customer_id,name,sold,sold_own,trial_seats,grace_seats,assigned,deployment_percent,excess,unassigned,entitlements,entitlements_own,active,held,former,never,active_other,usage_percent,covered_percent,overage,overage_turnover,overage_duplicate,overage_trial,overage_unlicensed,overage_other,coverage,own_active_low,own_active_high,own_active_estimate,customers_counted,customers_missing,customers_lower_bound,customers_untold,median_percent,band_0_20,band_20_40,band_40_60,band_60_80,band_80_100
    workload,2026-03-31,office365,exchange,,,,Exchange,,,,,,,,,4000,4000,1234,1234,0,0,0,30.85,30.85,0,0,0,0,0,0,lower_bound,1234,1234,1234,1,1,1,0,30.85,0,1,0,0,0
    workload,2026-03-31,office365,yammer,,,,Viva Engage (Yammer),,,,,,,,,10,6,14,9,3,2,1,140.00,90.00,4,0,2,0,2,0,complete,6,6,6,1,0,0,0,140.00,0,0,0,0,1
    workload,2026-03-31,office365,teams,,,,Teams,,,,,,,,,,,,,,,,,,,,,,,,missing,,,,0,1,0,0,,0,0,0,0,0
    sku,2026-03-31,office365,,00000000-0000-0000-0000-000000000007,SPE_E3,,Microsoft 365 E3,4010,4006,0,0,3512,87.58,2,500,,,,,,,,,,,,,,,,,,,,2,0,,,103.75,0,0,0,0,2
    sku,2026-03-31,,,,MYSTERY_PACK,,,10,10,0,0,0,0.00,0,10,,,,,,,,,,,,,,,,,,,,1,0,,,0.00,1,0,0,0,0
    customer,2026-03-31,,,,,00000000-0000-0000-0000-000000000001,'=SUM(A1),10,10,0,0,0,0.00,0,10,,,,,,,,,,,,,,,,missing,,,,,,,,,,,,,
    customer,2026-03-31,,,,,00000000-0000-0000-0000-000000000002,Fabrikam,4000,4000,0,0,3500,87.50,0,500,4000,4000,1234,1234,0,0,0,30.85,30.85,0,0,0,0,0,0,lower_bound,1234,1234,1234,,,,,,,,,,
    customer,2026-03-31,,,,,00000000-0000-0000-0000-000000000003,"A company with a name that no terminal has room for, Limited",10,6,0,0,12,120.00,2,0,10,6,14,9,3,2,1,140.00,90.00,4,0,2,0,2,0,complete,6,6,6,,,,,,,,,,
    "#);
}

#[test]
fn of_customers_of_whom_nothing_is_told_only_the_seats_count() {
    let untold = DeploymentCounts { sold: 50, sold_own: 50, ..DeploymentCounts::default() };
    let mut report = samples::portfolio(SellerScope::All);
    report.skus[1].1 = DeploymentSum::default();
    for (_, sum) in &mut report.skus {
        sum.add(&untold, true);
    }
    report.deployment.add(&untold, true);
    let view = PortfolioView { report };
    let lines = |from: &str, language| {
        let text = samples::table(&view, language, 110);
        let lines = text.lines().skip_while(|it| !it.starts_with(from)).take(6);
        lines.map(str::trim_end).collect::<Vec<_>>().join("\n")
    };
    assert_snapshot!(lines("Deployment:", Language::En), @"
    Deployment: 3,512 of 4,020 licences assigned, 87.36%
    Nothing tells who holds the licences of 1 customer: it is left out.
    2 licences are assigned beyond what was sold.

    USAGE BY WORKLOAD
    Workload             Entitled   Active     Usage   Covered     With     Until  Without  Above  Customers    No
    ");
    assert_snapshot!(lines("DEPLOYMENT BY", Language::En), @"
    DEPLOYMENT BY PRODUCT
    Product                               Sold  Assigned  Deployed  Over  Trial  Grace  Customers    No
                                                                                                   data
    ───────────────────────────────────────────────────────────────────────────────────────────────────
    Microsoft 365 E3                     4,060     3,512    87.58%     2      0      0          2     1
    MYSTERY_PACK (not in the catalogue)     50         –         –     –      0      0          0     1
    ");
    assert_snapshot!(lines("Implementación:", Language::Es), @"
    Implementación: 3512 de 4020 licencias asignadas, 87,36 %
    Ningún dato dice quién tiene las licencias de 1 cliente, que queda fuera.
    2 licencias están asignadas por encima de lo vendido.

    USO POR CARGA DE TRABAJO
    Carga de trabajo    Derechos  Activos        Uso   Cubierto       Con  Hasta       Sin  Sobre  Clientes    Sin
    ");
}
