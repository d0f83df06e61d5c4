use insta::assert_snapshot;
use uptake_model::Catalogue;

use crate::{
    DateOrder, Mode, ReadOptions,
    graph::samples::{check, day, options},
};

const EMAIL: &str = "Report Refresh Date,User Principal Name,Last Activity Date,Send Count";
const ACTIVE: &str = "Report Refresh Date,User Principal Name,Is Deleted,Has Exchange License,\
    Has Teams License,Exchange Last Activity Date,Teams Last Activity Date,\
    Exchange License Assign Date,Teams License Assign Date,Assigned Products";

fn csv(text: &str) -> String {
    csv_with(text, |_| {})
}

fn csv_with(text: &str, change: impl FnOnce(&mut ReadOptions<'_>)) -> String {
    let catalogue = Catalogue::default();
    let mut options = options(&catalogue);
    change(&mut options);
    check("report.csv", text, &options)
}

#[test]
fn an_active_user_report_tells_licences_and_last_activity() {
    let text = format!(
        "{ACTIVE}\n2026-07-26,Ana@Northwind.Example,False,True,No,2026-07-20,,2025-01-02,,\
         OFFICE 365 E3+ENTERPRISE MOBILITY + SECURITY E5\n"
    );
    assert_snapshot!(csv(&text), @"
    graph.office365_active_user_detail taken, 1 rows
    ! unknown-product line 2 product=ENTERPRISE MOBILITY + SECURITY E5
    ! unknown-product line 2 product=OFFICE 365 E3
    last_activity ana@northwind.example exchange 2026-07-20 as of 2026-07-26
    last_activity ana@northwind.example teams - as of 2026-07-26
    flag ana@northwind.example exchange true since 2025-01-02
    flag ana@northwind.example teams false since -
    products ana@northwind.example [ENTERPRISE MOBILITY + SECURITY E5, OFFICE 365 E3] as of 2026-07-26
    coverage exchange 2026-07-26
    coverage teams 2026-07-26
    ");
}

#[test]
fn a_deleted_user_was_active_and_holds_nothing() {
    let text = format!(
        "{ACTIVE}\n2026-07-26,elena@northwind.example,True,True,False,2026-07-15,2026-07-14,\
         2025-01-02,,\n"
    );
    assert_snapshot!(csv(&text), @"
    graph.office365_active_user_detail taken, 1 rows
    last_activity elena@northwind.example exchange 2026-07-15 as of 2026-07-26
    last_activity elena@northwind.example teams 2026-07-14 as of 2026-07-26
    flag elena@northwind.example exchange false since -
    flag elena@northwind.example teams false since -
    products elena@northwind.example [] as of 2026-07-26
    coverage exchange 2026-07-26
    coverage teams 2026-07-26
    ");
}

#[test]
fn a_person_in_two_spellings_is_one_with_the_newest_dates() {
    let text = format!(
        "{ACTIVE}\n\
         2026-07-26,Ana@Northwind.Example,False,True,True,2026-07-01,2026-07-24,2025-03-01,,\n\
         2026-07-26,ana@northwind.example,False,True,False,2026-07-20,,2025-02-01,,\n"
    );
    assert_snapshot!(csv(&text), @"
    graph.office365_active_user_detail taken, 2 rows
    last_activity ana@northwind.example exchange 2026-07-20 as of 2026-07-26
    last_activity ana@northwind.example teams 2026-07-24 as of 2026-07-26
    flag ana@northwind.example exchange true since 2025-02-01
    flag ana@northwind.example teams true since -
    products ana@northwind.example [-] as of 2026-07-26
    coverage exchange 2026-07-26
    coverage teams 2026-07-26
    ");
}

#[test]
fn a_report_of_all_periods_counts_a_person_once() {
    let text = "Report Refresh Date,Report Period,User Principal Name,Last Activity Date,\
        Word Copilot Last Activity Date\n\
        2026-07-26,7,ana@northwind.example,,\n\
        2026-07-26,30,ana@northwind.example,2026-07-10,2026-07-10\n\
        2026-07-26,90,ana@northwind.example,2026-07-10,2026-07-10\n";
    assert_snapshot!(csv(text), @"
    graph.copilot_usage_user_detail taken, 3 rows
    last_activity ana@northwind.example m365_copilot 2026-07-10 as of 2026-07-26
    coverage m365_copilot 2026-07-26
    ");
}

#[test]
fn copilot_use_is_the_newest_of_its_apps_where_the_whole_is_not_told() {
    let text = "Report Refresh Date,User Principal Name,Copilot Chat (work) Last Activity Date,\
        Word Copilot Last Activity Date,Edge Last Activity Date\n\
        2026-07-26,ana@northwind.example,2026-07-10,2026-07-12,\n";
    assert_snapshot!(csv(text), @"
    graph.copilot_usage_user_detail taken, 1 rows
    last_activity ana@northwind.example m365_copilot 2026-07-12 as of 2026-07-26
    coverage m365_copilot 2026-07-26
    ");
}

#[test]
fn a_mailbox_is_no_person() {
    let text = "Report Refresh Date,User Principal Name,Last Activity Date,Item Count\n\
        2026-07-26,info@northwind.example,2026-07-25,12\n";
    assert_snapshot!(csv(text), @"
    graph.mailbox_usage_detail taken, 1 rows
    last_activity info@northwind.example mailbox 2026-07-25 as of 2026-07-26
    coverage mailbox 2026-07-26
    ");
}

#[test]
fn an_account_without_an_owner_is_passed_over() {
    let text = "Report Refresh Date,Site Id,Owner Principal Name,Last Activity Date,\
        Active File Count\n\
        2026-07-26,8b9a5c27-e872-5a7b-90b1-2c4a37ce1990,ana@northwind.example,2026-07-25,3\n\
        2026-07-26,0f712182-1e64-52c9-8600-46be1cfd18c8,,2026-07-24,3\n";
    assert_snapshot!(csv(text), @"
    graph.one_drive_usage_account_detail taken, 2 rows
    last_activity ana@northwind.example onedrive 2026-07-25 as of 2026-07-26
    coverage onedrive 2026-07-26
    ");
}

#[test]
fn a_concealed_person_has_the_same_id_in_every_report() {
    let text = "Report Refresh Date,User Id,User Principal Name,Last Activity Date,Call Count,\
        Team Chat Message Count\n\
        2026-07-26,00000000-0000-0000-0000-000000000000,D5A2A21DFC6715921B9C5DF7BCC01B21,\
        2026-07-25,3,1\n";
    assert_snapshot!(csv(text), @"
    graph.teams_user_activity_user_detail taken, 1 rows
    ! concealed-names users=1
    last_activity D5A2A21DFC6715921B9C5DF7BCC01B21 teams 2026-07-25 as of 2026-07-26
    coverage teams 2026-07-26
    ");
}

#[test]
fn a_person_without_a_principal_name_goes_by_the_object_id() {
    let text = "Report Refresh Date,User Id,User Principal Name,Last Activity Date,\
        Team Chat Message Count\n\
        2026-07-26,DBD942AE-EC5C-5F38-8406-2DC41B8F928F,,2026-07-25,3\n";
    assert_snapshot!(csv(text), @"
    graph.teams_user_activity_user_detail taken, 1 rows
    last_activity dbd942ae-ec5c-5f38-8406-2dc41b8f928f teams 2026-07-25 as of 2026-07-26
    coverage teams 2026-07-26
    ");
    let nobody = text.replace(
        "DBD942AE-EC5C-5F38-8406-2DC41B8F928F",
        concat!("00000000-0000-0000", "-0000-000000000000"),
    );
    assert_snapshot!(csv(&nobody), @"
    graph.teams_user_activity_user_detail refused, 1 rows
    ! missing-value line 2 column=User Principal Name ``
    ");
}

#[test]
fn rows_of_different_days_are_refused() {
    let text = format!(
        "{EMAIL}\n2026-07-26,ana@northwind.example,,0\n2026-07-25,bea@northwind.example,,0\n\
         2026-07-25,cai@northwind.example,,0\n"
    );
    assert_snapshot!(csv(&text), @"
    graph.email_activity_user_detail refused, 2 rows
    ! mixed-snapshot-dates line 3 first=2026-07-26 other=2026-07-25
    ");
}

#[test]
fn dates_that_a_spreadsheet_turned_around_are_read_in_the_declared_order() {
    let text =
        format!("{EMAIL}\n26/07/2026,ana@northwind.example,03/07/2026,4\n").replace(',', ";");
    assert_snapshot!(csv(&text), @"
    graph.email_activity_user_detail refused, 1 rows
    ! malformed-date line 2 column=Report Refresh Date `26/07/2026`
    ");
    let declared =
        |order| csv_with(&text, |options: &mut ReadOptions<'_>| options.dates = Some(order));
    assert_snapshot!(declared(DateOrder::DayMonthYear), @"
    graph.email_activity_user_detail taken, 1 rows
    last_activity ana@northwind.example exchange 2026-07-03 as of 2026-07-26
    coverage exchange 2026-07-26
    ");
    assert_snapshot!(declared(DateOrder::MonthDayYear), @"
    graph.email_activity_user_detail refused, 1 rows
    ! impossible-date line 2 column=Report Refresh Date `26/07/2026`
    ");
    let ambiguous = text.replace("26/07", "06/07");
    assert_snapshot!(csv(&ambiguous), @"
    graph.email_activity_user_detail refused, 1 rows
    ! ambiguous-date line 2 column=Report Refresh Date `06/07/2026`
    ");
}

#[test]
fn a_report_needs_a_customer() {
    let text = format!("{EMAIL}\n2026-07-26,ana@northwind.example,,0\n");
    assert_snapshot!(csv_with(&text, |it| it.customer = None), @"
    graph.email_activity_user_detail refused, 1 rows
    ! customer-needed
    ");
}

#[test]
fn a_report_without_a_day_takes_the_one_that_is_given() {
    let text = "User Principal Name,Last Activity Date,Send Count\n\
        ana@northwind.example,2026-07-01,0\n";
    assert_snapshot!(csv(text), @"
    graph.email_activity_user_detail refused, 1 rows
    ! day-needed
    ");
    assert_snapshot!(csv_with(text, |it| it.as_of = Some(day("2026-07-20"))), @"
    graph.email_activity_user_detail taken, 1 rows
    last_activity ana@northwind.example exchange 2026-07-01 as of 2026-07-20
    coverage exchange 2026-07-20
    ");
}

#[test]
fn a_day_that_arrives_empty_is_no_day_without_activity() {
    assert_snapshot!(csv(&format!("{EMAIL}\n")), @"
    graph.email_activity_user_detail taken, 0 rows
    ! empty-report
    ");
}

#[test]
fn an_empty_report_of_a_day_lists_nobody_on_it() {
    let text = format!("{EMAIL}\n");
    assert_snapshot!(csv_with(&text, |it| it.as_of = Some(day("2026-07-20"))), @"
    graph.email_activity_user_detail taken, 0 rows
    ! empty-report
    coverage exchange 2026-07-20
    ");
    assert_snapshot!(csv_with(&text, |it| it.customer = None), @"
    graph.email_activity_user_detail refused, 0 rows
    ! header-only
    ");
}

#[test]
fn activity_after_the_day_of_the_report_is_refused() {
    let text = format!("{EMAIL}\n2026-07-20,ana@northwind.example,2026-07-21,0\n");
    assert_snapshot!(csv(&text), @"
    graph.email_activity_user_detail refused, 1 rows
    ! activity-after-snapshot line 2 as_of=2026-07-20 column=Last Activity Date `2026-07-21`
    ");
}

#[test]
fn a_person_whom_the_directory_names_from_outside_is_a_guest() {
    let text = "Report Refresh Date,User Principal Name,Display Name,Last Activity Date,\
        Team Chat Message Count\n\
        2026-07-26,Ana_Fabrikam.com#EXT#@Northwind.Example,Ana,2026-07-25,3\n";
    assert_snapshot!(csv(text), @"
    graph.teams_user_activity_user_detail taken, 1 rows
    user ana_fabrikam.com#ext#@northwind.example Guest Ana, ana_fabrikam.com#ext#@northwind.example, -
    last_activity ana_fabrikam.com#ext#@northwind.example teams 2026-07-25 as of 2026-07-26
    coverage teams 2026-07-26
    ");
}

#[test]
fn what_refuses_a_report_is_told_behind_a_thousand_bad_rows() {
    let rows: String = (0..1_100)
        .map(|it| format!("2026-07-26,person{it}@northwind.example,20/07/2026,1\n"))
        .collect();
    let text = format!(
        "{EMAIL}\n{rows}2026-07-25,ana@northwind.example,,1\n\
        2026-07-26,bea@northwind.example,,1\n2026-07-25,cem@northwind.example,,1\n"
    );
    let printed = csv(&text);
    assert_eq!(printed.lines().count(), 1_001);
    assert_snapshot!(printed.lines().last().unwrap(), @"! mixed-snapshot-dates line 1103 first=2026-07-25 other=2026-07-26");
}

#[test]
fn a_row_with_too_many_fields_refuses_the_report() {
    let text = format!("{EMAIL}\n2026-07-26,ana@northwind.example,,0,Ana\n");
    assert_snapshot!(csv(&text), @"
    graph.email_activity_user_detail refused, 1 rows
    ! too-many-fields line 2 expected=4 found=5 `2026-07-26,ana@northwind.example,,0,Ana`
    ");
}

#[test]
fn quarantine_sets_a_bad_row_aside() {
    let rows: String = (0..199)
        .map(|it| format!("2026-07-26,person{it}@northwind.example,2026-07-20,1\n"))
        .collect();
    let text = format!("{EMAIL}\n{rows}2026-07-26,ana@northwind.example,20/07/2026,1\n");
    let printed = csv_with(&text, |it| it.mode = Mode::Quarantine);
    assert_snapshot!(printed.lines().take(2).collect::<Vec<_>>().join("\n"), @"
    graph.email_activity_user_detail taken, 200 rows
    ! malformed-date line 201 column=Last Activity Date `20/07/2026`
    ");
    assert!(printed.contains("! coverage-reduced"), "{printed}");
    assert!(!printed.contains("coverage exchange"), "somebody else may have been active");
    let few = format!("{EMAIL}\n2026-07-26,ana@northwind.example,20/07/2026,1\n");
    assert_snapshot!(csv_with(&few, |it| it.mode = Mode::Quarantine), @"
    graph.email_activity_user_detail refused, 1 rows
    ! malformed-date line 2 column=Last Activity Date `20/07/2026`
    ! too-many-bad-rows bad=1 rows=1
    ");
}

#[test]
fn a_day_to_come_is_refused() {
    let text = format!("{EMAIL}\n2026-07-26,ana@northwind.example,2026-07-31,0\n");
    assert_snapshot!(csv(&text), @"
    graph.email_activity_user_detail refused, 1 rows
    ! future-date line 2 column=Last Activity Date today=2026-07-28 `2026-07-31`
    ");
}

#[test]
fn a_word_that_is_neither_yes_nor_no_is_refused() {
    let text = format!("{ACTIVE}\n2026-07-26,ana@northwind.example,False,maybe,No,,,,,\n");
    assert_snapshot!(csv(&text), @"
    graph.office365_active_user_detail refused, 1 rows
    ! malformed-boolean line 2 column=Has Exchange License `maybe`
    ");
}

#[test]
fn a_spreadsheet_may_have_saved_the_report_again() {
    let text = EMAIL.replace(',', ";") + "\r\n2026-07-26;ana@northwind.example;2026-07-20;1\r\n";
    assert_snapshot!(csv(&text), @"
    graph.email_activity_user_detail taken, 1 rows
    last_activity ana@northwind.example exchange 2026-07-20 as of 2026-07-26
    coverage exchange 2026-07-26
    ");
}
