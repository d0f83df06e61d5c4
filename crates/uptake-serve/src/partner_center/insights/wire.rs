//! What the Insights API sends and takes.

use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap as _};

use super::{
    book::{Execution, Query, Report},
    datasets::{DATE_RANGES, Dataset, LEAST_RECURRENCE_HOURS},
    evaluate::Row,
    statement::Statement,
};

#[cfg(test)]
mod tests;

/// The envelope of every answer. The original's pages print capital letters; its clients
/// need these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Envelope<T> {
    /// The rows.
    pub value: Vec<T>,
    /// Where more are; everything is here.
    pub next_link: Option<String>,
    /// How many rows there are.
    pub total_count: usize,
    /// What was done, or why it was not.
    pub message: Option<String>,
    /// The status, once more.
    pub status_code: u16,
    /// Whether something was left out for the reader.
    pub data_redacted: bool,
}

impl<T> Envelope<T> {
    /// Rows with a message.
    pub fn of(value: Vec<T>, message: Option<&str>) -> Self {
        Self {
            next_link: None,
            total_count: value.len(),
            value,
            message: message.map(str::to_owned),
            status_code: 200,
            data_redacted: false,
        }
    }

    /// No rows, and why.
    pub fn refusal(status_code: u16, message: String) -> Self {
        Self { status_code, message: Some(message), ..Self::of(Vec::new(), None) }
    }
}

/// A dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DatasetRow {
    dataset_name: &'static str,
    selectable_columns: Vec<&'static str>,
    available_metrics: Vec<&'static str>,
    available_date_ranges: &'static [&'static str],
    minimum_recurrence_interval: u32,
}

impl DatasetRow {
    /// The row of a dataset.
    pub fn of(dataset: &'static Dataset) -> Self {
        Self {
            dataset_name: dataset.name,
            selectable_columns: dataset.all_columns().collect(),
            available_metrics: dataset.metrics.iter().map(|it| it.name).collect(),
            available_date_ranges: if dataset.has_span { &DATE_RANGES } else { &[] },
            minimum_recurrence_interval: LEAST_RECURRENCE_HOURS,
        }
    }
}

/// A query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QueryRow {
    query_id: String,
    name: String,
    description: Option<String>,
    query: String,
    #[serde(rename = "type")]
    kind: &'static str,
    user: Option<String>,
    created_time: String,
}

impl QueryRow {
    /// The row of a member's query.
    pub fn of(query: &Query) -> Self {
        Self {
            query_id: query.id.to_string(),
            name: query.name.clone(),
            description: query.description.clone(),
            query: query.text.clone(),
            kind: "userDefined",
            user: query.user.clone(),
            created_time: query.created.to_string(),
        }
    }

    /// The row of the query that comes with a dataset.
    pub fn of_system(dataset: &Dataset) -> Self {
        Self {
            query_id: dataset.system_query.to_owned(),
            name: dataset.name.to_owned(),
            description: None,
            query: dataset.system_statement(),
            kind: "system",
            user: None,
            created_time: "2021-01-01T00:00:00Z".to_owned(),
        }
    }
}

/// A report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ReportRow {
    report_id: String,
    report_name: String,
    description: Option<String>,
    query_id: String,
    query: String,
    user: Option<String>,
    created_time: String,
    modified_time: Option<String>,
    execute_now: bool,
    start_time: Option<String>,
    report_status: &'static str,
    recurrence_interval: Option<u32>,
    recurrence_count: Option<u32>,
    callback_url: Option<String>,
    callback_method: Option<&'static str>,
    format: &'static str,
}

