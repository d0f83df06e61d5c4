//! What a figure of the portfolio is made of: each customer's part of it.

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use serde::Serialize;
use uptake_app::live::{Part, PartsOf, PartsPage, PartsQuery};
use uptake_calc::Count;
use uptake_model::{SellerScope, SkuRef, WorkloadCode};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    names::{CustomerRow, SkuBody, WorkloadBody},
    view::{FilterParams, Seen, ViewParams, filter, see},
};
use crate::{
    Services,
    asker::{May, ReadInsights},
    parameters::{Parameters, refused},
    problem::{Failure, Problem},
};

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(explain))
}

/// A page has at most so many customers.
const MOST_ROWS: usize = 500;

const COUNTS: [(&str, Count); Count::ALL.len()] = [
    ("sold", Count::Sold),
    ("trial_seats", Count::TrialSeats),
    ("grace_seats", Count::GraceSeats),
    ("assigned", Count::Assigned),
    ("excess", Count::Excess),
    ("unassigned", Count::Unassigned),
    ("entitlements", Count::Entitlements),
    ("active", Count::Active),
    ("active_entitled", Count::ActiveEntitled),
    ("held", Count::Held),
    ("former", Count::Former),
    ("never", Count::Never),
    ("untold", Count::Untold),
    ("active_other", Count::ActiveOther),
    ("covered", Count::Covered),
    ("overage", Count::Overage),
    ("turnover", Count::Turnover),
    ("duplicate", Count::Duplicate),
    ("trial", Count::Trial),
    ("unlicensed", Count::Unlicensed),
    ("other", Count::Other),
];

/// Which figure, and which page of what it is made of.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents what `explain` reads")]
pub(crate) struct PartsParams {
    /// Of deployment `sold`, `trial_seats`, `grace_seats`, `assigned`, `excess` or
    /// `unassigned`; of usage `entitlements`, `active`, `active_entitled` (the part of the
    /// ratio over workloads), `held`, `former`, `never`, `untold`, `active_other`, `covered`,
    /// `overage`, and of that `turnover`, `duplicate`, `trial`, `unlicensed` or `other`. Of
    /// `sellers=own` only `sold`, `assigned`, `unassigned`, `entitlements`, `active` and
    /// `active_entitled`.
    count: String,
    /// The figure of one SKU, by GUID or part number; without it, of all that are sold per
    /// person.
    sku: Option<String>,
    /// The figure of one workload; without it, of all.
    workload: Option<String>,
    /// The `next` of an earlier page.
    cursor: Option<String>,
    /// At most so many customers: 1 to 500; 50 without it.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
}

/// A customer's part of a figure.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartBody {
    #[serde(flatten)]
    customer: CustomerRow,
    /// Its part; `null` when nothing is known of it, and then in no sum.
    part: Option<u64>,
}

impl From<&Part> for PartBody {
    fn from(part: &Part) -> Self {
        Self { customer: (&part.customer).into(), part: part.part }
    }
}

/// A figure of the portfolio, and the customers that it is made of.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartsBody {
    #[schema(format = Date)]
    day: String,
    /// Whose licences: `all` or `own`.
    sellers: &'static str,
    /// The count that is explained.
    count: &'static str,
    /// The SKU that it is of, if it is of one.
    sku: Option<SkuBody>,
    /// The workload that it is of, if it is of one.
    workload: Option<WorkloadBody>,
    /// The figure: the sum of the parts. `null` when nothing is known of anybody. Of own
    /// seats, estimates are rounded one by one, and their sum once.
    sum: Option<u64>,
    /// Customers in the sum; those whose part is 0 are not listed.
    customers_counted: usize,
    /// Customers of whom nothing is known; in no sum, and listed last.
    customers_missing: usize,
    /// The greatest parts first. A customer's figures are those over what the count is of.
    items: Vec<PartBody>,
    /// How many customers the whole list has.
    total: usize,
    /// Where the next page begins; `null` on the last.
    next: Option<String>,
}

/// Explains a figure of the portfolio: the customers that it is made of, each with its part.
/// `/customers/{customer_id}/explain` goes on from there, down to rows and files.
#[utoipa::path(
    get, path = "/portfolio/explain", tag = "insights", operation_id = "portfolio_explain",
    params(PartsParams, ViewParams, FilterParams),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = PartsBody), (status = 304), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn explain(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    mut asked: Parameters,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let seen = see(&services, &asker, &mut asked).await?;
    let filter = filter(&mut asked)?;
    let (code, count) = count(&mut asked, seen.sellers)?;
    let of = of(&mut asked, count)?;
    let offset = asked.value::<Place>("cursor", "the `next` of an earlier page")?;
    let offset = offset.map_or(0, |it| it.0);
    let limit = asked.value("limit", "a number from 1 to 500")?.unwrap_or(50_usize);
    let limit = limit.clamp(1, MOST_ROWS);
    asked.finish()?;
    if let Some(unchanged) = seen.unchanged(&asker, &uri, &headers) {
        return Ok(unchanged);
    }
    let query = PartsQuery { day: seen.day, sellers: seen.sellers, filter, count, of };
    let page = seen.boundary.parts(&seen.scope, &query, (offset, limit)).await?;
    Ok(seen.answer(&asker, &uri, body(&seen, code, &page, offset)))
}

fn count(asked: &mut Parameters, sellers: SellerScope) -> Result<(&'static str, Count), Failure> {
    let choices = COUNTS.map(|(code, count)| (code, (code, count)));
    let chosen = asked.choice("count", &choices)?;
    let chosen = chosen.ok_or_else(|| refused("count", "given"))?;
    if sellers == SellerScope::Own && !chosen.1.is_of_own() {
        let own = COUNTS.iter().filter(|(_, it)| it.is_of_own()).map(|(code, _)| *code);
        let expected = format!("for own seats one of {}", own.collect::<Vec<_>>().join(", "));
        return Err(refused("count", &expected));
    }
    Ok(chosen)
}

fn of(asked: &mut Parameters, count: Count) -> Result<PartsOf, Failure> {
    match (asked.text("sku"), asked.text("workload"), count.is_of_deployment()) {
        (None, None, _) => Ok(PartsOf::Totals),
        (Some(sku), None, true) => Ok(PartsOf::Sku(SkuRef::from(sku.as_str()))),
        (None, Some(code), false) => Ok(PartsOf::Workload(WorkloadCode::new(code))),
        (Some(_), _, _) => Err(refused("sku", "left out, but for a count of deployment")),
        (None, Some(_), true) => Err(refused("workload", "left out, but for a count of usage")),
    }
}

/// How many customers were on the pages before: the cursor, in hexadecimal digits.
struct Place(usize);

impl std::str::FromStr for Place {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        usize::from_str_radix(text, 16).map(Self)
    }
}

fn body(seen: &Seen, count: &'static str, page: &PartsPage, offset: usize) -> PartsBody {
    let told = offset.saturating_add(page.rows.len());
    PartsBody {
        day: seen.day.to_string(),
        sellers: seen.sellers_code(),
        count,
        sku: page.sku.as_ref().map(SkuBody::from),
        workload: page.workload.as_ref().map(WorkloadBody::from),
        sum: page.sum,
        customers_counted: page.counted,
        customers_missing: page.missing,
        items: page.rows.iter().map(PartBody::from).collect(),
        total: page.total,
        next: (told < page.total && !page.rows.is_empty()).then(|| format!("{told:x}")),
    }
}
