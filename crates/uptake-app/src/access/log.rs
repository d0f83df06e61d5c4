//! The audit log: what is noted beside changes, and who may read it.

use uptake_model::Permission;
use uptake_state::{AuditEntry, AuditFilter, AuditOutcome, AuditRow};

use super::{Access, AccessError, Asker, Caller, Refused};

impl Access {
    /// Notes that an asker was refused something.
    pub async fn note_refusal(
        &self,
        asker: &Asker,
        refused: Refused,
        what: &str,
        caller: &Caller,
    ) -> Result<(), AccessError> {
        let mut audit = caller.entry_of(asker, "permission", what);
        audit.outcome = AuditOutcome::Refused;
        audit.detail = serde_json::json!({ "permission": refused.permission.as_str() });
        self.state.record(&audit, self.now()).await?;
        Ok(())
    }

    /// Notes something that an asker did and that changes nothing in the state: an import, an
    /// export, a view of users' names.
    pub async fn note(
        &self,
        asker: &Asker,
        action: &str,
        subject: &str,
        caller: &Caller,
    ) -> Result<(), AccessError> {
        let audit: AuditEntry = caller.entry_of(asker, action, subject);
        self.state.record(&audit, self.now()).await?;
        Ok(())
    }

    /// A page of the log, newest first. `before` goes on where an earlier page ended.
    pub async fn audit(
        &self,
        asker: &Asker,
        filter: &AuditFilter,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<AuditRow>, AccessError> {
        asker.must(Permission::ReadAudit)?;
        asker.must_see_all()?;
        Ok(self.state.audit(filter, before, limit).await?)
    }
}
