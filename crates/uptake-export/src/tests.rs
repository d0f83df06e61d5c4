//! What holds for every format: the same cells come out, the same bytes each time, and a
//! row that does not fit is refused.

pub(crate) mod read;

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use insta::assert_snapshot;
use proptest::{
    collection::vec,
    prelude::{Just, Strategy, any, prop_assert_eq, prop_oneof, proptest},
};
use uptake_model::{Day, percent::Percent};

use crate::{Cell, Column, ColumnKind, ExportError, Format, Table, stream_writer};

/// A table with a column of each kind, and a second text beside the first.
pub(crate) const SAMPLE: Table = Table {
    name: "sample",
    columns: &[
        Column { name: "day", kind: ColumnKind::Day },
        Column { name: "name", kind: ColumnKind::Text },
        Column { name: "note", kind: ColumnKind::Text },
        Column { name: "seats", kind: ColumnKind::Count },
        Column { name: "usage_percent", kind: ColumnKind::Percent },
    ],
};

/// A cell that owns its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Missing,
    Text(String),
    Count(u64),
    Percent(Percent),
    Day(Day),
}

impl Value {
    fn cell(&self) -> Cell<'_> {
        match self {
            Self::Missing => Cell::Missing,
            Self::Text(text) => Cell::Text(text),
            Self::Count(count) => Cell::Count(*count),
            Self::Percent(percent) => Cell::Percent(*percent),
            Self::Day(day) => Cell::Day(*day),
        }
    }
}

/// The rows as a file of the format.
pub(crate) fn bytes(format: Format, rows: &[Vec<Value>]) -> Vec<u8> {
    let out = Shared::default();
    let mut writer = stream_writer(format, &SAMPLE, out.clone()).unwrap();
    for row in rows {
        let cells: Vec<_> = row.iter().map(Value::cell).collect();
        writer.row(&cells).unwrap();
    }
    writer.finish().unwrap();
    out.take()
}

/// The rows as text of the format.
pub(crate) fn text(format: Format, rows: &[Vec<Value>]) -> String {
    String::from_utf8(bytes(format, rows)).unwrap()
}

/// A row of [`SAMPLE`].
pub(crate) fn row(name: &str, note: &str, seats: u64, hundredths: u64) -> Vec<Value> {
    vec![
        Value::Day(day("2026-03-01")),
        Value::Text(name.to_owned()),
        Value::Text(note.to_owned()),
        Value::Count(seats),
        Value::Percent(Percent::from_hundredths(hundredths)),
    ]
}

