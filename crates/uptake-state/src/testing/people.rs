//! Members, secrets and entries of the audit log, for tests.

use serde_json::json;
use uptake_model::{CustomerScope, Guid, MemberId, Role};

use crate::{
    AuditEntry, AuditFilter, AuditOutcome, Email, Member, NewMember, NewSession, SecretHash, State,
};

pub(crate) fn id(number: u128) -> MemberId {
    MemberId(Guid::from_u128(number))
}

/// A member by this name.
pub(crate) fn new_member(number: u128, name: &str, role: Role) -> NewMember {
    NewMember {
        id: id(number),
        name: name.to_owned(),
        email: email(name),
        role,
        scope: CustomerScope::All,
        password: None,
        identity: None,
        language: None,
    }
}

pub(crate) fn email(name: &str) -> Email {
    format!("{name}@example.com").parse().unwrap()
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

pub(crate) fn secret(text: &str) -> SecretHash {
    SecretHash::of(text.as_bytes())
}

/// A state with one global admin, Ana, added at time 0.
pub(crate) async fn with_ana(state: &State) -> Member {
    let ana = new_member(1, "ana", Role::GlobalAdmin);
    state.add_member(&ana, &did("member.add"), 0).await.unwrap()
}

/// A session of a member.
pub(crate) fn new_session(text: &str, member: &Member) -> NewSession {
    NewSession {
        hash: secret(text),
        member: member.id,
        member_version: member.version,
        needs_second_factor: false,
        address: "192.0.2.1".to_owned(),
        agent: "a browser".to_owned(),
    }
}

/// The actions in the audit log, first to last.
pub(crate) async fn actions(state: &State) -> String {
    let mut rows = state.audit(&AuditFilter::default(), None, 1000).await.unwrap();
    rows.reverse();
    rows.iter().map(|it| it.entry.action.as_str()).collect::<Vec<_>>().join(" ")
}
