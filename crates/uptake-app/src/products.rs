//! What reports call SKUs and workloads: the plan's numbers in the catalogue's words.

use uptake_calc::{OwnPercents, OwnSum, Plan};
use uptake_model::{Catalogue, SkuClass, SkuRef, Workload};

/// A SKU as reports print it. An unmapped one has only the name that files give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkuName {
    /// The GUID; empty for an unmapped part number.
    pub id: String,
    /// The part number; empty for an unmapped GUID.
    pub part_number: String,
    /// The name; empty when unmapped.
    pub name: String,
    /// The service; empty when unmapped.
    pub service: String,
    /// How it counts; an unmapped SKU is paid.
    pub class: SkuClass,
    /// Whether the catalogue knows it.
    pub is_mapped: bool,
}

impl SkuName {
    /// Whether its percentages mean anything: it is sold per person.
    pub fn is_paid(&self) -> bool {
        self.class == SkuClass::Paid
    }

    /// The percentages of its own seats; `None` of a SKU whose percentages mean nothing.
    pub fn own_percents(&self, own: &OwnSum) -> Option<OwnPercents> {
        own.percents().filter(|_| self.is_paid())
    }

    /// What it is asked for by: the GUID, or the part number of an unmapped one.
    pub fn code(&self) -> &str {
        if self.id.is_empty() { &self.part_number } else { &self.id }
    }

    /// The shortest name that tells it from others.
    pub fn label(&self) -> &str {
        [&self.name, &self.part_number, &self.id]
            .into_iter()
            .find(|it| !it.is_empty())
            .map_or("", String::as_str)
    }

    /// The name of a SKU in a catalogue.
    pub fn of(sku: &SkuRef, catalogue: &Catalogue) -> Self {
        match (catalogue.sku(sku), sku) {
            (Some(known), _) => Self {
                id: known.id.to_string(),
                part_number: known.part_number.clone(),
                name: known.name.clone(),
                service: known.service.to_string(),
                class: known.class,
                is_mapped: true,
            },
            (None, SkuRef::Id(id)) => Self::unmapped(id.to_string(), String::new()),
            (None, SkuRef::PartNumber(text)) => Self::unmapped(String::new(), text.clone()),
        }
    }

    fn unmapped(id: String, part_number: String) -> Self {
        let (name, service) = (String::new(), String::new());
        Self { id, part_number, name, service, class: SkuClass::Paid, is_mapped: false }
    }
}

/// A workload as reports print it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkloadName {
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// The service.
    pub service: String,
    /// Whether people can use it without a licence.
    pub unlicensed_use: bool,
}

/// Names by the numbers of a plan.
#[derive(Debug, Clone)]
pub struct ProductNames {
    skus: Vec<SkuName>,
    workloads: Vec<WorkloadName>,
    sku_order: Vec<usize>,
}

impl SkuName {
    /// The name of a SKU of a plan: for few of them.
    pub(crate) fn numbered(plan: &Plan, number: usize, catalogue: &Catalogue) -> Option<Self> {
        plan.skus().get(number).map(|it| Self::of(&it.sku, catalogue))
    }
}

impl WorkloadName {
    /// The name of a workload in a catalogue.
    fn of(workload: &Workload) -> Self {
        Self {
            code: workload.code.to_string(),
            name: workload.name.clone(),
            service: workload.service.to_string(),
            unlicensed_use: workload.unlicensed_use,
        }
    }

    /// The name of a workload of a plan: for few of them.
    pub(crate) fn numbered(plan: &Plan, number: usize, catalogue: &Catalogue) -> Option<Self> {
        catalogue.workload(&plan.workloads().get(number)?.code).map(Self::of)
    }
}

impl ProductNames {
    /// Names everything that the plan numbers.
    pub fn new(plan: &Plan, catalogue: &Catalogue) -> Self {
        let skus: Vec<SkuName> =
            plan.skus().iter().map(|it| SkuName::of(&it.sku, catalogue)).collect();
        let workloads = plan.workloads().iter().filter_map(|it| catalogue.workload(&it.code));
        let workloads = workloads.map(WorkloadName::of);
        let mut order: Vec<(usize, &SkuName)> = skus.iter().enumerate().collect();
        order.sort_by(|(_, a), (_, b)| (&a.id, &a.part_number).cmp(&(&b.id, &b.part_number)));
        let mut sku_order = vec![0; order.len()];
        for (place, (number, _)) in order.into_iter().enumerate() {
            if let Some(slot) = sku_order.get_mut(number) {
                *slot = place;
            }
        }
        Self { workloads: workloads.collect(), skus, sku_order }
    }

    /// The SKU of a number.
    pub fn sku(&self, number: usize) -> Option<&SkuName> {
        self.skus.get(number)
    }

    /// The workload of a number.
    pub fn workload(&self, number: usize) -> Option<&WorkloadName> {
        self.workloads.get(number)
    }

    /// The place of a SKU in the order of exports: by GUID, then by part number.
    pub fn sku_place(&self, number: usize) -> usize {
        self.sku_order.get(number).copied().unwrap_or(usize::MAX)
    }
}
