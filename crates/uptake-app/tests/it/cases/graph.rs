//! Answers of Graph and usage reports: who is who, what counts units, and lists that shrink.

use insta::assert_snapshot;
use uptake_app::ExportKind;
use uptake_model::{Guid, problem::ProblemCode};

use super::{CONTOSO, deployment, usage};
use crate::folder::{Folder, How, shown};

const EXCHANGE: &str = "4b9405b0-7788-4568-add1-99614e613b69";

fn of_contoso(as_of: &str) -> How<'_> {
    How { customer: Some(CONTOSO), as_of: Some(as_of), ..How::default() }
}

/// Graph's `users` with these people, each with a licence for Exchange.
fn users(names: &[&str]) -> String {
    let users = names.iter().map(|name| {
        let id = Guid::from_u128(name.bytes().fold(1, |id, byte| id << 8 | u128::from(byte)));
        format!(
            r#"{{"id": "{id}", "userPrincipalName": "{name}@Contoso.example",
            "displayName": "{name}", "userType": "Member",
            "assignedLicenses": [{{"skuId": "{EXCHANGE}", "disabledPlans": []}}]}}"#
        )
    });
    format!(r#"{{"value": [{}]}}"#, users.collect::<Vec<_>>().join(","))
}

/// Graph's email report: these people sent mail on that day.
fn emails(names: &[&str], day: &str) -> String {
    let header = "Report Refresh Date,User Principal Name,Display Name,Is Deleted,Deleted Date,\
                  Last Activity Date,Send Count,Receive Count,Read Count,Meeting Created Count,\
                  Meeting Interacted Count,Assigned Products,Report Period\n";
    let rows = names.iter().map(|it| {
        format!(
            "{day},{it}@contoso.example,{it},False,,{day},1,1,1,0,0,EXCHANGE ONLINE (PLAN 1),7\n"
        )
    });
    format!("{header}{}", rows.collect::<String>())
}

#[tokio::test]
async fn a_report_by_sign_in_name_and_a_list_by_id_mean_the_same_person() {
    let (mut figures, mut digests) = (Vec::new(), Vec::new());
    for list_first in [true, false] {
        let mut folder = Folder::new("2026-03-10");
        let list = (users(&["ana", "bea"]), "2026-03-05");
        let report = (emails(&["ana", "cem"], "2026-03-08"), "2026-03-08");
        let files = if list_first { [list, report] } else { [report, list] };
        for (text, as_of) in files {
            assert!(folder.import(&text, of_contoso(as_of)).await);
        }
        figures.push(usage(&mut folder, "2026-03-08").await);
        digests.push(folder.digest().await);
    }
    assert_snapshot!(figures[0], @"exchange 0 2 1 0 1 complete 28");
    assert_eq!(figures[0], figures[1]);
    assert_eq!(digests[0], digests[1]);
}

#[tokio::test]
async fn a_list_of_users_that_shrinks_by_more_than_half_waits_until_it_is_confirmed() {
    let mut folder = Folder::new("2026-03-10");
    folder.import(&users(&["ana", "bea", "cem", "dan", "eva"]), of_contoso("2026-03-01")).await;
    let file = folder.write("users.json", &users(&["ana", "bea"]));
    let outcome = folder.try_import(vec![file], of_contoso("2026-03-05")).await.unwrap();
    let problems = &outcome.files[0].report.problems;
    assert_eq!(problems.last().map(|it| it.code), Some(ProblemCode::HeldSnapshot));
    assert_snapshot!(deployment(&mut folder, "2026-03-08").await, @"EXCHANGESTANDARD 0 0 0 0 5");
    folder.writable().await.confirm(2).await.unwrap();
    assert_snapshot!(deployment(&mut folder, "2026-03-08").await, @"EXCHANGESTANDARD 0 0 0 0 2");
    assert_snapshot!(deployment(&mut folder, "2026-03-04").await, @"EXCHANGESTANDARD 0 0 0 0 5");
}

const SUBSCRIBED: &str = r#"{"value": [{
    "skuId": "4b9405b0-7788-4568-add1-99614e613b69", "skuPartNumber": "EXCHANGESTANDARD",
    "appliesTo": "User", "capabilityStatus": "Enabled", "consumedUnits": 7,
    "prepaidUnits": {"enabled": 20, "suspended": 0, "warning": 5, "lockedOut": 0}
}]}"#;

