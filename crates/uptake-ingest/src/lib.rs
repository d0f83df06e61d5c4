//! The bytes of a file become facts and problems; one module per format.
//!
//! **Invariant:** no network and no store. Bad data is not an error: what could be read is
//! handed on, with the problems beside it.

pub mod catalogue;
mod cell;
mod classify;
pub mod graph;
pub mod input;
mod mask;
mod native;
mod options;
mod parquet_in;
mod quarantine;
mod read;
mod report;
pub mod text;
mod words;

pub use input::{Input, Unread, expand};
pub use mask::{KnownNames, mask};
pub use options::{DateOrder, FactSink, FileReport, Mode, QuarantinedRow, ReadError, ReadOptions};
pub use quarantine::{ProblemWords, quarantine_csv};
pub use read::read;
