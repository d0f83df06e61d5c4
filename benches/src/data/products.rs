//! The products in the portfolio, read from the shipped catalogue.

use std::{fs, io::Write, path::Path};

use anyhow::{Context, Result};
use serde::Deserialize;

/// The suites, for small, middling and large customers.
const SUITES: [&str; 4] = ["O365_BUSINESS_ESSENTIALS", "SPB", "SPE_E3", "SPE_E5"];
/// What stands beside a suite, and the share of people who hold it where it is bought.
const EXTRAS: [(&str, f64); 5] = [
    ("EXCHANGESTANDARD", 0.12),
    ("Microsoft_365_Copilot", 0.3),
    ("EXCHANGEARCHIVE_ADDON", 0.25),
    ("OFFICESUBSCRIPTION", 0.2),
    ("TEAMS_EXPLORATORY", 0.1),
];

/// The whole catalogue, and the part of it that customers buy.
#[derive(Debug)]
pub(super) struct Products {
    /// Suites, from the smallest to the largest.
    pub(super) suites: Vec<Sku>,
    /// Products beside a suite, and how many people hold each.
    pub(super) extras: Vec<(Sku, f64)>,
    workloads: Vec<Workload>,
}

/// A product of the catalogue.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Sku {
    /// Its GUID.
    pub(super) id: String,
    /// Its part number.
    pub(super) part_number: String,
    class: String,
    base: Vec<String>,
    addon: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Workload {
    code: String,
    sources: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
struct SkuFile {
    sku: Vec<Sku>,
}

#[derive(Debug, Deserialize)]
struct ServiceFile {
    workload: Vec<Workload>,
}

impl Products {
    /// Reads the catalogue in `folder`.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let skus: SkuFile = read(&folder.join("skus/office365.toml"))?;
        let services: ServiceFile = read(&folder.join("services.toml"))?;
        let find = |part_number: &str| {
            let found = skus.sku.iter().find(|it| it.part_number == part_number);
            found.cloned().with_context(|| format!("the catalogue has no `{part_number}`"))
        };
        Ok(Self {
            suites: SUITES.into_iter().map(find).collect::<Result<_>>()?,
            extras: EXTRAS
                .into_iter()
                .map(|(it, share)| Ok((find(it)?, share)))
                .collect::<Result<_>>()?,
            workloads: services.workload,
        })
    }

    /// Writes what the peers have to know of the catalogue, as CSV.
    pub(super) fn write(&self, dir: &Path) -> Result<()> {
        let mut skus = fs::File::create(dir.join("skus.csv"))?;
        let mut contents = fs::File::create(dir.join("sku_workloads.csv"))?;
        writeln!(skus, "sku_id,part_number,class")?;
        writeln!(contents, "sku_id,workload,is_base")?;
        for sku in self.suites.iter().chain(self.extras.iter().map(|(it, _)| it)) {
            writeln!(skus, "{},{},{}", sku.id, sku.part_number, sku.class)?;
            for (workloads, is_base) in [(&sku.base, true), (&sku.addon, false)] {
                for workload in workloads {
                    writeln!(contents, "{},{workload},{is_base}", sku.id)?;
                }
            }
        }
        let mut sources = fs::File::create(dir.join("workload_sources.csv"))?;
        writeln!(sources, "workload,source")?;
        for workload in &self.workloads {
            let own = vec![workload.code.clone()];
            for source in workload.sources.as_ref().unwrap_or(&own) {
                writeln!(sources, "{},{source}", workload.code)?;
            }
        }
        Ok(())
    }
}

fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T> {
    let text =
        fs::read_to_string(path).with_context(|| format!("failed to read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("failed to read {}", path.display()))
}
