//! Views that members save of lists and pages: each its own, and no other's.

use serde_json::Value;
use uptake_model::Permission;
use uptake_state::{StateError, View};

use super::{Access, AccessError, Asker, Caller, links::checked_name};

/// A member saves at most so many views.
pub const MOST_VIEWS: usize = 100;
/// What a page is asked for has at most so many bytes.
const MOST_BYTES: usize = 8 * 1024;
/// The code of a page has at most so many characters.
const MOST_PAGE: usize = 40;

/// A view to save.
#[derive(Debug, Clone, PartialEq)]
pub struct ViewToPut {
    /// What its owner calls it.
    pub name: String,
    /// The code of the page that it is a view of.
    pub page: String,
    /// What the page is asked for: an object.
    pub search: Value,
}

impl Access {
    /// The asker's views, by name.
    pub async fn views(&self, asker: &Asker) -> Result<Vec<View>, AccessError> {
        asker.must(Permission::SignIn)?;
        Ok(self.state.views(asker.member).await?)
    }

    /// Saves a view of the asker, in the place of one of that name.
    pub async fn put_view(
        &self,
        asker: &Asker,
        put: ViewToPut,
        caller: &Caller,
    ) -> Result<(), AccessError> {
        asker.must(Permission::SignIn)?;
        let is_code = |it: char| it.is_ascii_lowercase() || it == '-' || it == '_';
        if !(1..=MOST_PAGE).contains(&put.page.len()) || !put.page.chars().all(is_code) {
            let expected = "a code of 1 to 40 small letters and hyphens";
            return Err(AccessError::Invalid { field: "page", expected });
        }
        if !put.search.is_object() || put.search.to_string().len() > MOST_BYTES {
            let expected = "an object of at most 8 KiB";
            return Err(AccessError::Invalid { field: "search", expected });
        }
        let name = checked_name(&put.name)?;
        // What it says is not logged: a search may name people.
        let audit = caller.entry_of(asker, "view.put", &name);
        let view = View { name, page: put.page, search: put.search, changed_at_ms: self.now() };
        match self.state.put_view(asker.member, &view, MOST_VIEWS, &audit).await {
            Err(StateError::Full { .. }) => Err(AccessError::TooMany { most: MOST_VIEWS }),
            put => Ok(put?),
        }
    }

    /// Drops a view of the asker.
    pub async fn drop_view(
        &self,
        asker: &Asker,
        name: &str,
        caller: &Caller,
    ) -> Result<(), AccessError> {
        asker.must(Permission::SignIn)?;
        let audit = caller.entry_of(asker, "view.drop", name);
        Ok(self.state.drop_view(asker.member, name, &audit, self.now()).await?)
    }
}
