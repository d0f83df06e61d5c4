//! What a partner knows beside licences: prices, tickets, surveys and actions.

use std::{
    fs::File,
    io::{BufWriter, Write as _},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use jiff::{ToSpan, civil::Date};
use rand::{RngExt, SeedableRng, rngs::StdRng};

use super::{days, files::one_of};
use crate::data::{customers::guid, products::Products};

/// The plays that actions are of.
const PLAYS: [&str; 4] = ["low_adoption", "idle_seats", "how_to_load", "near_limit"];
const CATEGORIES: [&str; 6] = ["how_to", "how_to", "fault", "access", "billing", ""];
const SUBJECTS: [&str; 4] =
    ["How do I share a calendar", "Teams does not start", "Cómo comparto un archivo", "Invoice"];
/// Days before the last one on which tickets are opened and surveys are answered.
const TOLD_DAYS: i32 = 90;

/// Writes the price list, tickets, surveys and actions of customers to `dir`; returns the
/// files in the order in which they are imported.
pub(crate) fn write_support(
    dir: &Path,
    catalogue: &Path,
    customers: &[String],
    seed: u64,
) -> Result<Vec<PathBuf>> {
    let products = Products::read(catalogue)?;
    let mut rng = StdRng::seed_from_u64(seed);
    let [_, last] = days(1);
    let path = |name: &str| dir.join(name);

    let mut prices = create(&path("prices.csv"), "sku,currency,unit_price")?;
    for sku in products.suites.iter().chain(products.extras.iter().map(|(it, _)| it)) {
        let (whole, cents) = (rng.random_range(2..60), rng.random_range(0..100));
        writeln!(prices, "{},EUR,{whole}.{cents:02}", sku.part_number)?;
    }

    let header = "customer_id,ticket_id,opened_on,closed_on,category,product,subject";
    let mut tickets = create(&path("tickets.csv"), header)?;
    let mut surveys =
        create(&path("surveys.csv"), "customer_id,response_id,day,kind,score,comment")?;
    let header = "customer_id,action_id,playbook,started_on,ended_on,owner,status,note";
    let mut actions = create(&path("actions.csv"), header)?;
    for customer in customers {
        for _ in 0..rng.random_range(0..12) {
            let (id, day) = (guid(&mut rng), told(last, &mut rng));
            let [category, subject] = [one_of(&CATEGORIES, &mut rng), one_of(&SUBJECTS, &mut rng)];
            writeln!(tickets, "{customer},{id},{day},,{category},teams,{subject}")?;
        }
        for _ in 0..rng.random_range(0..4) {
            let (id, day) = (guid(&mut rng), told(last, &mut rng));
            let (kind, most) = if rng.random_bool(0.7) { ("csat", 5) } else { ("nps", 10) };
            let score = rng.random_range(1..=most);
            writeln!(surveys, "{customer},{id},{day},{kind},{score},")?;
        }
        if rng.random_bool(0.3) {
            let (id, begun) = (guid(&mut rng), told(last, &mut rng));
            let (play, status) =
                (one_of(&PLAYS, &mut rng), one_of(&["planned", "running", "done"], &mut rng));
            let ended = if status == "done" { last.to_string() } else { String::new() };
            writeln!(actions, "{customer},{id},{play},{begun},{ended},Ana,{status},")?;
        }
    }
    for mut file in [prices, tickets, surveys, actions] {
        file.flush()?;
    }
    Ok(["prices.csv", "tickets.csv", "surveys.csv", "actions.csv"].map(path).to_vec())
}

fn told(last: Date, rng: &mut StdRng) -> Date {
    last.saturating_sub(rng.random_range(0..TOLD_DAYS).days())
}

fn create(path: &Path, header: &str) -> Result<BufWriter<File>> {
    let file = File::create(path).with_context(|| format!("failed to write {}", path.display()))?;
    let mut file = BufWriter::new(file);
    writeln!(file, "{header}")?;
    Ok(file)
}
