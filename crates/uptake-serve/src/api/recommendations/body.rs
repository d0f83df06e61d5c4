//! A recommendation as the API writes it.

use std::str::FromStr;

use serde::Serialize;
use uptake_app::{
    SkuName, WorkloadName,
    access::{Decision, Standing},
    live::CustomerProfile,
};
use uptake_l10n::Words;
use uptake_model::{Catalogue, CustomerId, Day};
use uptake_play::{Cited, Evidence, Operand, Play, Recommendation, Subject, level_code, unit_code};
use utoipa::ToSchema;

use super::words_of;
use crate::api::{
    names::{CustomerBody, SkuBody, WorkloadBody},
    signals::CostBody,
    thresholds::number,
    time::Moment,
};

/// What an answer depends on besides the data.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub(super) today: Day,
    pub(super) may_act: bool,
}

/// What was decided about a recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    Open,
    Accepted,
    Snoozed,
    Dismissed,
}

impl State {
    pub(super) const ALL: [Self; 4] = [Self::Open, Self::Accepted, Self::Snoozed, Self::Dismissed];

    pub(super) fn of(decision: Option<&Decision>) -> Self {
        match decision.map(|it| &it.standing) {
            None => Self::Open,
            Some(Standing::Accepted { .. }) => Self::Accepted,
            Some(Standing::Snoozed { .. }) => Self::Snoozed,
            Some(Standing::Dismissed { .. }) => Self::Dismissed,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Snoozed => "snoozed",
            Self::Dismissed => "dismissed",
        }
    }
}

impl FromStr for State {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(())
    }
}

/// What is at stake.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct StakeBody {
    /// How many; over several workloads the greatest, which is so many at least. `null` when it
    /// is not known.
    count: Option<u64>,
    /// `seats` or `people`.
    unit: &'static str,
    /// What they cost, of unused seats.
    cost: CostBody,
}

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct ComparedSide {
    /// `signal`, `threshold` or `number`.
    kind: &'static str,
    /// The name of the signal, or the code of the threshold.
    name: Option<String>,
    /// Of a signal: of what it speaks, `customer`, `workload` or `sku`.
    level: Option<&'static str>,
    /// Its value; `null` when it is not known.
    value: Option<f64>,
}

/// A comparison of the play's condition with the numbers that were compared.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct ComparisonBody {
    left: ComparedSide,
    /// `<`, `<=`, `>`, `>=`, `=` or `!=`.
    operator: &'static str,
    right: ComparedSide,
    /// `percent`, `number`, `seats`, `people`, `tickets`, `answers` or `points`.
    unit: &'static str,
    /// Whether it holds; `null` when it is not known.
    holds: Option<bool>,
}

impl ComparisonBody {
    fn of(cited: &Cited, play: &Play) -> Self {
        let unit = cited.comparison.unit;
        let side = |operand: Operand, value: Option<i64>| {
            let (kind, name, level) = match operand {
                Operand::Signal(it) => {
                    ("signal", Some(it.name.to_owned()), Some(level_code(it.level)))
                }
                Operand::Threshold(at) => {
                    ("threshold", play.thresholds.get(at).map(|it| it.code.to_string()), None)
                }
                Operand::Number(_) => ("number", None, None),
            };
            ComparedSide { kind, name, level, value: value.map(|it| number(it, unit)) }
        };
        Self {
            left: side(cited.comparison.left, cited.left),
            operator: cited.comparison.operator.as_str(),
            right: side(cited.comparison.right, cited.right),
            unit: unit_code(unit),
            holds: cited.holds,
        }
    }
}

/// What a condition holds for.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct EvidenceSubject {
    /// `customer`, `workload` or `sku`.
    level: &'static str,
    workload: Option<WorkloadBody>,
    sku: Option<SkuBody>,
}

impl EvidenceSubject {
    fn of(subject: &Subject, catalogue: &Catalogue) -> Self {
        let workload = |code: &uptake_model::WorkloadCode| {
            let known = catalogue.workload(code);
            WorkloadName {
                code: code.to_string(),
                name: known.map(|it| it.name.clone()).unwrap_or_default(),
                service: known.map(|it| it.service.to_string()).unwrap_or_default(),
                unlicensed_use: known.is_some_and(|it| it.unlicensed_use),
            }
        };
        Self {
            level: level_code(subject.level()),
            workload: match subject {
                Subject::Workload(code) => Some((&workload(code)).into()),
                Subject::Customer | Subject::Sku(_) => None,
            },
            sku: match subject {
                Subject::Sku(sku) => Some((&SkuName::of(sku, catalogue)).into()),
                Subject::Customer | Subject::Workload(_) => None,
            },
        }
    }
}

