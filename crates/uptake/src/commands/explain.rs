//! `explain`: what a figure was counted from.

use anyhow::Result;
use uptake_app::{ExplainTarget, Paging};
use uptake_model::{Scope, SkuRef, WorkloadCode};

use super::customer;
use crate::{cli::ExplainArgs, context::Context, failure::Outcome, view::ExplainView};

/// Explains one figure. A count that differs from the stored figure is a failure.
pub(super) async fn run(arguments: &ExplainArgs, context: &Context) -> Result<Outcome> {
    let data = context.open(arguments.recorded.as_recorded_at).await?;
    let customer = customer::find(&data, &arguments.customer).await?;
    let day = match arguments.on {
        Some(day) => day,
        None => data.newest_day(&Scope::All).await?,
    };
    let target = match (&arguments.workload, &arguments.sku) {
        (Some(code), _) => ExplainTarget::Workload(WorkloadCode::new(code.as_str())),
        (None, sku) => ExplainTarget::Sku(SkuRef::from(sku.as_deref().unwrap_or_default())),
    };
    let paging = Paging { page: arguments.page, per_page: arguments.per_page };
    let explanation = data.explain(&Scope::All, customer, &target, day, paging).await?;
    let is_sound = explanation.agrees() && explanation.rows_agree;
    context.show(&ExplainView { explanation })?;
    Ok(if is_sound { Outcome::Done } else { Outcome::Failed })
}
