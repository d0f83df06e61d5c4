//! The entries of a file join the catalogue: a known id or code is replaced.

use std::collections::BTreeMap;

use uptake_model::{
    Catalogue, Guid, SkuRef,
    problem::{Problem, ProblemCode},
};

use super::file::{CatalogueFile, Reference};

#[cfg(test)]
mod tests;

/// What a file brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Merged {
    /// Services, by code.
    pub services: Brought,
    /// Workloads, by code.
    pub workloads: Brought,
    /// SKUs, by GUID.
    pub skus: Brought,
    /// Other names of SKUs, by name.
    pub aliases: Brought,
}

/// How many entries of one kind a file brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Brought {
    /// Those that the catalogue did not have.
    pub added: usize,
    /// Those that the catalogue had under the same id or code.
    pub replaced: usize,
}

impl Brought {
    fn note(&mut self, is_known: bool) {
        if is_known { self.replaced += 1 } else { self.added += 1 }
    }
}

/// Adds the entries of a file to a catalogue. A file with a problem changes nothing.
///
/// Refused is what names a service or workload that neither the file nor the catalogue
/// defines, and a part number that another SKU has or keeps.
pub fn merge(base: &mut Catalogue, file: CatalogueFile) -> Result<Merged, Vec<Problem>> {
    let mut problems = undefined(base, &file);
    problems.extend(taken(base, &file));
    if !problems.is_empty() {
        problems.sort_by_key(|it| it.line);
        return Err(problems);
    }

    let mut merged = Merged::default();
    for service in file.services {
        merged.services.note(base.service(&service.value.code).is_some());
        base.put_service(service.value);
    }
    for workload in file.workloads {
        merged.workloads.note(base.workload(&workload.value.code).is_some());
        base.put_workload(workload.value);
    }
    // Two SKUs may swap their part numbers: all known ones let go of theirs first.
    for sku in &file.skus {
        let known = base.sku(&SkuRef::Id(sku.value.id));
        merged.skus.note(known.is_some());
        let Some(known) = known else { continue };
        let mut released = known.clone();
        released.part_number = released.id.to_string();
        base.put_sku(released).expect("no part number is a GUID");
    }
    for sku in file.skus {
        base.put_sku(sku.value).expect("taken part numbers were refused above");
    }
    for alias in file.aliases {
        merged.aliases.note(base.has_alias(&alias.value.name));
        base.put_alias(&alias.value);
    }
    Ok(merged)
}

fn undefined(base: &Catalogue, file: &CatalogueFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    for reference in &file.references {
        let (kind, code, defined) = match &reference.value {
            Reference::Service(code) => (
                "service",
                code.to_string(),
                base.service(code).is_some()
                    || file.services.iter().any(|it| it.value.code == *code),
            ),
            Reference::Workload(code) => (
                "workload",
                code.to_string(),
                base.workload(code).is_some()
                    || file.workloads.iter().any(|it| it.value.code == *code),
            ),
            Reference::Sku(id) => (
                "sku",
                id.to_string(),
                base.sku(&SkuRef::Id(*id)).is_some()
                    || file.skus.iter().any(|it| it.value.id == *id),
            ),
        };
        if !defined {
            let problem = Problem::new(ProblemCode::CatalogueUndefined, &file.name);
            problems.push(problem.at_line(reference.line).with("kind", kind).with("code", &code));
        }
    }
    problems
}

/// Part numbers that another SKU has: one of the file, or one of the catalogue that the
/// file does not replace.
fn taken(base: &Catalogue, file: &CatalogueFile) -> Vec<Problem> {
    let mut owners: BTreeMap<&str, Guid> = BTreeMap::new();
    let replaced: Vec<Guid> = {
        let mut ids: Vec<Guid> = file.skus.iter().map(|it| it.value.id).collect();
        ids.sort_unstable();
        ids
    };
    let mut problems = Vec::new();
    for sku in &file.skus {
        let part_number = sku.value.part_number.as_str();
        let elsewhere = base
            .sku(&SkuRef::PartNumber(part_number.to_owned()))
            .map(|it| it.id)
            .filter(|id| replaced.binary_search(id).is_err());
        let other = owners.insert(part_number, sku.value.id).or(elsewhere);
        if let Some(other) = other {
            let problem = Problem::new(ProblemCode::CataloguePartNumberTaken, &file.name);
            problems.push(
                problem.at_line(sku.line).with("part_number", part_number).with("other", &other),
            );
        }
    }
    problems
}
