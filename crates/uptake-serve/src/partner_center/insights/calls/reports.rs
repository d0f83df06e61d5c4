//! Reports: made, listed, changed, stopped, dropped, and their runs.

use axum::body::Bytes;
use uptake_model::Guid;

use super::{Answer, Asked, Refusal, json, read};
use crate::partner_center::insights::{
    book::{Execution, ExecutionStatus, Plan, Report, ReportStatus},
    wire::{Envelope, ExecutionRow, ReportRow, WriteReport},
};

const NO_REPORT: Refusal = Refusal::Nothing("no report matches");

impl Asked<'_> {
    pub(super) async fn create_report(&self, body: &Bytes) -> Answer {
        let body: WriteReport = read(body)?;
        let plan = Plan::read(&body, self.now()).map_err(|it| Refusal::Bad(it.to_string()))?;
        let invalid = || Refusal::Bad("the QueryId is invalid".to_owned());
        let query_id = body.query_id.ok_or_else(invalid)?;
        let query_text = self.text_of(&query_id).await?.ok_or_else(invalid)?;
        let report = Report {
            id: Guid::from_u128((self.identity.fresh)()),
            query_id,
            query_text,
            plan,
            user: self.member(),
            created: self.now(),
            modified: None,
            status: ReportStatus::Active,
        };
        let row = ReportRow::of(&report);
        self.insights.book.put_report(self.asker, report).await?;
        json(&Envelope::of(vec![row], Some("Report created successfully")))
    }

    pub(super) async fn list_reports(&self) -> Answer {
        let reports = self.insights.book.reports(self.asker).await?;
        let is = |name: &str, value: &str| {
            self.query.get(name).is_none_or(|it| it.eq_ignore_ascii_case(value))
        };
        let rows = reports.iter().filter(|it| {
            is("reportid", &it.id.to_string())
                && is("reportname", &it.plan.name)
                && is("queryid", &it.query_id)
        });
        let rows: Vec<ReportRow> = rows.map(ReportRow::of).collect();
        if rows.is_empty() {
            return Err(NO_REPORT);
        }
        json(&Envelope::of(rows, Some("Reports fetched successfully")))
    }

    /// Changes a report; what the body does not name stays.
    pub(super) async fn update_report(&self, id: &str, body: &Bytes) -> Answer {
        let mut report = self.report(id).await?;
        let body: WriteReport = read(body)?;
        let plan = &report.plan;
        let merged = WriteReport {
            description: body.description.or_else(|| plan.description.clone()),
            recurrence_interval: body.recurrence_interval.or(plan.interval_hours),
            recurrence_count: body.recurrence_count.or(plan.count),
            format: body.format.or_else(|| Some(plan.format.as_str().to_owned())),
            callback_url: body.callback_url.or_else(|| plan.callback_url.clone()),
            callback_method: body
                .callback_method
                .or_else(|| Some(plan.callback.as_str().to_owned())),
            execute_now: Some(false),
            ..body
        };
        report.plan = Plan::read(&merged, self.now()).map_err(|it| Refusal::Bad(it.to_string()))?;
        self.keep(report, "Report updated successfully").await
    }

    pub(super) async fn pause_report(&self, id: &str, pause: bool) -> Answer {
        let mut report = self.report(id).await?;
        let (status, message) = if pause {
            (ReportStatus::Paused, "Report paused successfully")
        } else {
            (ReportStatus::Active, "Report resumed successfully")
        };
        report.status = status;
        self.keep(report, message).await
    }

    pub(super) async fn delete_report(&self, id: &str) -> Answer {
        let report = self.report(id).await?;
        self.insights.book.drop_report(self.asker, report.id).await?;
        json(&Envelope::of(vec![ReportRow::of(&report)], Some("Report deleted successfully")))
    }

    /// The runs of some reports. Without anything said, the latest that is done.
    pub(super) async fn executions(&self, ids: &str) -> Answer {
        let wanted = self.wanted_states()?;
        let latest = self.query.get("getlatestexecution");
        let only_latest = !latest.is_some_and(|it| it.eq_ignore_ascii_case("false"));
        let runs = self.query.get("executionid").unwrap_or_default();
        let runs: Vec<&str> = runs.split(';').filter(|it| !it.is_empty()).collect();
        let mut rows = Vec::new();
        for report in self.insights.book.reports(self.asker).await? {
            let id = report.id.to_string();
            if !ids.split(';').any(|it| it.eq_ignore_ascii_case(&id)) {
                continue;
            }
            let mut found = self.insights.book.executions(self.asker, report.id).await?;
            found.retain(|it| {
                let run = it.id.to_string();
                wanted.contains(&it.status)
                    && (runs.is_empty() || runs.iter().any(|it| it.eq_ignore_ascii_case(&run)))
            });
            let skipped = if only_latest { found.len().saturating_sub(1) } else { 0 };
            let found: Vec<Execution> = found.into_iter().skip(skipped).collect();
            rows.extend(found.iter().map(|it| ExecutionRow::of(it, &report)));
        }
        if rows.is_empty() && self.insights.is_strict_about_pending {
            return Err(Refusal::Nothing("no execution matches the filter conditions"));
        }
        json(&Envelope::of(rows, None))
    }

    fn wanted_states(&self) -> Result<Vec<ExecutionStatus>, Refusal> {
        let Some(text) = self.query.get("executionstatus") else {
            return Ok(vec![ExecutionStatus::Completed]);
        };
        let states = text.split(';').filter(|it| !it.is_empty()).map(|word| {
            let mut all = ExecutionStatus::ALL.into_iter();
            all.find(|it| it.as_str().eq_ignore_ascii_case(word))
                .ok_or_else(|| Refusal::Bad("executionStatus has an unknown value".to_owned()))
        });
        states.collect()
    }

    async fn report(&self, id: &str) -> Result<Report, Refusal> {
        let reports = self.insights.book.reports(self.asker).await?;
        reports.into_iter().find(|it| it.id.to_string() == id).ok_or(NO_REPORT)
    }

    async fn keep(&self, mut report: Report, message: &str) -> Answer {
        report.modified = Some(self.now());
        let row = ReportRow::of(&report);
        self.insights.book.put_report(self.asker, report).await?;
        json(&Envelope::of(vec![row], Some(message)))
    }
}
