//! Who sold the seats of a line: a seller, or nobody in particular where Microsoft counted them.

use uptake_model::facts::Seller;
use uptake_store::SubscriptionRow;

/// Who sold the seats of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SoldBy {
    /// One seller: the line is a subscription.
    Seller(Seller),
    /// Any seller: the line is Microsoft's count of a SKU's seats, not a subscription.
    Counted,
    /// Sellers other than the partner: what such a count has beyond the partner's own
    /// subscriptions.
    CountedOthers,
}

impl SoldBy {
    /// Its code, as the API writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Seller(seller) => seller.as_str(),
            Self::Counted => "counted",
            Self::CountedOthers => "counted_others",
        }
    }

    /// Who sold the seats of a row that counts.
    pub(crate) fn of(row: &SubscriptionRow) -> Self {
        match (row.aggregate, row.seller) {
            (false, seller) => Self::Seller(seller),
            (true, Seller::Partner) => Self::CountedOthers,
            (true, Seller::Own | Seller::Microsoft) => Self::Counted,
        }
    }

    /// The id of the subscription in a row; a count has none.
    pub(crate) fn id_in(row: &SubscriptionRow) -> Option<String> {
        (!row.aggregate).then(|| row.subscription_id.clone())
    }
}
