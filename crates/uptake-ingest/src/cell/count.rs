//! Numbers in cells: plain digits, and every other way to write a number by its name.

use uptake_model::problem::ProblemCode;

use super::CellFault;

/// No count of seats or scores is near it, and sums of counts below it do not overflow.
pub(crate) const MAX_COUNT: u64 = 1_000_000_000_000;

/// Reads a count in plain digits.
pub(crate) fn count(text: &str) -> Result<u64, CellFault> {
    if is_digits(text) {
        let value = text.parse().ok().filter(|it| *it <= MAX_COUNT);
        return value.ok_or(CellFault::new(ProblemCode::CountTooLarge));
    }
    let unsigned = text.strip_prefix(['-', '\u{2212}']).unwrap_or(text);
    let is_negative = unsigned.len() < text.len();
    let groups: Vec<_> = unsigned.split(is_separator).collect();
    if groups.is_empty() || groups.iter().any(|it| !is_digits(it)) {
        return Err(CellFault::new(ProblemCode::MalformedCount));
    }
    let code = match groups.as_slice() {
        [first, thousands @ ..]
            if !thousands.is_empty()
                && first.len() <= 3
                && thousands.iter().all(|it| it.len() == 3) =>
        {
            ProblemCode::FormattedCount
        }
        _ if is_negative => ProblemCode::NegativeCount,
        [_, _] if unsigned.contains(['.', ',']) => ProblemCode::FractionalCount,
        [_, .., _] if unsigned.contains(['.', ',']) => ProblemCode::FormattedCount,
        _ => ProblemCode::MalformedCount,
    };
    Err(CellFault::new(code))
}

/// Reads a price as a plain decimal and keeps it as written.
pub(crate) fn price(text: &str) -> Result<String, CellFault> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_price = is_digits(whole) && is_digits(fraction) && text.len() <= 30;
    is_price.then(|| text.to_owned()).ok_or(CellFault::new(ProblemCode::MalformedPrice))
}

/// Reads the ISO 4217 code of a currency: three letters, in any case.
pub(crate) fn currency(text: &str) -> Result<String, CellFault> {
    let is_code = text.len() == 3 && text.bytes().all(|it| it.is_ascii_alphabetic());
    is_code.then(|| text.to_ascii_uppercase()).ok_or(CellFault::new(ProblemCode::MalformedCurrency))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit())
}

/// What separates thousands and decimals somewhere in the world.
fn is_separator(it: char) -> bool {
    matches!(it, '.' | ',' | '\'' | '\u{2019}') || it.is_whitespace()
}
