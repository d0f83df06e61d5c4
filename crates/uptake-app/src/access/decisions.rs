//! Deciding on recommendations, and what is decided now.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde_json::json;
use uptake_model::{CustomerId, Day, Permission, Scope};
use uptake_play::{Absent, Cause, PlayCode, Recommendation, Settled, Subject};
use uptake_state::{ActionId, CausesLeft, DecidedCause, Decision, Record, Standing, StateError};

use super::{Access, AccessError, ActionEdit, Doer};
use crate::{
    live::{Boundary, CauseOf},
    rulebook::Rulebook,
};

#[cfg(test)]
mod tests;

/// The longest reason, in characters.
const MOST_REASON: usize = 1_000;
/// A snooze lasts at most so many days.
const MOST_SNOOZE_DAYS: i32 = 366;

/// All decisions, by customer and play.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    all: BTreeMap<(CustomerId, String), Decision>,
    /// Of which the action was dropped.
    abandoned: BTreeSet<(CustomerId, String)>,
}

/// Which recommendation is decided on, as the doer sees it.
#[derive(Clone)]
pub struct Decided<'a> {
    /// The data that was looked at.
    pub boundary: &'a Boundary,
    /// The plays and thresholds.
    pub rules: &'a Arc<Rulebook>,
    /// The customers that the doer may see.
    pub scope: &'a Scope,
    /// The customer.
    pub customer: CustomerId,
    /// The play.
    pub play: &'a PlayCode,
}

impl Decisions {
    fn of(all: Vec<Decision>, abandoned: BTreeSet<(CustomerId, String)>) -> Self {
        let all = all.into_iter().map(|it| ((it.customer, it.play.clone()), it)).collect();
        Self { all, abandoned }
    }

    /// When the last decision about a recommendation was made, in force or not.
    fn last_ms(&self, recommendation: &Recommendation) -> Option<i64> {
        let key = (recommendation.customer, recommendation.play.to_string());
        self.all.get(&key).map(|it| it.decided_at_ms)
    }

    /// The action with which a recommendation was accepted.
    fn accepted(&self, recommendation: &Recommendation, today: Day) -> Option<ActionId> {
        match self.about(recommendation, today)?.standing {
            Standing::Accepted { action } => Some(action),
            Standing::Snoozed { .. } | Standing::Dismissed { .. } => None,
        }
    }

    /// What is decided about a recommendation: `None` when it is open, because nobody decided,
    /// a snooze is over, the action was dropped, or something stands that was not decided on.
    pub fn about(&self, recommendation: &Recommendation, today: Day) -> Option<&Decision> {
        let key = (recommendation.customer, recommendation.play.to_string());
        let decision = self.all.get(&key).filter(|_| !self.abandoned.contains(&key))?;
        if let Standing::Snoozed { until } = decision.standing
            && today >= until
        {
            return None;
        }
        let causes = causes(&decision.causes);
        let day = recommendation.day;
        let settled = Settled::on(day, &causes, &recommendation.evidence, &|_| Absent::Unknown);
        settled.covers_all.then_some(decision)
    }
}

/// The causes as plays know them; one that cannot be read any more is none.
fn causes(stored: &[DecidedCause]) -> Vec<Cause> {
    let cause = |it: &DecidedCause| {
        let subject = it.subject.parse().ok()?;
        Some(Cause { subject, stake: it.stake, last_seen: it.last_seen })
    };
    stored.iter().filter_map(cause).collect()
}

fn stored(causes: &[Cause]) -> Vec<DecidedCause> {
    let stored = |it: &Cause| DecidedCause {
        subject: it.subject.to_string(),
        stake: it.stake,
        last_seen: it.last_seen,
    };
    causes.iter().map(stored).collect()
}

impl Access {
    /// All decisions. Whoever shows them shows only those of customers in scope.
    pub async fn decisions(&self) -> Result<Decisions, AccessError> {
        Ok(Decisions::of(self.state.decisions().await?, self.state.abandoned().await?))
    }

    /// Today, in UTC.
    pub fn today(&self) -> Day {
        self.world.clock.today()
    }

    /// Leaves a recommendation alone until a day.
    pub async fn snooze(
        &self,
        doer: Doer<'_>,
        decided: &Decided<'_>,
        until: Day,
    ) -> Result<(), AccessError> {
        let today = self.today();
        if until <= today || until > today.plus(MOST_SNOOZE_DAYS) {
            let expected = "a day after today and within a year";
            return Err(AccessError::Invalid { field: "until", expected });
        }
        self.decide(doer, decided, ("recommendation.snooze", Standing::Snoozed { until })).await
    }

    /// Leaves a recommendation alone for good.
    pub async fn dismiss(
        &self,
        doer: Doer<'_>,
        decided: &Decided<'_>,
        reason: &str,
    ) -> Result<(), AccessError> {
        let reason = reason.trim().to_owned();
        if reason.is_empty() || reason.chars().count() > MOST_REASON {
            let expected = "1 to 1,000 characters";
            return Err(AccessError::Invalid { field: "reason", expected });
        }
        let standing = Standing::Dismissed { reason };
        self.decide(doer, decided, ("recommendation.dismiss", standing)).await
    }

