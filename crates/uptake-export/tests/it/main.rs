//! How much memory an export of more rows than a sheet of Excel takes. It has a binary for
//! itself, and is one test: what other threads allocate would be counted as well.

#![expect(clippy::unwrap_used, reason = "what helps a test may fail as the test does")]

use std::{
    fs::File,
    io::{BufRead as _, BufReader, Read as _},
    path::Path,
};

use ::parquet::file::reader::{FileReader as _, SerializedFileReader};
use peak_alloc::PeakAlloc;
use uptake_export::{Cell, Column, ColumnKind, Format, Table, file_writer};
use uptake_model::{Day, percent::Percent};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The rows of a sheet in Excel, the header included.
const EXCEL_ROWS: usize = 1_048_576;

/// Somewhat more than a sheet has.
const ROWS: u32 = 1_060_000;

/// A column of each kind.
const TABLE: Table = Table {
    name: "sample",
    columns: &[
        Column { name: "day", kind: ColumnKind::Day },
        Column { name: "customer_name", kind: ColumnKind::Text },
        Column { name: "sold", kind: ColumnKind::Count },
        Column { name: "usage_percent", kind: ColumnKind::Percent },
    ],
};

const MEBIBYTE: usize = 1 << 20;

/// The most memory that any number of rows takes, in each format: text and XLSX hold a row,
/// Parquet a group of rows in columns.
const BOUNDS: [(Format, usize); 5] = [
    (Format::Csv, MEBIBYTE),
    (Format::Tsv, MEBIBYTE),
    (Format::JsonLines, MEBIBYTE),
    (Format::Xlsx, 4 * MEBIBYTE),
    (Format::Parquet, 32 * MEBIBYTE),
];

#[test]
fn an_export_longer_than_a_sheet_takes_the_memory_of_a_short_one() {
    let folder = tempfile::tempdir().unwrap();
    for (format, bound) in BOUNDS {
        let path = folder.path().join(format!("export.{format}"));
        let peak = peak_bytes(format, &path);
        assert!(peak <= bound, "{format}: {peak} bytes for {ROWS} rows, at most {bound}");
        assert_eq!(rows_of(format, &path), usize::try_from(ROWS).unwrap(), "{format}");
    }
}

/// The most memory in use at once, beyond what was in use before, while the rows are written.
fn peak_bytes(format: Format, path: &Path) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let mut writer = file_writer(format, &TABLE, path).unwrap();
    for at in 0..ROWS {
        let name = format!("Customer {at}");
        let percent = Percent::from_hundredths(at.into());
        let cells = [
            Cell::Day(Day::MIN),
            Cell::Text(&name),
            Cell::Count(at.into()),
            Cell::Percent(percent),
        ];
        writer.row(&cells).unwrap();
    }
    writer.finish().unwrap();
    MEMORY.peak_usage() - before
}

/// How many rows a file has, without its headers.
fn rows_of(format: Format, path: &Path) -> usize {
    let file = File::open(path).unwrap();
    match format {
        Format::Csv | Format::Tsv => lines(file) - 1,
        Format::JsonLines => lines(file),
        Format::Xlsx => {
            let mut book = zip::ZipArchive::new(file).unwrap();
            let first = book.by_name("xl/worksheets/sheet1.xml").unwrap();
            let mut head = String::new();
            first.take(1_000).read_to_string(&mut head).unwrap();
            assert!(head.contains(r#"<dimension ref="A1:D1048576"/>"#), "{head}");
            let second = book.by_name("xl/worksheets/sheet2.xml").unwrap();
            let second = std::io::read_to_string(second).unwrap();
            EXCEL_ROWS - 1 + second.matches("</row>").count() - 1
        }
        Format::Parquet => {
            let rows =
                SerializedFileReader::new(file).unwrap().metadata().file_metadata().num_rows();
            usize::try_from(rows).unwrap()
        }
    }
}

fn lines(file: File) -> usize {
    let mut file = BufReader::new(file);
    std::iter::from_fn(|| file.skip_until(b'\n').ok().filter(|it| *it > 0)).count()
}
