//! The command line, as `spec/formats.md` 5 has it.

use std::{
    ffi::OsString,
    io::{self, Write as _},
    net::SocketAddr,
    path::PathBuf,
    process::ExitCode,
    str::FromStr,
};

use clap::{Args, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use uptake_app::ExportKind;
use uptake_export::Format;
use uptake_l10n::{Language, Words};
use uptake_model::{CustomerId, Day, SellerScope};

mod help;
mod import;
mod plays;
#[cfg(test)]
mod tests;
mod usage;

pub(crate) use import::{DatesArg, ImportArgs};
pub(crate) use plays::{
    ActionFieldArgs, ActionsCommand, AddActionArgs, PlaysCommand, SetActionArgs,
};

/// Reads a command line. The help that was asked for, or what is wrong, is told here; then
/// only the exit code is left.
pub(crate) fn parse(
    words: &Words,
    arguments: impl Iterator<Item = OsString>,
) -> Result<Cli, ExitCode> {
    let parsed = help::command(words)
        .try_get_matches_from(arguments)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    parsed.map_err(|error| {
        // Nothing is left to be told to when the streams fail.
        let _written = match usage::text(words, &error) {
            Some(text) => io::stderr().lock().write_all(text.as_bytes()),
            None => error.print(),
        };
        ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
    })
}

/// Are licences deployed and used? Figures from a partner's own files.
#[derive(Debug, Parser)]
#[command(version, arg_required_else_help = true, propagate_version = true)]
pub(crate) struct Cli {
    /// The data folder [default: the platform's folder for data]
    #[arg(long, global = true, value_name = "DIR", env = "UPTAKE_DATA", hide_env_values = true)]
    pub(crate) data: Option<PathBuf>,
    /// The language: en or es [default: as the environment says]
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub(crate) lang: Option<Language>,
    /// How results are written
    #[arg(long, global = true, value_enum, default_value = "table")]
    pub(crate) output: Output,
    /// What to do
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Output {
    /// Tables for people, in their language
    Table,
    /// One JSON document for programs
    Json,
    /// Flat rows for spreadsheets and programs
    Csv,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Makes a realistic portfolio, imports it and shows it
    Demo(DemoArgs),
    /// Imports files, folders and archives
    Import(ImportArgs),
    /// Shows products and workloads, and adds some
    #[command(subcommand)]
    Catalogue(CatalogueCommand),
    /// Shows the figures of all customers together
    Portfolio(PortfolioArgs),
    /// Shows the figures of one customer
    Customer(CustomerArgs),
    /// Writes figures of many days to a file
    Export(ExportArgs),
    /// Shows what a figure was counted from, down to the lines of files
    Explain(ExplainArgs),
    /// Shows the plays in force, and checks the file of one
    #[command(subcommand)]
    Plays(PlaysCommand),
    /// Shows, plans and changes what is done for customers
    #[command(subcommand)]
    Actions(ActionsCommand),
    /// Lists what was imported
    Imports(ImportsArgs),
    /// Reads every stored byte and tells what is damaged
    Verify,
    /// Checks the log of what members did
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Makes all tables anew from what was imported
    Rebuild,
    /// Forgets a person, or a customer with everything that is known of it
    Forget(ForgetArgs),
    /// Prints one hash of all data, to compare two installations
    Digest(DigestArgs),
    /// Serves the API until it is told to stop
    Serve(ServeArgs),
    /// Computes all results anew from the stored tables
    #[command(hide = true)]
    Rollup,
    /// Reads and checks files, and does nothing with them
    #[command(hide = true)]
    Parse {
        /// Files, folders, archives
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
}

impl Command {
    /// Whether it ends as a server.
    pub(crate) fn is_server(&self) -> bool {
        match self {
            Self::Serve(_) => true,
            Self::Demo(arguments) => arguments.listen.is_some(),
            Self::Import(_)
            | Self::Catalogue(_)
            | Self::Portfolio(_)
            | Self::Customer(_)
            | Self::Export(_)
            | Self::Explain(_)
            | Self::Plays(_)
            | Self::Actions(_)
            | Self::Imports(_)
            | Self::Verify
            | Self::Audit(_)
            | Self::Rebuild
            | Self::Forget(_)
            | Self::Digest(_)
            | Self::Rollup
            | Self::Parse { .. } => false,
        }
    }
}

/// `audit`
#[derive(Debug, Subcommand)]
pub(crate) enum AuditCommand {
    /// Follows the chain of the audit log from its first row to its last
    Verify,
}

/// `forget`
#[derive(Debug, Args)]
pub(crate) struct ForgetArgs {
    /// The customer's tenant GUID
    #[arg(long, value_name = "ID")]
    pub(crate) customer: CustomerId,
    /// Only this person of the customer: the id that files use, or the sign-in name
    #[arg(long, value_name = "ID")]
    pub(crate) user: Option<String>,
    /// Does it; without this nothing is done
    #[arg(long)]
    pub(crate) yes: bool,
}

/// `demo`
#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// How many customers
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = above_zero)]
    pub(crate) customers: usize,
    /// Another seed gives another portfolio
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Where the files are written [default: `uptake-demo` beside the platform's data folder]
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    /// Serves it at this address and port afterwards, until it is told to stop
    #[arg(long, value_name = "ADDR")]
    pub(crate) listen: Option<SocketAddr>,
}

/// `catalogue`
#[derive(Debug, Subcommand)]
pub(crate) enum CatalogueCommand {
    /// Lists products and workloads
    List {
        /// Only those with this text in name, part number or code
        text: Option<String>,
        /// Only those of this service
        #[arg(long, value_name = "CODE")]
        service: Option<String>,
    },
    /// Shows one product with its workloads
    Show {
        /// Its GUID or part number
        sku: String,
    },
    /// Lists what the data names and the catalogue does not know
    Unmapped,
    /// Adds a catalogue file; its entries replace those of the same id or code
    Add {
        /// The file (TOML)
        file: PathBuf,
    },
    /// Takes Microsoft's newest list of products into the catalogue in use
    Update(UpdateArgs),
}

/// `catalogue update`
#[derive(Debug, Args)]
pub(crate) struct UpdateArgs {
    /// Microsoft's list (CSV)
    pub(crate) file: PathBuf,
    /// Compares only: nothing is changed
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Writes the shipped catalogue anew instead: to a file, or to `skus/` in a folder
    #[arg(long, value_name = "PATH")]
    pub(crate) out: Option<PathBuf>,
}

/// The moment whose records are asked for.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct RecordedAt {
    /// As it was recorded at an earlier moment: a time (RFC 3339), or a day for its end
    #[arg(long, value_name = "MOMENT")]
    pub(crate) as_recorded_at: Option<Moment>,
}

