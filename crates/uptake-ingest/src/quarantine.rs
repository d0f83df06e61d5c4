//! The rows that were set aside, as a file to correct and import again.

use csv::{QuoteStyle, WriterBuilder};
use uptake_model::problem::Problem;

use crate::{FileReport, QuarantinedRow};

#[cfg(test)]
mod tests;

/// The column of a quarantine file whose rows come from JSON: the record as it stands.
pub(crate) const RECORD: &str = "record";

/// What follows the file's own columns.
const ADDED: [&str; 5] =
    ["uptake_line", "uptake_column", "uptake_code", "uptake_reason", "uptake_hint"];

/// A problem in the words of a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemWords {
    /// What is wrong.
    pub reason: String,
    /// What to do about it.
    pub hint: String,
}

/// Writes the rows that were set aside under the file's own header. Behind each stand its
/// line and everything that is wrong with it: column, code, and in the reader's words the
/// reason and a hint. Spreadsheets take no cell for a formula.
///
/// Surplus fields of a row stand together in its last column.
pub fn quarantine_csv(report: &FileReport, word: &dyn Fn(&Problem) -> ProblemWords) -> String {
    let mut writer =
        WriterBuilder::new().quote_style(QuoteStyle::Necessary).from_writer(Vec::new());
    let header = report.header.iter().cloned().chain(ADDED.map(str::to_owned)).collect();
    let rows = report.quarantined.iter().map(|it| row(it, report.header.len(), word));
    for cells in std::iter::once(header).chain(rows) {
        let safe = cells.iter().map(|it: &String| neutralised(it));
        writer.write_record(safe).expect("a vector takes every record of equal length");
    }
    let bytes = writer.into_inner().expect("a vector is flushed");
    String::from_utf8(bytes).expect("cells of text are text")
}

fn row(
    row: &QuarantinedRow,
    columns: usize,
    word: &dyn Fn(&Problem) -> ProblemWords,
) -> Vec<String> {
    let mut cells = row.cells.clone();
    let surplus = cells.split_off(cells.len().min(columns));
    cells.resize(columns, String::new());
    if let Some(last) = cells.last_mut() {
        for more in surplus {
            last.push(',');
            last.push_str(&more);
        }
    }
    let worded: Vec<ProblemWords> = row.problems.iter().map(word).collect();
    let columns = row.problems.iter().filter_map(|it| it.column.as_deref());
    let codes = row.problems.iter().map(|it| it.code.as_str());
    cells.extend([
        row.line.to_string(),
        listed(columns),
        listed(codes),
        listed(worded.iter().map(|it| it.reason.as_str())),
        listed(worded.iter().map(|it| it.hint.as_str())),
    ]);
    cells
}

/// Texts in one cell, each once.
fn listed<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut each: Vec<&str> = Vec::new();
    for text in texts {
        if !each.contains(&text) {
            each.push(text);
        }
    }
    each.join("; ")
}

/// A cell that no spreadsheet takes for a formula. Numbers stay numbers.
fn neutralised(cell: &str) -> String {
    let is_number = cell.strip_prefix('-').is_some_and(|it| it.parse::<f64>().is_ok());
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number {
        return format!("'{cell}");
    }
    cell.to_owned()
}
