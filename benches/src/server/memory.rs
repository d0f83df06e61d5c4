//! The memory of a process while it is at work: how much there is, and whether it grows.

/// Memory after some requests.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sample {
    /// Requests that were answered.
    pub(super) requests: u32,
    /// Resident, in MiB.
    pub(super) mebibytes: f64,
}

/// The straight line that is nearest to the samples from the middle of the work to its end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Trend {
    /// MiB that each thousand requests add.
    pub(super) per_thousand: f64,
    /// On the line in the middle of the work, in MiB.
    pub(super) middle: f64,
    /// On the line at its end, in MiB.
    pub(super) end: f64,
}

/// The trend over the second half; `None` of fewer than two samples in it.
pub(super) fn second_half(samples: &[Sample]) -> Option<Trend> {
    let end = samples.iter().map(|it| it.requests).max()?;
    let middle = f64::from(end) / 2.0;
    let late: Vec<(f64, f64)> = samples
        .iter()
        .map(|it| (f64::from(it.requests), it.mebibytes))
        .filter(|(requests, _)| *requests >= middle)
        .collect();
    let count: f64 = late.iter().map(|_| 1.0).sum();
    let mean = |of: fn(&(f64, f64)) -> f64| late.iter().map(of).sum::<f64>() / count;
    let (mean_requests, mean_memory) = (mean(|it| it.0), mean(|it| it.1));
    let spread: f64 = late.iter().map(|it| (it.0 - mean_requests).powi(2)).sum();
    let common: f64 = late.iter().map(|it| (it.0 - mean_requests) * (it.1 - mean_memory)).sum();
    let slope = (spread > 0.0).then(|| common / spread)?;
    let at = |requests: f64| mean_memory + slope * (requests - mean_requests);
    Some(Trend { per_thousand: slope * 1_000.0, middle: at(middle), end: at(f64::from(end)) })
}

#[cfg(test)]
mod tests;
