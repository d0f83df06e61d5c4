//! What the plays recommend for one customer on one day, and why.

use std::collections::{BTreeMap, BTreeSet};

use uptake_calc::{Cost, SignalLevel, SignalName, SignalUnit, Signals};
use uptake_model::{CustomerId, Day, WorkloadCode};

use crate::{
    Bound, Cited, PlayCode, RANKED_LEAST, Since, Subject,
    signal::{size_of, whole_of},
};

#[cfg(test)]
mod tests;

/// What is known of one customer on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Readings {
    /// The customer.
    pub customer: CustomerId,
    /// The day.
    pub day: Day,
    /// Whether the day is one of which anything is known of the customer.
    pub is_known: bool,
    /// Its signals.
    pub signals: Signals,
    /// Workloads without signals of which it is known completely that nobody used them. Of
    /// others without signals nothing is known.
    pub unused: BTreeSet<WorkloadCode>,
    /// What the unused paid seats of its SKUs cost in a month.
    pub unused_costs: BTreeMap<Subject, Cost>,
}

/// The stake whose cost is known.
const UNUSED: &str = "unused_paid_seats";

/// A play that is for a customer, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recommendation {
    /// The customer.
    pub customer: CustomerId,
    /// The play.
    pub play: PlayCode,
    /// The day.
    pub day: Day,
    /// What it is for, greatest stake first.
    pub evidence: Vec<Evidence>,
    /// What is at stake.
    pub stake: Stake,
    /// Whether the customer is large enough for its place in an order to say something.
    pub is_ranked: bool,
}

/// A subject for which the condition of a play holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The subject.
    pub subject: Subject,
    /// The comparisons of the condition with their numbers.
    pub cited: Vec<Cited>,
    /// Seats or people at stake; `None` when that is not known.
    pub stake: Option<u64>,
    /// What the seats at stake cost in a month, as far as that is known.
    pub cost: Cost,
    /// Since when the condition holds.
    pub since: Since,
}

/// What is at stake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stake {
    /// How many, of the evidence of which it is known; `None` when it is of none.
    pub count: Option<u64>,
    /// Of what: seats or people.
    pub unit: SignalUnit,
    /// What they cost in a month, as far as that is known; currencies are never added.
    pub cost: Cost,
}

impl Readings {
    /// A signal of a subject, or of the customer as a whole.
    ///
    /// A share or a mean of fewer than [`RANKED_LEAST`] is not known: a percentage of four
    /// seats says nothing.
    fn value(&self, subject: &Subject, signal: SignalName) -> Option<i64> {
        let whole = Subject::Customer;
        let of = if signal.level == subject.level() { subject } else { &whole };
        let is_small = |whole| {
            let size = of.value(&self.signals, whole);
            size.and_then(|it| u64::try_from(it).ok()).is_none_or(|it| it < RANKED_LEAST)
        };
        if whole_of(signal).is_some_and(is_small) {
            return None;
        }
        of.value(&self.signals, signal.name)
    }

    /// Whether the condition of a play holds for a subject; `None` when that is not known.
    ///
    /// For a subject that the customer does not have any more nothing holds; a workload may
    /// also be without signals because its use is not known.
    pub fn stands(&self, bound: &Bound<'_>, subject: &Subject) -> Option<bool> {
        if !self.is_known {
            return None;
        }
        if !subject.is_in(&self.signals) {
            return match subject {
                Subject::Workload(code) => self.unused.contains(code).then_some(false),
                Subject::Customer | Subject::Sku(_) => Some(false),
            };
        }
        bound.play.condition.holds(&|it| self.value(subject, it), &bound.thresholds)
    }

    fn evidence(&self, bound: &Bound<'_>, subject: &Subject) -> Evidence {
        let rule = &bound.play.stake;
        let signal = |it| self.value(subject, it);
        let is_unused = rule.of.name == UNUSED && rule.terms.is_empty();
        let costs = self.unused_costs.get(subject).filter(|_| is_unused);
        Evidence {
            subject: subject.clone(),
            cited: bound.play.condition.cite(&signal, &bound.thresholds),
            stake: rule.count(&signal),
            cost: costs.cloned().unwrap_or_default(),
            since: Since { day: self.day, or_earlier: true },
        }
    }
}

/// What the plays recommend for a customer, in the order of their codes. [`Evidence::since`]
/// says only the day itself: looking at earlier days is for the caller, with
/// [`crate::since()`].
pub fn recommend(readings: &Readings, plays: &[Bound<'_>]) -> Vec<Recommendation> {
    plays.iter().filter_map(|it| recommended(readings, it)).collect()
}

fn recommended(readings: &Readings, bound: &Bound<'_>) -> Option<Recommendation> {
    let level = bound.play.per;
    let subjects = Subject::of_level(&readings.signals, level);
    let standing = subjects.iter().filter(|it| readings.stands(bound, it) == Some(true));
    let mut evidence: Vec<Evidence> = standing.map(|it| readings.evidence(bound, it)).collect();
    if evidence.is_empty() {
        return None;
    }
    evidence.sort_by(|a, b| b.stake.cmp(&a.stake).then_with(|| a.subject.cmp(&b.subject)));
    let stake = Stake::of(bound, &evidence);
    let size = |it: &Evidence| it.subject.value(&readings.signals, size_of(level));
    let sizes = evidence.iter().filter_map(size).filter_map(|it| u64::try_from(it).ok());
    let is_ranked = sizes.max().max(stake.count).is_some_and(|it| it >= RANKED_LEAST);
    Some(Recommendation {
        customer: readings.customer,
        play: bound.play.code.clone(),
        day: readings.day,
        evidence,
        stake,
        is_ranked,
    })
}

impl Stake {
    /// What is at stake over all evidence. Seats of SKUs add up; people use several SKUs and
    /// workloads, and one seat entitles to several workloads: of those the greatest counts,
    /// which is what is at stake at least.
    fn of(bound: &Bound<'_>, evidence: &[Evidence]) -> Self {
        let signal = bound.play.stake.of;
        let stakes = evidence.iter().filter_map(|it| it.stake);
        let adds = signal.unit == SignalUnit::Seats && signal.level == SignalLevel::Sku;
        let count = if adds { stakes.reduce(u64::saturating_add) } else { stakes.max() };
        let mut cost = Cost::default();
        for it in evidence {
            cost.join(&it.cost);
        }
        Self { count, unit: signal.unit, cost }
    }
}
