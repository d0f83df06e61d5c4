//! The bytes of a file become facts and problems; one module per format.
//!
//! **Invariant:** no network and no store. Bad data is not an error: what could be read is
//! handed on, with the problems beside it.

pub mod catalogue;
pub mod graph;
mod options;
pub mod text;

pub use options::{FactSink, FileReport, Mode, QuarantinedRow, ReadError, ReadOptions};
