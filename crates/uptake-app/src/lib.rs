//! The use cases: one function each, on a data folder, with the customers in scope.
//!
//! Report values are built here once; the command line, exports and pages print the same
//! value. No figure is computed here: counts and sums are `uptake-calc`'s.

mod care;
mod config;
mod data;
mod entry;
mod error;
mod export;
mod import;
mod products;
mod report;

pub use care::{LedgerLine, Verified};
pub use config::{Config, Grace, Metrics, Partner};
pub use data::{Data, World, WritableData};
pub use entry::{Entry, ImportedFile};
pub use error::AppError;
pub use export::ExportKind;
pub use import::{FileOutcome, ImportOutcome, ImportRequest, Progress};
pub use products::{ProductNames, SkuName, WorkloadName};
pub use report::{CustomerLine, CustomerReport, PortfolioReport, SubscriptionLine};
