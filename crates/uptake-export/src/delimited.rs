//! CSV and TSV: UTF-8 without a byte order mark, a header line, quotes as in RFC 4180.
//!
//! Lines end with a line feed, not with the CR LF of RFC 4180: every reader takes both, and
//! line tools see no stray character. Text that a spreadsheet could take for a formula gets
//! a leading `'`.

use std::io::Write;

use crate::{Cell, ExportError, RowWriter, Table};

#[cfg(test)]
mod tests;

/// Writes rows as lines of cells with a delimiter between them.
pub(crate) struct Delimited {
    lines: csv::Writer<Box<dyn Write + Send>>,
    /// The text of the cell at hand, kept for its memory.
    text: Vec<u8>,
}

impl Delimited {
    pub(crate) fn new(
        delimiter: u8,
        table: &Table,
        out: Box<dyn Write + Send>,
    ) -> Result<Self, ExportError> {
        let mut lines = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
        lines.write_record(table.columns.iter().map(|it| it.name))?;
        Ok(Self { lines, text: Vec::new() })
    }
}

impl RowWriter for Delimited {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        for cell in cells {
            self.text.clear();
            match cell {
                Cell::Missing => {}
                Cell::Text(text) => {
                    if could_be_formula(text) {
                        self.text.push(b'\'');
                    }
                    self.text.extend_from_slice(text.as_bytes());
                }
                Cell::Count(count) => write!(self.text, "{count}")?,
                Cell::Percent(percent) => write!(self.text, "{percent}")?,
                Cell::Day(day) => write!(self.text, "{day}")?,
            }
            self.lines.write_field(&self.text)?;
        }
        self.lines.write_record(None::<&[u8]>)?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        self.lines.flush()?;
        Ok(())
    }
}

/// Whether a spreadsheet could run the text (`spec/formats.md`, 6).
pub fn could_be_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}
