//! The audit log: what members did and what they were refused, as a chain of rows.
//!
//! Rows are only added. What changes something adds its row in the same transaction, so that
//! neither is there without the other. Whoever can write to the database can make a chain of
//! their own; keep [`AuditEnd`] elsewhere to know the one that was left.

use std::{fmt, str::FromStr, sync::Arc};

use futures::TryStreamExt as _;
use serde_json::Value;
use sqlx::{AnyConnection, AssertSqlSafe};
use uptake_model::MemberId;

use crate::{
    Damage, RowHash, State, StateError, chain::Walk, db::Write, recent::RecentAskers, row::storable,
};
use stored::{Stored, damaged, head, unread};

mod stored;
#[cfg(test)]
mod tests;

/// Something that was done, or refused, or failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Who did it; `None` for the program itself, and for whoever is not signed in.
    pub actor: Option<MemberId>,
    /// What the actor was called at that time, or said to be called.
    pub actor_name: String,
    /// What was done, as a code: `member.change`.
    pub action: String,
    /// What it was done to: the id of a member, a customer, a file.
    pub subject: String,
    /// How it ended.
    pub outcome: AuditOutcome,
    /// Where the request came from.
    pub address: String,
    /// What else is worth knowing. No secret, and no user's name.
    pub detail: Value,
}

/// How something ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AuditOutcome {
    /// It was done.
    Done,
    /// The actor may not do it.
    Refused,
    /// It was tried, and failed.
    Failed,
}

impl AuditOutcome {
    /// Every outcome.
    pub const ALL: [Self; 3] = [Self::Done, Self::Refused, Self::Failed];

    /// Its code.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}

/// The text was no code of an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such outcome, use done, refused, failed")]
pub struct ParseOutcomeError;

impl FromStr for AuditOutcome {
    type Err = ParseOutcomeError;

    fn from_str(text: &str) -> Result<Self, ParseOutcomeError> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(ParseOutcomeError)
    }
}

impl fmt::Display for AuditOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A row of the audit log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Its place in the log: 1, 2, 3, …
    pub seq: i64,
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    pub at_ms: i64,
    /// What happened.
    pub entry: AuditEntry,
    /// The hash of the row before it.
    pub prev_hash: RowHash,
    /// The hash of this row.
    pub hash: RowHash,
}

/// Which rows of the audit log to read; all that are set must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Who did it.
    pub actor: Option<MemberId>,
    /// What was done.
    pub action: Option<String>,
    /// What it was done to.
    pub subject: Option<String>,
    /// How it ended.
    pub outcome: Option<AuditOutcome>,
    /// Not before this time.
    pub from_ms: Option<i64>,
    /// Before this time.
    pub until_ms: Option<i64>,
}

/// Where the audit log was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditEnd {
    /// The number of the last row; 0 before the first.
    pub seq: i64,
    /// The hash of the last row.
    pub hash: RowHash,
}

/// The audit log is not what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the audit log is damaged at row {seq}: {what}")]
pub struct AuditDamage {
    /// The first row that is wrong.
    pub seq: i64,
    /// What is wrong with it.
    pub what: Damage,
}

const READING: &str = "read the audit log";
const WRITING: &str = "write to the audit log";

impl State {
    /// Records what changes nothing in the state: a refusal, a sign-in that failed, an import,
    /// a view of users' names.
    pub async fn record(&self, entry: &AuditEntry, now_ms: i64) -> Result<(), StateError> {
        self.begin_change(WRITING).await?.commit(entry, now_ms).await
    }

