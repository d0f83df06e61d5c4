//! The state in SQL: which imports were committed, who the users are, what they are called.
//!
//! **Invariant:** an import is committed when its ledger row is, and its new keys and names
//! are in the same transaction: a killed import leaves nothing here.
//!
//! What it is not: it holds no facts and no figures (those are the store's), and it knows no
//! clock and no random source: both come as arguments.
//!
//! Every statement is written in SQL that SQLite and PostgreSQL both understand, and runs
//! through the `Any` driver. What is SQLite's alone is in [`db`].

mod check;
mod checksum;
mod db;
mod error;
pub mod keys;
pub mod ledger;
mod lock;
mod pins;
pub mod vault;

pub use db::State;
pub use error::StateError;
pub use keys::{CustomerKey, KeyBytes, Keys};
pub use ledger::{Damage, LedgerDamage, LedgerHash, LedgerRow};
pub use lock::{DataLock, Holder};
pub use pins::PinnedRow;
pub use vault::{KnownUser, UserNames, VaultChanges, VaultUser};
