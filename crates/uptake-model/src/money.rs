//! Money: exact decimals, each under its currency.
//!
//! Currencies are never added up: there is no operation that takes two of them.

use std::fmt;

use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// The ISO 4217 code of a currency: three letters, in upper case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Reads a code in any case; `None` when it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let letters: [u8; 3] = text.as_bytes().try_into().ok()?;
        let upper = letters.map(|it| it.to_ascii_uppercase());
        upper.iter().all(u8::is_ascii_uppercase).then_some(Self(upper))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|it| write!(f, "{}", char::from(*it)))
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Currency({self})")
    }
}

/// Decimal places that an amount keeps.
const PLACES: usize = 6;
/// Units of a whole.
const UNITS: u128 = 1_000_000;
/// No price has more digits before the point, and sums of such prices do not overflow.
const WHOLE_DIGITS: usize = 12;

/// An amount of money in millionths, exact. Prints as a plain decimal with at least two
/// places: `57.50`, `0.033`.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Amount {
    millionths: u128,
}

impl Amount {
    /// So many millionths.
    pub fn from_millionths(millionths: u128) -> Self {
        Self { millionths }
    }

    /// Its millionths.
    pub fn millionths(self) -> u128 {
        self.millionths
    }

    /// Reads a plain decimal: digits, with a point at most. `None` when it is none, when it
    /// has more than six decimal places, or more than twelve digits before the point.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let is_digits = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
        let whole = whole.trim_start_matches('0');
        let shown = text.split('.').next().unwrap_or_default();
        if !is_digits(shown) || !is_digits(fraction) || whole.len() > WHOLE_DIGITS {
            return None;
        }
        let fraction = fraction.trim_end_matches('0');
        let missing = PLACES.checked_sub(fraction.len())?;
        let digits = format!("{whole}{fraction}{}", "0".repeat(missing));
        digits.parse().ok().map(Self::from_millionths)
    }

    /// So many times the amount.
    #[must_use]
    pub fn times(self, count: u64) -> Self {
        Self { millionths: self.millionths.saturating_mul(u128::from(count)) }
    }

    /// Both together: amounts of one currency.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { millionths: self.millionths.saturating_add(other.millionths) }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) =
            (self.millionths.div_euclid(UNITS), self.millionths.rem_euclid(UNITS));
        let fraction = format!("{fraction:06}");
        let significant = fraction.trim_end_matches('0').len().max(2);
        write!(f, "{whole}.{}", fraction.get(..significant).unwrap_or_default())
    }
}
