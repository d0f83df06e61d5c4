//! The tickets and answers of a customer one by one, with their texts only for those who may
//! see personal data.

use uptake_calc::{Answer, TicketCategory};
use uptake_model::{CustomerId, Day, DayRange, Scope};

use crate::{AppError, Data};

/// Whether texts are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// They are shown: personal data, to be recorded.
    Told,
    /// They are left out.
    Concealed,
}

impl Texts {
    fn told(self, text: Option<String>) -> Option<String> {
        match self {
            Self::Told => text,
            Self::Concealed => None,
        }
    }
}

/// A ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TicketLine {
    /// Its id.
    pub ticket: String,
    /// The day on which it was opened.
    pub opened_on: Day,
    /// The day on which it was closed.
    pub closed_on: Option<Day>,
    /// What it is about.
    pub category: Option<TicketCategory>,
    /// Whether that was told from its subject line.
    pub is_classified: bool,
    /// The product, as the file names it.
    pub product: Option<String>,
    /// Its subject line, masked; `None` when texts are concealed.
    pub subject: Option<String>,
}

/// An answer to a survey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyLine {
    /// Its id.
    pub response: String,
    /// The day on which it was given.
    pub day: Day,
    /// What was answered.
    pub answer: Answer,
    /// What was said, masked; `None` when texts are concealed.
    pub comment: Option<String>,
}

impl Data {
    /// The tickets of a customer that were opened in some days, newest first.
    pub async fn tickets(
        &self,
        (scope, texts): (&Scope, Texts),
        customer: CustomerId,
        days: DayRange,
    ) -> Result<Vec<TicketLine>, AppError> {
        known_customer(scope, customer)?;
        let rows = self.store.tickets(&self.view.pins, &Scope::one(customer)).await?;
        let lines = rows.into_iter().filter(|it| days.contains(it.opened_on));
        let mut lines: Vec<TicketLine> = lines
            .map(|it| TicketLine {
                ticket: it.ticket_id,
                opened_on: it.opened_on,
                closed_on: it.closed_on,
                category: it.category.as_deref().and_then(TicketCategory::parse),
                is_classified: it.classified,
                product: it.product.and_then(|it| self.ticket_product(it, texts)),
                subject: texts.told(it.subject),
            })
            .collect();
        lines.sort_by(|a, b| (b.opened_on, &a.ticket).cmp(&(a.opened_on, &b.ticket)));
        Ok(lines)
    }

    /// The product of a ticket: the name or code of a workload, or else a text that may name
    /// people.
    fn ticket_product(&self, text: String, texts: Texts) -> Option<String> {
        let is_name = |name: &str| name.eq_ignore_ascii_case(text.trim());
        let mut workloads = self.catalogue().workloads();
        let is_workload = workloads.any(|it| is_name(it.code.as_str()) || is_name(&it.name));
        if is_workload { Some(text) } else { texts.told(Some(text)) }
    }

    /// The answers of a customer that were given in some days, newest first.
    pub async fn surveys(
        &self,
        (scope, texts): (&Scope, Texts),
        customer: CustomerId,
        days: DayRange,
    ) -> Result<Vec<SurveyLine>, AppError> {
        known_customer(scope, customer)?;
        let rows = self.store.surveys(&self.view.pins, &Scope::one(customer)).await?;
        let lines = rows.into_iter().filter(|it| days.contains(it.day));
        let mut lines: Vec<SurveyLine> = lines
            .filter_map(|it| {
                Some(SurveyLine {
                    answer: super::support::answer_of(&it)?,
                    response: it.response_id,
                    day: it.day,
                    comment: texts.told(it.comment),
                })
            })
            .collect();
        lines.sort_by(|a, b| (b.day, &a.response).cmp(&(a.day, &b.response)));
        Ok(lines)
    }
}

/// Refuses a customer that is not in scope as one that nobody knows.
fn known_customer(scope: &Scope, customer: CustomerId) -> Result<(), AppError> {
    let unknown = AppError::UnknownCustomer { customer };
    if scope.contains(customer) { Ok(()) } else { Err(unknown) }
}
