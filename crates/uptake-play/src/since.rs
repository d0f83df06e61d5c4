//! Since when a cause stands: it is evaluated on earlier days, as far back as is looked.

use uptake_model::Day;

#[cfg(test)]
mod tests;

/// A cause that did not stand for this many days is gone: what comes after is another one. It
/// is the length of the window, within which figures may come and go with a single person.
pub const GONE_DAYS: i32 = 28;

/// How many days are looked back.
pub const LOOKED_BACK_DAYS: i32 = 91;

/// Since when a cause stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Since {
    /// The earliest day, of those that were looked at, on which it stood.
    pub day: Day,
    /// Whether it may have begun earlier: nothing that was looked at says that it had not.
    pub or_earlier: bool,
}

/// The earlier days that are looked at for a day, the latest first: the Sundays before it.
///
/// They are days of the calendar and do not move with the asked day, so that two days of a
/// week see the same past.
pub fn days_before(day: Day) -> Vec<Day> {
    let since_sunday = i32::from(day.weekday()) + 1;
    let first = day.plus(-since_sunday);
    let earliest = day.plus(-LOOKED_BACK_DAYS);
    let sundays = (0_i32..).map(|weeks| first.plus(-7 * weeks));
    sundays.take_while(|it| *it >= earliest && *it > Day::MIN).collect()
}

/// Since when a cause stands that stands on `day`.
///
/// `earlier` says of earlier days, the latest first, whether it stood; `None` where that is
/// not known. It began on the last day after which it was gone for [`GONE_DAYS`]: it stood on
/// no day of that stretch, and is known not to have stood on one of them.
pub fn since(day: Day, earlier: impl IntoIterator<Item = (Day, Option<bool>)>) -> Since {
    let mut start = day;
    let mut was_off = false;
    for (looked_at, stood) in earlier {
        let days = start.days_since(looked_at);
        // On the day itself it may have stood; on those between it did not.
        let was_gone = was_off && days > GONE_DAYS;
        match stood {
            Some(true) if was_gone => break,
            Some(true) => {
                start = looked_at;
                was_off = false;
            }
            Some(false) if was_gone || days >= GONE_DAYS => {
                return Since { day: start, or_earlier: false };
            }
            Some(false) => was_off = true,
            None => {}
        }
    }
    Since { day: start, or_earlier: !was_off }
}
