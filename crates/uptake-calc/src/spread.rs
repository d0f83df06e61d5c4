//! How a percentage is spread over customers: median and bands (`spec/metrics.md`, 8).
//!
//! **Invariant:** nothing here is rounded but the median, once. Percentages are kept and
//! compared as the two counts that they are made of.

use std::cmp::Ordering;

use uptake_model::percent::Percent;

#[cfg(test)]
mod tests;

/// A part and the whole that it is of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PartOf {
    /// The part; it may exceed the whole.
    pub part: u64,
    /// The whole; of nothing there is no percentage.
    pub whole: u64,
}

/// What a sum does with the percentage of each customer that it adds.
pub trait Gather: Default {
    /// Takes a customer's percentage over the seats of `all` sellers, and the one over the
    /// partner's `own`.
    fn take(&mut self, all: PartOf, own: PartOf);
    /// Takes what another has gathered.
    fn join(&mut self, other: &Self);
    /// What is said of what was gathered.
    fn distribution(&self) -> Distribution;
}

/// What is said of a spread: small enough to be kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Distribution {
    /// The median over customers; `None` when no customer has a percentage.
    pub median: Option<Percent>,
    /// How many customers lie in each band of 20 points; 100 % and more is in the last.
    pub bands: [u64; 5],
}

/// The percentages of customers.
///
/// A customer is 8 bytes unless it has more than 4 billion seats.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spread {
    narrow: Vec<(u32, u32)>,
    wide: Vec<(u64, u64)>,
}

impl Spread {
    /// Adds a customer with the percentage that `part` is of `whole`. One whose whole is 0
    /// has none: it is in no median and no band.
    pub fn add(&mut self, part: u64, whole: u64) {
        match (u32::try_from(part), u32::try_from(whole)) {
            (_, Ok(0)) => {}
            (Ok(part), Ok(whole)) => self.narrow.push((part, whole)),
            (Ok(_) | Err(_), Ok(_) | Err(_)) => self.wide.push((part, whole)),
        }
    }

    /// Adds the customers of another spread.
    pub fn join(&mut self, other: &Self) {
        self.narrow.extend(&other.narrow);
        self.wide.extend(&other.wide);
    }

    /// The median: the middle percentage, or the mean of the two middle ones, rounded half
    /// away from zero. `None` when no customer has a percentage.
    pub fn median(&self) -> Option<Percent> {
        let mut ratios: Vec<Ratio> = self.ratios().collect();
        let middle = ratios.len() >> 1;
        let is_odd = ratios.len() & 1 == 1;
        if ratios.is_empty() {
            return None;
        }
        let (lower, high, _) = ratios.select_nth_unstable_by(middle, Ratio::compare);
        let low = if is_odd { *high } else { lower.iter().copied().max_by(Ratio::compare)? };
        Some(mean(low, *high))
    }

    /// How many customers lie in each band of 20 points: from its lower to below its upper
    /// end. 100 % and more is in the last.
    pub fn bands(&self) -> [u64; 5] {
        let mut bands = [0; 5];
        for ratio in self.ratios() {
            if let Some(slot) = bands.get_mut(ratio.band()) {
                *slot += 1;
            }
        }
        bands
    }

    fn ratios(&self) -> impl Iterator<Item = Ratio> {
        let narrow = self.narrow.iter().map(|it| (u64::from(it.0), u64::from(it.1)));
        narrow.chain(self.wide.iter().copied()).map(|(part, whole)| Ratio { part, whole })
    }
}

impl Gather for Spread {
    fn take(&mut self, all: PartOf, _: PartOf) {
        self.add(all.part, all.whole);
    }

    fn join(&mut self, other: &Self) {
        Self::join(self, other);
    }

    fn distribution(&self) -> Distribution {
        Distribution { median: self.median(), bands: self.bands() }
    }
}

/// The percentages of customers over the seats that the partner sold, by the estimates in
/// proportion.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnSpread(Spread);

impl Gather for OwnSpread {
    fn take(&mut self, _: PartOf, own: PartOf) {
        self.0.add(own.part, own.whole);
    }

    fn join(&mut self, other: &Self) {
        self.0.join(&other.0);
    }

    fn distribution(&self) -> Distribution {
        self.0.distribution()
    }
}

/// Nothing is kept of the customers' percentages.
impl Gather for () {
    fn take(&mut self, _: PartOf, _: PartOf) {}

    fn join(&mut self, (): &Self) {}

    fn distribution(&self) -> Distribution {
        Distribution::default()
    }
}

/// The band of 20 points that a percentage lies in, from 0 to 4; `None` of nothing.
pub fn band_of(part: u64, whole: u64) -> Option<usize> {
    (whole > 0).then(|| Ratio { part, whole }.band())
}

/// A part of a whole that is not 0. Equal ratios may be made of different counts.
#[derive(Debug, Clone, Copy)]
struct Ratio {
    part: u64,
    whole: u64,
}

impl Ratio {
    /// The band of 20 points, from 0 to 4.
    fn band(self) -> usize {
        let fifths = (u128::from(self.part) * 5).checked_div(u128::from(self.whole));
        fifths.and_then(|it| usize::try_from(it).ok()).map_or(4, |it| it.min(4))
    }

    /// By cross-multiplication: a/b < c/d when ad < cb.
    fn compare(&self, other: &Self) -> Ordering {
        let this = u128::from(self.part) * u128::from(other.whole);
        this.cmp(&(u128::from(other.part) * u128::from(self.whole)))
    }

    /// The percentage in whole hundredths of a percent, and what of the whole is left over.
    fn hundredths(self) -> (u128, u128) {
        let (scaled, whole) = (u128::from(self.part) * 10_000, u128::from(self.whole));
        (scaled.checked_div(whole).unwrap_or(0), scaled.checked_rem(whole).unwrap_or(0))
    }
}

/// The mean of two percentages, rounded half away from zero.
///
/// With whole hundredths x and y and what is left over, it is ⌊(x + y + 1 + c) / 2⌋, where
/// c is 1 when the two rests make a whole: r/b + s/d ≥ 1, or sb ≥ (b − r)d. No product
/// exceeds 128 bits.
fn mean(one: Ratio, two: Ratio) -> Percent {
    let ((one_hundredths, one_rest), (two_hundredths, two_rest)) =
        (one.hundredths(), two.hundredths());
    let (one_whole, two_whole) = (u128::from(one.whole), u128::from(two.whole));
    let carry = u128::from(two_rest * one_whole >= (one_whole - one_rest) * two_whole);
    let hundredths = (one_hundredths + two_hundredths + 1 + carry) >> 1;
    Percent::from_hundredths(u64::try_from(hundredths).unwrap_or(u64::MAX))
}
