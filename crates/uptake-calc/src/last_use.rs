//! When a product was last used by those who hold it.

use std::collections::{BTreeMap, BTreeSet};

use uptake_model::Day;

use crate::{CustomerFacts, Holding, MonthActivity, Plan};

#[cfg(test)]
mod tests;

/// The last day up to `day` on which somebody was active in a workload of a SKU while
/// holding it, by number of the SKU. A SKU that nobody used is not there.
pub fn last_use(plan: &Plan, facts: &CustomerFacts, day: Day) -> BTreeMap<usize, Day> {
    let mut held: BTreeMap<usize, Vec<&Holding>> = BTreeMap::new();
    for holding in facts.holdings.iter().chain(&facts.products) {
        held.entry(holding.user).or_default().push(holding);
    }
    let sources: Vec<BTreeSet<u16>> =
        (0..plan.skus().len()).map(|it| sources_of(plan, it)).collect();
    let mut last: BTreeMap<usize, Day> = BTreeMap::new();
    for record in &facts.activity {
        let own = usize::try_from(record.user).ok().and_then(|it| held.get(&it));
        for holding in own.into_iter().flatten() {
            if !sources.get(holding.sku).is_some_and(|it| it.contains(&record.source)) {
                continue;
            }
            if let Some(used) = last_day(record, holding, day) {
                let known = last.entry(holding.sku).or_insert(used);
                *known = (*known).max(used);
            }
        }
    }
    last
}

fn sources_of(plan: &Plan, sku: usize) -> BTreeSet<u16> {
    let workloads = plan.skus().get(sku).into_iter().flat_map(crate::PlanSku::workloads);
    let workloads = workloads.filter_map(|it| plan.workloads().get(it));
    workloads.flat_map(|it| it.sources.iter().copied()).collect()
}

/// The last active day of a month that lies within a holding and not after `day`.
fn last_day(record: &MonthActivity, holding: &Holding, day: Day) -> Option<Day> {
    let first = record.month.first_day();
    let active = (0..31).rev().filter(|bit| (record.days >> bit) & 1 == 1);
    let mut days = active.map(|bit| first.plus(bit)).filter(|it| *it <= day && holding.from <= *it);
    days.find(|it| holding.until.is_none_or(|until| *it < until))
}
