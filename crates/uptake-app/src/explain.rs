//! Why a figure is what it is: its formula with its numbers, its parts, and the rows and
//! files that it was counted from.
//!
//! Everything is a value: codes, counts, days, files and lines. What is said about them in
//! words is up to who shows them. The people and seats are counted once more on the way, so
//! that an explanation also tells whether the stored figure is right.

use std::collections::{BTreeMap, BTreeSet};

use uptake_calc::{
    AssignedBy, DayCounts,
    explain::{
        ActiveUser, Product, active_users, holders, recount_deployment, recount_usage, seat_parts,
        units_in_force, window,
    },
};
use uptake_model::{
    CustomerId, Day, DayRange, Scope, SkuRef, UserKey, WorkloadCode, facts::CoverageKind,
};
use uptake_store::{Traced, Wanted, lists_everybody};

use crate::{
    AppError, Data,
    products::{ProductNames, SkuName},
    sold_by::SoldBy,
};

mod people;
mod sources;
mod values;

use sources::Sources;
pub use values::{
    ActivityLine, Cited, CoverageLine, DeploymentFigure, ExplainTarget, Explanation, Figure,
    FlagLine, HoldingLine, ListLine, ListedLine, NamedLine, Paging, PersonLine, RecordLine,
    SeatLine, UnitsLine, UsageFigure,
};

/// What is asked for, and where the answer is looked up.
struct Asked<'a> {
    customer: CustomerId,
    traced: &'a Traced,
    product: Product,
    day: Day,
    sources: &'a Sources,
    names: Names,
}

/// Whether the names of a customer's users are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Those that the vault has: personal data.
    Told,
    /// None: the vault is not asked.
    Concealed,
}

impl Data {
    /// Explains a figure of a customer in scope on a day, with the names of its users.
    pub async fn explain(
        &self,
        scope: &Scope,
        customer: CustomerId,
        target: &ExplainTarget,
        day: Day,
        paging: Paging,
    ) -> Result<Explanation, AppError> {
        self.explain_with(Names::Told, scope, customer, (target, day, paging)).await
    }

    /// The same with the names of users, or without.
    pub async fn explain_with(
        &self,
        names: Names,
        scope: &Scope,
        customer: CustomerId,
        (target, day, paging): (&ExplainTarget, Day, Paging),
    ) -> Result<Explanation, AppError> {
        let known = self.known_days(scope, customer).await?;
        if day < known.first() {
            return Err(AppError::TooEarly { day, first: known.first() });
        }
        let (view, one, on) = (&self.view, Scope::one(customer), DayRange::single(day));
        let traced = self.store.trace(&view.pins, view.rules(), &one, customer, on).await?;
        let traced = traced.ok_or(AppError::UnknownCustomer { customer })?;
        let sources = self.sources(customer).await?;
        let product = self.product(&traced, target)?;
        let asked = Asked { customer, traced: &traced, product, day, sources: &sources, names };
        let record = self.store.customers(&view.pins, view.rules(), &one).await?.pop();
        let active = match product {
            Product::Workload(it) => active_users(&traced.plan, &traced.facts, it, day),
            Product::Sku(_) => Vec::new(),
        };
        let people = match product {
            Product::Workload(_) => people::of_workload(&active),
            Product::Sku(it) => people::of_sku(&holders(&traced.facts, it, day)),
        };
        let mut explanation = Explanation {
            customer,
            name: record.map(|it| it.name).unwrap_or_default(),
            day,
            window: window(day),
            grace: view.grace,
            figure: self.figure(&asked).await?,
            seats: self.seats(&asked),
            units: units(&asked),
            list: list(&asked),
            coverage: coverage(&asked),
            people_total: people.len(),
            people: Vec::new(),
            paging,
            rows_agree: true,
        };
        explanation.people = self.people(&asked, paging, people).await?;
        explanation.rows_agree = rows_agree(&traced, &active, &explanation.people);
        Ok(explanation)
    }

