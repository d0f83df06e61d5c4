//! `portfolio`: the figures of all customers together.

use anyhow::Result;
use uptake_model::Scope;

use crate::{cli::PortfolioArgs, context::Context, failure::Outcome, view::PortfolioView};

/// Shows the portfolio of a day.
pub(super) async fn run(arguments: &PortfolioArgs, context: &Context) -> Result<Outcome> {
    let data = context.open(arguments.recorded.as_recorded_at).await?;
    let newest = data.newest_day(&Scope::All).await?;
    let day = arguments.on.unwrap_or(newest);
    let report = data.portfolio(&Scope::All, day, arguments.scope.into()).await?;
    context.show(&PortfolioView { report })?;
    Ok(Outcome::Done)
}