/// `portfolio`
#[derive(Debug, Args)]
pub(crate) struct PortfolioArgs {
    /// The day [default: the newest known]
    #[arg(long, value_name = "DAY")]
    pub(crate) on: Option<Day>,
    /// Whose licences are counted
    #[arg(long, value_enum, default_value = "all")]
    pub(crate) scope: ScopeArg,
    #[command(flatten)]
    pub(crate) recorded: RecordedAt,
}

/// Whose licences are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ScopeArg {
    /// Those of every seller
    All,
    /// Only the partner's own
    Own,
}

impl From<ScopeArg> for SellerScope {
    fn from(scope: ScopeArg) -> Self {
        match scope {
            ScopeArg::All => Self::All,
            ScopeArg::Own => Self::Own,
        }
    }
}

/// `customer`
#[derive(Debug, Args)]
pub(crate) struct CustomerArgs {
    /// The tenant's GUID, the exact name, or the beginning of the domain
    #[arg(value_name = "ID")]
    pub(crate) customer: String,
    /// The day [default: the newest known]
    #[arg(long, value_name = "DAY")]
    pub(crate) on: Option<Day>,
    #[command(flatten)]
    pub(crate) recorded: RecordedAt,
}

/// `export`
#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// What a row is about
    #[arg(value_enum)]
    pub(crate) kind: KindArg,
    /// The first day
    #[arg(long, value_name = "DAY")]
    pub(crate) from: Day,
    /// The last day
    #[arg(long, value_name = "DAY")]
    pub(crate) to: Day,
    /// Only this customer; may be given several times
    #[arg(long, value_name = "ID")]
    pub(crate) customer: Vec<String>,
    /// csv, tsv, jsonl, xlsx or parquet [default: as the suffix of the file says, csv without]
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format: Option<Format>,
    /// The file, or `-` for standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) recorded: RecordedAt,
}

