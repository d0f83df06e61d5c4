use super::{Alias, Catalogue, Sku, SkuClass};
use crate::{Guid, SkuRef};

fn sku(id: u128, part_number: &str) -> Sku {
    Sku {
        id: Guid::from_u128(id),
        part_number: part_number.to_owned(),
        name: part_number.to_owned(),
        service: "office365".into(),
        class: SkuClass::Paid,
        base: vec!["exchange".into()],
        addon: Vec::new(),
    }
}

#[test]
fn a_guid_and_its_part_number_are_the_same_sku() {
    let mut catalogue = Catalogue::default();
    catalogue.put_sku(sku(1, "SPE_E3")).unwrap();
    let id = SkuRef::Id(Guid::from_u128(1));
    assert_eq!(catalogue.canonical(&"SPE_E3".into()), id);
    assert_eq!(catalogue.canonical(&id), id);
    assert_eq!(catalogue.canonical(&"spe_e3".into()), "spe_e3".into());
}

#[test]
fn a_later_entry_of_the_same_guid_replaces_the_earlier_one() {
    let mut catalogue = Catalogue::default();
    catalogue.put_sku(sku(1, "OLD")).unwrap();
    catalogue.put_sku(sku(1, "NEW")).unwrap();
    assert!(catalogue.sku(&"OLD".into()).is_none());
    assert_eq!(catalogue.sku(&"NEW".into()).unwrap().id, Guid::from_u128(1));
}

#[test]
fn a_part_number_belongs_to_one_sku() {
    let mut catalogue = Catalogue::default();
    catalogue.put_sku(sku(1, "SAME")).unwrap();
    assert_eq!(catalogue.put_sku(sku(2, "SAME")), Err(Guid::from_u128(1)));
    assert!(catalogue.sku(&SkuRef::Id(Guid::from_u128(2))).is_none());
}

#[test]
fn a_name_is_that_of_every_sku_that_has_it_now() {
    let mut catalogue = Catalogue::default();
    let named = |id, name: &str| Sku { name: name.to_owned(), ..sku(id, &format!("SKU_{id}")) };
    catalogue.put_sku(named(1, "Visio Plan 2")).unwrap();
    catalogue.put_sku(named(2, "VISIO plan 2")).unwrap();
    catalogue.put_sku(named(3, "Visio Plan 1")).unwrap();
    let ids = |catalogue: &Catalogue, name| -> Vec<u128> {
        catalogue.named(name).map(|it| it.id.as_u128()).collect()
    };
    assert_eq!(ids(&catalogue, "VISIO PLAN 2"), [1, 2]);
    catalogue.put_sku(named(1, "Visio Plan 1")).unwrap();
    assert_eq!(ids(&catalogue, "Visio Plan 2"), [2]);
    let read: Catalogue =
        serde_json::from_str(&serde_json::to_string(&catalogue).unwrap()).unwrap();
    assert_eq!(ids(&read.indexed(), "visio plan 1"), [1, 3]);
    assert_eq!(ids(&catalogue, "Visio"), [0_u128; 0]);
}

#[test]
fn another_name_is_that_of_its_sku_where_no_sku_has_it() {
    let mut catalogue = Catalogue::default();
    let named = |id, name: &str| Sku { name: name.to_owned(), ..sku(id, &format!("SKU_{id}")) };
    catalogue.put_sku(named(1, "Fabric (Free)")).unwrap();
    catalogue.put_alias(&Alias { name: "Power BI (free)".to_owned(), sku: Guid::from_u128(1) });
    let ids = |catalogue: &Catalogue, name| -> Vec<u128> {
        catalogue.named(name).map(|it| it.id.as_u128()).collect()
    };
    let read: Catalogue =
        serde_json::from_str(&serde_json::to_string(&catalogue).unwrap()).unwrap();
    for catalogue in [&catalogue, &read.indexed()] {
        assert_eq!(ids(catalogue, "POWER BI (FREE)"), [1]);
        assert_eq!(ids(catalogue, "FABRIC (FREE)"), [1]);
    }
    catalogue.put_sku(named(2, "Power BI (free)")).unwrap();
    assert_eq!(ids(&catalogue, "POWER BI (FREE)"), [2]);
}
