//! What trends are made of: sums over some customers on the days of one month.
//!
//! A piece is of one file of stored counts, or of the days after those that are stored. That
//! of a file is what the file says, at every import boundary: an import makes a few files
//! anew, and only their pieces are read again.

use std::{collections::BTreeMap, sync::Arc};

use uptake_calc::{CustomerCounts, DeploymentSum, Plan, UsageSum, on_day};
use uptake_model::{
    CustomerId, Day, DayRange, Scope,
    counts::{DeploymentCounts, Span, UsageCounts},
};
use uptake_store::StoredFile;

use super::{
    apart::apart_async,
    boundary::Boundary,
    filter::{ProductFilter, Products},
    mask::Mask,
    memory::{Memory, ScopeKey},
    once::Weigh,
    sheet::WANTED,
    trend::{TrendQuery, offset},
};
use crate::{AppError, Data, data::Viewpoint, products::ProductNames};

/// Whose sums of what a piece is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct PieceKey {
    of: PieceOf,
    customers: ScopeKey,
    products: ProductFilter,
    with_workloads: bool,
}

/// What a piece is summed from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum PieceOf {
    /// A file by its checksum, read by some rules.
    Stored { checksum: String, rules: Arc<str> },
    /// What is computed at an import boundary.
    Later { seq: i64, days: DayRange },
}

/// Sums by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) days: DayRange,
    pub(super) deployment: Vec<DeploymentSum<()>>,
    pub(super) usage: Vec<UsageSum<()>>,
    /// By number; `None` when they were not asked for.
    pub(super) workloads: Option<BTreeMap<usize, Vec<UsageSum<()>>>>,
}

/// How the pieces of some customers and products are read.
pub(super) struct Pieces {
    data: Arc<Data>,
    memory: Arc<Memory>,
    rules: Arc<str>,
    days: DayRange,
    /// The customers, as a scope that has no other.
    scope: Arc<Scope>,
    customers: ScopeKey,
    /// Up to which day counts are stored of each of them.
    stored_until: Option<Day>,
    products: ProductFilter,
    with_workloads: bool,
}

impl Pieces {
    /// Those of some customers of a boundary.
    pub(super) fn of(boundary: &Boundary, mask: &Mask, query: &TrendQuery) -> Self {
        let directory = &boundary.directory;
        let scope = directory.scope(mask);
        Self {
            data: Arc::clone(&boundary.data),
            memory: Arc::clone(&boundary.memory),
            rules: Arc::clone(&boundary.rules),
            days: query.days,
            customers: ScopeKey::of(&scope),
            stored_until: mask.iter().filter_map(|at| Some(directory.known(at)?.last())).min(),
            scope: Arc::new(scope),
            products: query.filter.products(),
            with_workloads: query.with_workloads,
        }
    }

    /// What the data is read by.
    pub(super) fn view(&self) -> &Viewpoint {
        &self.data.view
    }

    /// All pieces of the asked days. They may have other days of the same months, too.
    pub(super) async fn read(&self) -> Result<Vec<Arc<Piece>>, AppError> {
        let mut pieces = Vec::new();
        for file in self.data.store.stored_files(&self.data.view.pins, self.days).await? {
            pieces.push(self.stored(file).await?);
        }
        for month in self.days.months() {
            let until = month.range().last().min(self.days.last());
            let is_stored = self.stored_until.is_none_or(|it| until <= it);
            if let (false, Some(days)) = (is_stored, DayRange::new(month.first_day(), until)) {
                pieces.push(self.later(days).await?);
            }
        }
        Ok(pieces)
    }

    fn key(&self, of: PieceOf) -> PieceKey {
        PieceKey {
            of,
            customers: self.customers,
            products: self.products.clone(),
            with_workloads: self.with_workloads,
        }
    }

    fn nothing(&self, days: DayRange) -> Summing {
        Summing {
            piece: Piece {
                days,
                deployment: vec![DeploymentSum::default(); days.days()],
                usage: vec![UsageSum::default(); days.days()],
                workloads: self.with_workloads.then(BTreeMap::new),
            },
            filter: self.products.clone(),
            products: None,
            numbers: 0,
        }
    }

    async fn stored(&self, file: StoredFile) -> Result<Arc<Piece>, AppError> {
        let checksum = file.checksum().to_owned();
        let key = self.key(PieceOf::Stored { checksum, rules: Arc::clone(&self.rules) });
        let mut summing = self.nothing(file.month().range());
        let (data, scope) = (Arc::clone(&self.data), Arc::clone(&self.scope));
        let read = move || async move {
            let view = &data.view;
            let mut plan = Plan::new(&view.catalogue, view.grace);
            let mut add = |plan: &Plan, _: CustomerId, counts: CustomerCounts| {
                summing.add(plan, view, &counts);
            };
            data.store.each_stored(&scope, &file, &mut plan, &mut add)?;
            Ok(summing.piece)
        };
        self.memory.pieces.get(&key, apart_async(read)).await
    }

