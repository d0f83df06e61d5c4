//! What is told of who holds what: where names are concealed, no list of assignments says it.

use uptake_model::{DayRange, SkuClass, counts::CoverageState};

use crate::{
    AssignedBy, CustomerFacts, Names, Plan,
    bits::sum_steps,
    people::{ActiveSteps, People},
    rollup::units,
};

/// How far it is told on each day who of a workload's active members holds what: of all of
/// them, of some, or of none.
pub(crate) fn told_limits(users: &ActiveSteps) -> Vec<CoverageState> {
    let active = sum_steps(&users.held).zip(sum_steps(&users.former)).zip(sum_steps(&users.never));
    let limits = active.zip(sum_steps(&users.unnamed)).map(|(((held, former), never), unnamed)| {
        if unnamed == 0 {
            CoverageState::Complete
        } else if unnamed < held + former + never {
            CoverageState::LowerBound
        } else {
            CoverageState::Missing
        }
    });
    limits.collect()
}

/// Whether it is told on each day who holds something. Flags say that somebody does, and units
/// that some do: without a product that is no number of people who hold a paid SKU.
pub(crate) fn licences_told(
    plan: &Plan,
    facts: &CustomerFacts,
    days: DayRange,
    by_day: &[AssignedBy],
    people: &People,
) -> Vec<bool> {
    let mut has_units = vec![false; days.days()];
    let paid = plan.skus().iter().enumerate().filter(|(_, it)| it.class == SkuClass::Paid);
    for (sku, _) in paid {
        for (has, units) in has_units.iter_mut().zip(units(&facts.units, sku, days)) {
            *has |= units > 0;
        }
    }
    let rows = sum_steps(&people.told).zip(sum_steps(&people.unsure)).zip(has_units);
    let told = rows.zip(by_day).map(|(((told, unsure), has_units), by)| {
        let says_nothing = facts.names == Names::Plain && !has_units;
        *by == AssignedBy::Holdings || (unsure == 0 && (told > 0 || says_nothing))
    });
    told.collect()
}
