//! Until when a value may become final: told of a coverage alone, and seen in what is known.

use proptest::prelude::*;
use uptake_calc::{CoverageFact, GraceRule, Plan, known_days, may_settle};
use uptake_model::{Day, DayRange, counts::CoverageState, facts::CoverageKind};

use crate::fixture::catalogue;

proptest! {
    // `metrics.md` 7: preliminary while the newest source came less than 3 days after the day.
    #[test]
    fn coverage_may_settle_while_a_day_that_it_speaks_of_is_preliminary(
        is_daily: bool, length in 1_i32..5, recorded_after in -2_i32..40,
    ) {
        let first: Day = "2026-03-01".parse().unwrap();
        let kind = if is_daily { CoverageKind::Daily } else { CoverageKind::Snapshot };
        let last = first.plus(if is_daily { length - 1 } else { 0 });
        let days = DayRange::new(first, last).unwrap();
        let recorded_on = last.plus(recorded_after);
        let fact = CoverageFact { source: None, kind, days, recorded_on };
        let plan = Plan::new(&catalogue(), GraceRule::Lone);
        let spoken_of = DayRange::new(first.plus(-40), last.plus(80)).unwrap();
        let known = known_days(&plan, &[fact], spoken_of);
        let is_preliminary = known
            .iter()
            .flatten()
            .any(|it| it.state != CoverageState::Missing && it.preliminary);
        prop_assert_eq!(may_settle(kind, days, recorded_on), is_preliminary);
    }
}
