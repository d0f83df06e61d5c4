//! The greatest value within the window of each day.

use std::collections::VecDeque;

use crate::bits::WINDOW_DAYS;

/// For each asked day the greatest of `values` over its window. `values` begins 27 days
/// before the first asked day; a `None` is no value.
pub(crate) fn window_max<T: Copy + Ord>(
    values: impl Iterator<Item = Option<T>>,
) -> impl Iterator<Item = Option<T>> {
    let mut falling: VecDeque<(usize, T)> = VecDeque::new();
    let maxima = values.enumerate().map(move |(at, value)| {
        if let Some(value) = value {
            while falling.back().is_some_and(|(_, it)| *it <= value) {
                falling.pop_back();
            }
            falling.push_back((at, value));
        }
        while falling.front().is_some_and(|(from, _)| from + WINDOW_DAYS <= at) {
            falling.pop_front();
        }
        falling.front().map(|(_, it)| *it)
    });
    maxima.skip(WINDOW_DAYS - 1)
}
