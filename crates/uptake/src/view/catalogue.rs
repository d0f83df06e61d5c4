//! The catalogue: its products and workloads as lists, one product with everything that it
//! contains, and what an added file brought.

use serde_json::{Value, json};
use uptake_ingest::catalogue::{Brought, Merged};
use uptake_l10n::{Arg, Words, service_text, sku_class_text, visible};
use uptake_model::{Catalogue, ServiceCode, Sku, Workload, WorkloadCode};

use super::{
    Flat, Page, View,
    sheet::{Column, Sheet},
};

#[cfg(test)]
mod tests;

/// Lists of products and workloads.
pub(crate) struct CatalogueView {
    /// The products, in the order in which they are shown.
    pub(crate) skus: Vec<Sku>,
    /// The workloads, likewise.
    pub(crate) workloads: Vec<Workload>,
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

/// What an added catalogue file brought.
pub(crate) struct AddedView {
    /// How many entries of each kind.
    pub(crate) merged: Merged,
}

impl View for CatalogueView {
    fn table(&self, page: &Page<'_>) -> String {
        let words = page.words;
        let total = |id: &str, count: usize| {
            words.say(id, &[("count", Arg::Count(u64::try_from(count).unwrap_or(u64::MAX)))])
        };
        let mut text = String::new();
        if !self.skus.is_empty() {
            text.extend([self.products(page), "\n".to_owned()]);
        }
        text.extend([total("catalogue-total", self.skus.len()), "\n".to_owned()]);
        if !self.workloads.is_empty() {
            let title = words.say("catalogue-workloads", &[]);
            let total = total("catalogue-workload-total", self.workloads.len());
            text.extend([format!("\n{title}\n{}\n{total}\n", self.workloads(page))]);
        }
        text
    }

    fn json(&self) -> Value {
        json!({ "skus": self.skus, "workloads": self.workloads })
    }

    fn rows(&self) -> Flat {
        let mut flat = flat(&self.skus);
        for it in &self.workloads {
            flat.row(&[
                ("row", "workload".into()),
                ("service", it.service.as_str().into()),
                ("workload", it.code.as_str().into()),
                ("name", (&it.name).into()),
                ("sources", codes(&it.sources).into()),
                ("unlicensed_use", it.unlicensed_use.into()),
            ]);
        }
        flat
    }
}

impl CatalogueView {
    fn products(&self, page: &Page<'_>) -> String {
        let words = page.words;
        let heading = |id: &str| words.say(id, &[]);
        let mut sheet = Sheet::new(vec![
            Column::text(heading("column-sku_part_number")),
            Column::text(heading("column-product_name")),
            Column::text(heading("column-service")).may_go(2),
            Column::code(heading("head-class")).may_go(1),
            Column::text(heading("head-base")),
            Column::text(heading("head-addon")).may_go(3),
        ]);
        for sku in &self.skus {
            sheet.row(vec![
                sku.part_number.clone(),
                sku.name.clone(),
                service(words, &self.catalogue, &sku.service),
                sku_class_text(words, sku.class),
                codes(&sku.base),
                codes(&sku.addon),
            ]);
        }
        sheet.render(page.width)
    }

    fn workloads(&self, page: &Page<'_>) -> String {
        let words = page.words;
        let heading = |id: &str| words.say(id, &[]);
        let mut sheet = Sheet::new(vec![
            Column::code(heading("head-code")),
            Column::text(heading("column-workload")),
            Column::text(heading("column-service")).may_go(1),
            Column::text(heading("head-sources")).may_go(2),
        ]);
        for it in &self.workloads {
            sheet.row(vec![
                it.code.to_string(),
                it.name.clone(),
                service(words, &self.catalogue, &it.service),
                codes(&it.sources),
            ]);
        }
        sheet.render(page.width)
    }
}

impl View for AddedView {
    fn table(&self, page: &Page<'_>) -> String {
        let words = page.words;
        let mut lines = vec![words.say("catalogue-added", &[])];
        for (kind, brought) in self.brought() {
            let number = |it: usize| Arg::Count(u64::try_from(it).unwrap_or(u64::MAX));
            let args = [("added", number(brought.added)), ("replaced", number(brought.replaced))];
            if brought != Brought::default() {
                lines.push(format!("  {}", words.say(&format!("catalogue-added-{kind}"), &args)));
            }
        }
        lines.push(String::new());
        lines.join("\n")
    }

    fn json(&self) -> Value {
        let mut object = serde_json::Map::new();
        object.insert("done".to_owned(), json!("catalogue_added"));
        for (kind, brought) in self.brought() {
            let counts = json!({ "added": brought.added, "replaced": brought.replaced });
            object.insert(kind.to_owned(), counts);
        }
        Value::Object(object)
    }

    fn rows(&self) -> Flat {
        let mut flat = Flat::new(&["done", "what", "added", "replaced"]);
        let number = |it: usize| u64::try_from(it).unwrap_or(u64::MAX);
        for (kind, brought) in self.brought() {
            flat.row(&[
                ("done", "catalogue_added".into()),
                ("what", kind.into()),
                ("added", number(brought.added).into()),
                ("replaced", number(brought.replaced).into()),
            ]);
        }
        flat
    }
}

impl AddedView {
    fn brought(&self) -> [(&'static str, Brought); 4] {
        let Merged { services, workloads, skus, aliases } = self.merged;
        [("products", skus), ("workloads", workloads), ("services", services), ("aliases", aliases)]
    }
}

impl View for SkuView {
    fn table(&self, page: &Page<'_>) -> String {
        let (words, sku) = (page.words, &self.sku);
        let mut text = format!("{}\n", visible(&sku.name));
        let mut line = |id: &str, value: &str| {
            let label = words.say(id, &[]);
            text.extend([format!("  {label}: {}\n", visible(value))]);
        };
        line("column-sku_id", &sku.id.to_string());
        line("column-sku_part_number", &sku.part_number);
        line("column-service", &service(words, &self.catalogue, &sku.service));
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
        "row",
        "sku_id",
        "sku_part_number",
        "product_name",
        "service",
        "class",
        "base",
        "addon",
        "workload",
        "name",
        "sources",
        "unlicensed_use",
    ]);
    for sku in skus {
        let class = match sku.class {
            uptake_model::SkuClass::Paid => "paid",
            uptake_model::SkuClass::Free => "free",
            uptake_model::SkuClass::Device => "device",
        };
        flat.row(&[
            ("row", "sku".into()),
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

fn service(words: &Words, catalogue: &Catalogue, code: &ServiceCode) -> String {
    let service = catalogue.service(code);
    service.map_or_else(|| code.to_string(), |it| service_text(words, it))
}

/// A workload: name, code, and what activity counts for it when that is not its own code.
fn workload(words: &Words, catalogue: &Catalogue, code: &WorkloadCode) -> String {
    let Some(workload) = catalogue.workload(code) else {
        return format!("  {}\n", visible(code.as_str()));
    };
    let name = format!("{} ({code})", workload.name);
    let sources = codes(&workload.sources);
    if sources == code.as_str() {
        return format!("  {}\n", visible(&name));
    }
    let counted = words.say("sku-sources", &[("sources", Arg::Text(&sources))]);
    format!("  {}: {counted}\n", visible(&name))
}
