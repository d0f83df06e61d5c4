//! How far an import is: a bar where someone watches, plain lines otherwise.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use uptake_l10n::{Arg, Words};

use crate::context::{Context, note};

/// Says how far an import is, on standard error.
pub(crate) struct Progress<'a> {
    context: &'a Context,
    bar: Option<ProgressBar>,
    file: String,
}

impl<'a> Progress<'a> {
    /// Begins; nothing is said yet.
    pub(crate) fn new(context: &'a Context) -> Self {
        let bar = context.is_watched.then(|| {
            let style = ProgressStyle::with_template("{spinner} {wide_msg}");
            let bar = ProgressBar::new_spinner();
            if let Ok(style) = style {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        Self { context, bar, file: String::new() }
    }

    /// Hears of a file and how many rows of it were taken.
    pub(crate) fn taken(&mut self, file: &str, rows: u64) {
        let words = &self.context.words;
        match &self.bar {
            Some(bar) => bar.set_message(reading(words, file, Some(rows))),
            None if self.file != file => {
                file.clone_into(&mut self.file);
                // An import does not end because nobody hears how far it is.
                let _said = note(&reading(words, file, None));
            }
            None => {}
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn reading(words: &Words, file: &str, rows: Option<u64>) -> String {
    let file = ("file", Arg::Text(file));
    match rows {
        Some(rows) => words.say("progress-rows", &[file, ("rows", Arg::Count(rows))]),
        None => words.say("progress-file", &[file]),
    }
}
