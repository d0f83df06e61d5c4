//! Rows of activity: numbers in chunks, so that a file of any size streams by.
//!
//! Most rows repeat cells of the row before. A cell is compared with the one above it
//! before anything is parsed or looked up, and no text is copied for a row.

use std::{collections::BTreeSet, hash::Hash};

use hashbrown::HashMap;
use uptake_model::{
    CustomerId, Day, DayRange, UserId, WorkloadCode,
    facts::{ActivityChunk, ActivityRow, Coverage, CoverageKind, Facts},
    problem::{Problem, ProblemCode},
};

use super::{
    TableReader,
    cells::{Cells, Columns},
    gaps::Gaps,
};
use crate::{
    cell::{self, CellFault, Dates},
    text::Row,
};

/// Takes the rows of `activity`.
pub(super) struct ActivityReader<'a> {
    file: &'a str,
    columns: Columns,
    at: Positions,
    covers: Option<DayRange>,
    dates: Dates,
    customers: Numbered<CustomerId>,
    days: HashMap<Box<str>, Day>,
    /// The users of each customer, by the customer's number.
    users: Vec<HashMap<Box<str>, u32>>,
    user_count: u32,
    workloads: HashMap<Box<str>, u16>,
    last: Above,
    seen: Option<DayRange>,
    gaps: Gaps<Day>,
    chunk: ActivityChunk,
}

struct Positions {
    customer: usize,
    user: usize,
    workload: usize,
    day: usize,
}

/// The cells of the row above, as they stand in the file, with what they mean.
#[derive(Default)]
struct Above {
    customer: Remembered<usize>,
    user: Remembered<(usize, u32)>,
    workload: Remembered<u16>,
    day: Remembered<Day>,
}

/// Values numbered in the order in which they come, each known by every spelling of it.
struct Numbered<T> {
    values: Vec<T>,
    numbers: HashMap<T, usize>,
    spelled: HashMap<Box<str>, usize>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { values: Vec::new(), numbers: HashMap::new(), spelled: HashMap::new() }
    }
}

impl<T: Copy + Eq + Hash> Numbered<T> {
    fn number(&mut self, text: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<usize> {
        if let Some(number) = self.spelled.get(text) {
            return Some(*number);
        }
        let value = parse(text)?;
        let next = self.values.len();
        let number = *self.numbers.entry(value).or_insert(next);
        if number == next {
            self.values.push(value);
        }
        self.spelled.insert(text.into(), number);
        Some(number)
    }
}

struct Remembered<T> {
    text: String,
    value: Option<T>,
}

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        Self { text: String::new(), value: None }
    }
}

impl<T: Copy> Remembered<T> {
    fn get(&self, text: &str) -> Option<T> {
        self.value.filter(|_| self.text == text)
    }

    fn set(&mut self, text: &str, value: T) -> T {
        self.text.clear();
        self.text.push_str(text);
        self.value = Some(value);
        value
    }
}

impl<'a> ActivityReader<'a> {
    pub(super) fn new(
        columns: Columns,
        file: &'a str,
        covers: Option<DayRange>,
        dates: Dates,
    ) -> Self {
        let at = Positions {
            customer: columns.at("customer_id"),
            user: columns.at("user_id"),
            workload: columns.at("workload"),
            day: columns.at("day"),
        };
        Self {
            file,
            columns,
            at,
            covers,
            dates,
            customers: Numbered::default(),
            days: HashMap::new(),
            users: Vec::new(),
            user_count: 0,
            workloads: HashMap::new(),
            last: Above::default(),
            seen: None,
            gaps: Gaps::default(),
            chunk: ActivityChunk::default(),
        }
    }

    /// The row in numbers; `None` when a cell cannot be read. Nothing is numbered for a row
    /// that cannot be read.
    fn numbered(&mut self, row: Row<'_>) -> Option<ActivityRow> {
        let day = self.day(row.untrimmed(self.at.day))?;
        let customer = self.customer(row.untrimmed(self.at.customer))?;
        let (user, workload) = (row.untrimmed(self.at.user), row.untrimmed(self.at.workload));
        if user.trim().is_empty() {
            return None;
        }
        let workload = self.workload(workload)?;
        let user = self.user(customer, user)?;
        Some(ActivityRow { line: row.line, user, workload, day })
    }

    fn day(&mut self, text: &str) -> Option<Day> {
        if let Some(day) = self.last.day.get(text) {
            return Some(day);
        }
        if let Some(day) = self.days.get(text.trim()) {
            return Some(self.last.day.set(text, *day));
        }
        let day = cell::day(text.trim(), self.dates).ok()?;
        if self.covers.is_some_and(|it| !it.contains(day)) {
            return None;
        }
        self.days.insert(text.trim().into(), day);
        Some(self.last.day.set(text, day))
    }

