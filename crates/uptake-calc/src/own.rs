//! The partner's own seats among those of other sellers (`spec/metrics.md`, 8).

#[cfg(test)]
mod tests;

/// With `active` users on `own` seats of the partner and `others` seats of other sellers:
/// the least and the most of them who can be on own seats, and the estimate in proportion,
/// rounded half away from zero.
pub fn own_active(active: u64, own: u64, others: u64) -> (u64, u64, u64) {
    let low = active.saturating_sub(others).min(own);
    let high = active.min(own);
    let doubled = u128::from(active) * u128::from(own) * 2;
    let seats = u128::from(own) + u128::from(others);
    let estimate = (doubled + seats).checked_div(seats * 2).unwrap_or(0);
    (low, high, u64::try_from(estimate).unwrap_or(u64::MAX).clamp(low, high))
}
