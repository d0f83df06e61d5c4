//! Tokens of programs.

use std::collections::{BTreeMap, BTreeSet};

use uptake_model::{MemberId, Permission, Role};
use uptake_state::{NewToken, Token, TokenId, Whose};

use super::{Access, AccessError, Asker, Caller, Secret, links::checked_name};

/// A token lasts at most so long: a year.
const MOST_MS: i64 = 366 * 24 * 3_600_000;

/// A token to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenToMake {
    /// What it is called.
    pub name: String,
    /// What it may do, as far as its owner may.
    pub permissions: BTreeSet<Permission>,
    /// From when on it is void, in milliseconds since 1970-01-01T00:00:00Z.
    pub expires_at_ms: i64,
    /// The program that it is for, or `None` for the asker itself.
    pub owner: Option<MemberId>,
}

/// A token that was made: its secret is shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeToken {
    /// Its name for good.
    pub id: TokenId,
    /// What the program sends.
    pub secret: Secret,
}

impl Access {
    /// The asker's own tokens; everybody's for who manages members.
    pub async fn tokens(&self, asker: &Asker) -> Result<Vec<Token>, AccessError> {
        asker.must(Permission::SignIn)?;
        Ok(self.state.tokens(whose(asker)).await?)
    }

    /// What the owners of tokens are called, for who manages members; nothing for others.
    pub async fn token_owners(
        &self,
        asker: &Asker,
    ) -> Result<BTreeMap<MemberId, String>, AccessError> {
        if !asker.may(Permission::ManageMembers) {
            return Ok(BTreeMap::new());
        }
        let members = self.state.members().await?;
        Ok(members.into_iter().map(|it| (it.id, it.name)).collect())
    }

    /// Makes a token. It may do only what its owner may; one for a program is made by who
    /// manages members.
    pub async fn make_token(
        &self,
        asker: &Asker,
        make: TokenToMake,
        caller: &Caller,
    ) -> Result<MadeToken, AccessError> {
        asker.must(Permission::MakeTokens)?;
        let now = self.now();
        if make.expires_at_ms <= now || make.expires_at_ms > now + MOST_MS {
            let expected = "a moment within a year from now";
            return Err(AccessError::Invalid { field: "expires_at", expected });
        }
        let (owner, role) = self.token_owner(asker, make.owner).await?;
        if let Some(permission) = make.permissions.iter().find(|it| !role.may(**it)) {
            return Err(AccessError::NotAllowed { permission: *permission });
        }
        if make.permissions.is_empty() || make.permissions.contains(&Permission::SignIn) {
            let expected = "some permissions other than sign_in";
            return Err(AccessError::Invalid { field: "permissions", expected });
        }
        let secret = self.secret();
        let id = TokenId(self.guid());
        let new = NewToken {
            id,
            hash: secret.hash(),
            owner,
            name: checked_name(&make.name)?,
            permissions: make.permissions,
            expires_at_ms: make.expires_at_ms,
        };
        let mut audit = caller.entry_of(asker, "token.make", &id.to_string());
        let codes: Vec<&str> = new.permissions.iter().map(|it| it.as_str()).collect();
        audit.detail = serde_json::json!({ "owner": owner.to_string(), "permissions": codes });
        self.state.make_token(&new, &audit, now).await?;
        Ok(MadeToken { id, secret })
    }

    async fn token_owner(
        &self,
        asker: &Asker,
        owner: Option<MemberId>,
    ) -> Result<(MemberId, Role), AccessError> {
        let Some(owner) = owner.filter(|it| *it != asker.member) else {
            return Ok((asker.member, asker.role));
        };
        asker.must(Permission::ManageMembers)?;
        let member = self.state.member(owner).await?.ok_or(AccessError::NotFound)?;
        // A person's tokens are made by the person: they act in its name.
        if member.role != Role::ApiOnly {
            return Err(AccessError::NotAllowed { permission: Permission::ManageMembers });
        }
        Ok((owner, member.role))
    }

    /// Revokes a token, for good.
    pub async fn revoke_token(
        &self,
        asker: &Asker,
        id: TokenId,
        caller: &Caller,
    ) -> Result<(), AccessError> {
        asker.must(Permission::SignIn)?;
        let audit = caller.entry_of(asker, "token.revoke", &id.to_string());
        Ok(self.state.revoke_token(whose(asker), id, &audit, self.now()).await?)
    }
}

fn whose(asker: &Asker) -> Whose {
    if asker.may(Permission::ManageMembers) { Whose::Everybodys } else { Whose::Of(asker.member) }
}
