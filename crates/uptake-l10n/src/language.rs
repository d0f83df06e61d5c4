//! The languages, and how each writes numbers, percentages and days.

use std::{fmt, str::FromStr};

use uptake_model::{Day, percent::Percent};

#[cfg(test)]
mod tests;

/// A language that the product speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English, with days as `2026-03-01`.
    #[default]
    En,
    /// Spanish of Spain.
    Es,
}

/// The text names no language that the product speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLanguage {
    text: String,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// The code as the command line spells it.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// A count with its thousands apart: `1,234` in English; in Spanish `1234` and, from
    /// five digits on as the Real Academia asks, `12.345`.
    pub fn count(self, count: u64) -> String {
        self.group(&count.to_string())
    }

    /// A percentage with two decimals: `72.00%`, in Spanish `72,00 %` with a space that does
    /// not break.
    pub fn percent(self, percent: Percent) -> String {
        let whole = self.count(percent.hundredths().div_euclid(100));
        let rest = percent.hundredths().rem_euclid(100);
        match self {
            Self::En => format!("{whole}.{rest:02}%"),
            Self::Es => format!("{whole},{rest:02}\u{a0}%"),
        }
    }

    /// A day: `2026-03-01`, in Spanish `01/03/2026`.
    pub fn day(self, day: Day) -> String {
        match self {
            Self::En => day.to_string(),
            Self::Es => {
                let (year, month, day) = day.parts();
                format!("{day:02}/{month:02}/{year:04}")
            }
        }
    }

    /// Sets the thousands of a whole number's digits apart; leaves other text as it is.
    pub(crate) fn group(self, digits: &str) -> String {
        let (mark, from) = match self {
            Self::En => (',', 4),
            Self::Es => ('.', 5),
        };
        if digits.len() < from || !digits.bytes().all(|it| it.is_ascii_digit()) {
            return digits.to_owned();
        }
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                grouped.push(mark);
            }
            grouped.push(digit);
        }
        grouped
    }
}

/// Reads `en` and `es`, and locales that begin with them: `es_ES.UTF-8`, `en-GB`.
impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Self, UnknownLanguage> {
        let code = text.split(['_', '-', '.', '@']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|it| it.code().eq_ignore_ascii_case(code))
            .ok_or_else(|| UnknownLanguage { text: text.to_owned() })
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for UnknownLanguage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a language of this program, write `en` or `es`", self.text)
    }
}

impl std::error::Error for UnknownLanguage {}
