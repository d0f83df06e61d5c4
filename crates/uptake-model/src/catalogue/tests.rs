use super::{Catalogue, Sku, SkuClass};
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
