//! Counts as rows of tables, there and back.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use uptake_calc::{CustomerCounts, Plan};
use uptake_model::{
    CustomerId, Day, DayRange, Month, SkuRef, WorkloadCode,
    counts::{
        ActiveCounts, DeploymentCounts, OverageParts, PeopleCounts, ProductUsageCounts, Span,
        UsageCounts,
    },
};

use crate::{
    StoreError,
    change::TableWriter,
    delta::DataFile,
    rows::{DeploymentRow, PeopleRow, ProductUsageRow, Row, UsageRow},
};

/// A row that holds over a span of days.
pub(crate) trait SpanRow: Row {
    /// The days.
    fn days(&self) -> (Day, Day);
}

macro_rules! span_row {
    ($($row:ty),*) => {
        $(impl SpanRow for $row {
            fn days(&self) -> (Day, Day) {
                (self.first_day, self.last_day)
            }
        })*
    };
}

span_row!(DeploymentRow, UsageRow, ProductUsageRow, PeopleRow);

/// The texts of a plan's SKUs and workloads, made once.
pub(crate) struct Texts {
    skus: Vec<Arc<str>>,
    workloads: Vec<Arc<str>>,
}

impl Texts {
    pub(crate) fn new(plan: &Plan) -> Self {
        Self {
            skus: plan.skus().iter().map(|it| Arc::from(it.sku.to_string())).collect(),
            workloads: plan.workloads().iter().map(|it| Arc::from(it.code.as_str())).collect(),
        }
    }

    fn sku(&self, number: usize) -> Arc<str> {
        self.skus.get(number).cloned().unwrap_or_else(|| Arc::from(""))
    }

    fn workload(&self, number: usize) -> Arc<str> {
        self.workloads.get(number).cloned().unwrap_or_else(|| Arc::from(""))
    }
}

/// Writers of one result table, one per month.
pub(crate) struct MonthWriters<'a, R> {
    tables: &'a Path,
    months: BTreeMap<Month, TableWriter<R>>,
}

impl<'a, R: SpanRow> MonthWriters<'a, R> {
    fn new(tables: &'a Path) -> Self {
        Self { tables, months: BTreeMap::new() }
    }

    /// Adds a row to the month that it lies in.
    pub(crate) fn push(&mut self, month: Month, row: R) -> Result<(), StoreError> {
        let tables = self.tables;
        let writer = self
            .months
            .entry(month)
            .or_insert_with(|| TableWriter::new(tables, Some(month.to_string())));
        writer.push(row)
    }

    /// Cuts a span at the ends of months and adds a row for each piece.
    fn push_span<T>(
        &mut self,
        span: &Span<T>,
        row: impl Fn(&T, Day, Day) -> R,
    ) -> Result<(), StoreError> {
        let mut first = span.days.first();
        loop {
            let month = first.month();
            let last = month.range().last().min(span.days.last());
            self.push(month, row(&span.counts, first, last))?;
            if last == span.days.last() {
                return Ok(());
            }
            first = last.plus(1);
        }
    }

    fn finish(self) -> Result<Vec<DataFile>, StoreError> {
        let mut files = Vec::new();
        for writer in self.months.into_values() {
            files.extend(writer.finish()?);
        }
        Ok(files)
    }
}

/// Writers of all result tables.
pub(crate) struct ResultWriters<'a> {
    pub(crate) deployment: MonthWriters<'a, DeploymentRow>,
    pub(crate) usage: MonthWriters<'a, UsageRow>,
    pub(crate) product_usage: MonthWriters<'a, ProductUsageRow>,
    pub(crate) people: MonthWriters<'a, PeopleRow>,
}

/// Files written for each result table.
#[derive(Debug, Default)]
pub(crate) struct ResultFiles {
    pub(crate) deployment: Vec<DataFile>,
    pub(crate) usage: Vec<DataFile>,
    pub(crate) product_usage: Vec<DataFile>,
    pub(crate) people: Vec<DataFile>,
}

impl<'a> ResultWriters<'a> {
    pub(crate) fn new(tables: &'a Path) -> Self {
        Self {
            deployment: MonthWriters::new(tables),
            usage: MonthWriters::new(tables),
            product_usage: MonthWriters::new(tables),
            people: MonthWriters::new(tables),
        }
    }

