//! Actions that `uptake import` brought with other tables: taken over once.

use serde_json::{Value, json};
use uptake_model::{
    Scope,
    facts::{self, Sourced},
};
use uptake_store::ActionRow;

use super::{Access, AccessError, Doer, native::NativeAction};
use crate::live::Boundary;

/// The setting that remembers up to which import file actions were taken over.
const ADOPTED: &str = "actions.adopted_file";

impl Access {
    /// Takes over the actions of import files that were not taken over yet. What members
    /// changed since stays as it is: a file is taken over once.
    pub async fn adopt_actions(&self, boundary: &Boundary) -> Result<(), AccessError> {
        let adopted = self.state.setting(ADOPTED).await?.and_then(|it| it.as_i64()).unwrap_or(0);
        let rows = boundary.imported_actions(&Scope::All).await;
        let rows = rows.map_err(|source| AccessError::App { source })?;
        let newest = rows.iter().map(|it| it.file_no).max().unwrap_or(0);
        if newest <= adopted {
            return Ok(());
        }
        let new = rows.into_iter().filter(|it| it.file_no > adopted);
        let rows: Vec<Sourced<NativeAction>> = new.map(native).collect();
        let detail = json!({ "rows": rows.len() });
        let audit = Doer::Program.entry("action.adopt", &newest.to_string(), detail.clone());
        self.merge_actions(Doer::Program, &Scope::All, &rows, &audit).await?;
        let audit = Doer::Program.entry("action.adopted", &newest.to_string(), detail);
        Ok(self.state.set(ADOPTED, Some(&Value::from(newest)), &audit, self.now()).await?)
    }
}

/// The action of a row. Files have whatever word another program has for how far it is: one
/// that means nothing here is kept in the note, and the dates tell.
fn native(row: ActionRow) -> Sourced<NativeAction> {
    let fact = facts::Action {
        customer_id: row.customer_id,
        action_id: row.action_id,
        playbook: row.playbook,
        started_on: row.started_on,
        ended_on: row.ended_on,
        owner: row.owner,
        status: row.status,
        note: row.note,
    };
    Sourced { line: row.line, fact: NativeAction::of_any(fact) }
}
