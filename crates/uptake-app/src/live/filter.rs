//! Which customers and which products a question is about.

use std::collections::BTreeSet;

use uptake_calc::Plan;
use uptake_model::{ServiceCode, SkuRef, WorkloadCode};

use super::{directory::Directory, mask::Mask};
use crate::products::ProductNames;

/// Which customers and products are asked for. Values of one kind are alternatives; an empty
/// set asks for all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Services: of the SKU in deployment, of the workload in usage.
    pub services: BTreeSet<ServiceCode>,
    /// Workloads, and the SKUs that contain one of them.
    pub workloads: BTreeSet<WorkloadCode>,
    /// SKUs, and the workloads that they give entitlements for.
    pub skus: BTreeSet<SkuRef>,
    /// Countries, whatever their case; an empty text is "not given".
    pub countries: BTreeSet<String>,
    /// Segments.
    pub segments: BTreeSet<String>,
    /// Indirect resellers by id.
    pub resellers: BTreeSet<String>,
    /// Tags; a customer needs one of them.
    pub tags: BTreeSet<String>,
}

/// Something that customers are marked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attribute {
    /// The country.
    Country,
    /// The segment.
    Segment,
    /// The indirect reseller.
    Reseller,
    /// A tag; a customer may have several.
    Tag,
}

impl Attribute {
    /// Every attribute.
    pub const ALL: [Self; 4] = [Self::Country, Self::Segment, Self::Reseller, Self::Tag];
}

/// Customers whose percentage lies in one of some bands of 20 points.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BandFilter {
    /// Which percentage; a measure that is none has no bands.
    pub measure: uptake_calc::Measure,
    /// The bands, from 0 to 4; the last is 80 % and more. `None` are those without a
    /// percentage: nothing is known of them, or they have no seats.
    pub bands: BTreeSet<Option<usize>>,
}

/// What a filter says of products.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct ProductFilter {
    services: BTreeSet<ServiceCode>,
    workloads: BTreeSet<WorkloadCode>,
    skus: BTreeSet<SkuRef>,
}

impl Filter {
    /// Whether it says anything of products.
    pub fn has_products(&self) -> bool {
        !(self.services.is_empty() && self.workloads.is_empty() && self.skus.is_empty())
    }

    /// What it says of products.
    pub(super) fn products(&self) -> ProductFilter {
        ProductFilter {
            services: self.services.clone(),
            workloads: self.workloads.clone(),
            skus: self.skus.clone(),
        }
    }

    /// Keeps the customers that have the asked attributes.
    pub(super) fn keep(&self, directory: &Directory, mask: &mut Mask) {
        for attribute in Attribute::ALL {
            let asked = match attribute {
                Attribute::Country => &self.countries,
                Attribute::Segment => &self.segments,
                Attribute::Reseller => &self.resellers,
                Attribute::Tag => &self.tags,
            };
            if asked.is_empty() {
                continue;
            }
            let labels = directory.labels(attribute);
            let numbers: BTreeSet<u32> = asked.iter().filter_map(|it| labels.number(it)).collect();
            mask.keep(|at| labels.at(at).iter().any(|it| numbers.contains(it)));
        }
    }
}

/// The SKUs and workloads of a plan that are asked for, by number.
#[derive(Debug, Clone)]
pub(super) struct Products {
    skus: Vec<bool>,
    workloads: Vec<bool>,
    paid: Vec<bool>,
    /// Whether some are left out.
    pub(super) is_narrow: bool,
}

impl ProductFilter {
    /// Whether a workload is asked for by its code, or none is.
    pub(super) fn names(&self, workload: &WorkloadCode) -> bool {
        self.workloads.is_empty() || self.workloads.contains(workload)
    }

    /// The numbers of what is asked for.
    pub(super) fn of_plan(
        &self,
        plan: &Plan,
        names: &ProductNames,
        catalogue: &uptake_model::Catalogue,
    ) -> Products {
        let skus: BTreeSet<usize> =
            self.skus.iter().filter_map(|it| plan.sku_number(&catalogue.canonical(it))).collect();
        let workloads: BTreeSet<usize> =
            self.workloads.iter().filter_map(|it| plan.workload_number(it)).collect();
        let of_service = |service: &str| {
            self.services.is_empty() || self.services.iter().any(|it| it.as_str() == service)
        };
        let takes_sku = |number: usize| {
            let service = names.sku(number).map_or("", |it| &it.service);
            let contains = || {
                let own = plan.skus().get(number);
                own.is_some_and(|it| it.workloads().any(|it| workloads.contains(&it)))
            };
            of_service(service)
                && (self.skus.is_empty() || skus.contains(&number))
                && (self.workloads.is_empty() || contains())
        };
        let entitled: BTreeSet<usize> = skus
            .iter()
            .filter_map(|it| plan.skus().get(*it))
            .flat_map(|it| it.base.iter().copied())
            .collect();
        let takes_workload = |number: usize| {
            let service = names.workload(number).map_or("", |it| &it.service);
            of_service(service)
                && (self.workloads.is_empty() || workloads.contains(&number))
                && (self.skus.is_empty() || entitled.contains(&number))
        };
        Products {
            skus: (0..plan.skus().len()).map(takes_sku).collect(),
            workloads: (0..plan.workloads().len()).map(takes_workload).collect(),
            paid: (0..plan.skus().len())
                .map(|it| names.sku(it).is_some_and(crate::SkuName::is_paid))
                .collect(),
            is_narrow: *self != Self::default(),
        }
    }
}

impl Products {
    /// Whether a SKU is asked for.
    pub(super) fn takes_sku(&self, number: usize) -> bool {
        self.skus.get(number).copied().unwrap_or(false)
    }

    /// Whether a workload is asked for.
    pub(super) fn takes_workload(&self, number: usize) -> bool {
        self.workloads.get(number).copied().unwrap_or(false)
    }

    /// Whether a SKU is sold per person.
    pub(super) fn is_paid(&self, number: usize) -> bool {
        self.paid.get(number).copied().unwrap_or(false)
    }
}
