//! What the caller of an import decides, and what comes back.

use uptake_model::{
    Catalogue, CustomerId, Day, DayRange,
    facts::{Facts, Table},
    problem::Problem,
};

/// What happens to rows that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The file is refused whole.
    Strict,
    /// The rows are set aside, up to 1 % of the rows and 1,000.
    Quarantine,
}

/// In which order a file writes the day, the month and the year of its dates.
///
/// Without a declared order only `2026-03-01` is a date: of others nobody can tell the day
/// from the month (`spec/formats.md`, 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// `31/12/2026`.
    DayMonthYear,
    /// `12/31/2026`.
    MonthDayYear,
    /// `2026/12/31`.
    YearMonthDay,
}

/// What the caller decides about a file.
#[derive(Debug, Clone)]
pub struct ReadOptions<'a> {
    /// The table, when the caller knows better than the header.
    pub table: Option<Table>,
    /// The customer of files that do not name one.
    pub customer: Option<CustomerId>,
    /// The days for which activity is complete, instead of the file's first to last.
    pub covers: Option<DayRange>,
    /// The day whose end the file describes, for files that do not say it.
    pub as_of: Option<Day>,
    /// How native tables write dates, when it is not `2026-03-01`.
    pub dates: Option<DateOrder>,
    /// What happens to rows that cannot be read.
    pub mode: Mode,
    /// Today: days more than two later are refused.
    pub today: Day,
    /// The partner's own tenant: tells own subscriptions from other sellers'.
    pub partner_tenant: Option<CustomerId>,
    /// Which GUID and which part number are the same SKU, and what products are called.
    pub catalogue: &'a Catalogue,
}

/// Takes facts as a file streams by. What it was given counts only if the file is not
/// refused in the end.
pub trait FactSink {
    /// Takes some facts.
    fn accept(&mut self, facts: Facts) -> Result<(), Box<dyn std::error::Error + Send + Sync>>;
}

/// A row that quarantine mode set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarantinedRow {
    /// The line.
    pub line: u64,
    /// The cells as they stand in the file; of JSON the record itself, as one cell.
    pub cells: Vec<String>,
    /// Everything that is wrong with it.
    pub problems: Vec<Problem>,
}

/// What came of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileReport {
    /// The file, as given; a member of an archive as `archive.zip/member.csv`.
    pub file: String,
    /// What it was recognised as: a table (`activity`) or a format of Microsoft's
    /// (`graph.office365_active_user_detail`); `unknown` when it was not.
    pub format: String,
    /// Rows read, bad ones included.
    pub rows: u64,
    /// Everything noticed, in the order of lines; at most 1,000 of them are kept.
    pub problems: Vec<Problem>,
    /// Whether the file is refused: then nothing of it counts.
    pub refused: bool,
    /// The columns of the rows set aside.
    pub header: Vec<String>,
    /// Rows set aside.
    pub quarantined: Vec<QuarantinedRow>,
}

/// A file could not be read through to its end.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The operating system failed.
    #[error("failed to read `{file}`")]
    Io {
        /// The file.
        file: String,
        /// Why.
        source: std::io::Error,
    },
    /// The taker of the facts failed.
    #[error("failed to take the facts of `{file}`")]
    Sink {
        /// The file.
        file: String,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}