    /// The plan's number of what is asked for.
    fn product(&self, traced: &Traced, target: &ExplainTarget) -> Result<Product, AppError> {
        let (what, number, name) = match target {
            ExplainTarget::Workload(code) => {
                let number = traced.plan.workload_number(code).map(Product::Workload);
                ("workload", number, code.to_string())
            }
            ExplainTarget::Sku(sku) => {
                let canonical = self.view.catalogue.canonical(sku);
                ("SKU", traced.plan.sku_number(&canonical).map(Product::Sku), sku.to_string())
            }
        };
        number.ok_or(AppError::UnknownProduct { what, name })
    }

    async fn figure(&self, asked: &Asked<'_>) -> Result<Figure, AppError> {
        let Asked { customer, traced, product, day, .. } = *asked;
        let (view, one, on) = (&self.view, Scope::one(customer), DayRange::single(day));
        let wanted = Wanted { product_usage: false, people: false, ..Wanted::ALL };
        let counts = self.store.counts(&view.pins, view.rules(), &one, on, wanted).await?;
        let stored = counts.customers.get(&customer).map(|it| DayCounts::of(it, day));
        let stored = stored.unwrap_or_default();
        let names = ProductNames::new(&traced.plan, &view.catalogue);
        let (plan, facts) = (&traced.plan, &traced.facts);
        let unknown = || AppError::UnknownProduct { what: "product", name: String::new() };
        match product {
            Product::Workload(number) => {
                let recount = recount_usage(plan, facts, number, day);
                let code = plan.workloads().get(number).map(|it| &it.code);
                let number_there = code.and_then(|it| counts.plan.workload_number(it));
                let unknown_days = recount.unknown_days.into_iter().filter_map(|(it, days)| {
                    Some((plan.sources().get(usize::from(it))?.clone(), days))
                });
                Ok(Figure::Usage(UsageFigure {
                    workload: names.workload(number).cloned().ok_or_else(unknown)?,
                    stored: number_there.and_then(|it| stored.usage.get(&it)).copied(),
                    recount: recount.counts,
                    above: recount.above,
                    spare: recount.spare,
                    unknown_days: unknown_days.collect(),
                }))
            }
            Product::Sku(number) => {
                let sku = plan.skus().get(number).map(|it| &it.sku);
                let number_there = sku.and_then(|it| counts.plan.sku_number(it));
                Ok(Figure::Deployment(DeploymentFigure {
                    sku: names.sku(number).cloned().ok_or_else(unknown)?,
                    stored: number_there.and_then(|it| stored.deployment.get(&it)).copied(),
                    recount: recount_deployment(plan, facts, number, day),
                }))
            }
        }
    }

    fn seats(&self, asked: &Asked<'_>) -> Vec<SeatLine> {
        let Asked { traced, product, day, sources, .. } = *asked;
        let record = |at: usize| {
            traced.subscriptions.get(at).map(|it| RecordLine {
                as_of: it.as_of,
                quantity: it.quantity,
                status: it.status,
                is_trial: it.is_trial,
                sold_by: SoldBy::of(it),
                cited: sources.cite(it.file_no, Some(it.line)),
            })
        };
        let parts = seat_parts(&traced.plan, &traced.facts, product, day).into_iter();
        let lines = parts.filter_map(|part| {
            let row = traced.subscriptions.get(part.state)?;
            // A count of no seats, or one that gave way to subscriptions, is no news.
            let is_idle = row.aggregate && row.quantity == 0 && part.window_seats == 0;
            let window = part.window_state.and_then(record).map(|it| (part.window_seats, it));
            (!is_idle).then_some(())?;
            Some(SeatLine {
                sku: SkuName::of(&SkuRef::from(&*row.sku), &self.view.catalogue),
                subscription: SoldBy::id_in(row),
                role: part.role,
                seats: part.seats,
                record: record(part.state)?,
                window: window.filter(|(seats, _)| *seats > 0),
            })
        });
        let mut lines: Vec<SeatLine> = lines.collect();
        lines.sort_by(|a, b| {
            let key = |it: &SeatLine| (it.sku.id.clone(), it.sku.part_number.clone());
            (key(a), &a.subscription).cmp(&(key(b), &b.subscription))
        });
        lines
    }
}

