//! How much memory an export takes. It has a binary for itself, and is one test: what other
//! threads allocate would be counted as well.

use std::io;

use peak_alloc::PeakAlloc;
use uptake_export::{Cell, ColumnKind, ExportError, Format, columns::USAGE, stream_writer};
use uptake_model::{Day, percent::Percent};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

#[test]
fn a_long_export_takes_the_memory_of_a_short_one() {
    for format in [Format::Csv, Format::Tsv, Format::JsonLines, Format::Xlsx] {
        // What a format sets up once is not to be counted for the first export alone.
        peak_bytes(format, 10).unwrap();
        let short = peak_bytes(format, 1_000).unwrap();
        let long = peak_bytes(format, 10_000).unwrap();
        assert!(
            long * 10 <= short * 11,
            "{format}: {short} bytes for 1,000 rows, {long} for 10,000"
        );
    }
}

/// The most memory in use at once, beyond what was in use before, while this many rows of
/// usage are written.
fn peak_bytes(format: Format, rows: u32) -> Result<usize, ExportError> {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let mut writer = stream_writer(format, &USAGE, io::sink())?;
    for at in 0..rows {
        let name = format!("Customer {at}");
        let cells: Vec<_> = USAGE
            .columns
            .iter()
            .map(|it| match it.kind {
                ColumnKind::Text => Cell::Text(&name),
                ColumnKind::Count => Cell::Count(at.into()),
                ColumnKind::Percent => Cell::Percent(Percent::from_hundredths(at.into())),
                ColumnKind::Day => Cell::Day(Day::MIN),
            })
            .collect();
        writer.row(&cells)?;
    }
    writer.finish()?;
    Ok(MEMORY.peak_usage() - before)
}
