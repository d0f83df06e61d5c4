use super::super::samples::{e3, exchange};
use super::*;

#[test]
fn services_and_workloads_have_the_documented_codes() {
    assert_eq!(service_code("office365"), "o365");
    assert_eq!(service_code("dynamics365"), "crm");
    assert_eq!(service_code("power_platform"), "power_platform");
    assert_eq!(service_code(""), "other");
    assert_eq!(service_name("office365", "Office 365"), "Microsoft Office 365");
    assert_eq!(service_name("ems", "Enterprise Mobility"), "Enterprise Mobility");
    let named = |code: &str| {
        let workload = Workload { code: code.to_owned(), ..(*exchange()).clone() };
        (workload_code(&workload), workload_name(&workload).to_owned())
    };
    assert_eq!(named("exchange"), ("EXO".to_owned(), "Exchange".to_owned()));
    assert_eq!(named("sharepoint"), ("SPO".to_owned(), "SharePoint".to_owned()));
    assert_eq!(named("teams"), ("SFB".to_owned(), "Skype For Business".to_owned()));
    assert_eq!(named("d365_sales").1, "Microsoft Dynamics CRM");
    assert_eq!(named("yammer").0, "YAMMER");
}

#[test]
fn states_are_told_in_the_words_of_each_api() {
    let all = [
        Status::Active,
        Status::Grace,
        Status::Suspended,
        Status::Disabled,
        Status::Expired,
        Status::Deprovisioned,
        Status::Cancelled,
        Status::Converted,
        Status::Pending,
    ];
    let words: Vec<_> =
        all.iter().map(|it| format!("{}/{}", status(*it), analytics_status(*it))).collect();
    insta::assert_snapshot!(words.join(" "), @"active/ACTIVE active/ACTIVE suspended/SUSPENDED disabled/SUSPENDED expired/DEPROVISIONED deleted/DEPROVISIONED deleted/DEPROVISIONED deleted/DEPROVISIONED pending/PENDING");
}

#[test]
fn billing_cycles_are_told_in_known_words() {
    assert_eq!(billing_cycle(None), "none");
    assert_eq!(billing_cycle(Some("Monthly")), "monthly");
    assert_eq!(billing_cycle(Some("one-time")), "one_time");
    assert_eq!(billing_cycle(Some("yearly")), "annual");
    assert_eq!(billing_cycle(Some("at full moon")), "unknown");
    assert_eq!(subscription_type(&e3()), "Office");
}
