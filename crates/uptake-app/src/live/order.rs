//! The orders that customers can be listed in. What is missing is last, both ways; equals
//! are in the order of their ids.

use std::cmp::Ordering;

use uptake_calc::Measure;

/// What customers are sorted by, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// Which way.
    pub direction: Direction,
}

/// Something that customers can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SortKey {
    /// The name, without regard to case.
    Name,
    /// The primary domain.
    Domain,
    /// The country.
    Country,
    /// The segment.
    Segment,
    /// A figure.
    Measure(Measure),
}

/// Which way is first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The least.
    Ascending,
    /// The greatest.
    Descending,
}

impl SortKey {
    /// Every key.
    pub fn all() -> impl Iterator<Item = Self> {
        let texts = [Self::Name, Self::Domain, Self::Country, Self::Segment];
        texts.into_iter().chain(Measure::ALL.map(Self::Measure))
    }

    /// Its code, as the API writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Domain => "domain",
            Self::Country => "country",
            Self::Segment => "segment",
            Self::Measure(Measure::Sold) => "sold",
            Self::Measure(Measure::Assigned) => "assigned",
            Self::Measure(Measure::DeploymentPercent) => "deployment_percent",
            Self::Measure(Measure::Entitlements) => "entitlements",
            Self::Measure(Measure::Active) => "active",
            Self::Measure(Measure::UsagePercent) => "usage_percent",
            Self::Measure(Measure::CoveredPercent) => "covered_percent",
            Self::Measure(Measure::Overage) => "overage",
            Self::Measure(Measure::Unused) => "unused",
        }
    }
}

impl Direction {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Ascending, Self::Descending];

    /// Its code, as the API writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ascending => "asc",
            Self::Descending => "desc",
        }
    }
}

/// A sort key that is text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextKey {
    Name,
    Domain,
    Country,
    Segment,
}

impl TextKey {
    pub(super) const ALL: [Self; 4] = [Self::Name, Self::Domain, Self::Country, Self::Segment];
}

/// A place in an order: a value, and who has it.
pub(super) type Place<'a, V, I> = (Option<&'a V>, I);

/// Which of two places comes first.
pub(super) fn compare<V: Ord + ?Sized, I: Ord>(
    direction: Direction,
    a: &Place<'_, V, I>,
    b: &Place<'_, V, I>,
) -> Ordering {
    let by_value = match (a.0, b.0, direction) {
        (Some(a), Some(b), Direction::Ascending) => a.cmp(b),
        (Some(a), Some(b), Direction::Descending) => b.cmp(a),
        (Some(_), None, _) => Ordering::Less,
        (None, Some(_), _) => Ordering::Greater,
        (None, None, _) => Ordering::Equal,
    };
    by_value.then_with(|| a.1.cmp(&b.1))
}

/// The places of all customers in the order of a value, both ways.
#[derive(Debug)]
pub(super) struct Ranks {
    ascending: Vec<u32>,
    descending: Vec<u32>,
}

impl Ranks {
    /// Sorts `len` customers.
    pub(super) fn of<V: Ord>(len: usize, value: impl Fn(usize) -> Option<V>) -> Self {
        let values: Vec<(Option<V>, u32)> =
            (0..len).map(|at| (value(at), u32::try_from(at).unwrap_or(u32::MAX))).collect();
        let sorted = |direction| {
            let mut places: Vec<Place<'_, V, u32>> =
                values.iter().map(|(value, at)| (value.as_ref(), *at)).collect();
            places.sort_unstable_by(|a, b| compare(direction, a, b));
            places.into_iter().map(|(_, at)| at).collect()
        };
        Self { ascending: sorted(Direction::Ascending), descending: sorted(Direction::Descending) }
    }

    /// The places, first to last.
    pub(super) fn places(&self, direction: Direction) -> &[u32] {
        match direction {
            Direction::Ascending => &self.ascending,
            Direction::Descending => &self.descending,
        }
    }
}
