//! What the care of a data folder has to say.

use serde_json::{Value, json};
use uptake_app::Verified;
use uptake_l10n::{Arg, visible};
use uptake_state::AuditEnd;
use uptake_store::Digest;

use super::{Flat, Page, View};
use crate::failure::reason;

/// What `verify` found.
pub(crate) struct VerifiedView {
    /// What it found.
    pub(crate) found: Verified,
}

impl View for VerifiedView {
    fn table(&self, page: &Page<'_>) -> String {
        let words = page.words;
        let mut text = String::new();
        for damage in &self.found.damage {
            let path = damage.path.display().to_string();
            text.extend([format!("{}: {}\n", visible(&path), reason(words, &damage.what))]);
        }
        let id = if self.found.damage.is_empty() { "verify-whole" } else { "verify-damaged" };
        let count = u64::try_from(self.found.damage.len()).unwrap_or(u64::MAX);
        let args = [
            ("files", Arg::Count(self.found.files)),
            ("bytes", Arg::Count(self.found.bytes)),
            ("count", Arg::Count(count)),
        ];
        text.extend([format!("{}\n", words.say(id, &args))]);
        text
    }

    fn json(&self) -> Value {
        let damage = self.found.damage.iter();
        let damage =
            damage.map(|it| json!({ "path": it.path.display().to_string(), "what": it.what }));
        json!({
            "files": self.found.files,
            "bytes": self.found.bytes,
            "damage": damage.collect::<Vec<_>>(),
        })
    }

    fn rows(&self) -> Flat {
        let mut flat = Flat::new(&["path", "what"]);
        for it in &self.found.damage {
            flat.row(&[
                ("path", it.path.display().to_string().into()),
                ("what", (&it.what).into()),
            ]);
        }
        flat
    }
}

/// Where a whole audit log ends.
pub(crate) struct AuditEndView {
    /// Its last row.
    pub(crate) end: AuditEnd,
}

impl View for AuditEndView {
    fn table(&self, page: &Page<'_>) -> String {
        let (rows, hash) = (u64::try_from(self.end.seq).unwrap_or(0), self.end.hash.to_string());
        let args = [("rows", Arg::Count(rows)), ("hash", Arg::Text(&hash))];
        format!("{}\n", page.words.say("audit-whole", &args))
    }

    fn json(&self) -> Value {
        json!({ "rows": self.end.seq, "hash": self.end.hash.to_string() })
    }

    fn rows(&self) -> Flat {
        let mut flat = Flat::new(&["rows", "hash"]);
        let rows = u64::try_from(self.end.seq).ok();
        flat.row(&[("rows", rows.into()), ("hash", self.end.hash.to_string().into())]);
        flat
    }
}

/// The hash over all data.
pub(crate) struct DigestView {
    /// The hash.
    pub(crate) digest: Digest,
}

impl View for DigestView {
    fn table(&self, _page: &Page<'_>) -> String {
        format!("{}\n", self.digest)
    }

    fn json(&self) -> Value {
        json!({ "digest": self.digest.to_string() })
    }

    fn rows(&self) -> Flat {
        let mut flat = Flat::new(&["digest"]);
        flat.row(&[("digest", self.digest.to_string().into())]);
        flat
    }
}

/// Something was done and there is little to say of it.
pub(crate) struct DoneView {
    /// What it is called in JSON and CSV: `rebuilt`.
    pub(crate) done: &'static str,
    /// The message in `l10n/`.
    pub(crate) message: &'static str,
    /// The numbers of the message, by name.
    pub(crate) counts: Vec<(&'static str, u64)>,
}

impl View for DoneView {
    fn table(&self, page: &Page<'_>) -> String {
        let args: Vec<(&str, Arg<'_>)> =
            self.counts.iter().map(|(name, count)| (*name, Arg::Count(*count))).collect();
        format!("{}\n", page.words.say(self.message, &args))
    }

    fn json(&self) -> Value {
        let mut object = serde_json::Map::new();
        object.insert("done".to_owned(), json!(self.done));
        for (name, count) in &self.counts {
            object.insert((*name).to_owned(), json!(count));
        }
        Value::Object(object)
    }

    fn rows(&self) -> Flat {
        let mut flat = Flat::new(&["done", "what", "count"]);
        if self.counts.is_empty() {
            flat.row(&[("done", self.done.into())]);
        }
        for (name, count) in &self.counts {
            flat.row(&[
                ("done", self.done.into()),
                ("what", (*name).into()),
                ("count", (*count).into()),
            ]);
        }
        flat
    }
}
