//! What is wrong with a damaged file, in the reader's language.
//!
//! The store and the state tell damage as English text. What they can say is known, and
//! stands here once; what SQLite, Parquet and the operating system add stays as it is.

use uptake_l10n::{Arg, Words};

/// The known texts, each with its message; `*` stands for what goes into the message, as
/// `first` and `second`.
const KNOWN: &[(&str, &str)] = &[
    ("its content does not match its checksum", "damage-differs"),
    ("it is missing", "damage-missing"),
    ("is missing", "damage-missing"),
    ("is empty", "damage-empty"),
    ("cannot be read: *", "damage-unreadable"),
    ("it has no checksum: uptake did not write it", "damage-foreign"),
    ("the pins of ledger entry * are missing", "damage-pins-missing"),
    ("the pins of ledger entry * are damaged", "damage-pins-damaged"),
    ("a name in the vault of * was changed", "damage-name"),
    ("user * of * was keyed with another key", "damage-other-key"),
    ("* names in the vault are of *, which has no key", "damage-orphans"),
    ("the key of * was changed", "damage-key"),
    ("a row of table `*` was changed", "damage-row"),
    ("table `*` has the columns of another version", "damage-other-version"),
    ("the audit log is damaged at row *: it was changed", "damage-audit-changed"),
    ("the audit log is damaged at row *: it is missing", "damage-audit-missing"),
    (
        "the audit log is damaged at row *: it does not follow from the row before it",
        "damage-audit-unlinked",
    ),
    ("the audit log is damaged at row *: it is not where the chain was left", "damage-audit-end"),
    ("the audit log is damaged at row *: it cannot be read", "damage-audit-unreadable"),
    ("the ledger is damaged at row *: it was changed, restore a backup", "damage-ledger-changed"),
    ("the ledger is damaged at row *: it is missing, restore a backup", "damage-ledger-missing"),
    (
        "the ledger is damaged at row *: it does not follow from the row before it, \
         restore a backup",
        "damage-ledger-unlinked",
    ),
    (
        "the ledger is damaged at row *: it is not where the chain was left, restore a backup",
        "damage-ledger-end",
    ),
    (
        "the ledger is damaged at row *: it cannot be read, restore a backup",
        "damage-ledger-unreadable",
    ),
];

/// The text in the reader's language, or as it is when nobody knows it.
pub(crate) fn reason(words: &Words, what: &str) -> String {
    let known = KNOWN.iter().find_map(|(pattern, id)| Some((id, matched(pattern, what)?)));
    let Some((id, found)) = known else { return what.to_owned() };
    let names = ["first", "second"];
    let args: Vec<(&str, Arg<'_>)> =
        names.into_iter().zip(found.into_iter().map(Arg::Text)).collect();
    words.say(id, &args)
}

/// What stands for each `*` of the pattern, if the text is like it.
fn matched<'a>(pattern: &str, text: &'a str) -> Option<Vec<&'a str>> {
    let mut parts = pattern.split('*');
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut found = Vec::new();
    for part in parts {
        let at = if part.is_empty() { rest.len() } else { rest.find(part)? };
        let (before, after) = rest.split_at_checked(at)?;
        found.push(before);
        rest = after.strip_prefix(part)?;
    }
    rest.is_empty().then_some(found)
}
