//! Members and entries of the audit log, for tests.

use serde_json::json;
use uptake_model::{Guid, MemberId};

use crate::{AuditEntry, AuditFilter, AuditOutcome, State};

pub(crate) fn id(number: u128) -> MemberId {
    MemberId(Guid::from_u128(number))
}

/// What the audit log is told of an action.
pub(crate) fn did(action: &str) -> AuditEntry {
    AuditEntry {
        actor: Some(id(1)),
        actor_name: "Ana".to_owned(),
        action: action.to_owned(),
        subject: "something".to_owned(),
        outcome: AuditOutcome::Done,
        address: "192.0.2.1".to_owned(),
        detail: json!({ "of": action }),
    }
}

/// The actions in the audit log, first to last.
pub(crate) async fn actions(state: &State) -> String {
    let mut rows = state.audit(&AuditFilter::default(), None, 1000).await.unwrap();
    rows.reverse();
    rows.iter().map(|it| it.entry.action.as_str()).collect::<Vec<_>>().join(" ")
}
