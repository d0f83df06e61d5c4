//! One customer's signals, support and satisfaction, as its page asks, and the support of all.

use std::sync::Arc;

use uptake_model::{CustomerId, Day, DayRange, Scope, SellerScope};

use super::{apart::apart_async, boundary::Boundary, filter::Filter, memory::Key, once::Weigh};
use crate::{
    AppError, CustomerSignalsReport, MonthOfAll, SupportReport, SurveyLine, Texts, TicketLine,
};

/// Support and satisfaction of several customers by month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportOfAll {
    /// How many customers are asked about, whether anything is known of them or not.
    pub customers: usize,
    /// The months, in order.
    pub months: Vec<MonthOfAll>,
}

impl Weigh for SupportOfAll {
    fn bytes(&self) -> usize {
        self.months.iter().map(|it| 512 + it.workloads.len() * 256).sum()
    }
}

impl Boundary {
    /// The signals of a customer on a day, with the unused seats that some sellers sold.
    pub async fn signals(
        &self,
        scope: &Scope,
        customer: CustomerId,
        on: (Day, SellerScope),
    ) -> Result<CustomerSignalsReport, AppError> {
        self.place(scope, customer)?;
        let one = Scope::one(customer);
        self.ask(move |data| async move { data.customer_signals(&one, customer, on).await }).await
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

    /// Support and satisfaction of the customers in scope that a filter asks for, in the months
    /// of some days. The filter is one of customers: tickets are not sold.
    pub async fn support_of_all(
        &self,
        scope: &Scope,
        filter: &Filter,
        days: DayRange,
    ) -> Result<Arc<SupportOfAll>, AppError> {
        let mask = self.chosen(scope, filter);
        let key = Key::new(self.seq(), scope, (filter.clone(), days));
        let (data, directory) = (Arc::clone(&self.data), Arc::clone(&self.directory));
        let read = move || async move {
            let months = data.support_of_all(&directory.scope(&mask), days).await?;
            Ok(SupportOfAll { customers: mask.count(), months })
        };
        self.memory.supports.get(&key, apart_async(read)).await
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
