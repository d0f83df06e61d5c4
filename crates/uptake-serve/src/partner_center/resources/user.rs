//! A user of a customer. Personal data.

use serde::Serialize;
use uptake_model::{CustomerId, Day};

use crate::partner_center::{
    collection::{Attributes, Links, segment},
    error::Fault,
    moment::in_utc,
    query::Query,
    search::Search,
    source::UserRow,
};

/// The fields that users can be searched by.
pub const FIELDS: &[&str] = &["UserPrincipalName", "DisplayName", "UserState"];

/// A user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct User {
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[serde(rename = "userPrincipalName")]
    principal_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    display_name: Option<String>,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    soft_deletion_time: Option<String>,
    links: Links,
    attributes: Attributes,
}

impl User {
    /// The resource of a row, as of a day.
    pub fn of(row: &UserRow, customer: CustomerId, day: Day) -> Self {
        Self {
            id: row.id.clone(),
            principal_name: row.principal_name.clone(),
            display_name: row.display_name.clone(),
            state: state(row, day),
            soft_deletion_time: deleted_on(row, day).map(in_utc),
            links: Links::to_self(format!("/customers/{customer}/users/{}", segment(&row.id))),
            attributes: Attributes::of("CustomerUser"),
        }
    }
}

fn deleted_on(row: &UserRow, day: Day) -> Option<Day> {
    row.deleted_on.filter(|it| *it <= day)
}

fn state(row: &UserRow, day: Day) -> &'static str {
    if deleted_on(row, day).is_some() { "inactive" } else { "active" }
}

/// Whether a search finds a user. Without one, those that are not deleted are found.
pub fn passes(search: Option<&Search>, row: &UserRow, day: Day) -> bool {
    let Some(search) = search else { return deleted_on(row, day).is_none() };
    match search.field {
        "UserState" => search.passes(state(row, day)),
        "DisplayName" => search.passes(row.display_name.as_deref().unwrap_or_default()),
        _ => search.passes(row.principal_name.as_deref().unwrap_or_default()),
    }
}

/// In which order users come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UserOrder {
    field: &'static str,
    /// Whether the greatest comes first.
    pub is_descending: bool,
}

impl UserOrder {
    /// Reads the order of a query; by id when it says none.
    pub fn read(query: &Query) -> Result<Self, Fault> {
        let get = |a: &str, b: &str| query.get(a).or_else(|| query.get(b)).map(str::to_lowercase);
        let field = match get("sortfield", "sortoption.sortfield").as_deref() {
            None | Some("id") => "id",
            Some("displayname") => "displayName",
            Some("userprincipalname") => "userPrincipalName",
            Some(_) => {
                let known = "id, displayName, userPrincipalName";
                return Err(Fault::UnknownWord(format!("`sortField` is one of {known}")));
            }
        };
        let direction = get("sortdirection", "sortoption.sortdirection");
        let is_descending = match direction.as_deref() {
            None | Some("ascending" | "asc") => false,
            Some("descending" | "desc") => true,
            Some(_) => {
                let known = "Ascending, Descending";
                return Err(Fault::UnknownWord(format!("`sortDirection` is one of {known}")));
            }
        };
        Ok(Self { field, is_descending })
    }

    /// The key of a user in this order; no two users share one.
    pub fn key(self, row: &UserRow) -> String {
        let first = match self.field {
            "displayName" => row.display_name.as_deref(),
            "userPrincipalName" => row.principal_name.as_deref(),
            _ => None,
        };
        format!("{}\u{1f}{}", first.unwrap_or_default().to_lowercase(), row.id)
    }

    /// The name of the order, for the token of a page.
    pub fn name(self) -> String {
        format!("{} {}", self.field, self.is_descending)
    }
}
