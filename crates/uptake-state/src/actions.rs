//! Actions: what the partner does for customers, with whom they are planned, and when.
//!
//! The recommendation that an action was made of and the figures at its start are kept in the
//! words of the one who wrote them.

use std::{collections::BTreeMap, fmt, str::FromStr};

use serde_json::Value;
use sqlx::AnyConnection;
use uptake_model::{CustomerId, Day, Guid, MemberId};

use crate::{AuditEntry, Record, State, StateError, webhooks::Notice};

mod stored;
#[cfg(test)]
pub(crate) mod tests;

/// An action, by its name for good.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActionId(pub Guid);

impl FromStr for ActionId {
    type Err = <Guid as FromStr>::Err;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl fmt::Display for ActionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for ActionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ActionId({})", self.0)
    }
}

/// How far an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionStatus {
    /// It is to be done.
    Planned,
    /// It is being done.
    Running,
    /// It was done.
    Done,
    /// It is not to be done any more.
    Dropped,
}

impl ActionStatus {
    /// Every status, in the order of a board.
    pub const ALL: [Self; 4] = [Self::Planned, Self::Running, Self::Done, Self::Dropped];

    /// Its code.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Running => "running",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }
}

/// The text was no code of a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such status, use planned, running, done, dropped")]
pub struct ParseActionStatusError;

impl FromStr for ActionStatus {
    type Err = ParseActionStatusError;

    fn from_str(text: &str) -> Result<Self, ParseActionStatusError> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(ParseActionStatusError)
    }
}

impl fmt::Display for ActionStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Something that the partner does for customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// Its name for good: random.
    pub id: ActionId,
    /// The play that it follows; empty for none.
    pub play: String,
    /// How far it is.
    pub status: ActionStatus,
    /// Who does it, by name; empty while nobody does.
    pub owner: String,
    /// The first day that is planned.
    pub planned_from: Option<Day>,
    /// The last day that is planned.
    pub planned_to: Option<Day>,
    /// The day on which it really began.
    pub started_on: Option<Day>,
    /// The day on which it really ended.
    pub ended_on: Option<Day>,
    /// Notes.
    pub note: String,
    /// What helps to do it.
    pub material: Value,
    /// For whom.
    pub customers: BTreeMap<CustomerId, ActionCustomer>,
    /// It grows with each change.
    pub version: i64,
    /// Who made it; `None` for the program itself.
    pub created_by: Option<MemberId>,
    /// When it was made, in milliseconds since 1970-01-01T00:00:00Z.
    pub created_at_ms: i64,
    /// When it was last changed.
    pub changed_at_ms: i64,
}

/// A customer that an action is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionCustomer {
    /// The id by which files name the action for this customer.
    pub native_id: String,
    /// The recommendation that the action was made of.
    pub recommended: Value,
    /// The customer's figures at the start of the action.
    pub figures: Value,
}

/// An action to write, and who is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionChange {
    /// The action as it is to be; its version and time of change are the state's to set.
    pub action: Action,
    /// The version that the caller saw; `None` for a new one.
    pub seen: Option<i64>,
    /// What those who wait for changes are sent.
    pub notice: Notice,
}

const WRITING: &str = "write an action";

impl State {
    /// All actions, oldest first.
    pub async fn actions(&self) -> Result<Vec<Action>, StateError> {
        let mut connection = self.pool().acquire().await.map_err(StateError::query(READING))?;
        stored::all(&mut connection).await
    }

    /// An action.
    pub async fn action(&self, id: ActionId) -> Result<Action, StateError> {
        let mut connection = self.pool().acquire().await.map_err(StateError::query(READING))?;
        let found = stored::one(&mut connection, id).await?;
        found.ok_or(StateError::NotFound { what: Record::Action })
    }

    /// Writes actions, all or none, each if it is still the version that the caller saw.
    pub async fn put_actions(
        &self,
        changes: &[ActionChange],
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let mut change = self.begin_change(WRITING).await?;
        for it in changes {
            put(change.connection(), it, now_ms).await?;
        }
        change.commit(audit, now_ms).await
    }
}

const READING: &str = "read actions";

/// Writes an action in the transaction of a change, with what is to be sent of it.
pub(crate) async fn put(
    connection: &mut AnyConnection,
    change: &ActionChange,
    now_ms: i64,
) -> Result<(), StateError> {
    let what = Record::Action;
    let before = stored::one(connection, change.action.id).await?;
    match (change.seen, before) {
        (None, None) => {}
        (None, Some(_)) => return Err(StateError::Taken { what }),
        (Some(_), None) => return Err(StateError::NotFound { what }),
        (Some(seen), Some(before)) if before.version == seen => {}
        (Some(_), Some(_)) => return Err(StateError::Stale { what }),
    }
    let written = Action {
        version: change.seen.unwrap_or(0) + 1,
        changed_at_ms: now_ms,
        ..change.action.clone()
    };
    stored::check_unique(connection, &written).await?;
    stored::write(connection, &written).await?;
    crate::webhooks::queue(connection, &change.notice, now_ms).await
}

/// Takes a customer out of all actions, and drops those that were for it alone.
pub(crate) async fn forget(
    connection: &mut AnyConnection,
    customer: CustomerId,
) -> Result<(), sqlx::Error> {
    let id = customer.to_string();
    sqlx::query("DELETE FROM action_customers WHERE customer_id = $1")
        .bind(&id)
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "DELETE FROM actions
         WHERE NOT EXISTS (SELECT 1 FROM action_customers WHERE action_id = actions.id)",
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query("DELETE FROM deliveries WHERE body LIKE $1")
        .bind(format!("%{id}%"))
        .execute(connection)
        .await
        .map(|_| ())
}
