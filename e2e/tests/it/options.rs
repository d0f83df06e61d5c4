//! The options that change what a command does, each from the command line.

use insta::assert_snapshot;

use crate::uptake::{CONTOSO, Uptake};

#[test]
fn a_dry_run_checks_the_files_and_keeps_nothing() {
    let uptake = Uptake::empty();
    uptake.write_sample();
    let said = uptake.result("import --dry-run customers.csv activity.csv");
    assert_snapshot!(said, @"
    File           Format     Rows  New  Changed  Unchanged  Problems
    ─────────────────────────────────────────────────────────────────
    customers.csv  customers     2    2        0          0         0
    activity.csv   activity      5    5        0          0         0

    Checked 2 files with 7 rows; nothing was kept.
    ");
    assert_eq!(uptake.run("digest").code, 1, "there is no data");

    let uptake = Uptake::with_sample();
    let digest = uptake.result("digest");
    uptake.write("april.csv", "customer_id,user_id,workload,day\nC,ana,exchange,2026-04-01");
    uptake.result("import --dry-run april.csv");
    uptake.write("wrong.csv", "customer_id,user_id,workload,day\nC,ana,exchange,2026-04-31");
    assert_eq!(uptake.run("import --dry-run wrong.csv").code, 3);
    assert_eq!(uptake.result("digest"), digest);
    assert_eq!(uptake.json("imports")["entries"].as_array().unwrap().len(), 1);
}

#[test]
fn a_header_that_fits_two_tables_is_read_as_the_named_one() {
    let uptake = Uptake::with_sample();
    uptake.write(
        "both.csv",
        "
        customer_id,user_id,sku,assigned_on,workload,day
        F,emil,SPE_E3,2026-02-01,exchange,2026-03-31
        ",
    );
    let formats = ["assignments", "activity"].map(|table| {
        uptake.json(&format!("import both.csv --table {table}"))["files"][0]["format"].clone()
    });
    assert_eq!(formats, ["assignments", "activity"]);
    let usage = uptake.result("customer Fabrikam --on 2026-03-31 --output csv");
    let exchange = usage.lines().find(|it| it.contains(",exchange,")).unwrap();
    assert!(exchange.contains(",4,0,"), "4 entitlements, none of them own: {exchange}");
    assert_eq!(uptake.run("import both.csv --table invoices").code, 2);
}

/// What Microsoft Graph answers about licences: it names neither customer nor day.
const LICENCES: &str = r#"{
  "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#subscribedSkus",
  "value": [{
    "capabilityStatus": "Enabled",
    "appliesTo": "User",
    "consumedUnits": 7,
    "prepaidUnits": { "enabled": 12, "suspended": 0, "warning": 3, "lockedOut": 0 },
    "skuId": "05e9a617-0261-4cee-bb44-138d3ef5d965",
    "skuPartNumber": "SPE_E3",
    "servicePlans": []
  }]
}"#;

