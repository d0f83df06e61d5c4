//! One cell becomes a value, or the problem that stands there.

use uptake_model::{
    CustomerId, Guid, SkuRef,
    problem::{Problem, ProblemCode},
};

mod count;
mod dates;
#[cfg(test)]
mod tests;

pub(crate) use count::{MAX_COUNT, count, currency, price};
pub(crate) use dates::{Dates, any_day, checked, day};

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

/// Reads the GUID or the part number of a SKU. A GUID with a wrong or missing character is no
/// part number: it would count as a product that nobody knows.
pub(crate) fn sku(text: &str) -> Result<SkuRef, CellFault> {
    match SkuRef::from(text) {
        SkuRef::PartNumber(text) if is_nearly_guid(&text) => {
            Err(CellFault::new(ProblemCode::MalformedGuid))
        }
        sku @ (SkuRef::Id(_) | SkuRef::PartNumber(_)) => Ok(sku),
    }
}

/// Whether a text is meant as a GUID: hexadecimal groups with hyphens, or about as many
/// characters as a GUID with at most two that are none of it. No part number is like that.
fn is_nearly_guid(text: &str) -> bool {
    let text = text.trim_matches(['{', '}']);
    let groups = text.split('-').filter(|it| !it.is_empty()).count();
    let characters = text.bytes().filter(|it| *it != b'-').count();
    let foreign = text.bytes().filter(|it| *it != b'-' && !it.is_ascii_hexdigit()).count();
    let has_groups = groups >= 4 && foreign == 0 && characters >= 16;
    has_groups || ((30..=34).contains(&characters) && foreign <= 2)
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
