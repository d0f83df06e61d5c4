//! How far the work is: a bar where someone watches, plain lines otherwise.
//!
//! Ingest and store log how far they are, as events of the target `uptake::progress`: a
//! phase, what was done, and of how much. [`Watcher`] hears them, [`Board`] shows them
//! (decision 0026).

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};
use uptake_l10n::{Arg, Words};

use crate::context::{Context, note};

mod watcher;

pub(crate) use watcher::{TARGET, Watcher};

/// A step of some work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Step {
    /// What is done: `read`, `merge`, `rollup`, `verify`, `rebuild`, `export`.
    pub(crate) phase: String,
    /// The file, or the days.
    pub(crate) what: String,
    /// How much of it is done.
    pub(crate) done: u64,
    /// Of how much; `None` when nobody knows, or when it was said before.
    pub(crate) total: Option<u64>,
    /// How many rows were taken of a file.
    pub(crate) rows: Option<u64>,
}

/// Where progress is shown: standard error.
pub(crate) struct Board {
    words: Arc<Words>,
    is_watched: bool,
    shown: Mutex<Shown>,
}

/// What is shown at the moment, and which lines were said.
#[derive(Default)]
struct Shown {
    bar: Option<ProgressBar>,
    key: (String, String),
    rows: u64,
    said: BTreeSet<(String, String)>,
}

impl Board {
    /// An empty board. `is_watched`: standard error is a terminal.
    pub(crate) fn new(words: Arc<Words>, is_watched: bool) -> Self {
        Self { words, is_watched, shown: Mutex::default() }
    }

    /// Begins a phase whose steps do not say of how much they are.
    pub(crate) fn begin(&self, phase: &str, what: &str, total: Option<u64>) {
        let (phase, what) = (phase.to_owned(), what.to_owned());
        self.step(&Step { phase, what, total, ..Step::default() });
    }

    /// Shows a step.
    pub(crate) fn step(&self, step: &Step) {
        let mut shown = self.lock();
        let key = (step.phase.clone(), step.what.clone());
        if !self.is_watched {
            if shown.said.insert(key) {
                // No work ends because nobody hears how far it is.
                let _said = note(&self.text(step, None));
            }
            return;
        }
        if shown.bar.is_none() || shown.key != key {
            shown.clear();
            shown.key = key;
            shown.bar = Some(bar(step.total));
        }
        shown.rows = step.rows.unwrap_or(shown.rows);
        let text = self.text(step, Some(shown.rows).filter(|it| *it > 0));
        if let Some(bar) = &shown.bar {
            if let Some(total) = step.total.filter(|it| bar.length() != Some(*it)) {
                bar.set_length(total);
                bar.set_style(style(true));
            }
            // Steps of several threads may come in any order.
            bar.set_position(bar.position().max(step.done));
            bar.set_message(text);
        }
    }

    /// Takes the bar away, to make room for words.
    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, Shown> {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn text(&self, step: &Step, rows: Option<u64>) -> String {
        let what = ("what", Arg::Text(&step.what));
        let id = format!("progress-{}", step.phase);
        match (rows, step.total) {
            (Some(rows), _) => self.words.say("progress-rows", &[what, ("rows", Arg::Count(rows))]),
            (None, Some(total)) => self.words.say(&id, &[what, ("total", Arg::Count(total))]),
            (None, None) => self.words.say(&id, &[what]),
        }
    }
}

impl Shown {
    fn clear(&mut self) {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
        self.rows = 0;
    }
}

fn bar(total: Option<u64>) -> ProgressBar {
    let bar = match total {
        Some(total) => ProgressBar::new(total),
        None => ProgressBar::no_length(),
    };
    bar.set_style(style(total.is_some()));
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

/// A bar when it is known of how much, else a sign of life.
fn style(has_total: bool) -> ProgressStyle {
    let template = if has_total { "{spinner} {bar:24} {wide_msg}" } else { "{spinner} {wide_msg}" };
    ProgressStyle::with_template(template).unwrap_or_else(|_fault| ProgressStyle::default_bar())
}

/// Says how far an import is; when it goes, so does the bar.
pub(crate) struct Progress<'a> {
    board: &'a Board,
}

impl<'a> Progress<'a> {
    /// Begins; nothing is said yet.
    pub(crate) fn new(context: &'a Context) -> Self {
        Self { board: &context.board }
    }

    /// Hears of a file and how many rows of it were taken.
    pub(crate) fn taken(&mut self, file: &str, rows: u64) {
        let (phase, what) = ("read".to_owned(), file.to_owned());
        self.board.step(&Step { phase, what, rows: Some(rows), ..Step::default() });
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        self.board.clear();
    }
}
