//! Counts: the integers that every figure is made of (`spec/metrics.md`, 4–7).
//!
//! Percentages are not here: they are made last, by [`crate::percent::Percent`].

use serde::{Deserialize, Serialize};

use crate::{Day, DayRange};

/// Deployment of one SKU on one day (`spec/metrics.md`, 4).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DeploymentCounts {
    /// Seats sold by every seller.
    pub sold: u64,
    /// Seats sold by the partner itself; never more than `sold`.
    pub sold_own: u64,
    /// Seats of trials that people can use.
    pub trial_seats: u64,
    /// Seats of non-trial subscriptions in grace, counted in `sold` or not.
    pub grace_seats: u64,
    /// People who hold the SKU; `None` when nothing tells it.
    pub assigned: Option<u64>,
}

impl DeploymentCounts {
    /// Assignments beyond what was sold; `None` when nothing tells how many there are.
    pub fn excess(&self) -> Option<u64> {
        self.assigned.map(|it| it.saturating_sub(self.sold))
    }

    /// Whether a row exists: one of its own counts is above 0.
    pub fn exists(&self) -> bool {
        self.sold > 0
            || self.trial_seats > 0
            || self.grace_seats > 0
            || self.assigned.is_some_and(|it| it > 0)
    }
}

/// How much is known about a day (`spec/metrics.md`, 7).
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum CoverageState {
    /// Nothing: there is no number.
    #[default]
    Missing,
    /// Some of the 28 days: the number is at least this.
    LowerBound,
    /// Everything.
    Complete,
}

impl CoverageState {
    /// The word as exports print it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::LowerBound => "lower_bound",
            Self::Complete => "complete",
        }
    }
}

/// The parts of an overage, one per cause (`spec/metrics.md`, 6). They add up to it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OverageParts {
    /// The licence moved to a new user.
    pub turnover: u64,
    /// A subscription that runs beside another of the same SKU.
    pub duplicate: u64,
    /// A trial.
    pub trial: u64,
    /// Use without a licence.
    pub unlicensed: u64,
    /// Over-assigned, seats just reduced, or a gap in the data.
    pub other: u64,
}

impl OverageParts {
    /// The overage they add up to.
    pub fn total(&self) -> u64 {
        self.turnover + self.duplicate + self.trial + self.unlicensed + self.other
    }
}

/// What is known of a workload's users on one day; there is no such value when coverage is
/// missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ActiveCounts {
    /// Members active within the window who hold the workload on the day.
    pub held: u64,
    /// Those who held it on some day of the window, but not on the day.
    pub former: u64,
    /// Those who held it on no day of the window.
    pub never: u64,
    /// Those of whom nothing tells what they hold: the names are concealed, and no report
    /// says it. Where the class of one active member is not known, none is.
    pub untold: u64,
    /// Active guests, shared, room and service accounts; never in `active`.
    pub active_other: u64,
    /// What exceeds the entitlements, by cause.
    pub overage: OverageParts,
}

impl ActiveCounts {
    /// Members active within the window: N.
    pub fn active(&self) -> u64 {
        self.held + self.former + self.never + self.untold
    }

    /// Held, former and never; `None` when nothing tells who is which.
    pub fn classes(&self) -> Option<[u64; 3]> {
        let told = self.held + self.former + self.never;
        (self.untold == 0 || told > 0).then_some([self.held, self.former, self.never])
    }
}

/// Usage of one workload on one day (`spec/metrics.md`, 5–7).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct UsageCounts {
    /// Entitlements of every seller: E.
    pub entitlements: u64,
    /// Entitlements that the partner sold.
    pub entitlements_own: u64,
    /// The users, or `None` when nothing is known about the day.
    pub users: Option<ActiveCounts>,
    /// How much is known.
    pub coverage: CoverageState,
    /// Of the 28 days, how many are known.
    pub days_covered: u8,
    /// Whether the newest source came less than 3 days after the day.
    pub preliminary: bool,
}

impl UsageCounts {
    /// Whether a row exists: one of its own counts is above 0.
    pub fn exists(&self) -> bool {
        self.entitlements > 0 || self.users.is_some_and(|it| it.active() > 0 || it.active_other > 0)
    }

    /// The numerator of covered usage: min(H, E), or `None` when it is not known.
    pub fn covered(&self) -> Option<u64> {
        let [held, ..] = self.users?.classes()?;
        Some(held.min(self.entitlements))
    }
}

/// Usage of one workload by the holders of one SKU on one day (`spec/metrics.md`, 5).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ProductUsageCounts {
    /// Seats sold of the SKU.
    pub qualified: u64,
    /// Members active in the workload who hold the SKU on the day or held it within the
    /// window; `None` when nothing is known about the day, or nothing tells who of the
    /// active holds what.
    pub active: Option<u64>,
    /// How much is known: of the activity, and of what the active hold.
    pub coverage: CoverageState,
}

impl ProductUsageCounts {
    /// Whether a row exists: one of its own counts is above 0.
    pub fn exists(&self) -> bool {
        self.qualified > 0 || self.active.is_some_and(|it| it > 0)
    }
}

/// People of one customer on one day. They never add up over rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PeopleCounts {
    /// Members active in any workload; `None` when nothing is known about the day.
    pub active: Option<u64>,
    /// Members who hold any paid SKU; `None` when it is known that somebody holds something,
    /// and not what.
    pub licensed: Option<u64>,
}

/// Equal counts over consecutive days: a stretch between two change points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span<T> {
    /// The days.
    pub days: DayRange,
    /// The counts on each of them.
    pub counts: T,
}

/// Joins equal neighbours of a daily series into spans; `None` days are left out.
pub fn spans<T: Copy + PartialEq>(
    series: impl IntoIterator<Item = (Day, Option<T>)>,
) -> Vec<Span<T>> {
    let mut spans: Vec<Span<T>> = Vec::new();
    for (day, counts) in series {
        let Some(counts) = counts else { continue };
        match spans.last_mut() {
            Some(last) if last.counts == counts && last.days.last().plus(1) == day => {
                last.days = last.days.hull(DayRange::single(day));
            }
            Some(_) | None => spans.push(Span { days: DayRange::single(day), counts }),
        }
    }
    spans
}
