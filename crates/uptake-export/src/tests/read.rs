//! Reads each format back with a reader that this crate did not write.

use std::io::Cursor;

use ::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use arrow_array::{Array, ArrayRef, Date32Array, Float64Array, Int64Array, StringArray};
use bytes::Bytes;
use calamine::{Data, Reader, Xlsx};
use uptake_model::{Day, percent::Percent};

use super::{SAMPLE, Value};
use crate::{ColumnKind, Format};

/// The rows of a file of [`SAMPLE`], of which `count` were written.
pub(crate) fn rows(format: Format, file: &[u8], count: usize) -> Vec<Vec<Value>> {
    let mut rows = match format {
        Format::Csv => delimited(b',', file),
        Format::Tsv => delimited(b'\t', file),
        Format::JsonLines => json_lines(file),
        Format::Xlsx => sheets(file).into_iter().flat_map(|(_, rows)| rows).collect(),
        Format::Parquet => parquet(file),
    };
    if format == Format::Xlsx {
        // Rows without a cell leave no trace at the end of a sheet.
        rows.resize(count, vec![Value::Missing; SAMPLE.columns.len()]);
    }
    rows
}

/// The sheets of a workbook, with their names.
pub(crate) fn sheets(file: &[u8]) -> Vec<(String, Vec<Vec<Value>>)> {
    let mut workbook = Xlsx::new(Cursor::new(file)).unwrap();
    let sheets = workbook.worksheets();
    sheets.into_iter().map(|(name, range)| (name, sheet_rows(range.rows()))).collect()
}

fn sheet_rows<'a>(mut lines: impl Iterator<Item = &'a [Data]>) -> Vec<Vec<Value>> {
    let header = lines.next().unwrap().iter().map(Data::to_string);
    assert_eq!(header.collect::<Vec<_>>(), names());
    lines.map(|cells| kinds().zip(cells).map(|(kind, it)| from_excel(kind, it)).collect()).collect()
}

fn from_excel(kind: ColumnKind, cell: &Data) -> Value {
    match (kind, cell) {
        (_, Data::Empty) => Value::Missing,
        (ColumnKind::Text, Data::String(text)) => Value::Text(text.clone()),
        (ColumnKind::Count, Data::Float(number)) => from_text(kind, &number.to_string()),
        (ColumnKind::Percent, Data::Float(number)) => from_text(kind, &two_decimals(*number)),
        (ColumnKind::Day, Data::DateTime(moment)) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            from_text(kind, &format!("{year:04}-{month:02}-{day:02}"))
        }
        (kind, cell) => panic!("{cell:?} in a column of {kind:?}"),
    }
}

fn delimited(delimiter: u8, file: &[u8]) -> Vec<Vec<Value>> {
    let mut lines = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(file);
    assert_eq!(lines.headers().unwrap().iter().collect::<Vec<_>>(), names());
    lines
        .records()
        .map(|record| {
            let record = record.unwrap();
            kinds().zip(&record).map(|(kind, it)| from_text(kind, without_mark(it))).collect()
        })
        .collect()
}

/// The text without the `'` that neutralises a formula.
fn without_mark(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        Some(_) | None => text,
    }
}

fn json_lines(file: &[u8]) -> Vec<Vec<Value>> {
    let text = str::from_utf8(file).unwrap();
    text.split_terminator('\n')
        .map(|line| {
            let object: serde_json::Map<_, _> = serde_json::from_str(line).unwrap();
            assert_eq!(object.len(), SAMPLE.columns.len());
            let cells = names().into_iter().map(|it| &object[it]);
            kinds().zip(cells).map(|(kind, it)| from_json(kind, it)).collect()
        })
        .collect()
}

fn from_json(kind: ColumnKind, value: &serde_json::Value) -> Value {
    match (kind, value) {
        (_, serde_json::Value::Null) => Value::Missing,
        (ColumnKind::Text, serde_json::Value::String(text)) => Value::Text(text.clone()),
        (ColumnKind::Day, serde_json::Value::String(text)) => from_text(kind, text),
        (ColumnKind::Count, serde_json::Value::Number(number)) => {
            Value::Count(number.as_u64().unwrap())
        }
        (ColumnKind::Percent, serde_json::Value::Number(number)) => {
            from_text(kind, &two_decimals(number.as_f64().unwrap()))
        }
        (kind, value) => panic!("{value} in a column of {kind:?}"),
    }
}

fn parquet(file: &[u8]) -> Vec<Vec<Value>> {
    let file = Bytes::copy_from_slice(file);
    let batches = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    let fields = batches.schema().fields().clone();
    assert_eq!(fields.iter().map(|it| it.name().as_str()).collect::<Vec<_>>(), names());
    let mut rows = Vec::new();
    for batch in batches.build().unwrap() {
        let batch = batch.unwrap();
        for at in 0..batch.num_rows() {
            let columns = kinds().zip(batch.columns());
            rows.push(columns.map(|(kind, column)| from_arrow(kind, column, at)).collect());
        }
    }
    rows
}

fn from_arrow(kind: ColumnKind, column: &ArrayRef, at: usize) -> Value {
    if column.is_null(at) {
        return Value::Missing;
    }
    let column = column.as_any();
    match kind {
        ColumnKind::Text => {
            Value::Text(column.downcast_ref::<StringArray>().unwrap().value(at).to_owned())
        }
        ColumnKind::Count => {
            let count = column.downcast_ref::<Int64Array>().unwrap().value(at);
            Value::Count(count.try_into().unwrap())
        }
        ColumnKind::Percent => {
            let percent = column.downcast_ref::<Float64Array>().unwrap().value(at);
            from_text(kind, &two_decimals(percent))
        }
        ColumnKind::Day => {
            let days = column.downcast_ref::<Date32Array>().unwrap().value(at);
            Value::Day(Day::from_epoch_days(days))
        }
    }
}

fn from_text(kind: ColumnKind, text: &str) -> Value {
    if text.is_empty() {
        return Value::Missing;
    }
    match kind {
        ColumnKind::Text => Value::Text(text.to_owned()),
        ColumnKind::Count => Value::Count(text.parse().unwrap()),
        ColumnKind::Percent => {
            let (whole, decimals) = text.split_once('.').unwrap();
            assert_eq!(decimals.len(), 2, "{text}");
            let hundredths = format!("{whole}{decimals}").parse().unwrap();
            Value::Percent(Percent::from_hundredths(hundredths))
        }
        ColumnKind::Day => Value::Day(text.parse().unwrap()),
    }
}

/// The number with two decimals, which must be all that it has.
fn two_decimals(number: f64) -> String {
    let text = format!("{number:.2}");
    assert!(text.parse() == Ok(number), "{number} has more than two decimals");
    text
}

fn names() -> Vec<&'static str> {
    SAMPLE.columns.iter().map(|it| it.name).collect()
}

fn kinds() -> impl Iterator<Item = ColumnKind> {
    SAMPLE.columns.iter().map(|it| it.kind)
}
