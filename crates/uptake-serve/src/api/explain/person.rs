//! The people of an explanation, each with the rows that say so.

use serde::Serialize;
use uptake_app::PersonLine;
use uptake_calc::explain::UserClass;
use utoipa::ToSchema;

use super::{super::names::SkuBody, CitedBody};

/// A row that says that a person was active.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ActivityRow {
    #[schema(format = Date)]
    day: String,
    source_code: String,
    /// The day of the snapshot, when it is a date of last activity.
    #[schema(format = Date)]
    as_of: Option<String>,
    source: CitedBody,
}

/// A SKU held over some days.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct HoldingRow {
    sku: SkuBody,
    #[schema(format = Date)]
    assigned_on: String,
    /// The first day without it; `null` while it is held.
    #[schema(format = Date)]
    removed_on: Option<String>,
    /// The rows that say so.
    sources: Vec<CitedBody>,
    /// The list of all assignments without it, which ended it.
    ended_by: Option<CitedBody>,
}

/// A SKU held over some days by the word of usage reports.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NamedRow {
    sku: SkuBody,
    #[schema(format = Date)]
    from: String,
    /// The first day without it; `null` while it is held.
    #[schema(format = Date)]
    until: Option<String>,
    sources: Vec<CitedBody>,
    /// The report on everybody without the person, which ended it.
    ended_by: Option<CitedBody>,
}

/// A workload held over some days by the word of usage reports.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FlagRow {
    #[schema(format = Date)]
    from: String,
    /// The first day without it; `null` while it is held.
    #[schema(format = Date)]
    until: Option<String>,
    sources: Vec<CitedBody>,
    /// The report on everybody without the person, which ended it.
    ended_by: Option<CitedBody>,
}

/// A person who counts, with the rows that say so.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PersonBody {
    /// A pseudonym: the same person has the same one in every answer.
    person: String,
    /// The id that files use; `null` unless names were asked for.
    user_id: Option<String>,
    /// `member`, `guest`, `shared`, `room` or `service`.
    kind: &'static str,
    /// `held`, `former`, `never`, `untold` (one of these three, and nothing tells which) or
    /// `other`; `null` for the holders of a SKU.
    class: Option<&'static str>,
    activity: Vec<ActivityRow>,
    holdings: Vec<HoldingRow>,
    products: Vec<NamedRow>,
    flags: Vec<FlagRow>,
}

impl From<&PersonLine> for PersonBody {
    fn from(person: &PersonLine) -> Self {
        let activity = person.activity.iter().map(|it| ActivityRow {
            day: it.day.to_string(),
            source_code: it.source.to_string(),
            as_of: it.as_of.map(|it| it.to_string()),
            source: (&it.cited).into(),
        });
        let holdings = person.holdings.iter().map(|it| HoldingRow {
            sku: (&it.sku).into(),
            assigned_on: it.assigned_on.to_string(),
            removed_on: it.removed_on.map(|it| it.to_string()),
            sources: it.rows.iter().map(|it| (&it.cited).into()).collect(),
            ended_by: it.ended_by.as_ref().map(CitedBody::from),
        });
        let products = person.products.iter().map(|it| NamedRow {
            sku: (&it.sku).into(),
            from: it.from.to_string(),
            until: it.until.map(|it| it.to_string()),
            sources: it.rows.iter().map(|(_, cited)| cited.into()).collect(),
            ended_by: it.ended_by.as_ref().map(CitedBody::from),
        });
        let flags = person.flags.iter().map(|it| FlagRow {
            from: it.from.to_string(),
            until: it.until.map(|it| it.to_string()),
            sources: it.rows.iter().map(|(_, cited)| cited.into()).collect(),
            ended_by: it.ended_by.as_ref().map(CitedBody::from),
        });
        Self {
            person: person.key.to_string(),
            user_id: person.user_id.as_ref().map(ToString::to_string),
            kind: person.kind.as_str(),
            class: person.class.map(UserClass::as_str),
            activity: activity.collect(),
            holdings: holdings.collect(),
            products: products.collect(),
            flags: flags.collect(),
        }
    }
}
