//! The commands, one file each.

mod actions;
mod care;
mod catalogue;
mod customer;
mod demo;
mod explain;
mod export;
mod forget;
mod import;
mod imports;
mod parse;
mod plays;
mod portfolio;
mod serve;

use std::path::Path;

use anyhow::Result;

use crate::{
    cli::{AuditCommand, Command},
    context::Context,
    failure::Outcome,
};

/// Does what the command line asks. When it meets damage in what is derived, that is made
/// anew and the command begun once more.
pub(crate) async fn run(command: Command, context: &Context) -> Result<Outcome> {
    match Box::pin(run_once(&command, context)).await {
        Err(error) if context.repair(&error).await? && !has_begun_to_print(&command) => {
            Box::pin(run_once(&command, context)).await
        }
        outcome => outcome,
    }
}

/// Whether a part of the result may be on standard output when the command fails.
fn has_begun_to_print(command: &Command) -> bool {
    matches!(command, Command::Export(arguments) if arguments.out == Path::new("-"))
}

async fn run_once(command: &Command, context: &Context) -> Result<Outcome> {
    match command {
        Command::Demo(arguments) => demo::run(arguments, context).await,
        Command::Import(arguments) => import::run(arguments, context).await,
        Command::Catalogue(command) => catalogue::run(command, context).await,
        Command::Portfolio(arguments) => portfolio::run(arguments, context).await,
        Command::Customer(arguments) => customer::run(arguments, context).await,
        Command::Export(arguments) => export::run(arguments, context).await,
        Command::Explain(arguments) => explain::run(arguments, context).await,
        Command::Plays(command) => plays::run(command, context).await,
        Command::Actions(command) => actions::run(command, context).await,
        Command::Imports(arguments) => imports::run(arguments, context).await,
        Command::Verify => care::verify(context).await,
        Command::Audit(AuditCommand::Verify) => care::verify_audit(context).await,
        Command::Rebuild => care::rebuild(context).await,
        Command::Forget(arguments) => forget::run(arguments, context).await,
        Command::Digest(arguments) => care::digest(arguments, context).await,
        Command::Serve(arguments) => serve::run(arguments, context).await,
        Command::Rollup => care::rollup(context).await,
        Command::Parse { paths } => parse::run(paths, context),
    }
}
