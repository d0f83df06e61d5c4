//! Running reports when they are due, with what their member may see at that time.

use std::{fs::File, io::BufWriter, path::Path, time::Duration};

use flate2::{Compression, write::GzEncoder};
use uptake_app::access::{AccessError, InsightsRecord, InsightsRun, RunStatus};
use uptake_connect::notice::NoticeMethod;
use uptake_export::could_be_formula;
use uptake_model::{Guid, with_causes};

use super::{file_path, forget, stored::Stored};
use crate::{
    Services,
    api::view,
    partner_api,
    partner_center::{
        Asker, PartnerProfile,
        insights::{
            book::{Callback, Format, Report, replaced_days},
            evaluate::{Row, evaluate},
            rows::Rows,
            statement::{Statement, parse},
            value::Value,
        },
        moment::Moment,
    },
    problem::Failure,
};

/// How often the reports are looked through for one that is due.
const LOOKED: Duration = Duration::from_secs(5);
/// A run and its file are kept so long: 90 days.
const KEPT_MS: i64 = 90 * 24 * 3_600_000;

impl Services {
    /// Runs reports, one after the other, when they are due, for good. One that fails does not
    /// stop the next.
    pub async fn run_reports(&self) {
        if let Err(error) = self.access.break_off_insights_runs().await {
            tracing::error!(error = with_causes(&error), "runs of reports could not be ended");
        }
        loop {
            match self.run_next_report().await {
                Ok(true) => {}
                Ok(false) => {
                    let woken = self.wake_reports.notified();
                    let _woken_or_late = tokio::time::timeout(LOOKED, woken).await;
                }
                Err(error) => {
                    tracing::error!(error = with_causes(&error), "a report could not be run");
                    tokio::time::sleep(LOOKED).await;
                }
            }
        }
    }

    /// Forgets runs that have expired, with their files.
    pub(crate) async fn sweep_reports(&self) -> Result<(), AccessError> {
        for run in self.access.sweep_insights_runs().await? {
            forget(self, run.id);
        }
        Ok(())
    }

    /// Runs the report that is due for longest; `false` when none is.
    async fn run_next_report(&self) -> Result<bool, AccessError> {
        let Some(due) = self.access.due_report().await? else { return Ok(false) };
        let now_ms = self.access.now_millis();
        let now = Moment::from_epoch_seconds(now_ms.div_euclid(1000));
        let stored = Stored::read(&due)?;
        let run = InsightsRun {
            id: self.access.new_id(),
            report: due.id,
            status: RunStatus::Running,
            began_at_ms: now_ms,
            ended_at_ms: None,
            expires_at_ms: now_ms.saturating_add(KEPT_MS),
        };
        let after = stored.after_run(now);
        let next = after.due(now.plus_seconds(1)).map(|it| it.epoch_seconds() * 1000);
        if !self.access.begin_insights_run(&due, &run, &after.body()?, next).await? {
            return Ok(true);
        }
        let made = self.make(&due, &stored.report, run.id).await;
        if let Err(error) = &made {
            tracing::warn!(report = %due.id, ?error, "a report came to nothing");
        }
        if !self.access.end_insights_run(run.id, made.is_ok()).await? {
            forget(self, run.id);
        } else if made.is_ok() {
            self.tell(&stored.report);
        }
        Ok(true)
    }

    /// Writes the file of a run.
    async fn make(&self, due: &InsightsRecord, report: &Report, run: Guid) -> Result<(), Failure> {
        let owner = self.access.left_behind(due.owner).await?;
        let boundary = self.live.current()?;
        let scope = view::scope(self, &owner, &boundary).await?;
        let asker = Asker {
            member: Some(owner.member),
            scope: (*scope).clone(),
            permissions: owner.permissions().clone(),
            address: String::new(),
        };
        let unreadable = || Failure::InvalidBody { what: "the query".to_owned() };
        let statement = parse(&report.query_text).or(Err(unreadable()))?;
        let days = replaced_days(report.plan.query_start, report.plan.query_end);
        let source = partner_api::Now { services: self.clone() };
        let rows = Rows { source: &source, asker: &asker, partner: &PartnerProfile::default() };
        let rows = rows.of(&statement, days).await.map_err(|error| {
            tracing::error!(error = with_causes(&error), "the rows of a report cannot be read");
            Failure::Internal
        })?;
        let path = file_path(self, run, report.plan.format);
        let format = report.plan.format;
        let write = move || write(&statement, &evaluate(&statement, &rows), format, &path);
        let written = tokio::task::spawn_blocking(write).await.or(Err(Failure::Internal))?;
        written.map_err(|error| {
            tracing::error!(error = with_causes(&error), "the file of a report cannot be written");
            Failure::Internal
        })
    }

    /// Calls the address that the report names, without waiting for it.
    fn tell(&self, report: &Report) {
        let Some(url) = report.plan.callback_url.clone() else { return };
        let (notices, id) = (self.notices, report.id);
        let (method, address) = match report.plan.callback {
            Callback::Post => (NoticeMethod::Post, format!("{}/{id}", url.trim_end_matches('/'))),
            Callback::Get => {
                let joint = if url.contains('?') { '&' } else { '?' };
                (NoticeMethod::Get, format!("{url}{joint}reportId={id}"))
            }
        };
        tokio::spawn(async move {
            if let Err(error) = notices.send(method, &address).await {
                tracing::warn!(report = %id, error = with_causes(&error), "nobody could be told");
            }
        });
    }
}

/// Writes the answer to a query: a header, then the rows, gzip-encoded. The file is whole or
/// not there.
fn write(statement: &Statement, rows: &[Row], format: Format, path: &Path) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let file = tempfile::NamedTempFile::new_in(folder)?;
    let zipped = GzEncoder::new(BufWriter::new(file.as_file()), Compression::default());
    let zipped = lines(statement, rows, format, zipped)?;
    zipped.finish()?.into_inner().map_err(std::io::IntoInnerError::into_error)?.sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

fn lines<'a>(
    statement: &Statement,
    rows: &[Row],
    format: Format,
    out: GzEncoder<BufWriter<&'a File>>,
) -> std::io::Result<GzEncoder<BufWriter<&'a File>>> {
    let delimiter = match format {
        Format::Csv => b',',
        Format::Tsv => b'\t',
    };
    let mut lines = csv::WriterBuilder::new().delimiter(delimiter).from_writer(out);
    lines.write_record(&statement.selected)?;
    for row in rows {
        lines.write_record(row.iter().map(cell))?;
    }
    lines.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// A cell; text that a spreadsheet could take for a formula gets a leading `'`
/// (`spec/formats.md`, 6).
fn cell(value: &Value) -> String {
    match value {
        Value::Text(text) if could_be_formula(text) => format!("'{text}"),
        Value::Text(_) | Value::Count(_) | Value::Percent(_) | Value::Missing => value.to_string(),
    }
}
