//! The customers to look at first.

use std::{cmp::Reverse, sync::Arc};

use uptake_calc::{CustomerTotals, Measure};
use uptake_model::{Day, Scope, SellerScope, percent::Percent};

use super::{
    apart::apart, boundary::Boundary, directory::CustomerSummary, filter::Filter, mask::Mask,
    memory::Key, once::Weigh, totals::DayTotals,
};
use crate::{AppError, report::COMPARED_DAYS};

/// Which customers are looked through.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AttentionQuery {
    /// The day.
    pub day: Day,
    /// Whose licences are counted.
    pub sellers: SellerScope,
    /// Which customers and products.
    pub filter: Filter,
    /// How many of each kind are named.
    pub most: usize,
}

/// The customers to look at first; each list has the worst first, equals by id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attention {
    /// Lowest covered usage, of those with enough entitlements of which everything is known:
    /// the value is in hundredths of a percent. Of the partner's own seats it is usage.
    pub lowest: Vec<Ranked>,
    /// Most seats that nobody holds: the value is seats.
    pub unused: Vec<Ranked>,
    /// The greatest falls of that percentage since 28 days before: the value is in
    /// hundredths of a point.
    pub falls: Vec<Ranked>,
    /// Most users beyond the entitlements: the value is users. Empty for own seats.
    pub overage: Vec<Ranked>,
}

/// A customer in a list, and what it is in it for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// The customer with its figures.
    pub customer: CustomerSummary,
    /// What ranks it.
    pub value: u64,
    /// The figures that it fell from.
    pub before: Option<CustomerTotals>,
}

impl Boundary {
    /// The customers in scope to look at first, of those that a filter asks for.
    pub async fn attention(
        &self,
        scope: &Scope,
        query: &AttentionQuery,
    ) -> Result<Arc<Attention>, AppError> {
        let key = Key::new(self.seq(), scope, query.clone());
        let make = async {
            let products = query.filter.products();
            let now = self.totals(query.day, &products).await?;
            let before = self.totals(query.day.plus(-COMPARED_DAYS), &products).await?;
            let mut mask = self.chosen(scope, &query.filter);
            mask.and(&now.concerned);
            let (sellers, most) = (query.sellers, query.most);
            apart(move || Search { now: &now, before: &before, mask, sellers, most }.attention())
                .await
        };
        self.memory.attention.get(&key, make).await
    }
}

struct Search<'a> {
    now: &'a DayTotals,
    before: &'a DayTotals,
    mask: Mask,
    sellers: SellerScope,
    most: usize,
}

impl Search<'_> {
    fn attention(&self) -> Attention {
        let sellers = self.sellers;
        let above_zero =
            |measure| move |it: &CustomerTotals| it.measure(measure, sellers).filter(|it| *it > 0);
        let lowest = |it: &CustomerTotals| it.ranked_percent(sellers).map(Percent::hundredths);
        let fall = |at: usize| self.now.at(at)?.fall_since(self.before.at(at)?, sellers);
        Attention {
            lowest: self.first(|at| Some(Reverse(lowest(self.now.at(at)?)?)), |it| it.0, false),
            unused: self.first(|at| above_zero(Measure::Unused)(self.now.at(at)?), |it| it, false),
            falls: self.first(fall, |it| it, true),
            overage: self.first(
                |at| above_zero(Measure::Overage)(self.now.at(at)?),
                |it| it,
                false,
            ),
        }
    }

    /// The customers with the greatest keys.
    fn first<K: Ord + Copy>(
        &self,
        key: impl Fn(usize) -> Option<K>,
        value: impl Fn(K) -> u64,
        with_before: bool,
    ) -> Vec<Ranked> {
        let mut found: Vec<(Reverse<K>, usize)> =
            self.mask.iter().filter_map(|at| Some((Reverse(key(at)?), at))).collect();
        if found.len() > self.most && self.most > 0 {
            found.select_nth_unstable(self.most - 1);
        }
        found.truncate(self.most);
        found.sort_unstable();
        let ranked = found.into_iter().filter_map(|(Reverse(key), at)| {
            Some(Ranked {
                customer: self.now.summary(at)?,
                value: value(key),
                before: self.before.at(at).copied().filter(|_| with_before),
            })
        });
        ranked.collect()
    }
}

impl DayTotals {
    /// A customer with its figures.
    pub(super) fn summary(&self, at: usize) -> Option<CustomerSummary> {
        Some(CustomerSummary { profile: self.sheet.directory.profile(at)?, totals: *self.at(at)? })
    }
}

impl Weigh for Attention {
    fn bytes(&self) -> usize {
        let lists = [&self.lowest, &self.unused, &self.falls, &self.overage];
        lists.iter().map(|it| it.len()).sum::<usize>() * (size_of::<Ranked>() + 256)
    }
}
