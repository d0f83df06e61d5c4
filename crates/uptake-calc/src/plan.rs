//! The catalogue in numbers: what the arithmetic needs to know of products.

use std::collections::{BTreeMap, BTreeSet};

use uptake_model::{Catalogue, SkuClass, SkuRef, WorkloadCode};

/// When a subscription in grace counts as sold (`spec/metrics.md`, 4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraceRule {
    /// Only when the customer has no active seat of the SKU: beside one it is the double.
    Lone,
    /// Never.
    Never,
    /// Always.
    Always,
}

/// Services, workloads, SKUs and activity sources as numbers.
///
/// SKUs that the catalogue does not know get a number too: they count as paid and contain
/// no workload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// When a subscription in grace counts as sold.
    pub grace: GraceRule,
    workloads: Vec<PlanWorkload>,
    skus: Vec<PlanSku>,
    sources: Vec<WorkloadCode>,
    sku_numbers: BTreeMap<SkuRef, usize>,
    workload_numbers: BTreeMap<WorkloadCode, usize>,
    source_numbers: BTreeMap<WorkloadCode, u16>,
}

/// A workload of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanWorkload {
    /// Its code.
    pub code: WorkloadCode,
    /// The numbers of the activity sources that count for it.
    pub sources: Vec<u16>,
}

/// A SKU, of the catalogue or unmapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanSku {
    /// Its canonical name.
    pub sku: SkuRef,
    /// How it counts; an unmapped SKU is paid.
    pub class: SkuClass,
    /// The numbers of the workloads it adds entitlements for.
    pub base: Vec<usize>,
    /// The numbers of the workloads it gives its holder without an entitlement.
    pub addon: Vec<usize>,
}

impl PlanSku {
    /// The numbers of all its workloads.
    pub fn workloads(&self) -> impl Iterator<Item = usize> {
        self.base.iter().chain(&self.addon).copied()
    }
}

impl Plan {
    /// The catalogue in numbers.
    pub fn new(catalogue: &Catalogue, grace: GraceRule) -> Self {
        let mut plan = Self {
            grace,
            workloads: Vec::new(),
            skus: Vec::new(),
            sources: Vec::new(),
            sku_numbers: BTreeMap::new(),
            workload_numbers: BTreeMap::new(),
            source_numbers: BTreeMap::new(),
        };
        for workload in catalogue.workloads() {
            let sources = workload.sources.iter().filter_map(|it| plan.number_source(it)).collect();
            plan.workload_numbers.insert(workload.code.clone(), plan.workloads.len());
            plan.workloads.push(PlanWorkload { code: workload.code.clone(), sources });
        }
        for sku in catalogue.skus() {
            let numbers = |codes: &[WorkloadCode]| -> Vec<usize> {
                let known = codes.iter().filter_map(|it| plan.workload_numbers.get(it).copied());
                // A workload that is named twice is entitled once.
                known.collect::<BTreeSet<_>>().into_iter().collect()
            };
            let entry = PlanSku {
                sku: SkuRef::Id(sku.id),
                class: sku.class,
                base: numbers(&sku.base),
                addon: numbers(&sku.addon),
            };
            plan.sku_numbers.insert(entry.sku.clone(), plan.skus.len());
            plan.skus.push(entry);
        }
        plan
    }

    /// The number of a SKU by its canonical name; an unmapped one gets a number now.
    pub fn number_sku(&mut self, canonical: &SkuRef) -> usize {
        if let Some(number) = self.sku_numbers.get(canonical) {
            return *number;
        }
        let number = self.skus.len();
        self.skus.push(PlanSku {
            sku: canonical.clone(),
            class: SkuClass::Paid,
            base: Vec::new(),
            addon: Vec::new(),
        });
        self.sku_numbers.insert(canonical.clone(), number);
        number
    }

    /// The number of a SKU by its canonical name, when it has one.
    pub fn sku_number(&self, canonical: &SkuRef) -> Option<usize> {
        self.sku_numbers.get(canonical).copied()
    }

    /// The number of an activity source; one that no workload counts gets a number now.
    /// `None` when there are more than 65,535 of them.
    pub fn number_source(&mut self, source: &WorkloadCode) -> Option<u16> {
        if let Some(number) = self.source_numbers.get(source) {
            return Some(*number);
        }
        let number = u16::try_from(self.sources.len()).ok()?;
        self.sources.push(source.clone());
        self.source_numbers.insert(source.clone(), number);
        Some(number)
    }

    /// The number of an activity source that some workload counts.
    pub fn source_number(&self, source: &WorkloadCode) -> Option<u16> {
        self.source_numbers.get(source).copied()
    }

    /// The number of a workload of the catalogue.
    pub fn workload_number(&self, code: &WorkloadCode) -> Option<usize> {
        self.workload_numbers.get(code).copied()
    }

    /// The workloads, by number.
    pub fn workloads(&self) -> &[PlanWorkload] {
        &self.workloads
    }

    /// The SKUs, by number.
    pub fn skus(&self) -> &[PlanSku] {
        &self.skus
    }

    /// The activity sources, by number.
    pub fn sources(&self) -> &[WorkloadCode] {
        &self.sources
    }
}
