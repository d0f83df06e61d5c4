//! Tokens: what programs sign in with. Shown once, stored as a hash.

use std::{collections::BTreeSet, fmt, str::FromStr};

use sqlx::any::AnyRow;
use uptake_model::{Guid, MemberId, Permission};

use crate::{
    AuditEntry, Member, Record, SecretHash, State, StateError, members,
    row::{Cells, storable},
};

#[cfg(test)]
mod tests;

/// A token, by the name that it can be revoked by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenId(pub Guid);

impl FromStr for TokenId {
    type Err = <Guid as FromStr>::Err;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl fmt::Display for TokenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for TokenId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenId({})", self.0)
    }
}

/// Whose records are meant: whoever may only see their own is told of another's as if there
/// were none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Everybody's.
    Everybodys,
    /// One member's.
    Of(MemberId),
}

impl Whose {
    /// The member, or an empty text for everybody.
    pub(crate) fn as_text(self) -> String {
        match self {
            Self::Everybodys => String::new(),
            Self::Of(member) => member.to_string(),
        }
    }
}

/// A token to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// Its name for good: random.
    pub id: TokenId,
    /// The hash of its secret.
    pub hash: SecretHash,
    /// The member that it acts for.
    pub owner: MemberId,
    /// What it is called.
    pub name: String,
    /// What it may do, as far as its owner may.
    pub permissions: BTreeSet<Permission>,
    /// From when on it is void, in milliseconds since 1970-01-01T00:00:00Z.
    pub expires_at_ms: i64,
}

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its name for good.
    pub id: TokenId,
    /// The member that it acts for.
    pub owner: MemberId,
    /// What it is called.
    pub name: String,
    /// What it may do, as far as its owner may.
    pub permissions: BTreeSet<Permission>,
    /// When it was made.
    pub made_at_ms: i64,
    /// From when on it is void.
    pub expires_at_ms: i64,
    /// When it was used last, to the minute.
    pub used_at_ms: Option<i64>,
    /// When it was revoked.
    pub revoked_at_ms: Option<i64>,
}

/// A token that lets in, with the member that it acts for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenHolder {
    /// The token.
    pub token: Token,
    /// Its owner, as it is now.
    pub owner: Member,
}

impl TokenHolder {
    /// Whether the token may do something: both it and its owner's role must.
    pub fn may(&self, permission: Permission) -> bool {
        self.token.permissions.contains(&permission) && self.owner.role.may(permission)
    }
}

/// A use is noted at most so often.
const TOUCH_MS: i64 = 60_000;

const READING: &str = "read tokens";

impl Token {
    fn read(row: &AnyRow) -> Result<Self, StateError> {
        let cells = Cells { row, table: "tokens" };
        let codes: &str = cells.get("permissions")?;
        let permissions = codes.split(',').filter(|it| !it.is_empty()).map(str::parse).collect();
        let permissions: Result<_, _> = permissions;
        Ok(Self {
            id: cells.parsed("token_id")?,
            owner: cells.parsed("owner_id")?,
            name: cells.get("token_name")?,
            permissions: permissions.map_err(|_no_code| cells.damaged())?,
            made_at_ms: cells.get("made_at_ms")?,
            expires_at_ms: cells.get("expires_at_ms")?,
            used_at_ms: cells.get("used_at_ms")?,
            revoked_at_ms: cells.get("revoked_at_ms")?,
        })
    }
}

impl State {
    /// Makes a token for an enabled member.
    pub async fn make_token(
        &self,
        new: &NewToken,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let mut change = self.begin_change("make a token").await?;
        let owner = members::Stored::of(change.connection(), new.owner).await?;
        if !owner.is_some_and(|it| it.member.is_enabled) {
            return Err(StateError::NotFound { what: Record::Member });
        }
        let codes: Vec<_> = new.permissions.iter().map(|it| it.as_str()).collect();
        let failed = change.failed();
        sqlx::query(
            "INSERT INTO tokens (token_id, token_hash, owner_id, token_name, permissions,
                 made_at_ms, expires_at_ms)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(new.id.to_string())
        .bind(new.hash.bytes())
        .bind(new.owner.to_string())
        .bind(storable(&new.name))
        .bind(codes.join(","))
        .bind(now_ms)
        .bind(new.expires_at_ms)
        .execute(change.connection())
        .await
        .map_err(failed)?;
        change.commit(audit, now_ms).await
    }

