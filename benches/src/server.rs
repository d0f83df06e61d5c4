//! The server under load: how long answers take, how much memory it needs, and whether what
//! it answers while imports go on is what it knew at one moment.
//!
//! Whoever asks runs on the same cores as the server, and takes its part of them.

mod advice;
mod client;
mod crowd;
mod history;
mod hour;
mod imports;
mod latency;
mod load;
mod memory;
mod pages;
mod peer;
mod process;
mod statement;
mod together;

use std::{fs, path::Path, thread, time::Duration};

use anyhow::Result;

use crate::{
    check::Agreement,
    data::served::{self, Shape},
    peers::Peers,
    portfolio::catalogue,
    program::Program,
    table::{Line, table},
};

/// How large everything is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sizes {
    /// Customers of the portfolio with few users each.
    customers: usize,
    /// How often a connection asks for the same page.
    pages: usize,
    /// Pages that each of 20 people opens in an hour.
    pages_an_hour: usize,
    /// How long imports and reads go on at once.
    together: Duration,
}

impl Sizes {
    /// The sizes that the bars are for.
    pub(crate) const USUAL: Self = Self {
        customers: 100_000,
        pages: 100,
        pages_an_hour: 120,
        together: Duration::from_mins(2),
    };

    /// A tenth of them; people open a few more pages, so that memory can be told.
    pub(crate) const QUICK: Self =
        Self { customers: 10_000, pages: 10, pages_an_hour: 24, together: Duration::from_secs(10) };

    /// The same with other customers.
    pub(crate) fn with_customers(self, customers: Option<usize>) -> Self {
        Self { customers: customers.unwrap_or(self.customers), ..self }
    }
}

/// Measures the server, and prints a table, also of what was measured before a failure; tells
/// whether every answer was right.
pub(crate) fn measure(
    folder: &Path,
    (binary, peers): (&Path, &Peers),
    sizes: Sizes,
    seed: u64,
) -> Result<Agreement> {
    let mut lines = Vec::new();
    let measured = measure_both(&mut lines, folder, (binary, peers), (sizes, seed));
    let cores = thread::available_parallelism()?;
    println!("The server and those who ask it share {cores} cores.\n\n{}", table(&lines));
    measured
}

/// Very many customers, then what is worth doing for them, then long histories.
fn measure_both(
    lines: &mut Vec<Line>,
    folder: &Path,
    (binary, peers): (&Path, &Peers),
    (sizes, seed): (Sizes, u64),
) -> Result<Agreement> {
    let place = folder.join("crowd");
    let crowd = crowd::measure(lines, &place, (binary, peers), (sizes, seed))?;
    // Both portfolios together need much of a disk.
    fs::remove_dir_all(&place)?;
    let place = folder.join("advice");
    advice::measure(lines, &place, binary, (sizes, seed))?;
    fs::remove_dir_all(&place)?;
    let history = history::measure(lines, &folder.join("history"), binary, (sizes, seed))?;
    let agrees = [crowd, history].iter().all(|it| *it == Agreement::Agrees);
    Ok(if agrees { Agreement::Agrees } else { Agreement::Differs })
}

/// Writes a portfolio and imports it; returns the ids of its customers.
fn import(folder: &Path, program: &Program<'_>, shape: Shape, seed: u64) -> Result<Vec<String>> {
    let files = folder.join("files");
    let customers = served::write(&files, &catalogue(), shape, seed)?;
    program.import_master_data(&files)?;
    let cost = program.import(&files.join("activity.csv"))?;
    eprintln!(
        "bench: {} customers, {} days: activity imported in {:.1} s",
        shape.customers, shape.days, cost.wall_seconds
    );
    fs::remove_file(files.join("activity.csv"))?;
    Ok(customers)
}
