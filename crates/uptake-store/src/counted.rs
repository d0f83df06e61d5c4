//! Seats that Microsoft counted over all sellers (`subscribedSkus`), beside real subscriptions.
//!
//! A list of every seller's subscriptions says all there is: counted seats give way to it,
//! from its day on. A list of the partner's own sales does not: what the count has beyond them
//! is other sellers', and stays until someone counts again.

use std::{borrow::Cow, collections::BTreeMap};

use uptake_model::{
    Day,
    facts::{Seller, Status},
};

use crate::rows::SubscriptionRow;

#[cfg(test)]
mod tests;

/// The rows that count, in no order; `sku_of` numbers what a row names.
pub(crate) fn counted_rows<'a>(
    rows: &'a [SubscriptionRow],
    sku_of: &mut dyn FnMut(&SubscriptionRow) -> usize,
) -> Vec<Cow<'a, SubscriptionRow>> {
    let (sums, real): (Vec<_>, Vec<_>) = rows.iter().partition(|it| it.aggregate);
    let mut counted: Vec<Cow<'a, _>> = real.iter().map(|it| Cow::Borrowed(*it)).collect();
    if sums.is_empty() {
        return counted;
    }
    let real = Real::new(&real, sku_of);
    let mut by_sum: BTreeMap<&str, Vec<&'a SubscriptionRow>> = BTreeMap::new();
    for row in sums {
        by_sum.entry(&row.subscription_id).or_default().push(row);
    }
    for mut rows in by_sum.into_values() {
        rows.sort_by_key(|it| it.as_of);
        let Some(sku) = rows.first().map(|it| sku_of(it)) else { continue };
        match real.first_on.get(&sku) {
            Some(first) => counted.extend(real.beside(&rows, sku, *first)),
            None => counted.extend(rows.into_iter().map(Cow::Borrowed)),
        }
    }
    counted
}

/// The real subscriptions of a customer.
struct Real<'a> {
    /// By subscription its records, each with the number of its SKU, by day.
    records: BTreeMap<&'a str, Vec<(usize, &'a SubscriptionRow)>>,
    /// By SKU the day of the first record.
    first_on: BTreeMap<usize, Day>,
    /// Since when every seller's subscriptions are known.
    all_since: Option<Day>,
}

impl<'a> Real<'a> {
    fn new(
        rows: &[&'a SubscriptionRow],
        sku_of: &mut dyn FnMut(&SubscriptionRow) -> usize,
    ) -> Self {
        let mut real =
            Self { records: BTreeMap::new(), first_on: BTreeMap::new(), all_since: None };
        for row in rows {
            let sku = sku_of(row);
            let first = real.first_on.entry(sku).or_insert(row.as_of);
            *first = (*first).min(row.as_of);
            real.records.entry(&row.subscription_id).or_default().push((sku, row));
        }
        real.records.values_mut().for_each(|it| it.sort_by_key(|(_, row)| row.as_of));
        // Who lists another seller's subscription lists those of all.
        let lists_all = |it: &&&SubscriptionRow| it.all_sellers || it.seller != Seller::Own;
        real.all_since = rows.iter().filter(lists_all).map(|it| it.as_of).min();
        real
    }

    /// What is left of the sums of a SKU in one state, in the order of days.
    fn beside(
        &self,
        rows: &[&'a SubscriptionRow],
        sku: usize,
        first: Day,
    ) -> Vec<Cow<'a, SubscriptionRow>> {
        let gives_way = self.all_since.map(|it| it.max(first));
        let mut left = Vec::new();
        let mut before: Option<&SubscriptionRow> = None;
        let (early, late): (Vec<_>, Vec<_>) = rows.iter().copied().partition(|it| it.as_of < first);
        for row in early {
            before = Some(row);
            left.push(Cow::Borrowed(row));
        }
        let on_first = before.filter(|_| late.first().is_none_or(|it| it.as_of > first));
        let on_first = on_first.map(|row| (first, row));
        for (day, row) in on_first.into_iter().chain(late.into_iter().map(|it| (it.as_of, it))) {
            if gives_way.is_none_or(|it| day < it) {
                before = Some(row);
                left.push(Cow::Owned(self.others(row, sku, day)));
            }
        }
        if let (Some(day), Some(row)) = (gives_way, before) {
            left.push(Cow::Owned(SubscriptionRow { quantity: 0, as_of: day, ..row.clone() }));
        }
        left
    }

    /// The seats of a sum that the partner did not sell, as of a day.
    fn others(&self, row: &SubscriptionRow, sku: usize, day: Day) -> SubscriptionRow {
        let own = self.seats(sku, row.status, day);
        let quantity = row.quantity.saturating_sub(own);
        SubscriptionRow { quantity, as_of: day, seller: Seller::Partner, ..row.clone() }
    }

    /// Seats of a SKU that are in a state on a day, trials included, as Microsoft counts them.
    fn seats(&self, sku: usize, status: Status, day: Day) -> u64 {
        let in_force = self.records.values().filter_map(|records| {
            let last = records.iter().rev().find(|(_, row)| row.as_of <= day);
            last.filter(|(of, row)| *of == sku && row.status == status)
        });
        in_force.map(|(_, row)| row.quantity).sum()
    }
}
