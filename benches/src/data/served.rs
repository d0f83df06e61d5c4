//! The portfolios that a server is asked about: as many customers and days as are wanted.
//!
//! They are plainer than the one that is imported for its own sake: who is active, is so on a
//! few days a month, and the tables have the same row a user, source and month all the same.

mod files;
mod support;

use std::{fs, path::Path};

use anyhow::{Context, Result};
use jiff::ToSpan;
use rand::{RngExt, SeedableRng, rngs::StdRng};
use rand_distr::LogNormal;

use super::{
    customers::{self, Customer, guid},
    date,
    products::Products,
};

use files::Files;
pub(crate) use files::{COUNTRIES, NAMES, SEGMENTS};
pub(crate) use support::write_support;

/// The last day of every portfolio.
const LAST_DAY: u16 = super::DAYS - 1;
/// How large a portfolio is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    /// Its customers.
    pub(crate) customers: usize,
    /// How large they are.
    pub(crate) size: Size,
    /// Days of history.
    pub(crate) days: u16,
}

/// How many users customers have; sizes are log-normal.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Size {
    /// One to five.
    Few,
    /// Ten to thirty.
    Dozens,
    /// A hundred on average.
    Hundred,
}

/// The first and the last day of a portfolio with so many days of history.
pub(crate) fn days(history: u16) -> [jiff::civil::Date; 2] {
    let last = date(LAST_DAY);
    [last.saturating_sub((i32::from(history) - 1).days()), last]
}

/// Writes a portfolio to `dir`, and returns the ids of its customers.
pub(crate) fn write(dir: &Path, catalogue: &Path, shape: Shape, seed: u64) -> Result<Vec<String>> {
    fs::create_dir_all(dir).with_context(|| format!("failed to make {}", dir.display()))?;
    let products = Products::read(catalogue)?;
    products.write(dir)?;
    let mut rng = StdRng::seed_from_u64(seed);
    let customers = match shape.size {
        Size::Few => few(shape.customers, &mut rng),
        Size::Dozens => dozens(shape.customers, &mut rng),
        Size::Hundred => customers::customers(shape.customers * 100, &mut rng),
    };
    let mut files = Files::create(dir, shape.days)?;
    for customer in &customers {
        let mut rng = StdRng::seed_from_u64(customer.seed);
        files.customer(customer, &mut rng)?;
        files.licences_and_use(customer, &products, &mut rng)?;
    }
    files.finish()?;
    Ok(customers.into_iter().map(|it| it.id).collect())
}

/// Customers of one to five users, sorted by id.
fn few(count: usize, rng: &mut StdRng) -> Vec<Customer> {
    let mut ids: Vec<String> = (0..count).map(|_| guid(rng)).collect();
    ids.sort_unstable();
    let sizes: Vec<f64> = LogNormal::new(0.5, 0.6)
        .map(|it| rng.sample_iter(it).take(count).collect())
        .unwrap_or_default();
    let users = |size: f64| (1..5).filter(|it| size > f64::from(*it)).count() + 1;
    let customers = ids.into_iter().zip(sizes);
    customers.map(|(id, size)| Customer { id, users: users(size), seed: rng.random() }).collect()
}

/// Customers of ten to thirty users, sorted by id.
fn dozens(count: usize, rng: &mut StdRng) -> Vec<Customer> {
    let mut ids: Vec<String> = (0..count).map(|_| guid(rng)).collect();
    ids.sort_unstable();
    let customers = ids.into_iter();
    customers
        .map(|id| Customer { id, users: rng.random_range(10..=30), seed: rng.random() })
        .collect()
}

#[cfg(test)]
mod tests;
