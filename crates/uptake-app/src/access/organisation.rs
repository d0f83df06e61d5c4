//! Signing in through the partner's organisation: what is remembered between sending the
//! browser away and its coming back, and whom the provider's word lets in.

use uptake_model::{CustomerScope, MemberId, Role};
use uptake_state::{Email, Identity, Member, MemberChange, NewMember, NewSignIn};

use super::{Access, AccessError, Caller, Secret, SignedIn, links::checked_name, secret::hash_of};

/// A browser comes back within this time, or begins again.
const ATTEMPT_MS: i64 = 10 * 60_000;

/// A sign-in that begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationAttempt {
    /// Comes back with the browser.
    pub state: Secret,
    /// Must be in the signed token.
    pub nonce: Secret,
    /// Proves to the provider who began.
    pub verifier: Secret,
    /// What the browser keeps in a cookie: another browser cannot end the sign-in.
    pub browser: Secret,
}

/// What was remembered of a sign-in that comes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comeback {
    /// What the token must repeat.
    pub nonce: String,
    /// What proves to the provider who began.
    pub verifier: String,
    /// Where the browser goes.
    pub return_to: String,
}

/// Whom the provider vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vouched {
    /// The provider.
    pub issuer: String,
    /// The person, by an id that never changes.
    pub subject: String,
    /// The address, if it tells it.
    pub email: Option<String>,
    /// The name, if it tells it.
    pub name: Option<String>,
    /// What roles and groups of the organisation give.
    pub role: Option<Role>,
}

impl Access {
    /// Begins a sign-in. `return_to` is a path of ours.
    pub async fn begin_organisation(
        &self,
        return_to: &str,
    ) -> Result<OrganisationAttempt, AccessError> {
        let (state, nonce) = (self.secret(), self.secret());
        let (verifier, browser) = (self.secret(), self.secret());
        let new = NewSignIn {
            state: state.hash(),
            browser: browser.hash(),
            nonce: nonce.reveal().to_owned(),
            pkce_verifier: verifier.reveal().to_owned(),
            return_to: local_path(return_to),
            expires_at_ms: self.now() + ATTEMPT_MS,
        };
        self.state.begin_sign_in(&new, self.now()).await?;
        Ok(OrganisationAttempt { state, nonce, verifier, browser })
    }

    /// Takes back what was remembered, once.
    pub async fn take_organisation(
        &self,
        state: &str,
        browser: &str,
    ) -> Result<Comeback, AccessError> {
        let (state, browser) = (hash_of(state), hash_of(browser));
        let remembered = self.state.take_sign_in(&state, &browser, self.now()).await?;
        Ok(Comeback {
            nonce: remembered.nonce,
            verifier: remembered.pkce_verifier,
            return_to: remembered.return_to,
        })
    }

    /// Signs in whom the provider vouches for. Its roles decide what the member may do; who
    /// has none here does not get in. The provider has asked for the second factor.
    pub async fn finish_organisation(
        &self,
        vouched: Vouched,
        caller: &Caller,
    ) -> Result<SignedIn, AccessError> {
        let identity = Identity::new(&vouched.issuer, &vouched.subject)
            .or(Err(AccessError::WrongCredentials))?;
        let known = self.state.member_by_identity(&identity).await?;
        let member = match known {
            Some(member) => self.with_role(member, vouched.role, caller).await?,
            None => self.welcome(identity, &vouched, caller).await?,
        };
        if !member.is_enabled {
            return Err(AccessError::WrongCredentials);
        }
        self.start(&member, false, caller).await
    }

    /// Gives a member the role that the organisation gives it now.
    async fn with_role(
        &self,
        member: Member,
        role: Option<Role>,
        caller: &Caller,
    ) -> Result<Member, AccessError> {
        let role = role.ok_or(AccessError::WrongCredentials)?;
        if role == member.role {
            return Ok(member);
        }
        let mut audit = caller.entry(&member.name, "member.change", &member.id.to_string());
        audit.detail = serde_json::json!([{ "role": role.as_str(), "by": "organisation" }]);
        let changes = [MemberChange::Role(role)];
        let (id, version) = (member.id, member.version);
        Ok(self.state.change_member(id, version, &changes, &audit, self.now()).await?)
    }

    /// Adds a member that signs in for the first time. An account here with the same address
    /// is not taken over by the provider's word: an admin joins the two.
    async fn welcome(
        &self,
        identity: Identity,
        vouched: &Vouched,
        caller: &Caller,
    ) -> Result<Member, AccessError> {
        let role = vouched.role.ok_or(AccessError::WrongCredentials)?;
        let email = vouched.email.as_deref().unwrap_or_default();
        let email: Email = email.parse().or(Err(AccessError::WrongCredentials))?;
        let name = vouched.name.as_deref().unwrap_or(email.as_str());
        let new = NewMember {
            id: MemberId(self.guid()),
            name: checked_name(name).unwrap_or_else(|_| email.to_string()),
            email,
            role,
            scope: CustomerScope::All,
            password: None,
            identity: Some(identity),
            language: None,
        };
        let audit = caller.entry(&new.name, "member.add", &new.id.to_string());
        Ok(self.state.add_member(&new, &audit, self.now()).await?)
    }
}

/// The path, if it is one of ours: an address elsewhere would make us send people away.
fn local_path(path: &str) -> String {
    let is_local = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(char::is_control);
    if is_local { path.to_owned() } else { "/".to_owned() }
}
