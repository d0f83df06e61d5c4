//! What is changed of an action, and what an action may be.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use uptake_model::{CustomerId, Day};
use uptake_play::{Material, PlayWords};
use uptake_state::{Action, ActionStatus};

use crate::access::AccessError;

#[cfg(test)]
mod tests;

/// How many customers an action may be for.
pub(super) const MOST_CUSTOMERS: usize = 1_000;
/// The longest owner, play or title, in characters.
const MOST_LINE: usize = 200;
/// The longest note.
const MOST_NOTE: usize = 10_000;
/// How much material an action may have.
const MOST_MATERIAL: usize = 50;

/// What becomes of a day of an action.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DayEdit {
    /// It stays as it is.
    #[default]
    Keep,
    /// It is this, or none.
    Set(Option<Day>),
}

impl DayEdit {
    fn put(self, day: &mut Option<Day>) {
        if let Self::Set(new) = self {
            *day = new;
        }
    }

    fn is_kept(self) -> bool {
        self == Self::Keep
    }
}

/// What is changed of an action, or what a new one is; `None` stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActionEdit {
    /// For whom it is, of those in scope.
    pub customers: Option<BTreeSet<CustomerId>>,
    /// The play that it follows; empty for none.
    pub play: Option<String>,
    /// How far it is.
    pub status: Option<ActionStatus>,
    /// Who does it.
    pub owner: Option<String>,
    /// The first day that is planned.
    pub planned_from: DayEdit,
    /// The last day that is planned.
    pub planned_to: DayEdit,
    /// The day on which it really began.
    pub started_on: DayEdit,
    /// The day on which it really ended.
    pub ended_on: DayEdit,
    /// Notes.
    pub note: Option<String>,
    /// What helps to do it.
    pub material: Option<Vec<ActionMaterial>>,
}

/// Something that helps: a page or a file of the partner's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionMaterial {
    /// What it is called.
    pub title: String,
    /// The address of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The name of the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

impl ActionMaterial {
    /// What a play brings.
    pub fn of(words: &PlayWords) -> Vec<Self> {
        let of = |it: &Material| match it {
            Material::Link { title, address } => {
                Self { title: title.clone(), link: Some(address.clone()), file: None }
            }
            Material::File { title, name } => {
                Self { title: title.clone(), link: None, file: Some(name.clone()) }
            }
        };
        words.material.iter().map(of).collect()
    }

    fn is_good(&self) -> bool {
        let is_line = (1..=MOST_LINE).contains(&self.title.trim().chars().count());
        is_line
            && match (&self.link, &self.file) {
                (Some(link), None) => uptake_play::is_link(link),
                (None, Some(file)) => uptake_play::is_file_name(file),
                (Some(_), Some(_)) | (None, None) => false,
            }
    }
}

impl ActionEdit {
    /// The action with the changes. One that is begun or ended without a day is begun or ended
    /// today.
    pub(super) fn applied(&self, before: Action, today: Day) -> Result<Action, AccessError> {
        let mut after = before;
        let text = |field, text: &Option<String>, most: usize, old: &mut String| {
            let Some(text) = text else { return Ok(()) };
            if text.chars().count() > most {
                let expected = if most == MOST_NOTE {
                    "at most 10,000 characters"
                } else {
                    "at most 200 characters"
                };
                return Err(AccessError::Invalid { field, expected });
            }
            text.trim().clone_into(old);
            Ok(())
        };
        text("play", &self.play, MOST_LINE, &mut after.play)?;
        text("owner", &self.owner, MOST_LINE, &mut after.owner)?;
        text("note", &self.note, MOST_NOTE, &mut after.note)?;
        self.planned_from.put(&mut after.planned_from);
        self.planned_to.put(&mut after.planned_to);
        self.started_on.put(&mut after.started_on);
        self.ended_on.put(&mut after.ended_on);
        if let Some(status) = self.status {
            after.status = status;
            self.note_days(&mut after, today);
        }
        if let Some(material) = &self.material {
            if material.len() > MOST_MATERIAL || !material.iter().all(ActionMaterial::is_good) {
                let expected =
                    "at most 50, each with a title and either a link or the name of a file";
                return Err(AccessError::Invalid { field: "material", expected });
            }
            after.material = serde_json::to_value(material).or(Err(AccessError::Interrupted))?;
        }
        let is_reversed =
            |from: Option<Day>, to: Option<Day>| from.zip(to).is_some_and(|(a, b)| a > b);
        if is_reversed(after.planned_from, after.planned_to) {
            let expected = "a day not before `planned_from`";
            return Err(AccessError::Invalid { field: "planned_to", expected });
        }
        if is_reversed(after.started_on, after.ended_on) {
            let expected = "a day not before `started_on`";
            return Err(AccessError::Invalid { field: "ended_on", expected });
        }
        Ok(after)
    }

    fn note_days(&self, action: &mut Action, today: Day) {
        match action.status {
            // What is taken up again has not ended, and what is planned again has not begun.
            ActionStatus::Planned => {
                if self.started_on.is_kept() {
                    action.started_on = None;
                }
                if self.ended_on.is_kept() {
                    action.ended_on = None;
                }
            }
            ActionStatus::Running => {
                if self.started_on.is_kept() {
                    action.started_on = action.started_on.or(Some(today));
                }
                if self.ended_on.is_kept() {
                    action.ended_on = None;
                }
            }
            ActionStatus::Done | ActionStatus::Dropped => {
                if self.ended_on.is_kept() && action.ended_on.is_none() {
                    action.ended_on = Some(action.started_on.map_or(today, |it| it.max(today)));
                }
            }
        }
    }
}
