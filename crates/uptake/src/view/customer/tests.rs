use insta::assert_snapshot;
use uptake_l10n::Language;

use super::CustomerView;
use crate::view::{View as _, samples};

fn check(language: Language, width: u16) -> String {
    samples::table(&CustomerView { report: samples::customer() }, language, width)
}

#[test]
fn a_customer_shows_the_stack_of_users_its_causes_and_what_is_known() {
    assert_snapshot!(check(Language::En, 110), @"
    Contoso on 2026-03-31
    00000000-0000-0000-0000-000000000003 · contoso.com · ES
    People: 1,236 active, 3,512 with a licence

    DEPLOYMENT BY PRODUCT
    Product                              Sold  Own  Assigned  Deployed  Over  Trial  Grace
    ──────────────────────────────────────────────────────────────────────────────────────
    Microsoft 365 E3                       10    6        12   120.00%     2      0      2
    MYSTERY_PACK (not in the catalogue)     0    0         1         –     1      0      0

    USAGE BY WORKLOAD
    Workload            Entitled   Active     Usage   Covered     With     Until  Without  Above  Data
                                                               licence  recently  licence   100%
    ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
    Exchange               4,000  ≥ 1,234  ≥ 30.85%  ≥ 30.85%    1,234         0        0      0  14/28, prelimin…
    Teams                     10        –         –         –        –         –        –      –  no data
    Viva Engage (Yamm…        10       14   140.00%    90.00%        9         3        2      4  complete

    WHY USAGE EXCEEDS 100%
    Viva Engage (Yammer): 4
      2 duplicate subscription: one in grace period or already ended still gave access beside the current one
      2 use without a licence: the service lets people in who hold none

    USAGE BY PRODUCT
    Product           Workload              Qualified  Active    Usage
    ──────────────────────────────────────────────────────────────────
    Microsoft 365 E3  Viva Engage (Yammer)         10      12  120.00%

    SUBSCRIPTIONS
    Product                              Seats  Status                  Seller            Commitment  Subscription
                                                                                          until
    ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
    Microsoft 365 E3                        10  Active                  Own sales         2026-12-31  5f0d
    MYSTERY_PACK (not in the catalogue)     10  In grace period, trial  Direct from Mic…  –           5f0d
    Microsoft 365 E3                        10  In grace period         Counted by Micr…  2026-12-31  –

    DATA
    Days with any data: 2025-12-01 to 2026-03-31.
    Exchange: at least this, 14 of 28 days with data.
    Teams: no data on any of the 28 days.
    Preliminary: the newest source came less than 3 days after the day.
    ");
}

#[test]
fn the_same_in_spanish() {
    assert_snapshot!(check(Language::Es, 110), @"
    Contoso a 31/03/2026
    00000000-0000-0000-0000-000000000003 · contoso.com · ES
    Personas: 1236 activas, 3512 con licencia

    IMPLEMENTACIÓN POR PRODUCTO
    Producto                               Vendidas  Propias  Asignadas   Implem.  Exceso  Prueba  Gracia
    ─────────────────────────────────────────────────────────────────────────────────────────────────────
    Microsoft 365 E3                             10        6         12  120,00 %       2       0       2
    MYSTERY_PACK (no está en el catálogo)         0        0          1         –       1       0       0

    USO POR CARGA DE TRABAJO
    Carga de trabajo   Derechos  Activos        Uso   Cubierto       Con  Hasta       Sin  Sobre  Datos
                                                                licencia   hace  licencia  100 %
                                                                           poco
    ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
    Exchange               4000   ≥ 1234  ≥ 30,85 %  ≥ 30,85 %      1234      0         0      0  14/28, provisio…
    Teams                    10        –          –          –         –      –         –      –  sin datos
    Viva Engage (Yam…        10       14   140,00 %    90,00 %         9      3         2      4  completos

    POR QUÉ EL USO SUPERA EL 100 %
    Viva Engage (Yammer): 4
      2 suscripción duplicada: una en período de gracia o ya terminada siguió dando acceso junto a la vigente
      2 uso sin licencia: el servicio admite a personas que no tienen ninguna

    USO POR PRODUCTO
    Producto          Carga de trabajo      Calificados  Activos       Uso
    ──────────────────────────────────────────────────────────────────────
    Microsoft 365 E3  Viva Engage (Yammer)           10       12  120,00 %

    SUSCRIPCIONES
    Producto                   Puestos  Estado                           Vendedor          Compromiso  Suscripción
                                                                                           hasta
    ──────────────────────────────────────────────────────────────────────────────────────────────────────────────
    Microsoft 365 E3                10  Activa                           Ventas propias    31/12/2026  5f0d
    MYSTERY_PACK (no está en…       10  En período de gracia, de prueba  Directamente de…  –           5f0d
    Microsoft 365 E3                10  En período de gracia             Contado por Mic…  31/12/2026  –

    DATOS
    Días con algún dato: del 01/12/2025 al 31/03/2026.
    Exchange: como mínimo esta cifra, 14 de 28 días con datos.
    Teams: sin datos en ninguno de los 28 días.
    Provisional: el origen más reciente llegó menos de 3 días después de la fecha.
    ");
}

/// The section of a customer that begins with the heading.
fn section(language: Language, width: u16, heading: &str) -> String {
    let text = check(language, width);
    let section = text.split("\n\n").find(|it| it.starts_with(heading)).unwrap();
    section.to_owned()
}

#[test]
fn a_terminal_of_80_columns_keeps_names_and_drops_the_classes_of_users() {
    assert_snapshot!(section(Language::En, 80, "USAGE BY WORKLOAD"), @"
    USAGE BY WORKLOAD
    Workload          Entitled   Active     Usage   Covered  Above  Data
                                                              100%
    ────────────────────────────────────────────────────────────────────────────────
    Exchange             4,000  ≥ 1,234  ≥ 30.85%  ≥ 30.85%      0  14/28, prelimin…
    Teams                   10        –         –         –      –  no data
    Viva Engage (Ya…        10       14   140.00%    90.00%      4  complete
    ");
    assert_snapshot!(section(Language::Es, 80, "USO POR CARGA"), @"
    USO POR CARGA DE TRABAJO
    Carga de trabajo      Derechos  Activos        Uso   Cubierto  Sobre
                                                                   100 %
    ────────────────────────────────────────────────────────────────────
    Exchange                  4000   ≥ 1234  ≥ 30,85 %  ≥ 30,85 %      0
    Teams                       10        –          –          –      –
    Viva Engage (Yammer)        10       14   140,00 %    90,00 %      4
    ");
}

#[test]
fn a_terminal_of_60_columns_is_still_readable() {
    assert_snapshot!(section(Language::En, 60, "USAGE BY WORKLOAD"), @"
    USAGE BY WORKLOAD
    Workload        Entitled   Active     Usage   Covered  Above
                                                            100%
    ────────────────────────────────────────────────────────────
    Exchange           4,000  ≥ 1,234  ≥ 30.85%  ≥ 30.85%      0
    Teams                 10        –         –         –      –
    Viva Engage (…        10       14   140.00%    90.00%      4
    ");
    assert_snapshot!(section(Language::Es, 60, "USO POR CARGA"), @"
    USO POR CARGA DE TRABAJO
    Carga de      Derechos  Activos        Uso   Cubierto  Sobre
    trabajo                                                100 %
    ────────────────────────────────────────────────────────────
    Exchange          4000   ≥ 1234  ≥ 30,85 %  ≥ 30,85 %      0
    Teams               10        –          –          –      –
    Viva Engage…        10       14   140,00 %    90,00 %      4
    ");
}

#[test]
fn no_line_of_a_table_is_longer_than_the_terminal() {
    for (language, width) in
        Language::ALL.into_iter().flat_map(|it| [(it, 60), (it, 80), (it, 100)])
    {
        let text = check(language, width);
        for table in text.split("\n\n").filter(|it| it.contains('─')) {
            for line in table.lines().skip(1) {
                assert!(line.chars().count() <= usize::from(width), "{language} {width}\n{table}");
            }
        }
    }
}

#[test]
fn flat_rows_have_the_parts_of_the_overage_and_the_products_own_service() {
    assert_snapshot!(CustomerView { report: samples::customer() }.rows().to_csv(), @"
    row,day,customer_id,sku_id,sku_part_number,product_name,service,workload,sold,sold_own,trial_seats,grace_seats,assigned,deployment_percent,excess,entitlements,entitlements_own,qualified,active,held,former,never,active_other,usage_percent,covered_percent,overage,overage_turnover,overage_duplicate,overage_trial,overage_unlicensed,overage_other,coverage,days_covered,preliminary
    deployment,2026-03-31,00000000-0000-0000-0000-000000000003,00000000-0000-0000-0000-000000000007,SPE_E3,Microsoft 365 E3,office365,,10,6,0,2,12,120.00,2,,,,,,,,,,,,,,,,,,,
    deployment,2026-03-31,00000000-0000-0000-0000-000000000003,,MYSTERY_PACK,,,,0,0,0,0,1,,1,,,,,,,,,,,,,,,,,,,
    usage,2026-03-31,00000000-0000-0000-0000-000000000003,,,,office365,exchange,,,,,,,,4000,4000,,1234,1234,0,0,0,30.85,30.85,0,0,0,0,0,0,lower_bound,14,true
    usage,2026-03-31,00000000-0000-0000-0000-000000000003,,,,office365,teams,,,,,,,,10,10,,,,,,,,,,,,,,,missing,0,false
    usage,2026-03-31,00000000-0000-0000-0000-000000000003,,,,office365,yammer,,,,,,,,10,6,,14,9,3,2,1,140.00,90.00,4,0,2,0,2,0,complete,28,false
    product_usage,2026-03-31,00000000-0000-0000-0000-000000000003,00000000-0000-0000-0000-000000000007,SPE_E3,Microsoft 365 E3,ems,yammer,,,,,,,,,,10,12,,,,,120.00,,,,,,,,complete,,
    ");
}

#[test]
fn programs_get_the_counts_behind_each_percentage() {
    let json = CustomerView { report: samples::customer() }.json();
    assert_snapshot!(format!("{:#}", json.pointer("/usage/2").unwrap()), @r#"
    {
      "active": 14,
      "active_other": 1,
      "coverage": "complete",
      "covered": {
        "part": 9,
        "whole": 10
      },
      "covered_percent": 90.0,
      "days_covered": 28,
      "entitlements": 10,
      "entitlements_own": 6,
      "former": 3,
      "held": 9,
      "name": "Viva Engage (Yammer)",
      "never": 2,
      "overage": {
        "duplicate": 2,
        "other": 0,
        "total": 4,
        "trial": 0,
        "turnover": 0,
        "unlicensed": 2
      },
      "preliminary": false,
      "service": "office365",
      "untold": 0,
      "usage": {
        "part": 14,
        "whole": 10
      },
      "usage_percent": 140.0,
      "workload": "yammer"
    }
    "#);
    assert_snapshot!(format!("{:#}", json.pointer("/deployment/1").unwrap()), @r#"
    {
      "assigned": 1,
      "deployment": {
        "part": 1,
        "whole": 0
      },
      "deployment_percent": null,
      "excess": 1,
      "grace_seats": 0,
      "is_mapped": false,
      "product_name": "",
      "service": "",
      "sku_id": "",
      "sku_part_number": "MYSTERY_PACK",
      "sold": 0,
      "sold_own": 0,
      "trial_seats": 0
    }
    "#);
}
