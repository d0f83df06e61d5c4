//! What a seat costs per month: the subscription's own price, else the partner's price list
//! (`docs/signals.md`).

use std::collections::BTreeMap;

use uptake_model::{Amount, Currency, Day};

use crate::SubscriptionTerms;

/// A line of the price list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListPrice {
    /// Which SKU of the plan.
    pub sku: usize,
    /// In which currency.
    pub currency: Currency,
    /// Per seat and month.
    pub amount: Amount,
    /// The first day on which it holds; `None` for always.
    pub valid_from: Option<Day>,
}

/// A price per seat and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Price {
    /// In which currency.
    pub currency: Currency,
    /// How much.
    pub amount: Amount,
}

/// Money by currency, and the seats that have no price. Currencies are never added up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cost {
    /// Per month, by currency.
    pub by_currency: BTreeMap<Currency, Amount>,
    /// Seats without a price: they are in no amount.
    pub unpriced_seats: u64,
}

impl Cost {
    /// Adds seats at their price.
    pub(crate) fn add_seats(&mut self, seats: u64, price: Option<Price>) {
        match price {
            None => self.unpriced_seats += seats,
            Some(_) if seats == 0 => {}
            Some(price) => {
                let sum = self.by_currency.entry(price.currency).or_default();
                *sum = sum.plus(price.amount.times(seats));
            }
        }
    }

    /// Adds another cost, each currency by itself.
    pub fn join(&mut self, other: &Self) {
        self.unpriced_seats += other.unpriced_seats;
        for (currency, amount) in &other.by_currency {
            let sum = self.by_currency.entry(*currency).or_default();
            *sum = sum.plus(*amount);
        }
    }
}

/// The price of a seat of a subscription on `day`.
///
/// Its own price wins if it names its currency. Else the list's price in its currency; where
/// it names none, the list's price if the list has one currency for the SKU that day.
pub fn price_on(list: &[ListPrice], terms: &SubscriptionTerms, day: Day) -> Option<Price> {
    if let Some((amount, currency)) = terms.unit_price.zip(terms.currency) {
        return Some(Price { currency, amount });
    }
    let mut newest: BTreeMap<Currency, &ListPrice> = BTreeMap::new();
    let lines = list.iter().filter(|it| it.sku == terms.state.sku);
    for line in lines.filter(|it| it.valid_from.is_none_or(|it| it <= day)) {
        let known = newest.entry(line.currency).or_insert(line);
        if known.valid_from < line.valid_from {
            *known = line;
        }
    }
    let line = match terms.currency {
        Some(currency) => newest.get(&currency).copied(),
        None if newest.len() == 1 => newest.values().next().copied(),
        None => None,
    };
    line.map(|it| Price { currency: it.currency, amount: it.amount })
}
