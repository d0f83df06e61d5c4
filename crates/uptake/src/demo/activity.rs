//! The days on which people worked.

use uptake_model::DayRange;

use super::{
    chance::Chance,
    customer::Customer,
    people::Person,
    place::WorkDay,
    product::{HABITS, Habit},
};

/// The calendar of a customer's country over the whole period, cut to some days of it.
#[derive(Clone, Copy)]
pub(super) struct Span<'a> {
    /// The days.
    pub(super) days: &'a [WorkDay],
    /// How many days of the period come before them.
    pub(super) offset: usize,
}

impl<'a> Span<'a> {
    /// The part of the period's `calendar` that lies in `days`.
    pub(super) fn of(calendar: &'a [WorkDay], days: DayRange) -> Self {
        let from = calendar.partition_point(|it| it.day < days.first());
        let to = calendar.partition_point(|it| it.day <= days.last());
        Self { days: calendar.get(from..to).unwrap_or_default(), offset: from }
    }

    /// The days that it has, unless it is empty.
    pub(super) fn range(self) -> Option<DayRange> {
        DayRange::new(self.days.first()?.day, self.days.last()?.day)
    }
}

/// Calls `take` for each active day, in the order person, workload, day.
pub(super) fn each<E>(
    customer: &Customer,
    span: Span<'_>,
    chance: &mut Chance,
    mut take: impl FnMut(&Person, &'static Habit, &WorkDay) -> Result<(), E>,
) -> Result<(), E> {
    let Some(range) = span.range() else { return Ok(()) };
    for person in &customer.people {
        for used in &person.uses {
            let habit = HABITS.get(used.habit).zip(customer.adoption.get(used.habit));
            let Some((habit, adoption)) = habit else { continue };
            if used.days.intersect(range).is_none() {
                continue;
            }
            let levels = adoption.iter().skip(span.offset);
            for (day, level) in span.days.iter().zip(levels) {
                if !used.days.contains(day.day) {
                    continue;
                }
                // Some try what they do not use.
                let rate = match used.appetite - level {
                    ahead if ahead < 0.0 => habit.rate,
                    ahead if ahead < 0.05 => habit.rate * 0.04,
                    _ => continue,
                };
                let is_away = person.leave.iter().any(|it| it.contains(day.day));
                let presence = if is_away { 0.01 } else { person.diligence };
                if chance.share() < rate * presence * day.pace {
                    take(person, habit, day)?;
                }
            }
        }
    }
    Ok(())
}
