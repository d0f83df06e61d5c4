//! Text cut to a width, measured as a terminal shows it.

use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// What stands for what was cut off.
const MORE: char = '…';

/// How many columns of a terminal a text takes.
pub(super) fn length(text: &str) -> usize {
    text.width()
}

/// The text, or its beginning.
pub(super) fn cut_end(text: &str, width: usize) -> String {
    if length(text) <= width {
        return text.to_owned();
    }
    let kept = fitting(text.chars(), width.saturating_sub(1));
    format!("{}{MORE}", text.chars().take(kept).collect::<String>().trim_end())
}

/// The text, or its end.
pub(super) fn cut_start(text: &str, width: usize) -> String {
    if length(text) <= width {
        return text.to_owned();
    }
    let kept = fitting(text.chars().rev(), width.saturating_sub(1));
    let cut = text.chars().count().saturating_sub(kept);
    format!("{MORE}{}", text.chars().skip(cut).collect::<String>())
}

/// How many characters fit.
fn fitting(characters: impl Iterator<Item = char>, width: usize) -> usize {
    let mut taken = 0;
    let fits = |it: &char| {
        taken += it.width().unwrap_or(0);
        taken <= width
    };
    characters.take_while(fits).count()
}

/// The lines of a heading: broken at spaces only.
pub(super) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if length(line) + 1 + length(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) | None => lines.push(word.to_owned()),
        }
    }
    lines
}
