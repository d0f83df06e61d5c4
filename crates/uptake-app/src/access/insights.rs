//! Queries and reports of the Insights API: each belongs to the member who made it, and is run
//! with what that member may see at that time.

use serde_json::Value;
use uptake_model::{Guid, MemberId, Permission};
use uptake_state::{
    AuditEntry, AuditOutcome, InsightsKind, InsightsRecord, InsightsRun, StateError,
};

use super::{Access, AccessError, Asker};

impl Access {
    /// The queries or reports of a member, oldest first.
    pub async fn insights_records(
        &self,
        owner: MemberId,
        kind: InsightsKind,
    ) -> Result<Vec<InsightsRecord>, AccessError> {
        Ok(self.state.insights_records(owner, kind).await?)
    }

    /// Keeps a query or report, or what was changed of it.
    pub async fn put_insights_record(
        &self,
        record: &InsightsRecord,
        address: &str,
    ) -> Result<(), AccessError> {
        let action = match record.kind {
            InsightsKind::Query => "insights.query",
            InsightsKind::Report => "insights.report",
        };
        // What it says is not logged: the address to call may hold a secret.
        let audit = self.insights_entry(record.owner, action, record.id, address).await?;
        Ok(self.state.put_insights_record(record, &audit, self.now()).await?)
    }

    /// Drops a query or report of a member. The files of the runs are the caller's to delete.
    pub async fn drop_insights_record(
        &self,
        owner: MemberId,
        id: Guid,
        address: &str,
    ) -> Result<Vec<InsightsRun>, AccessError> {
        let audit = self.insights_entry(owner, "insights.drop", id, address).await?;
        Ok(self.state.drop_insights_record(owner, id, &audit, self.now()).await?)
    }

    async fn insights_entry(
        &self,
        owner: MemberId,
        action: &str,
        subject: Guid,
        address: &str,
    ) -> Result<AuditEntry, AccessError> {
        let member = self.state.member(owner).await?.ok_or(AccessError::NotFound)?;
        Ok(AuditEntry {
            actor: Some(owner),
            actor_name: member.name,
            action: action.to_owned(),
            subject: subject.to_string(),
            outcome: AuditOutcome::Done,
            address: address.to_owned(),
            detail: Value::Null,
        })
    }

    /// The runs of a report, oldest first.
    pub async fn insights_runs(&self, report: Guid) -> Result<Vec<InsightsRun>, AccessError> {
        Ok(self.state.insights_runs(report).await?)
    }

    /// The report that is due for longest.
    pub async fn due_report(&self) -> Result<Option<InsightsRecord>, AccessError> {
        Ok(self.state.due_report(self.now()).await?)
    }

    /// Begins a run of a report that is due; `false` when another has, or it was changed.
    pub async fn begin_insights_run(
        &self,
        due: &InsightsRecord,
        run: &InsightsRun,
        body: &Value,
        next_at_ms: Option<i64>,
    ) -> Result<bool, AccessError> {
        Ok(self.state.begin_insights_run(due, run, body, next_at_ms).await?)
    }

    /// Ends a run; `false` when its report was dropped meanwhile.
    pub async fn end_insights_run(&self, id: Guid, is_done: bool) -> Result<bool, AccessError> {
        match self.state.end_insights_run(id, is_done, self.now()).await {
            Ok(()) => Ok(true),
            Err(StateError::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// For the start of a server: what ran when the last one ended came to nothing.
    pub async fn break_off_insights_runs(&self) -> Result<(), AccessError> {
        Ok(self.state.break_off_insights_runs(self.now()).await?)
    }

    /// Forgets the runs that have expired. Their files are the caller's to delete.
    pub async fn sweep_insights_runs(&self) -> Result<Vec<InsightsRun>, AccessError> {
        Ok(self.state.sweep_insights_runs(self.now()).await?)
    }

    /// A member as one who asks, for work that was left behind: whoever may not export any
    /// more, or was switched off, gets nothing.
    pub async fn left_behind(&self, member: MemberId) -> Result<Asker, AccessError> {
        let member = self.state.member(member).await?.filter(|it| it.is_enabled);
        let member = member.ok_or(AccessError::NotFound)?;
        let asker = Asker::person(member.id, member.name, member.role, member.scope);
        asker.must(Permission::Export)?;
        Ok(asker)
    }
}
