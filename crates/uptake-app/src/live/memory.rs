//! What a server keeps in memory, over all import boundaries: old ones are crowded out.

use uptake_model::{Day, DayRange, Scope};

use super::{
    attention::{Attention, AttentionQuery},
    customers::Selection,
    filter::{Filter, ProductFilter},
    groups::{Groups, GroupsQuery},
    growth::{GrowthQuery, GrowthReport},
    mask::Mask,
    once::{Once, Weigh},
    parts::{Parts, PartsQuery},
    pieces::{Piece, PieceKey},
    portfolio::{Portfolio, PortfolioQuery},
    processed::NewestDays,
    products::{Products, ProductsQuery},
    recommended::Recommended,
    renewals::Renewals,
    scopes::{ResolvedScope, ScopeQuestion},
    sheet::DaySheet,
    signals::SupportOfAll,
    totals::DayTotals,
    trend::{Trend, TrendQuery},
};

const MIB: usize = 1024 * 1024;

/// Bytes for each kind of value: a portfolio of 100,000 customers needs some 60 MiB a day for
/// its newest day and the day it is compared with, and as much while a new one is made.
const SHEET_BYTES: usize = 128 * MIB;
const TOTALS_BYTES: usize = 96 * MIB;
const ANSWER_BYTES: usize = 8 * MIB;
/// A portfolio of 100,000 customers has some 100 MiB of recommendations.
const RECOMMENDED_BYTES: usize = 128 * MIB;
/// Several subscriptions of each of 100,000 customers.
const RENEWAL_BYTES: usize = 192 * MIB;

/// The part of that which a smaller portfolio gets for each customer, and which any gets: many
/// days of a small one are no reason to take much memory.
const BYTES_A_CUSTOMER: usize = 2_048;
const LEAST_BYTES: usize = 16 * MIB;

/// Values by question.
pub(super) struct Memory {
    pub(super) sheets: Once<(i64, Day), DaySheet>,
    pub(super) totals: Once<(i64, Day, ProductFilter), DayTotals>,
    pub(super) selections: Once<Key<Selection>, Mask>,
    pub(super) portfolios: Once<Key<PortfolioQuery>, Portfolio>,
    pub(super) groups: Once<Key<GroupsQuery>, Groups>,
    pub(super) products: Once<Key<ProductsQuery>, Products>,
    pub(super) parts: Once<Key<PartsQuery>, Parts>,
    pub(super) growths: Once<Key<GrowthQuery>, GrowthReport>,
    pub(super) attention: Once<Key<AttentionQuery>, Attention>,
    pub(super) trends: Once<Key<TrendQuery>, Trend>,
    pub(super) pieces: Once<PieceKey, Piece>,
    pub(super) scopes: Once<(i64, ScopeQuestion), ResolvedScope>,
    pub(super) newest_days: Once<i64, NewestDays>,
    pub(super) recommended: Once<(i64, Day, [u8; 32]), Recommended>,
    pub(super) renewals: Once<i64, Renewals>,
    pub(super) supports: Once<Key<(Filter, DayRange)>, SupportOfAll>,
}

impl Memory {
    /// Nothing, with room for everything.
    pub(super) fn new() -> Self {
        Self {
            sheets: Once::of_bytes(SHEET_BYTES),
            totals: Once::of_bytes(TOTALS_BYTES),
            selections: Once::of_bytes(ANSWER_BYTES),
            portfolios: Once::of_bytes(ANSWER_BYTES),
            groups: Once::of_bytes(ANSWER_BYTES),
            products: Once::of_bytes(2 * ANSWER_BYTES),
            parts: Once::of_bytes(ANSWER_BYTES),
            growths: Once::of_bytes(ANSWER_BYTES),
            attention: Once::of_bytes(ANSWER_BYTES),
            trends: Once::of_bytes(ANSWER_BYTES),
            pieces: Once::of_bytes(2 * ANSWER_BYTES),
            scopes: Once::of_bytes(ANSWER_BYTES),
            newest_days: Once::of_bytes(ANSWER_BYTES),
            recommended: Once::of_bytes(RECOMMENDED_BYTES),
            renewals: Once::of_bytes(RENEWAL_BYTES),
            supports: Once::of_bytes(ANSWER_BYTES),
        }
    }
}

impl Memory {
    /// Takes as much room as so many customers need, and lets go of days before an import
    /// boundary: who still asks for them is one of few.
    pub(super) fn settle(&self, customers: usize, oldest: i64) {
        let bytes = customers.saturating_mul(BYTES_A_CUSTOMER).max(LEAST_BYTES);
        self.sheets.set_bytes(bytes.min(SHEET_BYTES));
        self.totals.set_bytes(bytes.min(TOTALS_BYTES));
        self.totals.retain(|(seq, ..)| *seq >= oldest);
        self.sheets.retain(|(seq, _)| *seq >= oldest);
    }
}

/// A question at one import boundary, over the customers of one scope.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Key<Q> {
    seq: i64,
    scope: ScopeKey,
    question: Q,
}

impl<Q> Key<Q> {
    pub(super) fn new(seq: i64, scope: &Scope, question: Q) -> Self {
        Self { seq, scope: ScopeKey::of(scope), question }
    }
}

/// A scope in few bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum ScopeKey {
    All,
    /// BLAKE3 of the customers' ids.
    Customers([u8; 32]),
}

impl ScopeKey {
    pub(super) fn of(scope: &Scope) -> Self {
        match scope {
            Scope::All => Self::All,
            Scope::Customers(customers) => {
                let mut hasher = blake3::Hasher::new();
                for customer in customers {
                    hasher.update(&customer.0.as_u128().to_be_bytes());
                }
                Self::Customers(*hasher.finalize().as_bytes())
            }
        }
    }
}

impl Weigh for Mask {
    fn bytes(&self) -> usize {
        self.bytes()
    }
}
