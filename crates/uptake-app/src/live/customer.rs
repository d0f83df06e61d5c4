//! One customer, as its page asks.

use uptake_model::{CustomerId, Day, Scope};

use super::boundary::Boundary;
use crate::{
    AppError, CustomerReport, ExplainTarget, Explanation, Names, Paging, SubscriptionLine,
};

impl Boundary {
    /// A customer on a day.
    pub async fn customer(
        &self,
        scope: &Scope,
        customer: CustomerId,
        day: Day,
    ) -> Result<CustomerReport, AppError> {
        self.place(scope, customer)?;
        self.ask(
            move |data| async move { data.customer(&Scope::one(customer), customer, day).await },
        )
        .await
    }

    /// The subscriptions of a customer in force on a day.
    pub async fn subscriptions(
        &self,
        scope: &Scope,
        customer: CustomerId,
        day: Day,
    ) -> Result<Vec<SubscriptionLine>, AppError> {
        self.place(scope, customer)?;
        let one = Scope::one(customer);
        self.ask(move |data| async move { data.subscriptions(&one, customer, day).await }).await
    }

    /// Explains a figure of a customer on a day. [`Names::Told`] shows personal data: only
    /// for those who may see it, and to be recorded.
    pub async fn explain(
        &self,
        names: Names,
        scope: &Scope,
        customer: CustomerId,
        (target, day, paging): (ExplainTarget, Day, Paging),
    ) -> Result<Explanation, AppError> {
        self.place(scope, customer)?;
        let one = Scope::one(customer);
        self.ask(move |data| async move {
            data.explain_with(names, &one, customer, (&target, day, paging)).await
        })
        .await
    }
}
