//! The resources that clients read: customers, subscriptions, products, users, licences.

mod customer;
mod sku;
mod subscription;
mod user;

pub use customer::{Customer, FIELDS as CUSTOMER_FIELDS, passes as customer_passes};
pub use sku::{License, SubscribedSku};
pub use subscription::Subscription;
pub use user::{FIELDS as USER_FIELDS, User, UserOrder, passes as user_passes};

#[cfg(test)]
mod tests;
