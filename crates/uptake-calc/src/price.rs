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
    /// Per seat and month; `None` when it cannot be kept exactly.
    pub amount: Option<Amount>,
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

/// What a record of a subscription says of its price per seat and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnPrice {
    /// Nothing.
    Untold,
    /// One that cannot be kept exactly: it stands in no amount, and the list's does not stand
    /// in for it.
    Inexact,
    /// This one.
    Told(Amount),
}

/// The price of a seat of a subscription on `day`.
///
/// Its own price wins, else the list's. Both are in its currency; where it names none, in the
/// list's if the list has one currency for the SKU that day.
pub fn price_on(list: &[ListPrice], terms: &SubscriptionTerms, day: Day) -> Option<Price> {
    let mut newest: BTreeMap<Currency, &ListPrice> = BTreeMap::new();
    let lines = list.iter().filter(|it| it.sku == terms.state.sku);
    for line in lines.filter(|it| it.valid_from.is_none_or(|it| it <= day)) {
        let known = newest.entry(line.currency).or_insert(line);
        if known.valid_from < line.valid_from {
            *known = line;
        }
    }
    let currency = match terms.currency {
        Some(currency) => currency,
        None if newest.len() == 1 => *newest.keys().next()?,
        None => return None,
    };
    let amount = match terms.own_price {
        OwnPrice::Told(amount) => amount,
        OwnPrice::Inexact => return None,
        OwnPrice::Untold => newest.get(&currency)?.amount?,
    };
    Some(Price { currency, amount })
}
