//! What stands in a column of a dataset.

use std::{cmp::Ordering, fmt};

use serde::{Serialize, Serializer};
use uptake_model::percent::Percent;

/// What stands in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A count.
    Count(u64),
    /// A percentage.
    Percent(Percent),
    /// Nothing is known.
    Missing,
}

impl Value {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A count, if it is known.
    pub fn count(count: Option<u64>) -> Self {
        count.map_or(Self::Missing, Self::Count)
    }

    /// The count that stands here.
    pub fn as_count(&self) -> Option<u64> {
        match self {
            Self::Count(count) => Some(*count),
            Self::Text(_) | Self::Percent(_) | Self::Missing => None,
        }
    }

    /// The order of two values: what is missing first, then numbers, then texts without
    /// case.
    pub fn order(&self, other: &Self) -> Ordering {
        let rank = |it: &Self| match it {
            Self::Missing => 0_u8,
            Self::Count(_) | Self::Percent(_) => 1,
            Self::Text(_) => 2,
        };
        match (self.hundredths(), other.hundredths()) {
            (Some(a), Some(b)) => a.cmp(&b),
            (None, _) | (_, None) => rank(self).cmp(&rank(other)).then_with(|| {
                self.to_string().to_lowercase().cmp(&other.to_string().to_lowercase())
            }),
        }
    }

    /// A number in hundredths.
    pub fn hundredths(&self) -> Option<u128> {
        match self {
            Self::Count(count) => Some(u128::from(*count) * 100),
            Self::Percent(percent) => Some(u128::from(percent.hundredths())),
            Self::Text(_) | Self::Missing => None,
        }
    }
}

/// Prints as files have it; nothing for what is missing.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Count(count) => count.fmt(f),
            Self::Percent(percent) => percent.fmt(f),
            Self::Missing => Ok(()),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Count(count) => serializer.serialize_u64(*count),
            Self::Percent(percent) => serializer.serialize_f64(percent.as_f64()),
            Self::Missing => serializer.serialize_none(),
        }
    }
}
