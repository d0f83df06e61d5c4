//! The raw archive, the Delta tables and the rollup over them.
//!
//! A file becomes facts in [`Stage`], which lie in the raw archive at once and are visible
//! to nobody. [`Store::import`] merges them into the tables and computes the results anew
//! that they can have changed; the versions that come of it are [`Pins`]. Who is given the
//! pins sees the import whole; nobody else sees any of it.
//!
//! **Invariant:** no figure is computed here: the rollup hands facts to `uptake-calc`.

mod accumulate;
mod activity;
mod apply;
mod change;
mod column;
mod convert;
mod counted;
mod coverage;
mod declared;
pub mod delta;
mod digest;
mod error;
mod file;
mod forget;
mod hold;
mod kept;
mod loader;
mod named;
mod newest;
mod packed;
mod populations;
mod raw;
mod read;
mod replay;
mod results;
mod rollup;
mod rows;
mod sources;
mod stage;
mod store;
mod stored;
mod support;
mod sweep;
mod tables;
mod terms;
mod trace;
mod upsert;
mod verify;

pub use coverage::CoverageParts;
pub use declared::{Declared, DeclaredDays};
pub use digest::{Digest, UserIds};
pub use error::StoreError;
pub use forget::Left;
pub use hold::Held;
pub use named::{ProductsRow, lists_everybody, names_sku};
pub use newest::NewestDays;
pub use raw::RawObject;
pub use read::{Counts, Wanted};
pub use rows::{
    ActionRow, AssignmentRow, AssignmentSnapshotRow, CoverageRow, CustomerRow, FlagRow, PriceRow,
    SubscriptionRow, SurveyRow, TicketCoverageRow, TicketRow, UnitsRow, UserRow,
};
pub use sources::SourceUsers;
pub use stage::{Stage, UserKeys};
pub use store::{Imported, Rules, Store};
pub use stored::StoredFile;
pub use tables::Pins;
pub use terms::{CustomerDay, VisitDay};
pub use trace::{ActivityQuestion, Traced, TracedActivity};
pub use upsert::RowCounts;
pub use verify::{Damage, StoreVerified};