fn units(asked: &Asked<'_>) -> Option<UnitsLine> {
    let Asked { traced, product, day, sources, .. } = *asked;
    let Product::Sku(sku) = product else { return None };
    let row = traced.units.get(units_in_force(&traced.facts, sku, day)?)?;
    let cited = sources.cite(row.file_no, Some(row.line));
    Some(UnitsLine { as_of: row.as_of, units: row.units, cited })
}

/// The newest list that tells who holds a SKU by the day.
fn list(asked: &Asked<'_>) -> Option<ListLine> {
    let Asked { traced, product, day, sources, .. } = *asked;
    let Product::Sku(_) = product else { return None };
    let lists: Vec<(Day, i64)> = match traced.facts.assigned_by(day) {
        AssignedBy::Holdings => traced.lists.iter().map(|it| (it.as_of, it.file_no)).collect(),
        AssignedBy::Products => {
            let lists = traced.coverage.iter().filter(|it| lists_everybody(it));
            lists.map(|it| (it.last_day, it.file_no)).collect()
        }
        AssignedBy::Units | AssignedBy::Nothing => Vec::new(),
    };
    let newest = lists.into_iter().filter(|(as_of, _)| *as_of <= day).max();
    newest.map(|(as_of, file_no)| ListLine { as_of, cited: sources.cite(file_no, None) })
}

/// What is known of the days of a workload's window.
fn coverage(asked: &Asked<'_>) -> Vec<CoverageLine> {
    let Asked { traced, product, day, sources, .. } = *asked;
    let codes = workload_sources(traced, product);
    let lines = traced.coverage.iter().filter_map(|it| {
        let days = DayRange::new(it.first_day, it.last_day)?;
        let source = it.source.as_ref().map(|it| WorkloadCode::new(&**it));
        let is_asked = match &source {
            Some(code) => codes.contains(code),
            None => !codes.is_empty(),
        };
        let tells = match it.kind {
            CoverageKind::Daily => days.intersect(window(day)).is_some(),
            CoverageKind::Snapshot => days.contains(day),
        };
        let (kind, recorded_on) = (it.kind, it.recorded_on);
        let cited = sources.cite(it.file_no, None);
        (is_asked && tells).then_some(CoverageLine { source, kind, days, recorded_on, cited })
    });
    let mut lines: Vec<CoverageLine> = lines.collect();
    lines.sort_by(|a, b| (&a.source, a.days, &a.cited).cmp(&(&b.source, b.days, &b.cited)));
    lines
}

/// The activity sources of a workload; a SKU has none.
fn workload_sources(traced: &Traced, product: Product) -> Vec<WorkloadCode> {
    let Product::Workload(workload) = product else { return Vec::new() };
    let numbers = traced.plan.workloads().get(workload).map_or(&[][..], |it| &it.sources);
    let codes = numbers.iter().filter_map(|it| traced.plan.sources().get(usize::from(*it)));
    codes.cloned().collect()
}

/// Whether the active days of the people are just those that their rows say.
fn rows_agree(traced: &Traced, active: &[ActiveUser], people: &[PersonLine]) -> bool {
    let by_key: BTreeMap<UserKey, &ActiveUser> =
        active.iter().filter_map(|it| Some((people::key_of(traced, it.user)?, it))).collect();
    people.iter().all(|person| {
        let counted: BTreeSet<(&str, Day)> = by_key
            .get(&person.key)
            .into_iter()
            .flat_map(|it| &it.days)
            .filter_map(|(source, day)| {
                Some((traced.plan.sources().get(usize::from(*source))?.as_str(), *day))
            })
            .collect();
        counted == person.activity.iter().map(|it| (it.source.as_str(), it.day)).collect()
    })
}
