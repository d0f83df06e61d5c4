//! The portfolio that is measured: seeded, of any size, written as native files.
//!
//! Everything is made customer by customer and written at once, so the size of the portfolio
//! is bounded by the disk, not by memory. The same seed and size give the same bytes.

mod customers;
mod files;
mod habits;
mod people;
mod products;
mod seats;
pub(crate) mod served;

use std::{fs, path::Path};

use anyhow::{Context, Result};
use jiff::{ToSpan, civil::Date};
use rand::{SeedableRng, rngs::StdRng};

use files::Files;
use products::Products;

/// Days of history; activity of the last one lies in a file of its own.
pub(crate) const DAYS: u16 = 365;

/// What has been written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written {
    /// Rows of activity in the file of the year.
    pub(crate) activity_rows: u64,
    /// Rows of activity in the file of the last day.
    pub(crate) next_day_rows: u64,
    /// Size of the activity file of the year.
    pub(crate) activity_bytes: u64,
}

/// The date of a day that is counted from 0.
pub(crate) fn date(day: u16) -> Date {
    Date::constant(2025, 1, 1).saturating_add(i32::from(day).days())
}

/// Writes a portfolio of `users` users, and the products in it, to `dir`.
///
/// `catalogue` is the folder with the shipped catalogue.
pub(crate) fn write(dir: &Path, catalogue: &Path, users: usize, seed: u64) -> Result<Written> {
    fs::create_dir_all(dir).with_context(|| format!("failed to make {}", dir.display()))?;
    let products = Products::read(catalogue)?;
    products.write(dir)?;

    let mut files = Files::create(dir)?;
    let mut rng = StdRng::seed_from_u64(seed);
    for customer in customers::customers(users, &mut rng) {
        let mut rng = StdRng::seed_from_u64(customer.seed);
        let people = people::people(customer.users, &mut rng);
        let holdings = seats::holdings(&products, &people, &mut rng);
        let records = seats::subscriptions(&products, &holdings, &mut rng);
        files.customer(&customer)?;
        files.people(&customer, &people)?;
        files.holdings(&customer, &people, &holdings, &mut rng)?;
        files.subscriptions(&customer, &records)?;
        for person in &people {
            for (source, days) in habits::active_days(person, &mut rng) {
                files.activity(&customer, person, source, &days)?;
            }
        }
    }
    files.finish()
}

#[cfg(test)]
mod tests;