/// What a row of an export is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum KindArg {
    /// A day, a customer and a product
    Deployment,
    /// A day, a customer and a workload
    Usage,
    /// A day, a customer, a product and a workload
    ProductUsage,
    /// A day and a product or workload, over all customers
    Portfolio,
    /// A month and a customer: its support and satisfaction
    Support,
    /// The end of a month, a customer and a product: seats without use
    UnusedSeats,
}

impl From<KindArg> for ExportKind {
    fn from(kind: KindArg) -> Self {
        match kind {
            KindArg::Deployment => Self::Deployment,
            KindArg::Usage => Self::Usage,
            KindArg::ProductUsage => Self::ProductUsage,
            KindArg::Portfolio => Self::Portfolio,
            KindArg::Support => Self::Support,
            KindArg::UnusedSeats => Self::UnusedSeats,
        }
    }
}

/// `explain`
#[derive(Debug, Args)]
#[group(id = "figure", required = true, multiple = false, args = ["workload", "sku"])]
pub(crate) struct ExplainArgs {
    /// The tenant's GUID, the exact name, or the beginning of the domain
    #[arg(long, value_name = "ID")]
    pub(crate) customer: String,
    /// Explains the usage of this workload
    #[arg(long, value_name = "CODE")]
    pub(crate) workload: Option<String>,
    /// Explains the deployment of this product: GUID or part number
    #[arg(long, value_name = "SKU")]
    pub(crate) sku: Option<String>,
    /// The day [default: the newest known]
    #[arg(long, value_name = "DAY")]
    pub(crate) on: Option<Day>,
    /// The page of people [default: the first; JSON and CSV: all of them]
    #[arg(long, value_name = "N", value_parser = above_zero)]
    pub(crate) page: Option<usize>,
    /// People on a page [default: 25]
    #[arg(long, value_name = "N", value_parser = above_zero)]
    pub(crate) per_page: Option<usize>,
    #[command(flatten)]
    pub(crate) recorded: RecordedAt,
}

/// `imports`
#[derive(Debug, Args)]
pub(crate) struct ImportsArgs {
    #[command(subcommand)]
    pub(crate) command: Option<ImportsCommand>,
}

/// `imports …`
#[derive(Debug, Subcommand)]
pub(crate) enum ImportsCommand {
    /// Takes a held snapshot as true: it counts from now on
    Confirm {
        /// The number of the import file, as `uptake imports` shows it
        #[arg(value_name = "FILE_NO")]
        file_no: i64,
    },
}

/// `digest`
#[derive(Debug, Args)]
pub(crate) struct DigestArgs {
    #[command(flatten)]
    pub(crate) recorded: RecordedAt,
}

/// `serve`
#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// The address and port to listen on; a proxy in front of it brings TLS
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8420")]
    pub(crate) listen: SocketAddr,
}

/// A moment in milliseconds since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub(crate) millis: i64,
}

impl FromStr for Moment {
    type Err = String;

    /// Reads a time with its offset, or a day, which stands for its last moment in UTC.
    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(day) = text.parse::<Day>() {
            let end = (i64::from(day.epoch_days()) + 1) * 86_400_000 - 1;
            return Ok(Self { millis: end });
        }
        let time: Result<jiff::Timestamp, _> = text.parse();
        time.map(|it| Self { millis: it.as_millisecond() }).map_err(|_wrong| {
            format!("`{text}` is no moment, write 2026-03-01 or 2026-03-01T12:00:00Z")
        })
    }
}

fn above_zero(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err("write a number above 0".to_owned()),
        Ok(number) => Ok(number),
    }
}
