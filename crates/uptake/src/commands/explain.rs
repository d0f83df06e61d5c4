//! `explain`: what a figure was counted from.

use anyhow::Result;
use uptake_app::{ExplainTarget, Paging};
use uptake_model::{Catalogue, Scope, SkuRef, WorkloadCode};

use super::customer;
use crate::{
    cli::{ExplainArgs, Output},
    context::Context,
    failure::{CommandError, Outcome},
    view::ExplainView,
};

/// People on a page.
const PER_PAGE: usize = 25;

/// Explains one figure. A count that differs from the stored figure is a failure.
pub(super) async fn run(arguments: &ExplainArgs, context: &Context) -> Result<Outcome> {
    let data = context.open(arguments.recorded.as_recorded_at).await?;
    let customer = customer::find(&data, &arguments.customer).await?;
    let day = match arguments.on {
        Some(day) => day,
        None => data.newest_day(&Scope::All).await?,
    };
    let target = match (&arguments.workload, &arguments.sku) {
        (Some(code), _) => ExplainTarget::Workload(workload(data.catalogue(), code)?),
        (None, sku) => ExplainTarget::Sku(SkuRef::from(sku.as_deref().unwrap_or_default())),
    };
    let paging = paging(arguments, context.output);
    let explanation = data.explain(&Scope::All, customer, &target, day, paging).await?;
    let is_sound = explanation.agrees() && explanation.rows_agree;
    context.show(&ExplainView { explanation })?;
    Ok(if is_sound { Outcome::Done } else { Outcome::Failed })
}

/// The asked page. Programs that ask for none get everybody, so that what they count again
/// is the figure.
fn paging(arguments: &ExplainArgs, output: Output) -> Paging {
    let everybody = match output {
        Output::Table => PER_PAGE,
        Output::Json | Output::Csv if arguments.page.is_some() => PER_PAGE,
        Output::Json | Output::Csv => usize::MAX,
    };
    Paging { page: arguments.page.unwrap_or(1), per_page: arguments.per_page.unwrap_or(everybody) }
}

/// The workload of a code; of an unknown one the message names those that there are.
fn workload(catalogue: &Catalogue, code: &str) -> Result<WorkloadCode, CommandError> {
    let wanted = WorkloadCode::new(code);
    if catalogue.workload(&wanted).is_some() {
        return Ok(wanted);
    }
    let known: Vec<&str> = catalogue.workloads().map(|it| it.code.as_str()).collect();
    Err(CommandError::NoSuchWorkload { code: code.to_owned(), known: known.join(", ") })
}
