//! The rows of a usage report become last-activity dates, licence flags and named products.
//!
//! CSV and JSON meet here: both are a header and rows of text. A person may stand in
//! several rows (one per period, or with the name in another case); the newest date counts.
//! Nothing is handed on before the last row is read.

mod columns;
mod products;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use uptake_model::{
    CustomerId, Day, DayRange, Guid, UserId, WorkloadCode,
    facts::{
        Coverage, CoverageKind, Facts, LastActivity, LicenceFlag, NamedProducts, Sourced, User,
        UserKind,
    },
    problem::{Problem, ProblemCode},
};

use self::columns::Columns;
use super::{
    kind::DetailReport,
    value::{parse_day, parse_flag},
};
use crate::{
    ReadOptions,
    cell::{self, CellFault, Dates},
};

/// Reads the rows of one report.
pub(super) struct UsageReader<'a> {
    file: &'a str,
    options: &'a ReadOptions<'a>,
    columns: Columns,
    rows: u64,
    refreshed_on: Option<Day>,
    people: BTreeMap<UserId, Person>,
}

/// What a report says about one person.
struct Person {
    line: u64,
    concealed: bool,
    /// What a guest is called.
    name: Option<String>,
    /// In the order of [`Columns::sources`].
    seen: Vec<Seen>,
    /// All that the person holds; `None` when the report does not say it.
    products: Option<BTreeSet<String>>,
}

/// What a report says about one person in one activity source.
#[derive(Clone, Copy, Default)]
struct Seen {
    last_active_on: Option<Day>,
    licensed: Option<bool>,
    assigned_on: Option<Day>,
}

/// What a whole report says.
pub(super) struct UsageFacts {
    /// The facts.
    pub(super) facts: Vec<Facts>,
    /// How many people stand under a concealed name.
    pub(super) concealed: usize,
    /// What is worth knowing of the products it names.
    pub(super) notices: Vec<Problem>,
}

impl<'a> UsageReader<'a> {
    /// Begins a report of this kind and header.
    pub(super) fn new(
        kind: DetailReport,
        header: &[String],
        file: &'a str,
        options: &'a ReadOptions<'a>,
    ) -> Self {
        let columns = Columns::of(kind, header);
        Self { file, options, columns, rows: 0, refreshed_on: None, people: BTreeMap::new() }
    }

    /// Takes a row. An account without an owner is passed over: it is about nobody.
    pub(super) fn row(&mut self, line: u64, cells: &[&str]) -> Result<(), Problem> {
        let row = Row { file: self.file, line, dates: Dates::of(self.options), cells };
        let refreshed_on = row.day(&self.columns, self.columns.refreshed_on)?;
        let user = row.user(&self.columns)?;
        let seen = row.seen(&self.columns, refreshed_on.or(self.options.as_of))?;
        let products = row.products(&self.columns, &seen)?;
        if let Some(day) = refreshed_on {
            self.agree_on(day, line)?;
        }
        self.rows += 1;
        let Some((user_id, concealed)) = user else { return Ok(()) };
        let blank = vec![Seen::default(); seen.len()];
        let is_guest = is_guest_name(user_id.as_str());
        let name = Some(row.cell(self.columns.name)).filter(|it| is_guest && !it.is_empty());
        let person = self.people.entry(user_id).or_insert_with(|| Person {
            line,
            concealed,
            name: name.map(str::to_owned),
            seen: blank,
            products: None,
        });
        if let Some(products) = products {
            person.products.get_or_insert_default().extend(products);
        }
        for (known, new) in person.seen.iter_mut().zip(seen) {
            known.merge(new);
        }
        Ok(())
    }

    /// Whether no row could be taken.
    pub(super) fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Ends the report. A partial one is no coverage: others may have been active.
    pub(super) fn finish(self, partial: bool) -> Result<UsageFacts, Problem> {
        let Some(customer_id) = self.options.customer else {
            return Err(Problem::new(ProblemCode::CustomerNeeded, self.file));
        };
        let Some(as_of) = self.refreshed_on.or(self.options.as_of) else {
            return Err(Problem::new(ProblemCode::DayNeeded, self.file));
        };
        let concealed = self.people.values().filter(|it| it.concealed).count();
        let mut facts = vec![
            Facts::Users(self.guests(customer_id)),
            Facts::LastActivity(self.last_activity(customer_id, as_of)),
            Facts::LicenceFlags(self.licence_flags(customer_id, as_of)),
            Facts::NamedProducts(self.named_products(customer_id, as_of)),
        ];
        if !partial {
            facts.push(Facts::Coverage(self.coverage(customer_id, as_of)));
        }
        let notices = self.notices();
        Ok(UsageFacts { facts, concealed, notices })
    }

