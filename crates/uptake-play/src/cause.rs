//! When a cause is the one that was decided on: the rule by which a recommendation that was
//! dismissed, snoozed or accepted stays away.
//!
//! A cause is a subject (the customer, one of its workloads or SKUs) for which a play's
//! condition holds. It is **the same cause** as one that a member decided on when
//!
//! 1. play, customer and subject are the same;
//! 2. it was not gone since: there are no [`GONE_DAYS`] days after it was last seen on which
//!    it did not stand, days of which nothing is known left out of account; and
//! 3. it did not grow: what is at stake is less than twice what it was at the decision, or
//!    less than 5 more. What is not known has not grown.
//!
//! A recommendation stays away while all of its causes are ones that were decided on. A cause
//! that was gone or grew is not the same ever again, also when it shrinks back.

use uptake_model::Day;

use crate::{Evidence, GONE_DAYS, Subject};

#[cfg(test)]
mod tests;

/// What is at stake has grown when it is this many times what it was.
pub const GREW: u64 = 2;

/// A growth of less than this is none, whatever it is times what it was.
pub const SETTLED_LEAST: u64 = 5;

/// A cause that a member decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// What the condition held for.
    pub subject: Subject,
    /// What was at stake at the decision, or when it was first known after it; `None` while it
    /// is not known.
    pub stake: Option<u64>,
    /// The last day on which it was seen to stand.
    pub last_seen: Day,
}

/// What is known of a cause on a day on which it is not seen to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// It may stand: not enough is known.
    Unknown,
    /// It does not stand.
    Off {
        /// The last earlier day, of those that are looked at, on which it stood.
        last_stood: Option<Day>,
    },
}

/// What became of the causes that a member decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// Whether all that stands now was decided on.
    pub covers_all: bool,
    /// The causes that are still the same, as they are to be remembered.
    pub kept: Vec<Cause>,
}

impl Cause {
    /// The causes of a recommendation on a day.
    pub fn of(evidence: &[Evidence], day: Day) -> Vec<Self> {
        let cause =
            |it: &Evidence| Self { subject: it.subject.clone(), stake: it.stake, last_seen: day };
        evidence.iter().map(cause).collect()
    }

    /// Whether the evidence is of this cause.
    fn is_of(&self, evidence: &Evidence) -> bool {
        let since = evidence.since;
        let was_gone = !since.or_earlier && since.day.days_since(self.last_seen) > GONE_DAYS;
        let has_grown = self.stake.zip(evidence.stake).is_some_and(|(before, now)| {
            now.saturating_sub(before) >= SETTLED_LEAST && now >= before.saturating_mul(GREW)
        });
        !was_gone && !has_grown
    }
}

impl Settled {
    /// What became of causes by a day. `evidence` is what stands then, and `absent` says what is
    /// known of a subject that is not among it.
    pub fn on(
        day: Day,
        decided: &[Cause],
        evidence: &[Evidence],
        absent: &dyn Fn(&Subject) -> Absent,
    ) -> Self {
        let mut kept = Vec::new();
        for cause in decided {
            let standing = evidence.iter().find(|it| it.subject == cause.subject);
            let last_seen = match standing {
                Some(now) if cause.is_of(now) => day.max(cause.last_seen),
                Some(_) => continue,
                None => match absent(&cause.subject) {
                    Absent::Unknown => cause.last_seen,
                    Absent::Off { last_stood } => {
                        let last_seen =
                            last_stood.map_or(cause.last_seen, |it| it.max(cause.last_seen));
                        if day.days_since(last_seen) >= GONE_DAYS {
                            continue;
                        }
                        last_seen
                    }
                },
            };
            let stake = cause.stake.or_else(|| standing.and_then(|it| it.stake));
            kept.push(Cause { stake, last_seen, ..cause.clone() });
        }
        let is_kept = |it: &Evidence| kept.iter().any(|kept| kept.subject == it.subject);
        Self { covers_all: evidence.iter().all(is_kept), kept }
    }
}
