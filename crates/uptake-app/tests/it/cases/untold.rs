//! Days and products of which nothing tells how many licences are assigned: they have no
//! number, and are in no percentage.

use insta::assert_snapshot;
use uptake_app::ExportKind;

use super::{
    CONTOSO,
    concealed::{COUNTED, HELD, assignments, of_contoso, report, seats},
    deployment,
};
use crate::folder::{Folder, shown};

const SUMS: &[&str] = &[
    "sku_part_number",
    "sold",
    "assigned",
    "deployment_percent",
    "excess",
    "customers_counted",
    "customers_missing",
    "median_percent",
];

/// The sums of the SKUs over customers.
async fn sums(folder: &mut Folder) -> String {
    let said = shown(folder.data().await, ExportKind::Portfolio, "2026-03-19", SUMS).await;
    let skus = said.lines().filter(|it| !it.starts_with('-'));
    skus.collect::<Vec<_>>().join("\n")
}

/// Contoso's deployment before, on and after the day of a count.
async fn march(folder: &mut Folder) -> String {
    let mut said = String::new();
    for day in ["2026-03-02", "2026-03-19", "2026-03-20", "2026-03-26"] {
        said.extend([format!("{day}\n{}\n", deployment(folder, day).await)]);
    }
    said
}

#[tokio::test]
async fn before_the_first_count_nobody_knows_how_many_hold_it() {
    let mut folder = Folder::new("2026-03-28");
    folder.take(&seats()).await;
    assert_snapshot!(deployment(&mut folder, "2026-03-19").await, @"
    SPE_E3 2 2 0 0 0
    ENTERPRISEPACK 1 1 0 0 0
    ");
    folder.import(COUNTED, of_contoso("2026-03-20")).await;
    let counted = march(&mut folder).await;
    assert_snapshot!(counted, @"
    2026-03-02
    SPE_E3 2 2 0 0 -
    ENTERPRISEPACK 1 1 0 0 -
    2026-03-19
    SPE_E3 2 2 0 0 -
    ENTERPRISEPACK 1 1 0 0 -
    2026-03-20
    SPE_E3 2 2 0 0 7
    ENTERPRISEPACK 1 1 0 0 0
    2026-03-26
    SPE_E3 2 2 0 0 7
    ENTERPRISEPACK 1 1 0 0 0
    ");
    folder.writable().await.rebuild().await.unwrap();
    assert_eq!(march(&mut folder).await, counted);

    // What is dated tells the days before it, too.
    folder.take(&assignments()).await;
    assert_snapshot!(march(&mut folder).await, @"
    2026-03-02
    SPE_E3 2 2 0 0 1
    ENTERPRISEPACK 1 1 0 0 1
    FLOW_FREE 0 0 0 0 1
    2026-03-19
    SPE_E3 2 2 0 0 1
    ENTERPRISEPACK 1 1 0 0 1
    FLOW_FREE 0 0 0 0 1
    2026-03-20
    SPE_E3 2 2 0 0 1
    ENTERPRISEPACK 1 1 0 0 1
    FLOW_FREE 0 0 0 0 1
    2026-03-26
    SPE_E3 2 2 0 0 1
    ENTERPRISEPACK 1 1 0 0 0
    FLOW_FREE 0 0 0 0 1
    ");
}

#[tokio::test]
async fn sums_say_of_how_many_customers_it_is_not_told() {
    let mut folder = Folder::new("2026-03-28");
    folder.take(&seats()).await;
    folder.import(COUNTED, of_contoso("2026-03-20")).await;
    assert_snapshot!(sums(&mut folder).await, @"
    SPE_E3 2 - - - 0 1 -
    ENTERPRISEPACK 1 - - - 0 1 -
    ");

    // A second customer, of whom every day is told.
    let other = CONTOSO.replace("11111111", "22222222");
    folder.take(&seats().replace(CONTOSO, &other)).await;
    folder.take(&assignments().replace(CONTOSO, &other)).await;
    assert_snapshot!(sums(&mut folder).await, @"
    SPE_E3 4 1 50.00 0 1 1 50.00
    ENTERPRISEPACK 2 1 100.00 0 1 1 100.00
    FLOW_FREE 0 1 - 1 1 0 -
    ");
}

#[tokio::test]
async fn the_order_of_the_files_does_not_matter_to_what_is_told() {
    let mut said = Vec::new();
    for order in [[0, 1, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut folder = Folder::new("2026-03-28");
        folder.take(&seats()).await;
        for file in order {
            match file {
                0 => folder.import(COUNTED, of_contoso("2026-03-20")).await,
                1 => {
                    folder
                        .import(&report(false, "2026-03-13", [""; 3]), of_contoso("2026-03-13"))
                        .await
                }
                _ => {
                    folder
                        .import(&report(false, "2026-03-25", HELD), of_contoso("2026-03-25"))
                        .await
                }
            };
        }
        said.push(march(&mut folder).await);
    }
    assert!(said.iter().all(|it| *it == said[0]), "{said:#?}");
    assert_snapshot!(said[0], @"
    2026-03-02
    SPE_E3 2 2 0 0 -
    ENTERPRISEPACK 1 1 0 0 -
    2026-03-19
    SPE_E3 2 2 0 0 -
    ENTERPRISEPACK 1 1 0 0 -
    2026-03-20
    SPE_E3 2 2 0 0 7
    ENTERPRISEPACK 1 1 0 0 0
    2026-03-26
    SPE_E3 2 2 0 0 7
    ENTERPRISEPACK 1 1 0 0 0
    ");
}

#[tokio::test]
async fn flags_without_products_tell_no_number_until_a_list_does() {
    let mut folder = Folder::new("2026-03-28");
    folder.take(&seats()).await;
    folder.import(&report(false, "2026-03-13", [""; 3]), of_contoso("2026-03-13")).await;
    assert_snapshot!(deployment(&mut folder, "2026-03-20").await, @"
    SPE_E3 2 2 0 0 -
    ENTERPRISEPACK 1 1 0 0 -
    ");
    // Ana's products are told, Bea's are not: the one with the other name may be hers.
    let some = report(false, "2026-03-14", ["MICROSOFT 365 E3", "", ""]);
    folder.import(&some, of_contoso("2026-03-14")).await;
    assert_snapshot!(deployment(&mut folder, "2026-03-20").await, @"
    SPE_E3 2 2 0 0 1
    ENTERPRISEPACK 1 1 0 0 -
    ");
    folder.import(&report(false, "2026-03-15", HELD), of_contoso("2026-03-15")).await;
    assert_snapshot!(deployment(&mut folder, "2026-03-20").await, @"
    SPE_E3 2 2 0 0 1
    ENTERPRISEPACK 1 1 0 0 1
    FLOW_FREE 0 0 0 0 1
    ");
}
