//! How people write numbers of a unit, and what the units are called.

use uptake_calc::SignalUnit;

#[cfg(test)]
mod tests;

/// Every unit, with the code that plays write.
const CODES: [(SignalUnit, &str); 7] = [
    (SignalUnit::PercentHundredths, "percent"),
    (SignalUnit::Hundredths, "number"),
    (SignalUnit::Seats, "seats"),
    (SignalUnit::People, "people"),
    (SignalUnit::Tickets, "tickets"),
    (SignalUnit::Answers, "answers"),
    (SignalUnit::Points, "points"),
];

/// The codes of all units.
pub(crate) fn unit_codes() -> [&'static str; 7] {
    CODES.map(|(_, code)| code)
}

/// The code of a unit, as plays write it.
pub fn unit_code(unit: SignalUnit) -> &'static str {
    CODES.iter().find(|(it, _)| *it == unit).map_or("", |(_, code)| code)
}

/// The unit of a code.
pub fn parse_unit(code: &str) -> Option<SignalUnit> {
    CODES.iter().find(|(_, it)| *it == code).map(|(unit, _)| *unit)
}

/// The text was no number of the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no number of `{}`", unit_code(*unit))]
pub struct ParseAmountError {
    /// The unit that was expected.
    pub unit: SignalUnit,
}

/// The greatest number that plays may write: far above any count, and its hundredths fit.
const GREATEST: i64 = 1_000_000_000_000;

/// Reads a number as people write it in a unit: `40`, with at most two decimals where the unit
/// is one of hundredths (`2.5`), and below zero where it has such values (`-10` points).
pub fn parse_amount(text: &str, unit: SignalUnit) -> Result<i64, ParseAmountError> {
    let refused = || ParseAmountError { unit };
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) if unit == SignalUnit::Points => (-1, digits),
        Some(_) => return Err(refused()),
        None => (1, text),
    };
    let (whole, decimals) = match digits.split_once('.') {
        Some((_, "")) => return Err(refused()),
        Some(parts) => parts,
        None => (digits, ""),
    };
    let is_digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let most_decimals = if unit.scale() == 1 { 0 } else { 2 };
    if !is_digits(whole) || !is_digits(decimals) || decimals.len() > most_decimals {
        return Err(refused());
    }
    let whole: i64 = whole.parse().map_err(|_none_or_too_great| refused())?;
    let hundredths: i64 = format!("{decimals:0<2}").parse().map_err(|_no_digits| refused())?;
    if whole > GREATEST {
        return Err(refused());
    }
    let rest = if unit.scale() == 1 { 0 } else { hundredths };
    Ok(sign * (whole * unit.scale() + rest))
}

/// Writes a number as plays and settings write it: `40`, `2.5`.
pub fn write_amount(value: i64, unit: SignalUnit) -> String {
    if unit.scale() == 1 {
        return value.to_string();
    }
    let sign = if value < 0 { "-" } else { "" };
    let (whole, rest) =
        (value.unsigned_abs().div_euclid(100), value.unsigned_abs().rem_euclid(100));
    let text = format!("{sign}{whole}.{rest:02}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
