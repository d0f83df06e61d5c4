//! Lines of the table for what was measured of a server.

use super::latency::{Latencies, Latency, millis};
use crate::{measure, table::Line};

/// The time within which 99 of 100 answers came, and its bar, in milliseconds.
pub(super) fn p99(measure: &str, latency: &Latency, bar: Option<f64>) -> Line {
    Line {
        measure: format!("{measure}, p99 ms"),
        ours: latency.to_string(),
        theirs: String::new(),
        value: Some(millis(latency.p99())),
        bar,
        load: load_average(),
    }
}

/// A line for each kind of call; the bar holds for each.
pub(super) fn p99_of_each(whose: &str, latencies: &Latencies, bar: Option<f64>) -> Vec<Line> {
    let line = |(name, latency): (&&str, &Latency)| p99(&format!("{whose}: {name}"), latency, bar);
    latencies.iter().map(line).collect()
}

/// The machine's load average, which those who ask are a part of.
pub(super) fn load_average() -> String {
    format!("{:.1}", measure::load())
}
