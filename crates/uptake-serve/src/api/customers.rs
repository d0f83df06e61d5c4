//! The list of customers: searched, filtered, sorted, page by page.

use std::collections::BTreeSet;

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use serde::Serialize;
use uptake_app::live::{BandFilter, Cursor, CustomersQuery, Direction, PageStart, Sort, SortKey};
use uptake_calc::Measure;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    names::CustomerRow,
    view::{FilterParams, NOT_GIVEN, ViewParams, filter, see},
};
use crate::{
    Services,
    asker::{May, ReadInsights},
    parameters::{Parameters, refused},
    problem::{Failure, Problem},
};

/// A page has at most so many customers.
const MOST_ROWS: usize = 500;
/// A page begins at most so far within the list.
const MOST_OFFSET: usize = 10_000_000;
/// The longest text that is searched for.
const MOST_SEARCH: usize = 200;

/// The routes of this file.
pub(super) fn routes() -> OpenApiRouter<Services> {
    OpenApiRouter::new().routes(routes!(list))
}

/// Which customers, in which order, and where the page begins.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents what `list` reads")]
pub(crate) struct ListParams {
    /// A piece of name, domain or id, whatever its case.
    search: Option<String>,
    /// `name` (without it), `domain`, `country`, `segment`, `sold`, `assigned`,
    /// `deployment_percent`, `entitlements`, `active`, `usage_percent`, `covered_percent`,
    /// `overage` or `unused`. What is missing is last, both ways.
    sort: Option<String>,
    /// `asc` (without it) or `desc`.
    direction: Option<String>,
    /// Which percentage `bands` is about: `deployment_percent`, `usage_percent` or
    /// `covered_percent` (without it).
    band_of: Option<String>,
    /// Only customers in these bands of 20 points: numbers from 0 to 4, parted by commas; `-`
    /// are those without a percentage.
    bands: Option<String>,
    /// The `next` of an earlier page; it has its own order.
    cursor: Option<String>,
    /// The number of the first customer, counted from 0; not together with `cursor`.
    #[param(minimum = 0, maximum = 10_000_000)]
    offset: Option<u32>,
    /// At most so many customers: 1 to 500; 50 without it.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
}

/// A page of customers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CustomersBody {
    #[schema(format = Date)]
    day: String,
    items: Vec<CustomerRow>,
    /// How many customers the whole list has.
    total: usize,
    /// The number of the first one here, counted from 0.
    offset: usize,
    /// Where the next page begins; `null` on the last.
    next: Option<String>,
}

/// The customers that the asker may see, with their figures.
#[utoipa::path(
    get, path = "/customers", tag = "insights", operation_id = "customers",
    params(ListParams, ViewParams, FilterParams),
    extensions(("x-permission" = json!("read_insights"))),
    responses(
        (status = 200, body = CustomersBody), (status = 304), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 429, body = Problem),
    )
)]
pub(crate) async fn list(
    State(services): State<Services>,
    May { asker, .. }: May<ReadInsights>,
    mut asked: Parameters,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let seen = see(&services, &asker, &mut asked).await?;
    let search = asked.text("search").unwrap_or_default();
    if search.chars().count() > MOST_SEARCH {
        return Err(refused("search", "at most 200 characters"));
    }
    let query = CustomersQuery {
        day: seen.day,
        sellers: seen.sellers,
        search,
        filter: filter(&mut asked)?,
        bands: bands(&mut asked)?,
        sort: sort(&mut asked)?,
        start: start(&mut asked)?,
        limit: asked.number("limit", 1..=MOST_ROWS)?.unwrap_or(50),
    };
    asked.finish()?;
    if let Some(unchanged) = seen.unchanged(&asker, &uri, &headers) {
        return Ok(unchanged);
    }
    let page = seen.boundary.customers(&seen.scope, &query).await?;
    let body = CustomersBody {
        day: seen.day.to_string(),
        items: page.rows.iter().map(CustomerRow::from).collect(),
        total: page.total,
        offset: page.offset,
        next: page.next.map(|it| it.to_string()),
    };
    Ok(seen.answer(&asker, &uri, body))
}

fn sort(asked: &mut Parameters) -> Result<Sort, Failure> {
    let keys: Vec<(&str, SortKey)> = SortKey::all().map(|it| (it.as_str(), it)).collect();
    let directions = Direction::ALL.map(|it| (it.as_str(), it));
    Ok(Sort {
        key: asked.choice("sort", &keys)?.unwrap_or(SortKey::Name),
        direction: asked.choice("direction", &directions)?.unwrap_or(Direction::Ascending),
    })
}

fn start(asked: &mut Parameters) -> Result<PageStart, Failure> {
    let cursor = asked.value::<Cursor>("cursor", "the `next` of an earlier page")?;
    let offset = asked.number("offset", 0..=MOST_OFFSET)?;
    match (cursor, offset) {
        (Some(_), Some(_)) => Err(refused("offset", "left out beside `cursor`")),
        (Some(cursor), None) => Ok(PageStart::After(cursor)),
        (None, offset) => Ok(PageStart::At(offset.unwrap_or(0))),
    }
}

fn bands(asked: &mut Parameters) -> Result<Option<BandFilter>, Failure> {
    let choices = [
        ("deployment_percent", Measure::DeploymentPercent),
        ("usage_percent", Measure::UsagePercent),
        ("covered_percent", Measure::CoveredPercent),
    ];
    let measure = asked.choice("band_of", &choices)?.unwrap_or(Measure::CoveredPercent);
    let expected = "numbers from 0 to 4, or `-`";
    let band = |text: String| match text.as_str() {
        NOT_GIVEN => Ok(None),
        number => match number.parse() {
            Ok(band @ 0..=4) => Ok(Some(band)),
            Ok(_) | Err(_) => Err(refused("bands", expected)),
        },
    };
    let bands: Vec<String> = asked.list("bands", expected)?;
    let bands = bands.into_iter().map(band).collect::<Result<BTreeSet<Option<usize>>, _>>()?;
    Ok((!bands.is_empty()).then_some(BandFilter { measure, bands }))
}
