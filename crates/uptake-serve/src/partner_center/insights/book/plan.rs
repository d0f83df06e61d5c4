//! When a report runs and what comes of it, as a client asks for it.

use serde::{Deserialize, Serialize};

use crate::partner_center::{insights::wire::WriteReport, moment::Moment};

#[cfg(test)]
mod tests;

/// When a report runs and what comes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What the report is called.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Whether it runs at once, and only then.
    pub execute_now: bool,
    /// When it runs first.
    pub start: Option<Moment>,
    /// Replaces the time span of the query: from when.
    pub query_start: Option<Moment>,
    /// Until when.
    pub query_end: Option<Moment>,
    /// Hours between runs; without them it runs once.
    pub interval_hours: Option<u32>,
    /// How many runs.
    pub count: Option<u32>,
    /// What files it writes.
    pub format: Format,
    /// Who is called when a run is done.
    pub callback_url: Option<String>,
    /// How.
    pub callback: Callback,
}

/// What files a report writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    /// Separated by commas.
    Csv,
    /// Separated by tabs.
    Tsv,
}

impl Format {
    /// As answers write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Tsv => "tsv",
        }
    }
}

/// How somebody is called when a run is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Callback {
    /// `GET <url>?reportId=<id>`.
    Get,
    /// `POST <url>/<id>`; the default.
    Post,
}

impl Callback {
    /// As answers write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// Why a report is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// A value is missing.
    #[error("the value of {0} is required")]
    Missing(&'static str),
    /// A date cannot be read.
    #[error("{0} is no date")]
    Date(&'static str),
    /// It begins too soon.
    #[error("StartTime must be at least 4 hours ahead")]
    TooSoon,
    /// It runs too often or too seldom.
    #[error("RecurrenceInterval must be between 4 and 2160")]
    Interval,
    /// The count of runs is 0.
    #[error("RecurrenceCount must be at least 1")]
    Count,
    /// The end of the query lies before its beginning.
    #[error("QueryEndTime lies before QueryStartTime")]
    Backwards,
    /// A word is none of those that are known.
    #[error("{0} has an unknown value")]
    Word(&'static str),
    /// The address to call is none.
    #[error("CallbackUrl must begin with https:// or http://")]
    Url,
}

/// Hours between runs.
const INTERVAL_HOURS: std::ops::RangeInclusive<u32> = 4..=2160;
/// A plan begins at least so many seconds ahead.
const LEAST_AHEAD_SECONDS: i64 = 4 * 3600;

impl Plan {
    /// When a report runs next, after so many runs: the first of its moments that is not
    /// before `now`; what was missed is not made up for.
    pub fn next_run(&self, runs: u32, now: Moment) -> Option<Moment> {
        if self.execute_now {
            return (runs == 0).then_some(now);
        }
        let start = self.start?;
        let Some(hours) = self.interval_hours else { return (runs == 0).then_some(start) };
        if self.count.is_some_and(|count| runs >= count) {
            return None;
        }
        let step = i64::from(hours.max(1)) * 3600;
        let late = now.seconds_after(start).max(0);
        // The first multiple of the step that is not below what has passed.
        Some(start.plus_seconds(late + (-late).rem_euclid(step)))
    }

    /// Checks what a client asks for, at the moment `now`.
    ///
    /// A report that runs at once needs no start, and an interval or count of it is ignored.
    pub fn read(body: &WriteReport, now: Moment) -> Result<Self, PlanError> {
        let name = text(body.report_name.as_deref()).ok_or(PlanError::Missing("ReportName"))?;
        let execute_now = body.execute_now.unwrap_or(false);
        let start = moment(body.start_time.as_deref(), "StartTime")?;
        let query_start = moment(body.query_start_time.as_deref(), "QueryStartTime")?;
        let query_end = moment(body.query_end_time.as_deref(), "QueryEndTime")?;
        if let (Some(start), Some(end)) = (query_start, query_end)
            && end < start
        {
            return Err(PlanError::Backwards);
        }
        if !execute_now {
            check_recurrence(body, start, now)?;
        }
        let recurs = !execute_now;
        let callback_url = text(body.callback_url.as_deref());
        if callback_url.as_ref().is_some_and(|it| !is_web(it)) {
            return Err(PlanError::Url);
        }
        Ok(Self {
            name,
            description: text(body.description.as_deref()),
            execute_now,
            start: start.filter(|_| recurs),
            query_start: query_start.filter(|_| execute_now),
            query_end: query_end.filter(|_| execute_now),
            interval_hours: body.recurrence_interval.filter(|_| recurs),
            count: body.recurrence_count.filter(|_| recurs),
            format: format(body.format.as_deref())?,
            callback_url,
            callback: callback(body.callback_method.as_deref())?,
        })
    }
}

fn check_recurrence(
    body: &WriteReport,
    start: Option<Moment>,
    now: Moment,
) -> Result<(), PlanError> {
    let start = start.ok_or(PlanError::Missing("StartTime"))?;
    if start < now.plus_seconds(LEAST_AHEAD_SECONDS) {
        return Err(PlanError::TooSoon);
    }
    match body.recurrence_interval {
        None => return Err(PlanError::Missing("RecurrenceInterval")),
        Some(hours) if !INTERVAL_HOURS.contains(&hours) => return Err(PlanError::Interval),
        Some(_) => {}
    }
    if body.recurrence_count == Some(0) { Err(PlanError::Count) } else { Ok(()) }
}

fn text(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned)
}

fn moment(value: Option<&str>, name: &'static str) -> Result<Option<Moment>, PlanError> {
    let value = text(value);
    value.map(|it| Moment::parse(&it).ok_or(PlanError::Date(name))).transpose()
}

fn format(value: Option<&str>) -> Result<Format, PlanError> {
    match text(value).map(|it| it.to_lowercase()).as_deref() {
        None | Some("csv") => Ok(Format::Csv),
        Some("tsv") => Ok(Format::Tsv),
        Some(_) => Err(PlanError::Word("Format")),
    }
}

fn callback(value: Option<&str>) -> Result<Callback, PlanError> {
    match text(value).map(|it| it.to_lowercase()).as_deref() {
        None | Some("post") => Ok(Callback::Post),
        Some("get") => Ok(Callback::Get),
        Some(_) => Err(PlanError::Word("CallbackMethod")),
    }
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