impl ReportRow {
    /// The row of a report.
    pub fn of(report: &Report) -> Self {
        Self {
            report_id: report.id.to_string(),
            report_name: report.plan.name.clone(),
            description: report.plan.description.clone(),
            query_id: report.query_id.clone(),
            query: report.query_text.clone(),
            user: report.user.clone(),
            created_time: report.created.to_string(),
            modified_time: report.modified.map(|it| it.to_string()),
            execute_now: report.plan.execute_now,
            start_time: report.plan.start.map(|it| it.to_string()),
            report_status: report.status.as_str(),
            recurrence_interval: report.plan.interval_hours,
            recurrence_count: report.plan.count,
            callback_url: report.plan.callback_url.clone(),
            callback_method: report
                .plan
                .callback_url
                .as_ref()
                .map(|_| report.plan.callback.as_str()),
            format: report.plan.format.as_str(),
        }
    }
}

/// A run of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExecutionRow {
    execution_id: String,
    report_id: String,
    recurrence_interval: Option<u32>,
    recurrence_count: Option<u32>,
    callback_url: Option<String>,
    callback_method: Option<&'static str>,
    format: &'static str,
    execution_status: &'static str,
    report_location: Option<String>,
    report_access_secure_link: Option<String>,
    report_expiry_time: Option<String>,
    report_generated_time: Option<String>,
}

impl ExecutionRow {
    /// The row of a run. A client of Microsoft's stops without a location, so that it is the
    /// link once more.
    pub fn of(execution: &Execution, report: &Report) -> Self {
        let done = execution.done.as_ref();
        Self {
            execution_id: execution.id.to_string(),
            report_id: report.id.to_string(),
            recurrence_interval: report.plan.interval_hours,
            recurrence_count: report.plan.count,
            callback_url: report.plan.callback_url.clone(),
            callback_method: report
                .plan
                .callback_url
                .as_ref()
                .map(|_| report.plan.callback.as_str()),
            format: report.plan.format.as_str(),
            execution_status: execution.status.as_str(),
            report_location: done.map(|it| it.link.clone()),
            report_access_secure_link: done.map(|it| it.link.clone()),
            report_expiry_time: done.map(|it| it.expires.to_string()),
            report_generated_time: done.map(|it| it.generated.to_string()),
        }
    }
}

/// A row of a query's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultRow {
    names: Vec<&'static str>,
    row: Row,
}

impl ResultRow {
    /// The row with its names.
    pub fn of(statement: &Statement, row: Row) -> Self {
        Self { names: statement.selected.clone(), row }
    }
}

impl Serialize for ResultRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.row.len()))?;
        for (name, value) in self.names.iter().zip(&self.row) {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// What a client sends to make a query.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CreateQuery {
    /// What it is called.
    #[serde(alias = "name")]
    pub name: Option<String>,
    /// What it is for.
    #[serde(alias = "description")]
    pub description: Option<String>,
    /// The query.
    #[serde(alias = "query")]
    pub query: Option<String>,
}

/// What a client sends to make or change a report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct WriteReport {
    /// What it is called.
    #[serde(alias = "reportName")]
    pub report_name: Option<String>,
    /// What it is for.
    #[serde(alias = "description")]
    pub description: Option<String>,
    /// The query that it runs.
    #[serde(alias = "queryId")]
    pub query_id: Option<String>,
    /// When it runs first.
    #[serde(alias = "startTime")]
    pub start_time: Option<String>,
    /// Whether it runs at once, and only then.
    #[serde(alias = "executeNow")]
    pub execute_now: Option<bool>,
    /// Replaces the beginning of the query's time span.
    #[serde(alias = "queryStartTime")]
    pub query_start_time: Option<String>,
    /// Replaces its end.
    #[serde(alias = "queryEndTime")]
    pub query_end_time: Option<String>,
    /// Hours between runs.
    #[serde(alias = "recurrenceInterval")]
    pub recurrence_interval: Option<u32>,
    /// How many runs.
    #[serde(alias = "recurrenceCount")]
    pub recurrence_count: Option<u32>,
    /// `CSV` or `TSV`.
    #[serde(alias = "format")]
    pub format: Option<String>,
    /// Who is called when a run is done.
    #[serde(alias = "callbackUrl")]
    pub callback_url: Option<String>,
    /// `GET` or `POST`.
    #[serde(alias = "callbackMethod")]
    pub callback_method: Option<String>,
}
