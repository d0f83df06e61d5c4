//! What the plays recommend for a day, for all customers, and since when.

use std::{collections::BTreeMap, sync::Arc};

use uptake_model::{CustomerId, Day, Scope};
use uptake_play::{
    Absent, Bound, PlayCode, Readings, Recommendation, Subject, days_before, recommend, since,
    sort_by_stake,
};

use super::{
    apart::apart_async,
    boundary::Boundary,
    directory::Directory,
    filter::Filter,
    once::Weigh,
    own_day::LAG_DAYS,
    readings::{Looked, each_readings},
};
use crate::{AppError, Data, rulebook::Rulebook};

/// A cause by customer, play and subject.
pub type CauseOf = (CustomerId, PlayCode, Subject);

/// What the plays recommend for a day, whatever was decided about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recommended {
    /// The day that was asked for. Each customer's signals are those of its own newest day up
    /// to it, which its recommendations name.
    pub day: Day,
    /// The recommendations for all customers, by what is at stake. Who asks sees those of its
    /// own customers only.
    pub all: Vec<Recommendation>,
    by_customer: BTreeMap<CustomerId, Vec<usize>>,
    /// The customers whose signals are of another day.
    other_days: BTreeMap<CustomerId, Day>,
}

impl Recommended {
    fn of(day: Day, mut all: Vec<Recommendation>, other_days: BTreeMap<CustomerId, Day>) -> Self {
        sort_by_stake(&mut all);
        let mut by_customer: BTreeMap<CustomerId, Vec<usize>> = BTreeMap::new();
        for (at, it) in all.iter().enumerate() {
            by_customer.entry(it.customer).or_default().push(at);
        }
        Self { day, all, by_customer, other_days }
    }

    /// The day of which a customer's signals are.
    pub fn day_of(&self, customer: CustomerId) -> Day {
        self.other_days.get(&customer).copied().unwrap_or(self.day)
    }

    /// The recommendations for one customer, by what is at stake.
    pub fn of_customer(&self, customer: CustomerId) -> impl Iterator<Item = &Recommendation> {
        let places = self.by_customer.get(&customer).into_iter().flatten();
        places.filter_map(|at| self.all.get(*at))
    }

    /// What a play recommends to a customer.
    pub fn get(&self, customer: CustomerId, play: &PlayCode) -> Option<&Recommendation> {
        self.of_customer(customer).find(|it| it.play == *play)
    }
}

impl Boundary {
    /// The day that recommendations are made for: the newest of which activity has come in from
    /// anybody, so that usage is known; the newest of all when no activity comes in any more.
    pub async fn acting_day(&self) -> Result<Option<Day>, AppError> {
        let Some(newest) = self.newest_day(&Scope::All) else { return Ok(None) };
        let usage = self.processed(&Scope::All).await?.usage.map(|it| it.min(newest));
        Ok(usage.filter(|it| newest.days_since(*it) <= LAG_DAYS).or(Some(newest)))
    }

    /// The customers in scope that have the attributes that a filter asks for.
    pub fn narrowed(&self, scope: &Scope, filter: &Filter) -> Scope {
        self.directory.scope(&self.chosen(scope, filter))
    }

    /// What the plays recommend on a day. It is kept as long as neither data nor plays nor
    /// thresholds change.
    pub async fn recommended(
        &self,
        day: Day,
        rules: &Arc<Rulebook>,
    ) -> Result<Arc<Recommended>, AppError> {
        let key = (self.seq(), day, rules.tag);
        let make = async {
            let (data, directory) = (Arc::clone(&self.data), Arc::clone(&self.directory));
            let rules = Arc::clone(rules);
            let read = move || async move { recommended(&data, &directory, day, &rules).await };
            apart_async(read).await
        };
        self.memory.recommended.get(&key, make).await
    }

