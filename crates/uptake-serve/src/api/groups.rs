//! The portfolio, divided: by products, or by what customers are marked with.

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use serde::Serialize;
use uptake_app::live::{
    Attribute, Dimension, Group, GroupKey, GroupsQuery, ProductGroup, ProductsQuery,
};
use uptake_calc::{Gather as _, ProductUsageSum};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    figures::{DeploymentSpread, OwnFigures, Ratio, SpreadFigures, UsageSpread},
    names::{SkuBody, WorkloadBody},
    view::{FilterParams, ViewParams, filter, see},
};
use crate::{
    Services,
    asker::{May, ReadInsights},
    parameters::Parameters,
    problem::{Failure, Problem},
};

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(groups))
}

/// By what the portfolio is divided.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents what `groups` reads")]
pub(crate) struct GroupParams {
    /// `service`, `workload`, `sku`, `product`, `country`, `segment`, `reseller` or `tag`. By
    /// `product` it is divided by SKU and workload, SKU by SKU.
    by: String,
}

/// By what is divided.
#[derive(Debug, Clone, Copy)]
enum Divided {
    By(Dimension),
    ByProduct,
}

const DIMENSIONS: [(&str, Divided); 8] = [
    ("service", Divided::By(Dimension::Service)),
    ("workload", Divided::By(Dimension::Workload)),
    ("sku", Divided::By(Dimension::Sku)),
    ("product", Divided::ByProduct),
    ("country", Divided::By(Dimension::Attribute(Attribute::Country))),
    ("segment", Divided::By(Dimension::Attribute(Attribute::Segment))),
    ("reseller", Divided::By(Dimension::Attribute(Attribute::Reseller))),
    ("tag", Divided::By(Dimension::Attribute(Attribute::Tag))),
];

/// A part of the portfolio.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GroupBody {
    /// The code or text that it has in common; `null` where it is not given.
    key: Option<String>,
    /// The SKU, when it is divided by SKU or product.
    sku: Option<SkuBody>,
    /// The workload, when it is divided by workload or product.
    workload: Option<WorkloadBody>,
    /// Customers in it.
    customers: u64,
    /// `null` when it is divided by workload or product.
    deployment: Option<DeploymentSpread>,
    /// `null` when it is divided by SKU or product.
    usage: Option<UsageSpread>,
    /// Use of the workload by the holders of the SKU, when it is divided by product.
    product_usage: Option<ProductUsageTotals>,
}

/// Usage of a workload by the holders of a SKU, over customers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProductUsageTotals {
    /// Seats sold of the SKU to the customers in the sums.
    qualified: u64,
    /// Their active users, or `null` when nothing is known of any customer.
    active: Option<u64>,
    /// Active of qualified; without a percentage when the SKU is not sold per person.
    usage: Option<Ratio>,
    /// The users of the partner's own seats.
    own: Option<OwnFigures>,
    /// Customers in the sums.
    customers_counted: u64,
    /// Customers of whom nothing is known that day; in no sum.
    customers_missing: u64,
    /// Of the customers in the sums, those whose numbers are at least what they are.
    customers_with_lower_bound: u64,
    /// How the percentage over all sellers' seats is spread over customers.
    spread: SpreadFigures,
}

impl ProductUsageTotals {
    fn of(sum: &ProductUsageSum, is_paid: bool) -> Self {
        let is_known = sum.customers > 0;
        let ratio = Ratio::of(sum.active, sum.qualified);
        Self {
            qualified: sum.qualified,
            active: is_known.then_some(sum.active),
            usage: is_known.then_some(if is_paid { ratio } else { ratio.without_percent() }),
            own: is_known.then(|| OwnFigures::from(&sum.own).with_percents(is_paid)),
            customers_counted: sum.customers,
            customers_missing: sum.missing,
            customers_with_lower_bound: sum.lower_bounds,
            spread: SpreadFigures::from(&sum.spread.distribution()),
        }
    }
}

impl From<&ProductGroup> for GroupBody {
    fn from(group: &ProductGroup) -> Self {
        let usage = &group.usage;
        Self {
            key: Some(format!("{} {}", group.sku.code(), group.workload.code)),
            sku: Some((&group.sku).into()),
            workload: Some((&group.workload).into()),
            customers: usage.customers + usage.missing,
            deployment: None,
            usage: None,
            product_usage: Some(ProductUsageTotals::of(usage, group.sku.is_paid())),
        }
    }
}

impl From<&Group> for GroupBody {
    fn from(group: &Group) -> Self {
        let mut is_paid = true;
        let (key, sku, workload) = match &group.key {
            GroupKey::Service(code) => (code.clone(), None, None),
            GroupKey::Label(text) => (text.clone(), None, None),
            GroupKey::Workload(it) => (Some(it.code.clone()), None, Some(it.into())),
            GroupKey::Sku(it) => {
                is_paid = it.is_paid();
                (Some(it.code().to_owned()), Some(it.into()), None)
            }
        };
        Self {
            key,
            sku,
            workload,
            customers: group.customers,
            deployment: group.deployment.as_ref().map(|it| DeploymentSpread::of(it, is_paid)),
            usage: group.usage.as_ref().map(UsageSpread::from),
            product_usage: None,
        }
    }
}

/// The portfolio, divided.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct GroupsBody {
    #[schema(format = Date)]
    day: String,
    /// Whose licences the distributions are of: `all` or `own`.
    sellers: &'static str,
    items: Vec<GroupBody>,
}

/// The portfolio by service, workload, SKU, product, country, segment, reseller or tag. A customer
/// with several tags counts in each.
#[utoipa::path(
    get, path = "/portfolio/groups", tag = "insights", operation_id = "portfolio_groups",
    params(GroupParams, ViewParams, FilterParams),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = GroupsBody), (status = 304), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn groups(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    mut asked: Parameters,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let seen = see(&services, &asker, &mut asked).await?;
    let filter = filter(&mut asked)?;
    let by = asked.choice("by", &DIMENSIONS)?;
    let by = by.ok_or_else(|| crate::parameters::refused("by", "given"))?;
    asked.finish()?;
    if let Some(unchanged) = seen.unchanged(&asker, &uri, &headers) {
        return Ok(unchanged);
    }
    let (day, sellers) = (seen.day, seen.sellers);
    let items: Vec<GroupBody> = match by {
        Divided::By(by) => {
            let query = GroupsQuery { day, sellers, filter, by };
            seen.boundary.groups(&seen.scope, &query).await?.iter().map(GroupBody::from).collect()
        }
        Divided::ByProduct => {
            let query = ProductsQuery { day, filter };
            seen.boundary.products(&seen.scope, &query).await?.iter().map(GroupBody::from).collect()
        }
    };
    let body = GroupsBody { day: seen.day.to_string(), sellers: seen.sellers_code(), items };
    Ok(seen.answer(&asker, &uri, body))
}
