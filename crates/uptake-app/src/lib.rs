//! The use cases: one function each, on a data folder, with the customers in scope.
//!
//! Report values are built here once; the command line, exports and pages print the same
//! value. No figure is computed here: counts and sums are `uptake-calc`'s.

pub mod access;
mod care;
mod catalogue;
mod config;
mod data;
mod entry;
mod error;
mod explain;
mod export;
mod find;
mod forget;
mod import;
pub mod live;
mod partner;
mod products;
mod rebuild;
mod report;
mod rulebook;
mod signals;
mod sold_by;
mod unmapped;
mod verify;
mod withheld;

pub use care::LedgerLine;
pub use catalogue::{Brought, Merged};
pub use config::{Config, Grace, Metrics, Organisation, Partner, Server};
pub use data::{Data, World, WritableData};
pub use entry::{Entry, ImportedFile};
pub use error::AppError;
pub use explain::{
    ActivityLine, Cited, CoverageLine, DeploymentFigure, ExplainTarget, Explanation, Figure,
    FlagLine, HoldingLine, ListLine, ListedLine, NamedLine, Names, Paging, PersonLine, RecordLine,
    SeatLine, UnitsLine, UsageFigure,
};
pub use export::ExportKind;
pub use forget::Forgotten;
pub use import::{FileOutcome, ImportOutcome, ImportRequest, Progress, Wording, check_import};
pub use partner::{
    PartnerCustomer, PartnerSeats, PartnerSubscription, PartnerUsage, PartnerUser, PersonalData,
    ProcessedDays,
};
pub use products::{ProductNames, SkuName, WorkloadName};
pub use rebuild::repair;
pub use report::{CustomerLine, CustomerReport, PortfolioReport, SubscriptionLine, TotalsBefore};
pub use rulebook::{Rulebook, shipped_plays};
pub use signals::{
    CustomerSignalsReport, MonthOfAll, MonthSupport, NamedUnused, SupportReport, SurveyLine, Texts,
    TicketLine, WorkloadOfAll, WorkloadSupport,
};
pub use sold_by::SoldBy;
pub use unmapped::{Unmapped, UnmappedSource};
pub use verify::{Verified, verify, verify_audit};
