use std::collections::{BTreeMap, BTreeSet};

use insta::assert_snapshot;
use uptake_model::{Catalogue, Sku, SkuClass, WorkloadCode};

use super::{
    list::tests::{NEWEST, microsofts},
    read_list, shipped,
};

/// The SKUs that partners meet most.
const FREQUENT: &[&str] = &[
    "O365_BUSINESS_ESSENTIALS",
    "O365_BUSINESS_PREMIUM",
    "SPB",
    "O365_BUSINESS",
    "SMB_BUSINESS",
    "SMB_BUSINESS_ESSENTIALS",
    "SMB_BUSINESS_PREMIUM",
    "Office_365_w/o_Teams_Bundle_Business_Standard",
    "Office_365_w/o_Teams_Bundle_Business_Premium",
    "OFFICESUBSCRIPTION",
    "SPE_E3",
    "SPE_E5",
    "Microsoft_365_E3_(no_Teams)",
    "Microsoft_365_E5_(no_Teams)",
    "SPE_E5_NOPSTNCONF",
    "SPE_F1",
    "M365_F1_COMM",
    "M365_F1",
    "DESKLESSPACK",
    "STANDARDPACK",
    "ENTERPRISEPACK",
    "ENTERPRISEPREMIUM",
    "ENTERPRISEPREMIUM_NOPSTNCONF",
    "Office_365_E3_(no_Teams)",
    "Microsoft_Teams_Enterprise_New",
    "Microsoft_Teams_EEA_New",
    "DEVELOPERPACK_E5",
    "EXCHANGESTANDARD",
    "EXCHANGEENTERPRISE",
    "EXCHANGEDESKLESS",
    "SHAREPOINTSTANDARD",
    "SHAREPOINTENTERPRISE",
    "WACONEDRIVESTANDARD",
    "WACONEDRIVEENTERPRISE",
    "Teams_Ess",
    "TEAMS_ESSENTIALS_AAD",
    "TEAMS_EXPLORATORY",
    "Microsoft_Teams_Premium",
    "Teams_Premium_(for_Departments)",
    "MCOEV",
    "MCOMEETADV",
    "MCOPSTN1",
    "Microsoft_365_Copilot",
    "EMS",
    "EMSPREMIUM",
    "AAD_PREMIUM",
    "AAD_PREMIUM_P2",
    "INTUNE_A",
    "ATP_ENTERPRISE",
    "THREAT_INTELLIGENCE",
    "POWER_BI_STANDARD",
    "POWER_BI_PRO",
    "PBI_PREMIUM_PER_USER",
    "POWERAPPS_PER_USER",
    "FLOW_FREE",
    "FLOW_PER_USER",
    "POWERAUTOMATE_ATTENDED_RPA",
    "PROJECT_P1",
    "PROJECTPROFESSIONAL",
    "PROJECTPREMIUM",
    "VISIOCLIENT",
    "VISIOONLINE_PLAN1",
    "VIVA",
    "DYN365_ENTERPRISE_SALES",
    "D365_SALES_PRO",
    "DYN365_SALES_PREMIUM",
    "DYN365_ENTERPRISE_CUSTOMER_SERVICE",
    "DYN365_CUSTOMER_SERVICE_PRO",
    "DYN365_ENTERPRISE_FIELD_SERVICE",
    "DYN365_PROJECT_OPERATIONS",
    "DYN365_FINANCE",
    "DYN365_SCM",
    "DYN365_BUSCENTRAL_ESSENTIAL",
    "DYN365_BUSCENTRAL_PREMIUM",
    "DYN365_BUSCENTRAL_TEAM_MEMBER",
    "DYN365_TEAM_MEMBERS",
    "DYN365_ENTERPRISE_PLAN1",
    "CRMSTANDARD",
    "MICROSOFT_365_E7",
    "M365_Copilot",
    "Microsoft_Teams_Rooms_Pro",
    "Microsoft_Copilot_for_Sales",
];

