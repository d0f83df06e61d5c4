//! The rows that were set aside, as a file to correct and import again.

use csv::{QuoteStyle, WriterBuilder};
use uptake_model::problem::Problem;

use crate::{
    FileReport,
    text::{Record, TextFile},
};

#[cfg(test)]
mod tests;

/// Writes the rows that were set aside under the file's own header, each with its line, the
/// problem's code and its reason in words. Spreadsheets take no cell for a formula.
///
/// Surplus fields of a row stand together in its last column.
pub fn quarantine_csv(report: &FileReport, reason: impl Fn(&Problem) -> String) -> String {
    let mut writer =
        WriterBuilder::new().quote_style(QuoteStyle::Necessary).from_writer(Vec::new());
    let header = fields(&report.header, None);
    let added = ["uptake_line", "uptake_code", "uptake_reason"].map(str::to_owned);
    let rows = report.quarantined.iter().map(|row| {
        let mut cells = fields(&row.text, Some(&report.header));
        let surplus = cells.split_off(cells.len().min(header.len()));
        cells.resize(header.len(), String::new());
        if let Some(last) = cells.last_mut() {
            *last = std::iter::once(last.as_str())
                .chain(surplus.iter().map(String::as_str))
                .collect::<Vec<_>>()
                .join(",");
        }
        let code = row.problem.code.as_str().to_owned();
        cells.into_iter().chain([row.line.to_string(), code, reason(&row.problem)]).collect()
    });
    let all = std::iter::once(header.iter().cloned().chain(added).collect::<Vec<_>>()).chain(rows);
    for cells in all {
        let safe = cells.iter().map(|it| neutralised(it));
        writer.write_record(safe).expect("a vector takes every record of equal length");
    }
    let bytes = writer.into_inner().expect("a vector is flushed");
    String::from_utf8(bytes).expect("cells of text are text")
}

/// The cells of a line; its delimiter is that of `header` or its own.
fn fields(line: &str, header: Option<&str>) -> Vec<String> {
    let Some(header) = header else {
        let file = TextFile::open("", line.as_bytes());
        return file.ok().and_then(Result::ok).map_or_else(Vec::new, |it| it.header().to_vec());
    };
    let text = format!("{header}\n{line}\n");
    let Ok(Ok(mut file)) = TextFile::open("", text.as_bytes()) else { return Vec::new() };
    match file.next_record() {
        Ok(Some(Record::Row(row) | Record::Bad(row, _))) => row.iter().map(str::to_owned).collect(),
        Ok(Some(Record::Broken(_)) | None) | Err(_) => vec![line.to_owned()],
    }
}

/// A cell that no spreadsheet takes for a formula. Numbers stay numbers.
fn neutralised(cell: &str) -> String {
    let is_number = cell.strip_prefix('-').is_some_and(|it| it.parse::<f64>().is_ok());
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number {
        return format!("'{cell}");
    }
    cell.to_owned()
}
