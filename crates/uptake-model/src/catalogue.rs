//! The catalogue: services, workloads and SKUs as data.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{Guid, ServiceCode, SkuRef, WorkloadCode};

#[cfg(test)]
mod tests;

/// A family of products: `office365`, `dynamics365`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Service {
    /// The code, as exports print it.
    pub code: ServiceCode,
    /// The name that people read; product names are not translated.
    pub name: String,
}

/// Something a licence lets people use, and that can be told to be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workload {
    /// The code, as files and exports spell it.
    pub code: WorkloadCode,
    /// The service it belongs to.
    pub service: ServiceCode,
    /// The name that people read.
    pub name: String,
    /// The activity sources that count for it; they need not be workload codes.
    pub sources: Vec<WorkloadCode>,
    /// Whether people can use it without a licence. Changes wording only.
    pub unlicensed_use: bool,
}

/// How a SKU counts (`spec/metrics.md`, 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkuClass {
    /// Sold per person: counts in every total.
    Paid,
    /// Viral or unlimited: shown with its counts, never in a total.
    Free,
    /// For devices or resources, not for people: shown with its counts, never in a total.
    Device,
}

/// A product as it is sold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sku {
    /// The GUID, the one key of a SKU: names and part numbers change.
    pub id: Guid,
    /// The part number, exact and unique in the catalogue.
    pub part_number: String,
    /// The name that people read.
    pub name: String,
    /// The service it belongs to.
    pub service: ServiceCode,
    /// How it counts.
    pub class: SkuClass,
    /// The workloads it gives its holder and adds entitlements for.
    pub base: Vec<WorkloadCode>,
    /// The workloads it gives its holder without adding an entitlement.
    pub addon: Vec<WorkloadCode>,
}

impl Sku {
    /// Every workload its holder may use, base before add-on.
    pub fn workloads(&self) -> impl Iterator<Item = &WorkloadCode> {
        self.base.iter().chain(&self.addon)
    }
}

/// Another name that reports give a SKU: it was renamed, or they print a name of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alias {
    /// The name, in any case.
    pub name: String,
    /// The SKU.
    pub sku: Guid,
}

/// All services, workloads and SKUs that are known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    services: BTreeMap<ServiceCode, Service>,
    workloads: BTreeMap<WorkloadCode, Workload>,
    skus: BTreeMap<Guid, Sku>,
    /// Other names of SKUs, in upper case.
    #[serde(default)]
    aliases: BTreeMap<String, Guid>,
    #[serde(skip)]
    part_numbers: BTreeMap<String, Guid>,
    /// By name in upper case.
    #[serde(skip)]
    names: BTreeMap<String, BTreeSet<Guid>>,
}

impl Catalogue {
    /// The services, by code.
    pub fn services(&self) -> impl Iterator<Item = &Service> {
        self.services.values()
    }

    /// The workloads, by code.
    pub fn workloads(&self) -> impl Iterator<Item = &Workload> {
        self.workloads.values()
    }

    /// The SKUs, by GUID.
    pub fn skus(&self) -> impl Iterator<Item = &Sku> {
        self.skus.values()
    }

    /// The service of this code.
    pub fn service(&self, code: &ServiceCode) -> Option<&Service> {
        self.services.get(code)
    }

    /// The workload of this code.
    pub fn workload(&self, code: &WorkloadCode) -> Option<&Workload> {
        self.workloads.get(code)
    }

    /// The SKU that a GUID or a part number names; `None` when it is unmapped.
    pub fn sku(&self, sku: &SkuRef) -> Option<&Sku> {
        let id = match sku {
            SkuRef::Id(id) => id,
            SkuRef::PartNumber(part_number) => self.part_numbers.get(part_number)?,
        };
        self.skus.get(id)
    }

    /// The SKUs of this name, in any case, by GUID: Microsoft gives some names to several.
    /// When none has it, the one that it is another name of.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Sku> {
        let name = name.to_uppercase();
        let ids = self.names.get(&name);
        let alias = self.aliases.get(&name).filter(|_| ids.is_none());
        ids.into_iter().flatten().chain(alias).filter_map(|it| self.skus.get(it))
    }

    /// Whether a SKU has another name, in any case.
    pub fn has_alias(&self, name: &str) -> bool {
        self.aliases.contains_key(&name.to_uppercase())
    }

    /// The one spelling of a SKU: its GUID when the catalogue knows it, else as given.
    pub fn canonical(&self, sku: &SkuRef) -> SkuRef {
        self.sku(sku).map_or_else(|| sku.clone(), |it| SkuRef::Id(it.id))
    }

    /// Adds a service, or replaces the one of the same code.
    pub fn put_service(&mut self, service: Service) {
        self.services.insert(service.code.clone(), service);
    }

    /// Adds a workload, or replaces the one of the same code.
    pub fn put_workload(&mut self, workload: Workload) {
        self.workloads.insert(workload.code.clone(), workload);
    }

    /// Adds another name of a SKU, or says of which SKU it is one now.
    pub fn put_alias(&mut self, alias: &Alias) {
        self.aliases.insert(alias.name.to_uppercase(), alias.sku);
    }

    /// Adds a SKU, or replaces the one of the same GUID. A part number that another SKU
    /// has is refused: the other SKU is returned and nothing changes.
    pub fn put_sku(&mut self, sku: Sku) -> Result<(), Guid> {
        match self.part_numbers.get(&sku.part_number) {
            Some(other) if *other != sku.id => return Err(*other),
            Some(_) | None => {}
        }
        if let Some(earlier) = self.skus.get(&sku.id) {
            self.part_numbers.remove(&earlier.part_number);
            let name = earlier.name.to_uppercase();
            if let Some(same) = self.names.get_mut(&name) {
                same.remove(&sku.id);
                if same.is_empty() {
                    self.names.remove(&name);
                }
            }
        }
        self.part_numbers.insert(sku.part_number.clone(), sku.id);
        self.names.entry(sku.name.to_uppercase()).or_default().insert(sku.id);
        self.skus.insert(sku.id, sku);
        Ok(())
    }

    /// Restores the indexes that are not written out; call it after reading a catalogue with
    /// serde.
    #[must_use]
    pub fn indexed(mut self) -> Self {
        self.part_numbers = self.skus.values().map(|it| (it.part_number.clone(), it.id)).collect();
        self.names = BTreeMap::new();
        for sku in self.skus.values() {
            self.names.entry(sku.name.to_uppercase()).or_default().insert(sku.id);
        }
        self
    }
}
