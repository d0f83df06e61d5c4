//! `customer`: the figures of one customer.

use anyhow::Result;
use uptake_app::Data;
use uptake_model::{CustomerId, Scope};

use crate::{
    cli::CustomerArgs,
    context::Context,
    failure::{CommandError, Outcome},
    view::CustomerView,
};

/// Customers that a refusal names.
const NAMED: usize = 5;

/// Shows one customer on a day.
pub(super) async fn run(arguments: &CustomerArgs, context: &Context) -> Result<Outcome> {
    let data = context.open(arguments.recorded.as_recorded_at).await?;
    let customer = find(&data, &arguments.customer).await?;
    let day = match arguments.on {
        Some(day) => day,
        // The day of the portfolio, so that both show the same figures.
        None => data.newest_day(&Scope::All).await?,
    };
    let report = data.customer(&Scope::All, customer, day).await?;
    context.show(&CustomerView { report })?;
    Ok(Outcome::Done)
}

/// The customer that a GUID, an exact name or the beginning of a domain means.
pub(super) async fn find(data: &Data, text: &str) -> Result<CustomerId> {
    // A customer without a record of its own has nothing but its id.
    if let Ok(customer) = text.parse() {
        return Ok(customer);
    }
    let mut found = data.customers_called(&Scope::All, text).await?;
    if found.len() > 1 {
        found.sort_by_key(|it| it.customer_id);
        let mut names: Vec<String> = found
            .iter()
            .take(NAMED)
            .map(|it| format!("{} ({})", it.name, it.customer_id))
            .collect();
        if found.len() > NAMED {
            names.push("…".to_owned());
        }
        let names = names.join(", ");
        return Err(CommandError::SeveralCustomers { text: text.to_owned(), names }.into());
    }
    let only = found.pop().ok_or_else(|| CommandError::NoSuchCustomer(text.to_owned()))?;
    Ok(only.customer_id)
}
