//! `imports`: what was imported, and `imports confirm` for held snapshots.

use anyhow::Result;

use crate::{
    cli::{ImportsArgs, ImportsCommand},
    context::Context,
    failure::Outcome,
    view::{DoneView, LedgerView},
};

/// Lists the ledger, or confirms a held snapshot.
pub(super) async fn run(arguments: &ImportsArgs, context: &Context) -> Result<Outcome> {
    match arguments.command {
        None => list(context).await,
        Some(ImportsCommand::Confirm { file_no }) => confirm(file_no, context).await,
    }
}

async fn list(context: &Context) -> Result<Outcome> {
    let data = context.open(None).await?;
    let view = LedgerView { lines: data.imports().await?, waiting: data.waiting().await? };
    context.show(&view)?;
    Ok(Outcome::Done)
}

async fn confirm(file_no: i64, context: &Context) -> Result<Outcome> {
    drop(context.open(None).await?);
    let customers = Box::pin(context.change().await?.confirm(file_no)).await?;
    let count = u64::try_from(customers.len()).unwrap_or(u64::MAX);
    let counts = vec![("customers", count)];
    context.show(&DoneView { done: "confirmed", message: "imports-confirmed", counts })?;
    Ok(Outcome::Done)
}
