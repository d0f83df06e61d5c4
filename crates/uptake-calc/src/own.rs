//! The partner's own seats among those of other sellers (`spec/metrics.md`, 8).
//!
//! Nobody says on whose seat a user sits: of A users on O own seats and X seats of others,
//! at least A − X and at most A sit on own ones, and A · O / (O + X) in proportion.

use uptake_model::percent::Percent;

use crate::spread::PartOf;

#[cfg(test)]
mod tests;

/// Between which two numbers the users of the partner's own seats lie.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OwnBounds {
    /// At least.
    pub low: u64,
    /// At most.
    pub high: u64,
    /// In proportion to the seats, rounded half away from zero.
    pub estimate: u64,
}

/// The bounds as percentages of the own seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnPercents {
    /// At least.
    pub low: Percent,
    /// At most.
    pub high: Percent,
    /// In proportion to the seats.
    pub estimate: Percent,
}

/// What is known of the partner's own seats, summed over customers.
///
/// The sum of the estimates is rounded once, where it is asked for. It is kept in units of
/// 2⁻⁴⁸, each customer's rounded up: for a million customers it is right to 4 in a billion,
/// and a sum of exactly one half is never rounded down.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OwnSum {
    /// Own seats of the customers in the sum.
    pub seats: u64,
    /// Customers in the sum that have own seats.
    pub customers: u64,
    /// Customers with own seats of whose users nothing is known; in no sum.
    pub missing: u64,
    /// Of the customers in the sum, those with a lower bound.
    pub lower_bounds: u64,
    low: u64,
    high: u64,
    estimate: u128,
}

/// The binary places of the estimates.
const PLACES: u32 = 48;

impl OwnSum {
    /// What is known of one customer's own seats.
    pub(crate) fn of(active: u64, own: u64, others: u64) -> Self {
        let high = active.min(own);
        Self {
            seats: own,
            customers: u64::from(own > 0),
            missing: 0,
            lower_bounds: 0,
            // More users than seats fill all of the own ones.
            low: active.saturating_sub(others).min(high),
            high,
            estimate: estimate(active, own, others),
        }
    }

    /// A customer of whose users nothing is known.
    pub(crate) fn unknown(own: u64) -> Self {
        Self { missing: u64::from(own > 0), ..Self::default() }
    }

    /// The same when the users are a lower bound.
    pub(crate) fn as_lower_bound(self) -> Self {
        Self { lower_bounds: self.customers, ..self }
    }

    /// The same as one customer: what was added are its SKUs or workloads.
    pub(crate) fn as_one_customer(self) -> Self {
        Self {
            customers: self.customers.min(1),
            missing: if self.customers > 0 { 0 } else { self.missing.min(1) },
            lower_bounds: self.lower_bounds.min(1),
            ..self
        }
    }

    /// Adds other customers.
    pub(crate) fn join(&mut self, other: &Self) {
        self.seats += other.seats;
        self.customers += other.customers;
        self.missing += other.missing;
        self.lower_bounds += other.lower_bounds;
        self.low += other.low;
        self.high += other.high;
        self.estimate = self.estimate.saturating_add(other.estimate);
    }

    /// The estimate and what it is of.
    pub(crate) fn part_of(&self) -> PartOf {
        PartOf { part: self.bounds().estimate, whole: self.seats }
    }

    /// Between which two numbers the users lie.
    pub fn bounds(&self) -> OwnBounds {
        let rounded = self.estimate.saturating_add(1 << (PLACES - 1)) >> PLACES;
        let estimate = u64::try_from(rounded).unwrap_or(u64::MAX);
        OwnBounds { low: self.low, high: self.high, estimate }
    }

    /// The bounds as percentages of the own seats; `None` without own seats.
    pub fn percents(&self) -> Option<OwnPercents> {
        let seats = u128::from(self.seats) << PLACES;
        let doubled = self.estimate.saturating_mul(20_000).saturating_add(seats);
        let hundredths = doubled.checked_div(seats << 1)?;
        Some(OwnPercents {
            low: Percent::of(self.low, self.seats)?,
            high: Percent::of(self.high, self.seats)?,
            estimate: Percent::from_hundredths(u64::try_from(hundredths).unwrap_or(u64::MAX)),
        })
    }
}

/// A · O / (O + X) in units of 2⁻⁴⁸, rounded up. More users than seats fill all of them.
fn estimate(active: u64, own: u64, others: u64) -> u128 {
    let seats = u128::from(own) + u128::from(others);
    let product = u128::from(active).min(seats) * u128::from(own);
    let whole = product.checked_div(seats).unwrap_or(0);
    let rest = product.checked_rem(seats).unwrap_or(0) << PLACES;
    (whole << PLACES) + if rest == 0 { 0 } else { rest.div_ceil(seats) }
}

/// With `active` users on `own` seats of the partner and `others` seats of other sellers:
/// the least and the most of them who can be on own seats, and the estimate in proportion.
pub fn own_active(active: u64, own: u64, others: u64) -> OwnBounds {
    OwnSum::of(active, own, others).bounds()
}
