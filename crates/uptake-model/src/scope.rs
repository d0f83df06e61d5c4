//! Whom a question is about: the customers that the asker may see, and whose sales.

use std::collections::BTreeSet;

use crate::CustomerId;

/// The customers that a question may touch. Every query for customer data takes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Every customer of the partner.
    All,
    /// These customers and no other. A customer outside looks like an unknown one.
    Customers(BTreeSet<CustomerId>),
}

impl Scope {
    /// Whether the customer may be seen.
    pub fn contains(&self, customer: CustomerId) -> bool {
        match self {
            Self::All => true,
            Self::Customers(customers) => customers.contains(&customer),
        }
    }

    /// The scope of one customer.
    pub fn one(customer: CustomerId) -> Self {
        Self::Customers(BTreeSet::from([customer]))
    }
}

/// Whose licences are counted (`spec/metrics.md`, 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SellerScope {
    /// The licences of every seller.
    All,
    /// Only those that the partner sold.
    Own,
}
