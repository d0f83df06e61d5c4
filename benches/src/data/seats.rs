//! Who holds which product, and the subscriptions that were bought for it.

use rand::{RngExt, rngs::StdRng};

use super::{
    DAYS,
    people::Person,
    products::{Products, Sku},
};

/// The share of people with a suite; the others have an extra alone, or nothing.
const SUITE_SHARE: f64 = 0.93;
/// The states of a subscription that nobody renews, and the days in each.
const LAPSE: &[(&str, u16)] = &[("grace", 30), ("disabled", 60), ("deprovisioned", DAYS)];

/// A product in somebody's hands.
#[derive(Debug)]
pub(super) struct Holding<'a> {
    /// Whose, as a position among the customer's people.
    pub(super) person: usize,
    /// What.
    pub(super) sku: &'a Sku,
    /// The first day.
    pub(super) from: u16,
    /// The first day without it, if any.
    pub(super) until: Option<u16>,
}

/// A record of a subscription's state.
#[derive(Debug, Clone)]
pub(super) struct StateRecord<'a> {
    /// Which subscription of the customer.
    pub(super) subscription: usize,
    /// What was bought.
    pub(super) sku: &'a Sku,
    /// The day from which it is in force.
    pub(super) as_of: u16,
    /// Seats.
    pub(super) quantity: usize,
    /// The state as files name it.
    pub(super) status: &'static str,
    /// Whether it is a trial.
    pub(super) is_trial: bool,
    /// Who sold it.
    pub(super) seller: &'static str,
}

/// Hands out products: to nearly everyone a suite, to some an extra beside it.
pub(super) fn holdings<'a>(
    products: &'a Products,
    people: &[Person],
    rng: &mut StdRng,
) -> Vec<Holding<'a>> {
    let large = if people.len() < 300 { 0..2 } else { 1..4 };
    let suites: Vec<&Sku> = products.suites.iter().skip(large.start).take(large.len()).collect();
    let suite = suites.get(rng.random_range(0..suites.len()));
    let other = suites.get(rng.random_range(0..suites.len()));
    let extras: Vec<&(Sku, f64)> =
        products.extras.iter().filter(|_| rng.random_bool(0.4)).collect();

    let mut holdings = Vec::new();
    for (at, person) in people.iter().enumerate() {
        if person.kind == "guest" || person.kind == "room" {
            continue;
        }
        let removed = (person.until < DAYS).then_some(person.until);
        let mut hold = |sku, from, until| {
            holdings.push(Holding { person: at, sku, from, until });
        };
        if let Some(sku) = suite.filter(|_| rng.random_bool(SUITE_SHARE)) {
            let turn = rng.random_range(person.from..person.until);
            match (rng.random_range(0..100), other) {
                // Lost for a while, and given back; or changed for another one.
                (0..3, _) => {
                    hold(sku, person.from, Some(turn));
                    hold(sku, turn + rng.random_range(1..60), None);
                }
                (3..8, Some(other)) => {
                    hold(sku, person.from, Some(turn));
                    hold(other, turn, removed);
                }
                _ => hold(sku, person.from, removed),
            }
        }
        for (sku, share) in &extras {
            if rng.random_bool(*share) {
                hold(sku, rng.random_range(person.from..person.until), removed);
            }
        }
    }
    // A day beyond the year is not in any file.
    holdings.retain(|it| it.from < DAYS);
    holdings.sort_by(|a, b| (a.person, &a.sku.id, a.from).cmp(&(b.person, &b.sku.id, b.from)));
    holdings.dedup_by(|a, b| (a.person, &a.sku.id, a.from) == (b.person, &b.sku.id, b.from));
    holdings
}

/// Buys two to six subscriptions for what is held, and lets some of them lapse.
pub(super) fn subscriptions<'a>(
    products: &'a Products,
    holdings: &[Holding<'a>],
    rng: &mut StdRng,
) -> Vec<StateRecord<'a>> {
    let mut bought: Vec<(&Sku, usize)> = Vec::new();
    for holding in holdings {
        match bought.iter_mut().find(|(sku, _)| sku.id == holding.sku.id) {
            Some((_, seats)) => *seats += 1,
            None => bought.push((holding.sku, 1)),
        }
    }
    bought.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.id.cmp(&b.0.id)));
    // What is beyond the fourth is held without a seat.
    bought.truncate(4);
    if bought.is_empty() {
        bought.extend(products.suites.iter().take(2).map(|sku| (sku, 1)));
    }
    // A second one of the most common product: the double.
    let double = bought.first().map(|(sku, seats)| (*sku, seats.div_ceil(5)));
    let is_alone = bought.len() == 1;
    bought.extend(double.filter(|_| is_alone || rng.random_bool(0.6)));
    let mut records = Vec::new();
    for (sku, seats) in bought {
        buy(&mut records, sku, seats, false, rng);
    }
    let tried = products.suites.get(rng.random_range(0..products.suites.len()));
    if let Some(sku) = tried.filter(|_| rng.random_bool(0.2)) {
        buy(&mut records, sku, 25, true, rng);
    }
    records
}

fn buy<'a>(
    records: &mut Vec<StateRecord<'a>>,
    sku: &'a Sku,
    seats: usize,
    is_trial: bool,
    rng: &mut StdRng,
) {
    let subscription = records.last().map_or(0, |it: &StateRecord<'_>| it.subscription + 1);
    let seller = match rng.random_range(0..10) {
        0 => "partner",
        1 => "microsoft",
        _ => "own",
    };
    let quantity = seats + rng.random_range(0..=seats.div_ceil(5));
    let mut record =
        StateRecord { subscription, sku, as_of: 0, quantity, status: "active", is_trial, seller };
    records.push(record.clone());
    let mut day = rng.random_range(1..200_u16);
    if rng.random_bool(0.5) {
        record.as_of = day;
        record.quantity = quantity - rng.random_range(0..=quantity.div_ceil(10));
        records.push(record.clone());
        day += rng.random_range(1..100);
    }
    let states: &[(&str, u16)] = match rng.random_range(0..20) {
        _ if is_trial => LAPSE,
        0..4 => LAPSE,
        4 => &[("suspended", 20), ("active", DAYS)],
        _ => &[],
    };
    for (status, days) in states {
        if day < DAYS {
            (record.as_of, record.status) = (day, status);
            records.push(record.clone());
            day += days;
        }
    }
}