    /// Who a token lets in; `None` if there is none, or it was revoked or has expired, or its
    /// owner is disabled. Notes that it was used.
    ///
    /// What another process changes is seen within a second.
    pub async fn token(
        &self,
        hash: &SecretHash,
        now_ms: i64,
    ) -> Result<Option<TokenHolder>, StateError> {
        let recent = &self.recent().tokens;
        let is_noted =
            |it: &TokenHolder| it.token.used_at_ms.is_some_and(|it| now_ms < it + TOUCH_MS);
        // A use that is to be noted is looked at as a whole.
        if let Some(holder) = recent.get(hash, now_ms).filter(is_noted) {
            return Ok((now_ms < holder.token.expires_at_ms).then_some(holder));
        }
        let turn = recent.turn();
        let found = self.read_token(hash, now_ms).await?;
        if let Some(found) = &found {
            recent.put(turn, hash, now_ms, found.clone());
        }
        Ok(found)
    }

    async fn read_token(
        &self,
        hash: &SecretHash,
        now_ms: i64,
    ) -> Result<Option<TokenHolder>, StateError> {
        let row = sqlx::query(
            "SELECT tokens.*, members.* FROM tokens JOIN members ON members.id = owner_id
             WHERE token_hash = $1 AND is_enabled = 1 AND revoked_at_ms IS NULL
                 AND expires_at_ms > $2",
        )
        .bind(hash.bytes())
        .bind(now_ms)
        .fetch_optional(self.pool())
        .await
        .map_err(StateError::query(READING))?;
        let Some(row) = row else { return Ok(None) };
        let mut token = Token::read(&row)?;
        if token.used_at_ms.is_none_or(|it| now_ms >= it + TOUCH_MS) {
            token.used_at_ms = Some(now_ms);
            let touch =
                sqlx::query("UPDATE tokens SET used_at_ms = $2, seal = NULL WHERE token_hash = $1");
            self.write_at_once(touch.bind(hash.bytes()).bind(now_ms))
                .await
                .map_err(StateError::query("note the use of a token"))?;
        }
        Ok(Some(TokenHolder { token, owner: members::read(&row)? }))
    }

    /// The tokens, the latest first; those that were revoked or have expired as well.
    pub async fn tokens(&self, whose: Whose) -> Result<Vec<Token>, StateError> {
        let rows = sqlx::query(
            "SELECT * FROM tokens WHERE owner_id = $1 OR $1 = ''
             ORDER BY made_at_ms DESC, token_id",
        )
        .bind(whose.as_text())
        .fetch_all(self.pool())
        .await
        .map_err(StateError::query(READING))?;
        rows.iter().map(Token::read).collect()
    }

    /// Revokes a token, for good. One that is another's, or was revoked before, is as good as
    /// none.
    pub async fn revoke_token(
        &self,
        whose: Whose,
        id: TokenId,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let mut change = self.begin_change("revoke a token").await?;
        let failed = change.failed();
        let revoked = sqlx::query(
            "UPDATE tokens SET revoked_at_ms = $3, seal = NULL
             WHERE token_id = $1 AND (owner_id = $2 OR $2 = '') AND revoked_at_ms IS NULL",
        )
        .bind(id.to_string())
        .bind(whose.as_text())
        .bind(now_ms)
        .execute(change.connection())
        .await
        .map_err(failed)?;
        if revoked.rows_affected() == 0 {
            return Err(StateError::NotFound { what: Record::Token });
        }
        change.commit(audit, now_ms).await
    }
}
