//! Exports say the same in every format.

use std::fs::File;

use arrow_array::{
    Array as _, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray, cast::AsArray as _,
};
use calamine::{Data, Reader as _, Xlsx, open_workbook};
use insta::assert_snapshot;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;

use crate::uptake::Uptake;

const USAGE: &str = "export usage --from 2026-03-30 --to 2026-03-31";

/// 2026-03-30 as days after 1970-01-01, and as Excel counts.
const UNIX_DAY: f64 = 20_542.0;
const EXCEL_DAY: f64 = 46_111.0;

/// A day of the sample's March, given what its 30th is.
fn day_of(number: f64, thirtieth: f64) -> String {
    format!("2026-03-{}", 30.0 + number - thirtieth)
}

/// An export of the sample as rows of texts; a missing cell is empty.
fn csv(uptake: &Uptake) -> Vec<Vec<String>> {
    let text = uptake.result(&format!("{USAGE} --out -"));
    text.lines().map(|it| it.split(',').map(str::to_owned).collect()).collect()
}

#[test]
fn an_export_is_rows_of_days_customers_and_workloads() {
    let uptake = Uptake::with_sample();
    let said =
        uptake.run("export usage --from 2026-03-31 --to 2026-03-31 --out - --customer Contoso");
    assert_snapshot!(said.out, @"
    day,customer_id,customer_name,service,workload,entitlements,entitlements_own,active,held,former,never,active_other,usage_percent,covered_percent,overage,overage_turnover,overage_duplicate,overage_trial,overage_unlicensed,overage_other,coverage,days_covered
    2026-03-31,11111111-1111-1111-1111-111111111111,Contoso,office365,exchange,2,2,3,2,1,0,0,150.00,100.00,1,1,0,0,0,0,complete,28
    2026-03-31,11111111-1111-1111-1111-111111111111,Contoso,office365,office_apps,2,2,0,0,0,0,0,0.00,0.00,0,0,0,0,0,0,complete,28
    2026-03-31,11111111-1111-1111-1111-111111111111,Contoso,office365,onedrive,2,2,0,0,0,0,0,0.00,0.00,0,0,0,0,0,0,complete,28
    2026-03-31,11111111-1111-1111-1111-111111111111,Contoso,office365,sharepoint,2,2,0,0,0,0,0,0.00,0.00,0,0,0,0,0,0,complete,28
    2026-03-31,11111111-1111-1111-1111-111111111111,Contoso,office365,teams,2,2,0,0,0,0,0,0.00,0.00,0,0,0,0,0,0,complete,28
    2026-03-31,11111111-1111-1111-1111-111111111111,Contoso,office365,yammer,2,2,0,0,0,0,0,0.00,0.00,0,0,0,0,0,0,complete,28
    ");
    assert_snapshot!(said.err, @"
    writing 2026-03-31
    6 rows written
    ");
    assert_snapshot!(uptake.result("export deployment --from 2026-03-09 --to 2026-03-10 --out -"), @"
    day,customer_id,customer_name,sku_id,sku_part_number,product_name,service,sold,sold_own,trial_seats,grace_seats,assigned,deployment_percent,excess
    2026-03-09,11111111-1111-1111-1111-111111111111,Contoso,,MYSTERY,,,5,0,0,0,0,0.00,0
    2026-03-09,11111111-1111-1111-1111-111111111111,Contoso,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,2,2,0,0,2,100.00,0
    2026-03-09,22222222-2222-2222-2222-222222222222,Fabrikam,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,4,0,0,0,1,25.00,0
    2026-03-10,11111111-1111-1111-1111-111111111111,Contoso,,MYSTERY,,,5,0,0,0,0,0.00,0
    2026-03-10,11111111-1111-1111-1111-111111111111,Contoso,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,2,2,0,0,2,100.00,0
    2026-03-10,22222222-2222-2222-2222-222222222222,Fabrikam,05e9a617-0261-4cee-bb44-138d3ef5d965,SPE_E3,Microsoft 365 E3,office365,4,0,0,0,1,25.00,0
    ");
}

#[test]
fn the_language_never_changes_an_export() {
    let uptake = Uptake::with_sample();
    let english = uptake.result(&format!("{USAGE} --out -"));
    assert_eq!(uptake.result(&format!("{USAGE} --out - --lang es")), english);
}

#[test]
fn json_lines_say_what_csv_says() {
    let uptake = Uptake::with_sample();
    uptake.result(&format!("{USAGE} --out usage.jsonl"));
    let text = std::fs::read_to_string(uptake.path("usage.jsonl")).unwrap();
    let (header, rows) = split(csv(&uptake));
    let found: Vec<Value> = text.lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert_eq!(found.len(), rows.len());
    for (row, json) in rows.iter().zip(&found) {
        for (name, cell) in header.iter().zip(row) {
            let said = match &json[name] {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                Value::Number(number) if name.ends_with("percent") => {
                    format!("{:.2}", number.as_f64().unwrap())
                }
                other
                @ (Value::Number(_) | Value::Bool(_) | Value::Array(_) | Value::Object(_)) => {
                    other.to_string()
                }
            };
            assert_eq!(said, *cell, "{name} of {row:?}");
        }
    }
}

#[test]
fn a_workbook_says_what_csv_says() {
    let uptake = Uptake::with_sample();
    uptake.result(&format!("{USAGE} --out usage.xlsx"));
    let mut book: Xlsx<_> = open_workbook(uptake.path("usage.xlsx")).unwrap();
    let (_, sheet) = book.worksheets().remove(0);
    let expected = csv(&uptake);
    let header = expected[0].clone();
    let found: Vec<Vec<String>> = sheet
        .rows()
        .map(|row| {
            let cells = row.iter().zip(&header);
            cells
                .map(|(cell, name)| match cell {
                    Data::Empty => String::new(),
                    Data::Float(number) if name.ends_with("percent") => format!("{number:.2}"),
                    Data::DateTime(day) => day_of(day.as_f64(), EXCEL_DAY),
                    Data::Float(number) => number.to_string(),
                    Data::String(text) => text.clone(),
                    other @ (Data::Int(_)
                    | Data::Bool(_)
                    | Data::DateTimeIso(_)
                    | Data::DurationIso(_)
                    | Data::Error(_)) => panic!("no cell of an export: {other:?}"),
                })
                .collect()
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn parquet_says_what_csv_says() {
    let uptake = Uptake::with_sample();
    uptake.result(&format!("{USAGE} --out usage.parquet"));
    let file = File::open(uptake.path("usage.parquet")).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
    let (_, expected) = split(csv(&uptake));
    let found: Vec<Vec<String>> = reader.flat_map(|it| texts(&it.unwrap())).collect();
    assert_eq!(found, expected);
}

fn split(rows: Vec<Vec<String>>) -> (Vec<String>, Vec<Vec<String>>) {
    let mut rows = rows.into_iter();
    (rows.next().unwrap(), rows.collect())
}

fn texts(batch: &RecordBatch) -> Vec<Vec<String>> {
    let cell = |column: usize, row: usize| {
        let array = batch.column(column);
        if array.is_null(row) {
            return String::new();
        }
        if let Some(counts) = array.as_any().downcast_ref::<Int64Array>() {
            return counts.value(row).to_string();
        }
        if let Some(percents) = array.as_any().downcast_ref::<Float64Array>() {
            return format!("{:.2}", percents.value(row));
        }
        if let Some(days) = array.as_any().downcast_ref::<Date32Array>() {
            return day_of(f64::from(days.value(row)), UNIX_DAY);
        }
        let texts: &StringArray = array.as_string();
        texts.value(row).to_owned()
    };
    (0..batch.num_rows())
        .map(|row| (0..batch.num_columns()).map(|column| cell(column, row)).collect())
        .collect()
}
