//! The ratios of imports and rollups, with the bars that they should keep.

use comfy_table::{Table, presets::ASCII_MARKDOWN};

use crate::{
    measure::Cost,
    peers::Rollup,
    portfolio::{PeerCosts, ProgramCosts},
    table::{Line, table},
};

/// A full rollup costs at most this part of the best peer's.
const ROLLUP_BAR: f64 = 0.2;
/// A new day costs at most this part of the full rollup, beside its parsing.
const NEW_DAY_BAR: f64 = 1.0 / 15.0;
/// An import of activity, its rollup included, costs at most so much of `DuckDB`'s.
const IMPORT_BAR: f64 = 1.5;
/// What a user may cost in the larger portfolio, against the smaller.
const GROWTH_BAR: f64 = 1.15;
/// Memory at up to 100,000 users, and above.
const MEMORY_BARS_MEBIBYTES: [f64; 2] = [512.0, 1024.0];
/// Up to so many users the first bar of memory holds.
const MEMORY_USERS: usize = 100_000;
/// Disk for a user and year of activity.
const DISK_BAR_BYTES: f64 = 150.0;

/// Words the costs as one table of ratios; `users` is the size on which the peers ran.
pub(crate) fn report(users: usize, sizes: &[ProgramCosts], peers: &PeerCosts) -> String {
    let mut lines = Vec::new();
    if let Some(ours) = sizes.iter().find(|it| it.users == users) {
        lines.extend(rollup_lines(ours, peers));
        lines.extend(new_day_lines(ours));
        lines.extend(import_lines(ours, peers));
        lines.push(disk_line(ours));
    }
    lines.extend(sizes.iter().map(memory_line));
    for (smaller, larger) in sizes.iter().zip(sizes.iter().skip(1)) {
        lines.extend(growth_lines(smaller, larger));
    }
    if sizes.last().is_some_and(|it| it.users == users) {
        lines.extend(not_measured(users));
    }

    let peers = peer_table(users, peers);
    if lines.is_empty() { peers } else { format!("{peers}\n\n{}", table(&lines)) }
}

fn rollup_lines(ours: &ProgramCosts, peers: &PeerCosts) -> Vec<Line> {
    let best = best(peers).map(|(rollup, _)| rollup);
    let line = |(rollup, cost): &(Rollup, Cost)| Line {
        measure: format!("full rollup against {}, CPU", rollup.folder()),
        ours: seconds(ours.rollup),
        theirs: seconds(*cost),
        value: Some(ours.rollup.cpu_seconds / cost.cpu_seconds),
        bar: (Some(*rollup) == best).then_some(ROLLUP_BAR),
        load: loads(&[ours.rollup, *cost]),
    };
    peers.rollups.iter().map(line).collect()
}

/// The cheapest peer that computes all figures.
fn best(peers: &PeerCosts) -> Option<(Rollup, Cost)> {
    let complete = peers.rollups.iter().filter(|(rollup, _)| match rollup {
        Rollup::DuckDbDays | Rollup::DuckDbBits => true,
        Rollup::PolarsDays => false,
    });
    complete.copied().min_by(|a, b| a.1.cpu_seconds.total_cmp(&b.1.cpu_seconds))
}

/// The bar allows the parsing of the day beside its part of the rollup.
fn new_day_lines(ours: &ProgramCosts) -> [Line; 2] {
    let line = |measure: &str, cost: String, cpu_seconds: f64, bar| Line {
        measure: measure.to_owned(),
        ours: cost,
        theirs: seconds(ours.rollup),
        value: Some(cpu_seconds / ours.rollup.cpu_seconds),
        bar,
        load: loads(&[ours.import_day, ours.parse_day, ours.rollup]),
    };
    let (whole, parsing) = (ours.import_day.cpu_seconds, ours.parse_day.cpu_seconds);
    [
        line(
            "one new day less its parsing, against the full rollup, CPU",
            format!("{whole:.2} s - {parsing:.2} s"),
            whole - parsing,
            Some(NEW_DAY_BAR),
        ),
        line(
            "one new day, all of it, against the full rollup, CPU",
            seconds(ours.import_day),
            whole,
            None,
        ),
    ]
}

