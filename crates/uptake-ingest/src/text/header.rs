//! What the first lines of a text file tell: how it is delimited, or that it is no table.

use std::collections::BTreeSet;

use uptake_model::problem::ProblemCode;

const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

const TOTALS_WORDS: [&str; 10] = [
    "total",
    "totals",
    "totales",
    "grand total",
    "total general",
    "subtotal",
    "sum",
    "suma",
    "summe",
    "gesamt",
];

/// How the records are cut.
pub(super) struct Layout {
    pub(super) delimiter: u8,
    /// Excel's first line `sep=;`, which is no header.
    pub(super) has_separator_line: bool,
}

/// Looks at the beginning of a file.
pub(super) fn detect(start: &[u8]) -> Result<Layout, ProblemCode> {
    match start.trim_ascii_start().first() {
        None => return Err(ProblemCode::EmptyFile),
        Some(b'<') => return Err(ProblemCode::HtmlPage),
        Some(_) => {}
    }
    let mut lines = start.split(|it| matches!(it, b'\n' | b'\r')).filter(|it| !it.is_empty());
    let first = lines.next().unwrap_or_default();
    let declared = match first.trim_ascii() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] => Some(*delimiter),
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'='] if first.ends_with(b"\t") => Some(b'\t'),
        _ => None,
    };
    match declared.filter(|it| DELIMITERS.contains(it)) {
        Some(delimiter) => Ok(Layout { delimiter, has_separator_line: true }),
        None => Ok(Layout { delimiter: most_frequent(first), has_separator_line: false }),
    }
}

/// The delimiter that stands most often outside of quotes; the comma when there is none.
fn most_frequent(line: &[u8]) -> u8 {
    let count = |delimiter| {
        let mut is_quoted = false;
        let outside = line.iter().filter(|it| {
            is_quoted ^= **it == b'"';
            !is_quoted && **it == delimiter
        });
        outside.count()
    };
    // `max_by_key` takes the last of equals: the comma is asked last.
    let detected = [b'|', b'\t', b';', b','];
    detected.into_iter().max_by_key(|it| count(*it)).unwrap_or(b',')
}

/// A column that stands twice. Columns without a name are no columns.
pub(crate) fn duplicate(header: &[String]) -> Option<&str> {
    let mut seen = BTreeSet::new();
    let mut named = header.iter().filter(|it| !it.is_empty());
    named.find(|it| !seen.insert(it.to_lowercase())).map(String::as_str)
}

/// Whether a cell says that its row is a sum of the others.
pub(super) fn is_totals_word(cell: &str) -> bool {
    let word = cell.trim_end_matches(':');
    // Ids are longer than these words: most rows are done here.
    word.len() <= 13 && TOTALS_WORDS.iter().any(|it| it.eq_ignore_ascii_case(word))
}

/// Whether a cell holds cells of its own, of which the first says so: `Total;;12`.
pub(super) fn begins_with_totals_word(cell: &str) -> bool {
    let end = cell.bytes().position(|it| DELIMITERS.contains(&it));
    end.and_then(|it| cell.get(..it)).is_some_and(|it| is_totals_word(it.trim()))
}

/// Cells as one line of CSV, for rows that come from a file that is no text.
pub(crate) fn joined<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let quoted = cells.map(|cell| {
        if cell.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.to_owned()
        }
    });
    quoted.collect::<Vec<_>>().join(",")
}
