//! Single figures as people and programs read them.

use serde_json::{Value, json};
use uptake_app::WorkloadName;
use uptake_calc::UsageSum;
use uptake_l10n::{Arg, Words, overage_parts};
use uptake_model::{
    counts::{ActiveCounts, CoverageState, OverageParts, UsageCounts},
    percent::Percent,
};

use super::flat::FlatCell;

/// A count, or the sign of what is not known.
pub(super) fn count(words: &Words, count: Option<u64>) -> String {
    count.map_or_else(|| missing(words), |it| words.count(it))
}

/// A percentage, or the sign of what is not known.
pub(super) fn percent(words: &Words, percent: Option<Percent>) -> String {
    percent.map_or_else(|| missing(words), |it| words.percent(it))
}

/// The sign of what is not known. It is never 0.
pub(super) fn missing(words: &Words) -> String {
    words.say("unknown", &[])
}

/// The figure, marked when the truth may be higher.
pub(super) fn at_least(is_lower_bound: bool, figure: String) -> String {
    if is_lower_bound { format!("≥ {figure}") } else { figure }
}

/// Whether the truth may be higher than a customer's figure.
pub(super) fn is_lower_bound(counts: &UsageCounts) -> bool {
    counts.users.is_some() && counts.coverage == CoverageState::LowerBound
}

/// Held, former and never; each missing where nothing tells who is which.
pub(super) fn classes(users: Option<&ActiveCounts>) -> [Option<u64>; 3] {
    users.and_then(ActiveCounts::classes).map_or([None; 3], |it| it.map(Some))
}

/// The causes that an overage has, longest part first left to the fixed order of causes:
/// `2 turnover`.
pub(super) fn causes(words: &Words, parts: &OverageParts, of: &WorkloadName) -> Vec<String> {
    let parts =
        overage_parts(words, parts, of.unlicensed_use).into_iter().filter(|(_, count)| *count > 0);
    parts
        .map(|(cause, count)| {
            words.say("overage-part", &[("count", Arg::Count(count)), ("cause", Arg::Text(&cause))])
        })
        .collect()
}

/// A percentage for programs: a number, or null.
pub(super) fn json_percent(percent: Option<Percent>) -> Value {
    percent.map_or(Value::Null, |it| json!(it.as_f64()))
}

/// A part of a whole for programs.
pub(super) fn ratio(part: Option<u64>, whole: u64) -> Value {
    json!({ "part": part, "whole": whole })
}

/// The parts of an overage for programs.
pub(super) fn json_overage(parts: &OverageParts) -> Value {
    json!({
        "total": parts.total(),
        "turnover": parts.turnover,
        "duplicate": parts.duplicate,
        "trial": parts.trial,
        "unlicensed": parts.unlicensed,
        "other": parts.other,
    })
}

/// The parts of an overage for spreadsheets; empty when the overage is not known.
pub(super) fn overage_cells(parts: Option<&OverageParts>) -> [(&'static str, FlatCell); 6] {
    [
        ("overage", parts.map(OverageParts::total).into()),
        ("overage_turnover", parts.map(|it| it.turnover).into()),
        ("overage_duplicate", parts.map(|it| it.duplicate).into()),
        ("overage_trial", parts.map(|it| it.trial).into()),
        ("overage_unlicensed", parts.map(|it| it.unlicensed).into()),
        ("overage_other", parts.map(|it| it.other).into()),
    ]
}

/// A sum of usage for programs.
pub(super) fn json_usage_sum(sum: &UsageSum) -> Value {
    let known = (sum.customers > 0).then_some(&sum.users);
    let [held, former, never] = classes(known);
    let covered = ratio(known.filter(|_| sum.knows_covered()).map(|_| sum.covered), sum.covered_of);
    let own = sum.own_active();
    json!({
        "entitlements": sum.entitlements,
        "entitlements_own": sum.entitlements_own,
        "active": known.map(ActiveCounts::active),
        "held": held,
        "former": former,
        "never": never,
        "untold": known.map(|it| it.untold),
        "active_other": known.map(|it| it.active_other),
        "usage": ratio(known.map(|_| sum.part), sum.entitlements),
        "usage_percent": json_percent(sum.percent()),
        "covered": covered,
        "covered_percent": json_percent(sum.covered_percent()),
        "overage": known.map(|it| json_overage(&it.overage)),
        "own_active": known.map(|_| json!({
            "low": own.low, "high": own.high, "estimate": own.estimate,
        })),
    })
}
