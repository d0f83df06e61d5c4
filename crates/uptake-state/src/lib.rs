//! The state in SQL: which imports were committed, who the users are, what they are called;
//! and who the partner's members are, what lets them in, and what they did.
//!
//! **Invariant:** an import is committed when its ledger row is, and its new keys and names
//! are in the same transaction: a killed import leaves nothing here.
//!
//! What it is not: it holds no facts and no figures (those are the store's), and it knows no
//! clock and no random source: both come as arguments.
//!
//! Every statement is written in SQL that SQLite and PostgreSQL both understand, and runs
//! through the `Any` driver. What is one's alone is in [`db`] and [`lock`].

mod actions;
mod audit;
mod chain;
mod check;
mod checksum;
mod db;
mod decisions;
mod email;
mod error;
mod exports;
mod insights;
pub mod keys;
pub mod ledger;
mod links;
mod location;
mod lock;
mod members;
mod pins;
mod plays;
mod recent;
mod resellers;
mod row;
mod seal;
mod secret;
mod sessions;
mod settings;
mod sign_ins;
#[cfg(test)]
mod testing;
mod tokens;
pub mod vault;
mod views;
mod webhooks;

pub use actions::{
    Action, ActionChange, ActionCustomer, ActionId, ActionStatus, ParseActionStatusError,
};
pub use audit::{
    AuditDamage, AuditEnd, AuditEntry, AuditFilter, AuditOutcome, AuditRow, ParseOutcomeError,
};
pub use chain::{Damage, RowHash};
pub use db::State;
pub use decisions::{CausesLeft, DecidedCause, Decision, Standing};
pub use email::{Email, ParseEmailError};
pub use error::{Record, StateError};
pub use exports::{Export, ExportFile, ExportId, ExportStatus, NewExport};
pub use insights::{InsightsKind, InsightsRecord, InsightsRun, RunStatus};
pub use keys::{CustomerKey, KeyBytes, Keys};
pub use ledger::{LedgerDamage, LedgerRow};
pub use links::{Link, LinkKind, NewLink, ParseLinkKindError};
pub use location::{DatabaseUrl, Location, ParseDatabaseUrlError};
pub use lock::{DataLock, Holder};
pub use members::{
    Credentials, Identity, IdentityError, Member, MemberChange, NewMember, SecondFactor,
};
pub use pins::PinnedRow;
pub use plays::PlayVersion;
pub use resellers::Reseller;
pub use secret::{PasswordHash, SecretHash, TotpSecret};
pub use sessions::{ABSOLUTE_MS, IDLE_MS, NewSession, SECOND_FACTOR_MS, Session};
pub use sign_ins::{NewSignIn, SignIn};
pub use tokens::{NewToken, Token, TokenHolder, TokenId, Whose};
pub use vault::{KnownUser, UserNames, VaultChanges, VaultUser};
pub use views::View;
pub use webhooks::{Delivery, DeliveryOutcome, Notice, Webhook, WebhookId, WebhookSecret};
