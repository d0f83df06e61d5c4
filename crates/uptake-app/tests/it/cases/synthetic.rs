//! The invented tenant of the shared data: every report and answer of one day, and the
//! figures that its maker counted.

use std::path::PathBuf;

use insta::assert_snapshot;
use serde_json::Value;
use uptake_app::ExportKind;

use crate::folder::{Folder, How, shown};

const DAY: &str = "2026-07-26";

fn shared(name: &str) -> PathBuf {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/synthetic");
    PathBuf::from(folder).join(name)
}

fn expected() -> Value {
    let text = std::fs::read_to_string(shared("expected.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The tenant as it is after the import of these folders.
async fn tenant(folders: &[&str]) -> Folder {
    let expected = expected();
    let mut folder = Folder::new(DAY);
    let partner = expected["partner_tenant_id"].as_str().unwrap();
    folder.configure(&format!("[partner]\ntenant_id = \"{partner}\"\n"));
    let customer = expected["tenant_id"].as_str();
    let paths = folders.iter().map(|it| shared(it)).collect();
    folder.import_files(paths, How { customer, ..How::default() }).await;
    folder
}

const USAGE: &[&str] =
    &["workload", "entitlements", "active", "held", "former", "never", "coverage", "days_covered"];

async fn held(folder: &mut Folder) -> String {
    held_on(folder, DAY).await
}

async fn held_on(folder: &mut Folder, day: &str) -> String {
    shown(folder.data().await, ExportKind::Usage, day, USAGE).await
}

/// Its maker's word for each SKU: seats, of them own, trial and grace, and who holds it.
fn counted(expected: &Value) -> Vec<String> {
    let skus = expected["skus"].as_object().unwrap();
    let lines = skus.iter().filter_map(|(sku, it)| {
        let number = |name: &str| it[name].as_u64().unwrap();
        let (enabled, warning) = (number("enabled"), number("warning"));
        let trial = number("enabled_trial");
        // A subscription in grace counts where none is active.
        let sold = if enabled > trial { enabled - trial } else { warning };
        let consumed = number("consumed");
        let exists = sold + trial + warning + consumed > 0;
        exists.then(|| format!("{sku} {sold} {trial} {warning} {consumed}"))
    });
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    lines
}

#[tokio::test]
async fn the_tenant_has_the_seats_and_holders_that_were_counted() {
    let mut folder = tenant(&["csv", "json"]).await;
    let columns = &["sku_part_number", "sold", "trial_seats", "grace_seats", "assigned"];
    let data = folder.data().await;
    let said = shown(data, ExportKind::Deployment, DAY, columns).await;
    let mut lines: Vec<&str> = said.lines().collect();
    lines.sort_unstable();
    assert_eq!(lines, counted(&expected()));

    let own = shown(data, ExportKind::Deployment, DAY, &["sku_part_number", "sold_own"]).await;
    assert_snapshot!(own, @"
    Microsoft_Teams_Premium 0
    O365_BUSINESS_ESSENTIALS 0
    EXCHANGESTANDARD 1
    Microsoft_365_Copilot 3
    ENTERPRISEPACK 1
    EMSPREMIUM 1
    SPB 6
    FLOW_FREE 0
    ");
}

#[tokio::test]
async fn the_tenant_has_the_active_users_that_were_counted() {
    let mut folder = tenant(&["csv", "json"]).await;
    assert_snapshot!(held(&mut folder).await, @"
    exchange 17 6 5 0 1 complete 28
    m365_copilot 3 1 1 0 0 complete 28
    office_apps 11 5 4 0 1 complete 28
    onedrive 16 4 4 0 0 complete 28
    sharepoint 16 4 4 0 0 complete 28
    teams 16 4 3 0 1 complete 28
    yammer 16 2 2 0 0 complete 28
    ");
    let services = &expected()["services"];
    let columns = &["workload", "held"];
    let said = shown(folder.data().await, ExportKind::Usage, DAY, columns).await;
    for (service, workload) in [
        ("Exchange", "exchange"),
        ("OneDrive", "onedrive"),
        ("Yammer", "yammer"),
        ("Teams", "teams"),
    ] {
        let line = format!("{workload} {}", services[service]["active_28"]);
        assert!(said.lines().any(|it| it == line), "{line} in\n{said}");
    }
    // SharePoint also counts who works in OneDrive: one more than in SharePoint alone.
    assert_eq!(services["SharePoint"]["active_28"], 3);
    assert!(said.lines().any(|it| it == "sharepoint 4"), "{said}");
}

#[tokio::test]
async fn concealed_reports_alone_give_the_same_active_users() {
    let mut folder = tenant(&["csv_concealed"]).await;
    assert_snapshot!(held(&mut folder).await, @"
    exchange 0 6 5 0 1 complete 28
    m365_copilot 0 1 - - - complete 28
    office_apps 0 5 4 0 1 complete 28
    onedrive 0 4 4 0 0 complete 28
    sharepoint 0 4 4 0 0 complete 28
    teams 0 4 3 0 1 complete 28
    yammer 0 2 2 0 0 complete 28
    ");
}

#[tokio::test]
async fn concealed_reports_beside_the_answers_of_graph_keep_the_seats() {
    let mut folder = tenant(&["csv_concealed", "json"]).await;
    assert_snapshot!(held(&mut folder).await, @"
    exchange 17 6 5 0 1 complete 28
    m365_copilot 3 1 1 0 0 complete 28
    office_apps 11 5 4 0 1 complete 28
    onedrive 16 4 4 0 0 complete 28
    sharepoint 16 4 4 0 0 complete 28
    teams 16 4 3 0 1 complete 28
    yammer 16 2 2 0 0 complete 28
    ");
}

/// The same reports as they would have been refreshed two days later.
fn moved(folder: &Folder, name: &str) -> PathBuf {
    let mut target = PathBuf::new();
    for entry in std::fs::read_dir(shared(name)).unwrap() {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let refreshed = text.replace(&format!("{DAY},"), &format!("{LATER},"));
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        target = folder.write(&format!("moved/{file}"), &refreshed);
    }
    target.parent().unwrap().to_owned()
}

const LATER: &str = "2026-07-28";

#[tokio::test]
async fn a_tenant_that_conceals_names_has_no_more_people_than_before() {
    let alone = held(&mut tenant(&["csv"]).await).await;
    for order in [["csv", "csv_concealed"], ["csv_concealed", "csv"]] {
        let mut folder = tenant(&[order[0]]).await;
        let customer = expected()["tenant_id"].as_str().map(str::to_owned);
        let how = || How { customer: customer.as_deref(), ..How::default() };
        folder.import_files(vec![shared(order[1])], how()).await;
        assert_eq!(held(&mut folder).await, alone, "both on the same day");

        let reports = moved(&folder, order[1]);
        folder.set_clock(LATER.parse().unwrap());
        folder.import_files(vec![reports], how()).await;
        assert_eq!(held(&mut folder).await, alone, "the earlier day, after the flip");
        let mut control = Folder::new(LATER);
        let reports = moved(&control, order[1]);
        control.import_files(vec![reports], how()).await;
        let after = held_on(&mut folder, LATER).await;
        assert_eq!(after, held_on(&mut control, LATER).await, "the later day");
        let digest = folder.digest().await;
        folder.writable().await.roll_up().await.unwrap();
        assert_eq!(folder.digest().await, digest, "incremental as in full");
    }
}
