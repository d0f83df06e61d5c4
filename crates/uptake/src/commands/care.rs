//! `verify`, `audit verify`, `rebuild`, `digest` and the hidden `rollup`.

use std::path::Path;

use anyhow::Result;
use uptake_app::WritableData;

use crate::{
    cli::DigestArgs,
    context::Context,
    failure::Outcome,
    view::{AuditEndView, DigestView, DoneView, VerifiedView},
};

/// Reads every stored byte, however damaged the folder is.
pub(super) async fn verify(context: &Context) -> Result<Outcome> {
    context.board.begin("verify", "", bytes_below(&context.folder));
    let found = uptake_app::verify(&context.folder, context.world.clone()).await?;
    let outcome = if found.damage.is_empty() { Outcome::Done } else { Outcome::Failed };
    context.show(&VerifiedView { found })?;
    Ok(outcome)
}

/// Follows the chain of the audit log.
pub(super) async fn verify_audit(context: &Context) -> Result<Outcome> {
    let end = uptake_app::verify_audit(&context.folder, context.world.clone()).await?;
    context.show(&AuditEndView { end })?;
    Ok(Outcome::Done)
}

/// How many bytes lie in a folder and those below it; `None` when it cannot be read.
fn bytes_below(folder: &Path) -> Option<u64> {
    let mut bytes: u64 = 0;
    for entry in std::fs::read_dir(folder).ok()? {
        let entry = entry.ok()?;
        let below = if entry.file_type().ok()?.is_dir() {
            bytes_below(&entry.path())?
        } else {
            entry.metadata().ok()?.len()
        };
        bytes = bytes.saturating_add(below);
    }
    Some(bytes)
}

/// Makes all tables anew from the raw archive and the ledger.
pub(super) async fn rebuild(context: &Context) -> Result<Outcome> {
    let folder = WritableData::open_to_rebuild(&context.folder, context.world.clone());
    let mut folder = folder.await?;
    context.board.begin("rebuild", "", None);
    Box::pin(folder.rebuild()).await?;
    context.show(&DoneView { done: "rebuilt", message: "rebuild-done", counts: Vec::new() })?;
    Ok(Outcome::Done)
}

/// Prints one hash of all data.
pub(super) async fn digest(arguments: &DigestArgs, context: &Context) -> Result<Outcome> {
    let data = context.open(arguments.recorded.as_recorded_at).await?;
    let digest = data.digest().await?;
    context.show(&DigestView { digest })?;
    Ok(Outcome::Done)
}

/// Computes all results anew from the stored tables.
pub(super) async fn rollup(context: &Context) -> Result<Outcome> {
    drop(context.open(None).await?);
    context.change().await?.roll_up().await?;
    context.show(&DoneView { done: "rolled_up", message: "rollup-done", counts: Vec::new() })?;
    Ok(Outcome::Done)
}