/// An import rolls up as well, which the peer does not; the bar is for all of it.
fn import_lines(ours: &ProgramCosts, peers: &PeerCosts) -> [Line; 2] {
    let theirs = peers.import;
    let line = |measure: &str, cpu_seconds: f64, bar| Line {
        measure: measure.to_owned(),
        ours: format!("{cpu_seconds:.2} s"),
        theirs: seconds(theirs),
        value: Some(cpu_seconds / theirs.cpu_seconds),
        bar,
        load: loads(&[ours.import, theirs]),
    };
    let all = ours.import.cpu_seconds;
    [
        line("import of a year with its rollup, against duckdb, CPU", all, Some(IMPORT_BAR)),
        line(
            "import of a year less a full rollup, against duckdb, CPU",
            all - ours.rollup.cpu_seconds,
            None,
        ),
    ]
}

fn disk_line(ours: &ProgramCosts) -> Line {
    let bytes = number(ours.activity_bytes);
    let each = bytes / number_of(ours.users);
    Line {
        measure: "activity table, bytes a user and year".to_owned(),
        ours: format!("{:.1} MB", bytes / 1e6),
        theirs: format!("{} users", ours.users),
        value: Some(each),
        bar: Some(DISK_BAR_BYTES),
        load: loads(&[ours.import_day]),
    }
}

fn memory_line(ours: &ProgramCosts) -> Line {
    let peak = |cost: Cost| number(cost.peak_kibibytes.div_ceil(1024));
    let [import, day, rollup] = [ours.import, ours.import_day, ours.rollup].map(peak);
    Line {
        measure: format!("memory at {} users, MiB", ours.users),
        ours: format!("import {import}, day {day}, rollup {rollup}"),
        theirs: String::new(),
        value: Some(import.max(day).max(rollup)),
        bar: Some(memory_bar(ours.users)),
        load: loads(&[ours.import, ours.import_day, ours.rollup]),
    }
}

fn memory_bar(users: usize) -> f64 {
    let [small, large] = MEMORY_BARS_MEBIBYTES;
    if users <= MEMORY_USERS { small } else { large }
}

/// The bars for ten times the users, which only `--large` measures: no bar goes unsaid.
fn not_measured(users: usize) -> [Line; 3] {
    let larger = users * 10;
    let line = |measure: String, bar| Line {
        measure,
        ours: "--large measures it".to_owned(),
        theirs: String::new(),
        value: None,
        bar: Some(bar),
        load: String::new(),
    };
    let growth = |what: &str| format!("{what}, CPU a user: {larger} against {users} users");
    [
        line(format!("memory at {larger} users, MiB"), memory_bar(larger)),
        line(growth("full rollup"), GROWTH_BAR),
        line(growth("import of a year"), GROWTH_BAR),
    ]
}

fn growth_lines(smaller: &ProgramCosts, larger: &ProgramCosts) -> [Line; 2] {
    let line = |what: &str, cost: fn(&ProgramCosts) -> Cost| {
        let each = |it: &ProgramCosts| cost(it).cpu_seconds * 1e6 / number_of(it.users);
        Line {
            measure: format!(
                "{what}, CPU a user: {} against {} users",
                larger.users, smaller.users
            ),
            ours: format!("{:.1} µs", each(larger)),
            theirs: format!("{:.1} µs", each(smaller)),
            value: Some(each(larger) / each(smaller)),
            bar: Some(GROWTH_BAR),
            load: loads(&[cost(larger), cost(smaller)]),
        }
    };
    [line("full rollup", |it| it.rollup), line("import of a year", |it| it.import)]
}

/// What the peers have cost, so that they can be read without the program.
fn peer_table(users: usize, peers: &PeerCosts) -> String {
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN);
    table.set_header([&format!("peers at {users} users"), "CPU", "time", "memory", "load"]);
    let rollups = peers.rollups.iter().map(|(it, cost)| {
        let core = if *it == Rollup::PolarsDays { " (core figures)" } else { "" };
        (format!("full rollup, {}{core}", it.folder()), *cost)
    });
    let import = ("a year read, sorted and written, duckdb".to_owned(), peers.import);
    for (what, cost) in rollups.chain([import]) {
        table.add_row([
            what,
            seconds(cost),
            format!("{:.2} s", cost.wall_seconds),
            format!("{} MiB", cost.peak_kibibytes.div_ceil(1024)),
            format!("{:.1}", cost.load),
        ]);
    }
    table.to_string()
}

fn seconds(cost: Cost) -> String {
    format!("{:.2} s", cost.cpu_seconds)
}

fn loads(costs: &[Cost]) -> String {
    let loads: Vec<String> = costs.iter().map(|it| format!("{:.1}", it.load)).collect();
    loads.join(" / ")
}

#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "far below 2^52 bytes")]
fn number(count: u64) -> f64 {
    count as f64
}

fn number_of(count: usize) -> f64 {
    u64::try_from(count).map_or(f64::MAX, number)
}

#[cfg(test)]
mod tests;
