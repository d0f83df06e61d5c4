//! Actions: planned, changed and seen by those who work with their customers.
//!
//! An action for several customers is seen by whoever may see one of them, with the customers
//! in scope only; changing it leaves the others in it.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uptake_model::{CustomerId, Day, Permission, Scope};
use uptake_play::Recommendation;
use uptake_state::{Action, ActionChange, ActionCustomer, ActionId, ActionStatus, Notice};

use super::{Access, AccessError, Doer};
use crate::live::Boundary;

mod adopt;
mod edit;
mod native;

pub use edit::{ActionEdit, ActionMaterial, DayEdit};
pub use native::{ImportedActions, NativeAction, actions_table};

/// What those who wait for changes are told that happened.
const CREATED: &str = "action.created";
const CHANGED: &str = "action.changed";

impl Access {
    /// The actions for customers in scope, oldest first.
    pub async fn actions(&self, doer: Doer<'_>, scope: &Scope) -> Result<Vec<Action>, AccessError> {
        doer.must(Permission::ReadInsights)?;
        let all = self.state.actions().await?.into_iter();
        Ok(all.filter_map(|it| seen(it, scope)).collect())
    }

    /// An action for customers in scope.
    pub async fn action(
        &self,
        doer: Doer<'_>,
        scope: &Scope,
        id: ActionId,
    ) -> Result<Action, AccessError> {
        doer.must(Permission::ReadInsights)?;
        seen(self.state.action(id).await?, scope).ok_or(AccessError::NotFound)
    }

    /// Plans an action. Its customers must be in scope and known.
    pub async fn add_action(
        &self,
        doer: Doer<'_>,
        boundary: &Boundary,
        scope: &Scope,
        edit: ActionEdit,
    ) -> Result<ActionId, AccessError> {
        doer.must(Permission::Act)?;
        let change = self.new_action(doer, boundary, scope, edit, None).await?;
        let id = change.action.id;
        let audit = doer.entry("action.add", &id.to_string(), described(&change.action));
        self.state.put_actions(&[change], &audit, self.now()).await?;
        Ok(id)
    }

    /// Changes an action as the doer saw it.
    pub async fn change_action(
        &self,
        doer: Doer<'_>,
        boundary: &Boundary,
        scope: &Scope,
        (id, version): (ActionId, i64),
        edit: ActionEdit,
    ) -> Result<(), AccessError> {
        doer.must(Permission::Act)?;
        let before = self.state.action(id).await?;
        seen(before.clone(), scope).ok_or(AccessError::NotFound)?;
        let (started, customers) = (before.started_on, before.customers.clone());
        let mut after = edit.applied(before, self.today())?;
        if let Some(wanted) = edit.customers {
            check_customers(boundary, scope, &wanted)?;
            after.customers = customers
                .into_iter()
                .filter(|(it, _)| !scope.contains(*it) || wanted.contains(it))
                .collect();
            let new = wanted.into_iter().filter(|it| !after.customers.contains_key(it));
            let new: Vec<CustomerId> = new.collect();
            for customer in new {
                after.customers.insert(customer, about(id));
            }
        }
        let has_started = after.started_on != started;
        self.note_figures(boundary, &mut after, has_started).await?;
        let change = self.told(after, Some(version), CHANGED);
        let audit = doer.entry("action.change", &id.to_string(), described(&change.action));
        Ok(self.state.put_actions(&[change], &audit, self.now()).await?)
    }

    /// An action to be, with what it was made of and its customers' figures.
    pub(super) async fn new_action(
        &self,
        doer: Doer<'_>,
        boundary: &Boundary,
        scope: &Scope,
        mut edit: ActionEdit,
        of: Option<&Recommendation>,
    ) -> Result<ActionChange, AccessError> {
        let customers = edit.customers.take().unwrap_or_default();
        check_customers(boundary, scope, &customers)?;
        let id = ActionId(self.guid());
        let recommended = of.map_or(Value::Null, evidence);
        let about =
            |customer| (customer, ActionCustomer { recommended: recommended.clone(), ..about(id) });
        let blank = Action {
            id,
            play: String::new(),
            status: ActionStatus::Planned,
            owner: doer.name(),
            planned_from: None,
            planned_to: None,
            started_on: None,
            ended_on: None,
            note: String::new(),
            material: json!([]),
            customers: customers.into_iter().map(about).collect(),
            version: 1,
            created_by: doer.member(),
            created_at_ms: self.now(),
            changed_at_ms: self.now(),
        };
        let mut action = edit.applied(blank, self.today())?;
        self.note_figures(boundary, &mut action, true).await?;
        Ok(self.told(action, None, CREATED))
    }

