//! What is worth doing for 10,000 customers: how soon after an import it is known, and how long
//! the calls of its pages take.

use std::{path::Path, time::Instant};

use anyhow::{Context, Result, ensure};
use jiff::ToSpan as _;
use rand::{RngExt, rngs::StdRng};
use serde_json::{Value, json};

use super::{
    Sizes,
    client::{Client, Session, text_at},
    import, imports,
    load::Load,
    pages::{self, Days},
    process::Server,
    statement::{load_average, p99_of_each},
};
use crate::{
    data::served::{self, Shape, Size},
    portfolio::catalogue,
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

/// Recommendations that are decided on before anything is measured.
const DECIDED: usize = 600;

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
    let files = folder.join("files");
    for file in served::write_support(&files, &catalogue(), &customers, seed)? {
        program.import(&file)?;
    }
    let server = Server::start(&program)?;
    let session = Session::first(&server)?;
    let client = session.plain();
    let days = Days::known(&client)?;
    decide(&client)?;
    let mut seconds: Vec<f64> = Vec::new();
    for number in 0..IMPORTS {
        let customer = customers.get(number).context("there are more customers")?;
        imports::change(&client, (customer, 1), number, days.last)?;
        let begun = Instant::now();
        let body = client.json("/recommendations")?;
        seconds.push(begun.elapsed().as_secs_f64());
        let total = body.pointer("/total").and_then(Value::as_u64).unwrap_or(0);
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

/// Accepts, snoozes and dismisses recommendations by turns, spread over the list.
#[expect(clippy::disallowed_methods, reason = "the server's own clock says what is to come")]
fn decide(client: &Client) -> Result<()> {
    let until = jiff::Zoned::now().date().saturating_add(30.days()).to_string();
    let mut decided = 0;
    let mut cursor = String::new();
    while decided < DECIDED {
        let body = client.json(&format!("/recommendations?limit=100{cursor}"))?;
        let items = body.pointer("/items").and_then(Value::as_array).context("no items")?;
        for (at, item) in items.iter().step_by(3).enumerate() {
            let [play, customer] =
                [text_at(item, "/play")?, text_at(item, "/customer/customer_id")?];
            let (what, body) = match at % 3 {
                0 => ("accept", json!({ "note": "call them" })),
                1 => ("snooze", json!({ "until": until })),
                _ => ("dismiss", json!({ "reason": "they hire in April" })),
            };
            client.post(&format!("/customers/{customer}/recommendations/{play}/{what}"), &body)?;
            decided += 1;
        }
        cursor = format!("&cursor={}", text_at(&body, "/next")?);
    }
    Ok(())
}
