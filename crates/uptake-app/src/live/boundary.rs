//! The data at one import boundary, as it is asked.

use std::{future::Future, sync::Arc};

use tokio::sync::OnceCell;
use uptake_model::{Catalogue, CustomerId, Day, DayRange, Scope};

use super::{
    apart::apart_async,
    directory::{CustomerProfile, Directory},
    filter::{Filter, ProductFilter},
    mask::Mask,
    memory::Memory,
    once::Weigh,
    sheet::DaySheet,
    totals::DayTotals,
};
use crate::{AppError, Data, withheld::WithheldFiles};

/// The data at one import boundary: all answers of one value belong together.
pub struct Boundary {
    pub(super) data: Arc<Data>,
    /// What tells the rules that it was made by from others.
    pub(super) rules: Arc<str>,
    pub(super) directory: Arc<Directory>,
    pub(super) memory: Arc<Memory>,
    withheld: OnceCell<Arc<WithheldFiles>>,
}

impl Boundary {
    /// Reads who the customers are.
    pub(super) async fn of(data: Data, rules: &str, memory: Arc<Memory>) -> Result<Self, AppError> {
        let data = Arc::new(data);
        let asked = Arc::clone(&data);
        let read = move || async move { Directory::read(&asked).await };
        let directory = Arc::new(apart_async(read).await?);
        Ok(Self { data, rules: Arc::from(rules), directory, memory, withheld: OnceCell::new() })
    }

    /// The ledger entry that it is the state after.
    pub fn seq(&self) -> i64 {
        self.data.view.seq
    }

    /// The catalogue in force.
    pub fn catalogue(&self) -> &Catalogue {
        self.data.catalogue()
    }

    /// The data folder at this boundary, for what is asked rarely.
    pub fn data(&self) -> &Data {
        &self.data
    }

    /// The same, to be kept for longer than this value.
    pub fn shared_data(&self) -> Arc<Data> {
        Arc::clone(&self.data)
    }

    /// All days of which anything is known of a customer in scope; `None` when there are none.
    pub fn days(&self, scope: &Scope) -> Option<DayRange> {
        self.directory.days(scope)
    }

    /// The newest day of which anything is known of a customer in scope.
    pub fn newest_day(&self, scope: &Scope) -> Option<Day> {
        self.days(scope).map(DayRange::last)
    }

    /// How many customers in scope a file names.
    pub fn customers_in(&self, scope: &Scope) -> usize {
        self.directory.mask(scope).count()
    }

    /// A customer's own data.
    pub fn profile(
        &self,
        scope: &Scope,
        customer: CustomerId,
    ) -> Result<CustomerProfile, AppError> {
        let at = self.place(scope, customer)?;
        self.directory.profile(at).ok_or(AppError::UnknownCustomer { customer })
    }

    /// The place of a customer; one outside of the scope is unknown.
    pub(super) fn place(&self, scope: &Scope, customer: CustomerId) -> Result<usize, AppError> {
        let place = self.directory.place(customer).filter(|_| scope.contains(customer));
        place.ok_or(AppError::UnknownCustomer { customer })
    }

    /// All customers on a day.
    pub(super) async fn sheet(&self, day: Day) -> Result<Arc<DaySheet>, AppError> {
        let (data, directory) = (Arc::clone(&self.data), Arc::clone(&self.directory));
        let read = move || async move { DaySheet::read(&data, directory, day).await };
        self.memory.sheets.get(&(self.seq(), day), apart_async(read)).await
    }

    /// All customers' figures of a day over some products.
    pub(super) async fn totals(
        &self,
        day: Day,
        products: &ProductFilter,
    ) -> Result<Arc<DayTotals>, AppError> {
        let key = (self.seq(), day, products.clone());
        let make = async {
            let (sheet, data) = (self.sheet(day).await?, Arc::clone(&self.data));
            let products = products.clone();
            super::apart::apart(move || DayTotals::of(sheet, &products, data.catalogue())).await
        };
        self.memory.totals.get(&key, make).await
    }

    /// The customers in scope that have the asked attributes.
    pub(super) fn chosen(&self, scope: &Scope, filter: &Filter) -> Mask {
        let mut mask = self.directory.mask(scope);
        filter.keep(&self.directory, &mut mask);
        mask
    }

    /// The files that withheld something: read once.
    pub(super) async fn withheld_files(&self) -> Result<Arc<WithheldFiles>, AppError> {
        let read = || self.ask(|data| async move { Ok(Arc::new(data.withheld_files().await?)) });
        self.withheld.get_or_try_init(read).await.cloned()
    }

    /// Runs a question on the data folder itself on a thread apart.
    pub(super) async fn ask<T, F>(
        &self,
        question: impl FnOnce(Arc<Data>) -> F + Send + 'static,
    ) -> Result<T, AppError>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, AppError>>,
    {
        let data = Arc::clone(&self.data);
        apart_async(move || question(data)).await
    }
}

impl Weigh for Boundary {
    fn bytes(&self) -> usize {
        self.directory.bytes()
    }
}
