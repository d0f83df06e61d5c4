//! The read model of a long-running server: what is asked again and again is in memory.
//!
//! [`Live`] is a handle to a data folder that follows its ledger. [`Boundary`] is the data at
//! one import boundary: every answer is of one boundary and never of two. Days are kept as
//! sheets of counts, answers by their question; both within a bounded number of bytes, and
//! each is computed once, however many ask.
//!
//! **Invariant:** no figure is computed here: counts are added by the sums of `uptake-calc`.
//! Every question takes a [`uptake_model::Scope`]; a customer outside of it looks unknown.

mod apart;
mod attention;
mod boundary;
mod coverage;
mod cursor;
mod customer;
mod customers;
mod directory;
mod figures_on;
mod filter;
mod groups;
mod growth;
mod handle;
mod labels;
mod mask;
mod memory;
mod once;
mod order;
mod own_day;
mod parts;
mod pieces;
mod portfolio;
mod processed;
mod products;
mod readings;
mod recommended;
mod renewals;
mod rows;
mod scopes;
mod search;
mod series;
mod sheet;
mod signals;
mod totals;
mod trend;

pub use attention::{Attention, AttentionQuery, Ranked};
pub use boundary::Boundary;
pub use coverage::{CustomerCoverage, SourceCoverage, WorkloadCoverage};
pub use cursor::{Cursor, ParseCursorError};
pub use customers::{CustomersPage, CustomersQuery, PageStart};
pub use directory::{CustomerProfile, CustomerSummary};
pub use figures_on::{ActionFigures, FiguresOf};
pub use filter::{Attribute, BandFilter, Filter};
pub use groups::{Dimension, Group, GroupKey, GroupsQuery};
pub use growth::{GrowthDimension, GrowthLine, GrowthQuery, GrowthReport};
pub use handle::Live;
pub use order::{Direction, Sort, SortKey};
pub use parts::{Part, PartsOf, PartsPage, PartsQuery};
pub use portfolio::{Before, DeploymentTotal, Portfolio, PortfolioQuery, UsageTotal};
pub use processed::Processed;
pub use products::{ProductGroup, ProductsQuery};
pub use recommended::{CauseOf, Recommended};
pub use renewals::Renewal;
pub use scopes::Resellers;
pub use series::CustomerTrend;
pub use signals::SupportOfAll;
pub use trend::{Trend, TrendQuery, TrendWorkload};
