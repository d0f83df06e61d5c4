//! The book of the Insights API, in the server's state.

use async_trait::async_trait;
use serde::{Serialize, de::DeserializeOwned};
use uptake_app::access::{AccessError, InsightsKind, InsightsRecord, RunStatus};
use uptake_model::{Guid, MemberId};

use super::{forget, stored::Stored};
use crate::{
    Services,
    partner_center::{
        Asker,
        insights::book::{Book, Done, Execution, ExecutionStatus, Query, Report},
        moment::Moment,
        source::SourceError,
    },
};

/// Keeps queries and reports in the state; each member knows its own.
pub(crate) struct ServerBook {
    pub(crate) services: Services,
}

impl ServerBook {
    fn now(&self) -> Moment {
        Moment::from_epoch_seconds(self.services.access.now_millis().div_euclid(1000))
    }

    async fn records(
        &self,
        asker: &Asker,
        kind: InsightsKind,
    ) -> Result<Vec<InsightsRecord>, SourceError> {
        let found = self.services.access.insights_records(member(asker)?, kind).await;
        found.map_err(failed)
    }

    async fn put(
        &self,
        asker: &Asker,
        kind: InsightsKind,
        (id, created): (Guid, Moment),
        (body, due): (&impl Serialize, Option<Moment>),
    ) -> Result<(), SourceError> {
        let record = InsightsRecord {
            id,
            owner: member(asker)?,
            kind,
            body: serde_json::to_value(body).map_err(failed)?,
            created_at_ms: millis(created),
            due_at_ms: due.map(millis),
        };
        let put = self.services.access.put_insights_record(&record, &asker.address).await;
        put.map_err(failed)
    }

    async fn drop(&self, asker: &Asker, id: Guid) -> Result<(), SourceError> {
        let access = &self.services.access;
        let dropped = access.drop_insights_record(member(asker)?, id, &asker.address).await;
        for run in dropped.map_err(failed)? {
            forget(&self.services, run.id);
        }
        Ok(())
    }
}

#[async_trait]
impl Book for ServerBook {
    async fn queries(&self, asker: &Asker) -> Result<Vec<Query>, SourceError> {
        let records = self.records(asker, InsightsKind::Query).await?;
        records.iter().map(read).collect()
    }

    async fn put_query(&self, asker: &Asker, query: Query) -> Result<(), SourceError> {
        let head = (query.id, query.created);
        self.put(asker, InsightsKind::Query, head, (&query, None)).await
    }

    async fn drop_query(&self, asker: &Asker, id: Guid) -> Result<(), SourceError> {
        self.drop(asker, id).await
    }

    async fn reports(&self, asker: &Asker) -> Result<Vec<Report>, SourceError> {
        let records = self.records(asker, InsightsKind::Report).await?;
        let stored = records.iter().map(|it| Stored::read(it).map_err(failed));
        stored.map(|it| Ok(it?.report)).collect()
    }

    async fn put_report(&self, asker: &Asker, report: Report) -> Result<(), SourceError> {
        let records = self.records(asker, InsightsKind::Report).await?;
        let before = records.iter().find(|it| it.id == report.id);
        let runs = before.map(|it| Stored::read(it).map_err(failed)).transpose()?;
        let stored = Stored { runs: runs.map_or(0, |it| it.runs), report };
        let due = stored.due(self.now());
        let head = (stored.report.id, stored.report.created);
        self.put(asker, InsightsKind::Report, head, (&stored, due)).await?;
        self.services.wake_reports.notify_one();
        Ok(())
    }

    async fn drop_report(&self, asker: &Asker, id: Guid) -> Result<(), SourceError> {
        self.drop(asker, id).await
    }

    async fn executions(&self, asker: &Asker, report: Guid) -> Result<Vec<Execution>, SourceError> {
        let records = self.records(asker, InsightsKind::Report).await?;
        if !records.iter().any(|it| it.id == report) {
            return Ok(Vec::new());
        }
        let now = self.now().epoch_seconds();
        let runs = self.services.access.insights_runs(report).await.map_err(failed)?;
        let executions = runs.into_iter().map(|run| {
            let done = run.ended_at_ms.filter(|_| run.status == RunStatus::Done).map(|ended| {
                let (link, until) = self.services.links.link(run.id, now);
                Done {
                    link,
                    expires: Moment::from_epoch_seconds(until),
                    generated: Moment::from_epoch_seconds(ended.div_euclid(1000)),
                }
            });
            let status = match run.status {
                RunStatus::Running => ExecutionStatus::Running,
                RunStatus::Done => ExecutionStatus::Completed,
                // The original knows no word for a run that came to nothing.
                RunStatus::Failed => ExecutionStatus::Paused,
            };
            Execution { id: run.id, report, status, done }
        });
        Ok(executions.collect())
    }
}

/// Whose queries and reports they are; a program without a member has none.
fn member(asker: &Asker) -> Result<MemberId, SourceError> {
    asker.member.ok_or_else(|| failed(AccessError::NotFound))
}

fn read<T: DeserializeOwned>(record: &InsightsRecord) -> Result<T, SourceError> {
    serde_json::from_value(record.body.clone()).map_err(failed)
}

fn millis(moment: Moment) -> i64 {
    moment.epoch_seconds().saturating_mul(1000)
}

fn failed(error: impl std::error::Error + Send + Sync + 'static) -> SourceError {
    SourceError { source: Box::new(error) }
}
