//! What the pages of the dashboard ask for: `web/src/pages`, call by call.

use anyhow::Result;
use jiff::{ToSpan, civil::Date};
use rand::{RngExt, rngs::StdRng};

use super::client::{Client, text_at};
use crate::data::served::{COUNTRIES, NAMES, SEGMENTS};

/// So many customers the list asks for at once.
const PAGE: usize = 100;
/// What the list can be sorted by.
const SORTS: [&str; 13] = [
    "name",
    "domain",
    "country",
    "segment",
    "sold",
    "assigned",
    "deployment_percent",
    "entitlements",
    "active",
    "usage_percent",
    "covered_percent",
    "overage",
    "unused",
];

/// One call.
#[derive(Debug, Clone)]
pub(super) struct Question {
    /// What kind of call it is, in the table.
    pub(super) name: &'static str,
    /// What follows `/api/v1`.
    pub(super) path: String,
}

/// The calls of one page, in their order.
pub(super) type Page = Vec<Question>;

/// Days of which something is known: the page is told them by its first answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days {
    pub(super) first: Date,
    pub(super) last: Date,
}

impl Days {
    /// The days that the server knows.
    pub(super) fn known(client: &Client) -> Result<Self> {
        let body = client.json("/portfolio")?;
        let day = |place| -> Result<Date> { Ok(text_at(&body, place)?.parse()?) };
        Ok(Self { first: day("/known/first")?, last: day("/known/last")? })
    }

    /// The three months that pages show until somebody chooses others.
    pub(super) fn three_months(self) -> Self {
        Self { first: self.first.max(self.last.saturating_sub(3.months())), ..self }
    }

    /// The last days, so many.
    pub(super) fn last(self, count: i32) -> Self {
        Self { first: self.first.max(self.last.saturating_sub((count - 1).days())), ..self }
    }
}

/// The portfolio page, with a filter as it stands in the address, or none.
pub(super) fn portfolio(days: Days, filter: &str) -> Page {
    let Days { first, last } = days.three_months();
    let [alone, more] = ["?", "&"].map(|it| match filter {
        "" => String::new(),
        filter => format!("{it}{filter}"),
    });
    vec![
        ask("portfolio", format!("/portfolio{alone}")),
        ask("portfolio/groups", format!("/portfolio/groups?by=service{more}")),
        ask("portfolio/attention", format!("/portfolio/attention?most=5{more}")),
        ask("catalogue/services", "/catalogue/services".to_owned()),
        ask("portfolio/trend", format!("/portfolio/trend?from={first}&to={last}{more}")),
    ]
}

/// A filter by some countries and some segments, one of 61,425.
pub(super) fn some_marks(rng: &mut StdRng) -> String {
    format!("countries={}&segments={}", some(&COUNTRIES, rng), some(&SEGMENTS, rng))
}

fn some(texts: &[&str], rng: &mut StdRng) -> String {
    let chosen: Vec<&str> = texts.iter().copied().filter(|_| rng.random_bool(0.5)).collect();
    if chosen.is_empty() { texts.join(",") } else { chosen.join(",") }
}

/// The page of a customer over some days.
pub(super) fn customer(id: &str, Days { first, last }: Days) -> Page {
    vec![
        ask("customer", format!("/customers/{id}")),
        ask("customer/trend", format!("/customers/{id}/trend?from={first}&to={last}&only=totals")),
        ask("customer/coverage", format!("/customers/{id}/coverage?from={first}&to={last}")),
    ]
}

/// A search in the list of customers: a piece of a name, and some digits of an id.
pub(super) fn search(rng: &mut StdRng) -> Page {
    let name = NAMES.get(rng.random_range(0..NAMES.len())).copied().unwrap_or_default();
    let text = match rng.random_range(0..3) {
        0 => format!("{name}%20{:x}", rng.random_range(0..16)),
        1 => name.chars().take(rng.random_range(2..7)).collect(),
        _ => format!("{:03x}", rng.random_range(0..4096)),
    };
    vec![ask("search", format!("/customers?search={text}&offset=0&limit={PAGE}"))]
}

/// A page of the list of customers, somewhere, in some order.
pub(super) fn sorted(customers: usize, rng: &mut StdRng) -> Page {
    let sort = SORTS.get(rng.random_range(0..SORTS.len())).copied().unwrap_or_default();
    let direction = if rng.random_bool(0.5) { "&direction=desc" } else { "" };
    let page = rng.random_range(0..customers.div_ceil(PAGE).max(1));
    let from = if rng.random_bool(0.5) { 0 } else { page * PAGE };
    vec![ask("sort", format!("/customers?sort={sort}{direction}&offset={from}&limit={PAGE}"))]
}

/// Every order of the list once.
pub(super) fn every_order() -> Page {
    let orders = SORTS.into_iter().flat_map(|sort| [(sort, "asc"), (sort, "desc")]);
    let path =
        |(sort, way)| format!("/customers?sort={sort}&direction={way}&offset=0&limit={PAGE}");
    orders.map(|it| ask("sort", path(it))).collect()
}

/// What a figure of a customer was counted from.
pub(super) fn explained(id: &str) -> Page {
    vec![ask("explain", format!("/customers/{id}/explain?workload=exchange"))]
}

/// A call.
pub(super) fn ask(name: &'static str, path: String) -> Question {
    Question { name, path }
}

/// The pages of what to do: recommendations of all and of one customer, the board of actions
/// and its calendar.
pub(super) fn advice(customer: &str, days: Days) -> Page {
    let Days { first, last } = days.three_months();
    vec![
        ask("recommendations", "/recommendations".to_owned()),
        ask("recommendations of a play", "/recommendations?plays=idle_seats".to_owned()),
        ask("customer/recommendations", format!("/customers/{customer}/recommendations")),
        ask("customer/signals", format!("/customers/{customer}/signals")),
        ask("actions", "/actions".to_owned()),
        ask("actions/calendar", format!("/actions/calendar?from={first}&to={last}")),
        ask("portfolio/growth", format!("/portfolio/growth?from={first}&to={last}")),
        ask("portfolio/support", format!("/portfolio/support?from={first}&to={last}")),
    ]
}
