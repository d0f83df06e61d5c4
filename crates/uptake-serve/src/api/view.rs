//! Which data a question is about: the import boundary, the customers in scope, the day, and
//! whose licences. And whether the asker has the answer already.

use std::{collections::BTreeSet, sync::Arc};

use axum::{
    Json,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use uptake_app::{
    access::Asker,
    live::{Boundary, Filter, Resellers},
};
use uptake_model::{
    CustomerScope, Day, DayRange, Scope, SellerScope, ServiceCode, SkuRef, WorkloadCode,
};
use utoipa::{IntoParams, ToSchema};

use super::time::Moment;
use crate::{
    Services,
    parameters::{Parameters, refused},
    problem::Failure,
};

pub(super) const DAY: &str = "a day like 2026-03-01";

/// Which data is asked.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents what `see` reads")]
pub(crate) struct ViewParams {
    /// The day; without it, the newest known.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<String>,
    /// Whose licences: `all` sellers' (without it), or the partner's `own`.
    #[param(inline)]
    sellers: Option<SellersChoice>,
    /// As it was recorded at an earlier moment.
    #[param(value_type = Option<String>, format = DateTime)]
    as_recorded_at: Option<String>,
}

/// Whose licences.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SellersChoice {
    /// Those of every seller.
    All,
    /// Those that the partner sold.
    Own,
}

/// What stands in a filter for customers of whom the attribute is not given.
pub(crate) const NOT_GIVEN: &str = "-";

/// Which customers and products; values of one kind are alternatives, parted by commas. `-`
/// asks for customers of whom the attribute is not given.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "documents what `filter` reads")]
pub(crate) struct FilterParams {
    /// Codes of services; `-` is that of SKUs which are in no catalogue.
    services: Option<String>,
    /// Codes of workloads.
    workloads: Option<String>,
    /// SKUs: GUIDs or part numbers.
    skus: Option<String>,
    /// Countries; `-` where none is given.
    countries: Option<String>,
    /// Segments; `-` where none is given.
    segments: Option<String>,
    /// Ids of indirect resellers; `-` where none is given.
    resellers: Option<String>,
    /// Tags; `-` where none is given.
    tags: Option<String>,
}

/// What an asker sees.
pub(crate) struct Seen {
    pub(crate) boundary: Arc<Boundary>,
    pub(crate) scope: Arc<Scope>,
    pub(crate) day: Day,
    pub(crate) sellers: SellerScope,
}

/// Finds what a question is about.
pub(crate) async fn see(
    services: &Services,
    asker: &Asker,
    parameters: &mut Parameters,
) -> Result<Seen, Failure> {
    let moment =
        parameters.value::<Moment>("as_recorded_at", "a moment like 2026-03-01T12:00:00Z")?;
    let boundary = match moment {
        Some(moment) => services.live.as_recorded_at(moment.millis()).await?,
        None => services.live.current()?,
    };
    let theirs = scope(services, asker, &boundary).await?;
    let choices = [("all", SellerScope::All), ("own", SellerScope::Own)];
    let sellers = parameters.choice("sellers", &choices)?.unwrap_or(SellerScope::All);
    let known = boundary.days(&theirs).ok_or(Failure::NoData)?;
    let day = parameters.value::<Day>("on", DAY)?.unwrap_or(known.last());
    if day < known.first() {
        let (day, first) = (day.to_string(), known.first().to_string());
        return Err(Failure::NoDataOnDay { day, first });
    }
    not_too_late(day, known)?;
    Ok(Seen { boundary, scope: theirs, day, sellers })
}

/// So many days after the last with data can be asked for: until then deployment is carried
/// on, and a later day is a mistake.
const MOST_DAYS_AFTER: i32 = 366;

pub(crate) fn not_too_late(day: Day, known: DayRange) -> Result<(), Failure> {
    let last = known.last().plus(MOST_DAYS_AFTER);
    if day > last {
        return Err(Failure::DayTooLate { day: day.to_string(), last: last.to_string() });
    }
    Ok(())
}

