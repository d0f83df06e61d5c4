//! Concealed names: what reports that name products tell of them, and what stays unknown.

use std::{collections::BTreeSet, fmt::Write as _};

use insta::{allow_duplicates, assert_snapshot};
use uptake_app::{ExplainTarget, ExportKind, Paging};
use uptake_model::{DayRange, Scope, SellerScope, problem::ProblemCode};

use super::{CONTOSO, deployment, usage};
use crate::folder::{Folder, How, export, parse, shown};

const PRODUCTS: &[&str] = &["sku_part_number", "workload", "qualified", "active", "coverage"];

/// Ana has Microsoft 365 E3 all the time; Bea has Office 365 E3 until 2026-03-25, and a free
/// product; Cem never has anything. All work in Exchange and Teams on 2026-03-12.
const PEOPLE: [&str; 3] = ["ana", "bea", "cem"];

fn names(concealed: bool) -> [String; 3] {
    let digits =
        |it: &str| format!("{:032X}", it.bytes().fold(1, |id, byte| id << 8 | u128::from(byte)));
    PEOPLE.map(|it| if concealed { digits(it) } else { format!("{it}@contoso.example") })
}

pub(super) fn of_contoso(as_of: &str) -> How<'_> {
    How { customer: Some(CONTOSO), as_of: Some(as_of), ..How::default() }
}

/// The report on active users as of a day of March, with a product in each cell.
pub(super) fn report(concealed: bool, day: &str, products: [&str; 3]) -> String {
    let mut text = "Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,\
                    Has Exchange License,Exchange Last Activity Date,Teams Last Activity Date,\
                    Assigned Products\n"
        .to_owned();
    let flags = ["True", if day < "2026-03-25" { "True" } else { "False" }, "False"];
    for ((name, flag), products) in names(concealed).iter().zip(flags).zip(products) {
        writeln!(text, "{day},{name},,False,,{flag},2026-03-12,2026-03-12,{products}").unwrap();
    }
    text
}

/// What Microsoft counts of one SKU.
pub(super) const COUNTED: &str = r#"{"value": [{
        "skuId": "05e9a617-0261-4cee-bb44-138d3ef5d965", "skuPartNumber": "SPE_E3",
        "appliesTo": "User", "capabilityStatus": "Enabled", "consumedUnits": 7,
        "prepaidUnits": {"enabled": 2, "suspended": 0, "warning": 0, "lockedOut": 0}
    }]}"#;

pub(super) const HELD: [&str; 3] =
    ["MICROSOFT 365 E3", "OFFICE 365 E3+MICROSOFT POWER AUTOMATE FREE", ""];
const HELD_LATER: [&str; 3] = ["MICROSOFT 365 E3", "MICROSOFT POWER AUTOMATE FREE", ""];

/// The same as assignments.
pub(super) fn assignments() -> String {
    let [ana, bea, _] = names(false);
    format!(
        "customer_id,user_id,sku,assigned_on,removed_on\n\
         {CONTOSO},{ana},SPE_E3,2026-03-01,\n\
         {CONTOSO},{bea},ENTERPRISEPACK,2026-03-01,2026-03-25\n\
         {CONTOSO},{bea},FLOW_FREE,2026-03-01,\n"
    )
}

pub(super) fn seats() -> String {
    format!(
        "customer_id,subscription_id,sku,quantity,status,as_of\n\
         {CONTOSO},one,SPE_E3,2,active,2026-03-01\n\
         {CONTOSO},two,ENTERPRISEPACK,1,active,2026-03-01\n"
    )
}

/// A folder with the seats and reports of the first, the thirteenth and the 26th of March.
async fn reported(concealed: bool, with_products: bool) -> Folder {
    let mut folder = Folder::new("2026-03-28");
    folder.take(&seats()).await;
    for (day, products) in
        [("2026-03-13", HELD), ("2026-03-25", HELD_LATER), ("2026-03-26", HELD_LATER)]
    {
        let products = if with_products { products } else { [""; 3] };
        folder.import(&report(concealed, day, products), of_contoso(day)).await;
    }
    folder
}

