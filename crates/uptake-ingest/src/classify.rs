//! What a ticket is about, told from its subject line when the file gives no category.
//!
//! The words are data: `catalogue/tickets.toml`, which also tells how they are read.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::words::folded_words;

#[cfg(test)]
mod tests;

/// The category of a subject line that has none of the words.
const OTHER: &str = "other";

const SHIPPED: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../catalogue/tickets.toml"));

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    category: Vec<Category>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Category {
    code: String,
    phrases: Vec<String>,
}

/// A category with its phrases as words.
struct Rule {
    code: String,
    phrases: Vec<Vec<String>>,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let file: File = toml::from_str(SHIPPED).expect("tests read the shipped file");
    let rules = file.category.into_iter().map(|it| Rule {
        code: it.code,
        phrases: it.phrases.iter().map(|phrase| phrase_words(phrase)).collect(),
    });
    rules.collect()
});

/// The category of a subject line: `how_to`, `billing`, `access`, `fault` or `other`.
pub(crate) fn classify(subject: &str) -> &'static str {
    let words = folded_words(subject);
    let found = RULES.iter().find(|rule| rule.phrases.iter().any(|it| stands_in(it, &words)));
    found.map_or(OTHER, |rule| &rule.code)
}

/// The words of a phrase, each with its `*` if it has one.
fn phrase_words(phrase: &str) -> Vec<String> {
    let words = phrase.split_whitespace().map(|word| match word.strip_suffix('*') {
        Some(beginning) => folded_words(beginning).concat() + "*",
        None => folded_words(word).concat(),
    });
    words.collect()
}

fn stands_in(phrase: &[String], words: &[String]) -> bool {
    words.windows(phrase.len().max(1)).any(|window| {
        window.iter().zip(phrase).all(|(word, wanted)| match wanted.strip_suffix('*') {
            Some(beginning) => word.starts_with(beginning),
            None => word == wanted,
        })
    })
}
