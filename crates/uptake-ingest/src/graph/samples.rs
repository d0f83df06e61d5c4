//! What the tests of this folder share: reading a file and writing down what came of it.

use std::{fmt::Write as _, fs, path::PathBuf};

use uptake_model::{
    Catalogue, CustomerId, Day, DayRange,
    facts::{Coverage, CoverageKind, Facts, Sourced, Subscription, User},
    problem::Problem,
};

use crate::{FactSink, FileReport, Input, Mode, ReadOptions};

/// The tenant of the samples, and the partner that serves it.
pub(super) const TENANT: &str = "ee1e6a24-132e-5787-a07f-4352cccf813e";
pub(super) const PARTNER: &str = "c707c5e7-b519-5ed3-8af0-ccf553a88f2b";

/// Collects what it is given.
#[derive(Default)]
pub(super) struct Taken(pub(super) Vec<Facts>);

impl FactSink for Taken {
    fn accept(&mut self, facts: Facts) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        self.0.push(facts);
        Ok(())
    }
}

/// Options for the samples; tests change what they are about.
pub(super) fn options(catalogue: &Catalogue) -> ReadOptions<'_> {
    ReadOptions {
        table: None,
        customer: Some(customer(TENANT)),
        covers: None,
        as_of: None,
        dates: None,
        mode: Mode::Strict,
        today: day("2026-07-28"),
        partner_tenant: Some(customer(PARTNER)),
        catalogue,
    }
}

pub(super) fn customer(text: &str) -> CustomerId {
    text.parse().unwrap()
}

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// The folder of sample files beside the repository.
pub(super) fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(name)
}

/// Reads a file as the import does, which tells by its content what it is.
pub(super) fn read(
    name: &str,
    bytes: &[u8],
    options: &ReadOptions<'_>,
) -> (FileReport, Vec<Facts>) {
    let mut taken = Taken::default();
    let input = Input::from_bytes(name, bytes.to_vec());
    let report = crate::read(&input, options, &mut taken).unwrap();
    (report, taken.0)
}

/// Reads a file and writes down everything that came of it.
pub(super) fn check(name: &str, text: &str, options: &ReadOptions<'_>) -> String {
    let (report, facts) = read(name, text.as_bytes(), options);
    let verdict = if report.refused { "refused" } else { "taken" };
    let mut lines = format!("{} {verdict}, {} rows\n", report.format, report.rows);
    for problem in &report.problems {
        writeln!(lines, "{}", problem_line(problem)).unwrap();
    }
    for piece in &facts {
        lines.push_str(&fact_lines(piece));
    }
    lines
}

/// One line of the table of all sample files.
pub(super) fn table_line(name: &str, bytes: &[u8], options: &ReadOptions<'_>) -> String {
    let (report, facts) = read(name, bytes, options);
    assert!(report.refused || !report.problems.is_empty() || !facts.is_empty(), "{name}: nothing");
    let facts: Vec<String> = facts.iter().map(count).collect();
    let problems: Vec<&str> = report.problems.iter().map(|it| it.code.as_str()).collect();
    let refused = if report.refused { "refused: " } else { "" };
    let cells = [
        name.to_owned(),
        report.format,
        report.rows.to_string(),
        facts.join(", "),
        format!("{refused}{}", problems.join(", ")),
    ];
    cells.join(" | ").trim_end().to_owned()
}

/// The table of all files of a folder.
pub(super) fn table(sample_folder: &str, options: &ReadOptions<'_>) -> String {
    let entries = fs::read_dir(folder(sample_folder)).unwrap();
    let mut paths: Vec<PathBuf> = entries.map(|it| it.unwrap().path()).collect();
    paths.sort();
    let mut lines = "file | format | rows | facts | problems\n".to_owned();
    for path in paths {
        let name = path.file_name().unwrap().to_str().unwrap();
        let line = table_line(name, &fs::read(&path).unwrap(), options);
        writeln!(lines, "{line}").unwrap();
    }
    lines
}

