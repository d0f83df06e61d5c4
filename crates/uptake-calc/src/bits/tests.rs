use proptest::prelude::*;
use uptake_model::{Day, DayRange};

use super::{Frame, add_edges, add_month, set_interval, smear, sum_steps};

fn frame(days: usize) -> Frame {
    let first: Day = "2026-01-01".parse().unwrap();
    let last = first.plus(i32::try_from(days).unwrap() - 1);
    Frame::new(DayRange::new(first, last).unwrap())
}

fn is_set(row: &[u64], bit: usize) -> bool {
    (row[bit >> 6] >> (bit & 63)) & 1 == 1
}

proptest! {
    #[test]
    fn a_smear_sets_the_28_days_from_each_day(
        days in 1_usize..200,
        set in proptest::collection::btree_set(0_usize..220, 0..12),
    ) {
        let frame = frame(days);
        let mut row = vec![0; frame.words()];
        for bit in set.iter().filter(|it| **it < frame.bits()) {
            set_interval(&mut row, (*bit, bit + 1));
        }
        smear(&mut row);
        for bit in 0..frame.bits() {
            let expected = set.iter().any(|it| *it <= bit && bit < it + 28 && *it < frame.bits());
            prop_assert_eq!(is_set(&row, bit), expected, "bit {}", bit);
        }
    }

    #[test]
    fn edges_count_what_the_bits_say(
        days in 1_usize..200,
        intervals in proptest::collection::vec((0_usize..230, 0_usize..230), 0..8),
    ) {
        let frame = frame(days);
        let mut steps = vec![0; frame.days()];
        let mut expected = vec![0_u64; frame.days()];
        for (from, until) in intervals {
            let mut row = vec![0; frame.words()];
            set_interval(&mut row, (from, until));
            add_edges(row.iter().copied(), &mut steps);
            for (day, count) in expected.iter_mut().enumerate() {
                *count += u64::from(from <= day + 27 && day + 27 < until);
            }
        }
        prop_assert_eq!(sum_steps(&steps).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_month_lands_on_its_days(days in 1_usize..120, first in -40_i64..140, month in 0_u32..1 << 31) {
        let frame = frame(days);
        let mut row = vec![0; frame.words()];
        add_month(&mut row, first, month);
        for bit in 0..frame.bits() {
            let day = i64::try_from(bit).unwrap() - first;
            let expected = (0..31).contains(&day) && (month >> day) & 1 == 1;
            prop_assert_eq!(is_set(&row, bit), expected, "bit {}", bit);
        }
    }
}
