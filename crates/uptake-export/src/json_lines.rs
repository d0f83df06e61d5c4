//! JSON Lines: one object a row, with every column as a key, in order.
//!
//! Counts are whole numbers, percentages have a decimal point (`140.0`) so that a reader
//! which guesses types from the first lines sees a decimal column; days are strings. A
//! missing number is `null`; text is never `null`, only empty.

use std::io::Write;

use crate::{Cell, ColumnKind, ExportError, RowWriter, Table};

#[cfg(test)]
mod tests;

/// Writes rows as JSON objects, a line each.
pub(crate) struct JsonLines {
    table: Table,
    out: Box<dyn Write + Send>,
}

impl JsonLines {
    pub(crate) fn new(table: &Table, out: Box<dyn Write + Send>) -> Self {
        Self { table: *table, out }
    }
}

impl RowWriter for JsonLines {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        let out = &mut self.out;
        let mut before = '{';
        for (column, cell) in self.table.columns.iter().zip(cells) {
            write!(out, "{before}\"{}\":", column.name)?;
            match cell {
                Cell::Missing if column.kind == ColumnKind::Text => out.write_all(b"\"\"")?,
                Cell::Missing => out.write_all(b"null")?,
                Cell::Text(text) => serde_json::to_writer(&mut *out, text)?,
                Cell::Count(count) => write!(out, "{count}")?,
                Cell::Percent(percent) => serde_json::to_writer(&mut *out, &percent.as_f64())?,
                Cell::Day(day) => write!(out, "\"{day}\"")?,
            }
            before = ',';
        }
        out.write_all(b"}\n")?;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        self.out.flush()?;
        Ok(())
    }
}
