//! Actions: what the partner does for customers.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uptake_app::access::Action;
use uptake_l10n::Words;
use uptake_model::{CustomerId, Day};

use super::{
    Flat, Page, View,
    figures::missing,
    sheet::{Column, Sheet},
};

#[cfg(test)]
mod tests;

/// Some actions.
pub(crate) struct ActionsView {
    /// The actions, oldest first.
    pub(crate) actions: Vec<Action>,
    /// What their customers are called.
    pub(crate) names: BTreeMap<CustomerId, String>,
}

impl View for ActionsView {
    fn table(&self, page: &Page<'_>) -> String {
        let words = page.words;
        let heading = |id: &str| words.say(id, &[]);
        if self.actions.is_empty() {
            return format!("{}\n", heading("actions-none"));
        }
        let mut sheet = Sheet::new(vec![
            Column::code(heading("head-action")),
            Column::code(heading("head-status")),
            Column::text(heading("head-customers")),
            Column::text(heading("head-play")).may_go(2),
            Column::text(heading("head-owner")).may_go(3),
            Column::code(heading("head-from")).may_go(1),
            Column::code(heading("head-to")).may_go(1),
        ]);
        for action in &self.actions {
            let (from, to) =
                (action.started_on.or(action.planned_from), action.ended_on.or(action.planned_to));
            sheet.row(vec![
                action.id.to_string(),
                words.say(&format!("action-{}", action.status), &[]),
                self.customers(action),
                action.play.clone(),
                action.owner.clone(),
                day(words, from),
                day(words, to),
            ]);
        }
        sheet.render(page.width)
    }

    fn json(&self) -> Value {
        let actions = self.actions.iter().map(|it| {
            json!({
                "action_id": it.id.to_string(),
                "play": it.play,
                "status": it.status.as_str(),
                "owner": it.owner,
                "planned_from": it.planned_from,
                "planned_to": it.planned_to,
                "started_on": it.started_on,
                "ended_on": it.ended_on,
                "note": it.note,
                "customers": it.customers.keys().collect::<Vec<_>>(),
                "version": it.version,
            })
        });
        json!({ "actions": actions.collect::<Vec<_>>() })
    }

    fn rows(&self) -> Flat {
        let mut flat = Flat::new(&[
            "action_id",
            "customer_id",
            "customer_name",
            "play",
            "status",
            "owner",
            "planned_from",
            "planned_to",
            "started_on",
            "ended_on",
            "note",
        ]);
        for it in &self.actions {
            for customer in it.customers.keys() {
                flat.row(&[
                    ("action_id", it.id.to_string().into()),
                    ("customer_id", customer.to_string().into()),
                    ("customer_name", self.names.get(customer).cloned().into()),
                    ("play", (&it.play).into()),
                    ("status", it.status.as_str().into()),
                    ("owner", (&it.owner).into()),
                    ("planned_from", it.planned_from.into()),
                    ("planned_to", it.planned_to.into()),
                    ("started_on", it.started_on.into()),
                    ("ended_on", it.ended_on.into()),
                    ("note", (&it.note).into()),
                ]);
            }
        }
        flat
    }
}

impl ActionsView {
    fn customers(&self, action: &Action) -> String {
        let name = |it: &CustomerId| {
            self.names.get(it).filter(|it| !it.is_empty()).cloned().unwrap_or(it.to_string())
        };
        action.customers.keys().map(name).collect::<Vec<_>>().join(", ")
    }
}

fn day(words: &Words, day: Option<Day>) -> String {
    day.map_or_else(|| missing(words), |it| words.day(it))
}
