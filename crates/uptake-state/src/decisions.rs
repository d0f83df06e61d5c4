//! What members decided about recommendations: accepted, snoozed or dismissed.
//!
//! A decision is about causes. Which of them are still the same is for others to say; here
//! they are kept with the day on which each was last seen.

use std::{collections::BTreeSet, str::FromStr};

use serde_json::{Value, json};
use sqlx::{AnyConnection, any::AnyRow};
use uptake_model::{CustomerId, Day, MemberId};

use crate::{
    AuditEntry, Record, State, StateError,
    actions::{self, ActionChange, ActionId},
    row::{Cells, storable},
};

#[cfg(test)]
mod tests;

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// An action was made of it.
    Accepted {
        /// The action.
        action: ActionId,
    },
    /// It is left alone until a day.
    Snoozed {
        /// The first day on which it is open again.
        until: Day,
    },
    /// It is left alone for good.
    Dismissed {
        /// Why.
        reason: String,
    },
}

/// A cause that was decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedCause {
    /// What it is about, in the words of the one who evaluates.
    pub subject: String,
    /// What was at stake at the decision; `None` when that was not known.
    pub stake: Option<u64>,
    /// The last day on which it was seen.
    pub last_seen: Day,
}

/// A decision about what a play recommends to a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The customer.
    pub customer: CustomerId,
    /// The play.
    pub play: String,
    /// What was decided.
    pub standing: Standing,
    /// The causes it is about that are still the same.
    pub causes: Vec<DecidedCause>,
    /// The day whose figures were looked at.
    pub decided_on: Day,
    /// Who decided.
    pub decided_by: Option<MemberId>,
    /// When, in milliseconds since 1970-01-01T00:00:00Z. It also tells one decision from the
    /// next about the same.
    pub decided_at_ms: i64,
}

/// What became of the causes of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CausesLeft {
    /// The decision as it was read.
    pub decision: Decision,
    /// The causes that are still the same; without any the decision ends.
    pub causes: Vec<DecidedCause>,
}

const READING: &str = "read decisions";
const WRITING: &str = "write a decision";

impl Standing {
    fn code(&self) -> &'static str {
        match self {
            Self::Accepted { .. } => "accepted",
            Self::Snoozed { .. } => "snoozed",
            Self::Dismissed { .. } => "dismissed",
        }
    }

    fn read(cells: Cells<'_>) -> Result<Self, StateError> {
        match cells.get("standing")? {
            "accepted" => Ok(Self::Accepted { action: cells.parsed("action_id")? }),
            "snoozed" => Ok(Self::Snoozed { until: cells.parsed("until_day")? }),
            "dismissed" => Ok(Self::Dismissed { reason: cells.get("reason")? }),
            _ => Err(cells.damaged()),
        }
    }
}

impl DecidedCause {
    fn to_json(&self) -> Value {
        json!({
            "subject": self.subject,
            "stake": self.stake,
            "last_seen": self.last_seen.to_string(),
        })
    }

    fn of_json(json: &Value) -> Option<Self> {
        let stake = json.get("stake")?;
        Some(Self {
            subject: json.get("subject")?.as_str()?.to_owned(),
            stake: if stake.is_null() { None } else { Some(stake.as_u64()?) },
            last_seen: Day::from_str(json.get("last_seen")?.as_str()?).ok()?,
        })
    }
}

fn causes_json(causes: &[DecidedCause]) -> String {
    let causes: Vec<Value> = causes.iter().map(DecidedCause::to_json).collect();
    storable(&Value::from(causes).to_string())
}

impl Decision {
    fn read(row: &AnyRow) -> Result<Self, StateError> {
        let cells = Cells { row, table: "decisions" };
        let causes = serde_json::from_str::<Vec<Value>>(cells.get("causes")?);
        let causes = causes.map_err(|_no_json| cells.damaged())?;
        let causes: Option<Vec<_>> = causes.iter().map(DecidedCause::of_json).collect();
        let decided_by = cells.get::<Option<&str>>("decided_by")?.map(str::parse).transpose();
        Ok(Self {
            customer: cells.parsed("customer_id")?,
            play: cells.get("play")?,
            standing: Standing::read(cells)?,
            causes: causes.ok_or_else(|| cells.damaged())?,
            decided_on: cells.parsed("decided_on")?,
            decided_by: decided_by.map_err(|_no_id| cells.damaged())?,
            decided_at_ms: cells.get("decided_at_ms")?,
        })
    }

    async fn upsert(&self, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
        let (until, reason, action) = match &self.standing {
            Standing::Accepted { action } => (None, None, Some(action.to_string())),
            Standing::Snoozed { until } => (Some(until.to_string()), None, None),
            Standing::Dismissed { reason } => (None, Some(storable(reason)), None),
        };
        sqlx::query(
            "INSERT INTO decisions (customer_id, play, standing, causes, until_day, reason,
                 action_id, decided_on, decided_by, decided_at_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (customer_id, play) DO UPDATE SET standing = excluded.standing,
                 causes = excluded.causes, until_day = excluded.until_day,
                 reason = excluded.reason, action_id = excluded.action_id,
                 decided_on = excluded.decided_on, decided_by = excluded.decided_by,
                 decided_at_ms = excluded.decided_at_ms, seal = NULL",
        )
        .bind(self.customer.to_string())
        .bind(storable(&self.play))
        .bind(self.standing.code())
        .bind(causes_json(&self.causes))
        .bind(until)
        .bind(reason)
        .bind(action)
        .bind(self.decided_on.to_string())
        .bind(self.decided_by.map(|it| it.to_string()))
        .bind(self.decided_at_ms)
        .execute(connection)
        .await
        .map(|_| ())
    }
}

