//! Products of the catalogue: a list, or one with everything that it contains.

use serde_json::{Value, json};
use uptake_l10n::{Arg, Words, service_text, sku_class_text};
use uptake_model::{Catalogue, Sku, WorkloadCode};

use super::{
    Flat, Page, View,
    sheet::{Column, Sheet},
};

#[cfg(test)]
mod tests;

/// A list of products.
pub(crate) struct CatalogueView {
    /// The products, in the order in which they are shown.
    pub(crate) skus: Vec<Sku>,
    /// Where they are from.
    pub(crate) catalogue: Catalogue,
}

/// One product.
pub(crate) struct SkuView {
    /// The product.
    pub(crate) sku: Sku,
    /// Where it is from.
    pub(crate) catalogue: Catalogue,
}

impl View for CatalogueView {
    fn table(&self, page: &Page<'_>) -> String {
        let words = page.words;
        let heading = |id: &str| words.say(id, &[]);
        let mut sheet = Sheet::new(vec![
            Column::text(heading("column-sku_part_number")),
            Column::text(heading("column-product_name")),
            Column::text(heading("column-service")).may_go(1),
            Column::code(heading("head-class")),
            Column::text(heading("head-base")),
            Column::text(heading("head-addon")).may_go(2),
        ]);
        for sku in &self.skus {
            sheet.row(vec![
                sku.part_number.clone(),
                sku.name.clone(),
                service(words, &self.catalogue, sku),
                sku_class_text(words, sku.class),
                codes(&sku.base),
                codes(&sku.addon),
            ]);
        }
        let count = u64::try_from(self.skus.len()).unwrap_or(u64::MAX);
        let total = words.say("catalogue-total", &[("count", Arg::Count(count))]);
        if self.skus.is_empty() {
            return format!("{total}\n");
        }
        format!("{}\n{total}\n", sheet.render(page.width))
    }

    fn json(&self) -> Value {
        json!({ "skus": self.skus })
    }

    fn rows(&self) -> Flat {
        flat(&self.skus)
    }
}

impl View for SkuView {
    fn table(&self, page: &Page<'_>) -> String {
        let (words, sku) = (page.words, &self.sku);
        let mut text = format!("{}\n", sku.name);
        let mut line = |id: &str, value: &str| {
            let label = words.say(id, &[]);
            text.extend([format!("  {label}: {value}\n")]);
        };
        line("column-sku_id", &sku.id.to_string());
        line("column-sku_part_number", &sku.part_number);
        line("column-service", &service(words, &self.catalogue, sku));
        line("head-class", &sku_class_text(words, sku.class));
        for (id, workloads) in [("sku-base", &sku.base), ("sku-addon", &sku.addon)] {
            if workloads.is_empty() {
                continue;
            }
            text.extend([format!("\n{}\n", words.say(id, &[]))]);
            for code in workloads {
                text.push_str(&workload(words, &self.catalogue, code));
            }
        }
        if sku.workloads().next().is_none() {
            text.extend([format!("\n{}\n", words.say("sku-no-workload", &[]))]);
        }
        text
    }

    fn json(&self) -> Value {
        json!(self.sku)
    }

    fn rows(&self) -> Flat {
        flat(std::slice::from_ref(&self.sku))
    }
}

fn flat(skus: &[Sku]) -> Flat {
    let mut flat = Flat::new(&[
        "sku_id",
        "sku_part_number",
        "product_name",
        "service",
        "class",
        "base",
        "addon",
    ]);
    for sku in skus {
        let class = match sku.class {
            uptake_model::SkuClass::Paid => "paid",
            uptake_model::SkuClass::Free => "free",
            uptake_model::SkuClass::Device => "device",
        };
        flat.row(&[
            ("sku_id", sku.id.to_string().into()),
            ("sku_part_number", (&sku.part_number).into()),
            ("product_name", (&sku.name).into()),
            ("service", sku.service.as_str().into()),
            ("class", class.into()),
            ("base", codes(&sku.base).into()),
            ("addon", codes(&sku.addon).into()),
        ]);
    }
    flat
}

fn codes(workloads: &[WorkloadCode]) -> String {
    let codes: Vec<&str> = workloads.iter().map(WorkloadCode::as_str).collect();
    codes.join(" ")
}

fn service(words: &Words, catalogue: &Catalogue, sku: &Sku) -> String {
    let service = catalogue.service(&sku.service);
    service.map_or_else(|| sku.service.to_string(), |it| service_text(words, it))
}

/// A workload: name, code, and what activity counts for it when that is not its own code.
fn workload(words: &Words, catalogue: &Catalogue, code: &WorkloadCode) -> String {
    let Some(workload) = catalogue.workload(code) else { return format!("  {code}\n") };
    let sources = codes(&workload.sources);
    if sources == code.as_str() {
        return format!("  {} ({code})\n", workload.name);
    }
    let counted = words.say("sku-sources", &[("sources", Arg::Text(&sources))]);
    format!("  {} ({code}): {counted}\n", workload.name)
}
