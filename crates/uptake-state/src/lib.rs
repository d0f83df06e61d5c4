//! The state in SQL: which imports were committed, who the users are, what they are called;
//! and what the partner's members did.
//!
//! **Invariant:** an import is committed when its ledger row is, and its new keys and names
//! are in the same transaction: a killed import leaves nothing here.
//!
//! What it is not: it holds no facts and no figures (those are the store's), and it knows no
//! clock and no random source: both come as arguments.
//!
//! Every statement is written in SQL that SQLite and PostgreSQL both understand, and runs
//! through the `Any` driver. What is one's alone is in [`db`] and [`lock`].

mod audit;
mod chain;
mod db;
mod error;
pub mod keys;
pub mod ledger;
mod location;
mod lock;
mod pins;
mod resellers;
mod row;
mod settings;
#[cfg(test)]
mod testing;
pub mod vault;

pub use audit::{
    AuditDamage, AuditEnd, AuditEntry, AuditFilter, AuditOutcome, AuditRow, ParseOutcomeError,
};
pub use chain::{Damage, RowHash};
pub use db::State;
pub use error::{Record, StateError};
pub use keys::{CustomerKey, KeyBytes, Keys};
pub use ledger::{LedgerDamage, LedgerRow};
pub use location::{DatabaseUrl, Location, ParseDatabaseUrlError};
pub use lock::{DataLock, Holder};
pub use pins::PinnedRow;
pub use resellers::Reseller;
pub use vault::{KnownUser, UserNames, VaultChanges, VaultUser};
