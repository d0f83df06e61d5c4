//! How a percentage is spread over customers (`spec/metrics.md`, 8).

use uptake_model::percent::Percent;

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

/// Every customer's percentage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spread {
    percents: Vec<Percent>,
}

/// What is said of a spread: small enough to be kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Distribution {
    /// The median over customers; `None` when no customer has a percentage.
    pub median: Option<Percent>,
    /// How many customers lie in each band of 20 points; 100 % and more is in the last.
    pub bands: [u64; 5],
}

/// The band of 20 points that a percentage lies in, from 0 to 4; 100 % and more is in the last.
pub fn band_of(percent: Percent) -> usize {
    usize::try_from(percent.hundredths().div_euclid(2_000)).map_or(4, |it| it.min(4))
}

impl Gather for Spread {
    fn take(&mut self, all: PartOf, _: PartOf) {
        self.add(Percent::of(all.part, all.whole));
    }

    fn join(&mut self, other: &Self) {
        self.percents.extend(&other.percents);
    }

    fn distribution(&self) -> Distribution {
        Distribution { median: self.median(), bands: self.bands() }
    }
}

/// Every customer's percentage over the seats that the partner sold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnSpread(Spread);

impl Gather for OwnSpread {
    fn take(&mut self, _: PartOf, own: PartOf) {
        self.0.add(Percent::of(own.part, own.whole));
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

impl Spread {
    /// Adds a customer that has a percentage.
    pub fn add(&mut self, percent: Option<Percent>) {
        self.percents.extend(percent);
    }

    /// The median: the middle percentage, or the mean of the two middle ones, rounded half
    /// away from zero.
    pub fn median(&self) -> Option<Percent> {
        let mut percents = self.percents.clone();
        let middle = percents.len().checked_sub(1)? >> 1;
        let is_odd = percents.len() & 1 == 1;
        let (_, low, higher) = percents.select_nth_unstable(middle);
        let high = if is_odd { *low } else { *higher.iter().min()? };
        Some(Percent::from_hundredths((low.hundredths() + high.hundredths()).div_ceil(2)))
    }

    /// How many customers lie in each band of 20 points; 100 % and more is in the last.
    pub fn bands(&self) -> [u64; 5] {
        let mut bands = [0; 5];
        for percent in &self.percents {
            if let Some(slot) = bands.get_mut(band_of(*percent)) {
                *slot += 1;
            }
        }
        bands
    }
}