/// A row of [`SAMPLE`] of which only the day is known.
pub(crate) fn unknown_row() -> Vec<Value> {
    let mut row = vec![Value::Missing; SAMPLE.columns.len()];
    row[0] = Value::Day(day("2026-03-02"));
    row
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A place to write to that can be read while a writer owns it.
#[derive(Clone, Default)]
pub(crate) struct Shared(Arc<Mutex<Vec<u8>>>);

impl Shared {
    pub(crate) fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A pipe whose reader has left.
struct Broken;

impl Write for Broken {
    fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
}

proptest! {
    #[test]
    fn every_format_reads_back_as_the_cells_that_were_written(rows in vec(any_row(), 0..12)) {
        for format in Format::ALL {
            let expected: Vec<Vec<Value>> = rows.iter().map(|it| written(format, it)).collect();
            prop_assert_eq!(&read::rows(format, &bytes(format, &rows), rows.len()), &expected);
        }
    }
}

#[test]
fn the_same_rows_give_the_same_bytes() {
    let rows = [row("Contoso", "", 5, 14_000), unknown_row()];
    for format in Format::ALL {
        assert_eq!(bytes(format, &rows), bytes(format, &rows), "{format}");
    }
}

#[test]
fn an_export_without_rows_still_names_its_columns() {
    for format in Format::ALL {
        assert_eq!(read::rows(format, &bytes(format, &[]), 0), Vec::<Vec<Value>>::new());
    }
}

#[test]
fn a_row_of_the_wrong_shape_is_refused_and_the_export_cannot_be_finished() {
    for format in Format::ALL {
        let mut writer = stream_writer(format, &SAMPLE, Shared::default()).unwrap();
        assert!(matches!(
            writer.row(&[Cell::Count(1)]),
            Err(ExportError::Width { row: 1, expected: 5, found: 1 })
        ));
        assert!(matches!(writer.row(&[Cell::Missing; 5]), Err(ExportError::Incomplete)));
        assert!(matches!(writer.finish(), Err(ExportError::Incomplete)));
    }
}

#[test]
fn a_cell_of_another_kind_than_its_column_is_refused() {
    let mut cells = [Cell::Missing; 5];
    cells[3] = Cell::Text("12");
    assert_snapshot!(
        refusal(Format::Csv, &cells),
        @"the cell in `seats` of row 1 is not of the kind Count"
    );
}

#[test]
fn a_number_that_excel_could_not_keep_is_refused_in_every_format() {
    let mut cells = [Cell::Missing; 5];
    cells[3] = Cell::Count((1 << 53) + 1);
    for format in Format::ALL {
        assert_eq!(refusal(format, &cells), "the number in `seats` of row 1 is above 2^53");
    }
}

#[test]
fn a_text_too_long_for_excel_is_refused_there_alone() {
    let long = "x".repeat(32_768);
    let mut cells = [Cell::Missing; 5];
    cells[1] = Cell::Text(&long);
    assert_snapshot!(
        refusal(Format::Xlsx, &cells),
        @"the text in `name` of row 1 has more than the 32767 characters that a cell of Excel holds, export to another format"
    );
    let mut csv = stream_writer(Format::Csv, &SAMPLE, Shared::default()).unwrap();
    csv.row(&cells).unwrap();
}

#[test]
fn a_reader_that_leaves_is_told_apart_from_other_failures() {
    for format in Format::ALL {
        for rows in [0, 5_000] {
            let error = broken_off(format, rows).unwrap_err();
            let ExportError::Write { source } = error else { panic!("{format}: {error:?}") };
            assert_eq!(source.kind(), io::ErrorKind::BrokenPipe, "{format}, {rows} rows");
        }
    }
}

#[test]
fn every_format_has_a_word_that_names_it() {
    for format in Format::ALL {
        assert_eq!(format.to_string().parse(), Ok(format));
    }
    assert_snapshot!(
        "xls".parse::<Format>().unwrap_err(),
        @"`xls` is not a format, use csv, tsv, jsonl, xlsx or parquet"
    );
}

fn refusal(format: Format, cells: &[Cell<'_>]) -> String {
    let mut writer = stream_writer(format, &SAMPLE, Shared::default()).unwrap();
    writer.row(cells).unwrap_err().to_string()
}

fn broken_off(format: Format, rows: u64) -> Result<(), ExportError> {
    let mut writer = stream_writer(format, &SAMPLE, Broken)?;
    for seats in 0..rows {
        let cells = row("Contoso", "", seats, 1);
        writer.row(&cells.iter().map(Value::cell).collect::<Vec<_>>())?;
    }
    writer.finish()
}

/// A missing text is an empty one: JSON Lines and Parquet have it as text, never as null; of
/// an empty cell in CSV, TSV and XLSX nobody can tell.
fn written(format: Format, row: &[Value]) -> Vec<Value> {
    let empty = || Value::Text(String::new());
    let is_typed = matches!(format, Format::JsonLines | Format::Parquet);
    let cells = row.iter().zip(SAMPLE.columns).map(|(value, column)| {
        let is_empty = *value == Value::Missing || *value == empty();
        if is_empty && column.kind == ColumnKind::Text {
            return if is_typed { empty() } else { Value::Missing };
        }
        value.clone()
    });
    cells.collect()
}

fn any_row() -> impl Strategy<Value = Vec<Value>> {
    let day = (Day::MIN.epoch_days()..=Day::MAX.epoch_days()).prop_map(Day::from_epoch_days);
    let number = prop_oneof![0_u64..1_000, 0..=1_u64 << 53];
    (
        or_missing(day.prop_map(Value::Day)),
        or_missing(any_text().prop_map(Value::Text)),
        or_missing(any_text().prop_map(Value::Text)),
        or_missing(number.prop_map(Value::Count)),
        or_missing((0_u64..10_000_000).prop_map(|it| Value::Percent(Percent::from_hundredths(it)))),
    )
        .prop_map(|(day, name, note, seats, percent)| vec![day, name, note, seats, percent])
}

fn or_missing(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    prop_oneof![1 => Just(Value::Missing), 4 => value]
}

/// Names, and what breaks readers: formulas, quotes, delimiters, line ends, blanks at the
/// ends, control characters, emoji, and what looks like an escape of XML or XLSX.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zñ ]{0,8}",
        "[=+@'\t\r-][A-Z0-9(){}!|]{0,8}",
        "[ \t\n\r\",;'\\\\<>&]{1,6}",
        "[ ]{1,2}[a-z]{1,3}[ ]{1,2}",
        "(_x000D_|_x005F_|&amp;|👩‍💼|\u{feff}|\u{a0}|\u{2028}|NULL|null|1e5|007|TRUE){1,3}",
        any::<String>(),
    ]
    // Once written to CSV, this cannot be told from the formula `=`.
    .prop_filter("reads as a neutralised formula", |it| {
        !["'=", "'+", "'-", "'@", "'\t", "'\r"].iter().any(|mark| it.starts_with(mark))
    })
}
