//! Dates in cells: one spelling, and those of the order that someone declared.

use uptake_model::{Day, problem::ProblemCode};

use super::CellFault;
use crate::{DateOrder, ReadOptions};

/// Which dates are taken.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dates {
    today: Day,
    order: Option<DateOrder>,
}

impl Dates {
    /// Those that the caller of the import takes.
    pub(crate) fn of(options: &ReadOptions<'_>) -> Self {
        Self::on(options.today, options.dates)
    }

    /// Those of an order, as of today.
    pub(crate) fn on(today: Day, order: Option<DateOrder>) -> Self {
        Self { today, order }
    }
}

/// Reads a day that is at most two days later than today: clocks and time zones differ,
/// facts of next month do not exist.
pub(crate) fn day(text: &str, dates: Dates) -> Result<Day, CellFault> {
    checked(any_day(text, dates)?, dates)
}

/// Refuses a day of the future.
pub(crate) fn checked(day: Day, dates: Dates) -> Result<Day, CellFault> {
    if day > dates.today.plus(2) {
        return Err(CellFault::with(ProblemCode::FutureDate, "today", &dates.today));
    }
    Ok(day)
}

/// Reads a day, also one in the future. `2026-03-01` is read in every order: nobody could
/// take it for another day.
pub(crate) fn any_day(text: &str, dates: Dates) -> Result<Day, CellFault> {
    if let Ok(day) = text.parse() {
        return Ok(day);
    }
    dates.order.and_then(|order| declared(text, order)).unwrap_or_else(|| Err(day_fault(text)))
}

/// Excel counts days from here, if one believes with it that 1900 had a 29 February.
const EXCEL_EPOCH_DAYS: i32 = -25_569;

/// A date in the declared order; `None` when the text has another form.
fn declared(text: &str, order: DateOrder) -> Option<Result<Day, CellFault>> {
    let separator = text.chars().find(|it| ['/', '.', '-'].contains(it))?;
    let parts: Vec<&str> = text.split(separator).collect();
    let [first, second, third] = *parts.as_slice() else { return None };
    let (year, month, day) = match order {
        DateOrder::DayMonthYear => (third, second, first),
        DateOrder::MonthDayYear => (third, first, second),
        DateOrder::YearMonthDay => (first, second, third),
    };
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return None;
    }
    let (year, month, day) = (digits(year)?, digits(month)?, digits(day)?);
    let written = format!("{year:04}-{month:02}-{day:02}");
    Some(written.parse().map_err(|_cause| CellFault::new(ProblemCode::ImpossibleDate)))
}

fn day_fault(text: &str) -> CellFault {
    let parts: Vec<_> = text.split(['/', '.', '-']).collect();
    let numbers: Option<Vec<u16>> = parts.iter().map(|it| digits(it)).collect();
    let lengths: Vec<_> = parts.iter().map(|it| it.len()).collect();
    match (numbers.as_deref(), lengths.as_slice()) {
        (Some([first, second, year]), [1 | 2, 1 | 2, 4])
            if !(is_day(*year, *second, *first) || is_day(*year, *first, *second)) =>
        {
            CellFault::new(ProblemCode::ImpossibleDate)
        }
        (Some([year, month, day]), [4, 1 | 2, 1 | 2]) if !is_day(*year, *month, *day) => {
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

/// Whether a calendar has the day.
fn is_day(year: u16, month: u16, day: u16) -> bool {
    format!("{year:04}-{month:02}-{day:02}").parse::<Day>().is_ok()
}

fn digits(text: &str) -> Option<u16> {
    let is_number = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}