/// Something that a recommendation is for, and why.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct EvidenceBody {
    #[serde(flatten)]
    subject: EvidenceSubject,
    /// Seats or people at stake; `null` when that is not known.
    stake: Option<u64>,
    /// What the seats cost, of unused ones.
    cost: CostBody,
    /// Since when the condition holds for it, of the days that were looked at.
    #[schema(format = Date)]
    since: String,
    /// Whether it may hold for longer: nothing that was looked at says that it did not.
    since_or_earlier: bool,
    /// The comparisons of the condition, as written.
    comparisons: Vec<ComparisonBody>,
    /// Where the figures are explained, down to the lines of files.
    explain: Option<String>,
}

impl EvidenceBody {
    fn of(
        evidence: &Evidence,
        recommendation: &Recommendation,
        play: &Play,
        catalogue: &Catalogue,
    ) -> Self {
        Self {
            subject: EvidenceSubject::of(&evidence.subject, catalogue),
            stake: evidence.stake,
            cost: (&evidence.cost).into(),
            since: evidence.since.day.to_string(),
            since_or_earlier: evidence.since.or_earlier,
            comparisons: evidence.cited.iter().map(|it| ComparisonBody::of(it, play)).collect(),
            explain: explain(recommendation.customer, &evidence.subject, recommendation.day),
        }
    }
}

/// The address that explains the figures of a subject.
fn explain(customer: CustomerId, subject: &Subject, day: Day) -> Option<String> {
    let (what, of) = match subject {
        Subject::Customer => return None,
        Subject::Workload(code) => ("workload", code.to_string()),
        Subject::Sku(sku) => ("sku", sku.to_string()),
    };
    let of: String = url::form_urlencoded::byte_serialize(of.as_bytes()).collect();
    Some(format!("/api/v1/customers/{customer}/explain?{what}={of}&on={day}"))
}

/// What was decided about a recommendation.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct StandingBody {
    /// `open`, `accepted`, `snoozed` or `dismissed`.
    state: &'static str,
    /// The day on which a snoozed one is open again.
    #[schema(format = Date)]
    until: Option<String>,
    /// Why it was dismissed.
    reason: Option<String>,
    /// The action that was made of it.
    #[schema(format = Uuid)]
    action_id: Option<String>,
    /// The member that decided.
    #[schema(format = Uuid)]
    decided_by: Option<String>,
    decided_at: Option<Moment>,
}

impl StandingBody {
    fn of(decision: Option<&Decision>) -> Self {
        let (mut until, mut reason, mut action_id) = (None, None, None);
        match decision.map(|it| &it.standing) {
            Some(Standing::Accepted { action }) => action_id = Some(action.to_string()),
            Some(Standing::Snoozed { until: day }) => until = Some(day.to_string()),
            Some(Standing::Dismissed { reason: why }) => reason = Some(why.clone()),
            None => {}
        }
        Self {
            state: State::of(decision).as_str(),
            until,
            reason,
            action_id,
            decided_by: decision.and_then(|it| it.decided_by).map(|it| it.to_string()),
            decided_at: decision.map(|it| Moment::of_millis(it.decided_at_ms)),
        }
    }
}

/// A play that is for a customer, and why.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct RecommendationBody {
    customer: CustomerBody,
    /// The code of the play.
    play: String,
    /// What the play is called.
    title: String,
    /// The problem that it answers.
    problem: &'static str,
    stake: StakeBody,
    /// The day of which its figures are: the customer's own newest one, up to the asked day, on
    /// which its use is known.
    #[schema(format = Date)]
    as_of: String,
    /// Whether the customer is large enough for its place in the list to say something: of
    /// fewer than 5 seats or people none does.
    is_ranked: bool,
    /// Since when the oldest of its causes stands.
    #[schema(format = Date)]
    since: String,
    since_or_earlier: bool,
    /// What it is for, greatest stake first.
    evidence: Vec<EvidenceBody>,
    standing: StandingBody,
    /// Whether the asker may decide about it.
    may_decide: bool,
}

impl RecommendationBody {
    pub(super) fn of(
        it: &Recommendation,
        decision: Option<&Decision>,
        (profile, play, catalogue): (&CustomerProfile, &Play, &Catalogue),
        words: &Words,
        asked: Asked,
    ) -> Self {
        let first = it.evidence.iter().map(|it| it.since).min();
        let evidence = it.evidence.iter().map(|one| EvidenceBody::of(one, it, play, catalogue));
        Self {
            customer: profile.into(),
            play: it.play.to_string(),
            title: words_of(play, words).title.clone(),
            problem: play.answers.as_str(),
            stake: StakeBody {
                count: it.stake.count,
                unit: unit_code(it.stake.unit),
                cost: (&it.stake.cost).into(),
            },
            as_of: it.day.to_string(),
            is_ranked: it.is_ranked,
            since: first.map_or(it.day, |it| it.day).to_string(),
            since_or_earlier: first.is_some_and(|it| it.or_earlier),
            evidence: evidence.collect(),
            standing: StandingBody::of(decision),
            may_decide: asked.may_act,
        }
    }
}
