//! A table that fits the terminal: long texts are cut, and what matters least is left out.
//!
//! A column gets the room that its texts need; texts that are longer than the page share
//! what the others leave. When even their least room is too much, columns go, the highest
//! rank first; after that texts are cut shorter still.

use uptake_l10n::visible;

mod cut;
#[cfg(test)]
mod tests;

use cut::{cut_end, cut_start, length, wrapped};

/// The least room that a text is worth showing in, as long as there are columns that may go.
const LEAST_TEXT: usize = 16;
/// How much more room than a text a file with its line needs.
const PLACE: usize = 8;
/// The least room of a text on the narrowest pages.
const SHORTEST_TEXT: usize = 8;
/// Between columns.
const GAP: usize = 2;

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
    Place,
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

    /// Files with lines: what is cut is their beginning.
    pub(super) fn place(heading: String) -> Self {
        Self { heading, kind: Kind::Place, rank: 0 }
    }

    /// Codes, ids and days: never cut.
    pub(super) fn code(heading: String) -> Self {
        Self { heading, kind: Kind::Code, rank: 0 }
    }

    /// The same column, left out on narrow pages: the highest rank goes first.
    pub(super) fn may_go(self, rank: u8) -> Self {
        Self { rank, ..self }
    }

    fn is_cut(&self) -> bool {
        match self.kind {
            Kind::Text | Kind::Place => true,
            Kind::Number | Kind::Code => false,
        }
    }

    fn cell(&self, text: &str, width: usize) -> String {
        let text = match self.kind {
            Kind::Text => cut_end(text, width),
            Kind::Place => cut_start(text, width),
            Kind::Number | Kind::Code => text.to_owned(),
        };
        let room = " ".repeat(width.saturating_sub(length(&text)));
        match self.kind {
            Kind::Number => format!("{room}{text}"),
            Kind::Text | Kind::Place | Kind::Code => format!("{text}{room}"),
        }
    }
}

impl Sheet {
    /// A table without rows.
    pub(super) fn new(columns: Vec<Column>) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// Adds a row: a text for each column. What a terminal would obey is made visible.
    pub(super) fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells.into_iter().map(|it| visible(&it).into_owned()).collect());
    }

    /// The table on a page of this width; every line ends with a line end.
    pub(super) fn render(&self, page: u16) -> String {
        let shown = self.shown(usize::from(page));
        let line = |cells: &dyn Fn(usize) -> String| {
            let cells = shown.iter().filter_map(|(number, width)| {
                Some(self.columns.get(*number)?.cell(&cells(*number), *width))
            });
            let line = cells.collect::<Vec<_>>().join(&" ".repeat(GAP));
            format!("{}\n", line.trim_end())
        };
        let headings: Vec<Vec<String>> = self
            .columns
            .iter()
            .enumerate()
            .map(|(number, it)| {
                let width = shown.iter().find(|(shown, _)| *shown == number).map_or(0, |it| it.1);
                wrapped(&it.heading, width)
            })
            .collect();
        let shown_headings = shown.iter().filter_map(|(number, _)| headings.get(*number));
        let height = shown_headings.map(Vec::len).max().unwrap_or(0);
        let mut text = String::new();
        for at in 0..height {
            let heading = |number: usize| headings.get(number).and_then(|it| it.get(at)).cloned();
            text.push_str(&line(&|number| heading(number).unwrap_or_default()));
        }
        let gaps = GAP * shown.len().saturating_sub(1);
        let width = shown.iter().map(|(_, width)| width).sum::<usize>() + gaps;
        text.extend([format!("{}\n", "─".repeat(width))]);
        for row in &self.rows {
            text.push_str(&line(&|number| row.get(number).cloned().unwrap_or_default()));
        }
        text
    }

    /// The columns that fit, by number, with their widths.
    fn shown(&self, page: usize) -> Vec<(usize, usize)> {
        let mut shown: Vec<usize> = (0..self.columns.len()).collect();
        let rank = |it: usize| self.columns.get(it).map_or(0, |it| it.rank);
        let needed = |shown: &[usize], least: usize| -> usize {
            let gaps = GAP * shown.len().saturating_sub(1);
            shown.iter().map(|it| self.room(*it, least)).sum::<usize>() + gaps
        };
        while needed(&shown, LEAST_TEXT) > page {
            let weakest = shown.iter().copied().map(rank).max().filter(|it| *it > 0);
            let Some(weakest) = weakest else { break };
            shown.retain(|it| rank(*it) < weakest);
        }
        let least = (SHORTEST_TEXT..LEAST_TEXT).rev().find(|it| needed(&shown, *it) <= page);
        let least = if needed(&shown, LEAST_TEXT) <= page { Some(LEAST_TEXT) } else { least };
        let least = least.unwrap_or(SHORTEST_TEXT);
        let mut spare = page.saturating_sub(needed(&shown, least));
        let widths = shown.into_iter().map(|number| {
            let room = self.room(number, least);
            let wanted = self.room(number, usize::MAX).max(self.heading_room(number));
            let is_cut = self.columns.get(number).is_some_and(Column::is_cut);
            let more = if is_cut { wanted.saturating_sub(room).min(spare) } else { 0 };
            spare -= more;
            (number, room + more)
        });
        widths.collect()
    }

    /// How many characters a column needs: its texts whole, or `least` when they can be cut,
    /// and the words of its heading.
    fn room(&self, number: usize, least: usize) -> usize {
        let Some(column) = self.columns.get(number) else { return 0 };
        let heading = column.heading.split(' ').map(length).max().unwrap_or(0);
        let cells = self.rows.iter().filter_map(|it| it.get(number)).map(|it| length(it));
        let needed = cells.max().unwrap_or(0).max(heading);
        match column.kind {
            Kind::Number | Kind::Code => needed,
            Kind::Text => needed.min(least.max(heading)),
            Kind::Place => needed.min(least.saturating_add(PLACE).max(heading)),
        }
    }

    fn heading_room(&self, number: usize) -> usize {
        self.columns.get(number).map_or(0, |it| length(&it.heading))
    }
}
