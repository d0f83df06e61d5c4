use proptest::prelude::*;

use super::*;

fn counts(sold: u64, sold_own: u64, assigned: u64) -> DeploymentCounts {
    DeploymentCounts { sold, sold_own, assigned: Some(assigned), ..DeploymentCounts::default() }
}

#[test]
fn a_product_that_the_partner_sold_one_seat_of_is_in_its_channel() {
    assert_eq!(Channel::of(&counts(10, 1, 0)), Channel::Reseller);
    assert_eq!(Channel::of(&counts(10, 0, 0)), Channel::Direct);
    assert_eq!(Channel::of(&counts(0, 0, 4)), Channel::Reseller);
}

#[test]
fn the_ratio_is_of_all_sellers_seats() {
    let seats = ChannelSeats::of(&counts(206, 100, 5));
    assert_eq!((seats.sold, seats.percent()), (100, Some(Percent::from_hundredths(243))));
    assert_eq!(ChannelSeats::of(&counts(0, 0, 5)).percent(), None);
    let untold = DeploymentCounts { assigned: None, ..counts(206, 100, 0) };
    assert_eq!(ChannelSeats::of(&untold).percent(), None);
    let mut sum = seats;
    sum.add(&ChannelSeats::of(&untold));
    assert_eq!(sum, seats);
}

proptest! {
    #[test]
    fn the_channels_add_up_to_what_was_sold_and_assigned(
        all in proptest::collection::vec((0_u64..99, 0_u64..99, 0_u64..99), 0..9),
    ) {
        let all: Vec<_> = all.into_iter().map(|(own, other, it)| counts(own + other, own, it)).collect();
        let mut sum = ChannelSeats::default();
        let mut own = 0;
        for it in &all {
            let seats = ChannelSeats::of(it);
            sum.add(&seats);
            if Channel::of(it) == Channel::Reseller {
                own += seats.sold;
            }
        }
        prop_assert_eq!(sum.sold_all, all.iter().map(|it| it.sold).sum::<u64>());
        prop_assert_eq!(sum.assigned.unwrap_or(0), all.iter().filter_map(|it| it.assigned).sum::<u64>());
        prop_assert_eq!(own, all.iter().map(|it| it.sold_own).sum::<u64>());
        prop_assert!(sum.sold <= sum.sold_all);
    }
}