    /// Notes the figures of an action's customers at its start: of all of them, or of those
    /// that have none yet.
    async fn note_figures(
        &self,
        boundary: &Boundary,
        action: &mut Action,
        of_all: bool,
    ) -> Result<(), AccessError> {
        let lacks = |it: &ActionCustomer| of_all || it.figures.is_null();
        let wanted: BTreeSet<CustomerId> =
            action.customers.iter().filter(|(_, it)| lacks(it)).map(|(id, _)| *id).collect();
        let app = |source| AccessError::App { source };
        let newest = boundary.acting_day().await.map_err(app)?;
        let (Some(newest), false) = (newest, wanted.is_empty()) else { return Ok(()) };
        let day = action.started_on.map_or(newest, |it| it.min(newest));
        let figures = boundary.figures_on(&Scope::Customers(wanted), day).await;
        for (customer, figures) in figures.map_err(app)? {
            if let Some(about) = action.customers.get_mut(&customer) {
                about.figures = figures.to_json();
            }
        }
        Ok(())
    }

    /// An action to write, with what those who wait for changes are sent.
    fn told(&self, action: Action, seen: Option<i64>, event: &str) -> ActionChange {
        let id = self.guid();
        let now = self.now();
        let mut told = described(&action);
        if let Some(told) = told.as_object_mut() {
            told.remove("owner");
        }
        let body = json!({
            "id": id.to_string(),
            "event": event,
            "at_ms": now,
            "action": told,
        });
        ActionChange { seen, notice: Notice { id, body: body.to_string() }, action }
    }
}

/// The action as whoever has a scope sees it; `None` when none of its customers is in it.
fn seen(mut action: Action, scope: &Scope) -> Option<Action> {
    action.customers.retain(|it, _| scope.contains(*it));
    (!action.customers.is_empty()).then_some(action)
}

/// What an action is, for the audit log and, without the owner, for those who are told. No
/// note: it may name people.
fn described(action: &Action) -> Value {
    let day = |it: Option<Day>| it.map(|it| it.to_string());
    let customers: Vec<String> = action.customers.keys().map(ToString::to_string).collect();
    json!({
        "action_id": action.id.to_string(),
        "play": action.play,
        "status": action.status.as_str(),
        "owner": action.owner,
        "planned_from": day(action.planned_from),
        "planned_to": day(action.planned_to),
        "started_on": day(action.started_on),
        "ended_on": day(action.ended_on),
        "customers": customers,
    })
}

/// A customer of a new action, whom files name by the action's own id.
fn about(id: ActionId) -> ActionCustomer {
    ActionCustomer { native_id: id.to_string(), recommended: Value::Null, figures: Value::Null }
}

fn check_customers(
    boundary: &Boundary,
    scope: &Scope,
    customers: &BTreeSet<CustomerId>,
) -> Result<(), AccessError> {
    let is_known = |it: &CustomerId| boundary.profile(scope, *it).is_ok();
    if (1..=edit::MOST_CUSTOMERS).contains(&customers.len()) && customers.iter().all(is_known) {
        return Ok(());
    }
    Err(AccessError::Invalid { field: "customers", expected: "1 to 1,000 known customers" })
}

/// The recommendation that an action is made of, as it was then.
fn evidence(recommendation: &Recommendation) -> Value {
    let evidence: Vec<Value> = recommendation
        .evidence
        .iter()
        .map(|it| {
            json!({
                "subject": it.subject.to_string(),
                "stake": it.stake,
                "since": it.since.day.to_string(),
                "or_earlier": it.since.or_earlier,
            })
        })
        .collect();
    json!({
        "play": recommendation.play.as_str(),
        "day": recommendation.day.to_string(),
        "stake": recommendation.stake.count,
        "unit": uptake_play::unit_code(recommendation.stake.unit),
        "evidence": evidence,
    })
}
