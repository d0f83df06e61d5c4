//! The command line of plays and actions.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use uptake_app::access::{ActionId, ActionStatus};
use uptake_export::Format;
use uptake_model::Day;

/// `plays`
#[derive(Debug, Subcommand)]
pub(crate) enum PlaysCommand {
    /// Lists the plays in force
    List,
    /// Checks the file of a play, and keeps nothing
    Check {
        /// The file (TOML)
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// `actions`
#[derive(Debug, Subcommand)]
pub(crate) enum ActionsCommand {
    /// Lists actions, oldest first
    List {
        /// Only those of this status: planned, running, done, dropped
        #[arg(long, value_name = "STATUS")]
        status: Option<ActionStatus>,
        /// Only those for this customer
        #[arg(long, value_name = "ID")]
        customer: Option<String>,
    },
    /// Plans an action
    Add(AddActionArgs),
    /// Changes an action
    Set(SetActionArgs),
    /// Takes in a file of the native table `actions`
    Import {
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Writes actions as a file of the native table `actions`
    Export {
        /// csv, tsv, jsonl, xlsx or parquet [default: as the suffix of the file says, csv without]
        #[arg(long, value_name = "FORMAT")]
        format: Option<Format>,
        /// The file, or `-` for standard output
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
    },
}

/// `actions add`
#[derive(Debug, Args)]
pub(crate) struct AddActionArgs {
    /// For whom; may be given several times
    #[arg(long, value_name = "ID", required = true)]
    pub(crate) customer: Vec<String>,
    /// The play that it follows
    #[arg(long, value_name = "CODE")]
    pub(crate) play: Option<String>,
    #[command(flatten)]
    pub(crate) rest: ActionFieldArgs,
}

/// `actions set`
#[derive(Debug, Args)]
pub(crate) struct SetActionArgs {
    /// The action
    #[arg(value_name = "ACTION")]
    pub(crate) action: ActionId,
    #[command(flatten)]
    pub(crate) rest: ActionFieldArgs,
}

/// What an action says; what is not given stays.
#[derive(Debug, Args)]
pub(crate) struct ActionFieldArgs {
    /// How far it is: planned, running, done, dropped
    #[arg(long, value_name = "STATUS")]
    pub(crate) status: Option<ActionStatus>,
    /// Who does it
    #[arg(long, value_name = "NAME")]
    pub(crate) owner: Option<String>,
    /// The first day that is planned
    #[arg(long, value_name = "DAY")]
    pub(crate) planned_from: Option<Day>,
    /// The last day that is planned
    #[arg(long, value_name = "DAY")]
    pub(crate) planned_to: Option<Day>,
    /// The day on which it really began
    #[arg(long, value_name = "DAY")]
    pub(crate) started_on: Option<Day>,
    /// The day on which it really ended
    #[arg(long, value_name = "DAY")]
    pub(crate) ended_on: Option<Day>,
    /// A note
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}
