//! One cell becomes a value, or the problem that stands there.

use uptake_model::{
    CustomerId, Guid,
    problem::{Problem, ProblemCode},
};

mod count;
mod dates;
#[cfg(test)]
mod tests;

pub(crate) use count::{MAX_COUNT, count, price};
pub(crate) use dates::{Dates, any_day, day};

/// What is wrong with a cell; where it stands is added by the caller.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CellFault {
    code: ProblemCode,
    arg: Option<(&'static str, String)>,
}

impl CellFault {
    pub(crate) fn new(code: ProblemCode) -> Self {
        Self { code, arg: None }
    }

    pub(crate) fn with(code: ProblemCode, name: &'static str, value: &impl ToString) -> Self {
        Self { code, arg: Some((name, value.to_string())) }
    }

    /// What is wrong.
    pub(crate) fn code(&self) -> ProblemCode {
        self.code
    }

    /// Adds the problem's argument.
    pub(crate) fn add_to(self, problem: Problem) -> Problem {
        match self.arg {
            Some((name, value)) => problem.with(name, &value),
            None => problem,
        }
    }
}

/// Reads the GUID of a tenant.
pub(crate) fn customer(text: &str) -> Result<CustomerId, CellFault> {
    let guid = Guid::parse_bytes(text.as_bytes());
    guid.map(CustomerId).ok_or(CellFault::new(ProblemCode::MalformedGuid))
}

/// Reads `true`, `false`, `1`, `0`, `yes` or `no`.
pub(crate) fn boolean(text: &str) -> Result<bool, CellFault> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" => Ok(true),
        "false" | "0" | "no" => Ok(false),
        _ => Err(CellFault::new(ProblemCode::MalformedBoolean)),
    }
}

/// Reads one of some words, in any case.
pub(crate) fn word<T: Clone>(
    text: &str,
    words: &[(&str, T)],
    code: ProblemCode,
) -> Result<T, CellFault> {
    let found = words.iter().find(|(word, _)| word.eq_ignore_ascii_case(text));
    found.map(|(_, value)| value.clone()).ok_or_else(|| {
        let allowed: Vec<_> = words.iter().map(|(word, _)| *word).collect();
        CellFault::with(code, "allowed", &allowed.join(", "))
    })
}
