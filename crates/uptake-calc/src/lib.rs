//! The arithmetic: facts in, figures out (`spec/metrics.md`).
//!
//! **Invariant:** every public function is total. It takes values, returns values, and has
//! no `Result`, no clock, no log and no `async`. Each figure of the product is computed
//! here and nowhere else.

mod bits;
mod change;
mod channel;
mod count;
mod coverage;
mod definition;
pub mod explain;
mod facts;
mod growth;
mod holders;
mod lack;
mod last_use;
mod overage;
mod own;
mod people;
mod plan;
mod portfolio;
mod price;
mod rollup;
mod seats;
mod series;
mod signals;
mod spread;
mod sums;
mod support;
mod terms;
mod told;
mod totals;
mod units;
mod unused;
mod window;

pub use change::{DeploymentChange, Points, UsageChange};
pub use channel::{Channel, ChannelSeats};
pub use count::Count;
pub use coverage::{Known, SourceDays, known_days, known_source_days, may_settle};
pub use definition::{MetricDefinition, trial_entitlements};
pub use facts::{
    AssignedBy, AssignedSince, CoverageFact, CustomerFacts, FlagHolding, Holding, MonthActivity,
    Names, SubscriptionState, Told, UnitsState,
};
pub use growth::{Flow, Growth, GrowthMonth, GrowthScope, Renewals, TrialFlow, growth, renewals};
pub use lack::{Lack, Withheld, WithheldWhy, lacks};
pub use last_use::last_use;
pub use overage::{SpareSeats, overage_parts};
pub use own::{OwnBounds, OwnPercents, OwnSum, own_active};
pub use plan::{GraceRule, Plan, PlanSku, PlanWorkload};
pub use portfolio::{DayCounts, PortfolioDay, on_day};
pub use price::{Cost, ListPrice, OwnPrice, Price, price_on};
pub use rollup::{CustomerCounts, SpansBy, rollup};
pub use series::{deployment_series, usage_series};
pub use signals::{
    CustomerSignals, SATISFACTION_DAYS, SignalFacts, SignalLevel, SignalName, SignalUnit, Signals,
    SkuSignals, WorkloadSignals, signal_names, signals,
};
pub use spread::{Distribution, Gather, OwnSpread, PartOf, Spread, band_of};
pub use sums::{DeploymentSum, ProductUsageSum, UsageSum};
pub use support::{
    Answer, HowToLoad, Satisfaction, Surveyed, TicketCategory, TicketCounts, TicketFact,
    TicketLoad, newest_ticket_load, per_hundred, ticket_load,
};
pub use terms::SubscriptionTerms;
pub use totals::{CustomerTotals, Measure, RANKED_ENTITLEMENTS};

pub use units::{SkuUnits, SubscriptionSum, known_sum};
pub use unused::{CommercialDay, PricedSeats, RENEWAL_DAYS, UnusedSeats, unused_seats};