    /// Makes an action of a recommendation. Of one that was accepted already no other is made:
    /// the first one is the answer.
    pub async fn accept(
        &self,
        doer: Doer<'_>,
        decided: &Decided<'_>,
        edit: ActionEdit,
    ) -> Result<ActionId, AccessError> {
        doer.must(Permission::Act)?;
        let recommendation = self.recommendation(decided).await?;
        let decisions = self.decisions().await?;
        if let Some(first) = decisions.accepted(&recommendation, self.today()) {
            return Ok(first);
        }
        let seen = decisions.last_ms(&recommendation);
        let edit = ActionEdit {
            play: Some(decided.play.to_string()),
            customers: Some([decided.customer].into()),
            owner: edit.owner.or_else(|| Some(doer.name())),
            ..edit
        };
        let change = self
            .new_action(doer, decided.boundary, decided.scope, edit, Some(&recommendation))
            .await?;
        let action = change.action.id;
        let decision = self.decision(doer, &recommendation, Standing::Accepted { action });
        let subject = decided.customer.to_string();
        let detail = json!({ "play": decided.play.as_str(), "action": action.to_string() });
        let audit = doer.entry("recommendation.accept", &subject, detail);
        match self.state.accept((&decision, seen), &change, &audit, self.now()).await {
            Ok(()) => Ok(action),
            // Somebody else was faster, or the same one clicked twice.
            Err(StateError::Stale { what: Record::Decision }) => {
                let first = self.decisions().await?.accepted(&recommendation, self.today());
                first.ok_or(AccessError::ChangedMeanwhile)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Takes a decision back.
    pub async fn reopen(
        &self,
        doer: Doer<'_>,
        customer: CustomerId,
        play: &PlayCode,
    ) -> Result<(), AccessError> {
        doer.must(Permission::Act)?;
        let detail = json!({ "play": play.as_str() });
        let audit = doer.entry("recommendation.reopen", &customer.to_string(), detail);
        Ok(self.state.reopen(customer, play.as_str(), &audit, self.now()).await?)
    }

    async fn decide(
        &self,
        doer: Doer<'_>,
        decided: &Decided<'_>,
        (action, standing): (&str, Standing),
    ) -> Result<(), AccessError> {
        doer.must(Permission::Act)?;
        let recommendation = self.recommendation(decided).await?;
        let detail = match &standing {
            Standing::Snoozed { until } => {
                json!({ "play": decided.play.as_str(), "until": until.to_string() })
            }
            Standing::Dismissed { reason } => {
                json!({ "play": decided.play.as_str(), "reason": reason })
            }
            Standing::Accepted { action } => {
                json!({ "play": decided.play.as_str(), "action": action.to_string() })
            }
        };
        let decision = self.decision(doer, &recommendation, standing);
        let audit = doer.entry(action, &decided.customer.to_string(), detail);
        Ok(self.state.decide(&decision, &audit, self.now()).await?)
    }

    /// The recommendation as it stands now.
    async fn recommendation(&self, decided: &Decided<'_>) -> Result<Recommendation, AccessError> {
        let Decided { boundary, rules, scope, customer, play } = decided;
        if !scope.contains(*customer) {
            return Err(AccessError::NotFound);
        }
        let app = |source| AccessError::App { source };
        let day = boundary.acting_day().await.map_err(app)?.ok_or(AccessError::NotFound)?;
        let found = boundary.recommended(day, rules).await.map_err(app)?;
        found.get(*customer, play).cloned().ok_or(AccessError::NotFound)
    }

    fn decision(
        &self,
        doer: Doer<'_>,
        recommendation: &Recommendation,
        standing: Standing,
    ) -> Decision {
        Decision {
            customer: recommendation.customer,
            play: recommendation.play.to_string(),
            standing,
            causes: stored(&Cause::of(&recommendation.evidence, recommendation.day)),
            decided_on: recommendation.day,
            decided_by: doer.member(),
            decided_at_ms: self.now(),
        }
    }

    /// Brings the decisions up to date with what stands now: causes that are
    /// gone or have grown are forgotten. For whoever follows the imports.
    pub async fn settle_decisions(&self, boundary: &Boundary) -> Result<(), AccessError> {
        let decisions = self.state.decisions().await?;
        let app = |source| AccessError::App { source };
        let Some(day) = boundary.acting_day().await.map_err(app)? else { return Ok(()) };
        let rules = self.rulebook().await?;
        let recommended = boundary.recommended(day, &rules).await.map_err(app)?;
        let mut asked: Vec<CauseOf> = Vec::new();
        for decision in &decisions {
            let Ok(play) = decision.play.parse::<PlayCode>() else { continue };
            let subjects = causes(&decision.causes).into_iter().map(|it| it.subject);
            asked.extend(subjects.map(|it| (decision.customer, play.clone(), it)));
        }
        let absences = boundary.absences(day, &rules, asked).await.map_err(app)?;
        let left = decisions.into_iter().map(|decision| {
            let play = decision.play.parse::<PlayCode>().ok();
            let found = play.as_ref().and_then(|it| recommended.get(decision.customer, it));
            let evidence = found.map(|it| it.evidence.as_slice()).unwrap_or_default();
            let absent = |subject: &Subject| {
                let of = play.clone().map(|it| (decision.customer, it, subject.clone()));
                of.and_then(|it| absences.get(&it).copied()).unwrap_or(Absent::Unknown)
            };
            let on = recommended.day_of(decision.customer);
            let settled = Settled::on(on, &causes(&decision.causes), evidence, &absent);
            CausesLeft { causes: stored(&settled.kept), decision }
        });
        let left: Vec<CausesLeft> = left.collect();
        let ended = left.iter().filter(|it| it.causes.is_empty());
        let ended: Vec<_> = ended
            .map(|it| json!({ "customer": it.decision.customer, "play": it.decision.play }))
            .collect();
        let audit = Doer::Program.entry("recommendation.end", "", json!(ended));
        Ok(self.state.settle_decisions(&left, &audit, self.now()).await?)
    }
}
