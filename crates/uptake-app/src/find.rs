//! Customers by what people call them.

use uptake_model::{CustomerId, Scope};
use uptake_store::CustomerRow;

use crate::{AppError, Data};

impl Data {
    /// The customers in scope that a text means: the one with this id; else those with
    /// exactly this name; else those whose domain begins with it. Case does not matter.
    pub async fn customers_called(
        &self,
        scope: &Scope,
        text: &str,
    ) -> Result<Vec<CustomerRow>, AppError> {
        let view = &self.view;
        let mut rows = self.store.customers(&view.pins, view.rules(), scope).await?;
        let wanted = text.trim().to_lowercase();
        let id: Option<CustomerId> = wanted.parse().ok();
        let has_name = |it: &CustomerRow| it.name.to_lowercase() == wanted;
        let has_domain = |it: &CustomerRow| {
            it.domain.as_ref().is_some_and(|domain| domain.to_lowercase().starts_with(&wanted))
        };
        if let Some(id) = id {
            rows.retain(|it| it.customer_id == id);
        } else if rows.iter().any(has_name) {
            rows.retain(has_name);
        } else {
            rows.retain(|it| !wanted.is_empty() && has_domain(it));
        }
        Ok(rows)
    }
}
