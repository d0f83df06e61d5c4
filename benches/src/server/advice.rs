//! What is worth doing for 10,000 customers: how soon after an import it is known, and how long
//! the calls of its pages take.

use std::{path::Path, time::Instant};

use anyhow::{Context, Result, ensure};
use rand::{RngExt, rngs::StdRng};

use super::{
    Sizes,
    client::Session,
    import, imports,
    load::Load,
    pages::{self, Days},
    process::Server,
    statement::{load_average, p99_of_each},
};
use crate::{
    data::served::{Shape, Size},
    program::Program,
    table::Line,
};

/// The customers that the bars are for, whatever the size of the rest.
const CUSTOMERS: usize = 10_000;
const HISTORY_DAYS: u16 = 120;
const CONNECTIONS: u64 = 16;
const READY_BAR_SECONDS: f64 = 2.0;
const PAGE_BAR_MS: f64 = 50.0;
/// Imports after which it is asked for.
const IMPORTS: usize = 3;

/// Measures recommendations and actions.
pub(super) fn measure(
    lines: &mut Vec<Line>,
    folder: &Path,
    binary: &Path,
    (sizes, seed): (Sizes, u64),
) -> Result<()> {
    let program = Program::new(binary, folder.join("data"));
    let shape = Shape { customers: CUSTOMERS, size: Size::Dozens, days: HISTORY_DAYS };
    let customers = import(folder, &program, shape, seed)?;
    let server = Server::start(&program)?;
    let session = Session::first(&server)?;
    let client = session.plain();
    let days = Days::known(&client)?;
    let mut seconds: Vec<f64> = Vec::new();
    for number in 0..IMPORTS {
        let customer = customers.get(number).context("there are more customers")?;
        imports::change(&client, (customer, 1), number, days.last)?;
        let begun = Instant::now();
        let body = client.json("/recommendations")?;
        seconds.push(begun.elapsed().as_secs_f64());
        let total = body.pointer("/total").and_then(serde_json::Value::as_u64).unwrap_or(0);
        ensure!(total > 1_000, "{total} recommendations are no portfolio");
    }
    seconds.sort_by(f64::total_cmp);
    let all: Vec<String> = seconds.iter().map(|it| format!("{it:.2} s")).collect();
    lines.push(Line {
        measure: format!("recommendations after an import, {CUSTOMERS} customers, s"),
        ours: all.join(", "),
        theirs: String::new(),
        value: seconds.last().copied(),
        bar: Some(READY_BAR_SECONDS),
        load: load_average(),
    });
    let page = |rng: &mut StdRng| {
        let customer = customers.get(rng.random_range(0..customers.len()));
        pages::advice(customer.map_or("", String::as_str), days)
    };
    let load = Load { connections: CONNECTIONS, pages: sizes.pages, seed };
    Load { pages: sizes.pages.div_ceil(10), seed: seed + 1, ..load }.run(&session, page)?;
    let what = format!("{CUSTOMERS} customers, {CONNECTIONS} connections, what to do");
    lines.extend(p99_of_each(&what, &load.run(&session, page)?, Some(PAGE_BAR_MS)));
    Ok(())
}
