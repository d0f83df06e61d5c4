//! The flat datasets: rows filtered, grouped and cut, in their own envelope.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer, ser::SerializeMap as _};
use uptake_model::Day;

use super::{
    filter::passes,
    moment,
    table::{Cell, Record},
};

mod question;

pub use question::{Level, Question};

#[cfg(test)]
mod tests;

/// The envelope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Envelope<T> {
    /// The rows.
    #[serde(rename = "Value")]
    pub value: Vec<T>,
    /// Where the next rows are.
    #[serde(rename = "@nextLink")]
    pub next_link: Option<String>,
    /// How many rows there are over all pages.
    #[serde(rename = "TotalCount")]
    pub total_count: usize,
}

/// A row of a flat dataset, which can be summed up.
pub trait FlatRow: Record + Serialize {
    /// The sums of a group.
    type Sums: Default;

    /// Adds the row to the sums of its group.
    fn add_to(&self, sums: &mut Self::Sums);

    /// The measures of a group, in order.
    fn measures(sums: &Self::Sums) -> Vec<(&'static str, Measure)>;
}

/// A measure of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Measure {
    /// A number.
    Count(u64),
    /// A number that is written as text.
    Text(String),
}

/// A row of the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Answered<R> {
    /// A row as it is.
    Row(R),
    /// A group.
    Group(Group),
}

/// A group: the fields that it shares, then its measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    keys: Vec<(&'static str, Cell<'static>)>,
    measures: Vec<(&'static str, Measure)>,
}

impl Serialize for Group {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.keys.len() + self.measures.len()))?;
        for (name, cell) in &self.keys {
            match cell {
                Cell::Text(text) => map.serialize_entry(name, text)?,
                Cell::Flag(flag) => map.serialize_entry(name, flag)?,
                Cell::Day(day) => map.serialize_entry(name, &day.map(moment::without_offset))?,
            }
        }
        for (name, measure) in &self.measures {
            map.serialize_entry(name, measure)?;
        }
        map.end()
    }
}

/// Answers a question. `path` is where the next rows are asked for.
pub fn answer<R: FlatRow>(
    rows: impl IntoIterator<Item = R>,
    question: &Question,
    path: &str,
) -> Envelope<Answered<R>> {
    let passing = |row: &R| question.filter.as_ref().is_none_or(|it| passes(it, row));
    let passed = rows.into_iter().filter(passing);
    if question.group.is_empty() {
        page(passed.map(Answered::Row), question, path)
    } else {
        page(groups(passed, question).into_iter().map(Answered::Group), question, path)
    }
}

fn page<T>(rows: impl Iterator<Item = T>, question: &Question, path: &str) -> Envelope<T> {
    let end = question.skip.saturating_add(question.top);
    let mut value = Vec::new();
    let mut total_count = 0;
    for row in rows {
        if (question.skip..end).contains(&total_count) {
            value.push(row);
        }
        total_count += 1;
    }
    let next_link = (end < total_count).then(|| question.link(path, end));
    Envelope { value, next_link, total_count }
}

fn groups<R: FlatRow>(rows: impl Iterator<Item = R>, question: &Question) -> Vec<Group> {
    let mut groups: BTreeMap<Vec<Cell<'static>>, R::Sums> = BTreeMap::new();
    for row in rows {
        let cells = question.group.iter().map(|it| row.cell(it.name).into_owned());
        let cells = cells.map(|it| at_level(it, question.level)).collect();
        row.add_to(groups.entry(cells).or_default());
    }
    let named = groups.into_iter().map(|(cells, sums)| Group {
        keys: question.group.iter().map(|it| it.name).zip(cells).collect(),
        measures: R::measures(&sums),
    });
    named.collect()
}

fn at_level(cell: Cell<'static>, level: Level) -> Cell<'static> {
    let coarser = |day: Day| match level {
        Level::Day | Level::DateRange => day,
        Level::Week => day.plus(-i32::from(day.weekday())),
        Level::Month => day.month().first_day(),
    };
    match cell {
        Cell::Day(day) => Cell::Day(day.map(coarser)),
        Cell::Text(_) | Cell::Flag(_) => cell,
    }
}
