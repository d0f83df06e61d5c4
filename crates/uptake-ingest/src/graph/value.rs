//! Days and booleans as Microsoft's answers write them.

#[cfg(test)]
mod tests;

use uptake_model::{Day, problem::ProblemCode};

/// Reads `2026-07-26`, alone or before a time of day; `None` for a year that stands for
/// never (`0001-01-01`, `9999-12-31`).
pub(super) fn parse_day(text: &str) -> Result<Option<Day>, ProblemCode> {
    let (date, time) = text.split_at_checked(10).unwrap_or((text, ""));
    if !(time.is_empty() || time.starts_with(['T', ' '])) {
        return Err(ProblemCode::MalformedDate);
    }
    if let Ok(day) = date.parse() {
        return Ok(Some(day));
    }
    let digits_at =
        |at: &[usize]| at.iter().all(|it| date.as_bytes().get(*it).is_some_and(u8::is_ascii_digit));
    let is_iso = date.len() == 10
        && digits_at(&[0, 1, 2, 3, 5, 6, 8, 9])
        && date.bytes().filter(|it| *it == b'-').count() == 2;
    match date.get(..4) {
        Some("0001" | "9999") if is_iso => Ok(None),
        Some(_) if is_iso => Err(ProblemCode::ImpossibleDate),
        Some(_) | None => Err(ProblemCode::MalformedDate),
    }
}

/// Reads `True`, `Yes` and `1`, or `False`, `No` and `0`, in any case.
pub(super) fn parse_flag(text: &str) -> Option<bool> {
    let is = |word: &&str| text.eq_ignore_ascii_case(word);
    if ["true", "yes", "1"].iter().any(is) {
        return Some(true);
    }
    ["false", "no", "0"].iter().any(is).then_some(false)
}
