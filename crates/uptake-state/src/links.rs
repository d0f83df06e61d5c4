//! Links that work once: to make the first admin, to accept an invitation, to set a new
//! password. Only the hash of a link's secret is stored.

use std::{fmt, str::FromStr};

use sqlx::AnyConnection;
use uptake_model::{MemberId, Role};

use crate::{
    AuditEntry, Member, MemberChange, NewMember, PasswordHash, Record, SecretHash, State,
    StateError, members, row::Cells,
};

#[cfg(test)]
mod tests;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// To make the first admin of a new installation.
    FirstAdmin,
    /// To set the first password of an invited member.
    Invitation,
    /// To set a new password.
    PasswordReset,
}

impl LinkKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::FirstAdmin, Self::Invitation, Self::PasswordReset];

    /// Its code.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FirstAdmin => "first_admin",
            Self::Invitation => "invitation",
            Self::PasswordReset => "password_reset",
        }
    }
}

/// The text was no code of a kind of link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such kind of link")]
pub struct ParseLinkKindError;

impl FromStr for LinkKind {
    type Err = ParseLinkKindError;

    fn from_str(text: &str) -> Result<Self, ParseLinkKindError> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(ParseLinkKindError)
    }
}

impl fmt::Display for LinkKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A link to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewLink {
    /// The hash of its secret.
    pub hash: SecretHash,
    /// From when on it is void, in milliseconds since 1970-01-01T00:00:00Z.
    pub expires_at_ms: i64,
}

/// A link that can still be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it is for.
    pub kind: LinkKind,
    /// Whose it is; `None` for the first admin's.
    pub member: Option<MemberId>,
    /// From when on it is void.
    pub expires_at_ms: i64,
}

const READING: &str = "read a link";
const WRITING: &str = "write a link";

impl State {
    /// Makes the link for the first admin, while there is no member. An earlier one is void:
    /// only the link that was shown last works.
    pub async fn make_first_admin_link(
        &self,
        link: &NewLink,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let mut change = self.begin_change(WRITING).await?;
        refuse_members(change.connection()).await?;
        void_first_admin_links(change.connection()).await?;
        insert(change.connection(), LinkKind::FirstAdmin, None, link, now_ms).await?;
        change.commit(audit, now_ms).await
    }

    /// Makes a link for a member to set its password by. Its earlier links are void.
    pub async fn make_password_link(
        &self,
        member: MemberId,
        link: &NewLink,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let mut change = self.begin_change(WRITING).await?;
        let stored = members::Stored::of(change.connection(), member).await?;
        let is_enabled = stored.is_some_and(|it| it.member.is_enabled);
        if !is_enabled {
            return Err(StateError::NotFound { what: Record::Member });
        }
        void(change.connection(), member).await?;
        insert(change.connection(), LinkKind::PasswordReset, Some(member), link, now_ms).await?;
        change.commit(audit, now_ms).await
    }

    /// Looks at a link without using it: whether it is there, was not used and has not
    /// expired.
    pub async fn link(&self, hash: &SecretHash, now_ms: i64) -> Result<Link, StateError> {
        let mut connection = self.pool().acquire().await.map_err(StateError::query(READING))?;
        good(&mut connection, hash, now_ms).await
    }