    /// Adds the counts of one customer.
    pub(crate) fn push(
        &mut self,
        customer: CustomerId,
        counts: &CustomerCounts,
        texts: &Texts,
    ) -> Result<(), StoreError> {
        for (sku, spans) in &counts.deployment {
            let sku = texts.sku(*sku);
            for span in spans {
                self.deployment.push_span(span, |counts, first_day, last_day| DeploymentRow {
                    customer_id: customer,
                    sku: Arc::clone(&sku),
                    first_day,
                    last_day,
                    sold: counts.sold,
                    sold_own: counts.sold_own,
                    trial_seats: counts.trial_seats,
                    grace_seats: counts.grace_seats,
                    assigned: counts.assigned,
                })?;
            }
        }
        for (workload, spans) in &counts.usage {
            let workload = texts.workload(*workload);
            for span in spans {
                self.usage.push_span(span, |counts, first_day, last_day| {
                    usage_row(customer, &workload, counts, first_day, last_day)
                })?;
            }
        }
        for ((sku, workload), spans) in &counts.product_usage {
            let (sku, workload) = (texts.sku(*sku), texts.workload(*workload));
            for span in spans {
                self.product_usage.push_span(span, |counts, first_day, last_day| {
                    ProductUsageRow {
                        customer_id: customer,
                        sku: Arc::clone(&sku),
                        workload: Arc::clone(&workload),
                        first_day,
                        last_day,
                        qualified: counts.qualified,
                        active: counts.active,
                        coverage: counts.coverage,
                    }
                })?;
            }
        }
        for span in &counts.people {
            self.people.push_span(span, |counts, first_day, last_day| PeopleRow {
                customer_id: customer,
                first_day,
                last_day,
                active: counts.active,
                licensed: counts.licensed,
            })?;
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<ResultFiles, StoreError> {
        Ok(ResultFiles {
            deployment: self.deployment.finish()?,
            usage: self.usage.finish()?,
            product_usage: self.product_usage.finish()?,
            people: self.people.finish()?,
        })
    }
}

fn usage_row(
    customer_id: CustomerId,
    workload: &Arc<str>,
    counts: &UsageCounts,
    first_day: Day,
    last_day: Day,
) -> UsageRow {
    let users = counts.users;
    let part = |of: fn(&OverageParts) -> u64| users.map(|it| of(&it.overage));
    UsageRow {
        customer_id,
        workload: Arc::clone(workload),
        first_day,
        last_day,
        entitlements: counts.entitlements,
        entitlements_own: counts.entitlements_own,
        held: users.map(|it| it.held),
        former: users.map(|it| it.former),
        never: users.map(|it| it.never),
        untold: users.map(|it| it.untold),
        active_other: users.map(|it| it.active_other),
        overage_turnover: part(|it| it.turnover),
        overage_duplicate: part(|it| it.duplicate),
        overage_trial: part(|it| it.trial),
        overage_unlicensed: part(|it| it.unlicensed),
        overage_other: part(|it| it.other),
        coverage: counts.coverage,
        days_covered: u32::from(counts.days_covered),
        preliminary: counts.preliminary,
    }
}

/// The numbers of texts that come again and again.
#[derive(Default)]
pub(crate) struct Numbers {
    skus: Found,
    workloads: Found,
}

#[derive(Default)]
struct Found {
    /// Rows of one product follow each other.
    last: Option<(Arc<str>, Option<usize>)>,
    known: BTreeMap<Arc<str>, Option<usize>>,
}

impl Numbers {
    /// The number of a SKU; one that is not known gets a number.
    pub(crate) fn sku(&mut self, plan: &mut Plan, sku: &Arc<str>) -> Option<usize> {
        self.skus.of(sku, |it| Some(plan.number_sku(&SkuRef::from(it))))
    }

    /// The number of a workload, if it is known.
    pub(crate) fn workload(&mut self, plan: &Plan, workload: &Arc<str>) -> Option<usize> {
        self.workloads.of(workload, |it| plan.workload_number(&WorkloadCode::new(it)))
    }
}

impl Found {
    fn of(&mut self, text: &Arc<str>, find: impl FnOnce(&str) -> Option<usize>) -> Option<usize> {
        if let Some((last, number)) = &self.last
            && Arc::ptr_eq(last, text)
        {
            return *number;
        }
        let known = self.known.get(text).copied();
        let number = known.unwrap_or_else(|| find(text));
        if known.is_none() {
            self.known.insert(Arc::clone(text), number);
        }
        self.last = Some((Arc::clone(text), number));
        number
    }
}

/// Rows of one customer become counts again; those of SKUs and workloads that the plan
/// does not know are left out.
#[derive(Default)]
pub(crate) struct CountsBuilder {
    deployment: BTreeMap<usize, Vec<Span<DeploymentCounts>>>,
    usage: BTreeMap<usize, Vec<Span<UsageCounts>>>,
    product_usage: BTreeMap<(usize, usize), Vec<Span<ProductUsageCounts>>>,
    people: Vec<Span<PeopleCounts>>,
}

impl CountsBuilder {
    pub(crate) fn deployment(
        &mut self,
        plan: &mut Plan,
        numbers: &mut Numbers,
        days: DayRange,
        row: &DeploymentRow,
    ) {
        let Some(days) = clip(row, days) else { return };
        let Some(sku) = numbers.sku(plan, &row.sku) else { return };
        self.add_deployment(sku, Span { days, counts: row.counts() });
    }

    /// Adds deployment of the SKU of a number.
    pub(crate) fn add_deployment(&mut self, sku: usize, span: Span<DeploymentCounts>) {
        add(self.deployment.entry(sku).or_default(), span);
    }

    pub(crate) fn usage(
        &mut self,
        plan: &Plan,
        numbers: &mut Numbers,
        days: DayRange,
        row: &UsageRow,
    ) {
        let Some(days) = clip(row, days) else { return };
        let Some(workload) = numbers.workload(plan, &row.workload) else { return };
        self.add_usage(workload, Span { days, counts: row.counts() });
    }

    /// Adds usage of the workload of a number.
    pub(crate) fn add_usage(&mut self, workload: usize, span: Span<UsageCounts>) {
        add(self.usage.entry(workload).or_default(), span);
    }

    pub(crate) fn product_usage(
        &mut self,
        plan: &mut Plan,
        numbers: &mut Numbers,
        days: DayRange,
        row: &ProductUsageRow,
    ) {
        let Some(days) = clip(row, days) else { return };
        let sku = numbers.sku(plan, &row.sku);
        let (Some(sku), Some(workload)) = (sku, numbers.workload(plan, &row.workload)) else {
            return;
        };
        let counts = ProductUsageCounts {
            qualified: row.qualified,
            active: row.active,
            coverage: row.coverage,
        };
        add(self.product_usage.entry((sku, workload)).or_default(), Span { days, counts });
    }

    pub(crate) fn people(&mut self, days: DayRange, row: &PeopleRow) {
        let Some(days) = clip(row, days) else { return };
        let counts = PeopleCounts { active: row.active, licensed: row.licensed };
        add(&mut self.people, Span { days, counts });
    }

    /// Adds counts of later days.
    pub(crate) fn append(&mut self, counts: CustomerCounts) {
        for (key, spans) in counts.deployment {
            let all = self.deployment.entry(key).or_default();
            for span in spans {
                add(all, span);
            }
        }
        for (key, spans) in counts.usage {
            let all = self.usage.entry(key).or_default();
            for span in spans {
                add(all, span);
            }
        }
        for (key, spans) in counts.product_usage {
            let all = self.product_usage.entry(key).or_default();
            for span in spans {
                add(all, span);
            }
        }
        for span in counts.people {
            add(&mut self.people, span);
        }
    }

    pub(crate) fn finish(self) -> CustomerCounts {
        CustomerCounts {
            deployment: self.deployment.into_iter().collect(),
            usage: self.usage.into_iter().collect(),
            product_usage: self.product_usage.into_iter().collect(),
            people: self.people,
        }
    }
}

impl DeploymentRow {
    /// The counts of each of its days.
    fn counts(&self) -> DeploymentCounts {
        DeploymentCounts {
            sold: self.sold,
            sold_own: self.sold_own,
            trial_seats: self.trial_seats,
            grace_seats: self.grace_seats,
            assigned: self.assigned,
        }
    }

    /// All of it, unless its days are none.
    pub(crate) fn span(&self) -> Option<Span<DeploymentCounts>> {
        let days = DayRange::new(self.first_day, self.last_day)?;
        Some(Span { days, counts: self.counts() })
    }
}

impl UsageRow {
    /// The counts of each of its days.
    fn counts(&self) -> UsageCounts {
        UsageCounts {
            entitlements: self.entitlements,
            entitlements_own: self.entitlements_own,
            users: self.users(),
            coverage: self.coverage,
            days_covered: u8::try_from(self.days_covered).unwrap_or(u8::MAX),
            preliminary: self.preliminary,
        }
    }

    fn users(&self) -> Option<ActiveCounts> {
        Some(ActiveCounts {
            held: self.held?,
            former: self.former?,
            never: self.never?,
            untold: self.untold?,
            active_other: self.active_other?,
            overage: OverageParts {
                turnover: self.overage_turnover?,
                duplicate: self.overage_duplicate?,
                trial: self.overage_trial?,
                unlicensed: self.overage_unlicensed?,
                other: self.overage_other?,
            },
        })
    }

    /// All of it, unless its days are none.
    pub(crate) fn span(&self) -> Option<Span<UsageCounts>> {
        let days = DayRange::new(self.first_day, self.last_day)?;
        Some(Span { days, counts: self.counts() })
    }
}

fn clip(row: &impl SpanRow, days: DayRange) -> Option<DayRange> {
    let (first, last) = row.days();
    DayRange::new(first, last)?.intersect(days)
}

/// Adds a span; rows come month by month, so equal neighbours are one span again.
fn add<T: PartialEq>(spans: &mut Vec<Span<T>>, span: Span<T>) {
    match spans.last_mut() {
        Some(last)
            if last.counts == span.counts && last.days.last().plus(1) == span.days.first() =>
        {
            last.days = last.days.hull(span.days);
        }
        Some(_) | None => spans.push(span),
    }
}
