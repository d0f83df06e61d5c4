//! Adding, changing and removing members.

use sqlx::AnyConnection;
use uptake_model::{MemberId, Role};

use super::{Credentials, Member, MemberChange, NewMember, Stored, second_factor};
use crate::{
    AuditEntry, NewLink, Record, State, StateError,
    links::{self, LinkKind},
    row::storable,
};

impl State {
    /// Adds a member.
    pub async fn add_member(
        &self,
        new: &NewMember,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<Member, StateError> {
        let mut change = self.begin_change("add a member").await?;
        let member = add(change.connection(), new, now_ms).await?;
        change.commit(audit, now_ms).await?;
        Ok(member)
    }

    /// Adds a member with the link by which it sets its password.
    pub async fn invite_member(
        &self,
        new: &NewMember,
        link: &NewLink,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<Member, StateError> {
        let mut change = self.begin_change("invite a member").await?;
        let member = add(change.connection(), new, now_ms).await?;
        links::insert(change.connection(), LinkKind::Invitation, Some(new.id), link, now_ms)
            .await?;
        change.commit(audit, now_ms).await?;
        Ok(member)
    }

    /// Changes a member, if it still has the version that the caller saw. Its sessions end
    /// with any change of who it is, what it may do or how it proves it.
    ///
    /// What is the same already is no change: nothing of it has an effect.
    pub async fn change_member(
        &self,
        id: MemberId,
        version: i64,
        changes: &[MemberChange],
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<Member, StateError> {
        let mut change = self.begin_change("change a member").await?;
        let before = seen(change.connection(), id, version).await?;
        let member = apply(change.connection(), before, changes, now_ms).await?;
        change.commit(audit, now_ms).await?;
        Ok(member)
    }

    /// Removes a member with its sessions, tokens, links, recovery codes and views. Its exports are
    /// broken off and left to be swept.
    pub async fn remove_member(
        &self,
        id: MemberId,
        version: i64,
        audit: &AuditEntry,
        now_ms: i64,
    ) -> Result<(), StateError> {
        let mut change = self.begin_change("remove a member").await?;
        let before = seen(change.connection(), id, version).await?;
        crate::exports::end_all_of(change.connection(), id, now_ms).await?;
        crate::insights::drop_all_of(change.connection(), id, now_ms).await?;
        for sql in [
            "DELETE FROM sessions WHERE member_id = $1",
            "DELETE FROM tokens WHERE owner_id = $1",
            "DELETE FROM links WHERE member_id = $1",
            "DELETE FROM recovery_codes WHERE member_id = $1",
            "DELETE FROM views WHERE owner_id = $1",
            "DELETE FROM members WHERE id = $1",
        ] {
            let failed = change.failed();
            let deleting = sqlx::query(sql).bind(id.to_string()).execute(change.connection());
            deleting.await.map_err(failed)?;
        }
        if is_admin(&before.member) {
            keep_an_admin(change.connection()).await?;
        }
        change.commit(audit, now_ms).await
    }
}

/// The member, if it has the version that the caller saw.
async fn seen(
    connection: &mut AnyConnection,
    id: MemberId,
    version: i64,
) -> Result<Stored, StateError> {
    let what = Record::Member;
    let stored = Stored::of(connection, id).await?.ok_or(StateError::NotFound { what })?;
    if stored.member.version == version { Ok(stored) } else { Err(StateError::Stale { what }) }
}

/// Adds a member in the transaction of a change.
pub(crate) async fn add(
    connection: &mut AnyConnection,
    new: &NewMember,
    now_ms: i64,
) -> Result<Member, StateError> {
    let member = Member {
        id: new.id,
        name: storable(&new.name),
        email: new.email.clone(),
        role: new.role,
        scope: new.scope.clone(),
        is_enabled: true,
        has_password: new.password.is_some(),
        has_second_factor: false,
        identity: new.identity.clone(),
        language: new.language.as_deref().map(storable),
        theme: None,
        version: 1,
        created_at_ms: now_ms,
        changed_at_ms: now_ms,
    };
    check_unique(connection, &member).await?;
    let credentials = Credentials { password: new.password.clone(), ..Credentials::default() };
    let stored = Stored { member, credentials };
    stored.insert(connection).await?;
    Ok(stored.member)
}

/// Changes a member in the transaction of a change: the one way to do it.
pub(crate) async fn apply(
    connection: &mut AnyConnection,
    before: Stored,
    changes: &[MemberChange],
    now_ms: i64,
) -> Result<Member, StateError> {
    let changes: Vec<_> = changes.iter().filter(|it| !it.is_idle(&before.member)).collect();
    if changes.is_empty() {
        return Ok(before.member);
    }
    let mut after = before.clone();
    for change in &changes {
        change.apply(&mut after);
    }
    after.member.version += 1;
    after.member.changed_at_ms = now_ms;
    check_unique(connection, &after.member).await?;
    after.update(connection).await?;
    let id = after.member.id;
    if changes.iter().any(|it| it.ends_sessions()) {
        crate::sessions::end_all_of(connection, id).await?;
    }
    if changes.iter().any(|it| it.voids_links()) {
        links::void(connection, id).await?;
    }
    if let Some(codes) = changes.iter().rev().find_map(|it| it.recovery_codes()) {
        second_factor::replace_codes(connection, id, codes).await?;
    }
    if is_admin(&before.member) && !is_admin(&after.member) {
        keep_an_admin(connection).await?;
    }
    Ok(after.member)
}

fn is_admin(member: &Member) -> bool {
    member.is_enabled && member.role == Role::GlobalAdmin
}

/// Refuses a change after which nobody could manage the program. Writers take turns, so two
/// admins cannot each be demoted because the other one is left.
async fn keep_an_admin(connection: &mut AnyConnection) -> Result<(), StateError> {
    let admins: i64 =
        sqlx::query_scalar("SELECT count(*) FROM members WHERE is_enabled = 1 AND role = $1")
            .bind(Role::GlobalAdmin.as_str())
            .fetch_one(connection)
            .await
            .map_err(StateError::query("count the global admins"))?;
    if admins > 0 { Ok(()) } else { Err(StateError::LastAdmin) }
}

/// Refuses a mail address or an account that another member has.
async fn check_unique(connection: &mut AnyConnection, member: &Member) -> Result<(), StateError> {
    let checking = || StateError::query("look for the same member");
    let same: i64 =
        sqlx::query_scalar("SELECT count(*) FROM members WHERE email = $1 AND id <> $2")
            .bind(member.email.as_str())
            .bind(member.id.to_string())
            .fetch_one(&mut *connection)
            .await
            .map_err(checking())?;
    if same > 0 {
        return Err(StateError::Taken { what: Record::Email });
    }
    let Some(identity) = &member.identity else { return Ok(()) };
    let same: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM members WHERE oidc_issuer = $1 AND oidc_subject = $2 AND id <> $3",
    )
    .bind(identity.issuer())
    .bind(identity.subject())
    .bind(member.id.to_string())
    .fetch_one(connection)
    .await
    .map_err(checking())?;
    if same > 0 { Err(StateError::Taken { what: Record::Identity }) } else { Ok(()) }
}