    /// Makes the first admin, who may do everything, whatever `new` says of its role. Of two
    /// who use the link at once, one does.
    pub async fn use_first_admin_link(
        &self,
        hash: &SecretHash,
        new: &NewMember,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<Member, StateError> {
        let mut change = self.begin_change("make the first admin").await?;
        let link = good(change.connection(), hash, now_ms).await?;
        if link.kind != LinkKind::FirstAdmin {
            return Err(StateError::NotFound { what: Record::Link });
        }
        refuse_members(change.connection()).await?;
        let admin = NewMember {
            role: Role::GlobalAdmin,
            scope: uptake_model::CustomerScope::All,
            ..new.clone()
        };
        let member = members::add(change.connection(), &admin, now_ms).await?;
        mark_used(change.connection(), hash, now_ms).await?;
        change.commit(audit, now_ms).await?;
        Ok(member)
    }

    /// Sets the password of the member whose link it is.
    pub async fn use_password_link(
        &self,
        hash: &SecretHash,
        password: &PasswordHash,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<Member, StateError> {
        let what = Record::Link;
        let mut change = self.begin_change("set a password by a link").await?;
        let link = good(change.connection(), hash, now_ms).await?;
        let member = link.member.ok_or(StateError::NotFound { what })?;
        let stored = members::Stored::of(change.connection(), member).await?;
        let stored = stored.filter(|it| it.member.is_enabled);
        let before = stored.ok_or(StateError::NotFound { what })?;
        // First, so that it is not among the links that the change makes void.
        mark_used(change.connection(), hash, now_ms).await?;
        let changes = [MemberChange::Password(Some(password.clone()))];
        let member = members::apply(change.connection(), before, &changes, now_ms).await?;
        change.commit(audit, now_ms).await?;
        Ok(member)
    }
}

pub(crate) async fn insert(
    connection: &mut AnyConnection,
    kind: LinkKind,
    member: Option<MemberId>,
    link: &NewLink,
    now_ms: i64,
) -> Result<(), StateError> {
    sqlx::query(
        "INSERT INTO links (hash, kind, member_id, made_at_ms, expires_at_ms)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(link.hash.bytes())
    .bind(kind.as_str())
    .bind(member.map(|it| it.to_string()))
    .bind(now_ms)
    .bind(link.expires_at_ms)
    .execute(connection)
    .await
    .map_err(StateError::query(WRITING))?;
    Ok(())
}

/// Makes the links of a member void that were not used.
pub(crate) async fn void(
    connection: &mut AnyConnection,
    member: MemberId,
) -> Result<(), StateError> {
    sqlx::query("DELETE FROM links WHERE member_id = $1 AND used_at_ms IS NULL")
        .bind(member.to_string())
        .execute(connection)
        .await
        .map_err(StateError::query(WRITING))?;
    Ok(())
}

async fn void_first_admin_links(connection: &mut AnyConnection) -> Result<(), StateError> {
    sqlx::query("DELETE FROM links WHERE kind = $1 AND used_at_ms IS NULL")
        .bind(LinkKind::FirstAdmin.as_str())
        .execute(connection)
        .await
        .map_err(StateError::query(WRITING))?;
    Ok(())
}

async fn refuse_members(connection: &mut AnyConnection) -> Result<(), StateError> {
    if members::count(connection).await? > 0 { Err(StateError::HasMembers) } else { Ok(()) }
}

async fn mark_used(
    connection: &mut AnyConnection,
    hash: &SecretHash,
    now_ms: i64,
) -> Result<(), StateError> {
    sqlx::query("UPDATE links SET used_at_ms = $2, seal = NULL WHERE hash = $1")
        .bind(hash.bytes())
        .bind(now_ms)
        .execute(connection)
        .await
        .map_err(StateError::query(WRITING))?;
    Ok(())
}

/// The link, if it can be used.
async fn good(
    connection: &mut AnyConnection,
    hash: &SecretHash,
    now_ms: i64,
) -> Result<Link, StateError> {
    let what = Record::Link;
    let row = sqlx::query("SELECT * FROM links WHERE hash = $1")
        .bind(hash.bytes())
        .fetch_optional(connection)
        .await
        .map_err(StateError::query(READING))?
        .ok_or(StateError::NotFound { what })?;
    let cells = Cells { row: &row, table: "links" };
    if cells.get::<Option<i64>>("used_at_ms")?.is_some() {
        return Err(StateError::Used { what });
    }
    let expires_at_ms = cells.get("expires_at_ms")?;
    if now_ms >= expires_at_ms {
        return Err(StateError::Expired { what });
    }
    let member = cells.get::<Option<&str>>("member_id")?.map(str::parse).transpose();
    Ok(Link {
        kind: cells.parsed("kind")?,
        member: member.map_err(|_no_id| cells.damaged())?,
        expires_at_ms,
    })
}
