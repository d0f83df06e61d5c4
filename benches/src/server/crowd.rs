//! Very many customers: the portfolio page and the list of customers.

use std::path::Path;

use anyhow::Result;
use rand::rngs::StdRng;

use super::{
    Sizes,
    client::Session,
    import,
    load::Load,
    pages::{self, Days, Page},
    peer,
    process::Server,
    statement::p99_of_each,
};
use crate::{
    check::Agreement,
    data::served::{Shape, Size},
    peers::Peers,
    program::Program,
    table::Line,
};

/// Connections of those who open pages at once.
const CONNECTIONS: u64 = 16;
/// Four months: a page shows three, and compares with 28 days before.
const HISTORY_DAYS: u16 = 120;
const PORTFOLIO_BAR_MS: f64 = 50.0;
const LIST_BAR_MS: f64 = 50.0;

/// Measures the pages that are about all customers.
pub(super) fn measure(
    lines: &mut Vec<Line>,
    folder: &Path,
    (binary, peers): (&Path, &Peers),
    (sizes, seed): (Sizes, u64),
) -> Result<Agreement> {
    let program = Program::new(binary, folder.join("data"));
    let shape = Shape { customers: sizes.customers, size: Size::Few, days: HISTORY_DAYS };
    import(folder, &program, shape, seed)?;

    let server = Server::start(&program)?;
    let session = Session::first(&server)?;
    let days = Days::known(&session.plain())?;
    let load = Load { connections: CONNECTIONS, pages: sizes.pages, seed };
    let measured = |what: &str, bar, warm: Page, page: &(dyn Fn(&mut StdRng) -> Page + Sync)| {
        Load { connections: 1, pages: 1, seed }.run(&session, |_| warm.clone())?;
        Load { pages: sizes.pages.div_ceil(10), seed: seed + 1, ..load }.run(&session, page)?;
        let what = format!("{} customers, {CONNECTIONS} connections, {what}", sizes.customers);
        Ok::<_, anyhow::Error>(p99_of_each(&what, &load.run(&session, page)?, bar))
    };
    let whole = pages::portfolio(days, "");
    let same = |_: &mut StdRng| whole.clone();
    lines.extend(measured("portfolio page", Some(PORTFOLIO_BAR_MS), whole.clone(), &same)?);
    // No answer is kept, only the figures of the day.
    lines.extend(measured("another filter each time", None, whole.clone(), &|rng| {
        let filter = pages::some_marks(rng);
        pages::portfolio(days, &filter).into_iter().take(2).collect()
    })?);
    lines.extend(measured("list", Some(LIST_BAR_MS), pages::every_order(), &pages::search)?);
    lines.extend(measured("list", Some(LIST_BAR_MS), pages::every_order(), &|rng| {
        pages::sorted(sizes.customers, rng)
    })?);
    peer::compare(lines, folder, (&program, peers), (&session, days, sizes))
}
