//! Points in time as Partner Center writes them, and as its clients do.

use std::fmt;

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use serde::{Deserialize, Serialize};
use uptake_model::Day;

#[cfg(test)]
mod tests;

const DAY_SECONDS: i64 = 86_400;

/// A point in time to the second, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moment(i64);

impl Moment {
    /// The beginning of a day.
    pub fn start_of(day: Day) -> Self {
        Self(i64::from(day.epoch_days()) * DAY_SECONDS)
    }

    /// The point in time so many seconds after 1970.
    pub fn from_epoch_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// The point in time so many seconds later.
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// The seconds since 1970.
    pub fn epoch_seconds(self) -> i64 {
        self.0
    }

    /// How many seconds it is after another, below 0 when it is before.
    pub fn seconds_after(self, other: Self) -> i64 {
        self.0.saturating_sub(other.0)
    }

    /// Reads a date or a date with time; without an offset it is in UTC. A space stands for
    /// the `+` that an unencoded query lost.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let restored = if text.contains('T') { text.replace(' ', "+") } else { text.to_owned() };
        if let Ok(instant) = restored.parse::<Timestamp>() {
            return Some(Self(instant.as_second()));
        }
        let local: DateTime = restored.parse().ok()?;
        let zoned = local.to_zoned(TimeZone::UTC).ok()?;
        Some(Self(zoned.timestamp().as_second()))
    }

    /// The day that it lies in, held between the days that the product handles.
    pub fn day(self) -> Day {
        let days = self.0.div_euclid(DAY_SECONDS);
        let bound = if days < 0 { i32::MIN } else { i32::MAX };
        Day::from_epoch_days(i32::try_from(days).unwrap_or(bound))
    }
}

/// Prints as `2026-07-26T00:00:00Z`, which [`Moment::parse`] reads again.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Timestamp::from_second(self.0) {
            Ok(instant) => instant.fmt(f),
            Err(_out_of_range) => f.write_str("0001-01-01T00:00:00Z"),
        }
    }
}

/// A day as the four collections write it: `2026-07-26T00:00:00+00:00`.
pub fn with_offset(day: Day) -> String {
    format!("{day}T00:00:00+00:00")
}

/// A day as the flat datasets write it: `2026-07-26T00:00:00`.
pub fn without_offset(day: Day) -> String {
    format!("{day}T00:00:00")
}

/// A day as customers' resources write it: `2026-07-26T00:00:00Z`.
pub fn in_utc(day: Day) -> String {
    format!("{day}T00:00:00Z")
}
