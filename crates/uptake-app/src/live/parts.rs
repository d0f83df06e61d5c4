//! What a sum over customers is made of: each customer's part of a count, the greatest first.

use std::{cmp::Reverse, sync::Arc};

use uptake_calc::{Count, CustomerTotals, DeploymentSum, UsageSum};
use uptake_model::{Day, Scope, SellerScope, SkuRef, WorkloadCode};

use super::{
    apart::apart, boundary::Boundary, directory::CustomerSummary, filter::Filter, mask::Mask,
    memory::Key, once::Weigh, totals::DayTotals,
};
use crate::{AppError, SkuName, WorkloadName};

/// Which count of which portfolio is explained.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PartsQuery {
    /// The day.
    pub day: Day,
    /// Whose licences are counted.
    pub sellers: SellerScope,
    /// Which customers and products.
    pub filter: Filter,
    /// The count.
    pub count: Count,
    /// Of what.
    pub of: PartsOf,
}

/// Of what a count is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PartsOf {
    /// All products that the filter asks for.
    Totals,
    /// One SKU. It may be one that is not sold per person and so is in no total.
    Sku(SkuRef),
    /// One workload.
    Workload(WorkloadCode),
}

/// A count over customers and what it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartsPage {
    /// The sum: the very count of the portfolio. `None` when nothing is known of anybody.
    pub sum: Option<u64>,
    /// Customers in the sum; those whose part is 0 are not listed.
    pub counted: usize,
    /// Customers of whom nothing is known: they are in no sum, and listed last.
    pub missing: usize,
    /// How many customers the whole list has.
    pub total: usize,
    /// The customers of the page.
    pub rows: Vec<Part>,
    /// What the count is of, if it is one SKU.
    pub sku: Option<SkuName>,
    /// What the count is of, if it is one workload.
    pub workload: Option<WorkloadName>,
}

/// A customer's part of a count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The customer, with its figures over what the count is of.
    pub customer: CustomerSummary,
    /// Its part; `None` when nothing is known of it.
    pub part: Option<u64>,
}

/// All parts of a count, in their order.
pub(super) struct Parts {
    of: Of,
    sum: Option<u64>,
    counted: usize,
    missing: usize,
    /// Place of the customer, and part.
    listed: Vec<(u32, Option<u64>)>,
}

/// Of what a count is, by number.
#[derive(Debug, Clone, Copy)]
enum Of {
    Totals,
    Sku(usize),
    Workload(usize),
}

impl Boundary {
    /// A page of the customers that a count of the portfolio is made of: `limit` of them from
    /// the one of number `offset` on, counted from 0.
    pub async fn parts(
        &self,
        scope: &Scope,
        query: &PartsQuery,
        (offset, limit): (usize, usize),
    ) -> Result<PartsPage, AppError> {
        let totals = self.totals(query.day, &query.filter.products()).await?;
        let of = self.number(&totals, &query.of)?;
        let key = Key::new(self.seq(), scope, query.clone());
        let make = async {
            let mut mask = self.chosen(scope, &query.filter);
            mask.and(&totals.concerned);
            let (totals, count, sellers) = (Arc::clone(&totals), query.count, query.sellers);
            apart(move || Parts::of(&totals, &mask, of, (count, sellers))).await
        };
        let parts = self.memory.parts.get(&key, make).await?;
        Ok(parts.page(&totals, offset, limit))
    }

    fn number(&self, totals: &DayTotals, of: &PartsOf) -> Result<Of, AppError> {
        let plan = &totals.sheet.plan;
        match of {
            PartsOf::Totals => Ok(Of::Totals),
            PartsOf::Sku(sku) => {
                let number = plan.sku_number(&self.catalogue().canonical(sku));
                let unknown = || AppError::UnknownProduct { what: "SKU", name: sku.to_string() };
                number.map(Of::Sku).ok_or_else(unknown)
            }
            PartsOf::Workload(code) => {
                let unknown =
                    || AppError::UnknownProduct { what: "workload", name: code.to_string() };
                plan.workload_number(code).map(Of::Workload).ok_or_else(unknown)
            }
        }
    }
}

impl Of {
    /// A customer's figures over it; `None` when the customer has no row of one product.
    fn totals(self, day: &DayTotals, at: usize) -> Option<CustomerTotals> {
        let all = day.at(at)?;
        let mut totals = CustomerTotals { is_known: all.is_known, ..CustomerTotals::default() };
        match self {
            Self::Totals => return Some(*all),
            Self::Sku(number) => {
                let rows = &mut day.sheet.deployment(at, &day.products);
                totals.add_deployment(&rows.find(|(it, _)| *it == number)?.1);
            }
            Self::Workload(number) => {
                let rows = &mut day.sheet.usage(at, &day.products);
                totals.add_usage_alone(&rows.find(|(it, _)| *it == number)?.1);
            }
        }
        Some(totals)
    }
}

impl Parts {
    fn of(day: &DayTotals, mask: &Mask, of: Of, (count, sellers): (Count, SellerScope)) -> Self {
        let (mut deployment, mut usage) =
            (DeploymentSum::<()>::default(), UsageSum::<()>::default());
        let (mut counted, mut missing, mut listed) = (0, 0, Vec::new());
        for at in mask.iter() {
            let Some(own) = of.totals(day, at) else { continue };
            deployment.add_customer(&own.deployment);
            usage.add_customer(&own.usage);
            let place = u32::try_from(at).unwrap_or(u32::MAX);
            match own.part(count, sellers) {
                Some(part) => {
                    counted += 1;
                    listed.extend((part > 0).then_some((place, Some(part))));
                }
                None if own.is_missing(count) => {
                    missing += 1;
                    listed.push((place, None));
                }
                None => {}
            }
        }
        listed.sort_unstable_by_key(|(place, part)| (Reverse(*part), *place));
        let sum = if count.is_of_deployment() {
            deployment.count(count, sellers).filter(|_| counted > 0)
        } else {
            usage.count(count, sellers)
        };
        Self { of, sum, counted, missing, listed }
    }

    fn page(&self, day: &DayTotals, offset: usize, limit: usize) -> PartsPage {
        let rows = self.listed.iter().skip(offset).take(limit).filter_map(|(place, part)| {
            let at = usize::try_from(*place).ok()?;
            let profile = day.sheet.directory.profile(at)?;
            let customer = CustomerSummary { profile, totals: self.of.totals(day, at)? };
            Some(Part { customer, part: *part })
        });
        let names = &day.sheet.names;
        let (sku, workload) = match self.of {
            Of::Totals => (None, None),
            Of::Sku(it) => (names.sku(it).cloned(), None),
            Of::Workload(it) => (None, names.workload(it).cloned()),
        };
        PartsPage {
            sum: self.sum,
            counted: self.counted,
            missing: self.missing,
            total: self.listed.len(),
            rows: rows.collect(),
            sku,
            workload,
        }
    }
}

impl Weigh for Parts {
    fn bytes(&self) -> usize {
        self.listed.len() * size_of::<(u32, Option<u64>)>()
    }
}
