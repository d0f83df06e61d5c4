//! The portfolio divided: by product, or by what customers are marked with.

use std::{collections::BTreeMap, sync::Arc};

use uptake_calc::{CustomerTotals, DeploymentSum, Gather, OwnSpread, Spread, UsageSum};
use uptake_model::{Day, Scope, SellerScope};

use super::{
    apart::apart,
    boundary::Boundary,
    filter::{Attribute, Filter},
    mask::Mask,
    memory::Key,
    once::Weigh,
    portfolio::{DeploymentTotal, UsageTotal},
    totals::DayTotals,
};
use crate::{
    AppError,
    products::{SkuName, WorkloadName},
};

/// By what a portfolio is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// The service of SKUs and workloads.
    Service,
    /// The workload: usage only.
    Workload,
    /// The SKU: deployment only.
    Sku,
    /// What customers are marked with; one with several tags counts in each.
    Attribute(Attribute),
}

/// Which portfolio is divided, and by what.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct GroupsQuery {
    /// The day.
    pub day: Day,
    /// Whose licences the distributions are of.
    pub sellers: SellerScope,
    /// Which customers and products.
    pub filter: Filter,
    /// By what.
    pub by: Dimension,
}

/// What a group has in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupKey {
    /// A service by its code; `None` is the service of unmapped SKUs.
    Service(Option<String>),
    /// A workload.
    Workload(WorkloadName),
    /// A SKU. One that is not sold per person has no percentage.
    Sku(SkuName),
    /// A country, segment, reseller or tag; `None` where it is not given.
    Label(Option<String>),
}

/// A part of the portfolio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What it has in common.
    pub key: GroupKey,
    /// Customers in it.
    pub customers: u64,
    /// Deployment; `None` when it is divided by workload.
    pub deployment: Option<DeploymentTotal>,
    /// Usage; `None` when it is divided by SKU.
    pub usage: Option<UsageTotal>,
}

/// Groups in the order of their keys.
pub(super) struct Groups(Arc<[Group]>);

impl Boundary {
    /// The customers in scope that a filter asks for, divided. Groups come in the order of
    /// their codes or texts, "not given" first; each has a customer.
    pub async fn groups(
        &self,
        scope: &Scope,
        query: &GroupsQuery,
    ) -> Result<Arc<[Group]>, AppError> {
        let key = Key::new(self.seq(), scope, query.clone());
        let make = async {
            let totals = self.totals(query.day, &query.filter.products()).await?;
            let mut mask = self.chosen(scope, &query.filter);
            mask.and(&totals.concerned);
            let (by, sellers) = (query.by, query.sellers);
            let divide = move || match sellers {
                SellerScope::All => divided::<Spread>(&totals, &mask, by),
                SellerScope::Own => divided::<OwnSpread>(&totals, &mask, by),
            };
            apart(move || Groups(divide().into())).await
        };
        self.memory.groups.get(&key, make).await.map(|it| Arc::clone(&it.0))
    }
}

fn divided<S: Gather>(totals: &DayTotals, mask: &Mask, by: Dimension) -> Vec<Group> {
    match by {
        Dimension::Service => by_service::<S>(totals, mask),
        Dimension::Workload => by_workload::<S>(totals, mask),
        Dimension::Sku => by_sku::<S>(totals, mask),
        Dimension::Attribute(attribute) => by_attribute::<S>(totals, mask, attribute),
    }
}

/// The sums of a group.
struct Sums<S> {
    customers: u64,
    deployment: DeploymentSum<S>,
    usage: UsageSum<S>,
}

impl<S: Gather> Default for Sums<S> {
    fn default() -> Self {
        Self { customers: 0, deployment: DeploymentSum::default(), usage: UsageSum::default() }
    }
}

impl<S: Gather> Sums<S> {
    fn add(&mut self, totals: &CustomerTotals) {
        self.customers += 1;
        self.deployment.add_customer(&totals.deployment);
        self.usage.add_customer(&totals.usage);
    }

