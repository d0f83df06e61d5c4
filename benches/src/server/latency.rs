//! How long answers took: every one of them, and no mean.

use std::{collections::BTreeMap, fmt, time::Duration};

/// The times of many answers.
#[derive(Debug, Clone, Default)]
pub(super) struct Latency(Vec<Duration>);

/// The times of answers by what was asked.
pub(super) type Latencies = BTreeMap<&'static str, Latency>;

impl Latency {
    /// Adds an answer.
    pub(super) fn add(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// Takes the answers of another.
    pub(super) fn join(&mut self, other: &Self) {
        self.0.extend(&other.0);
    }

    /// The time within which half of the answers came.
    pub(super) fn median(&self) -> Duration {
        self.percentile(50)
    }

    /// The time within which 99 of 100 answers came.
    pub(super) fn p99(&self) -> Duration {
        self.percentile(99)
    }

    fn percentile(&self, percent: usize) -> Duration {
        let mut times = self.0.clone();
        times.sort_unstable();
        let rank = (times.len() * percent).div_ceil(100);
        times.get(rank.saturating_sub(1)).copied().unwrap_or_default()
    }
}

impl fmt::Display for Latency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "p50 {:.2} ms of {} answers", millis(self.median()), self.0.len())
    }
}

/// A time in milliseconds.
pub(super) fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

/// Adds what another connection has seen.
pub(super) fn join(all: &mut Latencies, others: &Latencies) {
    for (name, latency) in others {
        all.entry(name).or_default().join(latency);
    }
}

#[cfg(test)]
mod tests;
