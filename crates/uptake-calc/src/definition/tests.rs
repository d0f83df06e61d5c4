use uptake_model::{Catalogue, ServiceCode, Sku, Workload, counts::DeploymentCounts};

use super::*;
use crate::GraceRule;

#[test]
fn trials_count_in_one_definition_only() {
    let qualified = MetricDefinition::ALL.map(|it| it.qualified(10, 3));
    assert_eq!(qualified, [10, 13, 10]);
}

#[test]
fn trial_seats_of_paid_products_count_for_their_base_workloads() {
    let mut catalogue = Catalogue::default();
    let service = ServiceCode::new("office365");
    for code in ["exchange", "teams"] {
        catalogue.put_workload(Workload {
            code: code.into(),
            service: service.clone(),
            name: code.to_owned(),
            sources: vec![code.into()],
            unlicensed_use: false,
        });
    }
    for (number, class) in [(1, SkuClass::Paid), (2, SkuClass::Free)] {
        let sku = Sku {
            id: uptake_model::Guid::from_u128(number),
            part_number: format!("SKU{number}"),
            name: String::new(),
            service: service.clone(),
            class,
            base: vec!["exchange".into()],
            addon: vec!["teams".into()],
        };
        catalogue.put_sku(sku).unwrap();
    }
    let plan = Plan::new(&catalogue, GraceRule::Lone);
    let trial = DeploymentCounts { trial_seats: 25, ..DeploymentCounts::default() };
    let counts =
        DayCounts { deployment: BTreeMap::from([(0, trial), (1, trial)]), ..DayCounts::default() };
    assert_eq!(trial_entitlements(&plan, &counts), BTreeMap::from([(0, 25)]));
}
