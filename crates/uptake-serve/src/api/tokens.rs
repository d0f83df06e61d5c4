//! Tokens of programs.

use std::collections::{BTreeMap, BTreeSet};

use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use uptake_app::access::{Token, TokenId, TokenToMake};
use uptake_model::{MemberId, Permission};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::time::Moment;
use crate::{
    Services,
    asker::{MakeTokens, May, SignIn},
    extract::{Body, Named},
    origin::Origin,
    problem::{Failure, Problem},
};

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(list, make)).routes(routes!(revoke))
}

/// A token, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TokenBody {
    token_id: String,
    /// The member that it acts for.
    owner_id: String,
    /// What that one is called; `null` for who does not manage members.
    owner_name: Option<String>,
    name: String,
    /// What it may do, as far as its owner may.
    permissions: Vec<&'static str>,
    made_at: Moment,
    expires_at: Moment,
    /// When it was used last, to the minute.
    used_at: Option<Moment>,
    revoked_at: Option<Moment>,
}

impl TokenBody {
    fn new(token: Token, owners: &BTreeMap<MemberId, String>) -> Self {
        Self {
            token_id: token.id.to_string(),
            owner_id: token.owner.to_string(),
            owner_name: owners.get(&token.owner).cloned(),
            name: token.name,
            permissions: token.permissions.iter().map(|it| it.as_str()).collect(),
            made_at: Moment::of_millis(token.made_at_ms),
            expires_at: Moment::of_millis(token.expires_at_ms),
            used_at: token.used_at_ms.map(Moment::of_millis),
            revoked_at: token.revoked_at_ms.map(Moment::of_millis),
        }
    }
}

/// Tokens, the latest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TokensBody {
    items: Vec<TokenBody>,
}

/// Lists the asker's own tokens; everybody's for who manages members.
#[utoipa::path(
    get, path = "/tokens", tag = "tokens", operation_id = "tokens",
    extensions(("x-permission" = json!("sign_in"))),
    responses((status = 200, body = TokensBody), (status = 401, body = Problem), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(services): State<Services>,
    asker: May<SignIn>,
) -> Result<Json<TokensBody>, Failure> {
    let tokens = services.access.tokens(&asker.asker).await?;
    let owners = services.access.token_owners(&asker.asker).await?;
    let items = tokens.into_iter().map(|it| TokenBody::new(it, &owners)).collect();
    Ok(Json(TokensBody { items }))
}

/// A token to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewToken {
    name: String,
    /// What it may do: codes of permissions.
    #[schema(value_type = Vec<String>, example = json!(["read_insights"]))]
    permissions: BTreeSet<Permission>,
    /// At most a year from now.
    expires_at: Moment,
    /// The program that it is for; left out, the asker itself.
    #[schema(value_type = Option<uuid::Uuid>)]
    owner_id: Option<MemberId>,
}

/// A token that was made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MadeToken {
    token_id: String,
    /// What the program sends. It is shown this once.
    token: String,
}

/// Makes a token.
#[utoipa::path(
    post, path = "/tokens", tag = "tokens", operation_id = "make_token",
    extensions(("x-permission" = json!("make_tokens"))), request_body = NewToken,
    responses(
        (status = 201, body = MadeToken), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem),
    )
)]
pub(crate) async fn make(
    State(services): State<Services>,
    asker: May<MakeTokens>,
    origin: Origin,
    Body(body): Body<NewToken>,
) -> Result<(StatusCode, Json<MadeToken>), Failure> {
    let wanted = TokenToMake {
        name: body.name,
        permissions: body.permissions,
        expires_at_ms: body.expires_at.millis(),
        owner: body.owner_id,
    };
    let made = services.access.make_token(&asker.asker, wanted, &origin.caller()).await?;
    let token = made.secret.reveal().to_owned();
    Ok((StatusCode::CREATED, Json(MadeToken { token_id: made.id.to_string(), token })))
}

/// Revokes a token, for good.
#[utoipa::path(
    delete, path = "/tokens/{token_id}", tag = "tokens", operation_id = "revoke_token",
    extensions(("x-permission" = json!("sign_in"))),
    params(("token_id" = uuid::Uuid, Path, description = "The token")),
    responses(
        (status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn revoke(
    State(services): State<Services>,
    asker: May<SignIn>,
    origin: Origin,
    Named(id): Named<TokenId>,
) -> Result<StatusCode, Failure> {
    services.access.revoke_token(&asker.asker, id, &origin.caller()).await?;
    Ok(StatusCode::NO_CONTENT)
}
