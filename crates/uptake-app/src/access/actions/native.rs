//! The native table `actions` (`spec/formats.md`, 1): rows become actions, and actions rows.
//!
//! Files name an action by an id within each customer. The actions of this program are named
//! by their GUID for all of their customers, so that a file with such ids gives back the same
//! actions: rows of one GUID are one action.

use std::collections::BTreeMap;

use uptake_export::{Cell, Column, ColumnKind, RowWriter, Table, could_be_formula};
use uptake_ingest::{FactSink, Input, Mode, ReadOptions, read};
use uptake_model::{
    CustomerId, Day, Permission, Scope,
    facts::{self, Facts, Sourced},
    problem::{Problem, ProblemCode},
};
use uptake_state::{Action, ActionId, ActionStatus};

use super::{Access, AccessError, Doer, seen};
use crate::{AppError, live::Boundary};

mod merge;
#[cfg(test)]
mod tests;

/// The columns of the native table.
const TABLE: Table = Table {
    name: "actions",
    columns: &[
        Column { name: "customer_id", kind: ColumnKind::Text },
        Column { name: "action_id", kind: ColumnKind::Text },
        Column { name: "playbook", kind: ColumnKind::Text },
        Column { name: "started_on", kind: ColumnKind::Day },
        Column { name: "ended_on", kind: ColumnKind::Day },
        Column { name: "owner", kind: ColumnKind::Text },
        Column { name: "status", kind: ColumnKind::Text },
        Column { name: "note", kind: ColumnKind::Text },
    ],
};

/// What stands for "no play": the column must not be empty.
const NO_PLAY: &str = "none";

/// A row of the native table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NativeAction {
    /// The customer.
    pub customer: CustomerId,
    /// The action, within the customer.
    pub action: String,
    /// The play that it follows; empty for none.
    pub play: String,
    /// The first day: real, or planned while the action is.
    pub started_on: Day,
    /// The last day.
    pub ended_on: Option<Day>,
    /// Who does it.
    pub owner: String,
    /// How far it is.
    pub status: ActionStatus,
    /// Notes.
    pub note: String,
}

/// What an import of actions did; with problems nothing was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportedActions {
    /// Rows of the file.
    pub rows: u64,
    /// Actions that there were not before.
    pub new: u64,
    /// Actions that are another now.
    pub changed: u64,
    /// What is wrong with the file.
    pub problems: Vec<Problem>,
}

impl Access {
    /// Takes in a file of the native table, all of it or nothing. Every customer must be in
    /// scope and known.
    pub async fn import_actions(
        &self,
        doer: Doer<'_>,
        boundary: &Boundary,
        scope: &Scope,
        (name, bytes): (&str, Vec<u8>),
    ) -> Result<ImportedActions, AccessError> {
        doer.must(Permission::Act)?;
        let (rows, mut problems) = self.read_rows(boundary, (name, bytes))?;
        for row in &rows {
            if boundary.profile(scope, row.fact.customer).is_err() {
                let problem = Problem::new(ProblemCode::UnknownCustomer, name).at_line(row.line);
                let id = row.fact.customer.to_string();
                problems.push(problem.in_column("customer_id", &id));
            }
        }
        problems.extend(conflict(name, &rows));
        let count = u64::try_from(rows.len()).unwrap_or(u64::MAX);
        if !problems.is_empty() {
            return Ok(ImportedActions { rows: count, problems, ..ImportedActions::default() });
        }
        let audit = doer.entry("action.import", name, serde_json::json!({ "rows": count }));
        let imported = self.merge_actions(doer, scope, &rows, &audit).await?;
        Ok(ImportedActions { rows: count, ..imported })
    }

    /// Writes the actions for customers in scope as rows of the native table, by customer and
    /// action.
    pub async fn export_actions(
        &self,
        doer: Doer<'_>,
        scope: &Scope,
        mut out: Box<dyn RowWriter>,
    ) -> Result<u64, AccessError> {
        doer.must(Permission::ReadInsights)?;
        let all = self.state.actions().await?.into_iter().filter_map(|it| seen(it, scope));
        let mut rows: Vec<NativeAction> = all.flat_map(|it| rows_of(&it)).collect();
        rows.sort_by(|a, b| (a.customer, &a.action).cmp(&(b.customer, &b.action)));
        let failed = |source| AccessError::App { source: AppError::from(source) };
        for row in &rows {
            out.row(&row.cells(&row.customer.to_string())).map_err(failed)?;
        }
        out.finish().map_err(failed)?;
        Ok(u64::try_from(rows.len()).unwrap_or(u64::MAX))
    }

    fn read_rows(
        &self,
        boundary: &Boundary,
        (name, bytes): (&str, Vec<u8>),
    ) -> Result<(Vec<Sourced<NativeAction>>, Vec<Problem>), AccessError> {
        let options = ReadOptions {
            table: Some(facts::Table::Actions),
            customer: None,
            covers: None,
            as_of: None,
            dates: None,
            mode: Mode::Strict,
            today: self.today(),
            partner_tenant: None,
            catalogue: boundary.catalogue(),
        };
        let mut taken = Taken::default();
        let report = read(&Input::from_bytes(name, bytes), &options, &mut taken)
            .map_err(|source| AccessError::App { source: AppError::from(source) })?;
        if report.refused {
            return Ok((Vec::new(), report.problems));
        }
        let mut problems = Vec::new();
        let mut rows = Vec::new();
        for Sourced { line, fact } in taken.rows {
            match NativeAction::of(fact) {
                Ok(fact) => rows.push(Sourced { line, fact }),
                Err(status) => {
                    let problem = Problem::new(ProblemCode::UnknownWord, name).at_line(line);
                    let allowed = ActionStatus::ALL.map(ActionStatus::as_str).join(", ");
                    problems.push(problem.in_column("status", &status).with("allowed", &allowed));
                }
            }
        }
        Ok((rows, problems))
    }
}

