//! The command line of `import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use uptake_ingest::{DateOrder, Mode};
use uptake_model::{CustomerId, Day, DayRange, facts::Table};

/// `import`
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// Files, folders, archives
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// The table, when the header does not tell it
    #[arg(long, value_name = "NAME", value_parser = table)]
    pub(crate) table: Option<Table>,
    /// The customer of files that do not name one
    #[arg(long, value_name = "ID")]
    pub(crate) customer: Option<CustomerId>,
    /// The days for which activity is complete [default: the file's first to last]
    #[arg(long, value_name = "FROM..TO")]
    pub(crate) covers: Option<DayRange>,
    /// The day whose end the files describe, when they do not say it
    #[arg(long, value_name = "DAY")]
    pub(crate) as_of: Option<Day>,
    /// How files write dates, when it is not 2026-03-01
    #[arg(long, value_name = "ORDER", value_enum)]
    pub(crate) dates: Option<DatesArg>,
    /// What happens to rows that cannot be read
    #[arg(long, value_enum, default_value = "strict")]
    pub(crate) mode: ModeArg,
    /// Checks the files and keeps nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// What happens to rows that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ModeArg {
    /// Nothing is imported
    Strict,
    /// The rows are set aside: at most 1 % of them, and 1,000
    Quarantine,
}

impl From<ModeArg> for Mode {
    fn from(mode: ModeArg) -> Self {
        match mode {
            ModeArg::Strict => Self::Strict,
            ModeArg::Quarantine => Self::Quarantine,
        }
    }
}

/// In which order files write the parts of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DatesArg {
    /// Day, month, year: 31/12/2026
    Dmy,
    /// Month, day, year: 12/31/2026
    Mdy,
    /// Year, month, day: 2026/12/31
    Ymd,
}

impl From<DatesArg> for DateOrder {
    fn from(dates: DatesArg) -> Self {
        match dates {
            DatesArg::Dmy => Self::DayMonthYear,
            DatesArg::Mdy => Self::MonthDayYear,
            DatesArg::Ymd => Self::YearMonthDay,
        }
    }
}

/// The native tables; the two that only Microsoft's formats fill have no columns to read.
fn table(name: &str) -> Result<Table, String> {
    let native = |it: &Table| {
        !matches!(it, Table::AssignedUnits | Table::LicenceFlags | Table::NamedProducts)
    };
    let known = || Table::ALL.into_iter().filter(native);
    known().find(|it| it.name() == name).ok_or_else(|| {
        let names: Vec<&str> = known().map(Table::name).collect();
        format!("no such table, use {}", names.join(", "))
    })
}
