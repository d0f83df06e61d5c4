//! The customers of the portfolio: many small ones, a few large ones.

use rand::{RngExt, rngs::StdRng};
use rand_distr::LogNormal;

/// The average number of users of a customer.
const USERS_PER_CUSTOMER: usize = 100;
/// The spread of the sizes; with 1.2 the largest tenth has half of all users.
const SIZE_SIGMA: f64 = 1.2;

/// One customer, before anything is known of it.
#[derive(Debug)]
pub(super) struct Customer {
    /// The GUID of its tenant.
    pub(super) id: String,
    /// How many users it has had during the year.
    pub(super) users: usize,
    /// Where its own random numbers start.
    pub(super) seed: u64,
}

/// Shares `users` out to customers, sorted by id.
pub(super) fn customers(users: usize, rng: &mut StdRng) -> Vec<Customer> {
    let count = users.div_ceil(USERS_PER_CUSTOMER).max(1);
    let sizes: Vec<f64> = LogNormal::new(0.0, SIZE_SIGMA)
        .map(|it| rng.sample_iter(it).take(count).collect())
        .unwrap_or_default();
    let total: f64 = sizes.iter().sum();
    let mut ids: Vec<String> = (0..count).map(|_| guid(rng)).collect();
    ids.sort_unstable();

    let mut customers = Vec::with_capacity(count);
    let mut seen = 0.0;
    let mut given = 0;
    for (id, size) in ids.into_iter().zip(sizes) {
        seen += size;
        let share = rounded(exact(users) * seen / total).clamp(given + 1, users.max(given + 1));
        customers.push(Customer { id, users: share - given, seed: rng.random() });
        given = share;
    }
    customers
}

/// A random GUID.
pub(super) fn guid(rng: &mut StdRng) -> String {
    let [second, third, fourth]: [u16; 3] = rng.random();
    let first: u32 = rng.random();
    let last = rng.random::<u64>() >> 16;
    format!("{first:08x}-{second:04x}-{third:04x}-{fourth:04x}-{last:012x}")
}

#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "far below 2^52 users")]
fn exact(count: usize) -> f64 {
    count as f64
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of the users, never negative"
)]
fn rounded(share: f64) -> usize {
    share.round() as usize
}
