//! Why a use case failed.

use std::path::PathBuf;

use uptake_export::ExportError;
use uptake_ingest::ReadError;
use uptake_model::{CustomerId, Day};
use uptake_state::StateError;
use uptake_store::StoreError;

/// A use case failed; nothing became visible.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The state failed.
    #[error("the state failed")]
    State {
        /// Why.
        #[from]
        source: StateError,
    },
    /// The store failed.
    #[error("the store failed")]
    Store {
        /// Why.
        #[from]
        source: StoreError,
    },
    /// A file could not be read through.
    #[error("the import was broken off")]
    Read {
        /// Why.
        #[from]
        source: ReadError,
    },
    /// The export could not be written.
    #[error("the export was broken off")]
    Export {
        /// Why.
        #[from]
        source: ExportError,
    },
    /// A file of the data folder could not be used.
    #[error("failed to {doing} `{path}`", path = path.display())]
    Io {
        /// What was tried.
        doing: &'static str,
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A stored file does not have the content it was written with.
    #[error("`{path}` is damaged: {what}; run `uptake verify`, then `uptake rebuild`", path = path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
    },
    /// The configuration file has a fault.
    #[error("`{path}` cannot be used: {what}", path = path.display())]
    Config {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        what: String,
    },
    /// Nothing was imported yet.
    #[error("there is no data yet; import some with `uptake import PATH`")]
    NoData,
    /// The customer is not known, or not within what the asker may see.
    #[error("no customer {customer} is known; `uptake portfolio` lists those that are")]
    UnknownCustomer {
        /// The customer.
        customer: CustomerId,
    },
    /// The catalogue has no such SKU or workload.
    #[error("no {what} `{name}` is known; `uptake catalogue list` shows those that are")]
    UnknownProduct {
        /// SKU or workload.
        what: &'static str,
        /// As it was asked for.
        name: String,
    },
    /// Nothing is known of a day.
    #[error("nothing is known of {day}; the data begins on {first}")]
    TooEarly {
        /// The asked day.
        day: Day,
        /// The first day with data.
        first: Day,
    },
    /// The ledger had no entry at the asked moment.
    #[error("nothing had been recorded at that moment; the first import was recorded later")]
    NotYetRecorded,
    /// No held snapshot has this number.
    #[error(
        "import file {file_no} has no snapshot that waits for confirmation; `uptake imports` lists those that have"
    )]
    NothingHeld {
        /// The number of the import file.
        file_no: i64,
    },
    /// A ledger entry cannot be understood: it was written by a later version.
    #[error("ledger entry {seq} cannot be understood; it was written by a later version of uptake")]
    LaterVersion {
        /// The entry.
        seq: i64,
        /// Why.
        source: serde_json::Error,
    },
    /// The program ends while it works on an answer.
    #[error("the program is stopping")]
    Stopping,
    /// A file of the catalogue is refused.
    #[error("the catalogue file is refused")]
    Catalogue {
        /// Everything that is wrong with it.
        problems: Vec<uptake_model::problem::Problem>,
    },
}
