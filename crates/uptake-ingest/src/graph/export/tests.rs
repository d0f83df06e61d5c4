use insta::assert_snapshot;
use uptake_model::{Catalogue, Sku, SkuClass};

use crate::{
    ReadOptions,
    graph::samples::{check, options},
};

fn csv(text: &str) -> String {
    csv_with(text, |_| {})
}

fn csv_with(text: &str, change: impl FnOnce(&mut ReadOptions<'_>)) -> String {
    let mut catalogue = Catalogue::default();
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
    let mut options = options(&catalogue);
    change(&mut options);
    check("export.csv", text, &options)
}

const NORTHWIND: &str = "EE1E6A24-132E-5787-A07F-4352CCCF813E";

#[test]
fn the_list_of_customers_is_customers() {
    let text = format!(
        "Microsoft ID,Company name,Primary domain name,Relationship\n\
         {NORTHWIND},Northwind,northwind.example,Cloud Reseller\n\
         889ed5f7-d2c5-5f96-8bdc-bec4ede30956,Fabrikam,,Cloud Reseller\n"
    );
    assert_snapshot!(csv(&text), @"
    partner_center.customers taken, 2 rows
    customer ee1e6a24-132e-5787-a07f-4352cccf813e Northwind northwind.example
    customer 889ed5f7-d2c5-5f96-8bdc-bec4ede30956 Fabrikam -
    ");
    assert_snapshot!(csv(&text.replace("889ed5f7", "8")), @"
    partner_center.customers refused, 2 rows
    ! malformed-guid line 3 column=Microsoft ID `8-d2c5-5f96-8bdc-bec4ede30956`
    ");
}

const LIST: &str = "Subscription ID,Subscription,Quantity,Status,Reseller\n\
    a,Microsoft 365 E3,10,Active,1234\nb,Something New,5,Suspended,1234\n";

#[test]
fn the_subscriptions_of_a_customer_are_states_of_today_by_the_products_name() {
    assert_snapshot!(csv(LIST), @"
    partner_center.subscriptions taken, 2 rows
    ! unknown-product line 3 product=Something New
    subscription a 05e9a617-0261-4cee-bb44-138d3ef5d965 10x Active Own as of 2026-07-28 created - until - term -
    subscription b Something New 5x Suspended Own as of 2026-07-28 created - until - term -
    ");
    assert_snapshot!(csv_with(LIST, |it| it.customer = None), @"
    partner_center.subscriptions refused, 1 rows
    ! customer-needed
    ");
    assert_snapshot!(csv(&LIST.replace("10", "ten").replace("Suspended", "Asleep")), @"
    partner_center.subscriptions refused, 2 rows
    ! malformed-count line 2 column=Quantity `ten`
    ! unknown-status line 3 allowed=active, pending, suspended, disabled, expired, cancelled, canceled, deleted column=Status `Asleep`
    ");
}

const SEATS: &str = "MpnId,SubscriptionId,SubscriptionStartDate,SubscriptionEndDate,\
    SubscriptionState,month,IsAutoRenew,CustomerName,CustomerTenantId,ReportingProductName,Product,\
    PartnerAttributionType,IsDuplicateRowForPGA,TotalSoldSeats,TotalAssignedSeats,BilledRevenueUSD\n";

fn seats(rows: &[&str]) -> String {
    let rows = rows.iter().map(|it| it.replace("TENANT", NORTHWIND) + "\n");
    format!("{SEATS}{}", rows.collect::<String>())
}

#[test]
fn subscriptions_by_month_are_states_at_the_ends_of_the_months() {
    let text = seats(&[
        "1,a,2025-07-20T00:00:00,2027-07-20,Active,2026-05-01T00:00:00,Y,Northwind,TENANT,x,Microsoft 365 E3,Reseller,0,10,4,99",
        "1,a,2025-07-20,2027-07-20,InGracePeriod,2026-06,N,Northwind,TENANT,x,Microsoft 365 E3,Reseller,0,12,4,99",
        "1,a,2025-07-20,2027-07-20,Churned,202607,N,Northwind,TENANT,x,Microsoft 365 E3,Reseller,0,0,0,0",
        "1,a,2025-07-20,2027-07-20,Active,2026-06,N,Northwind,TENANT,x,Microsoft 365 E3,Reseller,1,99,4,99",
        "1,b,2025-07-20,2027-07-20,Active,2026-06,N,Northwind,TENANT,Azure plan,Azure,Reseller,0,,,500",
        "1,c,2025-07-20,2027-07-20,Active,2026-06,N,Northwind,TENANT,Microsoft 365 E3,M365 E3,CPOR,0,7,7,0",
        "1,d,2025-07-20,2027-07-20,Active,2026-06,N,Northwind,TENANT,y,Unheard Of,Reseller,0,3,1,0",
    ]);
    assert_snapshot!(csv_with(&text, |it| it.customer = None), @"
    partner_center.seats_subscriptions_and_revenue taken, 7 rows
    ! unused-figures columns=TotalAssignedSeats, BilledRevenueUSD
    ! passed-over rows=1
    ! unknown-product line 8 product=Unheard Of
    subscription a 05e9a617-0261-4cee-bb44-138d3ef5d965 10x Active Own as of 2026-05-31 created 2025-07-20 until 2027-07-20 term -
    subscription a 05e9a617-0261-4cee-bb44-138d3ef5d965 12x Grace Own as of 2026-06-30 created 2025-07-20 until 2027-07-20 term -
    subscription a 05e9a617-0261-4cee-bb44-138d3ef5d965 0x Expired Own as of 2026-07-28 created 2025-07-20 until 2027-07-20 term -
    subscription c 05e9a617-0261-4cee-bb44-138d3ef5d965 7x Active Partner as of 2026-06-30 created 2025-07-20 until 2027-07-20 term -
    subscription d Unheard Of 3x Active Own as of 2026-06-30 created 2025-07-20 until 2027-07-20 term -
    ");
}

#[test]
fn a_month_to_come_another_customer_and_two_values_are_refused() {
    let row =
        "1,a,2025-07-20,,Active,2026-06,N,Northwind,TENANT,x,Microsoft 365 E3,Reseller,0,10,4,9";
    assert_snapshot!(csv(&seats(&[&row.replace("2026-06", "2026-08")])), @"
    partner_center.seats_subscriptions_and_revenue refused, 1 rows
    ! future-date line 2 column=month today=2026-07-28 `2026-08`
    ");
    assert_snapshot!(csv(&seats(&[&row.replace("TENANT", "889ed5f7-d2c5-5f96-8bdc-bec4ede30956")])), @"
    partner_center.seats_subscriptions_and_revenue refused, 1 rows
    ! customer-mismatch line 2 given=ee1e6a24-132e-5787-a07f-4352cccf813e named=889ed5f7-d2c5-5f96-8bdc-bec4ede30956
    ");
    assert_snapshot!(csv(&seats(&[row, &row.replace(",10,", ",11,")])), @"
    partner_center.seats_subscriptions_and_revenue refused, 2 rows
    ! conflicting-rows line 3 line=2
    ");
    assert_snapshot!(csv(&seats(&[&row.replace("Active", "Dormant")])), @"
    partner_center.seats_subscriptions_and_revenue refused, 1 rows
    ! unknown-status line 2 allowed=active, open, ingraceperiod, suspended, disabled, deprovisioned, churned, closed column=SubscriptionState `Dormant`
    ");
}

#[test]
fn tenants_are_customers_as_their_newest_month_has_them() {
    let text = format!(
        "MpnId,CustomerName,CustomerSegment,CustomerMarket,CustomerStatus,CustomerTenantId,\
         CustomerTenantName,CustomerTenantCountry,TenantDomainName,Product,Month,AvailableSeats\n\
         1,Northwind,SMB,Spain,Active,{NORTHWIND},nw,Spain,old.example,A,2026-05,10\n\
         1,Northwind SL,SMB,Spain,Active,{NORTHWIND},nw,Spain,northwind.example,A,2026-06,10\n\
         1,Northwind SL,SMB,Spain,Active,{NORTHWIND},nw,Spain,northwind.example,B,2026-06,3\n"
    );
    assert_snapshot!(csv(&text), @"
    partner_center.customers_and_tenants taken, 3 rows
    ! unused-figures columns=AvailableSeats
    customer ee1e6a24-132e-5787-a07f-4352cccf813e Northwind SL northwind.example
    ");
}

#[test]
fn sums_without_users_are_known_and_not_imported() {
    let headers = [
        "CustomerTenantId,CustomerTpid,WorkloadName,Month,PaidAvailableUnits,MonthlyActiveUsers",
        "SubscriptionId,SubscriptionStatus,Month,RevSumDivisionName,SKU,CustomerTenantId,AvailableSeats,AssignedSeats,ActiveSeats",
        "SubscriptionId,SubscriptionStatus,Month,SKU,CustomerTenantId,PartnerHierarchy,AvailableSeats,AssignedSeats,ActiveSeats",
        "SubscriptionId,Month,CustomerTenantId,PartnerHierarchy,PaidAvailableUnits,MonthlyActiveUsers,AADPPaidAvailableUnits",
        "CustomerId,CustomerTenantId,MonthKey,SubWorkload,DesktopUsers,WebUsers",
        "CustomerId,CustomerTenantId,DateKey,SubWorkload,MeetingCount,MeetingDuration",
        "CustomerId,CustomerTenantId,CustomerName,DateKey,AppName,UserCount",
        "ResellerMpnid,ResellerName,Month,Product,SubscriptionID,AvailableSeats,ResellerStatus",
        "CustomerID,CustomerTenantID,WorkloadCategory,Workload,PAMAU,MAC,MAU",
        "processedDateTime,workloadCode,serviceCode,channel,customerTenantId,productId,licensesActive,licensesQualified",
        "processedDateTime,serviceCode,channel,customerTenantId,productId,licensesDeployed,licensesSold",
        "PartnerId,CustomerId,CustomerName,SubscriptionId,OfferName,ChargeType,Quantity",
    ];
    let shown = headers.map(|it| csv(&format!("{it}\n{}\n", it.replace(|c: char| c != ',', ""))));
    assert_snapshot!(shown.concat(), @"
    partner_center.office_usage taken, 1 rows
    ! sums-only data_set=office_usage
    partner_center.dynamics_usage taken, 1 rows
    ! sums-only data_set=dynamics_usage
    partner_center.power_bi_usage taken, 1 rows
    ! sums-only data_set=power_bi_usage
    partner_center.ems_usage taken, 1 rows
    ! sums-only data_set=ems_usage
    partner_center.teams_usage_workload taken, 1 rows
    ! sums-only data_set=teams_usage_workload
    partner_center.teams_usage_meetings_and_calls taken, 1 rows
    ! sums-only data_set=teams_usage_meetings_and_calls
    partner_center.teams_usage_3p_apps taken, 1 rows
    ! sums-only data_set=teams_usage_3p_apps
    partner_center.reseller_performance taken, 1 rows
    ! sums-only data_set=reseller_performance
    partner_center.business_applications_usage taken, 1 rows
    ! sums-only data_set=business_applications_usage
    partner_center.licence_analytics taken, 1 rows
    ! sums-only data_set=licence_analytics
    partner_center.licence_analytics taken, 1 rows
    ! sums-only data_set=licence_analytics
    partner_center.reconciliation taken, 1 rows
    ! sums-only data_set=reconciliation
    ");
}

#[test]
fn an_export_without_rows_is_refused() {
    assert_snapshot!(csv("Microsoft ID,Company name,Primary domain name,Relationship\n"), @"
    partner_center.customers refused, 0 rows
    ! header-only
    ");
}

#[test]
fn a_quantity_at_the_very_end_of_a_file_without_a_last_line_end_is_refused() {
    let text = "Subscription ID,Subscription,Status,Quantity\na,Microsoft 365 E3,Active,12";
    assert_snapshot!(csv(text), @"
    partner_center.subscriptions refused, 1 rows
    ! unended-number line 2 column=Quantity `12`
    ");
    assert!(!csv(&format!("{text}0\n")).contains("unended"));
}
