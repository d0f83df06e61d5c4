//! Report rows as files: CSV, TSV, JSON Lines, XLSX and Parquet, one row at a time.
//!
//! The same rows and columns come out in each format (`spec/formats.md`, 3 and 6). A row is
//! written when it is handed over, so an export of any length needs the memory of a short
//! one. What the rows say is not decided here: the caller counts, sorts and names.
//!
//! **Invariants:** a file appears under its name whole or not at all; the same rows give
//! the same bytes.

mod checked;
pub mod columns;
mod delimited;
mod error;
mod file;
mod format;
mod json_lines;
mod parquet;
mod table;
#[cfg(test)]
mod tests;
mod xlsx;

use std::{
    io::{BufWriter, Write},
    path::Path,
};

pub use delimited::could_be_formula;
pub use error::ExportError;
pub use format::{Format, ParseFormatError};
pub use table::{Cell, Column, ColumnKind, RowWriter, Table};

use checked::Checked;
use xlsx::Sheets;

/// Starts an export into a stream, such as standard output; what was written before a
/// failure stays written.
///
/// Every format streams: none needs to go back in `out`. XLSX keeps its rows in a file
/// without a name in the system's temporary folder until it is finished.
pub fn stream_writer(
    format: Format,
    table: &Table,
    out: impl Write + Send + 'static,
) -> Result<Box<dyn RowWriter>, ExportError> {
    let out: Box<dyn Write + Send> = Box::new(BufWriter::new(out));
    rows(format, table, out, Sheets::default())
}

/// Starts an export into the file `path`, replacing it when the export is finished.
///
/// Until then the rows lie under a temporary name beside it. An export that fails, or is
/// dropped before [`RowWriter::finish`], leaves the folder as it was. A `path` that is no
/// ordinary file (a pipe, a device) is written to directly.
pub fn file_writer(
    format: Format,
    table: &Table,
    path: &Path,
) -> Result<Box<dyn RowWriter>, ExportError> {
    file::writer(format, table, path)
}

fn rows(
    format: Format,
    table: &Table,
    out: Box<dyn Write + Send>,
    sheets: Sheets<'_>,
) -> Result<Box<dyn RowWriter>, ExportError> {
    let inner: Box<dyn RowWriter> = match format {
        Format::Csv => Box::new(delimited::Delimited::new(b',', table, out)?),
        Format::Tsv => Box::new(delimited::Delimited::new(b'\t', table, out)?),
        Format::JsonLines => Box::new(json_lines::JsonLines::new(table, out)),
        Format::Xlsx => Box::new(xlsx::Xlsx::new(table, out, sheets)?),
        Format::Parquet => Box::new(parquet::Parquet::new(table, out)?),
    };
    Ok(Box::new(Checked::new(format, table, inner)))
}
