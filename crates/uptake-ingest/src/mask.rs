//! Masks in free text what tells who a person is: addresses of e-mail, phone numbers and the
//! names of a customer's known users (`docs/signals.md`).
//!
//! It takes away too much rather than too little: a long number that is no phone number goes
//! too. What it cannot know is the name of somebody who is in no file.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use regex::Regex;

use crate::words::{folded_word, folded_words, spans};

#[cfg(test)]
mod tests;

/// What stands for an address of e-mail.
const ADDRESS: &str = "[address]";
/// What stands for a phone number.
const PHONE: &str = "[phone]";
/// What stands for the name of a user.
const NAME: &str = "[name]";

/// A part of a name is masked by itself from so many letters on.
const PART_LETTERS: usize = 2;
/// A sign-in name is masked from so many letters and digits on.
const SIGN_IN_LETTERS: usize = 3;
/// Of a name with more words only the first are looked for two by two.
const PAIRED_WORDS: usize = 6;
/// Words of names that tell nobody apart.
const PARTICLES: [&str; 18] = [
    "al", "da", "das", "de", "del", "den", "der", "di", "do", "dos", "el", "la", "las", "le",
    "los", "van", "von", "st",
];
/// Phone numbers have from so many digits on.
const PHONE_DIGITS: usize = 7;

/// The names of one customer's users, as they are looked for in text.
#[derive(Debug, Clone, Default)]
pub struct KnownNames {
    /// Whole names as folded words, by their first word, longest first.
    whole: BTreeMap<String, Vec<Vec<String>>>,
    /// First names and surnames, folded.
    parts: BTreeSet<String>,
}

impl KnownNames {
    /// Takes a person's name, or an account's. Words of `common` (products and workloads) are
    /// no part of a name: an account `Office Manager` does not take `Office` out of every
    /// text.
    pub fn add_name(&mut self, name: &str, common: &BTreeSet<String>) {
        let words = folded_words(name);
        let is_part = |it: &&String| {
            it.chars().count() >= PART_LETTERS
                && it.chars().all(char::is_alphabetic)
                && !common.contains(*it)
                && !PARTICLES.contains(&it.as_str())
        };
        let parts: Vec<&String> = words.iter().filter(is_part).collect();
        self.parts.extend(parts.iter().copied().cloned());
        // Two of the words are the person in any case and order: `garcia, ana`.
        for one in parts.iter().take(PAIRED_WORDS) {
            for other in parts.iter().take(PAIRED_WORDS).filter(|it| it != &one) {
                self.add(vec![(*one).clone(), (*other).clone()]);
            }
        }
        // One word alone is a name only where it is written as one.
        if words.len() > 1 {
            self.add(words);
        }
    }

    /// Takes a sign-in name; of an address the part before the `@`, since addresses go anyway.
    pub fn add_sign_in_name(&mut self, name: &str, common: &BTreeSet<String>) {
        let words = folded_words(name.split('@').next().unwrap_or(name));
        let letters: usize = words.iter().map(|it| it.chars().count()).sum();
        if letters >= SIGN_IN_LETTERS && !words.iter().all(|it| common.contains(it)) {
            self.add(words);
        }
    }

    fn add(&mut self, words: Vec<String>) {
        let Some(first) = words.first().cloned() else { return };
        let same = self.whole.entry(first).or_default();
        // Longest first, so that the whole of a name is found before a part of it.
        let longer = |it: &Vec<String>| (it.len(), &words) > (words.len(), it);
        let at = same.partition_point(longer);
        if same.get(at) != Some(&words) {
            same.insert(at, words);
        }
    }

