//! What tests read, and how they print what came of it.

use uptake_model::{
    Catalogue, CustomerId, Day, DayRange, Sku, SkuClass,
    facts::{Facts, Table},
    problem::Problem,
};

use crate::{FactSink, FileReport, Input, Mode, ReadOptions, read};

/// Two customers.
pub(crate) const A: &str = "0000000a-0000-0000-0000-000000000000";
pub(crate) const B: &str = "0000000b-0000-0000-0000-000000000000";
const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";

/// Keeps what it is given.
#[derive(Debug, Default)]
pub(crate) struct Kept(pub(crate) Vec<Facts>);

impl FactSink for Kept {
    fn accept(&mut self, facts: Facts) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        self.0.push(facts);
        Ok(())
    }
}

/// What a test decides about a file.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) mode: Mode,
    pub(crate) table: Option<Table>,
    pub(crate) covers: Option<DayRange>,
    pub(crate) as_of: Option<Day>,
    pub(crate) customer: Option<CustomerId>,
}

impl Default for Asked {
    fn default() -> Self {
        Self { mode: Mode::Strict, table: None, covers: None, as_of: None, customer: None }
    }
}

/// Reads a file on 2026-04-01. `A`, `B` and `E3` in braces stand for ids.
pub(crate) fn import(input: &Input, asked: &Asked) -> (FileReport, Vec<Facts>) {
    let mut catalogue = Catalogue::default();
    let sku = Sku {
        id: E3.parse().unwrap(),
        part_number: "SPE_E3".to_owned(),
        name: "Microsoft 365 E3".to_owned(),
        service: "office365".into(),
        class: SkuClass::Paid,
        base: Vec::new(),
        addon: Vec::new(),
    };
    catalogue.put_sku(sku).unwrap();
    let options = ReadOptions {
        table: asked.table,
        customer: asked.customer,
        covers: asked.covers,
        as_of: asked.as_of,
        dates: None,
        mode: asked.mode,
        today: "2026-04-01".parse::<Day>().unwrap(),
        partner_tenant: None,
        catalogue: &catalogue,
    };
    let mut kept = Kept::default();
    let report = read(input, &options, &mut kept).unwrap();
    let facts = if report.refused { Vec::new() } else { kept.0 };
    (report, facts)
}

pub(crate) fn filled(text: &str) -> String {
    text.replace("{A}", A).replace("{B}", B).replace("{E3}", E3)
}

/// The verdict, the problems and the facts, one a line.
pub(crate) fn shown(report: &FileReport, facts: &[Facts]) -> String {
    let verdict = if report.refused { "refused" } else { "read" };
    let mut lines = vec![format!("{} {verdict}, rows {}", report.format, report.rows)];
    lines.extend(report.problems.iter().map(problem));
    lines.extend(report.quarantined.iter().map(|it| format!("aside {}", it.line)));
    for piece in facts {
        lines.extend(fact_lines(piece));
    }
    lines.join("\n").replace(A, "{A}").replace(B, "{B}").replace(E3, "{E3}")
}

pub(crate) fn problem(problem: &Problem) -> String {
    let line = problem.line.map_or(String::new(), |it| format!(" line {it}"));
    let column = problem.column.as_ref().map_or(String::new(), |it| format!(" [{it}]"));
    let excerpt = problem.excerpt.as_ref().map_or(String::new(), |it| format!(" `{it}`"));
    let args: String = problem.args.iter().map(|(name, it)| format!(" {name}={it}")).collect();
    format!("! {}{line}{column}{excerpt}{args}", problem.code.as_str())
}

fn fact_lines(facts: &Facts) -> Vec<String> {
    match facts {
        Facts::Customers(rows) => debug(rows),
        Facts::Subscriptions(rows) => debug(rows),
        Facts::Users(rows) => debug(rows),
        Facts::Assignments(rows) => debug(rows),
        Facts::LastActivity(rows) => debug(rows),
        Facts::Tickets(rows) => debug(rows),
        Facts::Surveys(rows) => debug(rows),
        Facts::Actions(rows) => debug(rows),
        Facts::AssignedUnits(rows) => debug(rows),
        Facts::LicenceFlags(rows) => debug(rows),
        Facts::NamedProducts(rows) => debug(rows),
        Facts::Prices(rows) => debug(rows),
        Facts::TicketCoverage(rows) => rows
            .iter()
            .map(|it| format!("all tickets of {} {}", it.customer_id.0, it.days))
            .collect(),
        Facts::AssignmentSnapshot(rows) => debug(rows),
        Facts::Activity(chunk) => {
            let users = chunk.new_users.iter().map(|(of, id)| format!("user {} {id}", of.0));
            let workloads = chunk.new_workloads.iter().map(|it| format!("workload {it}"));
            let rows = chunk.rows.iter().map(|it| {
                format!("{}: user {} workload {} {}", it.line, it.user, it.workload, it.day)
            });
            users.chain(workloads).chain(rows).collect()
        }
        Facts::Coverage(rows) => rows
            .iter()
            .map(|it| {
                let source = it.source.as_ref().map_or("every source", |it| it.as_str());
                format!("covers {} {source} {:?} {}", it.customer_id.0, it.kind, it.days)
            })
            .collect(),
    }
}

fn debug<T: std::fmt::Debug>(rows: &[T]) -> Vec<String> {
    rows.iter().map(|it| format!("{it:?}")).collect()
}
