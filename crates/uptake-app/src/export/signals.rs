//! The exports of signals: support by month, and unused seats at the ends of months.

use std::collections::BTreeMap;

use uptake_calc::{Cost, ListPrice, Plan, PricedSeats, TicketCounts, unused_seats};
use uptake_export::{Cell, RowWriter};
use uptake_model::{CustomerId, Day, DayRange, Scope};
use uptake_store::CustomerDay;

use crate::{
    AppError, Data, MonthSupport, NamedUnused,
    products::ProductNames,
    signals::{
        day::{commercial, counts_of},
        support::Support,
    },
};

type NamesOf = BTreeMap<CustomerId, String>;

impl Data {
    /// Writes what is known of support and satisfaction in the months of some days.
    pub(super) async fn export_support(
        &self,
        (scope, days): (&Scope, DayRange),
        names: &NamesOf,
        out: &mut dyn RowWriter,
    ) -> Result<u64, AppError> {
        let support = Support::read(self, scope).await?;
        let mut rows = 0;
        for month in days.months() {
            // A month is whole at its beginning: only its end may lie behind the asked days.
            let last = month.range().last().min(days.last());
            let Some(part) = DayRange::new(month.first_day(), last) else { continue };
            let months = self.month_of_all(&support, scope, part).await?;
            for (customer, it) in months.iter().filter(|(_, it)| it.is_anything_known()) {
                let id = customer.to_string();
                let name = names.get(customer).map_or("", String::as_str);
                for cells in support_rows(&id, name, it) {
                    out.row(&cells)?;
                    rows += 1;
                }
            }
        }
        Ok(rows)
    }

    /// Writes the unused paid seats at the ends of the months of some days.
    pub(super) async fn export_unused_seats(
        &self,
        (scope, days): (&Scope, DayRange),
        names: &NamesOf,
        out: &mut dyn RowWriter,
    ) -> Result<u64, AppError> {
        let mut rows = 0;
        for month in days.months() {
            let Some(part) = month.range().intersect(days) else { continue };
            let day = part.last();
            let mut found: Vec<(CustomerId, Vec<NamedUnused>)> = Vec::new();
            let mut take = |plan: &Plan, prices: &[ListPrice], customer, of: CustomerDay| {
                let counts = counts_of(plan, &of, day);
                let on = commercial(&of, prices, day);
                let unused = unused_seats(plan, (&counts, Some(&of.facts)), on);
                let products = ProductNames::new(plan, self.catalogue());
                let mut unused: Vec<_> = unused.into_iter().collect();
                unused.sort_by_key(|(sku, _)| products.sku_place(*sku));
                let rows = unused.into_iter();
                let rows = rows.filter_map(|(sku, it)| NamedUnused::of(sku, it, &products));
                found.push((customer, rows.collect()));
            };
            self.each_day(scope, day, &mut take).await?;
            for (customer, skus) in found {
                let id = customer.to_string();
                let name = names.get(&customer).map_or("", String::as_str);
                for it in skus {
                    write_unused(out, (day, &id, name), &it)?;
                    rows += 1;
                }
            }
        }
        Ok(rows)
    }
}

/// The row of the customer as a whole, and one for each workload.
fn support_rows<'a>(id: &'a str, name: &'a str, month: &'a MonthSupport) -> Vec<Vec<Cell<'a>>> {
    let day = month.days.last();
    let load = &month.tickets;
    let mut whole = vec![Cell::Day(day), Cell::Text(id), Cell::Text(name)];
    whole.extend([Cell::Missing, Cell::Missing]);
    whole.extend(ticket_cells(load.counts.as_ref()));
    whole.push(Cell::Text(load.coverage.as_str()));
    whole.push(Cell::Count(load.days_covered));
    whole.push(Cell::count(month.active_users));
    whole.push(Cell::percent(month.totals.usage.covered_percent()));
    let answers = &month.satisfaction;
    whole.extend(
        [
            answers.csat_answers,
            answers.csat_sum,
            answers.csat_satisfied,
            answers.nps_answers,
            answers.promoters,
            answers.detractors,
        ]
        .map(Cell::Count),
    );
    let of_workload = month.workloads.iter().map(|it| {
        let mut cells = vec![Cell::Day(day), Cell::Text(id), Cell::Text(name)];
        cells.extend([Cell::Text(&it.workload.service), Cell::Text(&it.workload.code)]);
        cells.extend(ticket_cells(it.tickets.as_ref()));
        cells.push(Cell::Text(load.coverage.as_str()));
        cells.push(Cell::Count(load.days_covered));
        cells.push(Cell::count(it.active_users));
        cells.extend([Cell::Missing; 7]);
        cells
    });
    std::iter::once(whole).chain(of_workload).collect()
}

fn ticket_cells<'a>(counts: Option<&TicketCounts>) -> [Cell<'a>; 7] {
    let cell = |of: fn(&TicketCounts) -> u64| Cell::count(counts.map(of));
    [
        cell(TicketCounts::total),
        cell(|it| it.how_to),
        cell(|it| it.fault),
        cell(|it| it.access),
        cell(|it| it.billing),
        cell(|it| it.other),
        cell(|it| it.unclassified),
    ]
}

fn write_unused(
    out: &mut dyn RowWriter,
    (day, id, name): (Day, &str, &str),
    NamedUnused { sku, unused, unreported }: &NamedUnused,
) -> Result<(), AppError> {
    let unreported: Vec<&str> = unreported.iter().map(|it| &*it.code).collect();
    let unreported = unreported.join(";");
    let [reducible_30, reducible_90] = match &unused.reducible {
        Some(parts) => parts.each_ref().map(Some),
        None => [None; 2],
    };
    let (exposure, reassignable) = (unused.exposure.as_ref(), unused.reassignable.as_ref());
    let parts = [exposure, reassignable, reducible_30, reducible_90];
    let costs = parts.map(|it| it.map(|it| money(&it.cost)).unwrap_or_default());
    let mut cells = vec![
        Cell::Day(day),
        Cell::Text(id),
        Cell::Text(name),
        Cell::Text(&sku.id),
        Cell::Text(&sku.part_number),
        Cell::Text(&sku.name),
        Cell::Text(&sku.service),
        Cell::Count(unused.sold),
        Cell::count(unused.assigned),
        Cell::count(unused.idle),
        Cell::text(Some(unreported.as_str()).filter(|it| !it.is_empty())),
    ];
    for (part, cost) in parts.iter().zip(&costs) {
        let seats = |it: &PricedSeats| it.seats;
        cells.push(Cell::count(part.map(seats)));
        cells.push(Cell::text(Some(cost.as_str()).filter(|it| !it.is_empty())));
        cells.push(Cell::count(part.map(|it| it.cost.unpriced_seats)));
    }
    Ok(out.row(&cells)?)
}

/// Amounts with their currencies, which are never added up: `57.50 EUR; 7.00 USD`.
fn money(cost: &Cost) -> String {
    let amounts = cost.by_currency.iter().map(|(currency, it)| format!("{it} {currency}"));
    amounts.collect::<Vec<_>>().join("; ")
}
