//! What a Parquet file looks like from outside.

use ::parquet::{
    arrow::arrow_reader::ParquetRecordBatchReaderBuilder, basic::Compression,
    file::metadata::RowGroupMetaData,
};
use bytes::Bytes;
use insta::assert_snapshot;

use super::{BATCH_ROWS, ROW_GROUP_ROWS};
use crate::{
    Cell, Column, ColumnKind, Format, Table, stream_writer,
    tests::{Shared, bytes, row},
};

#[test]
fn days_are_dates_counts_integers_and_percentages_floats() {
    let file = Bytes::from(bytes(Format::Parquet, &[row("Contoso", "", 1, 1)]));
    let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
    let fields: Vec<_> = reader
        .schema()
        .fields()
        .iter()
        .map(|it| format!("{} {} null {}", it.name(), it.data_type(), it.is_nullable()))
        .collect();
    assert_snapshot!(fields.join("\n"), @"
    day Date32 null true
    name Utf8 null true
    note Utf8 null true
    seats Int64 null true
    usage_percent Float64 null true
    ");
    let column = reader.metadata().row_group(0).column(0);
    assert!(matches!(column.compression(), Compression::ZSTD(_)));
}

#[test]
fn rows_are_written_in_groups() {
    const TABLE: Table =
        Table { name: "counts", columns: &[Column { name: "seats", kind: ColumnKind::Count }] };
    let out = Shared::default();
    let mut writer = stream_writer(Format::Parquet, &TABLE, out.clone()).unwrap();
    for _ in 0..=ROW_GROUP_ROWS + BATCH_ROWS {
        writer.row(&[Cell::Count(1)]).unwrap();
    }
    writer.finish().unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(Bytes::from(out.take())).unwrap();
    let groups: Vec<_> =
        reader.metadata().row_groups().iter().map(RowGroupMetaData::num_rows).collect();
    assert_eq!(groups, [131_072, 8_193]);
}
