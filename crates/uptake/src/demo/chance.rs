//! Seeded chance: every draw of the demo comes from here.

use rand::{
    RngExt, SeedableRng,
    rngs::StdRng,
    seq::{IndexedRandom, SliceRandom},
};
use rand_distr::{Distribution, LogNormal, StandardNormal};
use uptake_model::{Day, DayRange, Guid};

/// A stream of draws: the same seed and number give the same draws.
pub(super) struct Chance(StdRng);

impl Chance {
    /// Begins stream `number` of a seed. Streams of one seed do not touch each other.
    pub(super) fn new(seed: u64, number: u64) -> Self {
        let spread = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Self(StdRng::seed_from_u64(seed.rotate_left(17) ^ spread))
    }

    /// Whether something of this probability happens.
    pub(super) fn happens(&mut self, probability: f64) -> bool {
        self.0.random::<f64>() < probability
    }

    /// A number from 0 to below 1.
    pub(super) fn share(&mut self) -> f32 {
        self.0.random()
    }

    /// A number between two.
    pub(super) fn level(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.0.random::<f64>()
    }

    /// A whole number from `first` to `last`, both included.
    pub(super) fn count(&mut self, first: u32, last: u32) -> u32 {
        self.0.random_range(first..=last.max(first))
    }

    /// A number of days from `first` to `last`, both included.
    pub(super) fn days(&mut self, first: i32, last: i32) -> i32 {
        self.0.random_range(first..=last.max(first))
    }

    /// One of these days.
    pub(super) fn day(&mut self, days: DayRange) -> Day {
        let span = days.last().days_since(days.first());
        days.first().plus(self.days(0, span))
    }

    /// A draw from the normal distribution around 0.
    pub(super) fn deviation(&mut self, standard: f64) -> f64 {
        let drawn: f64 = StandardNormal.sample(&mut self.0);
        drawn * standard
    }

    /// A size: half of them are below `median`, few are far above.
    pub(super) fn size(&mut self, median: f64, spread: f64) -> u32 {
        let sizes = LogNormal::new(median.ln(), spread).expect("the spread is a plain number");
        rounded(sizes.sample(&mut self.0))
    }

    /// One of a list.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        list.choose(&mut self.0).expect("the lists of the demo are not empty")
    }

    /// Puts a list into a drawn order.
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        list.shuffle(&mut self.0);
    }

    /// One of a list in which each has its weight.
    pub(super) fn weighted<T: Copy>(&mut self, list: &[(u32, T)]) -> T {
        let chosen = list.choose_weighted(&mut self.0, |it| it.0);
        chosen.expect("the lists of the demo have weights").1
    }

    /// An id as Microsoft's services give them.
    pub(super) fn guid(&mut self) -> Guid {
        let version = 0x4000_u128 << 64;
        let variant = 0x8000_u128 << 48;
        let free = self.0.random::<u128>() & !(0xf000_u128 << 64) & !(0xc000_u128 << 48);
        Guid::from_u128(free | version | variant)
    }

    /// A name as the usage reports conceal it: 32 hexadecimal digits in upper case.
    pub(super) fn concealed_name(&mut self) -> String {
        format!("{:032X}", self.0.random::<u128>())
    }
}

/// The nearest whole number; 0 for one below it.
#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the standard library has no other way from a fraction to a whole number, and the cast saturates"
)]
pub(super) fn rounded(value: f64) -> u32 {
    value.round() as u32
}

/// So many parts of a count, rounded.
pub(super) fn part(count: u32, share: f64) -> u32 {
    rounded(f64::from(count) * share)
}
