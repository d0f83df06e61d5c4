use insta::assert_snapshot;
use uptake_model::{Catalogue, Service, Sku, SkuClass};

use crate::{
    Mode, ReadOptions,
    graph::samples::{check, day, options, read},
};

fn json(text: &str) -> String {
    json_with(text, |_| {})
}

fn json_with(text: &str, change: impl FnOnce(&mut ReadOptions<'_>)) -> String {
    let catalogue = catalogue();
    let mut options = options(&catalogue);
    change(&mut options);
    check("answer.json", text, &options)
}

fn catalogue() -> Catalogue {
    let mut catalogue = Catalogue::default();
    let service = Service { code: "office365".into(), name: "Office 365".to_owned() };
    catalogue.put_service(service);
    let sku = Sku {
        id: "05e9a617-0261-4cee-bb44-138d3ef5d965".parse().unwrap(),
        part_number: "SPE_E3".to_owned(),
        name: "Microsoft 365 E3".to_owned(),
        service: "office365".into(),
        class: SkuClass::Paid,
        base: Vec::new(),
        addon: Vec::new(),
    };
    catalogue.put_sku(sku).unwrap();
    catalogue
}

const SKU: &str = r#"{"id": "ee1e6a24-132e-5787-a07f-4352cccf813e_cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46",
    "accountId": "889ed5f7-d2c5-5f96-8bdc-bec4ede30956", "appliesTo": "User",
    "skuId": "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", "skuPartNumber": "SPB", "consumedUnits": 4,
    "prepaidUnits": {"enabled": 10, "warning": 2, "suspended": 0, "lockedOut": null}}"#;

const SUBSCRIPTION: &str = r#"{"id": "1dfd3859-6a31-541e-a24e-59a5aa979b4e",
    "commerceSubscriptionId": "40d642d7-51da-5945-8a5e-15226c0bc7b0",
    "createdDateTime": "2025-07-20T09:00:00Z", "nextLifecycleDateTime": "2026-07-20T00:00:00Z",
    "isTrial": false, "ownerTenantId": "c707c5e7-b519-5ed3-8af0-ccf553a88f2b",
    "skuId": "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", "status": "Enabled", "totalLicenses": 6}"#;

const USER: &str = r#"{"id": "DBD942AE-EC5C-5F38-8406-2DC41B8F928F",
    "userPrincipalName": "Ana@Northwind.Example", "displayName": "Ana Ruiz", "department": "Sales",
    "userType": "Member",
    "assignedLicenses": [
        {"skuId": "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", "disabledPlans": ["57ff2da0-773e-42df-b2af-ffb7a2317929"]},
        {"skuId": "f30db892-07e9-47e9-837c-80727f46fd3d", "disabledPlans": []}],
    "licenseAssignmentStates": [
        {"skuId": "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", "lastUpdatedDateTime": "2026-03-01T09:00:00Z"},
        {"skuId": "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", "lastUpdatedDateTime": "2026-02-01T09:00:00Z"}],
    "assignedPlans": [
        {"assignedDateTime": "2024-01-01T09:00:00Z", "capabilityStatus": "Deleted"},
        {"assignedDateTime": "2025-05-02T09:00:00Z", "capabilityStatus": "Enabled"},
        {"assignedDateTime": "2025-05-01T09:00:00Z", "capabilityStatus": "Warning"}]}"#;

