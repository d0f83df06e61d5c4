//! Rows of the native table, merged into the actions that there are.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uptake_model::{CustomerId, Scope, facts::Sourced};
use uptake_state::{Action, ActionChange, ActionCustomer, ActionId, ActionStatus, AuditEntry};

use super::{ImportedActions, NativeAction, named};
use crate::access::{
    Access, AccessError, Doer,
    actions::{CHANGED, CREATED},
};

impl Access {
    /// Merges rows into the actions: a row of a known action replaces what the table says of
    /// it, and leaves the rest. Of rows of one action the last counts. No figures are noted:
    /// the actions of files have begun at some time, and their figures can be asked for.
    ///
    /// A GUID that names an action of which no customer is in scope names nothing: the row is
    /// an action of its own.
    pub(in crate::access::actions) async fn merge_actions(
        &self,
        doer: Doer<'_>,
        scope: &Scope,
        rows: &[Sourced<NativeAction>],
        audit: &AuditEntry,
    ) -> Result<ImportedActions, AccessError> {
        let before: BTreeMap<ActionId, Action> =
            self.state.actions().await?.into_iter().map(|it| (it.id, it)).collect();
        let mut known: BTreeMap<(CustomerId, String), ActionId> = BTreeMap::new();
        for action in before.values() {
            let ids = action.customers.iter();
            known.extend(ids.map(|(it, about)| ((*it, about.native_id.clone()), action.id)));
        }
        let mut after: BTreeMap<ActionId, Action> = BTreeMap::new();
        for row in rows {
            let is_seen = |it: &ActionId| {
                let mut customers = before.get(it).into_iter().flat_map(|it| it.customers.keys());
                !before.contains_key(it) || customers.any(|it| scope.contains(*it))
            };
            let id = named(&known, &row.fact).filter(is_seen);
            let id = id.unwrap_or_else(|| ActionId(self.guid()));
            known.insert((row.fact.customer, row.fact.action.clone()), id);
            let action = after.entry(id).or_insert_with(|| {
                before.get(&id).cloned().unwrap_or_else(|| self.blank(doer, id))
            });
            row.fact.put(action);
        }
        let (mut new, mut changed) = (0, 0);
        let mut to_write: Vec<ActionChange> = Vec::new();
        for (id, action) in after {
            let seen = before.get(&id);
            if seen == Some(&action) {
                continue;
            }
            let event = if seen.is_some() { CHANGED } else { CREATED };
            *(if seen.is_some() { &mut changed } else { &mut new }) += 1;
            to_write.push(self.told(action, seen.map(|it| it.version), event));
        }
        if !to_write.is_empty() {
            self.state.put_actions(&to_write, audit, self.now()).await?;
        }
        Ok(ImportedActions { new, changed, ..ImportedActions::default() })
    }

    fn blank(&self, doer: Doer<'_>, id: ActionId) -> Action {
        Action {
            id,
            play: String::new(),
            status: ActionStatus::Planned,
            owner: String::new(),
            planned_from: None,
            planned_to: None,
            started_on: None,
            ended_on: None,
            note: String::new(),
            material: json!([]),
            customers: BTreeMap::new(),
            version: 1,
            created_by: doer.member(),
            created_at_ms: self.now(),
            changed_at_ms: self.now(),
        }
    }
}

impl NativeAction {
    /// Puts what the row says into its action.
    fn put(&self, action: &mut Action) {
        action.play.clone_from(&self.play);
        action.owner.clone_from(&self.owner);
        action.note.clone_from(&self.note);
        action.status = self.status;
        match self.status {
            ActionStatus::Planned => {
                action.planned_from = Some(self.started_on);
                action.planned_to = self.ended_on;
            }
            ActionStatus::Running | ActionStatus::Done | ActionStatus::Dropped => {
                action.started_on = Some(self.started_on);
                action.ended_on = self.ended_on;
            }
        }
        let blank = || ActionCustomer {
            native_id: self.action.clone(),
            recommended: Value::Null,
            figures: Value::Null,
        };
        action.customers.entry(self.customer).or_insert_with(blank);
    }
}
