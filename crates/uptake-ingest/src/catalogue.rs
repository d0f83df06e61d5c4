//! The catalogue as text: what is shipped, what is added, and how Microsoft's list of
//! products becomes part of it.
//!
//! **Invariant:** a file is taken whole or refused whole, with a problem and its line for
//! everything that is wrong with it. What the words mean is in [`uptake_model::catalogue`];
//! which plan gives which workload is in `catalogue/rules.toml`, not here.

mod entry;
mod file;
mod generate;
pub(crate) mod list;
mod merge;
mod rules;
#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use uptake_model::Catalogue;

pub use file::{At, CatalogueFile, Reference, parse};
pub use generate::{Generated, Renamed, sku_file, update};
pub(crate) use list::is_list;
pub use list::{ListedSku, read_list};
pub use merge::{Brought, Merged, merge};

macro_rules! shipped_files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue/", $name)))),*]
    };
}

/// The rules of [`update`] that the shipped SKUs were made with.
pub const SHIPPED_RULES: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue/rules.toml"));

/// The shipped files with their names below `catalogue/`, in the order they are merged.
pub const SHIPPED_FILES: &[(&str, &str)] = shipped_files![
    "services.toml",
    "skus/dynamics365.toml",
    "skus/ems.toml",
    "skus/office365.toml",
    "skus/other.toml",
    "skus/power_platform.toml",
    "skus/windows.toml",
    "names.toml",
];

/// The catalogue that comes with the program.
pub fn shipped() -> Catalogue {
    static SHIPPED: LazyLock<Catalogue> = LazyLock::new(|| {
        let mut catalogue = Catalogue::default();
        for (name, text) in SHIPPED_FILES {
            let file = parse(name, text).expect("tests read every shipped file");
            merge(&mut catalogue, file).expect("tests merge every shipped file");
        }
        catalogue
    });
    SHIPPED.clone()
}
