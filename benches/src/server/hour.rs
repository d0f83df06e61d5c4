//! What twenty people do in an hour, without the time in which they read, and what it does to
//! the server's memory.

use std::{
    sync::atomic::{AtomicBool, AtomicU32, Ordering},
    thread,
    time::Duration,
};

use anyhow::{Context, Result, anyhow};
use jiff::ToSpan;
use rand::{RngExt, SeedableRng, rngs::StdRng};

use super::{
    Sizes,
    client::Session,
    imports,
    latency::Latencies,
    load::{ask_all, at_once},
    memory::{Sample, second_half},
    pages::{self, Days, Page, ask},
    process::{Resident, Server},
    statement::load_average,
};
use crate::table::Line;

/// People with a session.
const PEOPLE: u64 = 20;
/// Imports while they are there.
const IMPORTS: usize = 6;
const MEMORY_BAR_MEBIBYTES: f64 = 400.0;
/// What is on the line at the end, of what is on it in the middle: allocators are not exact.
const GROWTH_BAR: f64 = 1.02;
/// How often memory is looked at.
const LOOKED: Duration = Duration::from_millis(100);

/// Lets people work, and looks at the server's memory.
pub(super) fn measure(
    server: &Server,
    session: &Session,
    customers: &[String],
    (days, sizes, seed): (Days, Sizes, u64),
) -> Result<Vec<Line>> {
    let (answered, is_over) = (AtomicU32::new(0), AtomicBool::new(false));
    let work = |person: u64| {
        let mut rng = StdRng::seed_from_u64(seed * 1_000 + person);
        let client = session.browser();
        let every = sizes.pages_an_hour.div_ceil(IMPORTS);
        for number in 0..sizes.pages_an_hour {
            let page = some_page(customers, days, &mut rng);
            ask_all(&client, &page, &mut Latencies::new())?;
            answered.fetch_add(u32::try_from(page.len())?, Ordering::Relaxed);
            if person == 0 && number % every == every - 1 {
                let customer = customers.first().context("no customers")?;
                imports::change(&session.plain(), (customer, PEOPLE + person), number, days.last)?;
            }
        }
        Ok(())
    };
    let process = server.process();
    let samples = thread::scope(|scope| {
        let watching = scope.spawn(|| watch(process, &answered, &is_over));
        let worked = at_once(PEOPLE, work);
        is_over.store(true, Ordering::Relaxed);
        let samples = watching.join().map_err(|_panic| anyhow!("nobody looked at memory"))?;
        worked.and(samples)
    })?;
    lines(process, customers.len(), &samples, answered.into_inner())
}

/// Looks at the server's memory until the work is over.
fn watch(process: u32, answered: &AtomicU32, is_over: &AtomicBool) -> Result<Vec<Sample>> {
    let mut samples = Vec::new();
    loop {
        let is_last = is_over.load(Ordering::Relaxed);
        samples.push(Sample {
            requests: answered.load(Ordering::Relaxed),
            mebibytes: mebibytes(Resident::of(process)?.now)?,
        });
        if is_last {
            return Ok(samples);
        }
        thread::sleep(LOOKED);
    }
}

fn lines(process: u32, customers: usize, samples: &[Sample], requests: u32) -> Result<Vec<Line>> {
    let resident = Resident::of(process)?;
    let trend = second_half(samples).context("too few looks at memory")?;
    let whose = format!("{customers} customers, 3 years, {requests} requests of {PEOPLE} people");
    let line = |measure: String, ours: String, theirs: String, value: f64, bar: f64| Line {
        measure,
        ours,
        theirs,
        value: Some(value),
        bar: Some(bar),
        load: load_average(),
    };
    let (now, peak) = (mebibytes(resident.now)?, mebibytes(resident.peak)?);
    Ok(vec![
        line(
            format!("memory after an hour: {whose}, MiB"),
            format!("{now:.0}"),
            String::new(),
            now,
            MEMORY_BAR_MEBIBYTES,
        ),
        line(
            format!("highest memory in an hour: {whose}, MiB"),
            format!("{peak:.0}"),
            String::new(),
            peak,
            MEMORY_BAR_MEBIBYTES,
        ),
        line(
            format!("growth of memory in the hour's second half, {IMPORTS} imports in the hour"),
            format!("{:.1} MiB, {:+.2} MiB a thousand requests", trend.end, trend.per_thousand),
            format!("{:.1} MiB", trend.middle),
            trend.end / trend.middle,
            GROWTH_BAR,
        ),
    ])
}

/// What somebody opens next: a customer, the portfolio, the list, what a figure is made of.
fn some_page(customers: &[String], days: Days, rng: &mut StdRng) -> Page {
    let customer = customers.get(rng.random_range(0..customers.len()));
    let id = customer.map_or("", String::as_str);
    match rng.random_range(0..100) {
        0..30 => pages::customer(id, days.three_months()),
        30..35 => pages::customer(id, days.last(400)),
        35..50 => pages::portfolio(days, ""),
        50..55 => pages::portfolio(days, &pages::some_marks(rng)),
        55..60 => {
            let day = days.last.saturating_sub(rng.random_range(1..60).days());
            pages::portfolio(days, &format!("on={day}"))
        }
        60..80 => pages::search(rng),
        80..90 => pages::sorted(customers.len(), rng),
        90..95 => pages::explained(id),
        _ => vec![ask("version", "/version".to_owned())],
    }
}

fn mebibytes(kibibytes: u64) -> Result<f64> {
    Ok(f64::from(u32::try_from(kibibytes)?) / 1_024.0)
}
