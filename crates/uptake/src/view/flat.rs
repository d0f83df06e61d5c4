//! Flat rows: the shape that spreadsheets and scripts read.

use uptake_model::{Day, percent::Percent};

/// Rows with named columns; a cell that a row does not fill is empty.
pub(crate) struct Flat {
    columns: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

/// A cell of a flat row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FlatCell(String);

impl Flat {
    /// No rows yet.
    pub(crate) fn new(columns: &'static [&'static str]) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row of some of the columns.
    pub(crate) fn row(&mut self, cells: &[(&str, FlatCell)]) {
        let mut row = vec![String::new(); self.columns.len()];
        for (name, cell) in cells {
            let at = self.columns.iter().position(|it| it == name);
            if let Some(slot) = at.and_then(|it| row.get_mut(it)) {
                slot.clone_from(&cell.0);
            }
        }
        self.rows.push(row);
    }

    /// The rows as CSV with a header.
    pub(crate) fn to_csv(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(self.columns).expect("a vector takes every record");
        for row in &self.rows {
            writer.write_record(row).expect("a vector takes every record of equal length");
        }
        let bytes = writer.into_inner().expect("a vector is flushed");
        String::from_utf8(bytes).expect("cells of text are text")
    }
}

impl From<u64> for FlatCell {
    fn from(count: u64) -> Self {
        Self(count.to_string())
    }
}

impl From<i64> for FlatCell {
    fn from(number: i64) -> Self {
        Self(number.to_string())
    }
}

impl From<bool> for FlatCell {
    fn from(value: bool) -> Self {
        Self(value.to_string())
    }
}

impl From<Percent> for FlatCell {
    fn from(percent: Percent) -> Self {
        Self(percent.to_string())
    }
}

impl From<Day> for FlatCell {
    fn from(day: Day) -> Self {
        Self(day.to_string())
    }
}

/// Text that a spreadsheet could take for a formula gets a leading `'`, as in exports.
impl From<&str> for FlatCell {
    fn from(text: &str) -> Self {
        let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        Self(if is_formula { format!("'{text}") } else { text.to_owned() })
    }
}

impl From<&String> for FlatCell {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<String> for FlatCell {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl<T: Into<Self>> From<Option<T>> for FlatCell {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(|| Self(String::new()), Into::into)
    }
}