    fn group(&self, key: GroupKey) -> Group {
        Group {
            key,
            customers: self.customers,
            deployment: Some(self.deployment.settled()),
            usage: Some(self.usage.settled()),
        }
    }
}

fn by_attribute<S: Gather>(totals: &DayTotals, mask: &Mask, attribute: Attribute) -> Vec<Group> {
    let labels = totals.sheet.directory.labels(attribute);
    let mut sums: BTreeMap<u32, Sums<S>> = BTreeMap::new();
    for at in mask.iter() {
        let Some(own) = totals.at(at) else { continue };
        for label in labels.at(at) {
            sums.entry(*label).or_default().add(own);
        }
    }
    let key = |label: u32| GroupKey::Label(labels.text(label).map(str::to_owned));
    sums.iter().map(|(label, it)| it.group(key(*label))).collect()
}

fn by_service<S: Gather>(totals: &DayTotals, mask: &Mask) -> Vec<Group> {
    let (sheet, products) = (&totals.sheet, &totals.products);
    let mut sums: BTreeMap<&str, Sums<S>> = BTreeMap::new();
    for at in mask.iter() {
        let is_known = totals.at(at).is_some_and(|it| it.is_known);
        let none = CustomerTotals { is_known, ..CustomerTotals::default() };
        let mut own: BTreeMap<&str, CustomerTotals> = BTreeMap::new();
        for (sku, counts) in sheet.deployment(at, products) {
            let Some(name) = sheet.names.sku(sku).filter(|it| it.is_paid()) else { continue };
            own.entry(&name.service).or_insert(none).add_deployment(&counts);
        }
        for (workload, counts) in sheet.usage(at, products) {
            let Some(name) = sheet.names.workload(workload) else { continue };
            own.entry(&name.service).or_insert(none).add_usage(&counts);
        }
        for (service, own) in own {
            sums.entry(service).or_default().add(&own);
        }
    }
    let key = |it: &str| GroupKey::Service((!it.is_empty()).then(|| it.to_owned()));
    sums.iter().map(|(service, it)| it.group(key(service))).collect()
}

fn by_workload<S: Gather>(totals: &DayTotals, mask: &Mask) -> Vec<Group> {
    let mut sums: BTreeMap<usize, UsageSum<S>> = BTreeMap::new();
    for at in mask.iter() {
        for (workload, counts) in totals.sheet.usage(at, &totals.products) {
            sums.entry(workload).or_default().add(&counts);
        }
    }
    let groups = sums.iter().filter_map(|(workload, sum)| {
        Some(Group {
            key: GroupKey::Workload(totals.sheet.names.workload(*workload)?.clone()),
            customers: sum.customers + sum.missing,
            deployment: None,
            usage: Some(sum.settled()),
        })
    });
    groups.collect()
}

fn by_sku<S: Gather>(totals: &DayTotals, mask: &Mask) -> Vec<Group> {
    let names = &totals.sheet.names;
    let mut sums: BTreeMap<usize, DeploymentSum<S>> = BTreeMap::new();
    for at in mask.iter() {
        for (sku, counts) in totals.sheet.deployment(at, &totals.products) {
            sums.entry(sku).or_default().add(&counts, totals.products.is_paid(sku));
        }
    }
    let mut skus: Vec<(usize, DeploymentSum<S>)> = sums.into_iter().collect();
    skus.sort_by_key(|(sku, _)| names.sku_place(*sku));
    let groups = skus.iter().filter_map(|(sku, sum)| {
        Some(Group {
            key: GroupKey::Sku(names.sku(*sku)?.clone()),
            customers: sum.customers,
            deployment: Some(sum.settled()),
            usage: None,
        })
    });
    groups.collect()
}

impl Weigh for Groups {
    fn bytes(&self) -> usize {
        self.0.len() * 768
    }
}