    fn customer(&mut self, text: &str) -> Option<usize> {
        if let Some(customer) = self.last.customer.get(text) {
            return Some(customer);
        }
        let number = self.customers.number(text.trim(), |it| cell::customer(it).ok())?;
        Some(self.last.customer.set(text, number))
    }

    fn workload(&mut self, text: &str) -> Option<u16> {
        if let Some(workload) = self.last.workload.get(text) {
            return Some(workload);
        }
        let code = text.trim();
        let number = match self.workloads.get(code) {
            Some(number) => *number,
            None if code.is_empty() => return None,
            None => {
                let number = u16::try_from(self.workloads.len()).ok()?;
                self.workloads.insert(code.into(), number);
                self.chunk.new_workloads.push(WorkloadCode::new(code));
                number
            }
        };
        Some(self.last.workload.set(text, number))
    }

    fn user(&mut self, customer: usize, text: &str) -> Option<u32> {
        if let Some((_, user)) = self.last.user.get(text).filter(|(of, _)| *of == customer) {
            return Some(user);
        }
        let id = text.trim();
        if self.users.len() <= customer {
            self.users.resize_with(customer + 1, HashMap::new);
        }
        let users = self.users.get_mut(customer)?;
        let known = users.get(id).copied();
        let number = known.unwrap_or(self.user_count);
        if known.is_none() {
            self.user_count = number.checked_add(1)?;
            users.insert(id.into(), number);
            let customer_id = *self.customers.values.get(customer)?;
            self.chunk.new_users.push((customer_id, UserId::new(id)));
        }
        Some(self.last.user.set(text, (customer, number)).1)
    }

    /// Says what is wrong with a row that could not be numbered.
    fn explain(&self, row: Row<'_>) -> Vec<Problem> {
        let mut cells = Cells::new(row, &self.columns, self.file);
        cells.required("customer_id", cell::customer);
        cells.required("user_id", |_| Ok(()));
        cells.required("workload", |text| match self.workloads.get(text) {
            None if u16::try_from(self.workloads.len()).is_err() => {
                let allowed = self.workloads.len();
                Err(CellFault::with(ProblemCode::UnknownWord, "allowed", &allowed))
            }
            Some(_) | None => Ok(()),
        });
        let day = cells.required("day", |text| cell::day(text, self.dates));
        if let Some((covers, day)) = self.covers.zip(day)
            && !covers.contains(day)
        {
            cells.push("day", CellFault::with(ProblemCode::OutsideCoverage, "covers", &covers));
        }
        cells.into_problems()
    }
}

impl TableReader for ActivityReader<'_> {
    fn take(&mut self, row: Row<'_>) -> Result<(), Vec<Problem>> {
        let Some(numbered) = self.numbered(row) else { return Err(self.explain(row)) };
        let day = DayRange::single(numbered.day);
        self.seen = Some(self.seen.map_or(day, |it| it.hull(day)));
        self.chunk.rows.push(numbered);
        Ok(())
    }

    fn miss(&mut self, row: Option<Row<'_>>) {
        let Some(row) = row else { return self.gaps.note(None, None) };
        let day = cell::day(row.field(self.at.day), self.dates).ok();
        if self.covers.zip(day).is_some_and(|(covers, day)| !covers.contains(day)) {
            // It would say nothing about the days that were declared.
            return;
        }
        self.gaps.note(cell::customer(row.field(self.at.customer)).ok(), day);
    }

    fn is_reduced(&self) -> bool {
        !self.gaps.is_empty()
    }

    fn waiting(&self) -> usize {
        self.chunk.rows.len()
    }

    fn drain(&mut self) -> Facts {
        Facts::Activity(std::mem::take(&mut self.chunk))
    }

    fn coverage(&mut self) -> Option<Facts> {
        let days = self.covers.filter(|_| self.seen.is_some()).or(self.seen)?;
        // A customer that only bad rows name has no user.
        let named = self.customers.values.iter().zip(&self.users);
        let named = named.filter(|(_, users)| !users.is_empty());
        let customers: BTreeSet<_> = named.map(|(customer, _)| *customer).collect();
        let covered = customers.into_iter().flat_map(|customer_id| {
            let ranges = self.gaps.complete(customer_id, days).into_iter();
            let kind = CoverageKind::Daily;
            ranges.map(move |days| Coverage { customer_id, source: None, kind, days })
        });
        let covered: Vec<_> = covered.collect();
        (!covered.is_empty()).then_some(Facts::Coverage(covered))
    }
}
