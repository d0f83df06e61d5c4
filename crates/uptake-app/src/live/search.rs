//! Text of customers that can be searched: without regard to case, accents kept.

use memchr::memmem;

use super::mask::Mask;

/// Texts, one after the other in one piece of memory.
#[derive(Debug, Default)]
pub(super) struct Texts {
    text: String,
    ends: Vec<usize>,
}

impl Texts {
    /// Adds a text.
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    /// The text at a place; empty beyond the end.
    pub(super) fn get(&self, at: usize) -> &str {
        let before = at.checked_sub(1).map_or(Some(0), |it| self.ends.get(it).copied());
        let piece = || self.text.get(before?..*self.ends.get(at)?);
        piece().unwrap_or_default()
    }

    /// The texts that have a piece of text in them, which has no end of line.
    pub(super) fn containing(&self, piece: &str) -> Mask {
        let mut mask = Mask::none(self.ends.len());
        if piece.contains(SEPARATOR) {
            return mask;
        }
        let mut at = 0;
        for found in memmem::find_iter(self.text.as_bytes(), piece.as_bytes()) {
            while self.ends.get(at).is_some_and(|end| *end <= found) {
                at += 1;
            }
            mask.put(at);
        }
        mask
    }

    /// The memory that they take.
    pub(super) fn bytes(&self) -> usize {
        self.text.len() + self.ends.len() * size_of::<usize>()
    }
}

/// Stands between the parts of a text that is searched, and at its end.
pub(super) const SEPARATOR: char = '\n';

/// Text as it is compared: in lower case, letter by letter, so that a piece of a text is a
/// piece of the folded text too. Line ends become spaces.
pub(super) fn folded(text: &str) -> String {
    let letters = text.chars().flat_map(char::to_lowercase);
    let folded = letters.map(|it| match it {
        'ς' => 'σ',
        it if it.is_control() => ' ',
        it => it,
    });
    folded.collect()
}