    /// What is known of causes on a day, of those that are asked for.
    pub async fn absences(
        &self,
        day: Day,
        rules: &Arc<Rulebook>,
        asked: Vec<CauseOf>,
    ) -> Result<BTreeMap<CauseOf, Absent>, AppError> {
        let (data, directory) = (Arc::clone(&self.data), Arc::clone(&self.directory));
        let rules = Arc::clone(rules);
        let scope = Scope::Customers(asked.iter().map(|(it, ..)| *it).collect());
        let read = move || async move {
            let unused_of = scope.clone();
            let looked = Looked { day: Some(day), earlier: days_before(day), unused_of };
            let mut readings: BTreeMap<CustomerId, Vec<Readings>> = BTreeMap::new();
            let mut keep = |customer, days: &[Readings]| {
                readings.insert(customer, days.to_vec());
            };
            each_readings(&data, &directory, &scope, &looked, &mut keep).await?;
            let absent = |of: CauseOf| {
                let (customer, play, subject) = &of;
                let bound = rules.playbook.bound(play, &rules.thresholds);
                let days = readings.get(customer).map(Vec::as_slice).unwrap_or_default();
                let place = directory.place(*customer);
                let is_known = place.is_some_and(|at| directory.is_known_on(at, day));
                let absent = match bound {
                    Some(bound) => absent(days, &bound, subject, is_known),
                    None => Absent::Off { last_stood: None },
                };
                (of, absent)
            };
            Ok(asked.into_iter().map(absent).collect())
        };
        apart_async(read).await
    }
}

/// What is known of a cause, given the readings of its customer on a day and earlier ones. A
/// customer that is known and has no readings has nothing that could stand.
fn absent(days: &[Readings], bound: &Bound<'_>, subject: &Subject, is_known: bool) -> Absent {
    let Some((now, earlier)) = days.split_first() else {
        return if is_known { Absent::Off { last_stood: None } } else { Absent::Unknown };
    };
    if now.stands(bound, subject) != Some(false) {
        return Absent::Unknown;
    }
    let stood = earlier.iter().find(|it| it.stands(bound, subject) == Some(true));
    Absent::Off { last_stood: stood.map(|it| it.day) }
}

async fn recommended(
    data: &Data,
    directory: &Directory,
    day: Day,
    rules: &Rulebook,
) -> Result<Recommended, AppError> {
    let plays = rules.bound();
    let mut all: BTreeMap<CustomerId, Vec<Recommendation>> = BTreeMap::new();
    let mut other_days = BTreeMap::new();
    let mut take = |customer, days: &[Readings]| {
        let other = days.first().map(|it| it.day).filter(|it| *it != day);
        other_days.extend(other.map(|it| (customer, it)));
        let found: Vec<_> = days.iter().flat_map(|it| recommend(it, &plays)).collect();
        if !found.is_empty() {
            all.insert(customer, found);
        }
    };
    each_readings(data, directory, &Scope::All, &Looked::on(day), &mut take).await?;
    let scope = Scope::Customers(all.keys().copied().collect());
    let of_workload = |it: &&Recommendation| {
        it.evidence.iter().any(|it| matches!(it.subject, Subject::Workload(_)))
    };
    let unused_of = all.values().flatten().filter(of_workload).map(|it| it.customer).collect();
    let unused_of = Scope::Customers(unused_of);
    let earlier = Looked { day: None, earlier: days_before(day), unused_of };
    let mut look_back = |customer, days: &[Readings]| {
        for it in all.get_mut(&customer).into_iter().flatten() {
            date(it, days, &plays);
        }
    };
    each_readings(data, directory, &scope, &earlier, &mut look_back).await?;
    Ok(Recommended::of(day, all.into_values().flatten().collect(), other_days))
}

/// Finds since when the evidence of a recommendation stands.
fn date(recommendation: &mut Recommendation, earlier: &[Readings], plays: &[Bound<'_>]) {
    let Some(bound) = plays.iter().find(|it| it.play.code == recommendation.play) else { return };
    let day = recommendation.day;
    let earlier = || earlier.iter().filter(|on| on.day < day);
    for it in &mut recommendation.evidence {
        let stood = earlier().map(|on| (on.day, on.stands(bound, &it.subject)));
        it.since = since(day, stood);
    }
}

impl Weigh for Recommended {
    fn bytes(&self) -> usize {
        let evidence = self.all.iter().map(|it| it.evidence.len()).sum::<usize>();
        self.all.len() * 256 + evidence * 512 + self.other_days.len() * 64
    }
}
