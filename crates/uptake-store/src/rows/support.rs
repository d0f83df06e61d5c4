//! The rows of what lies beside licences and use: support, satisfaction, actions and prices.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, Field, Schema};
use uptake_model::{CustomerId, Day};

use super::{Row, row};
use crate::column::Column;

row! {
    /// A support ticket.
    pub TicketRow in "tickets" {
        /// The customer.
        customer_id: CustomerId,
        /// The ticket.
        ticket_id: String,
        /// The day it was opened.
        opened_on: Day,
        /// The day it was closed.
        closed_on: Option<Day>,
        /// What it is about.
        category: Option<String>,
        /// The product it is about.
        product: Option<String>,
        /// Its subject line, masked.
        subject: Option<String>,
        /// Whether the category was told from the subject line.
        classified: bool,
        /// The import file it came from.
        file_no: i64,
        /// The line of that file.
        line: u64,
    }
}

row! {
    /// An answer about satisfaction.
    pub SurveyRow in "surveys" {
        /// The customer.
        customer_id: CustomerId,
        /// The answer.
        response_id: String,
        /// The day of the answer.
        day: Day,
        /// `csat` or `nps`.
        kind: String,
        /// The score.
        score: u64,
        /// What was said, masked.
        comment: Option<String>,
        /// The import file it came from.
        file_no: i64,
        /// The line of that file.
        line: u64,
    }
}

row! {
    /// Something the partner did for a customer.
    pub ActionRow in "actions" {
        /// The customer.
        customer_id: CustomerId,
        /// The action.
        action_id: String,
        /// Which playbook it follows.
        playbook: String,
        /// The first day.
        started_on: Day,
        /// The last day.
        ended_on: Option<Day>,
        /// Who does it.
        owner: Option<String>,
        /// How far it is.
        status: Option<String>,
        /// What was noted.
        note: Option<String>,
        /// The import file it came from.
        file_no: i64,
        /// The line of that file.
        line: u64,
    }
}

row! {
    /// For which days all tickets of a customer are known.
    pub TicketCoverageRow in "ticket_coverage" {
        /// The customer.
        customer_id: CustomerId,
        /// The first day, included.
        first_day: Day,
        /// The last day, included.
        last_day: Day,
        /// The import file it came from.
        file_no: i64,
    }
}

row! {
    /// A line of the partner's price list.
    pub PriceRow in "prices" {
        /// Whom it is for: the id of zeros, which stands for every customer.
        customer_id: CustomerId,
        /// The SKU as given: GUID or part number.
        sku: Arc<str>,
        /// Price per seat and month, a plain decimal.
        unit_price: String,
        /// ISO 4217 code.
        currency: String,
        /// The first day on which it holds; missing for always.
        valid_from: Option<Day>,
        /// The import file it came from.
        file_no: i64,
        /// The line of that file.
        line: u64,
    }
}
