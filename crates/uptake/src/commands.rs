//! The commands, one file each.

mod care;
mod catalogue;
mod customer;
mod demo;
mod explain;
mod export;
mod import;
mod imports;
mod parse;
mod portfolio;
mod serve;

use anyhow::Result;

use crate::{cli::Command, context::Context, failure::Outcome};

/// Does what the command line asks.
pub(crate) async fn run(command: Command, context: &Context) -> Result<Outcome> {
    match command {
        Command::Demo(arguments) => demo::run(&arguments, context).await,
        Command::Import(arguments) => import::run(&arguments, context).await,
        Command::Catalogue(command) => catalogue::run(&command, context).await,
        Command::Portfolio(arguments) => portfolio::run(&arguments, context).await,
        Command::Customer(arguments) => customer::run(&arguments, context).await,
        Command::Export(arguments) => export::run(&arguments, context).await,
        Command::Explain(arguments) => explain::run(&arguments, context).await,
        Command::Imports(arguments) => imports::run(&arguments, context).await,
        Command::Verify => care::verify(context).await,
        Command::Rebuild => care::rebuild(context).await,
        Command::Digest(arguments) => care::digest(&arguments, context).await,
        Command::Serve(arguments) => serve::run(&arguments, context).await,
        Command::Rollup => care::rollup(context).await,
        Command::Parse { paths } => parse::run(&paths, context),
    }
}