    async fn later(&self, days: DayRange) -> Result<Arc<Piece>, AppError> {
        let key = self.key(PieceOf::Later { seq: self.data.view.seq, days });
        let mut summing = self.nothing(days);
        let (data, scope) = (Arc::clone(&self.data), Arc::clone(&self.scope));
        let read = move || async move {
            let view = &data.view;
            let mut add = |plan: &Plan, _: CustomerId, counts: CustomerCounts| {
                summing.add(plan, view, &counts);
            };
            let (store, question) = (&data.store, (days, WANTED));
            store.each_later_counts(&view.pins, view.rules(), &scope, question, &mut add).await?;
            Ok(summing.piece)
        };
        self.memory.pieces.get(&key, apart_async(read)).await
    }
}

/// A piece that customers are added to.
struct Summing {
    piece: Piece,
    filter: ProductFilter,
    products: Option<Products>,
    numbers: usize,
}

impl Summing {
    fn add(&mut self, plan: &Plan, view: &Viewpoint, counts: &CustomerCounts) {
        // Unmapped SKUs get their numbers as they are met.
        if self.products.is_none() || self.numbers != plan.skus().len() {
            self.numbers = plan.skus().len();
            let names = ProductNames::new(plan, &view.catalogue);
            self.products = Some(self.filter.of_plan(plan, &names, &view.catalogue));
        }
        if let Some(products) = &self.products {
            self.piece.add(products, counts);
        }
    }
}

impl Piece {
    /// Adds a customer's counts.
    fn add(&mut self, products: &Products, counts: &CustomerCounts) {
        let skus = counts.deployment.iter();
        let skus = skus.filter(|(sku, _)| products.takes_sku(*sku) && products.is_paid(*sku));
        let skus: Vec<&[Span<DeploymentCounts>]> = skus.map(|(_, spans)| &**spans).collect();
        for days in stretches(&skus, self.days) {
            let own = skus.iter().filter_map(|it| on_day(it, days.first()));
            let own = DeploymentSum::over_skus(&own.collect::<Vec<_>>());
            for sum in within(&mut self.deployment, self.days, days) {
                sum.add_customer(&own);
            }
        }
        let workloads = counts.usage.iter();
        let workloads = workloads.filter(|(workload, _)| products.takes_workload(*workload));
        let spans: Vec<&[Span<UsageCounts>]> = workloads.clone().map(|(_, it)| &**it).collect();
        for days in stretches(&spans, self.days) {
            let own = spans.iter().filter_map(|it| on_day(it, days.first()));
            let own = UsageSum::over_workloads(&own.collect::<Vec<_>>());
            for sum in within(&mut self.usage, self.days, days) {
                sum.add_customer(&own);
            }
        }
        let Some(sums) = &mut self.workloads else { return };
        for (workload, spans) in workloads {
            let sums = sums.entry(*workload);
            let sums = sums.or_insert_with(|| vec![UsageSum::default(); self.days.days()]);
            for span in spans {
                let Some(days) = span.days.intersect(self.days) else { continue };
                for sum in within(sums, self.days, days) {
                    sum.add(&span.counts);
                }
            }
        }
    }
}

/// The stretches of days between which none of some series changes, as far as one of them
/// has a row.
fn stretches<T>(series: &[&[Span<T>]], days: DayRange) -> Vec<DayRange> {
    let spans = series.iter().copied().flatten();
    let spans: Vec<DayRange> = spans.filter_map(|it| it.days.intersect(days)).collect();
    let mut begins: Vec<Day> =
        spans.iter().flat_map(|it| [it.first(), it.last().plus(1)]).collect();
    begins.sort_unstable();
    begins.dedup();
    let pairs = begins.windows(2).filter_map(|pair| match pair {
        [first, next] => DayRange::new(*first, next.plus(-1)),
        _ => None,
    });
    pairs.collect()
}

/// The sums of some of all days.
fn within<S>(sums: &mut [S], all: DayRange, days: DayRange) -> impl Iterator<Item = &mut S> {
    sums.iter_mut().skip(offset(all, days.first())).take(days.days())
}

impl Weigh for Piece {
    fn bytes(&self) -> usize {
        let workloads = self.workloads.as_ref().map_or(0, BTreeMap::len);
        let usage = (workloads + 1) * size_of::<UsageSum<()>>();
        self.days.days() * (usage + size_of::<DeploymentSum<()>>())
    }
}
