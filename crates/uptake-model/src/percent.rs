//! Percentages: made last, of two counts, rounded once.

use std::fmt;

#[cfg(test)]
mod tests;

/// A percentage in hundredths of a percent, rounded half away from zero: 5 of 206 is
/// 2.43 % (`spec/metrics.md`, 8). It may exceed 100.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(u64);

impl Percent {
    /// The percentage that `part` is of `whole`, or `None` of nothing: no entitlements is
    /// not 0 % usage.
    pub fn of(part: u64, whole: u64) -> Option<Self> {
        // Counts of seats and people leave room in 64 bits, where a division costs less.
        if let (Some(twice), Some(doubled)) = (whole.checked_mul(2), doubled(part, whole)) {
            return doubled.checked_div(twice).map(Self);
        }
        let doubled = u128::from(part) * 20_000 + u128::from(whole);
        let rounded = doubled.checked_div(u128::from(whole) * 2)?;
        Some(Self(u64::try_from(rounded).unwrap_or(u64::MAX)))
    }

    /// The percentage of this many hundredths of a percent.
    pub fn from_hundredths(hundredths: u64) -> Self {
        Self(hundredths)
    }

    /// Hundredths of a percent: 2.43 % is 243.
    pub fn hundredths(self) -> u64 {
        self.0
    }

    /// The nearest `f64`, for formats that carry numbers.
    #[expect(
        clippy::cast_precision_loss,
        clippy::as_conversions,
        reason = "hundredths of a percent of seat counts are far below 2^53"
    )]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / 100.0
    }
}

fn doubled(part: u64, whole: u64) -> Option<u64> {
    part.checked_mul(20_000)?.checked_add(whole)
}

/// Prints two decimals with a point, without a sign: `140.00`.
impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0.div_euclid(100), self.0.rem_euclid(100));
        write!(f, "{whole}.{rest:02}")
    }
}

impl fmt::Debug for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} %")
    }
}
