//! What is told of who holds what: where names are concealed, no list of assignments says it.

use std::collections::BTreeSet;

use uptake_model::{Day, DayRange, SkuClass, counts::CoverageState, facts::UserKind};

use crate::{
    AssignedBy, AssignedSince, CustomerFacts, Names, Plan,
    bits::sum_steps,
    explain::covers,
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

/// Whether on each day the reports that name products name everybody's: a SKU that they do not
/// name is nobody's then. Where only some products are named, it may be somebody's.
pub(crate) fn names_all(facts: &CustomerFacts, people: &People) -> Vec<bool> {
    let is_always_told = facts.assigned_since == AssignedSince::Always;
    let rows = sum_steps(&people.told).zip(sum_steps(&people.unsure));
    rows.map(|(told, unsure)| is_always_told || (told > 0 && unsure == 0)).collect()
}

/// The same for one day, counted from the facts.
pub(crate) fn names_all_on(facts: &CustomerFacts, day: Day) -> bool {
    let is_member =
        |user: usize| facts.users.get(user).copied().unwrap_or_default() == UserKind::Member;
    let told = facts.told.iter().filter(|it| it.workload.is_none());
    let told = told.filter(|it| covers(it.from, it.until, day)).map(|it| it.user);
    let products = facts.products.iter().filter(|it| covers(it.from, it.until, day));
    let told: BTreeSet<usize> =
        told.chain(products.map(|it| it.user)).filter(|it| is_member(*it)).collect();
    let flags = facts.flags.iter().filter(|it| covers(it.from, it.until, day));
    let mut flagged = flags.map(|it| it.user).filter(|it| is_member(*it));
    facts.assigned_since == AssignedSince::Always
        || (!told.is_empty() && flagged.all(|it| told.contains(&it)))
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
