//! How Microsoft's list of products differs from the catalogue.

use serde_json::{Value, json};
use uptake_ingest::catalogue::Generated;
use uptake_l10n::Arg;
use uptake_model::{Guid, Sku};

use super::{
    Flat, Page, View,
    sheet::{Column, Sheet},
};

/// How Microsoft's list of products differs from the catalogue.
pub(crate) struct UpdateView {
    /// What the list makes of the catalogue.
    pub(crate) generated: Generated,
    /// The SKUs of the new catalogue that are new or different.
    pub(crate) different: Vec<Sku>,
    /// Whether they were added to the catalogue in use.
    pub(crate) is_applied: bool,
}

impl View for UpdateView {
    fn table(&self, page: &Page<'_>) -> String {
        let words = page.words;
        let heading = |id: &str| words.say(id, &[]);
        let mut sheet = Sheet::new(vec![
            Column::code(heading("head-difference")),
            Column::text(heading("column-sku_part_number")),
            Column::text(heading("column-product_name")),
            Column::text(heading("head-before")).may_go(1),
        ]);
        for (difference, sku, before) in self.differences() {
            let difference = words.say(&format!("update-{difference}"), &[]);
            sheet.row(vec![
                difference,
                sku.part_number.clone(),
                sku.name.clone(),
                before.unwrap_or_default().to_owned(),
            ]);
        }
        let number = |it: usize| Arg::Count(u64::try_from(it).unwrap_or(u64::MAX));
        let args = [
            ("added", number(self.generated.added.len())),
            ("renamed", number(self.generated.renamed.len())),
            ("changed", number(self.generated.changed.len())),
        ];
        let mut text =
            if self.different.is_empty() { String::new() } else { sheet.render(page.width) + "\n" };
        text.extend([format!("{}\n", words.say("update-total", &args))]);
        if self.is_applied {
            text.extend([format!("{}\n", words.say("update-applied", &[]))]);
        }
        text
    }

    fn json(&self) -> Value {
        let differences = self.differences().into_iter().map(|(difference, sku, before)| {
            json!({ "difference": difference, "name_before": before, "sku": sku })
        });
        json!({ "differences": differences.collect::<Vec<_>>(), "applied": self.is_applied })
    }

    fn rows(&self) -> Flat {
        let columns =
            &["difference", "sku_id", "sku_part_number", "product_name", "product_name_before"];
        let mut flat = Flat::new(columns);
        for (difference, sku, before) in self.differences() {
            flat.row(&[
                ("difference", difference.into()),
                ("sku_id", sku.id.to_string().into()),
                ("sku_part_number", (&sku.part_number).into()),
                ("product_name", (&sku.name).into()),
                ("product_name_before", before.into()),
            ]);
        }
        flat
    }
}

impl UpdateView {
    /// What is different, the SKU, and the name it had. A SKU with another name and other
    /// contents stands twice.
    fn differences(&self) -> Vec<(&'static str, &Sku, Option<&str>)> {
        let sku = |id: &Guid| self.different.iter().find(|it| it.id == *id);
        let added = self.generated.added.iter().filter_map(|id| Some(("added", sku(id)?, None)));
        let renamed = self.generated.renamed.iter();
        let renamed =
            renamed.filter_map(|it| Some(("renamed", sku(&it.id)?, Some(it.from.as_str()))));
        let changed = self.generated.changed.iter();
        let changed = changed.filter_map(|id| Some(("changed", sku(id)?, None)));
        added.chain(renamed).chain(changed).collect()
    }
}
