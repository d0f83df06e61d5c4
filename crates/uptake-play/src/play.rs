//! A play: when it is for a customer, and what it says.

use std::{fmt, str::FromStr};

use uptake_calc::{SignalLevel, SignalName, SignalUnit};

use crate::Condition;

#[cfg(test)]
mod tests;

/// The name of a play, or of a threshold within it: lower case, digits and `_`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlayCode(String);

/// The text was no code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a code has a lower-case letter, then letters, digits and `_`, at most 50 of them")]
pub struct ParseCodeError;

/// The longest code, in characters.
const MOST_CHARACTERS: usize = 50;

impl PlayCode {
    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for PlayCode {
    type Err = ParseCodeError;

    fn from_str(text: &str) -> Result<Self, ParseCodeError> {
        let is_part = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_';
        let begins = text.starts_with(|it: char| it.is_ascii_lowercase());
        let is_code = begins && text.len() <= MOST_CHARACTERS && text.chars().all(is_part);
        if is_code { Ok(Self(text.to_owned())) } else { Err(ParseCodeError) }
    }
}

impl fmt::Display for PlayCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for PlayCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PlayCode({})", self.0)
    }
}

/// The problem of a partner that a play answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answers {
    /// Adoption is low and many licences are unused.
    LowAdoption,
    /// Many support calls ask how things are done.
    SupportCalls,
    /// There is room for incremental sales.
    IncrementalSales,
    /// Usage exceeds the entitlements, or hides it: turnover, duplicates, trials, use without
    /// a licence.
    UsageAboveEntitlements,
}

impl Answers {
    /// Every problem.
    pub const ALL: [Self; 4] = [
        Self::LowAdoption,
        Self::SupportCalls,
        Self::IncrementalSales,
        Self::UsageAboveEntitlements,
    ];

    /// Its code, as plays write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LowAdoption => "low_adoption",
            Self::SupportCalls => "support_calls",
            Self::IncrementalSales => "incremental_sales",
            Self::UsageAboveEntitlements => "usage_above_entitlements",
        }
    }
}

impl FromStr for Answers {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(())
    }
}

/// A play.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Play {
    /// Its name for good.
    pub code: PlayCode,
    /// The problem that it answers.
    pub answers: Answers,
    /// What its condition is evaluated for.
    pub per: SignalLevel,
    /// When it is for a customer.
    pub condition: Condition,
    /// The condition as it is written.
    pub condition_text: String,
    /// What is at stake: seats or people.
    pub stake: StakeRule,
    /// The numbers that a partner may change.
    pub thresholds: Vec<Threshold>,
    /// Whether it recommends anything; a partner may switch a play off.
    pub is_enabled: bool,
    /// What it says in English; in Spanish, where it has no English.
    pub english: PlayWords,
    /// What it says in Spanish; in English, where it has no Spanish.
    pub spanish: PlayWords,
}

/// How much is at stake for a subject: signals that are added and taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StakeRule {
    /// What is counted.
    pub of: SignalName,
    /// What is added to it, or taken from it.
    pub terms: Vec<(Sign, SignalName)>,
}

/// Whether something is added or taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// It is added.
    Plus,
    /// It is taken away.
    Minus,
}

impl StakeRule {
    /// How much is at stake; `None` when a part of it is not known. Never less than nothing.
    pub fn count(&self, signal: &dyn Fn(SignalName) -> Option<i64>) -> Option<u64> {
        let mut count = signal(self.of)?;
        for (sign, name) in &self.terms {
            let value = signal(*name)?;
            count = match sign {
                Sign::Plus => count.saturating_add(value),
                Sign::Minus => count.saturating_sub(value),
            };
        }
        Some(u64::try_from(count).unwrap_or(0))
    }
}

/// A number of a play that a partner may change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threshold {
    /// Its name within the play.
    pub code: PlayCode,
    /// What it counts.
    pub unit: SignalUnit,
    /// What it is while nobody has changed it.
    pub default: i64,
    /// What it is called in English.
    pub english: String,
    /// What it is called in Spanish.
    pub spanish: String,
}

/// What a play says in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlayWords {
    /// What it is called.
    pub title: String,
    /// What to consider.
    pub consider: Vec<String>,
    /// What to try.
    pub attempt: Vec<String>,
    /// What helps to do it.
    pub material: Vec<Material>,
}

/// Something that helps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Material {
    /// A page.
    Link {
        /// What it is called.
        title: String,
        /// Its address.
        address: String,
    },
    /// A file of the partner's own, by name.
    File {
        /// What it is called.
        title: String,
        /// The name of the file.
        name: String,
    },
}

/// Writes the rule as plays do: `entitlements - held_users`.
impl fmt::Display for StakeRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.of.name)?;
        for (sign, signal) in &self.terms {
            let sign = match sign {
                Sign::Plus => '+',
                Sign::Minus => '-',
            };
            write!(f, " {sign} {}", signal.name)?;
        }
        Ok(())
    }
}