    fn agree_on(&mut self, day: Day, line: u64) -> Result<(), Problem> {
        let first = *self.refreshed_on.get_or_insert(day);
        if first == day {
            return Ok(());
        }
        let problem = Problem::new(ProblemCode::MixedSnapshotDates, self.file).at_line(line);
        Err(problem.with("first", &first).with("other", &day))
    }

    /// The people whom the directory knows by a name from outside: without a record of their
    /// own they would count as members.
    fn guests(&self, customer_id: CustomerId) -> Vec<Sourced<User>> {
        let guests = self.people.iter().filter(|(user_id, _)| is_guest_name(user_id.as_str()));
        guests
            .map(|(user_id, person)| Sourced {
                line: person.line,
                fact: User {
                    customer_id,
                    user_id: user_id.clone(),
                    kind: UserKind::Guest,
                    display_name: person.name.clone(),
                    principal_name: Some(user_id.as_str().to_owned()),
                    department: None,
                    deleted_on: None,
                },
            })
            .collect()
    }

    fn last_activity(&self, customer_id: CustomerId, as_of: Day) -> Vec<Sourced<LastActivity>> {
        self.each_seen()
            .map(|(user_id, line, workload, seen)| Sourced {
                line,
                fact: LastActivity {
                    customer_id,
                    user_id: user_id.clone(),
                    workload,
                    last_active_on: seen.last_active_on,
                    as_of,
                },
            })
            .collect()
    }

    fn licence_flags(&self, customer_id: CustomerId, as_of: Day) -> Vec<Sourced<LicenceFlag>> {
        self.each_seen()
            .filter_map(|(user_id, line, workload, seen)| {
                let licensed = seen.licensed?;
                let assigned_on = seen.assigned_on;
                let user_id = user_id.clone();
                let fact =
                    LicenceFlag { customer_id, user_id, workload, licensed, assigned_on, as_of };
                Some(Sourced { line, fact })
            })
            .collect()
    }

    fn named_products(&self, customer_id: CustomerId, as_of: Day) -> Vec<Sourced<NamedProducts>> {
        if self.columns.products.is_none() {
            return Vec::new();
        }
        let named = self.people.iter().map(|(user_id, person)| {
            let (user_id, products) = (user_id.clone(), person.products.clone());
            let fact = NamedProducts { customer_id, user_id, products, as_of };
            Sourced { line: person.line, fact }
        });
        named.collect()
    }

    fn notices(&self) -> Vec<Problem> {
        let mut names: BTreeMap<String, u64> = BTreeMap::new();
        for person in self.people.values() {
            for name in person.products.iter().flatten() {
                let line = names.entry(name.clone()).or_insert(person.line);
                *line = (*line).min(person.line);
            }
        }
        products::notices(self.options.catalogue, &names, self.file)
    }

    /// That the report is complete, in each of its sources, as of a day.
    pub(super) fn coverage(&self, customer_id: CustomerId, as_of: Day) -> Vec<Coverage> {
        let days = DayRange::single(as_of);
        let sources = self.columns.sources.iter();
        sources
            .map(|it| Coverage {
                customer_id,
                source: Some(WorkloadCode::from(it.code)),
                kind: CoverageKind::Snapshot,
                days,
            })
            .collect()
    }

    fn each_seen(&self) -> impl Iterator<Item = (&UserId, u64, WorkloadCode, Seen)> {
        self.people.iter().flat_map(|(user_id, person)| {
            let seen = self.columns.sources.iter().zip(&person.seen);
            seen.map(move |(source, seen)| (user_id, person.line, source.code.into(), *seen))
        })
    }
}

impl Seen {
    /// Adds another row about the same person.
    fn merge(&mut self, other: Self) {
        self.last_active_on = self.last_active_on.max(other.last_active_on);
        self.licensed = self.licensed.max(other.licensed);
        self.assigned_on = self.assigned_on.into_iter().chain(other.assigned_on).min();
    }
}

/// One row as text.
struct Row<'a> {
    file: &'a str,
    line: u64,
    dates: Dates,
    cells: &'a [&'a str],
}

