//! Long histories: the customer page, the start, the memory, and imports while others read.

use std::path::Path;

use anyhow::Result;
use rand::{RngExt, rngs::StdRng};

use super::{
    Sizes,
    client::Session,
    hour, import,
    load::Load,
    pages::{self, Days},
    process::Server,
    statement::{load_average, p99_of_each},
    together,
};
use crate::{
    check::Agreement,
    data::served::{Shape, Size},
    program::Program,
    table::Line,
};

/// Three years, one of which is a leap year.
const HISTORY_DAYS: u16 = 1096;
/// The days that the customer page is asked for.
const ASKED_DAYS: i32 = 400;
/// Connections of those who open pages at once.
const CONNECTIONS: u64 = 16;
const CUSTOMER_BAR_MS: f64 = 25.0;
const START_BAR_SECONDS: f64 = 2.0;
/// How often the server is started.
const STARTS: usize = 3;

/// Measures what depends on the length of histories.
pub(super) fn measure(
    lines: &mut Vec<Line>,
    folder: &Path,
    binary: &Path,
    (sizes, seed): (Sizes, u64),
) -> Result<Agreement> {
    let program = Program::new(binary, folder.join("data"));
    let customers = sizes.customers.div_ceil(100);
    let shape = Shape { customers, size: Size::Hundred, days: HISTORY_DAYS };
    let customers = import(folder, &program, shape, seed)?;
    let session = Session::first(&Server::start(&program)?)?;
    lines.push(starts(&program, &session, customers.len())?);

    let server = Server::start(&program)?;
    let session = session.on(&server);
    let days = Days::known(&session.plain())?;
    let load = Load { connections: CONNECTIONS, pages: sizes.pages, seed };
    for (what, days) in [("3 months", days.three_months()), ("400 days", days.last(ASKED_DAYS))] {
        let page = |rng: &mut StdRng| {
            let customer = customers.get(rng.random_range(0..customers.len()));
            customer.map(|it| pages::customer(it, days)).unwrap_or_default()
        };
        Load { pages: sizes.pages.div_ceil(10), seed: seed + 1, ..load }.run(&session, page)?;
        for (connections, bar) in [(1, None), (CONNECTIONS, Some(CUSTOMER_BAR_MS))] {
            let latencies = Load { connections, ..load }.run(&session, page)?;
            let what = format!("customer page, {what}, connections: {connections}");
            lines.extend(p99_of_each(&what, &latencies, bar));
        }
    }
    drop(server);

    let server = Server::start(&program)?;
    lines.extend(hour::measure(&server, &session.on(&server), &customers, (days, sizes, seed))?);
    drop(server);

    let server = Server::start(&program)?;
    together::measure(lines, &session.on(&server), &customers, (sizes.together, seed))
}

/// The slowest of some starts, to the first answer of the portfolio page.
fn starts(program: &Program<'_>, session: &Session, customers: usize) -> Result<Line> {
    let mut seconds: Vec<f64> = Vec::new();
    for _ in 0..STARTS {
        let server = Server::start(program)?;
        session.on(&server).browser().get("/portfolio")?;
        seconds.push(server.begun.elapsed().as_secs_f64());
    }
    seconds.sort_by(f64::total_cmp);
    let all: Vec<String> = seconds.iter().map(|it| format!("{it:.2} s")).collect();
    Ok(Line {
        measure: format!("start to the first answer, {customers} customers, 3 years, s"),
        ours: all.join(", "),
        theirs: String::new(),
        value: seconds.last().copied(),
        bar: Some(START_BAR_SECONDS),
        load: load_average(),
    })
}
