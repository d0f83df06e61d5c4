//! What the data names and the catalogue does not know.

use serde_json::{Value, json};
use uptake_app::Unmapped;
use uptake_l10n::Arg;

use super::{
    Flat, Page, View, figures,
    sheet::{Column, Sheet},
};

/// What the data names and the catalogue does not know.
pub(crate) struct UnmappedView {
    /// What it is.
    pub(crate) unmapped: Unmapped,
}

impl View for UnmappedView {
    fn table(&self, page: &Page<'_>) -> String {
        let words = page.words;
        let heading = |id: &str| words.say(id, &[]);
        let Unmapped { day, skus, sources } = &self.unmapped;
        if skus.is_empty() && sources.is_empty() {
            return format!("{}\n", words.say("unmapped-none", &[("day", Arg::Day(*day))]));
        }
        let mut text = String::new();
        if !skus.is_empty() {
            let mut sheet = Sheet::new(vec![
                Column::text(heading("head-sku")),
                Column::number(heading("head-customers")),
                Column::number(heading("head-sold")),
                Column::number(heading("head-assigned")),
            ]);
            for (sku, sum) in skus {
                sheet.row(vec![
                    sku.label().to_owned(),
                    words.count(sum.customers),
                    words.count(sum.counts.sold),
                    figures::count(words, sum.counts.assigned),
                ]);
            }
            let title = words.say("unmapped-skus", &[("day", Arg::Day(*day))]);
            text.extend([format!("{title}\n{}", sheet.render(page.width))]);
        }
        if !sources.is_empty() {
            let mut sheet = Sheet::new(vec![
                Column::text(heading("head-source")),
                Column::number(heading("head-customers")),
                Column::number(heading("head-users")),
            ]);
            for it in sources {
                sheet.row(vec![it.code.clone(), words.count(it.customers), words.count(it.users)]);
            }
            let gap = if text.is_empty() { "" } else { "\n" };
            let title = words.say("unmapped-sources", &[]);
            text.extend([format!("{gap}{title}\n{}", sheet.render(page.width))]);
        }
        text
    }

    fn json(&self) -> Value {
        let Unmapped { day, skus, sources } = &self.unmapped;
        let skus = skus.iter().map(|(sku, sum)| {
            json!({
                "sku_id": sku.id, "sku_part_number": sku.part_number,
                "customers": sum.customers,
                "sold": sum.counts.sold, "assigned": sum.counts.assigned,
            })
        });
        let sources = sources
            .iter()
            .map(|it| json!({ "source": it.code, "customers": it.customers, "users": it.users }));
        json!({
            "day": day,
            "skus": skus.collect::<Vec<_>>(),
            "sources": sources.collect::<Vec<_>>(),
        })
    }

    fn rows(&self) -> Flat {
        let mut flat = Flat::new(&["row", "code", "customers", "sold", "assigned", "users"]);
        for (sku, sum) in &self.unmapped.skus {
            flat.row(&[
                ("row", "sku".into()),
                ("code", sku.label().into()),
                ("customers", sum.customers.into()),
                ("sold", sum.counts.sold.into()),
                ("assigned", sum.counts.assigned.into()),
            ]);
        }
        for it in &self.unmapped.sources {
            flat.row(&[
                ("row", "source".into()),
                ("code", (&it.code).into()),
                ("customers", it.customers.into()),
                ("users", it.users.into()),
            ]);
        }
        flat
    }
}
