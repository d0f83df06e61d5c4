//! Signing in with a password and a second factor; who a session or a token lets in.

use uptake_model::Permission;
use uptake_state::{AuditOutcome, Email, Member, NewSession};

use super::{
    Access, AccessError, Asker, Caller, Secret, second_factor::FactorSecret, secret::hash_of,
};

/// How far a password lets in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignIn {
    /// All the way.
    Done(SignedIn),
    /// As far as the second factor.
    SecondFactor(SignedIn),
}

/// A session that was started: its secret is shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// What the browser keeps.
    pub secret: Secret,
}

impl Access {
    /// Signs in with address and password. What is wrong is not said, and takes as long.
    pub async fn sign_in(
        &self,
        email: &str,
        password: String,
        caller: &Caller,
    ) -> Result<SignIn, AccessError> {
        let member = match email.parse::<Email>() {
            Ok(email) => self.state.member_by_email(&email).await?,
            Err(_) => None,
        };
        let member = member.filter(|it| it.is_enabled && it.role.may(Permission::SignIn));
        let kept = match &member {
            Some(member) => self.state.credentials(member.id).await?.and_then(|it| it.password),
            None => None,
        };
        let is_right = self.is_password(password, kept).await?;
        match member {
            Some(member) if is_right => self.let_in(&member, caller).await,
            member => {
                self.note_failed_sign_in(member.as_ref(), email, caller).await?;
                Err(AccessError::WrongCredentials)
            }
        }
    }

    /// Starts the session of a member whose password was right.
    pub(super) async fn let_in(
        &self,
        member: &Member,
        caller: &Caller,
    ) -> Result<SignIn, AccessError> {
        if !member.role.may(Permission::SignIn) {
            return Err(AccessError::NotAllowed { permission: Permission::SignIn });
        }
        let waits = member.has_second_factor;
        let signed_in = self.start(member, waits, caller).await?;
        Ok(if waits { SignIn::SecondFactor(signed_in) } else { SignIn::Done(signed_in) })
    }

    pub(super) async fn start(
        &self,
        member: &Member,
        needs_second_factor: bool,
        caller: &Caller,
    ) -> Result<SignedIn, AccessError> {
        let secret = self.secret();
        let session = NewSession {
            hash: secret.hash(),
            member: member.id,
            member_version: member.version,
            needs_second_factor,
            address: caller.address.clone(),
            agent: caller.agent.clone(),
        };
        let mut audit = caller.entry(&member.name, "session.start", &member.id.to_string());
        audit.actor = Some(member.id);
        self.state.start_session(&session, &audit, self.now()).await?;
        Ok(SignedIn { secret })
    }

    /// Takes the code of the second factor, or a recovery code, and starts the real session
    /// in the place of the waiting one.
    pub async fn second_factor(
        &self,
        waiting: &str,
        code: &str,
        caller: &Caller,
    ) -> Result<SignedIn, AccessError> {
        let now = self.now();
        let waiting = hash_of(waiting);
        let session = self.state.session(&waiting, now).await?;
        let (session, member) = session.ok_or(AccessError::NotSignedIn)?;
        if !session.needs_second_factor {
            return Err(AccessError::NotSignedIn);
        }
        if !self.is_code(&member, code.trim(), caller).await? {
            self.note_failed_sign_in(Some(&member), member.email.as_str(), caller).await?;
            return Err(AccessError::WrongCredentials);
        }
        let secret = self.secret();
        let mut audit = caller.entry(&member.name, "session.second_factor", &member.id.to_string());
        audit.actor = Some(member.id);
        self.state.pass_second_factor(&waiting, &secret.hash(), &audit, now).await?;
        Ok(SignedIn { secret })
    }

    /// Whether a code is the member's current one, or one of its recovery codes; it is used
    /// up by this.
    async fn is_code(
        &self,
        member: &Member,
        code: &str,
        caller: &Caller,
    ) -> Result<bool, AccessError> {
        let credentials = self.state.credentials(member.id).await?.unwrap_or_default();
        let seconds = self.now().div_euclid(1000).unsigned_abs();
        let bytes = credentials.totp.and_then(|it| <[u8; 20]>::try_from(it.as_bytes()).ok());
        let step = bytes.and_then(|it| FactorSecret::new(it).step_of(code, seconds));
        if let Some(step) = step.and_then(|it| i64::try_from(it).ok()) {
            return Ok(self.state.use_totp_step(member.id, step).await?);
        }
        let mut audit = caller.entry(&member.name, "member.recovery_code", &member.id.to_string());
        audit.actor = Some(member.id);
        let code = hash_of(&super::profile::normalised_code(code));
        Ok(self.state.use_recovery_code(member.id, &code, &audit, self.now()).await?)
    }

    /// Ends a session.
    pub async fn sign_out(&self, secret: &str, caller: &Caller) -> Result<(), AccessError> {
        let hash = hash_of(secret);
        let Some((_, member)) = self.state.session(&hash, self.now()).await? else {
            return Ok(());
        };
        let mut audit = caller.entry(&member.name, "session.end", &member.id.to_string());
        audit.actor = Some(member.id);
        self.state.end_session(&hash, &audit, self.now()).await?;
        Ok(())
    }

    /// Who a session lets in.
    pub async fn asker_of_session(&self, secret: &str) -> Result<Asker, AccessError> {
        let found = self.state.session(&hash_of(secret), self.now()).await?;
        let (session, member) = found.ok_or(AccessError::NotSignedIn)?;
        if session.needs_second_factor {
            return Err(AccessError::SecondFactorNeeded);
        }
        Ok(asker(member))
    }

    /// Who a token lets in.
    pub async fn asker_of_token(&self, secret: &str) -> Result<Option<Asker>, AccessError> {
        let found = self.state.token(&hash_of(secret), self.now()).await?;
        Ok(found.map(|it| asker(it.owner).limited_to(&it.token.permissions)))
    }

    async fn note_failed_sign_in(
        &self,
        member: Option<&Member>,
        email: &str,
        caller: &Caller,
    ) -> Result<(), AccessError> {
        // What was typed may be a password in the wrong field: only a known address is noted.
        let subject = member.map(|it| it.id.to_string()).unwrap_or_default();
        let name = member.map_or("", |it| it.name.as_str());
        let mut audit = caller.entry(name, "session.start", &subject);
        audit.outcome = AuditOutcome::Failed;
        if member.is_none() && email.parse::<Email>().is_ok() {
            audit.detail = serde_json::json!({ "unknown_address": true });
        }
        self.state.record(&audit, self.now()).await?;
        Ok(())
    }
}

fn asker(member: Member) -> Asker {
    Asker::person(member.id, member.name, member.role, member.scope)
}
