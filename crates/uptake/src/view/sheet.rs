//! A table that fits the terminal: long texts are cut, and what matters least is left out.

use comfy_table::{
    Cell, CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, Row, Table, TableStyle,
    Width,
};

#[cfg(test)]
mod tests;

/// A thin line under the headings and nothing else.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::none().fill('─'));

/// The least room that a text is worth showing in.
const LEAST_TEXT: u16 = 16;
/// Between columns.
const GAP: u16 = 2;

/// A table for people.
pub(super) struct Sheet {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

/// A column of a table.
pub(super) struct Column {
    heading: String,
    kind: Kind,
    /// 0 stays always; of the others the highest goes first when the page is narrow. Columns
    /// of one rank belong together and go together.
    rank: u8,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Text,
    Code,
}

impl Column {
    /// Numbers: right-aligned, never cut.
    pub(super) fn number(heading: String) -> Self {
        Self { heading, kind: Kind::Number, rank: 0 }
    }

    /// Texts: cut when there is no room.
    pub(super) fn text(heading: String) -> Self {
        Self { heading, kind: Kind::Text, rank: 0 }
    }

    /// Codes, ids and days: never cut.
    pub(super) fn code(heading: String) -> Self {
        Self { heading, kind: Kind::Code, rank: 0 }
    }

    /// The same column, left out on narrow pages: the highest rank goes first.
    pub(super) fn may_go(self, rank: u8) -> Self {
        Self { rank, ..self }
    }
}

impl Sheet {
    /// A table without rows.
    pub(super) fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row: a text for each column.
    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// The table on a page of this width; every line ends with a line end.
    pub(super) fn render(&self, width: u16) -> String {
        let shown = self.shown(width);
        let pick = |cells: Vec<&String>| -> Vec<String> {
            shown.iter().filter_map(|it| cells.get(*it).map(|it| (*it).clone())).collect()
        };
        let mut table = Table::new();
        table.load_style(STYLE).force_no_tty().set_width(width);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        let aligned = |cells: Vec<String>| -> Vec<Cell> {
            let kinds = shown.iter().filter_map(|it| self.columns.get(*it)).map(|it| it.kind);
            let cells = cells.into_iter().zip(kinds);
            cells.map(|(text, kind)| Cell::new(text).set_alignment(alignment(kind))).collect()
        };
        table.set_header(aligned(pick(self.columns.iter().map(|it| &it.heading).collect())));
        for row in &self.rows {
            let mut row = Row::from(aligned(pick(row.iter().collect())));
            row.max_height(1);
            table.add_row(row);
        }
        for (place, number) in shown.iter().enumerate() {
            let is_last = place + 1 == shown.len();
            let Some(column) = table.column_mut(place) else { continue };
            column.set_padding((0, if is_last { 0 } else { GAP }));
            let kind = self.columns.get(*number).map(|it| it.kind);
            if kind != Some(Kind::Text) {
                let room = self.room(*number) + if is_last { 0 } else { GAP };
                column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(room)));
            }
        }
        let mut text = table.trim_fmt();
        text.push('\n');
        text
    }

    /// The columns that fit, by number.
    fn shown(&self, width: u16) -> Vec<usize> {
        let mut shown: Vec<usize> = (0..self.columns.len()).collect();
        let needed = |shown: &[usize]| -> u16 {
            shown.iter().map(|it| self.room(*it).saturating_add(GAP)).fold(0, u16::saturating_add)
        };
        let rank = |it: usize| self.columns.get(it).map_or(0, |it| it.rank);
        while needed(&shown) > width.saturating_add(GAP) {
            let weakest = shown.iter().copied().max_by_key(|it| rank(*it));
            match weakest.filter(|it| rank(*it) > 0) {
                Some(weakest) => shown.retain(|it| rank(*it) < rank(weakest)),
                None => break,
            }
        }
        shown
    }

    /// How many characters a column needs: its texts whole, and the words of its heading.
    fn room(&self, number: usize) -> u16 {
        let Some(column) = self.columns.get(number) else { return 0 };
        let heading = column.heading.split(' ').map(length).max().unwrap_or(0);
        let cells = self.rows.iter().filter_map(|it| it.get(number)).map(|it| length(it));
        let needed = cells.max().unwrap_or(0).max(heading);
        match column.kind {
            Kind::Number | Kind::Code => needed,
            Kind::Text => needed.min(LEAST_TEXT.max(heading)),
        }
    }
}

fn alignment(kind: Kind) -> CellAlignment {
    match kind {
        Kind::Number => CellAlignment::Right,
        Kind::Text | Kind::Code => CellAlignment::Left,
    }
}

fn length(text: &str) -> u16 {
    u16::try_from(text.chars().count()).unwrap_or(u16::MAX)
}
