//! The use cases: one function each, on a data folder, with the customers in scope.
//!
//! Report values are built here once; the command line, exports and pages print the same
//! value. No figure is computed here: counts and sums are `uptake-calc`'s.

mod care;
mod config;
mod data;
mod entry;
mod error;
mod explain;
mod export;
mod find;
mod import;
pub mod live;
mod products;
mod report;
mod unmapped;

pub use care::{LedgerLine, Verified};
pub use config::{Config, Grace, Metrics, Partner};
pub use data::{Data, World, WritableData};
pub use entry::{Entry, ImportedFile};
pub use error::AppError;
pub use explain::{
    ActivityLine, Cited, CoverageLine, DeploymentFigure, ExplainTarget, Explanation, Figure,
    FlagLine, HoldingLine, ListedLine, Names, Paging, PersonLine, RecordLine, SeatLine, UnitsLine,
    UsageFigure,
};
pub use export::ExportKind;
pub use import::{FileOutcome, ImportOutcome, ImportRequest, Progress};
pub use products::{ProductNames, SkuName, WorkloadName};
pub use report::{CustomerLine, CustomerReport, PortfolioReport, SubscriptionLine};
pub use unmapped::{Unmapped, UnmappedSource};
