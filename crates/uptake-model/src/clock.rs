//! The clock as an argument: any day of history can be recomputed.

use crate::Day;

/// Tells what time it is. The system clock lives in the binary; tests bring their own.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    fn now_millis(&self) -> i64;

    /// The calendar day in UTC.
    fn today(&self) -> Day {
        let days = self.now_millis().div_euclid(86_400_000);
        Day::from_epoch_days(i32::try_from(days).unwrap_or(i32::MAX))
    }
}

/// A clock that stands still, for tests and for reproducing a past run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FixedClock {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub millis: i64,
}

impl Clock for FixedClock {
    fn now_millis(&self) -> i64 {
        self.millis
    }
}
