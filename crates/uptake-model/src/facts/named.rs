//! What a usage report says of the products of a user.

use std::collections::BTreeSet;

use crate::{CustomerId, Day, UserId};

/// All products that a usage report names for a user. Identity: customer, user, report,
/// `as_of`; in force until the next record: a product that is no longer named has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedProducts {
    /// The customer.
    pub customer_id: CustomerId,
    /// Who is meant.
    pub user_id: UserId,
    /// The names as reports spell them, in upper case; none of a user who holds nothing.
    /// `None`: the report lists the user and does not say what is held.
    pub products: Option<BTreeSet<String>>,
    /// The day whose end the report describes.
    pub as_of: Day,
}
