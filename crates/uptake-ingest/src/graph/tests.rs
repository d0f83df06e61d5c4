use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use insta::assert_snapshot;
use serde_json::Value;
use uptake_model::{
    Catalogue, Day, SkuRef,
    facts::{Facts, Seller, Status, Subscription},
};

use super::samples::{day, folder, options, read, table, table_line};

#[test]
fn every_sample_report_of_a_tenant_gives_facts_or_a_reason() {
    let catalogue = Catalogue::default();
    assert_snapshot!("synthetic_csv", table("synthetic/csv", &options(&catalogue)));
}

#[test]
fn every_sample_report_with_concealed_names_gives_facts_or_a_reason() {
    let catalogue = Catalogue::default();
    assert_snapshot!("synthetic_concealed", table("synthetic/csv_concealed", &options(&catalogue)));
}

#[test]
fn every_sample_answer_of_a_tenant_gives_facts_or_a_reason() {
    let catalogue = Catalogue::default();
    assert_snapshot!("synthetic_json", table("synthetic/json", &options(&catalogue)));
}

#[test]
fn every_report_as_a_command_line_client_saves_it_gives_facts_or_a_reason() {
    let catalogue = Catalogue::default();
    assert_snapshot!("command_line_client", table("cli-microsoft365", &options(&catalogue)));
}

#[test]
fn every_documented_answer_gives_facts_or_a_reason() {
    let catalogue = Catalogue::default();
    assert_snapshot!("documented_answers", table("graph-docs/json", &options(&catalogue)));
}

#[test]
fn the_documented_skus_are_those_of_the_customer_they_name() {
    let catalogue = Catalogue::default();
    let mut options = options(&catalogue);
    options.customer = None;
    let name = "v1_subscribedSkus.json";
    let bytes = fs::read(folder("graph-docs/json").join(name)).unwrap();
    assert_snapshot!(table_line(name, &bytes, &options), @"v1_subscribedSkus.json | graph.subscribed_skus | 2 | 8 subscription, 2 units | seller-unknown");
}

/// All facts of some folders of samples, imported together.
fn all_facts(folders: &[&str]) -> Vec<Facts> {
    let catalogue = Catalogue::default();
    let mut all = Vec::new();
    for name in folders {
        for entry in fs::read_dir(folder(name)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.to_str().unwrap();
            let (report, facts) = read(name, &fs::read(&path).unwrap(), &options(&catalogue));
            assert!(!report.refused || name.contains("reportSettings"), "{name}");
            all.extend(facts);
        }
    }
    all
}

fn expected() -> Value {
    serde_json::from_slice(&fs::read(folder("synthetic/expected.json")).unwrap()).unwrap()
}

/// Licensed and active people per service, counted without the rollup.
fn service_counts(facts: &[Facts]) -> BTreeMap<String, (u64, u64)> {
    let window = day("2026-06-29")..=day("2026-07-26");
    let mut licensed = BTreeSet::new();
    let mut active = BTreeSet::new();
    for piece in facts {
        if let Facts::LicenceFlags(rows) = piece {
            let held = rows.iter().map(|it| &it.fact).filter(|it| it.licensed);
            licensed.extend(held.map(|it| (it.workload.clone(), it.user_id.clone())));
        }
        if let Facts::LastActivity(rows) = piece {
            let is_in = |it: Option<Day>| it.is_some_and(|it| window.contains(&it));
            let recent = rows.iter().map(|it| &it.fact).filter(|it| is_in(it.last_active_on));
            active.extend(recent.map(|it| (it.workload.clone(), it.user_id.clone())));
        }
    }
    let mut counts: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for pair in &licensed {
        let (held, used) = counts.entry(pair.0.to_string()).or_default();
        *held += 1;
        *used += u64::from(active.contains(pair));
    }
    counts
}

#[test]
fn the_reports_of_a_tenant_count_as_expected_when_all_are_imported_together() {
    let expected = expected();
    let services = expected["services"].as_object().unwrap();
    let expected: BTreeMap<String, (u64, u64)> = services
        .iter()
        .filter(|(service, _)| *service != "Skype For Business")
        .map(|(service, counts)| {
            let count = |name: &str| counts[name].as_u64().unwrap();
            (service.to_lowercase(), (count("licensed"), count("active_28")))
        })
        .collect();
    assert_eq!(expected.len(), 5);
    assert_eq!(service_counts(&all_facts(&["synthetic/csv"])), expected);
    assert_eq!(service_counts(&all_facts(&["synthetic/csv_concealed"])), expected);
}

fn subscriptions(facts: Vec<Facts>) -> Vec<Subscription> {
    let mut all = Vec::new();
    for piece in facts {
        if let Facts::Subscriptions(rows) = piece {
            all.extend(rows.into_iter().map(|it| it.fact));
        }
    }
    all
}

fn seats(of: &[Subscription], sku: &SkuRef, counts: impl Fn(&Subscription) -> bool) -> u64 {
    of.iter().filter(|it| it.sku == *sku && counts(it)).map(|it| it.quantity).sum()
}

#[test]
fn the_licence_inventory_of_a_tenant_adds_up_as_expected() {
    let facts = all_facts(&["synthetic/json"]);
    let units: BTreeMap<SkuRef, u64> = facts
        .iter()
        .filter_map(|it| if let Facts::AssignedUnits(rows) = it { Some(rows) } else { None })
        .flatten()
        .map(|it| (it.fact.sku.clone(), it.fact.units))
        .collect();
    let (sums, single): (Vec<_>, Vec<_>) =
        subscriptions(facts).into_iter().partition(|it| it.aggregate);

    let skus: Value =
        serde_json::from_slice(&fs::read(folder("synthetic/json/subscribedSkus.json")).unwrap())
            .unwrap();
    let expected = expected();
    let mut checked = 0;
    for entry in skus["value"].as_array().unwrap() {
        let sku = SkuRef::from(entry["skuId"].as_str().unwrap());
        let wanted = &expected["skus"][entry["skuPartNumber"].as_str().unwrap()];
        for (name, status) in [
            ("enabled", Status::Active),
            ("warning", Status::Grace),
            ("suspended", Status::Suspended),
        ] {
            assert_eq!(seats(&sums, &sku, |it| it.status == status), wanted[name], "{sku} {name}");
            assert_eq!(seats(&single, &sku, |it| it.status == status), wanted[name], "{sku}");
        }
        let own = |it: &Subscription| {
            it.status == Status::Active && it.seller == Seller::Own && !it.is_trial
        };
        assert_eq!(seats(&single, &sku, own), wanted["enabled_sold_by_partner"], "{sku} own");
        let trial = |it: &Subscription| it.status == Status::Active && it.is_trial;
        assert_eq!(seats(&single, &sku, trial), wanted["enabled_trial"], "{sku} trial");
        assert_eq!(units[&sku], wanted["consumed"], "{sku} consumed");
        checked += 1;
    }
    assert_eq!(checked, 9);
}
