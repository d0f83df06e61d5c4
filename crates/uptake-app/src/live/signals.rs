//! One customer's signals, support and satisfaction, as its page asks.

use uptake_model::{CustomerId, Day, DayRange, Scope};

use super::boundary::Boundary;
use crate::{AppError, CustomerSignalsReport, SupportReport, SurveyLine, Texts, TicketLine};

impl Boundary {
    /// The signals of a customer on a day.
    pub async fn signals(
        &self,
        scope: &Scope,
        customer: CustomerId,
        day: Day,
    ) -> Result<CustomerSignalsReport, AppError> {
        self.place(scope, customer)?;
        let one = Scope::one(customer);
        self.ask(move |data| async move { data.customer_signals(&one, customer, day).await }).await
    }

    /// Support and satisfaction of a customer in the months of some days.
    pub async fn support(
        &self,
        scope: &Scope,
        customer: CustomerId,
        days: DayRange,
    ) -> Result<SupportReport, AppError> {
        self.place(scope, customer)?;
        let one = Scope::one(customer);
        self.ask(move |data| async move { data.customer_support(&one, customer, days).await }).await
    }

    /// The tickets of a customer in some days. [`Texts::Told`] shows personal data: only for
    /// those who may see it, and to be recorded.
    pub async fn tickets(
        &self,
        (scope, texts): (&Scope, Texts),
        customer: CustomerId,
        days: DayRange,
    ) -> Result<Vec<TicketLine>, AppError> {
        self.place(scope, customer)?;
        let one = Scope::one(customer);
        self.ask(move |data| async move { data.tickets((&one, texts), customer, days).await }).await
    }

    /// The answers of a customer in some days. [`Texts::Told`] shows personal data: only for
    /// those who may see it, and to be recorded.
    pub async fn surveys(
        &self,
        (scope, texts): (&Scope, Texts),
        customer: CustomerId,
        days: DayRange,
    ) -> Result<Vec<SurveyLine>, AppError> {
        self.place(scope, customer)?;
        let one = Scope::one(customer);
        self.ask(move |data| async move { data.surveys((&one, texts), customer, days).await }).await
    }
}
