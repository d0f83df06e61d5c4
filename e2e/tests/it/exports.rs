//! Exports: what their rows are, and that they say the same in every format.

use insta::assert_snapshot;
use serde_json::Value;

use crate::{
    formats::{FORMATS, Sheet, read},
    uptake::{CONTOSO, Uptake},
};

/// Both days of the sample's end.
const DAYS: &str = "--from 2026-03-30 --to 2026-03-31";

const EXPORTS: [&str; 6] =
    ["deployment", "usage", "product_usage", "portfolio", "support", "unused_seats"];

#[test]
fn an_export_is_rows_of_days_customers_and_workloads() {
    let uptake = Uptake::with_sample();
    let said =
        uptake.run("export usage --from 2026-03-31 --to 2026-03-31 --out - --customer Contoso");
    assert_snapshot!(said.out, @"
    day,customer_id,customer_name,service,workload,entitlements,entitlements_own,active,held,former,never,active_other,usage_percent,covered_percent,overage,overage_turnover,overage_duplicate,overage_trial,overage_unlicensed,overage_other,coverage,days_covered
    2026-03-31,11111111-1111-1111-1111-111111111111,Contoso,office365,exchange,2,2,3,2,1,0,0,150.00,100.00,1,1,0,0,0,0,complete,28
    2026-03-31,11111111-1111-1111-1111-111111111111,Contoso,office365,office_apps,2,2,0,0,0,0,0,0.00,0.00,0,0,0,0,0,0,complete,28
    2026-03-31,11111111-1111-1111-1111-111111111111,Contoso,office365,onedrive,2,2,0,0,0,0,0,0.00,0.00,0,0,0,0,0,0,complete,28
    2026-03-31,11111111-1111-1111-1111-111111111111,Contoso,office365,sharepoint,2,2,0,0,0,0,0,0.00,0.00,0,0,0,0,0,0,complete,28
    2026-03-31,11111111-1111-1111-1111-111111111111,Contoso,office365,teams,2,2,0,0,0,0,0,0.00,0.00,0,0,0,0,0,0,complete,28
    2026-03-31,11111111-1111-1111-1111-111111111111,Contoso,office365,yammer,2,2,0,0,0,0,0,0.00,0.00,0,0,0,0,0,0,complete,28
    ");
    assert_snapshot!(said.err, @"
    writing 2026-03-31
    6 rows written
    ");
    assert_snapshot!(uptake.result("export deployment --from 2026-03-09 --to 2026-03-10 --out -"), @"
    day,customer_id,customer_name,sku_id,sku_part_number,product_name,service,sold,sold_own,trial_seats,grace_seats,assigned,deployment_percent,excess
    2026-03-09,11111111-1111-1111-1111-111111111111,Contoso,,MYSTERY,,,5,0,0,0,0,0.00,0
    2026-03-09,11111111-1111-1111-1111-111111111111,Contoso,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,2,2,0,0,2,100.00,0
    2026-03-09,22222222-2222-2222-2222-222222222222,Fabrikam,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,4,0,0,0,1,25.00,0
    2026-03-10,11111111-1111-1111-1111-111111111111,Contoso,,MYSTERY,,,5,0,0,0,0,0.00,0
    2026-03-10,11111111-1111-1111-1111-111111111111,Contoso,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,2,2,0,0,2,100.00,0
    2026-03-10,22222222-2222-2222-2222-222222222222,Fabrikam,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,4,0,0,0,1,25.00,0
    ");
}

#[test]
fn usage_of_products_is_rows_of_days_customers_products_and_workloads() {
    let uptake = Uptake::with_sample();
    let rows = uptake.result("export product_usage --from 2026-03-31 --to 2026-03-31 --out -");
    assert_snapshot!(rows, @"
    day,customer_id,customer_name,sku_id,sku_part_number,product_name,service,workload,qualified,active,usage_percent,coverage
    2026-03-31,11111111-1111-1111-1111-111111111111,Contoso,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,exchange,2,3,150.00,complete
    2026-03-31,11111111-1111-1111-1111-111111111111,Contoso,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,office_apps,2,0,0.00,complete
    2026-03-31,11111111-1111-1111-1111-111111111111,Contoso,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,onedrive,2,0,0.00,complete
    2026-03-31,11111111-1111-1111-1111-111111111111,Contoso,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,sharepoint,2,0,0.00,complete
    2026-03-31,11111111-1111-1111-1111-111111111111,Contoso,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,teams,2,0,0.00,complete
    2026-03-31,11111111-1111-1111-1111-111111111111,Contoso,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,yammer,2,0,0.00,complete
    2026-03-31,22222222-2222-2222-2222-222222222222,Fabrikam,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,exchange,4,,,missing
    2026-03-31,22222222-2222-2222-2222-222222222222,Fabrikam,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,office_apps,4,,,missing
    2026-03-31,22222222-2222-2222-2222-222222222222,Fabrikam,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,onedrive,4,,,missing
    2026-03-31,22222222-2222-2222-2222-222222222222,Fabrikam,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,sharepoint,4,,,missing
    2026-03-31,22222222-2222-2222-2222-222222222222,Fabrikam,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,teams,4,,,missing
    2026-03-31,22222222-2222-2222-2222-222222222222,Fabrikam,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,yammer,4,,,missing
    ");
}

#[test]
fn the_portfolio_is_a_row_per_workload_and_per_product_of_a_day() {
    let uptake = Uptake::with_sample();
    let rows = uptake.result("export portfolio --from 2026-03-31 --to 2026-03-31 --out -");
    assert_snapshot!(rows, @"
    day,service,workload,sku_id,sku_part_number,product_name,sold,sold_own,trial_seats,grace_seats,assigned,deployment_percent,excess,entitlements,entitlements_own,active,held,former,never,active_other,usage_percent,covered_percent,overage,overage_turnover,overage_duplicate,overage_trial,overage_unlicensed,overage_other,customers_counted,customers_missing,median_percent,band_0_20,band_20_40,band_40_60,band_60_80,band_80_100
    2026-03-31,office365,exchange,,,,,,,,,,,2,2,3,2,1,0,0,150.00,100.00,1,1,0,0,0,0,1,1,150.00,0,0,0,0,1
    2026-03-31,office365,office_apps,,,,,,,,,,,2,2,0,0,0,0,0,0.00,0.00,0,0,0,0,0,0,1,1,0.00,1,0,0,0,0
    2026-03-31,office365,onedrive,,,,,,,,,,,2,2,0,0,0,0,0,0.00,0.00,0,0,0,0,0,0,1,1,0.00,1,0,0,0,0
    2026-03-31,office365,sharepoint,,,,,,,,,,,2,2,0,0,0,0,0,0.00,0.00,0,0,0,0,0,0,1,1,0.00,1,0,0,0,0
    2026-03-31,office365,teams,,,,,,,,,,,2,2,0,0,0,0,0,0.00,0.00,0,0,0,0,0,0,1,1,0.00,1,0,0,0,0
    2026-03-31,office365,yammer,,,,,,,,,,,2,2,0,0,0,0,0,0.00,0.00,0,0,0,0,0,0,1,1,0.00,1,0,0,0,0
    2026-03-31,,,,MYSTERY,,5,0,0,0,0,0.00,0,,,,,,,,,,,,,,,,1,0,0.00,1,0,0,0,0
    2026-03-31,office365,,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,6,2,0,0,3,50.00,0,,,,,,,,,,,,,,,,2,0,62.50,0,1,0,0,1
    ");
}

#[test]
fn the_language_never_changes_an_export() {
    let uptake = Uptake::with_sample();
    for export in EXPORTS {
        let english = uptake.result(&format!("export {export} {DAYS} --out -"));
        let spanish = uptake.result(&format!("export {export} {DAYS} --out - --lang es"));
        assert_eq!(spanish, english);
    }
}

/// The sample with names that CSV must quote or neutralise.
fn with_awkward_names() -> Uptake {
    let uptake = Uptake::with_sample();
    uptake.write(
        "names.csv",
        "
        customer_id,name,domain
        C,\"Contoso, \"\"the\tfirst\"\"\",contoso.com
        F,=Fabrikam+1,fabrikam.com
        ",
    );
    uptake.write(
        "tickets.csv",
        "
        customer_id,ticket_id,opened_on,category,product
        C,t1,2026-03-02,how_to,exchange
        C,t2,2026-03-30,fault,
        ",
    );
    uptake.result("import names.csv tickets.csv");
    uptake
}

#[test]
fn a_month_of_support_is_whole_at_its_beginning_whatever_day_is_asked_first() {
    let uptake = with_awkward_names();
    let tickets = |from: &str| {
        let text = uptake.result(&format!("export support --from {from} --to 2026-03-31 --out -"));
        let row = text.lines().find(|it| it.contains(CONTOSO)).unwrap().to_owned();
        row.split("2026-03-31").nth(1).unwrap().to_owned()
    };
    assert_eq!(tickets("2026-03-15"), tickets("2026-03-01"));
    assert!(tickets("2026-03-15").contains(",2,1,1,0,0,0,0,lower_bound,29,"), "both tickets");
}

#[test]
fn every_export_says_the_same_in_every_format() {
    let uptake = with_awkward_names();
    for export in EXPORTS {
        let sheets = FORMATS.map(|format| {
            let name = format!("{export}.{format}");
            uptake.result(&format!("export {export} {DAYS} --out {name}"));
            read(format, &uptake.path(&name))
        });
        let [csv, others @ ..] = sheets;
        let least = if ["support", "unused_seats"].contains(&export) { 1 } else { 4 };
        assert!(csv.rows.len() >= least, "{export} has {} rows", csv.rows.len());
        for (format, sheet) in FORMATS.into_iter().skip(1).zip(others) {
            assert_eq!(sheet.columns, csv.columns, "columns of {export} as {format}");
            assert_eq!(sheet.rows.len(), csv.rows.len(), "rows of {export} as {format}");
            for (row, expected) in sheet.rows.iter().zip(&csv.rows) {
                assert_eq!(row, expected, "a row of {export} as {format}");
            }
        }
    }
}

#[test]
fn an_export_has_the_documented_columns() {
    let uptake = Uptake::with_sample();
    let columns = EXPORTS.map(|export| {
        let text = uptake.result(&format!("export {export} {DAYS} --out -"));
        format!("{export}: {}", text.lines().next().unwrap().replace(',', ", "))
    });
    // As `spec/formats.md`, 3 lists them; what it calls sums of the others is spelled out.
    assert_snapshot!(columns.join("\n\n"), @"
    deployment: day, customer_id, customer_name, sku_id, sku_part_number, product_name, service, sold, sold_own, trial_seats, grace_seats, assigned, deployment_percent, excess

    usage: day, customer_id, customer_name, service, workload, entitlements, entitlements_own, active, held, former, never, active_other, usage_percent, covered_percent, overage, overage_turnover, overage_duplicate, overage_trial, overage_unlicensed, overage_other, coverage, days_covered

    product_usage: day, customer_id, customer_name, sku_id, sku_part_number, product_name, service, workload, qualified, active, usage_percent, coverage

    portfolio: day, service, workload, sku_id, sku_part_number, product_name, sold, sold_own, trial_seats, grace_seats, assigned, deployment_percent, excess, entitlements, entitlements_own, active, held, former, never, active_other, usage_percent, covered_percent, overage, overage_turnover, overage_duplicate, overage_trial, overage_unlicensed, overage_other, customers_counted, customers_missing, median_percent, band_0_20, band_20_40, band_40_60, band_60_80, band_80_100

    support: day, customer_id, customer_name, service, workload, tickets, how_to, fault, access, billing, other, unclassified, coverage, days_covered, active, covered_percent, csat_answers, csat_sum, csat_satisfied, nps_answers, nps_promoters, nps_detractors

    unused_seats: day, customer_id, customer_name, sku_id, sku_part_number, product_name, service, sold, assigned, idle, unreported_workloads, unused, unused_cost, unused_unpriced, reassignable, reassignable_cost, reassignable_unpriced, reducible_30, reducible_30_cost, reducible_30_unpriced, reducible_90, reducible_90_cost, reducible_90_unpriced
    ");
}

#[test]
fn text_that_a_spreadsheet_could_take_for_a_formula_is_neutralised_in_text_alone() {
    let uptake = with_awkward_names();
    let words = format!("export deployment {DAYS} --customer 22222222-2222-2222-2222-222222222222");
    let name = |sheet: &Sheet| sheet.rows[0][2].clone();
    for format in ["csv", "tsv"] {
        let text = uptake.result(&format!("{words} --format {format} --out -"));
        assert!(text.contains("'=Fabrikam+1"), "{text}");
    }
    for format in ["jsonl", "xlsx", "parquet"] {
        uptake.result(&format!("{words} --out names.{format}"));
        assert_eq!(name(&read(format, &uptake.path(&format!("names.{format}")))), "=Fabrikam+1");
    }
}

#[test]
fn a_named_format_goes_before_the_suffix_and_a_stream_has_every_format() {
    let uptake = Uptake::with_sample();
    for format in FORMATS {
        let words = format!("export usage {DAYS} --format {format}");
        uptake.result(&format!("{words} --out usage.{format}"));
        uptake.result(&format!("{words} --out usage.dat"));
        let streamed = uptake.command(&format!("{words} --out -")).output().unwrap();
        let file = std::fs::read(uptake.path(&format!("usage.{format}"))).unwrap();
        assert!(streamed.stdout == file, "{format} to standard output differs from the file");
        assert!(std::fs::read(uptake.path("usage.dat")).unwrap() == file, "{format}");
    }
    let tsv = uptake.result(&format!("export usage {DAYS} --format tsv --out -"));
    assert!(tsv.starts_with("day\tcustomer_id\tcustomer_name\t"), "{tsv}");
}

#[test]
fn an_earlier_export_comes_out_again_byte_for_byte() {
    let uptake = Uptake::with_sample();
    let export = |at: &str| {
        EXPORTS.map(|export| {
            FORMATS.map(|format| {
                let words = format!("export {export} {DAYS} --format {format} --out - {at}");
                let output = uptake.command(&words).output().unwrap();
                assert!(output.status.success(), "{words}");
                output.stdout
            })
        })
    };
    let ask = |at: &str| {
        ["digest", "portfolio", "portfolio --scope own", "portfolio --lang es --output csv"]
            .map(|words| uptake.result(&format!("{words} {at}")))
    };
    let (exports, answers) = (export(""), ask(""));
    let ledger: Value = uptake.json("imports");
    let moment = ledger["entries"][0]["recorded_at"].as_str().unwrap().to_owned();

    // Restated activity, other seats, another name, a new product, another customer.
    uptake.write(
        "late.csv",
        "
        customer_id,user_id,workload,day
        C,dov,exchange,2026-03-30
        F,dora,exchange,2026-03-30
        ",
    );
    uptake.write(
        "seats.csv",
        "
        customer_id,subscription_id,sku,quantity,status,as_of,seller
        C,s1,SPE_E3,9,active,2026-02-01,partner
        33333333-3333-3333-3333-333333333333,s4,SPE_E5,4,active,2026-02-01,own
        ",
    );
    uptake.write("renamed.csv", "customer_id,name\nC,Contoso again");
    std::fs::write(uptake.path("ours.toml"), PRODUCT).unwrap();
    uptake.result("import late.csv --covers 2026-03-01..2026-03-31");
    uptake.result("import seats.csv renamed.csv");
    uptake.result("catalogue add ours.toml");
    assert_ne!(ask("")[0], answers[0]);
    assert_ne!(export("")[1][0], exports[1][0]);

    let at = format!("--as-recorded-at {moment}");
    assert_eq!(ask(&at), answers);
    assert!(export(&at) == exports, "an export as recorded at {moment} differs");
    uptake.result("rebuild");
    assert_eq!(ask(&at), answers, "after a rebuild");
    assert!(export(&at) == exports, "an export differs after a rebuild");
}

/// A catalogue entry for what the sample sells and the catalogue does not know.
const PRODUCT: &str = r#"
[[sku]]
id = "99999999-9999-9999-9999-999999999999"
part_number = "MYSTERY"
name = "Our own product"
service = "other"
class = "paid"
base = ["exchange"]
addon = []
"#;
