//! Members, for those who manage them.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use uptake_app::access::{self, LinkOffer, MemberEdit, MemberToAdd};
use uptake_model::{CustomerScope, MemberId, Role};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{scope::ScopeBody, time::Moment};
use crate::{
    Services,
    asker::{ManageMembers, May},
    extract::{Body, Named},
    origin::Origin,
    problem::{Failure, Problem},
};

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(show, change, remove))
        .routes(routes!(make_link))
}

/// A member.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "the wire names each as a field of its own")]
pub(crate) struct MemberBody {
    member_id: String,
    name: String,
    email: String,
    /// `global_admin`, `user_admin`, `admin_agent`, `sales_agent`, `helpdesk_agent`, `api_only`.
    role: &'static str,
    /// Which customers it may see.
    customers: ScopeBody,
    /// Whether it may sign in at all.
    is_enabled: bool,
    has_password: bool,
    has_second_factor: bool,
    /// Whether it signs in through the organisation.
    is_of_organisation: bool,
    /// Counts its changes: what `If-Match` takes.
    version: i64,
    created_at: Moment,
    changed_at: Moment,
}

impl From<access::Member> for MemberBody {
    fn from(member: access::Member) -> Self {
        Self {
            member_id: member.id.to_string(),
            name: member.name,
            email: member.email.to_string(),
            role: member.role.as_str(),
            customers: member.scope.into(),
            is_enabled: member.is_enabled,
            has_password: member.has_password,
            has_second_factor: member.has_second_factor,
            is_of_organisation: member.identity.is_some(),
            version: member.version,
            created_at: Moment::of_millis(member.created_at_ms),
            changed_at: Moment::of_millis(member.changed_at_ms),
        }
    }
}

/// All members.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MembersBody {
    items: Vec<MemberBody>,
}

/// Lists the members, by e-mail address.
#[utoipa::path(
    get, path = "/members", tag = "members", operation_id = "members",
    extensions(("x-permission" = json!("manage_members"))),
    responses((status = 200, body = MembersBody), (status = 401, body = Problem), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(services): State<Services>,
    asker: May<ManageMembers>,
) -> Result<Json<MembersBody>, Failure> {
    let members = services.access.members(&asker.asker).await?;
    Ok(Json(MembersBody { items: members.into_iter().map(MemberBody::from).collect() }))
}

/// A member to add.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewMember {
    name: String,
    email: String,
    #[schema(value_type = String, example = "sales_agent")]
    role: Role,
    /// Which customers it may see.
    customers: ScopeBody,
}

/// A member that was added.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AddedMember {
    member: MemberBody,
    /// The link by which it sets its password; `null` for a program.
    link: Option<LinkBody>,
}

/// A one-time link: shown this once.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LinkBody {
    url: String,
    expires_at: Moment,
}

impl LinkBody {
    fn new(offer: &LinkOffer, services: &Services) -> Self {
        let (origin, secret) = (&services.settings.public_origin, offer.secret.reveal());
        Self {
            url: format!("{origin}/link#{secret}"),
            expires_at: Moment::of_millis(offer.expires_at_ms),
        }
    }
}

/// Adds a member, and makes the link by which it sets its password.
#[utoipa::path(
    post, path = "/members", tag = "members", operation_id = "add_member",
    extensions(("x-permission" = json!("manage_members"))), request_body = NewMember,
    responses(
        (status = 201, body = AddedMember), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem),
    )
)]
pub(crate) async fn add(
    State(services): State<Services>,
    asker: May<ManageMembers>,
    origin: Origin,
    Body(body): Body<NewMember>,
) -> Result<(StatusCode, Json<AddedMember>), Failure> {
    let NewMember { name, email, role, customers } = body;
    let add = MemberToAdd { name, email, role, customers: customers.checked()? };
    let added = services.access.add_member(&asker.asker, add, &origin.caller()).await?;
    let link = added.link.map(|it| LinkBody::new(&it, &services));
    Ok((StatusCode::CREATED, Json(AddedMember { member: added.member.into(), link })))
}

