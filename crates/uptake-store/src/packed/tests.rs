use proptest::{collection::vec, option, prelude::*};
use uptake_model::Guid;

use super::*;

fn customer(number: u8) -> CustomerId {
    CustomerId(Guid::from_u128(u128::from(number)))
}

fn word() -> impl Strategy<Value = Arc<str>> {
    prop_oneof![Just("exchange"), Just("teams"), Just("")].prop_map(Arc::from)
}

/// Counts come from columns of 63 bits.
fn count() -> impl Strategy<Value = u64> {
    prop_oneof![0..4u64, 0..1_000_000u64, Just(i64::MAX.cast_unsigned())]
}

fn state() -> impl Strategy<Value = CoverageState> {
    prop_oneof![
        Just(CoverageState::Missing),
        Just(CoverageState::LowerBound),
        Just(CoverageState::Complete)
    ]
}

fn days() -> impl Strategy<Value = (Day, Day)> {
    (-800_000..2_000_000i32, 0..31i32)
        .prop_map(|(first, more)| (Day::from_epoch_days(first), Day::from_epoch_days(first + more)))
}

fn usage() -> impl Strategy<Value = UsageRow> {
    let counts = (vec(option::of(count()), 10), count(), count());
    (0..3u8, word(), days(), counts, state(), 0..29u32, any::<bool>()).prop_map(
        |(
            id,
            workload,
            (first_day, last_day),
            (parts, sold, own),
            coverage,
            days_covered,
            early,
        )| {
            UsageRow {
                customer_id: customer(id),
                workload,
                first_day,
                last_day,
                entitlements: sold,
                entitlements_own: own,
                held: parts[0],
                former: parts[1],
                never: parts[2],
                untold: parts[3],
                active_other: parts[4],
                overage_turnover: parts[5],
                overage_duplicate: parts[6],
                overage_trial: parts[7],
                overage_unlicensed: parts[8],
                overage_other: parts[9],
                coverage,
                days_covered,
                preliminary: early,
            }
        },
    )
}

fn deployment() -> impl Strategy<Value = DeploymentRow> {
    let facts = (0..3u8, word(), days(), vec(count(), 4), option::of(count()));
    facts.prop_map(|(id, sku, (first_day, last_day), it, assigned)| DeploymentRow {
        customer_id: customer(id),
        sku,
        first_day,
        last_day,
        sold: it[0],
        sold_own: it[1],
        trial_seats: it[2],
        grace_seats: it[3],
        assigned,
    })
}

fn product_usage() -> impl Strategy<Value = ProductUsageRow> {
    (0..3u8, word(), word(), days(), count(), option::of(count()), state()).prop_map(
        |(id, sku, workload, (first_day, last_day), qualified, active, coverage)| ProductUsageRow {
            customer_id: customer(id),
            sku,
            workload,
            first_day,
            last_day,
            qualified,
            active,
            coverage,
        },
    )
}

fn people() -> impl Strategy<Value = PeopleRow> {
    (0..3u8, days(), option::of(count()), option::of(count())).prop_map(
        |(id, (first_day, last_day), active, licensed)| PeopleRow {
            customer_id: customer(id),
            first_day,
            last_day,
            active,
            licensed,
        },
    )
}

/// Packed rows are the rows again: all, and those of each customer.
fn come_back<R: Packs + PartialEq + std::fmt::Debug>(mut rows: Vec<R>) {
    rows.sort_by_key(R::customer);
    let mut packing = Packed::packing();
    for it in &rows {
        packing.add(it);
    }
    let packed = packing.finish();
    let mut told = Vec::new();
    packed.each(None, |row: R| told.push(row));
    assert_eq!(told, rows);
    for asked in [vec![customer(1)], vec![customer(0), customer(2), customer(9)]] {
        let mut told = Vec::new();
        packed.each(Some(&asked), |row: R| told.push(row));
        rows.iter().filter(|it| asked.contains(&it.customer())).zip(&told).for_each(|(a, b)| {
            assert_eq!(a, b);
        });
        assert_eq!(told.len(), rows.iter().filter(|it| asked.contains(&it.customer())).count());
    }
}

proptest! {
    #[test]
    fn rows_come_back(
        usage in vec(usage(), 0..40),
        deployment in vec(deployment(), 0..40),
        product_usage in vec(product_usage(), 0..40),
        people in vec(people(), 0..40),
    ) {
        come_back(usage);
        come_back(deployment);
        come_back(product_usage);
        come_back(people);
    }

    #[test]
    fn damaged_bytes_end_the_rows(bytes in vec(any::<u8>(), 0..60)) {
        let packed = Packed {
            customers: vec![(customer(0), bytes.len())],
            words: vec![Arc::from("exchange")],
            bytes,
        };
        packed.each(None, |_: UsageRow| {});
    }
}

#[test]
fn files_are_kept_as_long_as_they_fit() {
    let files = PackedFiles::default();
    let packed = || Packed { bytes: vec![0; 100], ..Packed::default() };
    files.put("a", packed());
    assert!(files.get("a").is_none(), "nobody asked for it");
    files.keep(250);
    for name in ["a", "b", "c"] {
        files.put(name, packed());
    }
    assert!(files.get("a").is_some() && files.get("b").is_some() && files.get("c").is_none());
    assert!(!files.has_room(), "something did not fit");
    files.retain(|_| true);
    assert!(!files.has_room());
    files.retain(|it| it == "b");
    assert!(files.has_room());
    files.put("c", packed());
    assert!(files.get("a").is_none() && files.get("c").is_some());
}