#[tokio::test]
async fn concealed_people_have_the_figures_of_the_same_people_under_plain_names() {
    let mut plain = reported(false, false).await;
    plain.take(&assignments()).await;
    let mut concealed = reported(true, true).await;
    let days: DayRange = "2026-03-13..2026-03-26".parse().unwrap();
    for kind in [ExportKind::Usage, ExportKind::ProductUsage, ExportKind::Deployment] {
        let rows = |text: &str| -> BTreeSet<Vec<String>> {
            let (_, rows) = parse(text);
            rows.into_iter()
                .filter(|it| it[0] == "2026-03-13" || it[0].as_str() >= "2026-03-25")
                .collect()
        };
        let one = rows(&export(plain.data().await, kind, days).await);
        let other = rows(&export(concealed.data().await, kind, days).await);
        assert!(one.len() > 5 && one == other, "{kind:?}\n{one:?}\n{other:?}");
    }
    let said =
        shown(concealed.data().await, ExportKind::ProductUsage, "2026-03-26", PRODUCTS).await;
    let said: Vec<&str> =
        said.lines().filter(|it| it.contains(" exchange ") || it.contains(" teams ")).collect();
    assert_snapshot!(said.join("\n"), @"
    SPE_E3 exchange 2 1 complete
    SPE_E3 teams 2 1 complete
    ENTERPRISEPACK exchange 1 1 complete
    ENTERPRISEPACK teams 1 1 complete
    ");
}

#[tokio::test]
async fn a_named_product_is_cited_by_the_report_that_says_so() {
    let mut folder = reported(true, true).await;
    let target = ExplainTarget::Workload("exchange".into());
    let customer = CONTOSO.parse().unwrap();
    let paging = Paging { page: 1, per_page: 9 };
    let day = "2026-03-26".parse().unwrap();
    let data = folder.data().await;
    let it = data.explain(&Scope::All, customer, &target, day, paging).await.unwrap();
    assert!(it.agrees() && it.rows_agree);
    let people = it.people.iter().map(|it| {
        let products = it.products.iter().map(|it| {
            let days: Vec<String> = it.rows.iter().map(|(day, _)| day.to_string()).collect();
            format!("{} {}", it.sku.part_number, days.join(" "))
        });
        format!("{:?} {}", it.class.unwrap(), products.collect::<Vec<_>>().join(", "))
    });
    assert_snapshot!(people.collect::<Vec<_>>().join("\n"), @"
    Held SPE_E3 2026-03-13
    Former ENTERPRISEPACK 2026-03-13 2026-03-25
    Never
    ");
}

#[tokio::test]
async fn without_products_nothing_is_said_of_who_holds_what() {
    let mut folder = reported(true, false).await;
    assert_snapshot!(usage(&mut folder, "2026-03-26").await, @"
    exchange 3 3 1 1 1 complete 28
    office_apps 3 - - - - missing 0
    onedrive 3 - - - - missing 0
    sharepoint 3 - - - - missing 0
    teams 3 3 - - - complete 28
    yammer 3 - - - - missing 0
    ");
    let said = shown(folder.data().await, ExportKind::ProductUsage, "2026-03-26", PRODUCTS).await;
    let said: Vec<&str> = said.lines().filter(|it| it.contains(" exchange ")).collect();
    assert_snapshot!(said.join("\n"), @"
    SPE_E3 exchange 2 0 lower_bound
    ENTERPRISEPACK exchange 1 0 lower_bound
    ");
    let (customer, day) = (CONTOSO.parse().unwrap(), "2026-03-26".parse().unwrap());
    let report = folder.data().await.customer(&Scope::All, customer, day).await.unwrap();
    assert_snapshot!(format!("{:?}", report.people.unwrap()), @"PeopleCounts { active: Some(3), licensed: None }");
    let sums = shown(
        folder.data().await,
        ExportKind::Portfolio,
        "2026-03-26",
        &["workload", "active", "held", "covered_percent", "overage_other"],
    );
    let sums = sums.await;
    assert!(sums.lines().any(|it| it == "teams 3 - - 0"), "{sums}");
}

#[tokio::test]
async fn a_shared_name_means_the_sku_that_the_customer_has() {
    let mut folder = Folder::new("2026-03-28");
    let products = ["MICROSOFT 365 BUSINESS BASIC", "MICROSOFT 365 BUSINESS BASIC", "NEW PRODUCT"];
    let text = report(true, "2026-03-13", products);
    let file = folder.write("report.csv", &text);
    let outcome = folder.try_import(vec![file], of_contoso("2026-03-13")).await.unwrap();
    let codes = outcome.files[0].report.problems.iter().map(|it| it.code.as_str());
    assert_snapshot!(codes.collect::<Vec<_>>().join(" "), @"concealed-names shared-product-name unknown-product");
    assert_snapshot!(deployment(&mut folder, "2026-03-13").await, @"
    MICROSOFT 365 BUSINESS BASIC 0 0 0 0 2
    NEW PRODUCT 0 0 0 0 1
    ");

    let basic = seats().replace("SPE_E3,2", "O365_BUSINESS_ESSENTIALS,5");
    folder.take(&basic).await;
    let exchange = |said: String| -> String {
        let lines = said.lines().filter(|it| it.contains(" exchange "));
        lines.collect::<Vec<_>>().join("\n")
    };
    let one = shown(folder.data().await, ExportKind::ProductUsage, "2026-03-13", PRODUCTS).await;
    assert_snapshot!(exchange(one), @"
    O365_BUSINESS_ESSENTIALS exchange 5 2 complete
    ENTERPRISEPACK exchange 1 0 complete
    ");
    let both = seats().replace("ENTERPRISEPACK", "SMB_BUSINESS_ESSENTIALS");
    folder.take(&both).await;
    let two = shown(folder.data().await, ExportKind::ProductUsage, "2026-03-13", PRODUCTS).await;
    assert_snapshot!(exchange(two), @"
    SPE_E3 exchange 2 0 complete
    SMB_BUSINESS_ESSENTIALS exchange 1 2 complete
    ");
    let digest = folder.digest().await;
    folder.writable().await.roll_up().await.unwrap();
    assert_eq!(folder.digest().await, digest, "incremental as in full");
}

#[tokio::test]
async fn lists_of_assignments_and_counted_units_go_before_named_products() {
    let mut digests = Vec::new();
    for products_first in [true, false] {
        let mut folder = Folder::new("2026-03-28");
        let list = assignments();
        let named = report(true, "2026-03-13", HELD);
        let mut files =
            [(named, "2026-03-13"), (COUNTED.to_owned(), "2026-03-14"), (list, "2026-03-15")];
        if !products_first {
            files.reverse();
        }
        let mut said = Vec::new();
        for (text, as_of) in files {
            let how =
                if text.starts_with("customer_id") { How::default() } else { of_contoso(as_of) };
            folder.import(&text, how).await;
            said.push(deployment(&mut folder, "2026-03-20").await.replace('\n', "; "));
        }
        if products_first {
            assert_snapshot!(said.join("\n"), @"
            SPE_E3 0 0 0 0 1; ENTERPRISEPACK 0 0 0 0 1; FLOW_FREE 0 0 0 0 1
            SPE_E3 2 2 0 0 7
            SPE_E3 2 2 0 0 1; ENTERPRISEPACK 0 0 0 0 1; FLOW_FREE 0 0 0 0 1
            ");
        }
        let digest = folder.digest().await;
        folder.writable().await.roll_up().await.unwrap();
        assert_eq!(folder.digest().await, digest, "incremental as in full");
        digests.push(digest);
    }
    assert_eq!(digests[0], digests[1]);
}

#[tokio::test]
async fn named_products_are_rebuilt_verified_forgotten_and_as_recorded() {
    let mut folder = reported(true, true).await;
    let (digest, before) = (folder.digest().await, folder.now());
    folder.wait(60_000);
    folder.import(&report(true, "2026-03-26", HELD), of_contoso("2026-03-26")).await;
    assert_ne!(folder.digest().await, digest, "restated");
    let then = folder.reader().await.as_recorded_at(before).await.unwrap();
    assert_eq!(then.digest().await.unwrap().to_string(), digest);
    let digest = folder.digest().await;
    folder.writable().await.rebuild().await.unwrap();
    assert_eq!(folder.digest().await, digest);
    assert!(folder.data().await.verify().await.unwrap().damage.is_empty());
    folder.writable().await.forget_customer(CONTOSO.parse().unwrap()).await.unwrap();
    let empty = Folder::new("2026-03-28").digest().await;
    assert_eq!(folder.digest().await, empty);
}

#[tokio::test]
async fn a_name_that_no_sku_has_is_told_once_a_file() {
    let folder = &mut Folder::new("2026-03-28");
    let text = report(true, "2026-03-13", ["NEW PRODUCT", "NEW PRODUCT", "OTHER"]);
    let file = folder.write("report.csv", &text);
    let outcome = folder.try_import(vec![file], of_contoso("2026-03-13")).await.unwrap();
    let problems = outcome.files[0].report.problems.iter();
    let unknown = problems.filter(|it| it.code == ProblemCode::UnknownProduct);
    let said = unknown.map(|it| format!("{:?} {:?}", it.line, it.args));
    assert_snapshot!(said.collect::<Vec<_>>().join("\n"), @r#"
    Some(2) {"product": "NEW PRODUCT"}
    Some(4) {"product": "OTHER"}
    "#);
}

/// The report without one of its people.
fn without(report: &str, person: usize) -> String {
    let name = &names(true)[person];
    report
        .lines()
        .filter(|it| !it.contains(name.as_str()))
        .fold(String::new(), |text, line| text + line + "\n")
}

#[tokio::test]
async fn who_is_no_longer_listed_has_held_it_until_then() {
    let mut folder = Folder::new("2026-03-28");
    folder.take(&seats()).await;
    folder.import(&report(true, "2026-03-13", HELD), of_contoso("2026-03-13")).await;
    let later = without(&report(true, "2026-03-20", HELD), 1);
    folder.import(&later, of_contoso("2026-03-20")).await;
    let said = usage(&mut folder, "2026-03-13").await;
    assert_snapshot!(said.lines().next().unwrap(), @"exchange 3 3 2 0 1 complete 28");
    let said = usage(&mut folder, "2026-03-20").await;
    assert_snapshot!(said.lines().next().unwrap(), @"exchange 3 3 1 1 1 complete 28");
    assert_snapshot!(deployment(&mut folder, "2026-03-20").await, @"
    SPE_E3 2 2 0 0 1
    ENTERPRISEPACK 1 1 0 0 0
    ");
    let digest = folder.digest().await;
    folder.writable().await.roll_up().await.unwrap();
    assert_eq!(folder.digest().await, digest, "incremental as in full");

    let mut reversed = Folder::new("2026-03-28");
    reversed.import(&later, of_contoso("2026-03-20")).await;
    reversed.import(&report(true, "2026-03-13", HELD), of_contoso("2026-03-13")).await;
    reversed.take(&seats()).await;
    assert_eq!(reversed.digest().await, digest, "in any order");
}

#[tokio::test]
async fn what_is_counted_later_changes_no_day_before() {
    for concealed in [true, false] {
        let mut folder = Folder::new("2026-04-28");
        folder.take(&seats()).await;
        folder.import(&report(concealed, "2026-03-13", HELD), of_contoso("2026-03-13")).await;
        let first = deployment(&mut folder, "2026-03-13").await;
        allow_duplicates! { assert_snapshot!(first, @"
        SPE_E3 2 2 0 0 1
        ENTERPRISEPACK 1 1 0 0 1
        FLOW_FREE 0 0 0 0 1
        "); }
        folder.import(COUNTED, of_contoso("2026-03-20")).await;
        assert_eq!(deployment(&mut folder, "2026-03-13").await, first);
        let counted = deployment(&mut folder, "2026-03-20").await;
        allow_duplicates! { assert_snapshot!(counted, @"
        SPE_E3 2 2 0 0 7
        ENTERPRISEPACK 1 1 0 0 0
        "); }
        folder.take(&assignments().replace("2026-03-", "2026-04-")).await;
        assert_eq!(deployment(&mut folder, "2026-03-13").await, first);
        assert_eq!(deployment(&mut folder, "2026-03-20").await, counted);
    }
}

#[tokio::test]
async fn names_that_are_concealed_later_change_no_count_of_people_before() {
    let mut folder = Folder::new("2026-03-28");
    folder.take(&seats()).await;
    folder.import(&report(false, "2026-03-13", HELD), of_contoso("2026-03-13")).await;
    folder.import(&report(true, "2026-03-20", HELD), of_contoso("2026-03-20")).await;
    for day in ["2026-03-13", "2026-03-20"] {
        let (customer, day) = (CONTOSO.parse().unwrap(), day.parse().unwrap());
        let report = folder.data().await.customer(&Scope::All, customer, day).await.unwrap();
        let people = report.people.unwrap();
        assert_eq!((people.active, people.licensed), (Some(3), Some(2)), "{day}");
    }
}

#[tokio::test]
async fn covered_usage_of_some_workloads_is_not_that_of_the_customer() {
    let mut folder = reported(true, false).await;
    let day = "2026-03-26".parse().unwrap();
    let data = folder.data().await;
    let report = data.portfolio(&Scope::All, day, SellerScope::All).await.unwrap();
    let usage = &report.by_customer[0].usage;
    assert_eq!((usage.users.untold, usage.covered_percent()), (3, None));
}