impl State {
    /// All decisions, by customer and play.
    pub async fn decisions(&self) -> Result<Vec<Decision>, StateError> {
        let rows = sqlx::query("SELECT * FROM decisions ORDER BY customer_id, play")
            .fetch_all(self.pool())
            .await
            .map_err(StateError::query(READING))?;
        rows.iter().map(Decision::read).collect()
    }

    /// Whom which play was accepted for with an action that is not for the customer any more,
    /// because it was dropped or is for others.
    pub async fn abandoned(&self) -> Result<BTreeSet<(CustomerId, String)>, StateError> {
        let rows = sqlx::query(
            "SELECT customer_id, play FROM decisions
             WHERE standing = 'accepted' AND NOT EXISTS (
                 SELECT 1 FROM actions
                 JOIN action_customers ON action_customers.action_id = actions.id
                 WHERE actions.id = decisions.action_id AND actions.status <> 'dropped'
                     AND action_customers.customer_id = decisions.customer_id)",
        )
        .fetch_all(self.pool())
        .await
        .map_err(StateError::query(READING))?;
        let read = |row| {
            let cells = Cells { row, table: "decisions" };
            Ok((cells.parsed("customer_id")?, cells.get("play")?))
        };
        rows.iter().map(read).collect()
    }

    /// Notes a decision in the place of an earlier one about the same.
    pub async fn decide(
        &self,
        decision: &Decision,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let mut change = self.begin_change(WRITING).await?;
        let failed = change.failed();
        decision.upsert(change.connection()).await.map_err(failed)?;
        change.commit(audit, now_ms).await
    }

    /// Notes a decision with the action that was made of it, both or none. `seen` is when the
    /// earlier decision about the same was made that the caller saw, if there was one.
    pub async fn accept(
        &self,
        (decision, seen): (&Decision, Option<i64>),
        action: &ActionChange,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let mut change = self.begin_change("accept a recommendation").await?;
        let failed = change.failed();
        let last: Option<i64> = sqlx::query_scalar(
            "SELECT decided_at_ms FROM decisions WHERE customer_id = $1 AND play = $2",
        )
        .bind(decision.customer.to_string())
        .bind(storable(&decision.play))
        .fetch_optional(change.connection())
        .await
        .map_err(StateError::query(READING))?;
        if last != seen {
            return Err(StateError::Stale { what: Record::Decision });
        }
        actions::put(change.connection(), action, now_ms).await?;
        decision.upsert(change.connection()).await.map_err(failed)?;
        change.commit(audit, now_ms).await
    }

    /// Takes a decision back: what it is about is open again.
    pub async fn reopen(
        &self,
        customer: CustomerId,
        play: &str,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let mut change = self.begin_change(WRITING).await?;
        let failed = change.failed();
        let deleted = sqlx::query("DELETE FROM decisions WHERE customer_id = $1 AND play = $2")
            .bind(customer.to_string())
            .bind(storable(play))
            .execute(change.connection())
            .await
            .map_err(failed)?;
        if deleted.rows_affected() == 0 {
            return Err(StateError::NotFound { what: Record::Decision });
        }
        change.commit(audit, now_ms).await
    }

    /// Notes which causes of decisions are still the same, and ends the decisions of which
    /// none is. One that was decided anew meanwhile stays as it is.
    ///
    /// This is no member's act: it leaves a row in the audit log only when something ends.
    pub async fn settle_decisions(
        &self,
        left: &[CausesLeft],
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let changed = |it: &&CausesLeft| it.causes != it.decision.causes;
        let changed: Vec<&CausesLeft> = left.iter().filter(changed).collect();
        if changed.is_empty() {
            return Ok(());
        }
        let mut change = self.begin_change("settle decisions").await?;
        let mut has_ended = false;
        for it in changed {
            let failed = change.failed();
            let sql = if it.causes.is_empty() {
                "DELETE FROM decisions
                 WHERE customer_id = $1 AND play = $2 AND decided_at_ms = $3 AND $4 = $4"
            } else {
                "UPDATE decisions SET causes = $4, seal = NULL
                 WHERE customer_id = $1 AND play = $2 AND decided_at_ms = $3"
            };
            let written = sqlx::query(sql)
                .bind(it.decision.customer.to_string())
                .bind(storable(&it.decision.play))
                .bind(it.decision.decided_at_ms)
                .bind(causes_json(&it.causes))
                .execute(change.connection())
                .await
                .map_err(failed)?;
            has_ended |= it.causes.is_empty() && written.rows_affected() > 0;
        }
        if has_ended { change.commit(audit, now_ms).await } else { change.commit_quietly().await }
    }
}

/// Forgets what was decided about a customer.
pub(crate) async fn forget(
    connection: &mut AnyConnection,
    customer: CustomerId,
) -> Result<(), sqlx::Error> {
    sqlx::query("DELETE FROM decisions WHERE customer_id = $1")
        .bind(customer.to_string())
        .execute(connection)
        .await
        .map(|_| ())
}
