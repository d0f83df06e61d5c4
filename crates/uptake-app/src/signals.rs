//! Signals of customers, and what they are made of: tickets, satisfaction, unused seats
//! (`docs/signals.md`).
//!
//! **Invariant:** no figure is computed here; a customer outside of the scope looks unknown.

mod all_support;
pub(crate) mod day;
mod records;
pub(crate) mod support;

pub use all_support::{MonthOfAll, WorkloadOfAll};
pub use day::{CustomerSignalsReport, NamedUnused};
pub use records::{SurveyLine, Texts, TicketLine};
pub use support::{MonthSupport, SupportReport, WorkloadSupport};
