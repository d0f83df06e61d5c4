//! Sessions: who is signed in, from where, and for how long still.
//!
//! A session ends when it was not used for [`IDLE_MS`], when it is [`ABSOLUTE_MS`] old, and
//! with every change of who its member is: see [`State::change_member`].

use sqlx::{AnyConnection, any::AnyRow};
use uptake_model::MemberId;

use crate::{
    AuditEntry, Member, Record, SecretHash, State, StateError, members,
    row::{Cells, short},
};

#[cfg(test)]
mod tests;

/// A session that was not used for so long has ended.
pub const IDLE_MS: i64 = 30 * 60_000;

/// A session that is so old has ended.
pub const ABSOLUTE_MS: i64 = 12 * 3_600_000;

/// Whoever gave a password but no second factor has so long to give it.
pub const SECOND_FACTOR_MS: i64 = 10 * 60_000;

/// A use is noted at most so often: what is read a hundred times a minute is not written as
/// often. A session can so end this much before it was idle for its whole time.
const TOUCH_MS: i64 = 60_000;

/// A session to start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSession {
    /// The hash of its secret.
    pub hash: SecretHash,
    /// Who signed in.
    pub member: MemberId,
    /// The version of the member whose password was checked: if the password was changed
    /// meanwhile, or the member disabled, no session starts.
    pub member_version: i64,
    /// Whether the second factor is still to come.
    pub needs_second_factor: bool,
    /// Where the member is.
    pub address: String,
    /// What the member's browser calls itself.
    pub agent: String,
}

/// A session that has not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The hash of its secret.
    pub hash: SecretHash,
    /// When it started, in milliseconds since 1970-01-01T00:00:00Z.
    pub started_at_ms: i64,
    /// When it was used, to the minute.
    pub seen_at_ms: i64,
    /// Whether the second factor is still to come: until then it lets in to nothing.
    pub needs_second_factor: bool,
    /// Where the member was.
    pub address: String,
    /// What the member's browser called itself.
    pub agent: String,
}

impl Session {
    fn read(row: &AnyRow) -> Result<Self, StateError> {
        let cells = Cells { row, table: "sessions" };
        Ok(Self {
            hash: cells.hash("hash")?,
            started_at_ms: cells.get("started_at_ms")?,
            seen_at_ms: cells.get("seen_at_ms")?,
            needs_second_factor: cells.flag("needs_second_factor")?,
            address: cells.get("address")?,
            agent: cells.get("agent")?,
        })
    }

    /// From when on the session has ended, if it is not used before.
    pub fn ends_at_ms(&self) -> i64 {
        let longest = if self.needs_second_factor { SECOND_FACTOR_MS } else { ABSOLUTE_MS };
        (self.started_at_ms + longest).min(self.seen_at_ms + IDLE_MS)
    }
}

const READING: &str = "read a session";
const STARTING: &str = "start a session";
const ENDING: &str = "end sessions";

impl State {
    /// Starts a session of an enabled member.
    pub async fn start_session(
        &self,
        new: &NewSession,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let what = Record::Member;
        let mut change = self.begin_change(STARTING).await?;
        let member = members::Stored::of(change.connection(), new.member).await?;
        let member = member.map(|it| it.member).filter(|it| it.is_enabled);
        if member.ok_or(StateError::NotFound { what })?.version != new.member_version {
            return Err(StateError::Stale { what });
        }
        let session = Session {
            hash: new.hash,
            started_at_ms: now_ms,
            seen_at_ms: now_ms,
            needs_second_factor: new.needs_second_factor,
            address: short(&new.address, 64),
            agent: short(&new.agent, 200),
        };
        insert(change.connection(), new.member, &session).await?;
        change.commit(audit, now_ms).await
    }

    /// The session with this secret and its member, as they are now; `None` if there is none
    /// or it has ended, or the member is disabled. Notes that it was used.
    ///
    /// What another process changes is seen within a second.
    pub async fn session(
        &self,
        hash: &SecretHash,
        now_ms: i64,
    ) -> Result<Option<(Session, Member)>, StateError> {
        let recent = &self.recent().sessions;
        let found = recent.get(hash, now_ms);
        // A use that is to be noted is looked at as a whole.
        if let Some((session, member)) = found.filter(|it| now_ms < it.0.seen_at_ms + TOUCH_MS) {
            return Ok((now_ms < session.ends_at_ms()).then_some((session, member)));
        }
        let turn = recent.turn();
        let found = self.read_session(hash, now_ms).await?;
        if let Some(found) = &found {
            recent.put(turn, hash, now_ms, found.clone());
        }
        Ok(found)
    }

