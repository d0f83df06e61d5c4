//! Facts beside licences and use: support, satisfaction, actions, and the partner's prices.

use serde::{Deserialize, Serialize};

use crate::{CustomerId, Day, DayRange, SkuRef};

/// A support ticket. Identity: customer, ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// The customer.
    pub customer_id: CustomerId,
    /// The ticket.
    pub ticket_id: String,
    /// The day it was opened.
    pub opened_on: Day,
    /// The day it was closed.
    pub closed_on: Option<Day>,
    /// `how_to`, `fault`, `access`, `billing`, `other`, or `None` (then classified).
    pub category: Option<String>,
    /// The product it is about.
    pub product: Option<String>,
    /// Its subject line, without what tells who a person is.
    pub subject: Option<String>,
    /// Whether the category was told from the subject line, because the file gives none.
    pub classified: bool,
}

/// An answer about satisfaction. Identity: customer, response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    /// The customer.
    pub customer_id: CustomerId,
    /// The answer.
    pub response_id: String,
    /// The day of the answer.
    pub day: Day,
    /// `csat` (1–5) or `nps` (0–10).
    pub kind: String,
    /// The score.
    pub score: u64,
    /// What was said, without what tells who a person is.
    pub comment: Option<String>,
}

/// Something the partner did for a customer. Identity: customer, action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// The customer.
    pub customer_id: CustomerId,
    /// The action.
    pub action_id: String,
    /// Which playbook it follows.
    pub playbook: String,
    /// The first day.
    pub started_on: Day,
    /// The last day.
    pub ended_on: Option<Day>,
    /// Who does it.
    pub owner: Option<String>,
    /// How far it is.
    pub status: Option<String>,
    /// What was noted.
    pub note: Option<String>,
}

/// For which customer and days the tickets of an import are complete: a day without rows is a
/// day on which no ticket was opened (`docs/signals.md`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TicketCoverage {
    /// The customer.
    pub customer_id: CustomerId,
    /// Over which days.
    pub days: DayRange,
}

/// A line of the partner's price list. Identity: SKU, currency, `valid_from`; in force until
/// the next line of the same SKU and currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// The SKU, as the file names it.
    pub sku: SkuRef,
    /// Price per seat and month, a plain decimal as written.
    pub unit_price: String,
    /// ISO 4217 code, in upper case.
    pub currency: String,
    /// The first day on which it holds; `None` for always.
    pub valid_from: Option<Day>,
}