impl Row<'_> {
    /// The person, and whether the name is concealed; `None` for an account of nobody.
    ///
    /// A concealed name is the same in every report of the tenant, a `User Id` is not: it
    /// is all zeros then. So the principal name is the id, and the `User Id` only where
    /// there is none.
    fn user(&self, columns: &Columns) -> Result<Option<(UserId, bool)>, Problem> {
        let name = self.cell(Some(columns.user));
        if is_concealed(name) {
            return Ok(Some((UserId::new(name), true)));
        }
        if !name.is_empty() {
            return Ok(Some((UserId::new(name.to_lowercase()), false)));
        }
        if columns.owned {
            return Ok(None);
        }
        let object_id = Guid::parse_bytes(self.cell(columns.user_id).as_bytes());
        match object_id.filter(|it| it.as_u128() != 0) {
            Some(id) => Ok(Some((UserId::new(id.to_string()), false))),
            None => Err(self.problem(ProblemCode::MissingValue, columns, columns.user, "")),
        }
    }

    fn seen(&self, columns: &Columns, as_of: Option<Day>) -> Result<Vec<Seen>, Problem> {
        let deleted = self.flag(columns, columns.deleted)?.unwrap_or(false);
        let active = |column| self.active_day(columns, column, as_of);
        let each = columns.sources.iter().map(|source| {
            let mut last_active_on = active(source.last_active_on)?;
            if last_active_on.is_none() {
                for column in &source.parts {
                    last_active_on = last_active_on.max(active(Some(*column))?);
                }
            }
            let licensed = self.flag(columns, source.licensed)?.map(|it| it && !deleted);
            let assigned_on = self.day(columns, source.assigned_on)?;
            let assigned_on = assigned_on.filter(|_| licensed == Some(true));
            Ok(Seen { last_active_on, licensed, assigned_on })
        });
        each.collect()
    }

    /// All products that the person holds; none when the account is deleted. An empty cell says
    /// so only where no licence is held by the flags: it is empty for some who have one.
    fn products(
        &self,
        columns: &Columns,
        seen: &[Seen],
    ) -> Result<Option<BTreeSet<String>>, Problem> {
        let Some(column) = columns.products else { return Ok(None) };
        if self.flag(columns, columns.deleted)? == Some(true) {
            return Ok(Some(BTreeSet::new()));
        }
        let names = products::names(self.cell(Some(column)));
        let mut flags = seen.iter().filter_map(|it| it.licensed).peekable();
        let unlicensed = flags.peek().is_some() && flags.all(|it| !it);
        Ok((!names.is_empty() || unlicensed).then_some(names))
    }

    /// A day of activity, which a snapshot cannot know after its own day.
    fn active_day(
        &self,
        columns: &Columns,
        column: Option<usize>,
        as_of: Option<Day>,
    ) -> Result<Option<Day>, Problem> {
        let day = self.day(columns, column)?;
        match (column, day.zip(as_of)) {
            (Some(column), Some((day, as_of))) if day > as_of => {
                let text = self.cell(Some(column));
                let code = ProblemCode::ActivityAfterSnapshot;
                Err(self.problem(code, columns, column, text).with("as_of", &as_of))
            }
            _ => Ok(day),
        }
    }

    fn day(&self, columns: &Columns, column: Option<usize>) -> Result<Option<Day>, Problem> {
        let text = self.cell(column);
        let Some(column) = column.filter(|_| !text.is_empty()) else { return Ok(None) };
        let problem = |code| self.problem(code, columns, column, text);
        let fault = |it: CellFault| {
            let found = problem(it.code());
            it.add_to(found)
        };
        match parse_day(text) {
            Ok(None) => Ok(None),
            Ok(Some(day)) => cell::checked(day, self.dates).map(Some).map_err(fault),
            // A report that a spreadsheet saved again has the dates of its reader's country.
            Err(ProblemCode::MalformedDate) => cell::day(text, self.dates).map(Some).map_err(fault),
            Err(code) => Err(problem(code)),
        }
    }

    fn flag(&self, columns: &Columns, column: Option<usize>) -> Result<Option<bool>, Problem> {
        let text = self.cell(column);
        let Some(column) = column.filter(|_| !text.is_empty()) else { return Ok(None) };
        let flag = parse_flag(text);
        let malformed = || self.problem(ProblemCode::MalformedBoolean, columns, column, text);
        flag.map(Some).ok_or_else(malformed)
    }

    fn cell(&self, column: Option<usize>) -> &str {
        column.and_then(|it| self.cells.get(it)).map_or("", |it| it.trim())
    }

    fn problem(&self, code: ProblemCode, columns: &Columns, column: usize, text: &str) -> Problem {
        let name = columns.heading(column);
        let problem = Problem::new(code, self.file).at_line(self.line).in_column(name, text);
        problem.with("column", name)
    }
}

/// Whether the directory made this sign-in name for a person from outside.
pub(super) fn is_guest_name(name: &str) -> bool {
    name.to_ascii_lowercase().contains("#ext#")
}

/// Whether the service concealed the name: 32 hexadecimal digits in upper case.
fn is_concealed(name: &str) -> bool {
    name.len() == 32 && name.bytes().all(|it| matches!(it, b'0'..=b'9' | b'A'..=b'F'))
}