const SUBSCRIPTIONS: &str = r#"{"value": [{
    "id": "1dfd3859-6a31-541e-a24e-59a5aa979b4e", "skuPartNumber": "EXCHANGESTANDARD",
    "commerceSubscriptionId": "40d642d7-51da-5945-8a5e-15226c0bc7b0",
    "skuId": "4b9405b0-7788-4568-add1-99614e613b69", "status": "Enabled",
    "isTrial": false, "totalLicenses": 12, "createdDateTime": "2025-06-21T09:00:00Z",
    "ownerTenantId": "c707c5e7-b519-5ed3-8af0-ccf553a88f2b"
}]}"#;

#[tokio::test]
async fn units_without_names_count_until_subscriptions_and_people_are_known() {
    let mut folder = Folder::new("2026-03-10");
    folder.import(SUBSCRIBED, of_contoso("2026-03-01")).await;
    assert_snapshot!(deployment(&mut folder, "2026-03-08").await, @"EXCHANGESTANDARD 20 20 0 5 7");
    folder.import(SUBSCRIPTIONS, of_contoso("2026-03-05")).await;
    assert_snapshot!(deployment(&mut folder, "2026-03-08").await, @"EXCHANGESTANDARD 12 12 0 0 7");
    folder.import(&users(&["ana", "bea"]), of_contoso("2026-03-06")).await;
    assert_snapshot!(deployment(&mut folder, "2026-03-08").await, @"EXCHANGESTANDARD 12 12 0 0 2");
    let digest = folder.digest().await;

    let mut other_way = Folder::new("2026-03-10");
    other_way.import(&users(&["ana", "bea"]), of_contoso("2026-03-06")).await;
    other_way.import(SUBSCRIPTIONS, of_contoso("2026-03-05")).await;
    other_way.import(SUBSCRIBED, of_contoso("2026-03-01")).await;
    assert_eq!(digest, other_way.digest().await);
}

#[tokio::test]
async fn a_guest_of_a_report_is_no_member_with_or_without_a_list_of_users() {
    let guest = "ana_fabrikam.com#EXT#";
    let columns = &["workload", "active", "active_other", "never"];
    for with_list in [false, true] {
        let mut folder = Folder::new("2026-03-10");
        if with_list {
            folder.import(&users(&[guest, "bea"]), of_contoso("2026-03-05")).await;
        }
        folder.import(&emails(&[guest, "bea"], "2026-03-08"), of_contoso("2026-03-08")).await;
        let data = folder.data().await;
        let said = shown(data, ExportKind::Usage, "2026-03-08", columns).await;
        assert_eq!(said, "exchange 1 1 0", "with a list of users: {with_list}");
    }
}

#[tokio::test]
async fn an_empty_report_is_a_missing_day_and_stops_no_other_file() {
    let mut folder = Folder::new("2026-03-10");
    folder.import(&emails(&["ana", "bea"], "2026-03-07"), of_contoso("2026-03-07")).await;
    let empty = folder.write("empty.csv", &emails(&[], ""));
    let how = How { as_of: None, ..of_contoso("2026-03-08") };
    let seats = folder.write("subscriptions.json", SUBSCRIPTIONS);
    let outcome = folder.try_import(vec![empty, seats], how).await.unwrap();
    assert!(!outcome.refused && outcome.changed);
    assert_eq!(outcome.files[0].report.problems[0].code, ProblemCode::EmptyReport);
    assert_snapshot!(usage(&mut folder, "2026-03-07").await, @"exchange 0 2 2 0 0 complete 28");
    folder.set_clock("2026-03-11".parse().unwrap());
    assert_snapshot!(usage(&mut folder, "2026-03-10").await, @"exchange 12 - - - - missing 0");
}

#[tokio::test]
async fn an_empty_report_of_a_day_waits_where_the_customer_had_users() {
    let mut folder = Folder::new("2026-03-10");
    folder.import(SUBSCRIPTIONS, of_contoso("2026-03-01")).await;
    folder.import(&emails(&["ana"], "2026-03-07"), of_contoso("2026-03-07")).await;
    let empty = folder.write("empty.csv", &emails(&[], ""));
    let outcome = folder.try_import(vec![empty], of_contoso("2026-03-08")).await.unwrap();
    let codes = outcome.files[0].report.problems.iter().map(|it| it.code.as_str());
    assert_snapshot!(codes.collect::<Vec<_>>().join(" "), @"empty-report held-snapshot");
    assert_snapshot!(usage(&mut folder, "2026-03-08").await, @"exchange 12 - - - - missing 0");
    folder.writable().await.confirm(3).await.unwrap();
    assert_snapshot!(usage(&mut folder, "2026-03-08").await, @"exchange 12 1 1 0 0 complete 28");
}
