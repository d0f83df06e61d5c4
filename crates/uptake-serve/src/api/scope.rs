//! Which customers a member may see, as the API writes it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uptake_model::{CustomerId, CustomerScope};
use utoipa::ToSchema;

use crate::problem::Failure;

/// The longest list of customers that one member may be given.
const MOST_CUSTOMERS: usize = 10_000;

/// Which customers a member may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum ScopeBody {
    /// All of them.
    All {},
    /// Those that carry the tag.
    Tag {
        /// The tag; case does not matter.
        tag: String,
    },
    /// Those of the reseller, and of every reseller below it.
    Reseller {
        /// The reseller's id.
        reseller_id: String,
    },
    /// These and no other.
    List {
        /// The customers.
        #[schema(value_type = Vec<uuid::Uuid>)]
        customers: BTreeSet<CustomerId>,
    },
}

impl ScopeBody {
    /// The scope, if it can be one.
    pub(crate) fn checked(self) -> Result<CustomerScope, Failure> {
        let is_text = |it: &str| (1..=200).contains(&it.chars().count());
        let refused = |expected: &str| {
            Err(Failure::InvalidParameter {
                name: "customers".to_owned(),
                expected: expected.to_owned(),
            })
        };
        match self {
            Self::All {} => Ok(CustomerScope::All),
            Self::Tag { tag } if is_text(&tag) => Ok(CustomerScope::Tag { tag }),
            Self::Reseller { reseller_id } if is_text(&reseller_id) => {
                Ok(CustomerScope::Reseller { reseller_id })
            }
            Self::List { customers } if customers.len() <= MOST_CUSTOMERS => {
                Ok(CustomerScope::List { customers })
            }
            Self::Tag { .. } | Self::Reseller { .. } => refused("a text of 1 to 200 characters"),
            Self::List { .. } => refused("at most 10,000 customers"),
        }
    }
}

impl From<CustomerScope> for ScopeBody {
    fn from(scope: CustomerScope) -> Self {
        match scope {
            CustomerScope::All => Self::All {},
            CustomerScope::Tag { tag } => Self::Tag { tag },
            CustomerScope::Reseller { reseller_id } => Self::Reseller { reseller_id },
            CustomerScope::List { customers } => Self::List { customers },
        }
    }
}
