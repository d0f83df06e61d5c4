//! The bytes of a file become facts and problems; one module per format.
//!
//! **Invariant:** no network and no store. Bad data is not an error: what could be read is
//! handed on, with the problems beside it.

pub mod catalogue;
mod cell;
pub mod graph;
pub mod input;
mod native;
mod options;
mod parquet_in;
mod quarantine;
mod read;
mod report;
pub mod text;

pub use input::{Input, expand};
pub use options::{DateOrder, FactSink, FileReport, Mode, QuarantinedRow, ReadError, ReadOptions};
pub use quarantine::{ProblemWords, quarantine_csv};
pub use read::read;
