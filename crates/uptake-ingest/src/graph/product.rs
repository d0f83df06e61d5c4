//! Products by their names, where a file gives no id of a SKU.

use uptake_model::{Catalogue, SkuRef};

/// The SKU of this name, unless none or several have it.
pub(super) fn product_named(catalogue: &Catalogue, name: &str) -> Option<SkuRef> {
    let mut named = catalogue.named(name);
    match (named.next(), named.next()) {
        (Some(sku), None) => Some(SkuRef::Id(sku.id)),
        _ => None,
    }
}
