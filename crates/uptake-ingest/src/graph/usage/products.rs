//! The products that a usage report names for a person.

use std::collections::{BTreeMap, BTreeSet};

use uptake_model::{
    Catalogue,
    problem::{Problem, ProblemCode},
};

/// The names in a cell of `Assigned Products`, in upper case. They are joined by `+`; one with
/// spaces beside it is part of a name (`ENTERPRISE MOBILITY + SECURITY E5`).
pub(super) fn names(cell: &str) -> BTreeSet<String> {
    let mut names = Vec::new();
    let mut begins = 0;
    for (at, _) in cell.match_indices('+') {
        let (before, after) = (cell.get(..at), cell.get(at + 1..));
        let has_space = before.is_some_and(|it| it.ends_with(' '))
            || after.is_some_and(|it| it.starts_with(' '));
        if !has_space {
            names.extend(cell.get(begins..at));
            begins = at + 1;
        }
    }
    names.extend(cell.get(begins..));
    names.into_iter().map(|it| it.trim().to_uppercase()).filter(|it| !it.is_empty()).collect()
}

/// What is worth knowing of names that are not those of just one SKU; each with the line where
/// it stands first.
pub(super) fn notices(
    catalogue: &Catalogue,
    names: &BTreeMap<String, u64>,
    file: &str,
) -> Vec<Problem> {
    let unclear = names.iter().filter_map(|(name, line)| {
        let code = match catalogue.named(name).count() {
            0 => ProblemCode::UnknownProduct,
            1 => return None,
            _ => ProblemCode::SharedProductName,
        };
        Some(Problem::new(code, file).at_line(*line).with("product", name))
    });
    unclear.collect()
}