/// Shows a member.
#[utoipa::path(
    get, path = "/members/{member_id}", tag = "members", operation_id = "member",
    extensions(("x-permission" = json!("manage_members"))),
    params(("member_id" = uuid::Uuid, Path, description = "The member")),
    responses(
        (status = 200, body = MemberBody), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    )
)]
pub(crate) async fn show(
    State(services): State<Services>,
    asker: May<ManageMembers>,
    Named(id): Named<MemberId>,
) -> Result<Response, Failure> {
    Ok(tagged(services.access.member(&asker.asker, id).await?))
}

fn tagged(member: access::Member) -> Response {
    let tag = format!("\"{}\"", member.version);
    ([(header::ETAG, tag)], Json(MemberBody::from(member))).into_response()
}

/// What to change; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MemberChange {
    name: Option<String>,
    email: Option<String>,
    #[schema(value_type = Option<String>, example = "sales_agent")]
    role: Option<Role>,
    /// Which customers it may see.
    customers: Option<ScopeBody>,
    is_enabled: Option<bool>,
    /// `true` takes the second factor away, for a member that has lost it.
    #[serde(default)]
    removes_second_factor: bool,
}

/// Changes a member as `If-Match` says that the asker saw it. Its sessions end when it may do
/// or see something else, or proves itself in another way.
#[utoipa::path(
    patch, path = "/members/{member_id}", tag = "members", operation_id = "change_member",
    extensions(("x-permission" = json!("manage_members"))), request_body = MemberChange,
    params(
        ("member_id" = uuid::Uuid, Path, description = "The member"),
        ("If-Match" = String, Header, description = "Its version in quotes, as its ETag is"),
    ),
    responses(
        (status = 200, body = MemberBody), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 412, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem),
    )
)]
pub(crate) async fn change(
    State(services): State<Services>,
    asker: May<ManageMembers>,
    origin: Origin,
    Named(id): Named<MemberId>,
    headers: HeaderMap,
    Body(body): Body<MemberChange>,
) -> Result<Response, Failure> {
    let version = seen_version(&headers)?;
    let customers: Option<CustomerScope> = body.customers.map(ScopeBody::checked).transpose()?;
    let edit = MemberEdit {
        name: body.name,
        email: body.email,
        role: body.role,
        customers,
        is_enabled: body.is_enabled,
        removes_second_factor: body.removes_second_factor,
    };
    let (access, caller) = (&services.access, origin.caller());
    Ok(tagged(access.change_member(&asker.asker, id, version, edit, &caller).await?))
}

/// Removes a member with its sessions and tokens, as `If-Match` says that the asker saw it.
#[utoipa::path(
    delete, path = "/members/{member_id}", tag = "members", operation_id = "remove_member",
    extensions(("x-permission" = json!("manage_members"))),
    params(
        ("member_id" = uuid::Uuid, Path, description = "The member"),
        ("If-Match" = String, Header, description = "Its version in quotes, as its ETag is"),
    ),
    responses(
        (status = 204), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem),
    )
)]
pub(crate) async fn remove(
    State(services): State<Services>,
    asker: May<ManageMembers>,
    origin: Origin,
    Named(id): Named<MemberId>,
    headers: HeaderMap,
) -> Result<StatusCode, Failure> {
    let version = seen_version(&headers)?;
    services.access.remove_member(&asker.asker, id, version, &origin.caller()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Makes a link by which a member sets a new password; earlier ones are void.
#[utoipa::path(
    post, path = "/members/{member_id}/links", tag = "members", operation_id = "password_link",
    extensions(("x-permission" = json!("manage_members"))),
    params(("member_id" = uuid::Uuid, Path, description = "The member")),
    responses(
        (status = 201, body = LinkBody), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    )
)]
pub(crate) async fn make_link(
    State(services): State<Services>,
    asker: May<ManageMembers>,
    origin: Origin,
    Named(id): Named<MemberId>,
) -> Result<(StatusCode, Json<LinkBody>), Failure> {
    let offer = services.access.password_link(&asker.asker, id, &origin.caller()).await?;
    Ok((StatusCode::CREATED, Json(LinkBody::new(&offer, &services))))
}

/// The version in `If-Match`.
fn seen_version(headers: &HeaderMap) -> Result<i64, Failure> {
    let text = headers.get(header::IF_MATCH).and_then(|it| it.to_str().ok()).unwrap_or_default();
    text.trim_matches('"').parse().map_err(|_malformed| Failure::InvalidParameter {
        name: "If-Match".to_owned(),
        expected: "the version of the member, in quotes".to_owned(),
    })
}