#[test]
fn customer_and_day_are_given_for_a_file_that_names_neither() {
    let uptake = Uptake::empty();
    std::fs::write(uptake.path("skus.json"), LICENCES).unwrap();
    let said = uptake.run("import skus.json");
    assert_eq!(said.code, 3, "{}", said.out);
    assert!(said.out.contains("name the customer with --customer"), "{}", said.out);
    uptake.result(&format!("import skus.json --customer {CONTOSO} --as-of 2026-03-15"));
    let rows = uptake.result("export deployment --from 2026-03-14 --to 2026-03-15 --out -");
    assert_snapshot!(rows, @"
    day,customer_id,customer_name,sku_id,sku_part_number,product_name,service,sold,sold_own,trial_seats,grace_seats,assigned,deployment_percent,excess
    2026-03-15,11111111-1111-1111-1111-111111111111,,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,12,12,0,3,7,58.33,0
    ");
}

#[test]
fn a_held_snapshot_counts_once_it_is_confirmed() {
    let uptake = Uptake::with_sample();
    let snapshot = |day: &str, users: usize| {
        let rows: String =
            (0..users).map(|it| format!("C,user{it},exchange,2026-04-02,{day}\n")).collect();
        uptake.write(
            &format!("{day}.csv"),
            &format!("customer_id,user_id,workload,last_active_on,as_of\n{rows}"),
        );
        uptake.result(&format!("import {day}.csv"))
    };
    snapshot("2026-04-03", 5);
    let held = snapshot("2026-04-04", 2);
    assert_snapshot!(held, @"
    File            Format         Rows  New  Changed  Unchanged  Held  Problems
    ────────────────────────────────────────────────────────────────────────────
    2026-04-04.csv  last_activity     2    0        0          0     2         1

    2026-04-04.csv: the snapshot of customer 11111111-1111-1111-1111-111111111111 lists 2 users where 5 were known, and is held until confirmed
      hint: check that the file is whole; until it is confirmed the day counts as missing
    The snapshot is held. To take it as true: uptake imports confirm 6

    Imported 1 file with 2 rows: 0 new, 0 changed, 0 unchanged, 2 held.
    ");
    let exchange = || {
        let rows = uptake
            .result("export usage --from 2026-04-04 --to 2026-04-04 --customer Contoso --out -");
        rows.lines().find(|it| it.contains(",exchange,")).unwrap().to_owned()
    };
    assert!(exchange().contains(",lower_bound,"), "{}", exchange());
    let waiting = uptake.result("imports");
    assert!(waiting.contains("imports confirm 6"), "{waiting}");
    assert_snapshot!(uptake.result("imports confirm 6"), @"The snapshot of 1 customer counts from now on.");
    assert!(exchange().contains(",complete,"), "{}", exchange());
    let again = uptake.run("imports confirm 6");
    assert_eq!(again.code, 1, "{}", again.err);
    let digest = uptake.result("digest");
    uptake.result("rebuild");
    assert_eq!(uptake.result("digest"), digest);
}

#[test]
fn the_scope_of_own_sales_leaves_out_other_sellers() {
    let uptake = Uptake::with_sample();
    let all = uptake.result("portfolio");
    assert_eq!(uptake.result("portfolio --scope all"), all);
    assert_ne!(uptake.result("portfolio --scope own"), all);
    let own = uptake.json("portfolio --scope own");
    assert_eq!(own["scope"], "own");
    let skus = own["skus"].as_array().unwrap();
    let e3 = skus.iter().find(|it| it["sku_part_number"] == "SPE_E3").unwrap();
    assert_eq!(e3["sold_own"], 2);
    let all = uptake.json("portfolio");
    let skus = all["skus"].as_array().unwrap();
    let e3 = skus.iter().find(|it| it["sku_part_number"] == "SPE_E3").unwrap();
    assert_eq!(e3["sold"], 6);
}

#[test]
fn the_catalogue_lists_products_by_text_and_service() {
    let uptake = Uptake::empty();
    let kiosk = uptake.result("catalogue list kiosk --service office365");
    assert!(kiosk.contains("EXCHANGEDESKLESS") && kiosk.contains("\n1 product\n"), "{kiosk}");
    let other = uptake.result("catalogue list kiosk --service power_platform");
    assert!(!other.contains("EXCHANGEDESKLESS"), "{other}");
    let all = uptake.json("catalogue list");
    let count = all["skus"].as_array().map_or(0, Vec::len);
    assert!(count > 500, "{count} products");
    assert_eq!(uptake.run("catalogue list").code, 0);
}

#[test]
fn files_can_be_read_and_checked_alone() {
    let uptake = Uptake::empty();
    uptake.write_sample();
    let said = uptake.run("parse activity.csv customers.csv");
    assert_eq!((said.code, said.out.as_str()), (0, ""), "{}", said.err);
    for line in ["activity.csv: 5", "customers.csv: 2"] {
        assert!(said.err.lines().any(|it| it == line), "{}", said.err);
    }
    uptake.write("wrong.csv", "customer_id,user_id,workload,day\nC,ana,exchange,2026-04-31");
    assert_eq!(uptake.run("parse wrong.csv").code, 3);
    assert!(!uptake.path("data").exists());
}