fn count(facts: &Facts) -> String {
    let lines = fact_lines(facts);
    let table = lines.split_whitespace().next().unwrap_or_default();
    format!("{} {table}", lines.lines().count())
}

fn problem_line(problem: &Problem) -> String {
    let mut line = format!("! {}", problem.code.as_str());
    if let Some(at) = problem.line {
        write!(line, " line {at}").unwrap();
    }
    for (name, value) in &problem.args {
        write!(line, " {name}={value}").unwrap();
    }
    if let Some(excerpt) = &problem.excerpt {
        write!(line, " `{excerpt}`").unwrap();
    }
    line
}

fn or_dash(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "-".to_owned(), |it| it.to_string())
}

fn fact_lines(facts: &Facts) -> String {
    let lines = match facts {
        Facts::Customers(rows) => each(rows, |it| {
            format!("customer {} {} {}", it.customer_id, it.name, or_dash(it.domain.as_ref()))
        }),
        Facts::Subscriptions(rows) => each(rows, subscription_line),
        Facts::Users(rows) => each(rows, user_line),
        Facts::Assignments(rows) => each(rows, |it| {
            format!("assignment {} {} since {}", it.user_id, it.sku, it.assigned_on)
        }),
        Facts::LastActivity(rows) => each(rows, |it| {
            let last = or_dash(it.last_active_on);
            format!("last_activity {} {} {last} as of {}", it.user_id, it.workload, it.as_of)
        }),
        Facts::AssignedUnits(rows) => {
            each(rows, |it| format!("units {} {} as of {}", it.sku, it.units, it.as_of))
        }
        Facts::LicenceFlags(rows) => each(rows, |it| {
            let since = or_dash(it.assigned_on);
            format!("flag {} {} {} since {since}", it.user_id, it.workload, it.licensed)
        }),
        Facts::NamedProducts(rows) => each(rows, |it| {
            let names = it
                .products
                .as_ref()
                .map(|it| it.iter().map(String::as_str).collect::<Vec<_>>().join(", "));
            format!("products {} [{}] as of {}", it.user_id, or_dash(names), it.as_of)
        }),
        Facts::Coverage(rows) => rows.iter().map(coverage_line).collect(),
        Facts::AssignmentSnapshot(rows) => {
            rows.iter().map(|it| format!("all_assignments as of {}", it.as_of)).collect()
        }
        Facts::Activity(_)
        | Facts::Tickets(_)
        | Facts::TicketCoverage(_)
        | Facts::Surveys(_)
        | Facts::Actions(_)
        | Facts::Prices(_) => {
            panic!("no report tells {facts:?}")
        }
    };
    lines.into_iter().map(|it| it + "\n").collect()
}

fn each<T>(rows: &[Sourced<T>], line: impl Fn(&T) -> String) -> Vec<String> {
    rows.iter().map(|it| line(&it.fact)).collect()
}

fn subscription_line(it: &Subscription) -> String {
    let sum = if it.aggregate { "sum " } else { "" };
    let trial = if it.is_trial { " trial" } else { "" };
    format!(
        "subscription {sum}{} {} {}x {:?}{trial} {:?} as of {} created {} until {} term {}",
        it.subscription_id,
        it.sku,
        it.quantity,
        it.status,
        it.seller,
        it.as_of,
        or_dash(it.created_on),
        or_dash(it.commitment_end),
        or_dash(it.term.as_ref()),
    )
}

fn user_line(it: &User) -> String {
    let [name, principal, department] =
        [&it.display_name, &it.principal_name, &it.department].map(|it| or_dash(it.as_ref()));
    format!("user {} {:?} {name}, {principal}, {department}", it.user_id, it.kind)
}

fn coverage_line(coverage: &Coverage) -> String {
    assert_eq!(coverage.kind, CoverageKind::Snapshot);
    assert_eq!(coverage.days, DayRange::single(coverage.days.last()));
    format!("coverage {} {}", or_dash(coverage.source.as_ref()), coverage.days.last())
}
