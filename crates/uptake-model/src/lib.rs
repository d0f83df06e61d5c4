//! The nouns of the product: ids, days, the catalogue, facts and counts.
//!
//! **Invariant:** everything here is pure and total. No IO, no clock, no log, no `async`.

pub mod access;
pub mod catalogue;
pub mod causes;
pub mod clock;
pub mod counts;
pub mod day;
pub mod facts;
pub mod id;
pub mod money;
pub mod percent;
pub mod problem;
pub mod scope;

pub use access::{CustomerScope, MemberId, Permission, Role};
pub use catalogue::{Alias, Catalogue, Service, Sku, SkuClass, Workload};
pub use causes::with_causes;
pub use clock::Clock;
pub use day::{Day, DayRange, Month};
pub use id::{
    CustomerId, Guid, ServiceCode, SkuRef, SubscriptionId, UserId, UserKey, WorkloadCode,
};
pub use money::{Amount, Currency};
pub use scope::{Scope, SellerScope};
