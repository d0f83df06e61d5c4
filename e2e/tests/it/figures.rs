//! From files to figures, and the care of the data.

use insta::assert_snapshot;
use serde_json::Value;

use crate::uptake::{CONTOSO, Uptake};

#[test]
fn files_become_figures() {
    let uptake = Uptake::empty();
    uptake.write_sample();
    let said = uptake.run("import customers.csv subscriptions.csv assignments.csv activity.csv");
    assert_eq!(said.code, 0, "{}", said.err);
    assert_snapshot!(said.out, @"
    File               Format         Rows  New  Changed  Unchanged  Problems
    ─────────────────────────────────────────────────────────────────────────
    customers.csv      customers         2    2        0          0         0
    subscriptions.csv  subscriptions     3    3        0          0         0
    assignments.csv    assignments       4    4        0          0         0
    activity.csv       activity          5    5        0          0         0

    Imported 4 files with 14 rows: 14 new, 0 changed, 0 unchanged.
    ");
    assert_snapshot!(said.err, @"
    reading customers.csv
    reading subscriptions.csv
    reading assignments.csv
    reading activity.csv
    merging what is new into the tables
    computing the figures of 2 customers
    ");
}

#[test]
fn a_portfolio_is_shown_with_its_spread_and_its_customers_to_look_at_first() {
    let uptake = Uptake::with_sample();
    assert_snapshot!(uptake.result("portfolio"), @"
    Portfolio on 2026-03-31 · 2 customers · All sellers
    Deployment: 3 of 11 licences assigned, 27.27%

    USAGE BY WORKLOAD
    Workload              Entitled  Active    Usage  Covered     With     Until  Without  Above    No
                                                              licence  recently  licence   100%  data
    ─────────────────────────────────────────────────────────────────────────────────────────────────
    Exchange                     2       3  150.00%  100.00%        2         1        0      1     1
    Microsoft 365 Apps           2       0    0.00%    0.00%        0         0        0      0     1
    OneDrive                     2       0    0.00%    0.00%        0         0        0      0     1
    SharePoint                   2       0    0.00%    0.00%        0         0        0      0     1
    Teams                        2       0    0.00%    0.00%        0         0        0      0     1
    Viva Engage (Yammer)         2       0    0.00%    0.00%        0         0        0      0     1

    CUSTOMERS BY THEIR OWN USAGE
    Workload               Median  <20%  20–40%  40–60%  60–80%  ≥80%
    ─────────────────────────────────────────────────────────────────
    Exchange              150.00%     0       0       0       0     1
    Microsoft 365 Apps      0.00%     1       0       0       0     0
    OneDrive                0.00%     1       0       0       0     0
    SharePoint              0.00%     1       0       0       0     0
    Teams                   0.00%     1       0       0       0     0
    Viva Engage (Yammer)    0.00%     1       0       0       0     0

    WHY USAGE EXCEEDS 100%
    Exchange: 1
      1 employee turnover: the licence moved on to a new user, and both were active

    DEPLOYMENT BY PRODUCT
    Product                         Sold  Assigned  Deployed  Over  Trial  Grace  Customers
    ───────────────────────────────────────────────────────────────────────────────────────
    Microsoft 365 E3                   6         3    50.00%     0      0      0          2
    MYSTERY (not in the catalogue)     5         0     0.00%     0      0      0          1

    LOWEST COVERED USAGE
    Customer  Tenant ID                             Sold  Assigned  Unassigned   Usage  Covered  Above
                                                                                                  100%
    ──────────────────────────────────────────────────────────────────────────────────────────────────
    Contoso   11111111-1111-1111-1111-111111111111     7         2           5  25.00%   16.67%      1

    MOST UNASSIGNED SEATS
    Customer  Tenant ID                             Sold  Assigned  Unassigned   Usage  Covered  Above
                                                                                                  100%
    ──────────────────────────────────────────────────────────────────────────────────────────────────
    Contoso   11111111-1111-1111-1111-111111111111     7         2           5  25.00%   16.67%      1
    Fabrikam  22222222-2222-2222-2222-222222222222     4         1           3       –        –      –

    MOST USERS ABOVE 100%
    Customer  Tenant ID                             Sold  Assigned  Unassigned   Usage  Covered  Above
                                                                                                  100%
    ──────────────────────────────────────────────────────────────────────────────────────────────────
    Contoso   11111111-1111-1111-1111-111111111111     7         2           5  25.00%   16.67%      1
    ");
}

#[test]
fn a_customer_is_found_by_guid_name_or_domain_and_shown_in_both_languages() {
    let uptake = Uptake::with_sample();
    let shown = uptake.result("customer Contoso");
    assert_eq!(shown, uptake.result(&format!("customer {CONTOSO}")));
    assert_eq!(shown, uptake.result("customer contoso.c"));
    assert_snapshot!(uptake.result("customer Contoso --lang es"), @"
    Contoso a 31/03/2026
    11111111-1111-1111-1111-111111111111 · contoso.com
    Personas: 3 activas, 2 con licencia

    IMPLEMENTACIÓN POR PRODUCTO
    Producto                          Vendidas  Propias  Asignadas   Implem.  Exceso  Prueba  Gracia
    ────────────────────────────────────────────────────────────────────────────────────────────────
    MYSTERY (no está en el catálogo)         5        0          0    0,00 %       0       0       0
    Microsoft 365 E3                         2        2          2  100,00 %       0       0       0

    USO POR CARGA DE TRABAJO
    Carga de trabajo  Derechos  Activos       Uso  Cubierto       Con  Hasta       Sin  Sobre  Datos
                                                             licencia   hace  licencia  100 %
                                                                        poco
    ────────────────────────────────────────────────────────────────────────────────────────────────────
    Exchange                 2        3  150,00 %  100,00 %         2      1         0      1  completos
    Microsoft 365 A…         2        0    0,00 %    0,00 %         0      0         0      0  completos
    OneDrive                 2        0    0,00 %    0,00 %         0      0         0      0  completos
    SharePoint               2        0    0,00 %    0,00 %         0      0         0      0  completos
    Teams                    2        0    0,00 %    0,00 %         0      0         0      0  completos
    Viva Engage (Ya…         2        0    0,00 %    0,00 %         0      0         0      0  completos

    POR QUÉ EL USO SUPERA EL 100 %
    Exchange: 1
      1 rotación de personal: la licencia pasó a un usuario nuevo y los dos estuvieron activos

    USO POR PRODUCTO
    Producto          Carga de trabajo      Calificados  Activos       Uso
    ──────────────────────────────────────────────────────────────────────
    Microsoft 365 E3  Exchange                        2        3  150,00 %
    Microsoft 365 E3  Microsoft 365 Apps              2        0    0,00 %
    Microsoft 365 E3  OneDrive                        2        0    0,00 %
    Microsoft 365 E3  SharePoint                      2        0    0,00 %
    Microsoft 365 E3  Teams                           2        0    0,00 %
    Microsoft 365 E3  Viva Engage (Yammer)            2        0    0,00 %

    SUSCRIPCIONES
    Producto                          Puestos  Estado  Vendedor        Compromiso  Suscripción
                                                                       hasta
    ──────────────────────────────────────────────────────────────────────────────────────────
    Microsoft 365 E3                        2  Activa  Ventas propias  –           s1
    MYSTERY (no está en el catálogo)        5  Activa  Otro partner    –           s2

    DATOS
    Días con algún dato: del 01/02/2026 al 31/03/2026.
    ");
}

#[test]
fn programs_get_one_json_document() {
    let uptake = Uptake::with_sample();
    let text = uptake.result("customer Contoso --output json");
    let json: Value = serde_json::from_str(&text).unwrap();
    let exchange = json.pointer("/usage").unwrap().as_array().unwrap().iter();
    let exchange = exchange.clone().find(|it| it["workload"] == "exchange").unwrap();
    assert_snapshot!(format!("{:#}", exchange["usage"]), @r#"
    {
      "part": 3,
      "whole": 2
    }
    "#);
    assert_eq!(exchange["usage_percent"], 150.0);
    assert_eq!(exchange["overage"]["turnover"], 1);
}

#[test]
fn a_figure_is_explained_down_to_the_lines_of_files() {
    let uptake = Uptake::with_sample();
    let explained = uptake.result("explain --customer Contoso --workload exchange");
    assert_snapshot!(people_by_name(&explained, "PEOPLE"), @"
    Contoso · Usage of Exchange on 2026-03-31
    active on at least one of the 28 days 2026-03-04 to 2026-03-31
    3 of 2 = 150.00%
      2 entitlements: seats sold of every paid product that contains the workload
      3 active users: 2 with a licence, 1 with one until recently, 0 without
      1 active user more than entitlements, because of
        1 employee turnover: the licence moved on to a new user, and both were active
      The parts were made of
        active users above the entitlements: 0 with a licence, 1 with one until recently, 0 without
        seats of other subscriptions, not entitled: 0 in grace on the day, at most 0 within the window
        seats of trials, never entitled: 0 on the day, at most 0 within the window

    SUBSCRIPTIONS
    Product           Subscription  Counted  Part  Status  Seats  Since       Counted from
    ───────────────────────────────────────────────────────────────────────────────────────────────────
    Microsoft 365 E3  s1                  2  sold  Active      2  2026-02-01  subscriptions.csv, line 2

    PEOPLE
    ana · User · with a licence
      active on 2026-03-31 in exchange [activity.csv, line 3]
      Microsoft 365 E3 since 2026-02-01 [assignments.csv, line 2]
    bea · User · with a licence until recently
      active on 2026-03-05 in exchange [activity.csv, line 4]
      Microsoft 365 E3 from 2026-02-01 until the day before 2026-03-10 [assignments.csv, line 3]
    carl · User · with a licence
      active on 2026-03-20 in exchange [activity.csv, line 5]
      Microsoft 365 E3 since 2026-03-10 [assignments.csv, line 4]

    DAYS WITH DATA
    all activity, day by day: 2026-03-01 to 2026-03-31 [activity.csv]
    ");
    let explained = uptake.result("explain --customer Contoso --sku SPE_E3 --lang es");
    assert_snapshot!(people_by_name(&explained, "PERSONAS"), @"
    Contoso · Implementación de Microsoft 365 E3 el 31/03/2026
    2 de 2 = 100,00 %
      2 licencias vendidas
      2 licencias asignadas al final del día

    SUSCRIPCIONES
    Producto          Suscripción  Contados  Parte    Estado  Puestos  Contado a partir de
    ─────────────────────────────────────────────────────────────────────────────────────────────
    Microsoft 365 E3  s1                  2  vendida  Activa        2  subscriptions.csv, línea 2

    PERSONAS
    ana · Usuario · tiene la licencia
      Microsoft 365 E3 desde el 01/02/2026 [assignments.csv, línea 2]
    carl · Usuario · tiene la licencia
      Microsoft 365 E3 desde el 10/03/2026 [assignments.csv, línea 4]
    ");
}

/// The explanation with its people by name: they come by pseudonym, which is another one in
/// each data folder.
fn people_by_name(explained: &str, heading: &str) -> String {
    let sections = explained.trim_end().split("\n\n").map(|section| {
        let Some(people) = section.strip_prefix(heading) else { return section.to_owned() };
        let mut people: Vec<String> =
            people.replace("\n  ", "\t").lines().skip(1).map(str::to_owned).collect();
        people.sort_unstable();
        format!("{heading}\n{}", people.join("\n").replace('\t', "\n  "))
    });
    sections.collect::<Vec<_>>().join("\n\n")
}

#[test]
fn importing_again_and_rebuilding_change_nothing() {
    let uptake = Uptake::with_sample();
    let digest = uptake.result("digest");
    let again =
        uptake.result("import activity.csv customers.csv assignments.csv subscriptions.csv");
    assert!(again.ends_with("Nothing new in 4 files with 14 rows.\n"), "{again}");
    assert_eq!(uptake.result("digest"), digest);
    let portfolio = uptake.result("portfolio");
    assert_snapshot!(uptake.result("rebuild"), @"All tables were made anew.");
    assert_eq!(uptake.result("digest"), digest);
    assert_eq!(uptake.result("portfolio"), portfolio);
    assert_snapshot!(uptake.result("rollup"), @"All results were computed anew.");
    assert_eq!(uptake.result("digest"), digest);
    let verified = uptake.result("verify");
    assert!(verified.starts_with("Whole: "), "{verified}");
}

#[test]
fn the_ledger_lists_every_file() {
    let uptake = Uptake::with_sample();
    let csv = uptake.result("imports --output csv");
    let files: Vec<&str> = csv.lines().skip(1).filter_map(|it| it.split(',').nth(4)).collect();
    assert_eq!(files, ["customers.csv", "subscriptions.csv", "assignments.csv", "activity.csv"]);
}

#[test]
fn restated_figures_keep_their_earlier_values() {
    let uptake = Uptake::with_sample();
    let before = uptake.result("customer Contoso --on 2026-03-31");
    let ledger: Value = serde_json::from_str(&uptake.result("imports --output json")).unwrap();
    let moment = ledger["entries"][0]["recorded_at"].as_str().unwrap().to_owned();
    uptake.write(
        "late.csv",
        "
        customer_id,user_id,workload,day
        C,dov,exchange,2026-03-30
    ",
    );
    uptake.result("import late.csv --covers 2026-03-30..2026-03-30");
    assert_ne!(uptake.result("customer Contoso --on 2026-03-31"), before);
    let then = format!("customer Contoso --on 2026-03-31 --as-recorded-at {moment}");
    assert_eq!(uptake.result(&then), before);
}

#[test]
fn what_the_catalogue_lacks_is_named_and_can_be_added() {
    let uptake = Uptake::with_sample();
    assert_snapshot!(uptake.result("catalogue unmapped"), @"
    PRODUCTS THAT THE CATALOGUE LACKS, ON 2026-03-31
    SKU      Customers  Sold  Assigned
    ──────────────────────────────────
    MYSTERY          1     5         0

    ACTIVITY THAT COUNTS FOR NO WORKLOAD
    Activity source  Customers  Users
    ─────────────────────────────────
    fax                      1      1
    ");
    std::fs::write(
        uptake.path("ours.toml"),
        r#"
        [[workload]]
        code = "fax"
        service = "other"
        name = "Fax"

        [[sku]]
        id = "99999999-9999-9999-9999-999999999999"
        part_number = "MYSTERY"
        name = "Our own product"
        service = "other"
        class = "paid"
        base = ["fax"]
        addon = []
        "#,
    )
    .unwrap();
    assert_snapshot!(uptake.result("catalogue add ours.toml"), @"
    Catalogue file added.
      1 new product, 0 replaced.
      1 new workload, 0 replaced.
    ");
    assert_snapshot!(uptake.result("catalogue unmapped"), @"The catalogue knows everything that the data names on 2026-03-31.");
    assert_snapshot!(uptake.result("catalogue show MYSTERY"), @"
    Our own product
      SKU ID: 99999999-9999-9999-9999-999999999999
      Part number: MYSTERY
      Service: Other
      Class: Paid

    Base workloads: each seat adds an entitlement
      Fax (fax)
    ");
    let usage = uptake.result("customer Contoso --output csv");
    let fax = usage.lines().find(|it| it.contains(",fax,")).unwrap();
    assert_snapshot!(fax, @"usage,2026-03-31,11111111-1111-1111-1111-111111111111,,,,other,fax,,,,,,,,5,0,,1,0,0,1,0,20.00,0.00,0,0,0,0,0,0,complete,28,false");
}

/// Reports of everybody with their products, and one of e-mail that tells of none.
fn with_reports() -> Uptake {
    let uptake = Uptake::empty();
    let bought = "customer_id,subscription_id,sku,quantity,status,as_of";
    uptake.write("subs.csv", &format!("{bought}\n{CONTOSO},s1,SPE_E3,5,active,2026-02-01\n"));
    let mail = "Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,\
                Last Activity Date,Send Count,Receive Count,Read Count,Meeting Created Count,\
                Meeting Interacted Count,Assigned Products,Report Period";
    let ana = "2026-03-01,ana@contoso.com,Ana,False,,2026-03-01,1,1,1,0,0,,7";
    uptake.write("mail.csv", &format!("{mail}\n{ana}\n"));
    let everybody = "Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,\
                     Has Exchange License,Teams Last Activity Date,Exchange Last Activity Date,\
                     Assigned Products";
    let person = |day: &str, name: &str| {
        format!("{day},{name}@contoso.com,{name},False,,True,{day},,MICROSOFT 365 E3\n")
    };
    let [ana, eve] = ["ana", "eve"].map(|it| person("2026-03-01", it));
    uptake.write("first.csv", &format!("{everybody}\n{ana}{eve}"));
    uptake.write("second.csv", &format!("{everybody}\n{}", person("2026-03-10", "ana")));
    uptake.result("import subs.csv");
    uptake.result(&format!("import mail.csv first.csv second.csv --customer {CONTOSO}"));
    uptake
}

#[test]
fn products_that_reports_name_are_explained_by_the_rows_that_name_them_and_what_ended_them() {
    let uptake = with_reports();
    let explain =
        |day: &str| uptake.result(&format!("explain --customer {CONTOSO} --sku SPE_E3 --on {day}"));
    let before = explain("2026-03-09");
    assert!(before.contains("[first.csv, line 2]"), "not the row of mail.csv: {before}");
    assert!(before.contains("[first.csv, line 3; no longer in second.csv]"), "{before}");
    let after = explain("2026-03-10");
    assert!(after.contains("is of 2026-03-10 [second.csv]"), "{after}");
    assert!(!after.contains("eve@contoso.com"), "{after}");
}
