//! Why usage exceeds 100 %: parts that always add up (`spec/metrics.md`, 6).

use uptake_model::counts::{ActiveCounts, OverageParts};

/// Seats that let people work but that the entitlements do not count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SpareSeats {
    /// In grace today: `g_now`.
    pub grace_now: u64,
    /// Of subscriptions not counted today, the greatest usable quantity within the window:
    /// `g_win`.
    pub grace_window: u64,
    /// Of trials that can be used today: `r_now`.
    pub trial_now: u64,
    /// Of trials, the greatest usable quantity within the window: `r_win`.
    pub trial_window: u64,
}

/// Splits what exceeds `entitlements` by its causes. The parts add up to
/// max(0, active − entitlements). Users whose class is not told stand on top of the others:
/// what of them exceeds is a gap in the data.
pub fn overage_parts(entitlements: u64, users: &ActiveCounts, spare: SpareSeats) -> OverageParts {
    let &ActiveCounts { held, former, never, .. } = users;
    let overage = (held + former + never).saturating_sub(entitlements);
    let of_untold = users.active().saturating_sub(entitlements) - overage;
    if overage == 0 {
        return OverageParts { other: of_untold, ..OverageParts::default() };
    }
    let of_held = held.saturating_sub(entitlements);
    let of_former = (held + former).saturating_sub(entitlements) - of_held;
    let unlicensed = overage - of_held - of_former;

    let grace_held = of_held.min(spare.grace_now);
    let grace_former = of_former.min(spare.grace_window.saturating_sub(grace_held));
    let trial_held = (of_held - grace_held).min(spare.trial_now);
    let trial_former =
        (of_former - grace_former).min(spare.trial_window.saturating_sub(trial_held));
    OverageParts {
        turnover: of_former - grace_former - trial_former,
        duplicate: grace_held + grace_former,
        trial: trial_held + trial_former,
        unlicensed,
        other: of_held - grace_held - trial_held + of_untold,
    }
}
