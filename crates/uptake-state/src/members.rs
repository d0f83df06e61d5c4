//! Members: the people and programs of the partner that the server lets in.
//!
//! **Invariant:** who a member is changes in one function, [`State::change_member`], which ends
//! the sessions of the member where that matters, in the same transaction.

use sqlx::{AnyConnection, any::AnyRow};
use uptake_model::{CustomerScope, MemberId, Role};

use crate::{Email, PasswordHash, State, StateError, TotpSecret, row::Cells};
pub(crate) use apply::{add, apply};
pub use change::{MemberChange, NewMember, SecondFactor};
pub(crate) use stored::Stored;

mod apply;
mod change;
mod second_factor;
mod stored;
#[cfg(test)]
mod tests;

/// A person or program that may be let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Who it is, for good.
    pub id: MemberId,
    /// What it is called.
    pub name: String,
    /// What it signs in with.
    pub email: Email,
    /// What it may do.
    pub role: Role,
    /// Which customers it may see.
    pub scope: CustomerScope,
    /// Whether it may sign in at all.
    pub is_enabled: bool,
    /// Whether it has a password.
    pub has_password: bool,
    /// Whether a code of its authenticator is asked for after the password.
    pub has_second_factor: bool,
    /// Its account at the organisation's identity provider.
    pub identity: Option<Identity>,
    /// The code of the language it chose.
    pub language: Option<String>,
    /// The code of the theme it chose.
    pub theme: Option<String>,
    /// Counts its changes: whoever changes it says which version they saw.
    pub version: i64,
    /// When it was added, in milliseconds since 1970-01-01T00:00:00Z.
    pub created_at_ms: i64,
    /// When it was changed last.
    pub changed_at_ms: i64,
}

/// An account at an identity provider, by `OpenID` Connect.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    issuer: String,
    subject: String,
}

/// The issuer or the subject cannot be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an issuer and a subject have 1 to 255 characters and no control characters")]
pub struct IdentityError;

impl Identity {
    /// The account `subject` at `issuer`, both compared exactly.
    pub fn new(issuer: &str, subject: &str) -> Result<Self, IdentityError> {
        let is_good = |it: &str| (1..=255).contains(&it.len()) && !it.chars().any(char::is_control);
        if !is_good(issuer) || !is_good(subject) {
            return Err(IdentityError);
        }
        Ok(Self { issuer: issuer.to_owned(), subject: subject.to_owned() })
    }

    /// Who vouches for it.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Who it is there.
    pub fn subject(&self) -> &str {
        &self.subject
    }
}

/// What a member proves with who it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Credentials {
    /// The hash of the password.
    pub password: Option<PasswordHash>,
    /// The key of the authenticator.
    pub totp: Option<TotpSecret>,
    /// The step of the last code that was taken: neither it nor an earlier one is good again.
    pub totp_last_step: Option<i64>,
}

const READING: &str = "read the members";

impl State {
    /// A member.
    pub async fn member(&self, id: MemberId) -> Result<Option<Member>, StateError> {
        self.member_where("id = $1", &[&id.to_string()]).await
    }

    /// The member with this mail address.
    pub async fn member_by_email(&self, email: &Email) -> Result<Option<Member>, StateError> {
        self.member_where("email = $1", &[email.as_str()]).await
    }

    /// The member with this account at an identity provider.
    pub async fn member_by_identity(
        &self,
        Identity { issuer, subject }: &Identity,
    ) -> Result<Option<Member>, StateError> {
        self.member_where("oidc_issuer = $1 AND oidc_subject = $2", &[issuer, subject]).await
    }

    /// All members, by mail address.
    pub async fn members(&self) -> Result<Vec<Member>, StateError> {
        let rows = sqlx::query("SELECT * FROM members")
            .fetch_all(self.pool())
            .await
            .map_err(StateError::query(READING))?;
        let members: Result<Vec<_>, _> = rows.iter().map(read).collect();
        let mut members = members?;
        // The databases do not agree on the order of letters.
        members.sort_by(|one, other| one.email.cmp(&other.email));
        Ok(members)
    }

    /// How many members there are.
    pub async fn count_members(&self) -> Result<u64, StateError> {
        let mut connection = self.pool().acquire().await.map_err(StateError::query(READING))?;
        count(&mut connection).await
    }

    /// What a member proves with who it is; `None` if there is no such member.
    pub async fn credentials(&self, id: MemberId) -> Result<Option<Credentials>, StateError> {
        let mut connection = self.pool().acquire().await.map_err(StateError::query(READING))?;
        let stored = Stored::of(&mut connection, id).await?;
        Ok(stored.map(|it| it.credentials))
    }

    async fn member_where(
        &self,
        condition: &'static str,
        values: &[&str],
    ) -> Result<Option<Member>, StateError> {
        let sql = format!("SELECT * FROM members WHERE {condition}");
        let mut query = sqlx::query(sqlx::AssertSqlSafe(sql));
        for value in values {
            query = query.bind(*value);
        }
        let row = query.fetch_optional(self.pool()).await.map_err(StateError::query(READING))?;
        row.as_ref().map(read).transpose()
    }
}

pub(crate) async fn count(connection: &mut AnyConnection) -> Result<u64, StateError> {
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM members")
        .fetch_one(connection)
        .await
        .map_err(StateError::query(READING))?;
    Ok(count.unsigned_abs())
}

/// The member in a row that has the columns of `members`.
pub(crate) fn read(row: &AnyRow) -> Result<Member, StateError> {
    Ok(Stored::read(Cells { row, table: "members" })?.member)
}
