//! Products and workloads.

use axum::{Json, extract::State};
use serde::Serialize;
use uptake_app::SkuName;
use uptake_model::{SkuClass, SkuRef};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    figures::DeploymentTotals,
    names::SkuBody,
    view::{scope, see},
};
use crate::{
    Services,
    asker::{May, ReadInsights},
    extract::Named,
    parameters::Parameters,
    problem::{Failure, Problem},
};

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new()
        .routes(routes!(services))
        .routes(routes!(workloads))
        .routes(routes!(skus))
        .routes(routes!(sku))
        .routes(routes!(unmapped))
}

/// A service.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ServiceBody {
    service: String,
    name: String,
}

/// Services, by code.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ServicesBody {
    items: Vec<ServiceBody>,
}

/// The services of the catalogue.
#[utoipa::path(
    get, path = "/catalogue/services", tag = "catalogue", operation_id = "catalogue_services",
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = ServicesBody), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    )
)]
pub(crate) async fn services(
    State(state): State<Services>,
    _asker: May<ReadInsights>,
    asked: Parameters,
) -> Result<Json<ServicesBody>, Failure> {
    asked.finish()?;
    let boundary = state.live.current()?;
    let services = boundary.catalogue().services();
    let items = services
        .map(|it| ServiceBody { service: it.code.to_string(), name: it.name.clone() })
        .collect();
    Ok(Json(ServicesBody { items }))
}

/// A workload of the catalogue.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CatalogueWorkload {
    workload: String,
    name: String,
    service: String,
    /// The activity sources that count for it.
    sources: Vec<String>,
    /// Whether people can use it without a licence.
    unlicensed_use: bool,
}

/// Workloads, by code.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct WorkloadsBody {
    items: Vec<CatalogueWorkload>,
}

/// The workloads of the catalogue.
#[utoipa::path(
    get, path = "/catalogue/workloads", tag = "catalogue", operation_id = "catalogue_workloads",
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = WorkloadsBody), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    )
)]
pub(crate) async fn workloads(
    State(state): State<Services>,
    _asker: May<ReadInsights>,
    asked: Parameters,
) -> Result<Json<WorkloadsBody>, Failure> {
    asked.finish()?;
    let boundary = state.live.current()?;
    let workloads = boundary.catalogue().workloads();
    let items = workloads
        .map(|it| CatalogueWorkload {
            workload: it.code.to_string(),
            name: it.name.clone(),
            service: it.service.to_string(),
            sources: it.sources.iter().map(ToString::to_string).collect(),
            unlicensed_use: it.unlicensed_use,
        })
        .collect();
    Ok(Json(WorkloadsBody { items }))
}

/// A SKU of the catalogue.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CatalogueSku {
    #[schema(format = Uuid)]
    sku_id: String,
    sku_part_number: String,
    product_name: String,
    service: String,
    /// `paid`, `free` or `device`.
    class: &'static str,
    /// The workloads that it gives entitlements for.
    base: Vec<String>,
    /// The workloads that it gives without entitlements.
    addon: Vec<String>,
}

impl From<&uptake_model::Sku> for CatalogueSku {
    fn from(sku: &uptake_model::Sku) -> Self {
        Self {
            sku_id: sku.id.to_string(),
            sku_part_number: sku.part_number.clone(),
            product_name: sku.name.clone(),
            service: sku.service.to_string(),
            class: match sku.class {
                SkuClass::Paid => "paid",
                SkuClass::Free => "free",
                SkuClass::Device => "device",
            },
            base: sku.base.iter().map(ToString::to_string).collect(),
            addon: sku.addon.iter().map(ToString::to_string).collect(),
        }
    }
}

/// SKUs, by GUID.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SkusBody {
    items: Vec<CatalogueSku>,
}

/// The SKUs of the catalogue; `search` is a piece of name or part number.
#[utoipa::path(
    get, path = "/catalogue/skus", tag = "catalogue", operation_id = "catalogue_skus",
    params(
        ("search" = Option<String>, Query, description = "A piece of name or part number"),
        ("service" = Option<String>, Query, description = "The code of a service"),
    ),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = SkusBody), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn skus(
    State(state): State<Services>,
    _asker: May<ReadInsights>,
    mut asked: Parameters,
) -> Result<Json<SkusBody>, Failure> {
    let search = asked.text("search").unwrap_or_default().to_lowercase();
    let service = asked.text("service");
    asked.finish()?;
    let boundary = state.live.current()?;
    let matches = |it: &&uptake_model::Sku| {
        let texts = [&it.name, &it.part_number];
        texts.iter().any(|it| it.to_lowercase().contains(&search))
            && service.as_ref().is_none_or(|code| it.service.as_str() == code)
    };
    let items = boundary.catalogue().skus().filter(matches).map(CatalogueSku::from);
    Ok(Json(SkusBody { items: items.collect() }))
}

/// One SKU of the catalogue: by GUID or part number.
#[utoipa::path(
    get, path = "/catalogue/skus/{sku}", tag = "catalogue", operation_id = "catalogue_sku",
    params(("sku" = String, Path, description = "GUID or part number")),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = CatalogueSku), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
    )
)]
pub(crate) async fn sku(
    State(state): State<Services>,
    _asker: May<ReadInsights>,
    Named(name): Named<String>,
) -> Result<Json<CatalogueSku>, Failure> {
    let boundary = state.live.current()?;
    let found = boundary.catalogue().sku(&SkuRef::from(name.as_str())).map(CatalogueSku::from);
    found.map(Json).ok_or(Failure::UnknownProduct { name })
}

/// A SKU that the catalogue does not know.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UnmappedSku {
    #[serde(flatten)]
    sku: SkuBody,
    deployment: DeploymentTotals,
}

/// Activity that counts for no workload.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UnmappedSource {
    source: String,
    customers: u64,
    users: u64,
}

/// What the data names and the catalogue does not know.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct UnmappedBody {
    #[schema(format = Date)]
    day: String,
    /// Most seats first; they count in deployment only.
    skus: Vec<UnmappedSku>,
    sources: Vec<UnmappedSource>,
}

/// What the data of the asker's customers names and the catalogue does not know.
#[utoipa::path(
    get, path = "/catalogue/unmapped", tag = "catalogue", operation_id = "catalogue_unmapped",
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = UnmappedBody), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn unmapped(
    State(state): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    mut asked: Parameters,
) -> Result<Json<UnmappedBody>, Failure> {
    let seen = see(&state, &asker, &mut asked).await?;
    asked.finish()?;
    let scope = scope(&state, &asker, &seen.boundary).await?;
    let found = seen.boundary.data().unmapped(&scope).await?;
    let sku = |(sku, sum): &(SkuName, _)| UnmappedSku {
        sku: sku.into(),
        deployment: DeploymentTotals::of(sum, true),
    };
    let sources = found.sources.into_iter().map(|it| UnmappedSource {
        source: it.code,
        customers: it.customers,
        users: it.users,
    });
    Ok(Json(UnmappedBody {
        day: found.day.to_string(),
        skus: found.skus.iter().map(sku).collect(),
        sources: sources.collect(),
    }))
}
