//! The portfolio page beside `DuckDB`, which answers the same from the same figures.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result};
use jiff::ToSpan;
use rand::{SeedableRng, rngs::StdRng};
use serde::Deserialize;

use super::{
    Sizes,
    client::Session,
    latency::{Latencies, Latency, millis},
    load::{ask_all, at_once},
    pages::{self, Days, Page},
    statement::load_average,
};
use crate::{check::Agreement, peers::Peers, program::Program, table::Line};

/// Whoever asks beside others is one of so many.
const CONNECTIONS: u64 = 16;
/// The server may take at most this part of the peer's time.
const BAR: f64 = 0.5;

/// Median seconds of a page.
#[derive(Debug, Deserialize)]
struct Times {
    /// With nobody else.
    alone: f64,
    /// As one of many.
    beside: f64,
}

/// What the peer has measured.
#[derive(Debug, Deserialize)]
struct PeerTimes {
    /// The same page again and again.
    same: Times,
    /// Another filter each time.
    filtered: Times,
}

/// Compares the answers with the peer's, then the times.
pub(super) fn compare(
    lines: &mut Vec<Line>,
    folder: &Path,
    (program, peers): (&Program<'_>, &Peers),
    (session, days, sizes): (&Session, Days, Sizes),
) -> Result<Agreement> {
    let data = folder.join("figures");
    fs::create_dir_all(&data)?;
    for (name, day) in [("", days.last), ("-before", days.last.saturating_sub(28.days()))] {
        for export in ["deployment", "usage"] {
            let out = data.join(format!("export-{export}{name}.parquet"));
            program.export_days(export, [day, day], &out)?;
        }
    }
    let client = session.plain();
    for (name, question) in ["portfolio", "groups"].iter().zip(page(days, "")) {
        fs::write(data.join(format!("{name}.json")), client.get(&question.path)?.body)?;
    }
    let runs = sizes.pages.div_ceil(2);
    let command = peers.portfolio(&folder.join("files"), &data, runs, CONNECTIONS);
    let (python, arguments) = command.split_first().context("an empty command")?;
    let output = Command::new(python).args(arguments).stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Ok(Agreement::Differs);
    }
    let theirs: PeerTimes = serde_json::from_slice(&output.stdout)?;
    let both: [(&str, Make, Times); 2] = [
        ("the same page", same, theirs.same),
        ("another filter each time", other, theirs.filtered),
    ];
    for (what, make, theirs) in both {
        let make = |rng: &mut StdRng| make(days, rng);
        let alone = times(session, 1, runs, &make)?;
        lines.push(line(&format!("{what}, alone"), &alone, theirs.alone));
        let beside = times(session, CONNECTIONS, runs, &make)?;
        lines.push(line(&format!("{what}, {CONNECTIONS} at once"), &beside, theirs.beside));
    }
    Ok(Agreement::Agrees)
}

/// Which page is asked for next.
type Make = fn(Days, &mut StdRng) -> Page;

fn same(days: Days, _: &mut StdRng) -> Page {
    page(days, "")
}

fn other(days: Days, rng: &mut StdRng) -> Page {
    page(days, &pages::some_marks(rng))
}

/// The calls that the peer answers too: totals, medians, bands and groups.
fn page(days: Days, filter: &str) -> Page {
    pages::portfolio(days, filter).into_iter().take(2).collect()
}

/// How long the calls of a page took together.
fn times(
    session: &Session,
    connections: u64,
    pages: usize,
    page: &(dyn Fn(&mut StdRng) -> Page + Sync),
) -> Result<Latency> {
    let one = |number: u64| {
        // The first load has used lower numbers: its answers may still be kept.
        let mut rng = StdRng::seed_from_u64(1_000_000 + connections * 1_000 + number);
        let client = session.browser();
        let whole: Result<Vec<Duration>> =
            (0..pages).map(|_| ask_all(&client, &page(&mut rng), &mut Latencies::new())).collect();
        whole
    };
    let mut all = Latency::default();
    at_once(connections, one)?.into_iter().flatten().for_each(|it| all.add(it));
    Ok(all)
}

fn line(what: &str, ours: &Latency, theirs: f64) -> Line {
    Line {
        measure: format!("totals, medians, bands and groups against duckdb: {what}, p50"),
        ours: format!("{:.2} ms", millis(ours.median())),
        theirs: format!("{:.2} ms", theirs * 1_000.0),
        value: Some(ours.median().as_secs_f64() / theirs),
        bar: Some(BAR),
        load: load_average(),
    }
}
