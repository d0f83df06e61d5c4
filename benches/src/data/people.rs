//! The users of a customer: of every kind, some of whom come or go during the year.

use rand::{RngExt, rngs::StdRng};

use super::{DAYS, customers::guid};

/// One user.
#[derive(Debug)]
pub(super) struct Person {
    /// The user id, a GUID.
    pub(super) id: String,
    /// The kind as files name it.
    pub(super) kind: &'static str,
    /// Whether the users file knows the person; use is reported without that.
    pub(super) is_recorded: bool,
    /// The first day with the customer.
    pub(super) from: u16,
    /// The first day after it.
    pub(super) until: u16,
}

/// Makes the users of one customer, sorted by id.
pub(super) fn people(count: usize, rng: &mut StdRng) -> Vec<Person> {
    let mut people: Vec<Person> = (0..count).map(|_| person(rng)).collect();
    people.sort_unstable_by(|a, b| a.id.cmp(&b.id));
    people
}

fn person(rng: &mut StdRng) -> Person {
    let id = guid(rng);
    let kind = match rng.random_range(0..1_000) {
        0..20 => "guest",
        20..26 => "shared",
        26..30 => "room",
        30..34 => "service",
        _ => "member",
    };
    let turn = rng.random_range(0..DAYS);
    let (from, until) = match rng.random_range(0..100) {
        0..8 => (0, turn.max(1)),
        8..18 => (turn, DAYS),
        _ => (0, DAYS),
    };
    Person { id, kind, is_recorded: rng.random_bool(0.995), from, until }
}
