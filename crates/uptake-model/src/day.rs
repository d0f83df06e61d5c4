//! Days, ranges of days and months, in UTC.

use std::{fmt, str::FromStr};

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

const EPOCH: Date = Date::constant(1970, 1, 1);

/// A calendar day in UTC, kept as the number of days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// The days from `first` to `last`, both included; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DayRange {
    first: Day,
    last: Day,
}

/// A calendar month, kept as months since January 1970.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

/// The text was not a day as `2026-03-01`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a day, write it as 2026-03-01")]
pub struct ParseDayError {
    text: String,
}

/// The text was not a range of days as `2026-03-01..2026-03-31`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a range of days, write it as 2026-03-01..2026-03-31")]
pub struct ParseRangeError {
    text: String,
}

impl Day {
    /// The first day that the product handles: 1990-01-01.
    pub const MIN: Self = Self(7_305);
    /// The last day that the product handles: 2199-12-31.
    pub const MAX: Self = Self(84_005);

    /// The day `epoch_days` days after 1970-01-01, held between [`Day::MIN`] and [`Day::MAX`].
    pub fn from_epoch_days(epoch_days: i32) -> Self {
        Self(epoch_days.clamp(Self::MIN.0, Self::MAX.0))
    }

    /// The number of days since 1970-01-01.
    pub fn epoch_days(self) -> i32 {
        self.0
    }

    /// The day with this year, month and day of month, if there is one between
    /// [`Day::MIN`] and [`Day::MAX`].
    pub fn from_parts(year: i16, month: i8, day: i8) -> Option<Self> {
        let date = Date::new(year, month, day).ok()?;
        let span = EPOCH.until(date).ok()?;
        let day = Self(span.get_days());
        (Self::MIN <= day && day <= Self::MAX).then_some(day)
    }

    /// Year, month (1–12) and day of month (1–31).
    pub fn parts(self) -> (i16, i8, i8) {
        let date = self.date();
        (date.year(), date.month(), date.day())
    }

    /// The day `days` later (earlier when negative), held between the first and last day
    /// that the product handles.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self::from_epoch_days(self.0.saturating_add(days))
    }

    /// How many days `earlier` lies before this day; negative when it lies after.
    pub fn days_since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// The month that this day lies in.
    pub fn month(self) -> Month {
        let (year, month, _) = self.parts();
        Month((i32::from(year) - 1970) * 12 + i32::from(month) - 1)
    }

    /// Monday is 0, Sunday is 6.
    pub fn weekday(self) -> u8 {
        // 1970-01-01 was a Thursday.
        u8::try_from((self.0 + 3).rem_euclid(7)).unwrap_or(0)
    }

    fn date(self) -> Date {
        EPOCH.saturating_add(self.0.days())
    }
}

impl DayRange {
    /// The days from `first` to `last`, or `None` when `last` lies before `first`.
    pub fn new(first: Day, last: Day) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// The range of the one day.
    pub fn single(day: Day) -> Self {
        Self { first: day, last: day }
    }

    /// The first day, included.
    pub fn first(self) -> Day {
        self.first
    }

    /// The last day, included.
    pub fn last(self) -> Day {
        self.last
    }

    /// How many days there are: at least one.
    pub fn days(self) -> usize {
        usize::try_from(self.last.0 - self.first.0 + 1).unwrap_or(1)
    }

    /// Whether `day` is one of these days.
    pub fn contains(self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// The days that both ranges have.
    pub fn intersect(self, other: Self) -> Option<Self> {
        Self::new(self.first.max(other.first), self.last.min(other.last))
    }

    /// The smallest range that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    /// Every day of the range, in order.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = Day> {
        (self.first.0..=self.last.0).map(Day)
    }

    /// Every month that has a day in the range, in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        (self.first.month().0..=self.last.month().0).map(Month)
    }
}

impl Month {
    /// The month as months since January 1970.
    pub fn index(self) -> i32 {
        self.0
    }

    /// The month `index` months after January 1970.
    pub fn from_index(index: i32) -> Self {
        Self(index)
    }

    /// The first day of the month.
    pub fn first_day(self) -> Day {
        let year = i16::try_from(1970 + self.0.div_euclid(12)).unwrap_or(i16::MAX);
        let month = i8::try_from(self.0.rem_euclid(12) + 1).unwrap_or(1);
        Day::from_parts(year, month, 1).unwrap_or(Day::MAX)
    }

    /// All days of the month.
    pub fn range(self) -> DayRange {
        let first = self.first_day();
        DayRange { first, last: self.last_day() }
    }

    fn last_day(self) -> Day {
        let next = self.next().first_day();
        if next == Day::MAX { next } else { next.plus(-1) }
    }

    /// The month after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl FromStr for Day {
    type Err = ParseDayError;

    fn from_str(text: &str) -> Result<Self, ParseDayError> {
        parse_day(text).ok_or_else(|| ParseDayError { text: text.to_owned() })
    }
}

fn parse_day(text: &str) -> Option<Day> {
    let bytes = text.as_bytes();
    let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = *bytes else { return None };
    let number = |digits: &[u8]| {
        digits
            .iter()
            .try_fold(0_i16, |sum, it| it.is_ascii_digit().then(|| sum * 10 + i16::from(it - b'0')))
    };
    let year = number(&[y0, y1, y2, y3])?;
    let month = i8::try_from(number(&[m0, m1])?).ok()?;
    let day = i8::try_from(number(&[d0, d1])?).ok()?;
    Day::from_parts(year, month, day)
}

impl FromStr for DayRange {
    type Err = ParseRangeError;

    fn from_str(text: &str) -> Result<Self, ParseRangeError> {
        let parts = text.split_once("..");
        let range = parts.and_then(|(first, last)| {
            Self::new(first.trim().parse().ok()?, last.trim().parse().ok()?)
        });
        range.ok_or_else(|| ParseRangeError { text: text.to_owned() })
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for DayRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.first, self.last)
    }
}

/// Prints as `2026-03`.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, _) = self.first_day().parts();
        write!(f, "{year:04}-{month:02}")
    }
}

impl fmt::Debug for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Month {
    type Err = ParseDayError;

    fn from_str(text: &str) -> Result<Self, ParseDayError> {
        format!("{text}-01").parse::<Day>().map(Day::month)
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