/// `part number | class | service | base + add-on`, the workloads in the order of codes.
fn row(catalogue: &Catalogue, part_number: &str) -> String {
    let Some(sku) = catalogue.sku(&part_number.into()) else {
        return format!("{part_number}: not in the catalogue\n");
    };
    let class = match sku.class {
        SkuClass::Paid => "paid",
        SkuClass::Free => "free",
        SkuClass::Device => "device",
    };
    let codes =
        |list: &[WorkloadCode]| list.iter().map(WorkloadCode::as_str).collect::<Vec<_>>().join(" ");
    let service = sku.service.as_str();
    let mut row = format!("{part_number:<48} {class:<7} {service:<15} {}", codes(&sku.base));
    if !sku.addon.is_empty() {
        row = format!("{} + {}", row.trim_end(), codes(&sku.addon));
    }
    format!("{}\n", row.trim_end())
}

fn has(sku: &Sku, workload: &str) -> bool {
    sku.workloads().any(|it| it.as_str() == workload)
}

#[test]
#[expect(clippy::too_many_lines, reason = "one table to be read at a glance")]
fn the_frequent_skus_give_what_people_expect_of_them() {
    let catalogue = shipped();
    let table: String = FREQUENT.iter().map(|it| row(&catalogue, it)).collect();
    assert_snapshot!(table, @r"
    O365_BUSINESS_ESSENTIALS                         paid    office365       exchange onedrive sharepoint teams yammer
    O365_BUSINESS_PREMIUM                            paid    office365       exchange office_apps onedrive sharepoint teams yammer
    SPB                                              paid    office365       exchange office_apps onedrive sharepoint teams yammer
    O365_BUSINESS                                    paid    office365       office_apps onedrive + sharepoint
    SMB_BUSINESS                                     paid    office365       office_apps onedrive + sharepoint
    SMB_BUSINESS_ESSENTIALS                          paid    office365       exchange onedrive sharepoint teams yammer
    SMB_BUSINESS_PREMIUM                             paid    office365       exchange office_apps onedrive sharepoint teams yammer
    Office_365_w/o_Teams_Bundle_Business_Standard    paid    office365       exchange office_apps onedrive sharepoint yammer
    Office_365_w/o_Teams_Bundle_Business_Premium     paid    office365       exchange office_apps onedrive sharepoint yammer
    OFFICESUBSCRIPTION                               paid    office365       office_apps onedrive + sharepoint
    SPE_E3                                           paid    office365       exchange office_apps onedrive sharepoint teams yammer
    SPE_E5                                           paid    office365       exchange office_apps onedrive power_bi sharepoint teams yammer
    Microsoft_365_E3_(no_Teams)                      paid    office365       exchange office_apps onedrive sharepoint yammer
    Microsoft_365_E5_(no_Teams)                      paid    office365       exchange office_apps onedrive power_bi sharepoint yammer
    SPE_E5_NOPSTNCONF                                paid    office365       exchange office_apps onedrive power_bi sharepoint teams yammer
    SPE_F1                                           paid    office365       exchange onedrive sharepoint teams yammer
    M365_F1_COMM                                     paid    office365       exchange onedrive sharepoint teams yammer
    M365_F1                                          paid    office365       onedrive sharepoint teams yammer
    DESKLESSPACK                                     paid    office365       exchange onedrive sharepoint teams yammer
    STANDARDPACK                                     paid    office365       exchange onedrive sharepoint teams yammer
    ENTERPRISEPACK                                   paid    office365       exchange office_apps onedrive sharepoint teams yammer
    ENTERPRISEPREMIUM                                paid    office365       exchange office_apps onedrive power_bi sharepoint teams yammer
    ENTERPRISEPREMIUM_NOPSTNCONF                     paid    office365       exchange office_apps onedrive power_bi sharepoint teams yammer
    Office_365_E3_(no_Teams)                         paid    office365       exchange office_apps onedrive sharepoint yammer
    Microsoft_Teams_Enterprise_New                   paid    office365       teams + exchange onedrive sharepoint
    Microsoft_Teams_EEA_New                          paid    office365       teams + exchange onedrive sharepoint
    DEVELOPERPACK_E5                                 paid    office365       exchange office_apps onedrive power_bi sharepoint teams yammer
    EXCHANGESTANDARD                                 paid    office365       exchange
    EXCHANGEENTERPRISE                               paid    office365       exchange
    EXCHANGEDESKLESS                                 paid    office365       exchange
    SHAREPOINTSTANDARD                               paid    office365       onedrive sharepoint
    SHAREPOINTENTERPRISE                             paid    office365       onedrive sharepoint
    WACONEDRIVESTANDARD                              paid    office365       onedrive + sharepoint
    WACONEDRIVEENTERPRISE                            paid    office365       onedrive + sharepoint
    Teams_Ess                                        paid    office365       teams
    TEAMS_ESSENTIALS_AAD                             paid    office365       teams + exchange onedrive sharepoint
    TEAMS_EXPLORATORY                                free    office365       exchange onedrive sharepoint teams yammer
    Microsoft_Teams_Premium                          paid    office365
    Teams_Premium_(for_Departments)                  paid    office365
    MCOEV                                            paid    office365
    MCOMEETADV                                       paid    office365
    MCOPSTN1                                         paid    office365
    Microsoft_365_Copilot                            paid    office365       m365_copilot
    EMS                                              paid    ems
    EMSPREMIUM                                       paid    ems
    AAD_PREMIUM                                      paid    ems
    AAD_PREMIUM_P2                                   paid    ems
    INTUNE_A                                         paid    ems
    ATP_ENTERPRISE                                   paid    ems
    THREAT_INTELLIGENCE                              paid    ems
    POWER_BI_STANDARD                                free    power_platform  power_bi
    POWER_BI_PRO                                     paid    power_platform  power_bi
    PBI_PREMIUM_PER_USER                             paid    power_platform  power_bi
    POWERAPPS_PER_USER                               paid    power_platform  power_apps + power_automate
    FLOW_FREE                                        free    power_platform  power_automate
    FLOW_PER_USER                                    paid    power_platform  power_automate
    POWERAUTOMATE_ATTENDED_RPA                       paid    power_platform  power_automate
    PROJECT_P1                                       paid    office365       project + onedrive sharepoint
    PROJECTPROFESSIONAL                              paid    office365       project + onedrive sharepoint
    PROJECTPREMIUM                                   paid    office365       project + onedrive sharepoint
    VISIOCLIENT                                      paid    office365       visio + onedrive sharepoint
    VISIOONLINE_PLAN1                                paid    office365       visio + onedrive sharepoint
    VIVA                                             paid    office365 + yammer
    DYN365_ENTERPRISE_SALES                          paid    dynamics365     d365_sales + onedrive power_apps power_automate project sharepoint
    D365_SALES_PRO                                   paid    dynamics365     d365_sales + onedrive power_apps project sharepoint
    DYN365_SALES_PREMIUM                             paid    dynamics365     d365_sales + d365_customer_voice onedrive power_apps power_automate project sharepoint
    DYN365_ENTERPRISE_CUSTOMER_SERVICE               paid    dynamics365     d365_customer_service + d365_customer_voice onedrive power_apps power_automate project sharepoint
    DYN365_CUSTOMER_SERVICE_PRO                      paid    dynamics365     d365_customer_service + onedrive power_apps power_automate project sharepoint
    DYN365_ENTERPRISE_FIELD_SERVICE                  paid    dynamics365     d365_field_service + d365_customer_voice onedrive power_apps power_automate project sharepoint
    DYN365_PROJECT_OPERATIONS                        paid    dynamics365     d365_project_operations + onedrive power_apps power_automate project sharepoint
    DYN365_FINANCE                                   paid    dynamics365     d365_finance + power_apps power_automate
    DYN365_SCM                                       paid    dynamics365     d365_supply_chain + power_apps power_automate
    DYN365_BUSCENTRAL_ESSENTIAL                      paid    dynamics365     d365_business_central + power_apps power_automate
    DYN365_BUSCENTRAL_PREMIUM                        paid    dynamics365     d365_business_central + power_apps power_automate
    DYN365_BUSCENTRAL_TEAM_MEMBER                    paid    dynamics365     d365_business_central + power_apps power_automate
    DYN365_TEAM_MEMBERS                              paid    dynamics365 + d365_commerce d365_customer_service d365_field_service d365_finance d365_guides d365_human_resources d365_remote_assist d365_sales d365_supply_chain onedrive power_apps power_automate project sharepoint teams
    DYN365_ENTERPRISE_PLAN1                          paid    dynamics365     d365_customer_service d365_field_service d365_project_operations d365_sales + d365_customer_voice d365_guides d365_remote_assist onedrive power_apps power_automate project sharepoint teams
    CRMSTANDARD                                      paid    dynamics365     d365_customer_service d365_sales + power_apps power_automate
    MICROSOFT_365_E7                                 paid    office365       exchange m365_copilot office_apps onedrive power_bi sharepoint teams yammer
    M365_Copilot                                     paid    office365       m365_copilot
    Microsoft_Teams_Rooms_Pro                        device  office365       teams
    Microsoft_Copilot_for_Sales                      paid    office365       m365_copilot
    ");
}

#[test]
fn every_sku_of_microsofts_list_is_shipped_under_its_name() {
    let catalogue = shipped();
    let listed = read_list(NEWEST, &microsofts(NEWEST)).unwrap();
    for sku in &listed {
        let shipped = catalogue.skus().find(|it| it.id == sku.id).unwrap();
        assert_eq!(shipped.name, sku.name);
    }
    assert!(listed.len() > 600, "only {} SKUs were looked at", listed.len());
}

#[test]
fn a_mailbox_plan_is_behind_every_exchange_and_the_foundation_is_none() {
    let catalogue = shipped();
    let mut foundation_only = 0;
    for listed in read_list(NEWEST, &microsofts(NEWEST)).unwrap() {
        let exchange: BTreeSet<&str> = listed
            .plans
            .iter()
            .map(String::as_str)
            .filter(|it| it.starts_with("EXCHANGE_") && !it.starts_with("EXCHANGE_ANALYTICS"))
            .collect();
        if !exchange.is_empty() && exchange.iter().all(|it| it.starts_with("EXCHANGE_S_FOUNDATION"))
        {
            foundation_only += 1;
            let sku = catalogue.sku(&listed.part_number.as_str().into()).unwrap();
            assert!(!has(sku, "exchange"), "{} has no mailbox", sku.part_number);
        }
    }
    assert!(foundation_only > 200, "only {foundation_only} SKUs were looked at");
}

#[test]
fn an_archive_gives_exchange_without_an_entitlement() {
    let catalogue = shipped();
    for part_number in ["EXCHANGEARCHIVE_ADDON", "EXCHANGEARCHIVE"] {
        let sku = catalogue.sku(&part_number.into()).unwrap();
        assert_eq!((sku.base.len(), &sku.addon), (0, &vec!["exchange".into()]));
    }
}

#[test]
fn skus_without_teams_have_no_teams() {
    let catalogue = shipped();
    let without: Vec<_> = catalogue.skus().filter(|it| it.name.contains("(no Teams)")).collect();
    assert!(without.len() >= 24, "{} found", without.len());
    for sku in without {
        assert!(!has(sku, "teams"), "{}", sku.part_number);
    }
}

#[test]
fn the_large_suites_have_the_six_workloads_as_base() {
    let catalogue = shipped();
    let suites = [
        "O365_BUSINESS_PREMIUM",
        "SPB",
        "SMB_BUSINESS_PREMIUM",
        "ENTERPRISEPACK",
        "ENTERPRISEPREMIUM",
        "SPE_E3",
        "SPE_E5",
        "MICROSOFT_365_E7",
    ];
    for suite in suites {
        let sku = catalogue.sku(&suite.into()).unwrap();
        for workload in ["exchange", "sharepoint", "onedrive", "teams", "yammer", "office_apps"] {
            assert!(sku.base.contains(&workload.into()), "{suite} lacks {workload}");
        }
        assert!(sku.addon.is_empty(), "{suite} has add-ons");
    }
}

#[test]
fn retired_and_seeded_products_are_no_workloads() {
    let catalogue = shipped();
    let codes: Vec<_> = catalogue.workloads().map(|it| it.code.as_str()).collect();
    assert!(codes.iter().all(|it| !it.contains("skype")));
    let e5 = catalogue.sku(&"SPE_E5".into()).unwrap();
    assert!(!has(e5, "power_apps") && !has(e5, "power_automate") && !has(e5, "project"));
    for part_number in ["MCOSTANDARD", "MCOIMP", "VIDEO_INTEROP"] {
        assert_eq!(catalogue.sku(&part_number.into()).unwrap().workloads().count(), 0);
    }
}

#[test]
fn dynamics_seats_are_no_seats_of_the_office_workloads() {
    let catalogue = shipped();
    let dynamics = catalogue.skus().filter(|it| it.service.as_str() == "dynamics365");
    for sku in dynamics {
        let foreign: Vec<_> =
            sku.base.iter().filter(|it| !it.as_str().starts_with("d365_")).collect();
        assert!(foreign.is_empty(), "{} sells {foreign:?}", sku.part_number);
    }
}

#[test]
fn whoever_has_onedrive_has_sharepoint_at_least_as_an_addon() {
    for sku in shipped().skus().filter(|it| has(it, "onedrive")) {
        assert!(has(sku, "sharepoint"), "{}", sku.part_number);
    }
}

#[test]
fn every_workload_is_sold_by_a_paid_sku() {
    let catalogue = shipped();
    for workload in catalogue.workloads() {
        let sold = catalogue
            .skus()
            .any(|it| it.class == SkuClass::Paid && it.base.contains(&workload.code));
        assert!(sold, "nobody can buy {}", workload.code);
    }
}

#[test]
fn sharepoint_counts_onedrive_and_yammer_needs_no_licence() {
    let catalogue = shipped();
    let sharepoint = catalogue.workload(&"sharepoint".into()).unwrap();
    assert_eq!(sharepoint.sources, ["sharepoint".into(), "onedrive".into()]);
    let onedrive = catalogue.workload(&"onedrive".into()).unwrap();
    assert_eq!(onedrive.sources, ["onedrive".into()]);
    assert!(catalogue.workload(&"yammer".into()).unwrap().unlicensed_use);
    assert!(!catalogue.workload(&"exchange".into()).unwrap().unlicensed_use);
}

/// Whether a plan is one of those that come with other products and are no product.
fn is_seeded(plan: &str) -> bool {
    let seeded = ["POWERAPPS_O365_", "FLOW_O365_", "POWER_VIRTUAL_AGENTS_O365_", "CDS_O365_"];
    let skype = plan.starts_with("MCO") && plan != "MCO_TEAMS_IW";
    seeded.iter().chain(&["PROJECT_O365_", "EXCHANGE_S_FOUNDATION"]).any(|it| plan.starts_with(it))
        || skype
}

#[test]
fn seeded_plans_the_foundation_and_skype_give_no_sku_a_workload() {
    let catalogue = shipped();
    let rules = super::rules::Rules::parse(super::SHIPPED_RULES, &catalogue).unwrap();
    let mut seeded = 0;
    for listed in read_list("2026-07", &microsofts("2026-07")).unwrap() {
        let with = rules.apply(&listed);
        let plans = listed.plans.iter().filter(|it| !is_seeded(it)).cloned().collect();
        seeded += usize::from(listed.plans.iter().any(|it| is_seeded(it)));
        let without = rules.apply(&super::ListedSku { plans, ..listed });
        assert_eq!(with, without, "a plan that is no product counts");
    }
    assert!(seeded > 300, "only {seeded} SKUs have such plans");
}

#[test]
fn skus_that_distort_adoption_have_the_class_that_keeps_them_out() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data");
    let text = std::fs::read_to_string(format!("{folder}/non_adoption_skus.csv")).unwrap();
    let catalogue = shipped();
    let mut classes: BTreeMap<(String, &str), Vec<String>> = BTreeMap::new();
    for record in csv::Reader::from_reader(text.as_bytes()).records() {
        let record = record.unwrap();
        let sku = catalogue.sku(&record[0].into()).unwrap();
        let class = match sku.class {
            SkuClass::Paid => "paid",
            SkuClass::Free => "free",
            SkuClass::Device => "device",
        };
        classes.entry((record[3].to_owned(), class)).or_default().push(sku.part_number.clone());
    }
    let shown = classes.into_iter().map(|((category, class), skus)| {
        // What is sold in numbers is named, because it is what the list would leave out.
        let named = if class == "paid" { skus.join(" ") } else { skus.len().to_string() };
        format!("{category} {class}: {named}")
    });
    assert_snapshot!(shown.collect::<Vec<_>>().join("\n"), @"
    developer free: 1
    device_or_resource device: 19
    free free: 10
    not_per_user device: 54
    not_per_user free: 1
    not_per_user paid: 10_ALR_ADDON
    preview paid: CPC_LVL_1 CPC_LVL_2 CPC_LVL_3 SOCIAL_ENGAGEMENT_APP_USER
    trial free: 19
    trial paid: AX7_USER_TRIAL DYN365_AI_SERVICE_INSIGHTS DYN365_REGULATORY_SERVICE DYN365_RETAIL_TRIAL Dynamics_365_Customer_Service_Enterprise_admin_trial Microsoft_Copilot_for_Finance_trial SKU_Dynamics_365_for_HCM_Trial
    ");
}
