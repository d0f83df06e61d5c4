//! One cell becomes a value, or the problem that stands there.

use uptake_model::{
    CustomerId, Day, Guid,
    problem::{Problem, ProblemCode},
};

mod count;
#[cfg(test)]
mod tests;

pub(crate) use count::{MAX_COUNT, count, price};

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

/// Reads a day that is at most two days later than today: clocks and time zones differ,
/// facts of next month do not exist.
pub(crate) fn day(text: &str, today: Day) -> Result<Day, CellFault> {
    let day = any_day(text)?;
    if day > today.plus(2) {
        return Err(CellFault::with(ProblemCode::FutureDate, "today", &today));
    }
    Ok(day)
}

/// Reads a day, also one in the future.
pub(crate) fn any_day(text: &str) -> Result<Day, CellFault> {
    text.parse().map_err(|_cause| day_fault(text))
}

/// Excel counts days from here, if one believes with it that 1900 had a 29 February.
const EXCEL_EPOCH_DAYS: i32 = -25_569;

fn day_fault(text: &str) -> CellFault {
    let parts: Vec<_> = text.split(['/', '.', '-']).collect();
    let numbers: Option<Vec<u16>> = parts.iter().map(|it| digits(it)).collect();
    let lengths: Vec<_> = parts.iter().map(|it| it.len()).collect();
    match (numbers.as_deref(), lengths.as_slice()) {
        (Some([_, _, _]), [4, 2, 2]) if text.contains('-') && !text.contains(['/', '.']) => {
            CellFault::new(ProblemCode::ImpossibleDate)
        }
        (Some([first, second, _]), [1 | 2, 1 | 2, 2 | 4])
            if first != second && (1..=12).contains(first) && (1..=12).contains(second) =>
        {
            CellFault::new(ProblemCode::AmbiguousDate)
        }
        (Some([serial]), [5]) if *serial >= 32_874 => {
            let day = Day::from_epoch_days(i32::from(*serial) + EXCEL_EPOCH_DAYS);
            CellFault::with(ProblemCode::ExcelDate, "day", &day)
        }
        _ => CellFault::new(ProblemCode::MalformedDate),
    }
}

fn digits(text: &str) -> Option<u16> {
    let is_number = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
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
