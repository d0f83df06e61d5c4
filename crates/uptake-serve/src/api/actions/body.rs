//! An action as the API writes and reads it.

use std::collections::BTreeSet;

use serde::{Deserialize, Deserializer, Serialize};
use uptake_app::{
    access::{Action, ActionEdit, ActionMaterial, Asker, DayEdit},
    live::{ActionFigures, Boundary},
};
use uptake_calc::SignalUnit;
use uptake_model::{CustomerId, Day, Permission, Scope};
use utoipa::ToSchema;

use crate::{
    api::{names::CustomerBody, thresholds::number, time::Moment},
    parameters::refused,
    problem::Failure,
};

/// Something that helps: a page, or a file of the partner's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LinkedMaterial {
    #[schema(min_length = 1, max_length = 200)]
    title: String,
    /// The address of the page; either this or `file`.
    link: Option<String>,
    /// The name of the file.
    file: Option<String>,
}

/// A customer's figures on a day; what is not known is `null`.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct FiguresOnDay {
    #[schema(format = Date)]
    day: String,
    entitlements: Option<i64>,
    /// Active holders of entitlements, over all workloads.
    covered_usage_percent: Option<f64>,
    people_active: Option<i64>,
    how_to_tickets: Option<i64>,
    /// How-to tickets per 100 active users and month.
    how_to_per_100: Option<f64>,
}

impl From<ActionFigures> for FiguresOnDay {
    fn from(figures: ActionFigures) -> Self {
        let hundredths = |it: Option<i64>| it.map(|it| number(it, SignalUnit::Hundredths));
        Self {
            day: figures.day.to_string(),
            entitlements: figures.entitlements,
            covered_usage_percent: hundredths(figures.covered_usage_percent),
            people_active: figures.people_active,
            how_to_tickets: figures.how_to_tickets,
            how_to_per_100: hundredths(figures.how_to_per_100),
        }
    }
}

/// The recommendation that an action was made of, as it was then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct MadeOf {
    play: String,
    #[schema(format = Date)]
    day: String,
    /// Seats or people that were at stake; `null` when that was not known.
    stake: Option<u64>,
    /// `seats` or `people`.
    unit: String,
}

impl MadeOf {
    fn of(json: &serde_json::Value) -> Option<Self> {
        let text = |name: &str| json.get(name)?.as_str().map(str::to_owned);
        let stake = json.get("stake").and_then(serde_json::Value::as_u64);
        Some(Self { play: text("play")?, day: text("day")?, stake, unit: text("unit")? })
    }
}

/// A customer that an action is for.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct ActionCustomerBody {
    #[serde(flatten)]
    customer: CustomerBody,
    /// The recommendation that the action was made of.
    recommended: Option<MadeOf>,
    /// The customer's figures at the start of the action.
    figures: Option<FiguresOnDay>,
}

/// Something that the partner does for customers.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub(crate) struct ActionBody {
    #[schema(format = Uuid)]
    action_id: String,
    /// The code of the play that it follows; empty for none.
    play: String,
    /// `planned`, `running`, `done` or `dropped`.
    status: &'static str,
    /// Who does it; empty while nobody does.
    owner: String,
    #[schema(format = Date)]
    planned_from: Option<String>,
    #[schema(format = Date)]
    planned_to: Option<String>,
    #[schema(format = Date)]
    started_on: Option<String>,
    #[schema(format = Date)]
    ended_on: Option<String>,
    note: String,
    material: Vec<LinkedMaterial>,
    /// Those that the asker may see.
    customers: Vec<ActionCustomerBody>,
    /// Counts its changes: what `If-Match` takes.
    version: i64,
    created_at: Moment,
    changed_at: Moment,
    /// Whether the asker may change it.
    may_change: bool,
}

/// An action as an asker sees it.
pub(in crate::api) fn action_body(
    action: &Action,
    boundary: &Boundary,
    scope: &Scope,
    asker: &Asker,
) -> ActionBody {
    let day = |it: Option<Day>| it.map(|it| it.to_string());
    let customers = action.customers.iter().filter_map(|(customer, about)| {
        Some(ActionCustomerBody {
            customer: (&boundary.profile(scope, *customer).ok()?).into(),
            recommended: MadeOf::of(&about.recommended),
            figures: ActionFigures::of_json(&about.figures).map(FiguresOnDay::from),
        })
    });
    let material = serde_json::from_value::<Vec<ActionMaterial>>(action.material.clone());
    let material = material.unwrap_or_default().into_iter();
    ActionBody {
        action_id: action.id.to_string(),
        play: action.play.clone(),
        status: action.status.as_str(),
        owner: action.owner.clone(),
        planned_from: day(action.planned_from),
        planned_to: day(action.planned_to),
        started_on: day(action.started_on),
        ended_on: day(action.ended_on),
        note: action.note.clone(),
        material: material
            .map(|it| LinkedMaterial { title: it.title, link: it.link, file: it.file })
            .collect(),
        customers: customers.collect(),
        version: action.version,
        created_at: Moment::of_millis(action.created_at_ms),
        changed_at: Moment::of_millis(action.changed_at_ms),
        may_change: asker.may(Permission::Act),
    }
}

/// What is changed of an action, or what a new one is; what is left out stays, and `null` takes
/// a day away.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ActionToChange {
    /// For whom it is, of those that the asker may see: 1 to 1,000. A new one needs some.
    #[schema(value_type = Option<Vec<uuid::Uuid>>)]
    customers: Option<BTreeSet<CustomerId>>,
    /// The code of a play; empty for none.
    #[schema(max_length = 200)]
    play: Option<String>,
    /// `planned`, `running`, `done` or `dropped`. What is begun or ended without a day is so
    /// today.
    status: Option<String>,
    #[schema(max_length = 200)]
    owner: Option<String>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, format = Date)]
    planned_from: DayEdit,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, format = Date)]
    planned_to: DayEdit,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, format = Date)]
    started_on: DayEdit,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, format = Date)]
    ended_on: DayEdit,
    #[schema(max_length = 10_000)]
    note: Option<String>,
    #[schema(max_items = 50)]
    material: Option<Vec<LinkedMaterial>>,
}

/// A field that is there, be it `null`.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DayEdit, D::Error> {
    Option::<Day>::deserialize(deserializer).map(DayEdit::Set)
}

impl ActionToChange {
    pub(super) fn edit(self) -> Result<ActionEdit, Failure> {
        let status = self.status.as_deref().map(str::parse).transpose();
        let expected = "planned, running, done or dropped";
        let material = self.material.map(|all| {
            let of = |it: LinkedMaterial| ActionMaterial {
                title: it.title,
                link: it.link,
                file: it.file,
            };
            all.into_iter().map(of).collect()
        });
        Ok(ActionEdit {
            customers: self.customers,
            play: self.play,
            status: status.map_err(|_no_status| refused("status", expected))?,
            owner: self.owner,
            planned_from: self.planned_from,
            planned_to: self.planned_to,
            started_on: self.started_on,
            ended_on: self.ended_on,
            note: self.note,
            material,
        })
    }
}
