//! The arithmetic: facts in, figures out (`spec/metrics.md`).
//!
//! **Invariant:** every public function is total. It takes values, returns values, and has
//! no `Result`, no clock, no log and no `async`. Each figure of the product is computed
//! here and nowhere else.

mod bits;
mod coverage;
pub mod explain;
mod facts;
mod overage;
mod own;
mod people;
mod plan;
mod portfolio;
mod rollup;
mod seats;
mod window;

pub use coverage::may_settle;
pub use facts::{
    CoverageFact, CustomerFacts, FlagHolding, Holding, MonthActivity, SubscriptionState, UnitsState,
};
pub use overage::{SpareSeats, overage_parts};
pub use own::own_active;
pub use plan::{GraceRule, Plan, PlanSku, PlanWorkload};
pub use portfolio::{
    DayCounts, DeploymentSum, OwnBounds, PortfolioDay, ProductUsageSum, Spread, UsageSum, on_day,
};
pub use rollup::{CustomerCounts, SpansBy, rollup};
