//! The audit log, for those who may read it.

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use uptake_app::access::{AuditFilter, AuditOutcome, AuditRow};
use uptake_model::MemberId;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::time::Moment;
use crate::{
    Services,
    asker::{May, ReadAudit},
    extract::{Asked, parameter},
    parameters::refused,
    problem::{Failure, Problem},
};

/// A page has at most so many rows.
const MOST_ROWS: u32 = 500;
/// How many rows can be asked for.
const LIMITS: &str = "a number from 1 to 500";

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(list))
}

/// Which rows; all that are set must hold.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AuditQuery {
    /// Who did it: a member.
    actor: Option<String>,
    /// What was done: `member.change`.
    action: Option<String>,
    /// What it was done to.
    subject: Option<String>,
    /// `done`, `refused` or `failed`.
    outcome: Option<String>,
    /// Not before this moment.
    from: Option<String>,
    /// Before this moment.
    until: Option<String>,
    /// The `next` of an earlier page.
    cursor: Option<String>,
    /// At most so many rows: 1 to 500; 100 without it.
    limit: Option<String>,
}

/// A row of the audit log.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AuditBody {
    /// Its place in the log.
    seq: i64,
    at: Moment,
    /// The member; `null` for the program itself and for whoever was not signed in.
    actor_id: Option<String>,
    actor_name: String,
    action: String,
    subject: String,
    outcome: &'static str,
    address: String,
    /// What else is worth knowing.
    detail: serde_json::Value,
    /// The hash of this row, which holds that of the row before.
    hash: String,
}

impl From<AuditRow> for AuditBody {
    fn from(row: AuditRow) -> Self {
        Self {
            seq: row.seq,
            at: Moment::of_millis(row.at_ms),
            actor_id: row.entry.actor.map(|it| it.to_string()),
            actor_name: row.entry.actor_name,
            action: row.entry.action,
            subject: row.entry.subject,
            outcome: row.entry.outcome.as_str(),
            address: row.entry.address,
            detail: row.entry.detail,
            hash: row.hash.to_string(),
        }
    }
}

/// A page of the audit log.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AuditPage {
    items: Vec<AuditBody>,
    /// Where the next page begins; `null` on the last.
    next: Option<String>,
}

/// Reads the audit log, newest first.
#[utoipa::path(
    get, path = "/audit", tag = "audit", operation_id = "audit", params(AuditQuery),
    extensions(("x-permission" = json!("read_audit"))),
    responses(
        (status = 200, body = AuditPage), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
    )
)]
pub(crate) async fn list(
    State(services): State<Services>,
    asker: May<ReadAudit>,
    Asked(query): Asked<AuditQuery>,
) -> Result<Json<AuditPage>, Failure> {
    let moment = "a moment like 2026-03-01T12:00:00Z";
    let text = Option::as_deref;
    let filter = AuditFilter {
        actor: parameter::<MemberId>("actor", text(&query.actor), "the id of a member")?,
        action: query.action,
        subject: query.subject,
        outcome: parameter::<AuditOutcome>(
            "outcome",
            text(&query.outcome),
            "done, refused or failed",
        )?,
        from_ms: parameter::<Moment>("from", text(&query.from), moment)?.map(Moment::millis),
        until_ms: parameter::<Moment>("until", text(&query.until), moment)?.map(Moment::millis),
    };
    let before = parameter("cursor", text(&query.cursor), "the `next` of an earlier page")?;
    let limit: Option<u32> = parameter("limit", text(&query.limit), LIMITS)?;
    if limit.is_some_and(|it| !(1..=MOST_ROWS).contains(&it)) {
        return Err(refused("limit", LIMITS));
    }
    let limit = limit.unwrap_or(100);
    let rows = services.access.audit(&asker.asker, &filter, before, limit).await?;
    let is_full = u32::try_from(rows.len()).is_ok_and(|it| it == limit);
    let next = rows.last().filter(|it| is_full && it.seq > 1).map(|it| it.seq.to_string());
    Ok(Json(AuditPage { items: rows.into_iter().map(AuditBody::from).collect(), next }))
}
