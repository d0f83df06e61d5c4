//! Microsoft's list and our rules become the SKU files of the catalogue.
//!
//! **Invariant:** the same list, rules and catalogue give the same bytes; and no SKU is ever
//! lost, because the list loses SKUs and regains them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use uptake_model::{Catalogue, Guid, ServiceCode, Sku, problem::Problem};

use super::{
    list::{ListedSku, read_list},
    rules::Rules,
};

#[cfg(test)]
mod tests;

/// The files that an update writes, and what it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    /// Name below `catalogue/` and content, one for each service, in the order of names.
    pub files: Vec<(String, String)>,
    /// SKUs that the catalogue did not have, by GUID.
    pub added: Vec<Guid>,
    /// SKUs with another name than before, by GUID.
    pub renamed: Vec<Renamed>,
    /// SKUs with another part number, service, class or workloads than before, by GUID.
    pub changed: Vec<Guid>,
    /// SKUs that the list would change but that someone else has the say over, by GUID.
    pub kept: Vec<Guid>,
    /// The SKUs that were added, renamed or changed, as they are now.
    pub different: Vec<Sku>,
}

/// A SKU that changed its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renamed {
    /// The SKU.
    pub id: Guid,
    /// The name that the catalogue has.
    pub from: String,
    /// The name that the list has.
    pub to: String,
}

/// Makes SKU files of Microsoft's list, with the services and workloads of `current`.
///
/// SKUs that only `current` has stay as they are, and so do those of `corrected`: a person
/// has said what they are. `list_name` is the name of the list's file; it is printed in the
/// files, so it should tell the list's date.
pub fn update(
    list_name: &str,
    list: &[u8],
    rules_toml: &str,
    current: &Catalogue,
    corrected: &BTreeSet<Guid>,
) -> Result<Generated, Vec<Problem>> {
    let rules = Rules::parse(rules_toml, current)?;
    let mut listed = read_list(list_name, list)?;
    make_part_numbers_unique(&mut listed, current, corrected);

    let mut skus: BTreeMap<Guid, Sku> = current.skus().map(|it| (it.id, it.clone())).collect();
    let mut made = Generated {
        files: Vec::new(),
        added: Vec::new(),
        renamed: Vec::new(),
        changed: Vec::new(),
        kept: Vec::new(),
        different: Vec::new(),
    };
    for listed in listed {
        let sku = rules.apply(&listed);
        match skus.get(&sku.id) {
            Some(before) if *before == sku => continue,
            Some(_) if corrected.contains(&sku.id) => {
                made.kept.push(sku.id);
                continue;
            }
            None => made.added.push(sku.id),
            Some(before) => {
                if before.name != sku.name {
                    let (from, to) = (before.name.clone(), sku.name.clone());
                    made.renamed.push(Renamed { id: sku.id, from, to });
                }
                if (Sku { name: sku.name.clone(), ..before.clone() }) != sku {
                    made.changed.push(sku.id);
                }
            }
        }
        made.different.push(sku.clone());
        skus.insert(sku.id, sku);
    }
    made.files = files(list_name, skus.into_values(), current);
    Ok(made)
}

/// A catalogue file of some SKUs, as it is added to a catalogue.
pub fn sku_file(skus: &[Sku]) -> String {
    toml::to_string(&SkuFile { sku: skus.to_vec() }).expect("texts and lists are TOML")
}

/// The list has had one part number for two SKUs (`MCOPSTN5`). Who has it in the catalogue
/// keeps it, else the first GUID; the other gets the beginning of its GUID at the end.
fn make_part_numbers_unique(
    listed: &mut [ListedSku],
    current: &Catalogue,
    corrected: &BTreeSet<Guid>,
) {
    let mut owners: BTreeMap<String, Guid> =
        current.skus().map(|it| (it.part_number.clone(), it.id)).collect();
    let ids: BTreeSet<Guid> = listed.iter().map(|it| it.id).collect();
    // An owner that the list knows by another part number gives the old one up.
    let moved = |part_number: &str, owner: Guid| {
        ids.contains(&owner)
            && !corrected.contains(&owner)
            && !listed.iter().any(|it| it.id == owner && it.part_number == part_number)
    };
    owners.retain(|part_number, owner| !moved(part_number, *owner));
    for sku in listed {
        let id = sku.id.to_string();
        let beginning = id.split('-').next().unwrap_or_default();
        let names = [
            sku.part_number.clone(),
            format!("{}_{beginning}", sku.part_number),
            format!("{}_{id}", sku.part_number),
        ];
        for name in names {
            if *owners.entry(name.clone()).or_insert(sku.id) == sku.id {
                sku.part_number = name;
                break;
            }
        }
    }
}

#[derive(Serialize)]
struct SkuFile {
    sku: Vec<Sku>,
}

/// One file for each service, the SKUs sorted by part number.
fn files(
    list_name: &str,
    skus: impl Iterator<Item = Sku>,
    current: &Catalogue,
) -> Vec<(String, String)> {
    let mut services: BTreeMap<ServiceCode, Vec<Sku>> =
        current.services().map(|it| (it.code.clone(), Vec::new())).collect();
    for sku in skus {
        services.entry(sku.service.clone()).or_default().push(sku);
    }
    let header = format!(
        "# Generated by `uptake catalogue update` from Microsoft's list\n\
         # {list_name}\n\
         # and ../rules.toml. Do not edit: change the rules and generate again.\n\n"
    );
    services
        .into_iter()
        .map(|(service, mut sku)| {
            sku.sort_by_cached_key(|it| (it.part_number.to_lowercase(), it.id));
            let body = toml::to_string(&SkuFile { sku }).expect("texts and lists are TOML");
            (format!("skus/{service}.toml"), format!("{header}{body}"))
        })
        .collect()
}
