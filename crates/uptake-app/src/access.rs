//! Who asks: signing in, members, tokens, and what each may do.
//!
//! **Invariants:** passwords, codes and secrets are values that no `Debug` text shows; an
//! answer never says which of address, password and code was wrong; every change and every
//! refusal is in the audit log.

mod actions;
mod asker;
mod caller;
mod decisions;
mod doer;
mod error;
mod exports;
mod insights;
mod links;
mod log;
mod members;
mod organisation;
pub mod passwords;
mod plays;
mod profile;
pub mod second_factor;
mod secret;
mod sign_in;
mod tokens;
mod views;
mod webhooks;

use std::{path::Path, sync::Arc};

use uptake_model::Clock;
use uptake_state::{State, StateError};

use crate::{AppError, World};
pub use actions::{
    ActionEdit, ActionMaterial, DayEdit, ImportedActions, NativeAction, actions_table,
};
pub use asker::{Asker, Refused};
pub use caller::Caller;
pub use decisions::{Decided, Decisions};
pub use doer::Doer;
pub use error::AccessError;
pub use exports::{CustomerMarks, ExportToMake, file_path};
pub use links::{LinkOffer, Opened, SetUp};
pub use members::{Invited, MemberEdit, MemberToAdd};
pub use organisation::{Comeback, OrganisationAttempt, Vouched};
use passwords::PasswordCost;
pub use profile::{FactorOffer, ProfileEdit, RecoveryCodes};
pub use secret::Secret;
pub use sign_in::{SignIn, SignedIn};
pub use tokens::{MadeToken, TokenToMake};
pub use uptake_state::{
    Action, ActionCustomer, ActionId, ActionStatus, AuditEntry, AuditFilter, AuditOutcome,
    AuditRow, Decision, Delivery, Email, Export, ExportFile, ExportId, ExportStatus, InsightsKind,
    InsightsRecord, InsightsRun, LinkKind, Member, PlayVersion, Reseller, RunStatus, Standing,
    Token, TokenId, View, Webhook, WebhookId, Whose,
};
pub use views::{MOST_VIEWS, ViewToPut};
pub use webhooks::AddedWebhook;

/// Everything about who asks, over one state. Cheap to clone.
#[derive(Clone)]
pub struct Access {
    state: State,
    world: World,
    cost: PasswordCost,
}

impl Access {
    /// Members and sessions of a state.
    pub fn new(state: State, world: World, cost: PasswordCost) -> Self {
        Self { state, world, cost }
    }

    /// Opens the state of a data folder, and makes it if it is not there.
    pub async fn open(
        folder: &Path,
        world: World,
        cost: PasswordCost,
    ) -> Result<Self, AccessError> {
        let location = world.location(folder);
        let state = State::open(&location).await?;
        Ok(Self::new(state, world, cost))
    }

    /// Whether the state can be read.
    pub async fn is_reachable(&self) -> Result<(), AccessError> {
        self.state.count_members().await?;
        Ok(())
    }

    /// The clock.
    pub fn clock(&self) -> Arc<dyn Clock> {
        Arc::clone(&self.world.clock)
    }

    /// Random bytes, for a key.
    pub fn new_key(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        (self.world.random)(&mut bytes);
        bytes
    }

    /// The time, in milliseconds since 1970-01-01T00:00:00Z.
    pub fn now_millis(&self) -> i64 {
        self.now()
    }

    fn now(&self) -> i64 {
        self.world.clock.now_millis()
    }

    /// A new id that nobody guesses.
    pub fn new_id(&self) -> uptake_model::Guid {
        self.guid()
    }

    fn secret(&self) -> Secret {
        let mut bytes = [0; 32];
        (self.world.random)(&mut bytes);
        Secret::of_bytes(bytes)
    }

    fn guid(&self) -> uptake_model::Guid {
        let mut bytes = [0; 16];
        (self.world.random)(&mut bytes);
        uptake_model::Guid::from_u128(u128::from_be_bytes(bytes))
    }

    /// Hashes a password that keeps the rules, on a thread of its own: it takes a while.
    async fn hashed(
        &self,
        password: String,
        about: Vec<String>,
    ) -> Result<uptake_state::PasswordHash, AccessError> {
        let mut salt = [0; 16];
        (self.world.random)(&mut salt);
        let cost = self.cost;
        let hash = move || {
            let about: Vec<&str> = about.iter().map(String::as_str).collect();
            passwords::check(&password, &about)?;
            Ok(uptake_state::PasswordHash::new(passwords::hash(&password, salt, cost)))
        };
        tokio::task::spawn_blocking(hash).await.map_err(|_interrupted| AccessError::Interrupted)?
    }

    /// Whether a password is a member's. Takes as long when there is no such member.
    async fn is_password(
        &self,
        password: String,
        kept: Option<uptake_state::PasswordHash>,
    ) -> Result<bool, AccessError> {
        let (salt, cost) = ([0; 16], self.cost);
        let verify = move || {
            if let Some(kept) = kept {
                passwords::verify(&password, kept.as_str())
            } else {
                let nobodys = passwords::hash("nobody has this password", salt, cost);
                passwords::verify(&password, &nobodys);
                false
            }
        };
        tokio::task::spawn_blocking(verify).await.map_err(|_interrupted| AccessError::Interrupted)
    }
}

impl From<StateError> for AccessError {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the others are the state's own to tell")]
    fn from(source: StateError) -> Self {
        use uptake_state::Record;
        match source {
            StateError::NotFound { what: Record::Link }
            | StateError::Used { what: Record::Link }
            | StateError::Expired { what: Record::Link }
            | StateError::HasMembers => Self::LinkNotValid,
            StateError::NotFound { what: Record::SignIn }
            | StateError::Expired { what: Record::SignIn } => Self::WrongCredentials,
            StateError::NotFound { .. } => Self::NotFound,
            StateError::Stale { .. } => Self::ChangedMeanwhile,
            StateError::Taken { what: Record::Email } => Self::EmailTaken,
            StateError::LastAdmin => Self::LastAdmin,
            other => Self::App { source: AppError::State { source: other } },
        }
    }
}