#[test]
fn a_sku_is_recorded_in_every_state_even_without_seats() {
    assert_snapshot!(json(&format!(r#"{{"value": [{SKU}]}}"#)), @"
    graph.subscribed_skus taken, 1 rows
    ! seller-unknown
    subscription sum sku:cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46:active cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 10x Active Own as of 2026-07-28 created - until - term -
    subscription sum sku:cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46:disabled cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 0x Disabled Own as of 2026-07-28 created - until - term -
    subscription sum sku:cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46:grace cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 2x Grace Own as of 2026-07-28 created - until - term -
    subscription sum sku:cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46:suspended cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 0x Suspended Own as of 2026-07-28 created - until - term -
    units cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 4 as of 2026-07-28
    ");
}

#[test]
fn a_sku_of_the_company_is_passed_over() {
    assert_snapshot!(json(&format!("[{}]", SKU.replace("User", "Company"))), @"
    graph.subscribed_skus taken, 1 rows
    ! passed-over rows=1
    ");
}

#[test]
fn the_same_sku_with_other_seats_is_a_conflict() {
    let other = SKU.replace(r#""enabled": 10"#, r#""enabled": 11"#);
    assert_snapshot!(json(&format!("[{SKU}, {SKU}, {other}]")), @"
    graph.subscribed_skus refused, 3 rows
    ! conflicting-rows line 7 line=1
    ! seller-unknown
    ");
}

#[test]
fn a_count_below_zero_is_refused() {
    let text = format!("[{}]", SKU.replace(r#""enabled": 10"#, r#""enabled": -1"#));
    assert_snapshot!(json(&text), @"
    graph.subscribed_skus refused, 1 rows
    ! negative-count line 1 column=enabled `-1`
    ");
}

#[test]
fn names_in_capitals_as_a_shell_writes_them_are_the_same_names() {
    let text = SKU.replace("\"sku", "\"Sku").replace("prepaid", "Prepaid").replace("con", "Con");
    assert_eq!(json(&format!("[{text}]")), json(&format!("[{SKU}]")));
}

#[test]
fn utf_16_as_a_shell_saves_it_is_read() {
    let catalogue = catalogue();
    let wide: Vec<u8> =
        format!("\u{feff}[{SKU}]").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (report, facts) = read("answer.json", &wide, &options(&catalogue));
    assert_eq!((report.refused, facts.len()), (false, 2));
}

#[test]
fn a_subscription_is_of_whoever_created_it() {
    assert_snapshot!(json(&format!("[{SUBSCRIPTION}]")), @"
    graph.directory_subscriptions taken, 1 rows
    subscription 40d642d7-51da-5945-8a5e-15226c0bc7b0 cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 6x Active Own as of 2026-07-28 created 2025-07-20 until 2026-07-20 term P1Y
    ");
    let partner = "c707c5e7-b519-5ed3-8af0-ccf553a88f2b";
    let other = SUBSCRIPTION.replace(partner, "889ed5f7-d2c5-5f96-8bdc-bec4ede30956");
    assert_snapshot!(json(&format!("[{other}]")), @"
    graph.directory_subscriptions taken, 1 rows
    subscription 40d642d7-51da-5945-8a5e-15226c0bc7b0 cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 6x Active Partner as of 2026-07-28 created 2025-07-20 until 2026-07-20 term P1Y
    ");
    let direct = SUBSCRIPTION.replace(partner, "ee1e6a24-132e-5787-a07f-4352cccf813e");
    assert_snapshot!(json(&format!("[{direct}]")), @"
    graph.directory_subscriptions taken, 1 rows
    subscription 40d642d7-51da-5945-8a5e-15226c0bc7b0 cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 6x Active Microsoft as of 2026-07-28 created 2025-07-20 until 2026-07-20 term P1Y
    ");
}

#[test]
fn a_subscription_counts_as_own_where_the_partner_is_not_known() {
    let text = format!("[{SUBSCRIPTION}]");
    assert_snapshot!(json_with(&text, |it| it.partner_tenant = None), @"
    graph.directory_subscriptions taken, 1 rows
    ! seller-unknown
    subscription 40d642d7-51da-5945-8a5e-15226c0bc7b0 cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 6x Active Own as of 2026-07-28 created 2025-07-20 until 2026-07-20 term P1Y
    ");
}

#[test]
fn every_status_of_a_subscription_is_known_but_a_new_one() {
    let statuses = ["Warning", "Suspended", "LockedOut", "Deleted", "Expired", "Dormant"];
    let records = statuses.map(|status| {
        let record = SUBSCRIPTION.replace("Enabled", status);
        record.replace("40d642d7-51da-5945-8a5e-15226c0bc7b0", status)
    });
    let text = format!("[{}]", records.join(","));
    assert_snapshot!(json(&text), @"
    graph.directory_subscriptions refused, 6 rows
    ! unknown-status line 21 allowed=Enabled, Warning, Suspended, LockedOut, Expired, Deleted column=status `Dormant`
    ");
    let known = format!("[{}]", records[..5].join(","));
    assert_snapshot!(json(&known), @"
    graph.directory_subscriptions taken, 5 rows
    subscription Warning cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 6x Grace Own as of 2026-07-28 created 2025-07-20 until 2026-07-20 term P1Y
    subscription Suspended cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 6x Suspended Own as of 2026-07-28 created 2025-07-20 until 2026-07-20 term P1Y
    subscription LockedOut cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 6x Disabled Own as of 2026-07-28 created 2025-07-20 until 2026-07-20 term P1Y
    subscription Deleted cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 6x Deprovisioned Own as of 2026-07-28 created 2025-07-20 until 2026-07-20 term P1Y
    subscription Expired cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 6x Expired Own as of 2026-07-28 created 2025-07-20 until 2026-07-20 term P1Y
    ");
}

#[test]
fn a_user_holds_a_sku_since_the_earliest_way_it_was_assigned() {
    assert_snapshot!(json(&format!(r#"{{"value": [{USER}]}}"#)), @"
    graph.users taken, 1 rows
    user dbd942ae-ec5c-5f38-8406-2dc41b8f928f Member Ana Ruiz, Ana@Northwind.Example, Sales
    assignment dbd942ae-ec5c-5f38-8406-2dc41b8f928f cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 since 2026-02-01
    assignment dbd942ae-ec5c-5f38-8406-2dc41b8f928f f30db892-07e9-47e9-837c-80727f46fd3d since 2025-05-01
    all_assignments as of 2026-07-28
    ");
}

#[test]
fn a_licence_without_any_date_is_held_since_the_day_of_the_answer() {
    let text = r#"[{"id": "dbd942ae-ec5c-5f38-8406-2dc41b8f928f", "userType": "Guest",
        "assignedLicenses": [{"skuId": "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46"}]}]"#;
    assert_snapshot!(json_with(text, |it| it.as_of = Some(day("2026-07-01"))), @"
    graph.users taken, 1 rows
    user dbd942ae-ec5c-5f38-8406-2dc41b8f928f Guest -, -, -
    assignment dbd942ae-ec5c-5f38-8406-2dc41b8f928f cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 since 2026-07-01
    all_assignments as of 2026-07-01
    ");
}

#[test]
fn a_page_of_users_does_not_end_what_it_does_not_list() {
    let text = format!(r#"{{"@odata.nextLink": "https://graph/next", "value": [{USER}]}}"#);
    assert!(!json(&text).contains("all_assignments"));
    assert_snapshot!(json(&text).lines().take(2).collect::<Vec<_>>().join("\n"), @"
    graph.users taken, 1 rows
    ! partial-answer
    ");
    assert!(!json(USER).contains("all_assignments"), "one user is no list of users");
}

#[test]
fn a_list_of_users_with_one_set_aside_ends_no_assignment() {
    let good = (0..100).map(|it| USER.replace("DBD942AE", &format!("{it:08}")));
    let bad = USER.replace("DBD942AE-EC5C-5F38-8406-2DC41B8F928F", "ana");
    let text = format!("[{}]", good.chain([bad]).collect::<Vec<_>>().join(","));
    let printed = json_with(&text, |it| it.mode = Mode::Quarantine);
    assert!(!printed.contains("all_assignments"));
    assert_snapshot!(printed.lines().take(2).collect::<Vec<_>>().join("\n"), @"
    graph.users taken, 101 rows
    ! malformed-guid line 1201 column=id `ana`
    ");
}

#[test]
fn users_without_licences_end_no_assignment() {
    let text = r#"{"value": [{"id": "dbd942ae-ec5c-5f38-8406-2dc41b8f928f",
        "userPrincipalName": "ana@northwind.example"}]}"#;
    assert_snapshot!(json(text), @"
    graph.users taken, 1 rows
    user dbd942ae-ec5c-5f38-8406-2dc41b8f928f Member -, ana@northwind.example, -
    ");
}

#[test]
fn users_need_a_customer() {
    let text = format!("[{USER}, {USER}]");
    assert_snapshot!(json_with(&text, |it| it.customer = None), @"
    graph.users refused, 1 rows
    ! customer-needed
    ");
}

#[test]
fn a_page_of_a_report_is_no_coverage() {
    let text = r#"{"@odata.nextLink": "https://graph/next", "value": [{
        "reportRefreshDate": "2026-07-26", "userPrincipalName": "Ana@Northwind.Example",
        "lastActivationDate": null, "lastActivityDate": "2026-07-20", "details": []}]}"#;
    assert_snapshot!(json(text), @"
    graph.m365_app_user_detail taken, 1 rows
    ! partial-answer
    last_activity ana@northwind.example office_apps 2026-07-20 as of 2026-07-26
    ");
}

#[test]
fn a_report_as_json_tells_the_same_as_csv() {
    let text = r#"{"value": [{"reportRefreshDate": "2026-07-26", "isDeleted": false,
        "userPrincipalName": "Ana@Northwind.Example", "hasTeamsLicense": true,
        "teamsLastActivityDate": "2026-07-20", "teamsLicenseAssignDate": "2025-01-02",
        "assignedProducts": ["OFFICE 365 E3"]}]}"#;
    assert_snapshot!(json(text), @"
    graph.office365_active_user_detail taken, 1 rows
    ! unknown-product line 1 product=OFFICE 365 E3
    last_activity ana@northwind.example teams 2026-07-20 as of 2026-07-26
    flag ana@northwind.example teams true since 2025-01-02
    products ana@northwind.example [OFFICE 365 E3] as of 2026-07-26
    coverage teams 2026-07-26
    ");
}

#[test]
fn an_error_of_the_service_is_told() {
    let graph = r#"{"error": {"code": "InvalidArgument", "message": "Invalid date value."}}"#;
    assert_snapshot!(json(graph), @"
    unknown refused, 0 rows
    ! error-answer message=InvalidArgument: Invalid date value.
    ");
    let partner_center = r#"{"code": "2006", "description": "Partner not valid.", "source": "x"}"#;
    assert_snapshot!(json(partner_center), @"
    unknown refused, 0 rows
    ! error-answer message=2006: Partner not valid.
    ");
    let gateway = r#"{ "statusCode": 429, "message": "Rate limit is exceeded." }"#;
    assert_snapshot!(json(gateway), @"
    unknown refused, 0 rows
    ! error-answer message=429: Rate limit is exceeded.
    ");
    assert_snapshot!(json(r#"{"code":400,"message":"bad"}"#), @"
    unknown refused, 0 rows
    ! error-answer message=400: bad
    ");
}

#[test]
fn what_is_no_answer_is_refused() {
    assert_snapshot!(json(""), @"
    unknown refused, 0 rows
    ! empty-file
    ");
    assert_snapshot!(json(r#"{"value": []}"#), @"
    unknown taken, 0 rows
    ! empty-report
    ");
    assert_snapshot!(json(r#"{"value": [{"#), @"
    unknown refused, 0 rows
    ! invalid-json message=EOF while parsing an object at line 1 column 12
    ");
    assert_snapshot!(json(r#"{"name": "Ana", "age": 3}"#), @"
    unknown refused, 0 rows
    ! unknown-format columns=age, name
    ");
    assert_snapshot!(json("[1, 2]"), @"
    unknown refused, 0 rows
    ! unknown-format columns=
    ");
    assert_snapshot!(json("7"), @"
    unknown refused, 0 rows
    ! unknown-format columns=7 `7`
    ");
}

#[test]
fn customers_of_partner_center_are_customers() {
    let text = r#"{"totalCount": 1, "items": [{"id": "ee1e6a24-132e-5787-a07f-4352cccf813e",
        "companyProfile": {"tenantId": "EE1E6A24-132E-5787-A07F-4352CCCF813E",
        "domain": "northwind.example", "companyName": "Northwind"},
        "relationshipToPartner": "reseller"}]}"#;
    assert_snapshot!(json(text), @"
    partner_center.customers taken, 1 rows
    customer ee1e6a24-132e-5787-a07f-4352cccf813e Northwind northwind.example
    ");
}

#[test]
fn subscriptions_of_partner_center_name_an_offer() {
    let offer = |id: &str, offer: &str, name: &str| {
        format!(
            r#"{{"id": "{id}", "offerId": "{offer}", "offerName": "{name}", "quantity": 5,
            "unitType": "Licenses", "status": "active", "isTrial": false, "termDuration": "P1Y",
            "creationDate": "2026-01-02T03:04:05.6Z", "billingCycle": "monthly",
            "commitmentEndDate": "2027-01-01T00:00:00Z", "autoRenewEnabled": true}}"#
        )
    };
    let items = [
        offer("a", "CFQ7TTC0LFLX:0001:CFQ7TTC0K971", "Microsoft 365 E3"),
        offer("b", "CFQ7TTC0LFLZ:0002:CFQ7TTC0K972", "Something New"),
        offer("c", "05e9a617-0261-4cee-bb44-138d3ef5d965", "Renamed"),
        offer("d", "MS-AZR-0145P", "Azure").replace("Licenses", "Usage-based"),
    ];
    let text = format!(
        r#"{{"items": [{}], "links": {{"self": {{"uri":
        "/customers/ee1e6a24-132e-5787-a07f-4352cccf813e/subscriptions"}}}}}}"#,
        items.join(",")
    );
    assert_snapshot!(json_with(&text, |it| it.customer = None), @"
    partner_center.subscriptions taken, 4 rows
    ! passed-over rows=1
    ! unknown-product line 4 product=Something New
    subscription a 05e9a617-0261-4cee-bb44-138d3ef5d965 5x Active Own as of 2026-07-28 created 2026-01-02 until 2027-01-01 term P1Y
    subscription b CFQ7TTC0LFLZ:0002 5x Active Own as of 2026-07-28 created 2026-01-02 until 2027-01-01 term P1Y
    subscription c 05e9a617-0261-4cee-bb44-138d3ef5d965 5x Active Own as of 2026-07-28 created 2026-01-02 until 2027-01-01 term P1Y
    ");
}

#[test]
fn subscribed_skus_of_partner_center_are_sums() {
    let text = r#"{"items": [{"availableUnits": 6, "activeUnits": 10, "consumedUnits": 4,
        "suspendedUnits": 0, "totalUnits": 12, "warningUnits": 2, "productSku":
        {"id": "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", "skuPartNumber": "SPB", "targetType": "User"}},
        {"activeUnits": 1, "consumedUnits": 0, "productSku":
        {"id": "f30db892-07e9-47e9-837c-80727f46fd3d", "targetType": "Tenant"}}]}"#;
    assert_snapshot!(json(text), @"
    partner_center.subscribed_skus taken, 2 rows
    ! seller-unknown
    ! passed-over rows=1
    subscription sum sku:cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46:active cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 10x Active Own as of 2026-07-28 created - until - term -
    subscription sum sku:cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46:grace cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 2x Grace Own as of 2026-07-28 created - until - term -
    subscription sum sku:cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46:suspended cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 0x Suspended Own as of 2026-07-28 created - until - term -
    units cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46 4 as of 2026-07-28
    ");
}

#[test]
fn licence_analytics_are_sums_and_not_imported() {
    let text = r#"{"Value": [{"workloadCode": "EXO", "licensesActive": 6, "licensesQualified": 10}],
        "@nextLink": null, "TotalCount": 1}"#;
    assert_snapshot!(json(text), @"
    partner_center.licence_analytics taken, 1 rows
    ! sums-only data_set=licence_analytics
    ");
}

#[test]
fn quarantine_keeps_the_record_as_it_stands() {
    let catalogue = catalogue();
    let mut options = options(&catalogue);
    options.mode = Mode::Quarantine;
    let good = (0..100).map(|it| SUBSCRIPTION.replace("40d642d7", &format!("{it:08}")));
    let bad = r#"{"id": "1", "totalLicenses": "six", "status": "Enabled", "skuId": "SPB"}"#;
    let records: Vec<String> = good.chain([bad.to_owned()]).collect();
    let text = format!("[{}]", records.join(","));
    let (report, _) = read("answer.json", text.as_bytes(), &options);
    assert!(!report.refused);
    let [row] = report.quarantined.as_slice() else { panic!("{:?}", report.quarantined) };
    assert_eq!((row.line, row.cells.as_slice()), (401, [bad.to_owned()].as_slice()));
    assert_eq!(row.problems[0].code.as_str(), "malformed-count");
}

#[test]
fn days_to_come_are_refused_except_the_end_of_a_commitment() {
    let created = SUBSCRIPTION.replace("2025-07-20T", "2026-07-31T");
    assert_snapshot!(json(&format!("[{created}]")), @"
    graph.directory_subscriptions refused, 1 rows
    ! future-date line 1 column=createdDateTime today=2026-07-28 `2026-07-31T09:00:00Z`
    ");
    let until = SUBSCRIPTION.replace("2026-07-20T", "2029-07-20T");
    assert!(json(&format!("[{until}]")).contains("taken"));
    let deleted = USER.replace("\"userType\"", "\"deletedDateTime\": \"2026-08-01\", \"userType\"");
    assert_snapshot!(json(&format!("[{deleted}]")), @"
    graph.users refused, 1 rows
    ! future-date line 1 column=deletedDateTime today=2026-07-28 `2026-08-01`
    ");
    let assigned = USER.replace("2026-03-01T", "2027-03-01T");
    assert_snapshot!(json(&format!("[{assigned}]")), @"
    graph.users refused, 1 rows
    ! future-date line 1 column=lastUpdatedDateTime today=2026-07-28 `2027-03-01T09:00:00Z`
    ");
    let planned = USER.replace("2025-05-02T", "2027-05-02T");
    assert_snapshot!(json(&format!("[{planned}]")), @"
    graph.users refused, 1 rows
    ! future-date line 1 column=assignedDateTime today=2026-07-28 `2027-05-02T09:00:00Z`
    ");
}

#[test]
fn a_count_beyond_every_seat_is_too_large() {
    for count in ["1000000000001", "99999999999999999999"] {
        let text =
            SUBSCRIPTION.replace("\"totalLicenses\": 6", &format!("\"totalLicenses\": {count}"));
        let printed = json(&format!("[{text}]"));
        assert!(printed.contains("! count-too-large line 1 column=totalLicenses"), "{printed}");
    }
}

#[test]
fn a_file_of_another_customer_than_the_given_one_is_refused() {
    let other = SKU.replace("ee1e6a24", "aaaaaaaa");
    assert_snapshot!(json(&format!("[{other}]")), @"
    graph.subscribed_skus refused, 1 rows
    ! customer-mismatch line 1 given=ee1e6a24-132e-5787-a07f-4352cccf813e named=aaaaaaaa-132e-5787-a07f-4352cccf813e
    ");
    let address =
        r#""links": {"self": {"uri": "/customers/889ed5f7-d2c5-5f96-8bdc-bec4ede30956/x"}}"#;
    let offer = r#"{"id": "a", "offerId": "b", "quantity": 5, "status": "active"}"#;
    assert_snapshot!(json(&format!(r#"{{"items": [{offer}], {address}}}"#)), @"
    partner_center.subscriptions refused, 1 rows
    ! customer-mismatch line 1 given=ee1e6a24-132e-5787-a07f-4352cccf813e named=889ed5f7-d2c5-5f96-8bdc-bec4ede30956
    ");
    // Who pays is not whose it is.
    let unnamed = SKU.replace("_cbdc14ab", "");
    assert!(json(&format!("[{unnamed}]")).contains("taken"), "{}", json(&format!("[{unnamed}]")));
}

#[test]
fn an_answer_without_records_is_no_reason_to_refuse_the_others() {
    assert_snapshot!(json(r#"{"value": []}"#), @"
    unknown taken, 0 rows
    ! empty-report
    ");
    assert_snapshot!(json_with(r#"{"value": []}"#, |it| it.customer = None), @"
    unknown refused, 0 rows
    ! header-only
    ");
}

#[test]
fn a_user_whom_the_directory_names_from_outside_is_a_guest() {
    let user = r#"[{"id": "dbd942ae-ec5c-5f38-8406-2dc41b8f928f", "userType": "Member",
        "userPrincipalName": "ana_fabrikam.com#EXT#@northwind.example"}]"#;
    assert_snapshot!(json(user), @"
    graph.users taken, 1 rows
    user dbd942ae-ec5c-5f38-8406-2dc41b8f928f Guest -, ana_fabrikam.com#EXT#@northwind.example, -
    ");
}

#[test]
fn text_that_is_none_is_refused_where_it_stands() {
    let catalogue = catalogue();
    let options = options(&catalogue);
    let said = |bytes: &[u8]| {
        let (report, _) = read("answer.json", bytes, &options);
        let problem = &report.problems[0];
        format!(
            "{} line {:?} byte {:?}",
            problem.code.as_str(),
            problem.line,
            problem.args.get("byte")
        )
    };
    assert_snapshot!(said(b"[\n{\"id\": \"\xff\"}]"), @r#"invalid-text line Some(2) byte Some("9")"#);
    let mut wide: Vec<u8> =
        "\u{feff}[\n{\"id\": \"".encode_utf16().flat_map(u16::to_le_bytes).collect();
    wide.extend([0x00, 0xD8, b'x', 0]);
    assert_snapshot!(said(&wide), @r#"invalid-text line Some(2) byte Some("9")"#);
}
