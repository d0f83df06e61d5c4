//! All plays in force: those that are shipped, and the partner's own in their place.

use std::collections::BTreeMap;

use uptake_calc::SignalUnit;

use crate::{Play, PlayCode, Threshold};

#[cfg(test)]
mod tests;

/// All plays, by code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Playbook {
    plays: BTreeMap<PlayCode, Play>,
}

/// Thresholds that a partner has changed, by play and threshold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Thresholds {
    changed: BTreeMap<PlayCode, BTreeMap<PlayCode, (i64, SignalUnit)>>,
}

/// A play with the thresholds in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound<'a> {
    /// The play.
    pub play: &'a Play,
    /// The value of each of its thresholds, in their order.
    pub thresholds: Vec<i64>,
}

impl Thresholds {
    /// Notes a threshold that was changed, with the unit that it then had.
    pub fn put(&mut self, play: PlayCode, threshold: PlayCode, value: (i64, SignalUnit)) {
        self.changed.entry(play).or_default().insert(threshold, value);
    }

    /// What a threshold of a play was changed to, if it was. A change that was made in another
    /// unit, before the play was replaced, is none.
    pub fn get(&self, play: &PlayCode, threshold: &Threshold) -> Option<i64> {
        let (value, unit) = self.changed.get(play)?.get(&threshold.code)?;
        (*unit == threshold.unit).then_some(*value)
    }
}

impl Playbook {
    /// Plays, of which a later one replaces an earlier one of the same code.
    pub fn of(plays: impl IntoIterator<Item = Play>) -> Self {
        Self { plays: plays.into_iter().map(|it| (it.code.clone(), it)).collect() }
    }

    /// The play of a code.
    pub fn get(&self, code: &PlayCode) -> Option<&Play> {
        self.plays.get(code)
    }

    /// All plays, by code.
    pub fn plays(&self) -> impl Iterator<Item = &Play> {
        self.plays.values()
    }

    /// A play with the thresholds in force, whether it is switched on or not.
    pub fn bound<'a>(&'a self, code: &PlayCode, thresholds: &Thresholds) -> Option<Bound<'a>> {
        Some(Bound::of(self.plays.get(code)?, thresholds))
    }

    /// The plays that are switched on, with the thresholds in force.
    pub fn all_bound<'a>(&'a self, thresholds: &Thresholds) -> Vec<Bound<'a>> {
        let enabled = self.plays.values().filter(|it| it.is_enabled);
        enabled.map(|it| Bound::of(it, thresholds)).collect()
    }
}

impl<'a> Bound<'a> {
    fn of(play: &'a Play, thresholds: &Thresholds) -> Self {
        let value = |it: &Threshold| thresholds.get(&play.code, it).unwrap_or(it.default);
        Self { play, thresholds: play.thresholds.iter().map(value).collect() }
    }
}