    /// The words of product names and codes, as [`KnownNames::add_name`] wants them.
    pub fn common_words<'a>(texts: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
        texts.into_iter().flat_map(folded_words).collect()
    }

    /// How many of the words from `at` on are a name; 0 when they are none.
    fn found(&self, words: &[(String, bool)], at: usize) -> usize {
        let Some((first, is_capital)) = words.get(at) else { return 0 };
        let rest = words.get(at..).unwrap_or_default();
        let whole = self.whole.get(first).into_iter().flatten().find(|name| {
            rest.len() >= name.len() && name.iter().zip(rest).all(|(a, (b, _))| a == b)
        });
        match whole {
            Some(name) => name.len(),
            // In lower case a first name may be a word: `mark as read`.
            None => usize::from(*is_capital && self.parts.contains(first)),
        }
    }
}

/// The text with marks in place of addresses, phone numbers and names.
pub fn mask(text: &str, names: &KnownNames) -> String {
    let text = addresses().replace_all(text, ADDRESS);
    let text = phones(&text);
    mask_names(&text, names)
}

fn addresses() -> &'static Regex {
    static ADDRESSES: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)[\p{L}\p{M}\p{N}._%+'#-]+@[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)*")
            .expect("a pattern that tests use")
    });
    &ADDRESSES
}

/// Masks runs of digits that may be a phone number. A day is none, and neither is a number
/// that is part of a word: `KB5034441`, an error code, a GUID.
fn phones(text: &str) -> String {
    static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
        // Hyphens, dashes and narrow spaces, as phones and editors write them, and an extension.
        Regex::new(
            r"(?i)[+(]?[0-9][0-9 ()./\u{a0}\u{2007}-\u{2015}\u{202f}-]*[0-9](?:[ .,\u{a0}]*(?:extensi[oó]n|ext|x)[ .\u{a0}]*[0-9]{1,6})?",
        )
        .expect("a pattern that tests use")
    });
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"^(?:[0-9]{4}[-./][0-9]{1,2}[-./][0-9]{1,2}|[0-9]{1,2}[-./][0-9]{1,2}[-./][0-9]{4})$",
        )
        .expect("a pattern that tests use")
    });
    let mut masked = String::with_capacity(text.len());
    let mut last = 0;
    for found in NUMBERS.find_iter(text) {
        let digits = found.as_str().bytes().filter(u8::is_ascii_digit).count();
        let is_word = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() || it == '_');
        let before = text.get(..found.start()).unwrap_or_default();
        let after = text.get(found.end()..).unwrap_or_default();
        // `0261-4cee` of a GUID: the run ends within a word.
        let touches = is_word(before.chars().next_back()) || is_word(after.chars().next());
        if digits < PHONE_DIGITS || touches || DAY.is_match(found.as_str()) {
            continue;
        }
        masked.push_str(text.get(last..found.start()).unwrap_or_default());
        masked.push_str(PHONE);
        last = found.end();
    }
    masked.push_str(text.get(last..).unwrap_or_default());
    masked
}

fn mask_names(text: &str, names: &KnownNames) -> String {
    let places = spans(text);
    let words: Vec<(String, bool)> = places
        .iter()
        .map(|(from, to)| {
            let word = text.get(*from..*to).unwrap_or_default();
            (folded_word(word), word.starts_with(char::is_uppercase))
        })
        .collect();
    let mut masked = String::with_capacity(text.len());
    let (mut last, mut at) = (0, 0);
    while let Some((from, _)) = places.get(at) {
        let found = names.found(&words, at);
        if found == 0 || is_mark(text, *from) {
            at += 1;
            continue;
        }
        let end = places.get(at + found - 1).map_or(text.len(), |(_, to)| *to);
        masked.push_str(text.get(last..*from).unwrap_or_default());
        masked.push_str(NAME);
        last = end;
        at += found;
    }
    masked.push_str(text.get(last..).unwrap_or_default());
    masked
}

/// Whether the word at a position is a mark that was set before.
fn is_mark(text: &str, from: usize) -> bool {
    let rest = from.checked_sub(1).and_then(|it| text.get(it..));
    rest.is_some_and(|it| [ADDRESS, PHONE, NAME].iter().any(|mark| it.starts_with(mark)))
}
