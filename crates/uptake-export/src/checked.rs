//! The checks that hold for every format, made once before a row is written.

use crate::{Cell, ExportError, Format, RowWriter, Table};

/// The largest number that every format keeps exactly: Excel has only 64-bit floats.
const LARGEST: u64 = 1 << 53;

/// The longest text of a cell in Excel, in UTF-16 units.
const LONGEST_IN_EXCEL: usize = 32_767;

/// Hands on rows that fit the table, and refuses to finish after one that failed.
pub(crate) struct Checked {
    format: Format,
    table: Table,
    inner: Box<dyn RowWriter>,
    rows: u64,
    failed: bool,
}

impl Checked {
    pub(crate) fn new(format: Format, table: &Table, inner: Box<dyn RowWriter>) -> Self {
        Self { format, table: *table, inner, rows: 0, failed: false }
    }

    fn check(&self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        let row = self.rows;
        let columns = self.table.columns;
        if cells.len() != columns.len() {
            return Err(ExportError::Width { row, expected: columns.len(), found: cells.len() });
        }
        for (column, cell) in columns.iter().zip(cells) {
            if cell.kind().is_some_and(|it| it != column.kind) {
                return Err(ExportError::Kind { row, column: column.name, expected: column.kind });
            }
            match *cell {
                Cell::Count(count) if count > LARGEST => {
                    return Err(ExportError::LargeNumber { column: column.name, row });
                }
                Cell::Percent(percent) if percent.hundredths() > LARGEST => {
                    return Err(ExportError::LargeNumber { column: column.name, row });
                }
                Cell::Text(text) if self.format == Format::Xlsx && is_long(text) => {
                    return Err(ExportError::LongText { column: column.name, row });
                }
                Cell::Missing
                | Cell::Text(_)
                | Cell::Count(_)
                | Cell::Percent(_)
                | Cell::Day(_) => {}
            }
        }
        Ok(())
    }
}

impl RowWriter for Checked {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        if self.failed {
            return Err(ExportError::Incomplete);
        }
        self.rows += 1;
        let written = self.check(cells).and_then(|()| self.inner.row(cells));
        self.failed = written.is_err();
        written
    }

    fn finish(self: Box<Self>) -> Result<(), ExportError> {
        if self.failed {
            return Err(ExportError::Incomplete);
        }
        self.inner.finish()
    }
}

fn is_long(text: &str) -> bool {
    // UTF-16 never needs more units than UTF-8 needs bytes.
    text.len() > LONGEST_IN_EXCEL && text.encode_utf16().count() > LONGEST_IN_EXCEL
}
