//! Of what signals speak, how conditions name them, and which say nothing of small wholes.
//!
//! What each signal means is defined in `uptake-calc`, where it is computed.

use std::{fmt, str::FromStr};

use uptake_calc::{SignalLevel, SignalName, SignalUnit, Signals, signal_names};
use uptake_model::{SkuRef, WorkloadCode};

#[cfg(test)]
mod tests;

/// Every level, with the code that plays write.
const LEVELS: [(SignalLevel, &str); 3] = [
    (SignalLevel::Customer, "customer"),
    (SignalLevel::Workload, "workload"),
    (SignalLevel::Sku, "sku"),
];

/// What a name of the customer as a whole begins with where another level has it too.
const OF_CUSTOMER: &str = "customer.";

/// The signal that no condition can name: it takes everybody's activity, which is not read when
/// plays are evaluated for all customers.
const UNSEEN: &str = "reassignable_seats";

/// The codes of all levels.
pub(crate) fn level_codes() -> [&'static str; 3] {
    LEVELS.map(|(_, code)| code)
}

/// The code of a level, as plays write it.
pub fn level_code(level: SignalLevel) -> &'static str {
    LEVELS.iter().find(|(it, _)| *it == level).map_or("", |(_, code)| code)
}

/// The level of a code.
pub(crate) fn parse_level(code: &str) -> Option<SignalLevel> {
    LEVELS.iter().find(|(_, it)| *it == code).map(|(level, _)| *level)
}

/// The signal that a condition for `level` means by a name: the one of its own level, else the
/// customer's, which `customer.` before the name asks for.
pub(crate) fn named(name: &str, level: SignalLevel) -> Option<SignalName> {
    let of = |name: &str, level| {
        let mut known = signal_names().filter(|it| it.name != UNSEEN);
        known.find(|it| it.name == name && it.level == level)
    };
    match name.strip_prefix(OF_CUSTOMER) {
        Some(name) => of(name, SignalLevel::Customer),
        None => of(name, level).or_else(|| of(name, SignalLevel::Customer)),
    }
}

/// The signal of which one is a share or a mean: of a small whole it says nothing. `None` for
/// plain counts.
pub(crate) fn whole_of(signal: SignalName) -> Option<&'static str> {
    match signal.unit {
        SignalUnit::Seats | SignalUnit::People | SignalUnit::Tickets | SignalUnit::Answers => None,
        SignalUnit::PercentHundredths | SignalUnit::Hundredths | SignalUnit::Points => {
            Some(match (signal.name, signal.level) {
                ("deployment_percent", _) => "sold_seats",
                ("how_to_per_100", SignalLevel::Customer) => "people_active",
                ("how_to_per_100", _) => "active_users",
                ("csat_mean" | "csat_satisfied_percent", _) => "csat_answers",
                ("nps", _) => "nps_answers",
                _ => "entitlements",
            })
        }
    }
}

/// What tells whether a subject is large enough to have a place among others.
pub(crate) fn size_of(level: SignalLevel) -> &'static str {
    match level {
        SignalLevel::Customer => "people_active",
        SignalLevel::Workload => "entitlements",
        SignalLevel::Sku => "sold_seats",
    }
}

/// What a condition is evaluated for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The customer as a whole.
    Customer,
    /// One of its workloads.
    Workload(WorkloadCode),
    /// One of its SKUs.
    Sku(SkuRef),
}

impl Subject {
    /// Its level.
    pub fn level(&self) -> SignalLevel {
        match self {
            Self::Customer => SignalLevel::Customer,
            Self::Workload(_) => SignalLevel::Workload,
            Self::Sku(_) => SignalLevel::Sku,
        }
    }

    /// Every subject of a level that signals speak of.
    pub(crate) fn of_level(signals: &Signals, level: SignalLevel) -> Vec<Self> {
        match level {
            SignalLevel::Customer => vec![Self::Customer],
            SignalLevel::Workload => {
                signals.workloads.keys().cloned().map(Self::Workload).collect()
            }
            SignalLevel::Sku => signals.skus.keys().cloned().map(Self::Sku).collect(),
        }
    }

    /// Whether signals speak of it.
    pub(crate) fn is_in(&self, signals: &Signals) -> bool {
        match self {
            Self::Customer => true,
            Self::Workload(code) => signals.workloads.contains_key(code),
            Self::Sku(sku) => signals.skus.contains_key(sku),
        }
    }

    /// The value of one of its own signals.
    pub(crate) fn value(&self, signals: &Signals, name: &str) -> Option<i64> {
        match self {
            Self::Customer => signals.customer.value(name),
            Self::Workload(code) => signals.workloads.get(code)?.value(name),
            Self::Sku(sku) => signals.skus.get(sku)?.value(name),
        }
    }
}

/// Writes `customer`, `workload:exchange`, `sku:` and a GUID or part number.
impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Customer => f.write_str("customer"),
            Self::Workload(code) => write!(f, "workload:{}", code.as_str()),
            Self::Sku(sku) => write!(f, "sku:{sku}"),
        }
    }
}

/// The text was no subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such subject, write customer, workload:CODE or sku:SKU")]
pub struct ParseSubjectError;

impl FromStr for Subject {
    type Err = ParseSubjectError;

    fn from_str(text: &str) -> Result<Self, ParseSubjectError> {
        match text.split_once(':') {
            None if text == "customer" => Ok(Self::Customer),
            Some(("workload", code)) => Ok(Self::Workload(code.into())),
            Some(("sku", sku)) => Ok(Self::Sku(sku.into())),
            Some(_) | None => Err(ParseSubjectError),
        }
    }
}
