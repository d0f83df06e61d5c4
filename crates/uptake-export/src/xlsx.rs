//! XLSX: one sheet, or as many as Excel's limit of rows asks for.
//!
//! Each sheet has a bold, frozen header with a filter. Days are dates, percentages are
//! numbers with two decimals, and text is text: a formula can come from no cell. Rows wait
//! in a file without a name, never in memory. The bytes hold no clock time.

use std::{
    env,
    io::Write,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::{Cell, Column, ColumnKind, ExportError, RowWriter, Table};

#[cfg(test)]
mod tests;

/// The rows of a sheet in Excel, the header included.
const EXCEL_ROWS: u32 = 1_048_576;

/// The number that Excel gives to 1970-01-01.
const EXCEL_EPOCH: i32 = 25_569;

/// How a workbook keeps and cuts its rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sheets<'a> {
    /// The folder that rows wait in; `None` for the system's temporary one.
    pub(crate) scratch: Option<&'a Path>,
    /// The most rows of a sheet, the header included.
    pub(crate) rows: u32,
}

impl Default for Sheets<'_> {
    fn default() -> Self {
        Self { scratch: None, rows: EXCEL_ROWS }
    }
}

impl<'a> Sheets<'a> {
    /// Lets rows wait in `folder`, where the workbook itself is going to lie: the system's
    /// temporary folder may be small, or be memory.
    pub(crate) fn beside(folder: &'a Path) -> Self {
        Self { scratch: Some(folder), rows: EXCEL_ROWS }
    }
}

/// Writes rows as the sheets of a workbook.
pub(crate) struct Xlsx {
    table: Table,
    out: Box<dyn Write + Send>,
    workbook: Workbook,
    scratch: PathBuf,
    sheet_rows: u32,
    /// How many sheets there are; the last one takes the rows.
    sheets: usize,
    /// The next free row of the last sheet.
    next_row: u32,
}

impl Xlsx {
    pub(crate) fn new(
        table: &Table,
        out: Box<dyn Write + Send>,
        sheets: Sheets<'_>,
    ) -> Result<Self, ExportError> {
        let mut workbook = Workbook::new();
        // The time of writing would make equal exports differ.
        let created = ExcelDateTime::from_ymd(1980, 1, 1)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        if let Some(folder) = sheets.scratch {
            workbook.set_tempdir(folder)?;
        }
        let mut xlsx = Self {
            table: *table,
            out,
            workbook,
            scratch: sheets.scratch.map_or_else(env::temp_dir, Path::to_owned),
            sheet_rows: sheets.rows,
            sheets: 0,
            next_row: 0,
        };
        xlsx.add_sheet()?;
        Ok(xlsx)
    }

    fn add_sheet(&mut self) -> Result<(), ExportError> {
        if self.sheets > 0 {
            self.add_filter()?;
        }
        self.sheets += 1;
        let name = match self.sheets {
            1 => self.table.name.to_owned(),
            number => format!("{} {number}", self.table.name),
        };
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        let bold = Format::new().set_bold();
        for (at, column) in (0_u16..).zip(self.table.columns) {
            sheet.set_column_width(at, width(column))?;
            if let Some(number_format) = number_format(column.kind) {
                sheet.set_column_format(at, &Format::new().set_num_format(number_format))?;
            }
            sheet.write_string_with_format(0, at, column.name, &bold)?;
        }
        self.next_row = 1;
        Ok(())
    }

    /// Puts the filter over all rows of the last sheet.
    fn add_filter(&mut self) -> Result<(), ExportError> {
        let last_row = self.next_row - 1;
        let last_column = self.table.columns.len().saturating_sub(1);
        let last_column = u16::try_from(last_column).unwrap_or(u16::MAX);
        self.sheet()?.autofilter(0, 0, last_row, last_column)?;
        Ok(())
    }

    fn sheet(&mut self) -> Result<&mut Worksheet, XlsxError> {
        self.workbook.worksheet_from_index(self.sheets - 1)
    }
}

impl RowWriter for Xlsx {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        if self.next_row == self.sheet_rows {
            self.add_sheet()?;
        }
        let row = self.next_row;
        let sheet = self.sheet()?;
        // The library panics when it cannot keep a row: the disk is full. The workbook is
        // not touched again after that.
        let written = catch_unwind(AssertUnwindSafe(|| write_row(sheet, row, cells)));
        match written {
            Ok(written) => written?,
            Err(_) => return Err(ExportError::Scratch { path: self.scratch.clone() }),
        }
        self.next_row += 1;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), ExportError> {
        self.add_filter()?;
        let Self { workbook, out, .. } = &mut *self;
        match catch_unwind(AssertUnwindSafe(|| workbook.save_to_writer(&mut *out))) {
            Ok(saved) => saved?,
            Err(_) => return Err(ExportError::Scratch { path: self.scratch.clone() }),
        }
        self.out.flush()?;
        Ok(())
    }
}

fn write_row(sheet: &mut Worksheet, row: u32, cells: &[Cell<'_>]) -> Result<(), XlsxError> {
    for (at, cell) in (0_u16..).zip(cells) {
        match cell {
            Cell::Missing | Cell::Text("") => {}
            Cell::Text(text) => {
                sheet.write_string(row, at, *text)?;
            }
            Cell::Count(count) => {
                sheet.write_number(row, at, number(*count))?;
            }
            Cell::Percent(percent) => {
                sheet.write_number(row, at, percent.as_f64())?;
            }
            Cell::Day(day) => {
                sheet.write_number(row, at, day.epoch_days() + EXCEL_EPOCH)?;
            }
        }
    }
    Ok(())
}

#[expect(
    clippy::cast_precision_loss,
    clippy::as_conversions,
    reason = "counts above 2^53 have been refused"
)]
fn number(count: u64) -> f64 {
    count as f64
}

fn number_format(kind: ColumnKind) -> Option<&'static str> {
    match kind {
        ColumnKind::Text => None,
        ColumnKind::Count => Some("0"),
        ColumnKind::Percent => Some("0.00"),
        ColumnKind::Day => Some("yyyy-mm-dd"),
    }
}

/// Room for what the column usually holds, and for its name beside the filter's button.
fn width(column: &Column) -> u16 {
    let usual = match column.kind {
        ColumnKind::Text if is_guid(column.name) => 38,
        ColumnKind::Text => 24,
        ColumnKind::Count | ColumnKind::Percent => 10,
        ColumnKind::Day => 12,
    };
    let name = u16::try_from(column.name.len()).unwrap_or(usual);
    usual.max(name.saturating_add(4))
}

fn is_guid(name: &str) -> bool {
    name.ends_with("_id")
}
