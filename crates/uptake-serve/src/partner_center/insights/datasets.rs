//! The datasets: their names, columns, metrics and the queries that come with them.

mod tables;

pub use tables::DATASETS;

#[cfg(test)]
mod tests;

/// A dataset.
#[derive(Debug, PartialEq, Eq)]
pub struct Dataset {
    /// Its name.
    pub name: &'static str,
    /// Another name that clients use.
    pub alias: Option<&'static str>,
    /// The id of the query that comes with it.
    pub system_query: &'static str,
    /// Whether its rows are of months, so that a query has a time span.
    pub has_span: bool,
    /// The columns, in the order of that query.
    pub columns: &'static [&'static str],
    /// Columns that only users' queries name.
    pub further_columns: &'static [&'static str],
    /// The metrics.
    pub metrics: &'static [Metric],
}

/// A figure over rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metric {
    /// Its name.
    pub name: &'static str,
    /// What it is made of.
    pub of: Aggregate,
}

/// What a metric is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregate {
    /// The sum of a column.
    Sum(&'static str),
    /// How many values a column has.
    Distinct(&'static str),
    /// Nothing that the data tells.
    Unknown,
}

/// Hours between two runs of a report at least.
pub const LEAST_RECURRENCE_HOURS: u32 = 24;

/// The time spans that every dataset names.
pub const DATE_RANGES: [&str; 5] =
    ["LAST_MONTH", "LAST_3_MONTHS", "LAST_6_MONTHS", "LAST_1_YEAR", "LIFETIME"];

/// The dataset of a name, whose case does not matter.
pub fn find(name: &str) -> Option<&'static Dataset> {
    let is_called = |it: &&Dataset| {
        it.name.eq_ignore_ascii_case(name)
            || it.alias.is_some_and(|alias| alias.eq_ignore_ascii_case(name))
    };
    DATASETS.iter().find(is_called)
}

impl Dataset {
    /// The names of all columns.
    pub fn all_columns(&self) -> impl Iterator<Item = &'static str> {
        self.further_columns.iter().chain(self.columns).copied()
    }

    /// The place of a column in a row of the dataset.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.all_columns().position(|it| it == name)
    }

    /// The metric of a name.
    pub fn metric(&self, name: &str) -> Option<&Metric> {
        self.metrics.iter().find(|it| it.name == name)
    }

    /// The name of a column or metric as rows spell it; its case does not matter.
    pub fn name_of(&self, name: &str) -> Option<&'static str> {
        let mut names = self.all_columns().chain(self.metrics.iter().map(|it| it.name));
        names.find(|it| it.eq_ignore_ascii_case(name))
    }

    /// The query that comes with the dataset.
    pub fn system_statement(&self) -> String {
        let span = if self.has_span { " TIMESPAN LAST_6_MONTHS" } else { "" };
        format!("SELECT {} FROM {}{span}", self.columns.join(", "), self.name)
    }
}
