//! Adding to the catalogue: a file of services, workloads and SKUs.

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use uptake_app::Brought;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    Services,
    asker::{ManageCatalogue, May},
    extract::Body,
    origin::Origin,
    parameters::{Parameters, refused},
    problem::{Failure, Problem},
};

/// The longest name of a file, in characters.
const MOST_NAME: usize = 100;

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(add))
}

/// A catalogue file to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCatalogueFile {
    /// What the ledger calls it: `our-products.toml`.
    #[schema(min_length = 1, max_length = 100)]
    name: String,
    /// Its text: TOML, as `docs/catalogue.md` describes it.
    text: String,
}

/// How the file is taken.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents what `add` reads")]
pub(crate) struct AddParams {
    /// `true` checks only, and keeps nothing.
    dry_run: Option<bool>,
}

/// How many entries of one kind a file brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct BroughtBody {
    /// Those that the catalogue did not have.
    added: usize,
    /// Those that the catalogue had under the same id or code.
    replaced: usize,
}

impl From<Brought> for BroughtBody {
    fn from(brought: Brought) -> Self {
        Self { added: brought.added, replaced: brought.replaced }
    }
}

/// What a catalogue file brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct MergedBody {
    is_dry_run: bool,
    services: BroughtBody,
    workloads: BroughtBody,
    skus: BroughtBody,
    aliases: BroughtBody,
}

/// Adds a catalogue file: its entries replace those of the same id or code, for every day, and
/// all results are made anew. A file with a mistake is refused whole; `problems` names each
/// with its line.
#[utoipa::path(
    post, path = "/catalogue", tag = "catalogue", operation_id = "add_catalogue",
    params(AddParams), extensions(("x-permission" = json!("manage_catalogue"))),
    request_body = NewCatalogueFile,
    responses(
        (status = 200, body = MergedBody), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 413, body = Problem),
        (status = 415, body = Problem), (status = 422, body = Problem),
        (status = 503, body = Problem),
    )
)]
pub(crate) async fn add(
    State(services): State<Services>,
    May { asker, .. }: May<ManageCatalogue>,
    origin: Origin,
    mut asked: Parameters,
    Body(body): Body<NewCatalogueFile>,
) -> Result<Json<MergedBody>, Failure> {
    let is_dry_run = asked.choice("dry_run", &[("true", true), ("false", false)])?;
    let is_dry_run = is_dry_run.unwrap_or(false);
    asked.finish()?;
    let name = body.name.trim().to_owned();
    let is_name = (1..=MOST_NAME).contains(&name.chars().count());
    if !is_name || name.chars().any(char::is_control) {
        return Err(refused("name", "1 to 100 characters in one line"));
    }
    let checked = services.live.current()?.data().check_catalogue(&name, &body.text);
    let merged = if is_dry_run {
        checked.map_err(Failure::of_catalogue)?
    } else {
        checked.map_err(Failure::of_catalogue)?;
        services.access.note(&asker, "catalogue.add", &name, &origin.caller()).await?;
        services.jobs.add_catalogue(name, body.text).await?
    };
    Ok(Json(MergedBody {
        is_dry_run,
        services: merged.services.into(),
        workloads: merged.workloads.into(),
        skus: merged.skus.into(),
        aliases: merged.aliases.into(),
    }))
}