/// The customers of an asker at a boundary.
pub(crate) async fn scope(
    services: &Services,
    asker: &Asker,
    boundary: &Boundary,
) -> Result<Arc<Scope>, Failure> {
    let resellers = match &asker.customers {
        CustomerScope::Reseller { .. } => services.access.reseller_tree().await?,
        CustomerScope::All | CustomerScope::Tag { .. } | CustomerScope::List { .. } => {
            Resellers::new()
        }
    };
    Ok(boundary.scope(&asker.customers, &resellers).await?)
}

/// Reads the filter of a question.
pub(crate) fn filter(asked: &mut Parameters) -> Result<Filter, Failure> {
    Ok(Filter {
        services: texts(asked, "services", |it| ServiceCode::new(given(it)))?,
        workloads: texts(asked, "workloads", WorkloadCode::new)?,
        skus: texts(asked, "skus", SkuRef::from)?,
        countries: texts(asked, "countries", given)?,
        segments: texts(asked, "segments", given)?,
        resellers: texts(asked, "resellers", given)?,
        tags: texts(asked, "tags", given)?,
    })
}

/// A value of an attribute; that of customers of whom it is not given is empty.
pub(crate) fn given(text: String) -> String {
    if text == NOT_GIVEN { String::new() } else { text }
}

/// The same as it is written.
pub(crate) fn written(text: &str) -> String {
    if text.is_empty() { NOT_GIVEN.to_owned() } else { text.to_owned() }
}

fn texts<T: Ord>(
    asked: &mut Parameters,
    name: &str,
    of: impl Fn(String) -> T,
) -> Result<BTreeSet<T>, Failure> {
    Ok(asked.list::<String>(name, "texts, parted by commas")?.into_iter().map(of).collect())
}

/// The longest range that is answered day by day: three years and some.
const MOST_DAYS: usize = 1200;

/// Reads the range `from`–`to`; without it, the year that ends on the day.
pub(crate) fn range(asked: &mut Parameters, seen: &Seen) -> Result<DayRange, Failure> {
    let to = asked.value::<Day>("to", DAY)?.unwrap_or(seen.day);
    not_too_late(to, seen.boundary.days(&seen.scope).ok_or(Failure::NoData)?)?;
    let from = asked.value::<Day>("from", DAY)?.unwrap_or_else(|| to.plus(-364));
    let days = DayRange::new(from, to).ok_or_else(|| refused("from", "a day not after `to`"))?;
    if days.days() > MOST_DAYS {
        return Err(Failure::RangeTooLong { most: MOST_DAYS });
    }
    Ok(days)
}

impl Seen {
    /// Whose licences, as the API writes it.
    pub(crate) fn sellers_code(&self) -> &'static str {
        match self.sellers {
            SellerScope::All => "all",
            SellerScope::Own => "own",
        }
    }

    /// The tag of the answer to a question: it is the same as long as the answer is.
    fn tag(&self, asker: &Asker, uri: &Uri) -> String {
        let mut hasher = blake3::Hasher::new();
        let scope = format!("{:?}", asker.customers);
        let question = uri.path_and_query().map_or("", |it| it.as_str());
        for text in [env!("CARGO_PKG_VERSION"), &scope, question] {
            hasher.update(&text.len().to_be_bytes());
            hasher.update(text.as_bytes());
        }
        hasher.update(&self.boundary.seq().to_be_bytes());
        hasher.update(&self.day.epoch_days().to_be_bytes());
        let digits: String = hasher.finalize().to_hex().chars().take(32).collect();
        format!("\"{digits}\"")
    }

    /// 304, when the asker has the answer already.
    pub(crate) fn unchanged(
        &self,
        asker: &Asker,
        uri: &Uri,
        headers: &HeaderMap,
    ) -> Option<Response> {
        let tag = self.tag(asker, uri);
        let known = headers.get(header::IF_NONE_MATCH)?.to_str().ok()?;
        let is_known = known.split(',').map(|it| it.trim().trim_start_matches("W/"));
        let is_known = is_known.into_iter().any(|it| it == tag);
        is_known.then(|| (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response())
    }

    /// The answer, which the browser may keep as long as it asks whether it still holds.
    pub(crate) fn answer<T: Serialize>(&self, asker: &Asker, uri: &Uri, body: T) -> Response {
        let mut response = Json(body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        if let Ok(tag) = HeaderValue::from_str(&self.tag(asker, uri)) {
            headers.insert(header::ETAG, tag);
        }
        response
    }
}
