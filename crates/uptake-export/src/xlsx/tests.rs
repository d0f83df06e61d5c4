//! What a workbook looks like from outside.

use std::{io::Cursor, path::Path};

use calamine::{Reader, Xlsx as Workbook};

use super::{Sheets, Xlsx};
use crate::{
    Cell, ExportError, Format, RowWriter,
    tests::{SAMPLE, Shared, bytes, read, row},
};

#[test]
fn rows_beyond_the_limit_go_to_further_sheets_with_their_own_header() {
    for (rows, expected) in [
        (0, vec![("sample", 0)]),
        (2, vec![("sample", 2)]),
        (3, vec![("sample", 2), ("sample 2", 1)]),
        (5, vec![("sample", 2), ("sample 2", 2), ("sample 3", 1)]),
    ] {
        let sheets = read::sheets(&split(rows));
        let found: Vec<_> = sheets.iter().map(|(name, rows)| (name.as_str(), rows.len())).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn no_row_is_lost_or_repeated_between_sheets() {
    let rows = read::rows(Format::Xlsx, &split(5), 5);
    let seats: Vec<_> = rows.iter().map(|it| format!("{:?}", it[3])).collect();
    assert_eq!(seats, ["Count(0)", "Count(1)", "Count(2)", "Count(3)", "Count(4)"]);
}

#[test]
fn text_that_looks_like_a_formula_is_text() {
    let file = bytes(Format::Xlsx, &[row("=1+1", "https://example.com", 1, 1)]);
    let mut workbook = Workbook::new(Cursor::new(&file)).unwrap();
    let formulas = workbook.worksheet_formula("sample").unwrap();
    assert_eq!(formulas.used_cells().count(), 0);
    assert_eq!(read::rows(Format::Xlsx, &file, 1), [row("=1+1", "https://example.com", 1, 1)]);
}

#[test]
fn a_sheet_has_a_frozen_header_and_a_filter_over_all_rows() {
    let file = bytes(Format::Xlsx, &[row("a", "", 1, 1), row("b", "", 1, 1)]);
    let sheet = part(&file, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft""#));
    assert!(sheet.contains(r#"<autoFilter ref="A1:E3"/>"#));
}

#[test]
fn the_time_of_writing_is_not_in_the_file() {
    let properties = part(&bytes(Format::Xlsx, &[]), "docProps/core.xml");
    assert_eq!(properties.matches("1980-01-01T00:00:00Z").count(), 2, "{properties}");
}

#[test]
fn rows_wait_in_the_folder_they_are_given() {
    let nowhere = Path::new("/nowhere/to/be/found");
    let sheets = Sheets { scratch: Some(nowhere), ..Sheets::default() };
    let started = Xlsx::new(&SAMPLE, Box::new(Shared::default()), sheets);
    assert!(matches!(started.map(|_| ()), Err(ExportError::Xlsx { .. })));
}

/// A workbook of this many rows, on sheets of two rows and a header.
fn split(rows: u64) -> Vec<u8> {
    let out = Shared::default();
    let sheets = Sheets { rows: 3, ..Sheets::default() };
    let mut writer = Xlsx::new(&SAMPLE, Box::new(out.clone()), sheets).unwrap();
    for at in 0..rows {
        let mut cells = [Cell::Missing; 5];
        cells[3] = Cell::Count(at);
        writer.row(&cells).unwrap();
    }
    Box::new(writer).finish().unwrap();
    out.take()
}

/// The XML of a part of the workbook.
fn part(file: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}