    async fn read_session(
        &self,
        hash: &SecretHash,
        now_ms: i64,
    ) -> Result<Option<(Session, Member)>, StateError> {
        let row = sqlx::query(
            "SELECT sessions.*, members.* FROM sessions
             JOIN members ON members.id = sessions.member_id
             WHERE hash = $1 AND is_enabled = 1",
        )
        .bind(hash.bytes())
        .fetch_optional(self.pool())
        .await
        .map_err(StateError::query(READING))?;
        let Some(row) = row else { return Ok(None) };
        let mut session = Session::read(&row)?;
        if now_ms >= session.ends_at_ms() {
            return Ok(None);
        }
        if now_ms >= session.seen_at_ms + TOUCH_MS {
            session.seen_at_ms = now_ms;
            let touch =
                sqlx::query("UPDATE sessions SET seen_at_ms = $2, seal = NULL WHERE hash = $1");
            self.write_at_once(touch.bind(hash.bytes()).bind(now_ms))
                .await
                .map_err(StateError::query("note the use of a session"))?;
        }
        Ok(Some((session, members::read(&row)?)))
    }

    /// The sessions of a member that have not ended, the latest first.
    pub async fn sessions_of(
        &self,
        member: MemberId,
        now_ms: i64,
    ) -> Result<Vec<Session>, StateError> {
        let rows = sqlx::query(
            "SELECT * FROM sessions WHERE member_id = $1 ORDER BY started_at_ms DESC, hash",
        )
        .bind(member.to_string())
        .fetch_all(self.pool())
        .await
        .map_err(StateError::query(READING))?;
        let sessions: Result<Vec<_>, _> = rows.iter().map(Session::read).collect();
        Ok(sessions?.into_iter().filter(|it| now_ms < it.ends_at_ms()).collect())
    }

    /// Lets a member in who gave the second factor: a new session in the place of the one
    /// that waited for it, so that a secret from before is worth nothing.
    pub async fn pass_second_factor(
        &self,
        waiting: &SecretHash,
        hash: &SecretHash,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let not_found = StateError::NotFound { what: Record::Session };
        let mut change = self.begin_change(STARTING).await?;
        let row = sqlx::query("SELECT * FROM sessions WHERE hash = $1")
            .bind(waiting.bytes())
            .fetch_optional(change.connection())
            .await
            .map_err(StateError::query(READING))?;
        let Some(row) = row else { return Err(not_found) };
        let session = Session::read(&row)?;
        if !session.needs_second_factor || now_ms >= session.ends_at_ms() {
            return Err(not_found);
        }
        let member = Cells { row: &row, table: "sessions" }.parsed("member_id")?;
        let new = Session {
            hash: *hash,
            started_at_ms: now_ms,
            seen_at_ms: now_ms,
            needs_second_factor: false,
            ..session
        };
        end(change.connection(), waiting).await?;
        insert(change.connection(), member, &new).await?;
        change.commit(audit, now_ms).await
    }

    /// Ends a session; `false`, and no row in the audit log, if there is none.
    pub async fn end_session(
        &self,
        hash: &SecretHash,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<bool, StateError> {
        let mut change = self.begin_change(ENDING).await?;
        if !end(change.connection(), hash).await? {
            return Ok(false);
        }
        change.commit(audit, now_ms).await?;
        Ok(true)
    }

    /// Ends all sessions of a member but the one that is kept; says how many.
    pub async fn end_sessions(
        &self,
        member: MemberId,
        kept: Option<&SecretHash>,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<u64, StateError> {
        let mut change = self.begin_change(ENDING).await?;
        let failed = change.failed();
        let ended = sqlx::query("DELETE FROM sessions WHERE member_id = $1 AND hash <> $2")
            .bind(member.to_string())
            .bind(kept.map(SecretHash::bytes).unwrap_or_default())
            .execute(change.connection())
            .await
            .map_err(failed)?;
        change.commit(audit, now_ms).await?;
        Ok(ended.rows_affected())
    }
}

/// Ends the sessions of a member in the transaction of a change.
pub(crate) async fn end_all_of(
    connection: &mut AnyConnection,
    member: MemberId,
) -> Result<(), StateError> {
    sqlx::query("DELETE FROM sessions WHERE member_id = $1")
        .bind(member.to_string())
        .execute(connection)
        .await
        .map_err(StateError::query(ENDING))?;
    Ok(())
}

async fn end(connection: &mut AnyConnection, hash: &SecretHash) -> Result<bool, StateError> {
    let ended = sqlx::query("DELETE FROM sessions WHERE hash = $1")
        .bind(hash.bytes())
        .execute(connection)
        .await
        .map_err(StateError::query(ENDING))?;
    Ok(ended.rows_affected() > 0)
}

async fn insert(
    connection: &mut AnyConnection,
    member: MemberId,
    session: &Session,
) -> Result<(), StateError> {
    sqlx::query(
        "INSERT INTO sessions
             (hash, member_id, started_at_ms, seen_at_ms, needs_second_factor, address, agent)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(session.hash.bytes())
    .bind(member.to_string())
    .bind(session.started_at_ms)
    .bind(session.seen_at_ms)
    .bind(i64::from(session.needs_second_factor))
    .bind(&session.address)
    .bind(&session.agent)
    .execute(connection)
    .await
    .map_err(StateError::query(STARTING))?;
    Ok(())
}
