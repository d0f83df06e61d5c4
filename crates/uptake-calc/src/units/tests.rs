use super::*;

#[test]
fn units_in_grace_are_usable_and_suspended_ones_are_not() {
    let mut units = SkuUnits::default();
    units.add(Status::Active, 10);
    units.add(Status::Grace, 5);
    units.add(Status::Suspended, 3);
    units.add(Status::Disabled, 2);
    units.add(Status::Converted, 100);
    assert_eq!(units, SkuUnits { active: 10, warning: 5, suspended: 5 });
    assert_eq!((units.total(), units.available(12), units.available(16)), (15, 3, 0));
}
