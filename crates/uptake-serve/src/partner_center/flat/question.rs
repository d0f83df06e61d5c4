//! What the query of a flat dataset asks for.

use crate::partner_center::{
    error::Fault,
    filter::{self, Filter},
    moment::Moment,
    query::{Query, encode},
    table::{Column, Kind},
};

/// Rows of a page at most, and unless the query says otherwise.
const MOST_ROWS: usize = 10_000;

/// How fine the days of a group are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Each day apart.
    Day,
    /// Weeks, by their Monday.
    Week,
    /// Months, by their first day.
    Month,
    /// Not by time: days stay as they are.
    DateRange,
}

/// A question to a flat dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Rows on the page.
    pub top: usize,
    /// Rows before it.
    pub skip: usize,
    /// Which rows.
    pub filter: Option<Filter>,
    /// The fields that rows are grouped by; none for the rows themselves.
    pub group: Vec<&'static Column>,
    /// How fine the days of a group are.
    pub level: Level,
    /// Only what was processed by then.
    pub processed: Option<Moment>,
    repeated: Vec<(&'static str, String)>,
}

/// The parameters that a link to the next rows repeats, in lower case and as it spells them.
const REPEATED: [(&str, &str); 5] = [
    ("filter", "filter"),
    ("groupby", "groupby"),
    ("aggregationlevel", "aggregationLevel"),
    ("processeddatetime", "processedDateTime"),
    ("metricdefinition", "metricDefinition"),
];

impl Question {
    /// Reads a query over the columns of a dataset.
    pub fn read(query: &Query, columns: &'static [Column]) -> Result<Self, Fault> {
        let top = query.count("top")?.unwrap_or(MOST_ROWS).min(MOST_ROWS);
        if top == 0 {
            return Err(Fault::Input("`top` is at least 1".to_owned()));
        }
        let filter = query.get("filter").map(|it| filter::parse(it, columns)).transpose()?;
        let group = group(query, columns)?;
        let repeated = REPEATED
            .iter()
            .filter_map(|(name, spelt)| query.get(name).map(|it| (*spelt, it.to_owned())));
        Ok(Self {
            top,
            skip: query.count("skip")?.unwrap_or(0),
            filter,
            level: level(query, &group)?,
            group,
            processed: query.moment("processeddatetime")?,
            repeated: repeated.collect(),
        })
    }

    /// The link to the rows from `skip` on.
    pub(super) fn link(&self, path: &str, skip: usize) -> String {
        let place = [format!("top={}", self.top), format!("skip={skip}")];
        let repeated = self.repeated.iter().map(|(name, value)| encode(name, value));
        let parameters: Vec<String> = place.into_iter().chain(repeated).collect();
        format!("{path}?{}", parameters.join("&"))
    }
}

fn group(query: &Query, columns: &'static [Column]) -> Result<Vec<&'static Column>, Fault> {
    let mut group: Vec<&'static Column> = Vec::new();
    for name in query.all("groupby") {
        let column = Column::find(columns, name).ok_or_else(|| {
            let known: Vec<&str> = columns.iter().map(|it| it.name).collect();
            Fault::Input(format!("`groupby` takes fields of {}", known.join(", ")))
        })?;
        if !group.contains(&column) {
            group.push(column);
        }
    }
    Ok(group)
}

fn level(query: &Query, group: &[&'static Column]) -> Result<Level, Fault> {
    let level = match query.get("aggregationlevel").map(str::to_lowercase).as_deref() {
        None | Some("daterange") => return Ok(Level::DateRange),
        Some("day") => Level::Day,
        Some("week") => Level::Week,
        Some("month") => Level::Month,
        Some(_) => {
            let known = "day, week, month, dateRange";
            return Err(Fault::UnknownWord(format!("`aggregationLevel` is one of {known}")));
        }
    };
    if group.iter().any(|it| it.kind == Kind::Day) {
        Ok(level)
    } else {
        Err(Fault::Input(
            "`aggregationLevel` needs a date among the fields of `groupby`".to_owned(),
        ))
    }
}
