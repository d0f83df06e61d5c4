//! The entries of a file join the catalogue: a known id or code is replaced.

use std::collections::BTreeMap;

use uptake_model::{
    Catalogue, Guid, SkuRef,
    problem::{Problem, ProblemCode},
};

use super::file::{CatalogueFile, Reference};

#[cfg(test)]
mod tests;

/// How many SKUs a file brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Merged {
    /// SKUs that the catalogue did not have.
    pub added: usize,
    /// SKUs that the catalogue had under the same GUID.
    pub replaced: usize,
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

    file.services.into_iter().for_each(|it| base.put_service(it.value));
    file.workloads.into_iter().for_each(|it| base.put_workload(it.value));
    let mut merged = Merged::default();
    // Two SKUs may swap their part numbers: all known ones let go of theirs first.
    for sku in &file.skus {
        let Some(known) = base.sku(&SkuRef::Id(sku.value.id)) else {
            merged.added += 1;
            continue;
        };
        merged.replaced += 1;
        let mut released = known.clone();
        released.part_number = released.id.to_string();
        base.put_sku(released).expect("no part number is a GUID");
    }
    for sku in file.skus {
        base.put_sku(sku.value).expect("taken part numbers were refused above");
    }
    Ok(merged)
}

fn undefined(base: &Catalogue, file: &CatalogueFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    for reference in &file.references {
        let (kind, code, defined) = match &reference.value {
            Reference::Service(code) => (
                "service",
                code.as_str(),
                base.service(code).is_some()
                    || file.services.iter().any(|it| it.value.code == *code),
            ),
            Reference::Workload(code) => (
                "workload",
                code.as_str(),
                base.workload(code).is_some()
                    || file.workloads.iter().any(|it| it.value.code == *code),
            ),
        };
        if !defined {
            let problem = Problem::new(ProblemCode::CatalogueUndefined, &file.name);
            problems.push(problem.at_line(reference.line).with("kind", kind).with("code", code));
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