/// The name and columns of the native table.
pub fn actions_table() -> Table {
    TABLE
}

#[derive(Default)]
struct Taken {
    rows: Vec<Sourced<facts::Action>>,
}

impl FactSink for Taken {
    fn accept(&mut self, facts: Facts) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        if let Facts::Actions(rows) = facts {
            self.rows.extend(rows);
        }
        Ok(())
    }
}

impl NativeAction {
    /// Reads a row; the status when it is none. Without one an action is done when it has
    /// ended, and runs otherwise.
    pub(super) fn of(row: facts::Action) -> Result<Self, String> {
        match &row.status {
            Some(status) if status_of(status).is_none() => Err(status.clone()),
            Some(_) | None => Ok(Self::of_any(row)),
        }
    }

    fn with_status(row: facts::Action, status: ActionStatus) -> Self {
        let play = if row.playbook == NO_PLAY { String::new() } else { row.playbook };
        Self {
            customer: row.customer_id,
            action: plain(row.action_id),
            play,
            started_on: row.started_on,
            ended_on: row.ended_on,
            owner: plain(row.owner.unwrap_or_default()),
            status,
            note: plain(row.note.unwrap_or_default()),
        }
    }

    /// The same of a row with any status: what means nothing here stands before the note, and
    /// the dates tell how far the action is.
    pub(super) fn of_any(mut row: facts::Action) -> Self {
        let text = row.status.take();
        let known = text.as_deref().and_then(status_of);
        if known.is_none()
            && let Some(text) = text
        {
            let note = plain(row.note.unwrap_or_default());
            row.note = Some(if note.is_empty() { text } else { format!("{text}: {note}") });
        }
        let by_dates =
            if row.ended_on.is_some() { ActionStatus::Done } else { ActionStatus::Running };
        Self::with_status(row, known.unwrap_or(by_dates))
    }

    fn cells<'a>(&'a self, customer: &'a str) -> [Cell<'a>; 8] {
        let text = |it: &'a str| Cell::text((!it.is_empty()).then_some(it));
        [
            Cell::Text(customer),
            Cell::Text(&self.action),
            Cell::Text(if self.play.is_empty() { NO_PLAY } else { &self.play }),
            Cell::Day(self.started_on),
            self.ended_on.map_or(Cell::Missing, Cell::Day),
            text(&self.owner),
            Cell::Text(self.status.as_str()),
            text(&self.note),
        ]
    }
}

/// The status that a text names, in any case.
fn status_of(text: &str) -> Option<ActionStatus> {
    text.to_lowercase().parse().ok()
}

/// The text without the `'` by which exports keep spreadsheets from taking it for a formula.
fn plain(text: String) -> String {
    match text.strip_prefix('\'') {
        Some(rest) if could_be_formula(rest) => rest.to_owned(),
        Some(_) | None => text,
    }
}

/// The first two rows that name one action by its GUID and say different things of it.
fn conflict(name: &str, rows: &[Sourced<NativeAction>]) -> Option<Problem> {
    let mut first: BTreeMap<ActionId, &Sourced<NativeAction>> = BTreeMap::new();
    for row in rows {
        let Ok(id) = row.fact.action.parse::<ActionId>() else { continue };
        let other = first.entry(id).or_insert(row);
        let alike = NativeAction { customer: row.fact.customer, ..other.fact.clone() };
        if alike != row.fact {
            let problem = Problem::new(ProblemCode::ConflictingRows, name).at_line(row.line);
            return Some(problem.with("line", &other.line));
        }
    }
    None
}

/// An action as rows, one for each of its customers.
fn rows_of(action: &Action) -> Vec<NativeAction> {
    let (from, to) = match action.status {
        ActionStatus::Planned => (action.planned_from, action.planned_to),
        ActionStatus::Running | ActionStatus::Done | ActionStatus::Dropped => {
            (action.started_on, action.ended_on)
        }
    };
    let made_on = Day::from_epoch_days(
        i32::try_from(action.created_at_ms.div_euclid(86_400_000)).unwrap_or(i32::MAX),
    );
    let first = from.or(action.planned_from).or(to).unwrap_or(made_on);
    // What was dropped before its planned day came did not begin after its end.
    let started_on = to.map_or(first, |to| first.min(to));
    let row = |(customer, about): (&CustomerId, &uptake_state::ActionCustomer)| NativeAction {
        customer: *customer,
        action: about.native_id.clone(),
        play: action.play.clone(),
        started_on,
        ended_on: to,
        owner: action.owner.clone(),
        status: action.status,
        note: action.note.clone(),
    };
    action.customers.iter().map(row).collect()
}

/// Which action a row means, of those that are known by customer and id.
fn named(known: &BTreeMap<(CustomerId, String), ActionId>, row: &NativeAction) -> Option<ActionId> {
    let key = (row.customer, row.action.clone());
    known.get(&key).copied().or_else(|| row.action.parse().ok())
}
