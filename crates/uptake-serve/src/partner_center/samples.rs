//! Values that tests show the shapes with.

use uptake_model::Day;

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}
