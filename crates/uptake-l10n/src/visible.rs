//! Text of others, made harmless for a terminal.
//!
//! Names and file contents come from whoever wrote the files. A terminal would obey what
//! stands in them: escape sequences clear the screen or write another title, a line feed
//! forges a line of ours, marks of writing direction show a text backwards.

use std::{borrow::Cow, fmt::Write as _};

#[cfg(test)]
mod tests;

/// The text with everything that a terminal would obey written as an escape: `\n`,
/// `\u{1b}`. What is visible already stays as it is, so that twice is once.
pub fn visible(text: &str) -> Cow<'_, str> {
    escaped(text, is_obeyed)
}

/// Like [`visible`], for text of several lines.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |it| it != '\n' && is_obeyed(it))
}

fn escaped(text: &str, is_obeyed: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            _ if !is_obeyed(character) => shown.push(character),
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            other => {
                write!(shown, "\\u{{{:x}}}", u32::from(other)).expect("a string takes any text");
            }
        }
    }
    Cow::Owned(shown)
}

/// Control characters, line and paragraph separators, and the marks that change the
/// direction of writing (Unicode's `Bidi_Control`).
fn is_obeyed(it: char) -> bool {
    it.is_control()
        || matches!(
            it,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}
