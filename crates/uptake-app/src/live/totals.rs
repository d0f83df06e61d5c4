//! All customers' figures of one day over the products that are asked for, and their orders.

use std::sync::{Arc, OnceLock};

use uptake_calc::{CustomerTotals, Measure};
use uptake_model::{Catalogue, SellerScope};

use super::{
    filter::{ProductFilter, Products},
    mask::Mask,
    once::Weigh,
    order::Ranks,
    sheet::DaySheet,
};

/// The figures of one day by customer.
pub(super) struct DayTotals {
    pub(super) sheet: Arc<DaySheet>,
    pub(super) products: Products,
    rows: Vec<CustomerTotals>,
    /// Customers with a row of what is asked for; all when nothing narrows it.
    pub(super) concerned: Mask,
    ranks: [[OnceLock<Ranks>; Measure::ALL.len()]; 2],
}

impl DayTotals {
    /// Adds up each customer's rows.
    pub(super) fn of(sheet: Arc<DaySheet>, filter: &ProductFilter, catalogue: &Catalogue) -> Self {
        let products = filter.of_plan(&sheet.plan, &sheet.names, catalogue);
        let len = sheet.directory.len();
        let rows = (0..len).map(|at| sheet.totals(at, &products)).collect();
        let concerned = if products.is_narrow {
            Mask::of(len, |at| sheet.has_any(at, &products))
        } else {
            Mask::all(len)
        };
        let ranks = [(); 2].map(|()| Measure::ALL.map(|_| OnceLock::new()));
        Self { sheet, products, rows, concerned, ranks }
    }

    /// A customer's figures.
    pub(super) fn at(&self, at: usize) -> Option<&CustomerTotals> {
        self.rows.get(at)
    }

    /// A figure of a customer.
    pub(super) fn measure(&self, at: usize, measure: Measure, sellers: SellerScope) -> Option<u64> {
        self.rows.get(at)?.measure(measure, sellers)
    }

    /// The customers in order of a figure; sorted when it is first asked for.
    pub(super) fn ranks(&self, measure: Measure, sellers: SellerScope) -> Option<&Ranks> {
        let [all, own] = &self.ranks;
        let by_measure = match sellers {
            SellerScope::All => all,
            SellerScope::Own => own,
        };
        let at = Measure::ALL.iter().position(|it| *it == measure)?;
        let ranks = by_measure.get(at)?;
        let len = self.rows.len();
        Some(ranks.get_or_init(|| Ranks::of(len, |it| self.measure(it, measure, sellers))))
    }
}

impl Weigh for DayTotals {
    fn bytes(&self) -> usize {
        // Room for the orders of some figures is counted from the start.
        self.rows.len() * (size_of::<CustomerTotals>() + 4 * 8) + self.concerned.bytes()
    }
}
