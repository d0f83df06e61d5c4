//! The ledger: what was imported, and what waits for confirmation.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use uptake_app::{Entry, ImportedFile, LedgerLine};
use uptake_l10n::{Arg, Words};
use uptake_model::CustomerId;

use super::{
    Flat, Page, View,
    figures::missing,
    sheet::{Column, Sheet},
};

#[cfg(test)]
mod tests;

/// The ledger, with the held snapshots that nobody has confirmed.
pub(crate) struct LedgerView {
    /// Every commit, first to last.
    pub(crate) lines: Vec<LedgerLine>,
    /// The customers that wait, by import file.
    pub(crate) waiting: BTreeMap<i64, BTreeSet<CustomerId>>,
}

impl View for LedgerView {
    fn table(&self, page: &Page<'_>) -> String {
        let words = page.words;
        let heading = |id: &str| words.say(id, &[]);
        let mut sheet = Sheet::new(vec![
            Column::number(heading("head-seq")),
            Column::code(heading("head-recorded")),
            Column::number(heading("head-file-no")),
            Column::text(heading("head-file")),
            Column::text(heading("head-format")).may_go(3),
            Column::number(heading("head-rows")),
            Column::number(heading("head-new")).may_go(2),
            Column::number(heading("head-changed")).may_go(2),
            Column::number(heading("head-unchanged")).may_go(2),
            Column::number(heading("head-problems")).may_go(1),
        ]);
        for line in &self.lines {
            let head = vec![line.seq.to_string(), words.moment(line.recorded_at_ms)];
            match &line.entry {
                Entry::Import { files } => {
                    for file in files {
                        sheet.row([head.clone(), file_cells(words, file)].concat());
                    }
                }
                Entry::Confirm { .. }
                | Entry::Catalogue { .. }
                | Entry::Recompute {}
                | Entry::Forget { .. } => {
                    let what = what(words, &line.entry);
                    let mut cells = vec![missing(words); 8];
                    if let Some(cell) = cells.get_mut(1) {
                        *cell = what;
                    }
                    sheet.row([head, cells].concat());
                }
            }
        }
        let mut text = sheet.render(page.width);
        for (file_no, customers) in &self.waiting {
            let names: Vec<String> = customers.iter().map(ToString::to_string).collect();
            let (file_no, names) = (file_no.to_string(), names.join(", "));
            let args = [("file_no", Arg::Text(&file_no)), ("customers", Arg::Text(&names))];
            text.extend([format!("\n{}\n", words.say("imports-waiting", &args))]);
        }
        text
    }

    fn json(&self) -> Value {
        let entries = self.lines.iter().map(|line| {
            let files = match &line.entry {
                Entry::Import { files } => files.as_slice(),
                Entry::Confirm { .. }
                | Entry::Catalogue { .. }
                | Entry::Recompute {}
                | Entry::Forget { .. } => &[],
            };
            let waits = |file: &ImportedFile| self.waiting.contains_key(&file.file_no);
            json!({
                "seq": line.seq,
                "recorded_at": timestamp(line.recorded_at_ms).to_string(),
                "kind": line.entry.kind(),
                "confirmed_file_no": confirmed(&line.entry),
                "files": files.iter().map(|it| json_file(it, waits(it))).collect::<Vec<_>>(),
            })
        });
        json!({ "entries": entries.collect::<Vec<_>>() })
    }

    fn rows(&self) -> Flat {
        let mut flat = Flat::new(&[
            "seq",
            "recorded_at",
            "kind",
            "file_no",
            "file",
            "format",
            "rows",
            "new",
            "changed",
            "unchanged",
            "quarantined",
            "problems",
            "waiting",
        ]);
        for line in &self.lines {
            let recorded = timestamp(line.recorded_at_ms).to_string();
            let head = [
                ("seq", line.seq.into()),
                ("recorded_at", recorded.into()),
                ("kind", line.entry.kind().into()),
            ];
            let Entry::Import { files } = &line.entry else {
                let file_no = ("file_no", confirmed(&line.entry).into());
                flat.row(&[head.as_slice(), &[file_no]].concat());
                continue;
            };
            for file in files {
                let cells = [
                    ("file_no", file.file_no.into()),
                    ("file", (&file.file).into()),
                    ("format", (&file.format).into()),
                    ("rows", file.rows.into()),
                    ("new", file.new.into()),
                    ("changed", file.changed.into()),
                    ("unchanged", file.unchanged.into()),
                    ("quarantined", file.quarantined.into()),
                    ("problems", file.problems.into()),
                    ("waiting", self.waiting.contains_key(&file.file_no).into()),
                ];
                flat.row(&[head.as_slice(), &cells].concat());
            }
        }
        flat
    }
}

fn confirmed(entry: &Entry) -> Option<i64> {
    match entry {
        Entry::Confirm { file_no, .. } => Some(*file_no),
        Entry::Import { .. }
        | Entry::Catalogue { .. }
        | Entry::Recompute {}
        | Entry::Forget { .. } => None,
    }
}

fn what(words: &Words, entry: &Entry) -> String {
    match entry {
        Entry::Import { .. } => words.say("entry-import", &[]),
        Entry::Confirm { file_no, .. } => {
            let file_no = file_no.to_string();
            words.say("entry-confirm", &[("file_no", Arg::Text(&file_no))])
        }
        Entry::Catalogue { name, from_list, .. } => {
            let id = if *from_list { "entry-update" } else { "entry-catalogue" };
            words.say(id, &[("name", Arg::Text(name))])
        }
        Entry::Recompute {} => words.say("entry-recompute", &[]),
        Entry::Forget { customer, .. } => {
            let customer = customer.to_string();
            words.say("entry-forget", &[("customer", Arg::Text(&customer))])
        }
    }
}

fn file_cells(words: &Words, file: &ImportedFile) -> Vec<String> {
    vec![
        file.file_no.to_string(),
        file.file.clone(),
        file.format.clone(),
        words.count(file.rows),
        words.count(file.new),
        words.count(file.changed),
        words.count(file.unchanged),
        words.count(file.problems),
    ]
}

fn json_file(file: &ImportedFile, waits: bool) -> Value {
    json!({
        "file_no": file.file_no,
        "file": file.file,
        "format": file.format,
        "rows": file.rows,
        "new": file.new,
        "changed": file.changed,
        "unchanged": file.unchanged,
        "quarantined": file.quarantined,
        "problems": file.problems,
        "customer_id": file.customer,
        "covers": file.covers.map(|it| json!({ "first": it.first(), "last": it.last() })),
        "as_of": file.as_of,
        "held": file.held,
        "waiting": waits,
    })
}

fn timestamp(millis: i64) -> jiff::Timestamp {
    jiff::Timestamp::from_millisecond(millis).unwrap_or_default()
}
