use super::*;

#[test]
fn a_name_means_the_signal_of_its_own_level_first() {
    let level = |name, level| named(name, level).map(|it| it.level);
    assert_eq!(level("entitlements", SignalLevel::Workload), Some(SignalLevel::Workload));
    assert_eq!(level("customer.entitlements", SignalLevel::Workload), Some(SignalLevel::Customer));
    assert_eq!(level("people_active", SignalLevel::Workload), Some(SignalLevel::Customer));
    assert_eq!(level("sold_seats", SignalLevel::Sku), Some(SignalLevel::Sku));
    assert_eq!(level("never_users", SignalLevel::Sku), None);
    assert_eq!(level("customer.never_users", SignalLevel::Workload), None);
}

/// A share whose whole is not among the signals of its level could never be known.
#[test]
fn every_share_has_its_whole_on_its_own_level() {
    for signal in signal_names() {
        if let Some(whole) = whole_of(signal) {
            let found = signal_names().any(|it| it.name == whole && it.level == signal.level);
            assert!(found, "{signal:?}");
        }
    }
    for (level, _) in LEVELS {
        assert!(signal_names().any(|it| it.name == size_of(level) && it.level == level));
    }
}

#[test]
fn a_subject_is_read_back_as_it_is_written() {
    let exchange = Subject::Workload("exchange".into());
    assert_eq!(exchange.to_string(), "workload:exchange");
    let e3 = Subject::Sku("05E9A617-0261-4CEE-BB44-138D3EF5D965".into());
    assert_eq!(e3.to_string(), "sku:05e9a617-0261-4cee-bb44-138d3ef5d965");
    let odd = Subject::Sku("A:B".into());
    for subject in [Subject::Customer, exchange, e3, odd] {
        assert_eq!(subject.to_string().parse(), Ok(subject));
    }
    for wrong in ["", "customers", "user:ana"] {
        assert_eq!(wrong.parse::<Subject>(), Err(ParseSubjectError));
    }
}
