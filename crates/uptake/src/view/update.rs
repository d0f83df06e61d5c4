//! How Microsoft's list of products differs from the catalogue, and what became of it.

use serde_json::{Value, json};
use uptake_ingest::catalogue::Generated;
use uptake_l10n::{Arg, Words};
use uptake_model::{Catalogue, Guid, Sku, SkuRef};

use super::{
    Flat, Page, View,
    sheet::{Column, Sheet},
};

#[cfg(test)]
mod tests;

/// How Microsoft's list of products differs from the catalogue.
pub(crate) struct UpdateView {
    /// What the list makes of the catalogue.
    pub(crate) generated: Generated,
    /// The catalogue it was compared with.
    pub(crate) current: Catalogue,
    /// What became of the differences.
    pub(crate) taken: Taken,
}

/// What became of the differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// They are in the catalogue in use.
    Applied,
    /// There were none.
    Already,
    /// They are in files.
    Written {
        /// How many.
        files: u64,
    },
    /// They were only asked for.
    Nothing,
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
        let differences = self.differences();
        for (difference, sku, before) in &differences {
            sheet.row(vec![
                words.say(&format!("update-{difference}"), &[]),
                sku.part_number.clone(),
                sku.name.clone(),
                before.unwrap_or_default().to_owned(),
            ]);
        }
        let mut text = String::new();
        if !differences.is_empty() {
            text.extend([sheet.render(page.width), "\n".to_owned()]);
        }
        text.push_str(&self.total(words));
        text
    }

    fn json(&self) -> Value {
        let differences = self.differences().into_iter().map(|(difference, sku, before)| {
            json!({ "difference": difference, "name_before": before, "sku": sku })
        });
        json!({
            "differences": differences.collect::<Vec<_>>(),
            "applied": self.taken == Taken::Applied,
            "files_written": match self.taken {
                Taken::Written { files } => files,
                Taken::Applied | Taken::Already | Taken::Nothing => 0,
            },
        })
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
    /// How many products are different, in sentences, and what became of them.
    fn total(&self, words: &Words) -> String {
        let number = |it: usize| Arg::Count(u64::try_from(it).unwrap_or(u64::MAX));
        let Generated { added, renamed, changed, kept, .. } = &self.generated;
        let args = [
            ("added", number(added.len())),
            ("renamed", number(renamed.len())),
            ("changed", number(changed.len())),
        ];
        let mut lines = vec![words.say("update-total", &args)];
        if !kept.is_empty() {
            lines.push(words.say("update-kept-total", &[("kept", number(kept.len()))]));
        }
        match self.taken {
            Taken::Applied => lines.push(words.say("update-applied", &[])),
            Taken::Written { files } => {
                lines.push(words.say("update-written", &[("files", Arg::Count(files))]));
            }
            Taken::Nothing => lines.push(words.say("update-dry-run", &[])),
            Taken::Already => {}
        }
        lines.push(String::new());
        lines.join("\n")
    }

    /// What is different, the SKU, and the name it had. A SKU with another name and other
    /// contents stands twice; one that is kept is shown as it is.
    fn differences(&self) -> Vec<(&'static str, &Sku, Option<&str>)> {
        let made = &self.generated;
        let sku = |id: &Guid| made.different.iter().find(|it| it.id == *id);
        let added = made.added.iter().filter_map(|id| Some(("added", sku(id)?, None)));
        let renamed = made
            .renamed
            .iter()
            .filter_map(|it| Some(("renamed", sku(&it.id)?, Some(it.from.as_str()))));
        let changed = made.changed.iter().filter_map(|id| Some(("changed", sku(id)?, None)));
        let kept = made.kept.iter();
        let kept = kept.filter_map(|id| Some(("kept", self.current.sku(&SkuRef::Id(*id))?, None)));
        added.chain(renamed).chain(changed).chain(kept).collect()
    }
}
