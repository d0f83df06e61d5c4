//! Exports read back: every format as the same rows of texts.
//!
//! A missing cell is an empty text. Numbers and days must have the type that the format has
//! for them, or reading fails.

use std::{fs, path::Path};

use arrow_array::{
    Array as _, Date32Array, Float64Array, Int64Array, RecordBatch, cast::AsArray as _,
};
use calamine::{Data, Reader as _, Xlsx, open_workbook};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;

/// Every format, by suffix.
pub(crate) const FORMATS: [&str; 5] = ["csv", "tsv", "jsonl", "xlsx", "parquet"];

/// 2026-03-30 as days after 1970-01-01, and as Excel counts.
const UNIX_DAY: f64 = 20_542.0;
const EXCEL_DAY: f64 = 46_111.0;

/// The columns that hold text.
const TEXTS: [&str; 9] = [
    "customer_id",
    "customer_name",
    "sku_id",
    "sku_part_number",
    "product_name",
    "service",
    "workload",
    "unreported_workloads",
    "coverage",
];

/// An export.
pub(crate) struct Sheet {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Day,
    Text,
    Percent,
    Count,
}

impl Kind {
    fn of(column: &str) -> Self {
        match column {
            "day" => Self::Day,
            _ if TEXTS.contains(&column) || column.ends_with("_cost") => Self::Text,
            _ if column.ends_with("percent") => Self::Percent,
            _ => Self::Count,
        }
    }
}

/// Reads an export of the sample's last two days.
pub(crate) fn read(format: &str, path: &Path) -> Sheet {
    match format {
        "csv" => delimited(path, b','),
        "tsv" => delimited(path, b'\t'),
        "jsonl" => json_lines(path),
        "xlsx" => workbook(path),
        "parquet" => parquet(path),
        other => panic!("no format: {other}"),
    }
}

fn delimited(path: &Path, delimiter: u8) -> Sheet {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_path(path).unwrap();
    let columns: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let cell = |column: &String, text: &str| match Kind::of(column) {
        Kind::Text => text.strip_prefix("'=").map_or(text.to_owned(), |it| format!("={it}")),
        Kind::Day | Kind::Percent | Kind::Count => text.to_owned(),
    };
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        columns.iter().zip(&row).map(|(column, text)| cell(column, text)).collect()
    });
    let rows = rows.collect();
    Sheet { columns, rows }
}

fn json_lines(path: &Path) -> Sheet {
    let text = fs::read_to_string(path).unwrap();
    let mut columns: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    for line in text.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let row = row.as_object().unwrap();
        // In the order in which the line has them.
        let mut names: Vec<&String> = row.keys().collect();
        names.sort_by_key(|it| line.find(&format!("\"{it}\":")).unwrap());
        if columns.is_empty() {
            columns = names.iter().map(|it| (*it).clone()).collect();
        }
        assert_eq!(names, columns.iter().collect::<Vec<_>>(), "{line}");
        rows.push(columns.iter().map(|it| json_cell(it, &row[it])).collect());
    }
    Sheet { columns, rows }
}

fn json_cell(column: &str, value: &Value) -> String {
    match (Kind::of(column), value) {
        (_, Value::Null) => String::new(),
        (Kind::Day | Kind::Text, Value::String(text)) => text.clone(),
        (Kind::Percent, Value::Number(number)) => format!("{:.2}", number.as_f64().unwrap()),
        (Kind::Count, Value::Number(number)) => number.as_u64().unwrap().to_string(),
        (kind, other) => panic!("{other} in {column}, which is a {kind:?}"),
    }
}

fn workbook(path: &Path) -> Sheet {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let (_, sheet) = book.worksheets().remove(0);
    let mut rows = sheet.rows();
    let header = rows.next().unwrap();
    let columns: Vec<String> = header.iter().map(ToString::to_string).collect();
    let rows = rows.map(|row| {
        columns.iter().zip(row).map(|(column, cell)| workbook_cell(column, cell)).collect()
    });
    let rows = rows.collect();
    Sheet { columns, rows }
}

fn workbook_cell(column: &str, cell: &Data) -> String {
    match (Kind::of(column), cell) {
        (_, Data::Empty) => String::new(),
        (Kind::Day, Data::DateTime(day)) => day_of(day.as_f64(), EXCEL_DAY),
        (Kind::Text, Data::String(text)) => text.clone(),
        (Kind::Percent, Data::Float(number)) => format!("{number:.2}"),
        (Kind::Count, Data::Float(number)) => number.to_string(),
        (kind, other) => panic!("{other:?} in {column}, which is a {kind:?}"),
    }
}

fn parquet(path: &Path) -> Sheet {
    let file = fs::File::open(path).unwrap();
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    let fields = builder.schema().fields();
    let columns: Vec<String> = fields.iter().map(|it| it.name().clone()).collect();
    let rows = builder.build().unwrap().flat_map(|it| batch_rows(&columns, &it.unwrap()));
    let rows = rows.collect();
    Sheet { columns, rows }
}

fn batch_rows(columns: &[String], batch: &RecordBatch) -> Vec<Vec<String>> {
    let cell = |at: usize, row: usize| {
        let (array, name) = (batch.column(at), columns[at].as_str());
        let is_missing = array.is_null(row);
        let any = array.as_any();
        let text = match Kind::of(name) {
            Kind::Day => {
                let days = any.downcast_ref::<Date32Array>().expect(name);
                day_of(f64::from(days.value(row)), UNIX_DAY)
            }
            Kind::Percent => {
                format!("{:.2}", any.downcast_ref::<Float64Array>().expect(name).value(row))
            }
            Kind::Count => any.downcast_ref::<Int64Array>().expect(name).value(row).to_string(),
            Kind::Text => array.as_string_opt::<i32>().expect(name).value(row).to_owned(),
        };
        if is_missing { String::new() } else { text }
    };
    let row = |row| (0..columns.len()).map(|at| cell(at, row)).collect();
    (0..batch.num_rows()).map(row).collect()
}

/// A day of the sample's March, given what its 30th is.
fn day_of(number: f64, thirtieth: f64) -> String {
    format!("2026-03-{}", 30.0 + number - thirtieth)
}
