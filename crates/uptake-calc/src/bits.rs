//! Days as bits: a set of days is a row of words, a window is a smear, a count is its edges.

use uptake_model::{Day, DayRange, Month};

#[cfg(test)]
mod tests;

/// An active user counts for this many days, the day of activity included
/// (`spec/metrics.md`, 1).
pub(crate) const WINDOW_DAYS: usize = 28;

/// Where days lie in a row of words: bit 0 is the day 27 days before the first asked day,
/// so that every asked day has its whole window.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    first: Day,
    days: usize,
}

impl Frame {
    /// The frame in which every day of `days` can be counted.
    pub(crate) fn new(days: DayRange) -> Self {
        Self { first: days.first(), days: days.days() }
    }

    /// How many days are asked.
    pub(crate) fn days(self) -> usize {
        self.days
    }

    /// How many days have a bit: the asked ones and the 27 before them.
    pub(crate) fn bits(self) -> usize {
        self.days + WINDOW_DAYS - 1
    }

    /// The months that have a bit.
    pub(crate) fn months(self) -> Vec<Month> {
        let last = self.first.plus(i32::try_from(self.days).unwrap_or(i32::MAX) - 1);
        let first = self.first.plus(1 - i32::try_from(WINDOW_DAYS).unwrap_or(0));
        DayRange::new(first, last).into_iter().flat_map(DayRange::months).collect()
    }

    /// How many words a row has.
    pub(crate) fn words(self) -> usize {
        self.bits().div_ceil(64)
    }

    /// The bit of a day; below 0 or beyond the end for days outside.
    pub(crate) fn bit(self, day: Day) -> i64 {
        i64::from(day.days_since(self.first)) + WINDOW_DAYS_BEFORE
    }

    /// The bits of [from, until), cut to the frame; `until` of `None` is never.
    pub(crate) fn interval(self, from: Day, until: Option<Day>) -> (usize, usize) {
        let end = until.map_or(self.bits(), |it| self.clamp(self.bit(it)));
        (self.clamp(self.bit(from)), end)
    }

    fn clamp(self, bit: i64) -> usize {
        usize::try_from(bit.max(0)).unwrap_or(usize::MAX).min(self.bits())
    }
}

const WINDOW_DAYS_BEFORE: i64 = 27;
/// The bits of the first word that lie before the first asked day.
const BEFORE_MASK: u64 = (1 << WINDOW_DAYS_BEFORE) - 1;

/// Sets the bits of [from, until).
pub(crate) fn set_interval(row: &mut [u64], (from, until): (usize, usize)) {
    let mut start = 0_usize;
    for word in row {
        let end = start + 64;
        let (low, high) = (from.max(start), until.min(end));
        if low < high {
            *word |= ones(high - start) & !ones(low - start);
        }
        start = end;
    }
}

/// The lowest `count` bits; all 64 from 64 on.
fn ones(count: usize) -> u64 {
    match u32::try_from(count) {
        Ok(count) if count < 64 => (1_u64 << count) - 1,
        Ok(_) | Err(_) => u64::MAX,
    }
}

/// Adds the days of a month whose first day has the bit `first`, which may be negative.
pub(crate) fn add_month(row: &mut [u64], first: i64, days: u32) {
    if first < 0 {
        let days = u32::try_from(-first).ok().and_then(|it| days.checked_shr(it));
        if let (Some(word), Some(days)) = (row.first_mut(), days) {
            *word |= u64::from(days);
        }
        return;
    }
    let (Ok(at), shift) = (usize::try_from(first >> 6), first & 63) else { return };
    let spread = u128::from(days) << shift;
    if let Some(word) = row.get_mut(at) {
        *word |= u64::try_from(spread & u128::from(u64::MAX)).unwrap_or(0);
    }
    if let Some(word) = row.get_mut(at + 1) {
        *word |= u64::try_from(spread >> 64).unwrap_or(0);
    }
}

/// Makes every bit last for the whole window: a day is set when any of the 28 days up to
/// it was.
pub(crate) fn smear(row: &mut [u64]) {
    for shift in [1, 2, 4, 8, 12] {
        let mut carry = 0_u64;
        for word in row.iter_mut() {
            let old = *word;
            *word |= (old << shift) | carry;
            carry = old >> (64 - shift);
        }
    }
}

/// Adds the row to a count by its edges: +1 where a run of days begins, −1 behind its end.
/// `steps` has one entry per asked day; [`sum_steps`] makes counts of it.
pub(crate) fn add_edges(row: impl Iterator<Item = u64>, steps: &mut [i32]) {
    let mut carry = 0_u64;
    let mut mask = !BEFORE_MASK;
    let mut start = 0_usize;
    for word in row {
        let word = word & mask;
        mask = u64::MAX;
        let mut edges = word ^ ((word << 1) | carry);
        carry = word >> 63;
        while edges != 0 {
            let bit = edges.trailing_zeros();
            let step = if (word >> bit) & 1 == 1 { 1 } else { -1 };
            let at = (start + usize::try_from(bit).unwrap_or(0)).wrapping_sub(WINDOW_DAYS - 1);
            if let Some(slot) = steps.get_mut(at) {
                *slot += step;
            }
            edges &= edges - 1;
        }
        start += 64;
    }
}

/// Turns steps into counts per asked day.
pub(crate) fn sum_steps(steps: &[i32]) -> impl Iterator<Item = u64> {
    steps.iter().scan(0_i32, |sum, step| {
        *sum += step;
        Some(u64::try_from(*sum).unwrap_or(0))
    })
}