    /// The newest rows that match, newest first, at most `limit` of them. `before` goes on
    /// where an earlier answer ended: the number of its last row.
    pub async fn audit(
        &self,
        filter: &AuditFilter,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<AuditRow>, StateError> {
        let (conditions, values) = conditions(filter, before);
        let sql = format!("SELECT * FROM audit {conditions} ORDER BY seq DESC LIMIT {limit}");
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for value in values {
            query = match value {
                Condition::Text(text) => query.bind(text),
                Condition::Number(number) => query.bind(number),
            };
        }
        let rows = query.fetch_all(self.pool()).await.map_err(|it| unread(it, 0))?;
        let rows = rows.iter().filter_map(|row| Stored::read(row, 0).transpose());
        rows.map(|row| row?.check()).collect()
    }

    /// Follows the whole chain, from the first row to the end; says the first row that is
    /// wrong with [`StateError::AuditDamaged`].
    pub async fn verify_audit(&self) -> Result<AuditEnd, StateError> {
        // One statement, so that the rows and the end are of the same moment.
        let mut rows = sqlx::query(
            "SELECT head.seq AS head_seq, head.hash AS head_hash, audit.*
             FROM audit_head AS head LEFT JOIN audit ON head.id = 1
             ORDER BY audit.seq",
        )
        .fetch(self.pool());
        let mut walk = Walk::START;
        let mut left = None;
        loop {
            let next = walk.next();
            let Some(row) = rows.try_next().await.map_err(|it| unread(it, next))? else { break };
            left = Some(head(&row)?);
            let Some(stored) = Stored::read(&row, next)? else { break };
            if stored.seq() != next {
                return Err(damaged((next, Damage::Missing)));
            }
            let row = stored.check()?;
            walk.step(row.seq, row.prev_hash, row.hash).map_err(damaged)?;
        }
        walk.end(left.as_ref()).map_err(damaged)?;
        let (seq, hash) = walk.last();
        Ok(AuditEnd { seq, hash })
    }

    /// Begins a change that ends with a row in the audit log.
    pub(crate) async fn begin_change(&self, doing: &'static str) -> Result<Change, StateError> {
        let transaction = self.begin_write().await.map_err(StateError::query(doing))?;
        Ok(Change { transaction, doing, askers: Arc::clone(self.recent()) })
    }
}

/// A transaction that writes. It is committed with a row in the audit log, unless the program
/// itself only notes what it saw; dropping it undoes everything.
pub(crate) struct Change {
    transaction: Write,
    doing: &'static str,
    askers: Arc<RecentAskers>,
}

impl Change {
    pub(crate) fn connection(&mut self) -> &mut AnyConnection {
        &mut self.transaction
    }

    /// Makes "failed to …" of a failed statement of this change.
    pub(crate) fn failed(&self) -> impl FnOnce(sqlx::Error) -> StateError + use<> {
        StateError::query(self.doing)
    }

    pub(crate) async fn commit(
        mut self,
        entry: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        stored::append(&mut self.transaction, entry, now_ms).await?;
        // It may be committed, whatever is told, and also when nobody waits for it any more.
        let _after_it = self.askers.forgotten_at_the_end();
        self.transaction.commit().await.map_err(StateError::query(self.doing))
    }

    /// Commits what is no act of a member and changes nothing that one set.
    pub(crate) async fn commit_quietly(self) -> Result<(), StateError> {
        self.transaction.commit().await.map_err(StateError::query(self.doing))
    }
}

enum Condition {
    Text(String),
    Number(i64),
}

/// The `WHERE` of a filter, and the values for its placeholders.
fn conditions(filter: &AuditFilter, before: Option<i64>) -> (String, Vec<Condition>) {
    let AuditFilter { actor, action, subject, outcome, from_ms, until_ms } = filter;
    let text = |it: &Option<String>| it.as_deref().map(|it| Condition::Text(storable(it)));
    let all = [
        ("actor_id =", actor.map(|it| Condition::Text(it.to_string()))),
        ("action =", text(action)),
        ("subject =", text(subject)),
        ("outcome =", outcome.map(|it| Condition::Text(it.to_string()))),
        ("at_ms >=", from_ms.map(Condition::Number)),
        ("at_ms <", until_ms.map(Condition::Number)),
        ("seq <", before.map(Condition::Number)),
    ];
    let mut words = Vec::new();
    let mut values = Vec::new();
    for (word, value) in all {
        let Some(value) = value else { continue };
        values.push(value);
        words.push(format!("{word} ${}", values.len()));
    }
    if words.is_empty() {
        return (String::new(), values);
    }
    (format!("WHERE {}", words.join(" AND ")), values)
}
