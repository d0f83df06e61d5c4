//! A table of measures, with the bars that they should keep.

use comfy_table::{CellAlignment, Table, presets::ASCII_MARKDOWN};

/// A line of the table.
pub(crate) struct Line {
    /// What was measured.
    pub(crate) measure: String,
    /// What the program has cost.
    pub(crate) ours: String,
    /// What it is measured against.
    pub(crate) theirs: String,
    /// `None` when it was not measured.
    pub(crate) value: Option<f64>,
    /// What the value should not exceed.
    pub(crate) bar: Option<f64>,
    /// The machine's load average before the runs.
    pub(crate) load: String,
}

/// Words lines as a table; a bar that is not kept is `MISSED`.
pub(crate) fn table(lines: &[Line]) -> String {
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN);
    table.set_header(["measure", "program", "against", "value", "bar", "", "load"]);
    for line in lines {
        let verdict = match (line.value, line.bar) {
            (None, _) => "not measured",
            (Some(value), Some(bar)) if value > bar => "MISSED",
            (Some(_), Some(_)) => "kept",
            (Some(_), None) => "",
        };
        table.add_row([
            line.measure.clone(),
            line.ours.clone(),
            line.theirs.clone(),
            line.value.map(|it| format!("{it:.3}")).unwrap_or_default(),
            line.bar.map(|it| format!("≤ {it:.3}")).unwrap_or_default(),
            verdict.to_owned(),
            line.load.clone(),
        ]);
    }
    for column in [1, 2, 3, 4] {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table.to_string()
}
