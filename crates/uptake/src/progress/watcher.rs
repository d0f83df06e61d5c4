//! Hears the events that tell how far the work is.

use std::{fmt, sync::Arc};

use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
};
use tracing_subscriber::{Layer, layer};

use super::{Board, Step};

/// The target of the events.
pub(crate) const TARGET: &str = "uptake::progress";

/// Shows every event of progress on the board.
pub(crate) struct Watcher {
    board: Arc<Board>,
}

impl Watcher {
    /// Watches for a board.
    pub(crate) fn new(board: Arc<Board>) -> Self {
        Self { board }
    }
}

impl<S: Subscriber> Layer<S> for Watcher {
    fn on_event(&self, event: &Event<'_>, _context: layer::Context<'_, S>) {
        if event.metadata().target() == TARGET {
            let mut step = Step::default();
            event.record(&mut step);
            self.board.step(&step);
        }
    }
}

impl Visit for Step {
    fn record_u64(&mut self, field: &Field, value: u64) {
        match field.name() {
            "done" => self.done = value,
            "total" => self.total = Some(value),
            _ => {}
        }
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "phase" => value.clone_into(&mut self.phase),
            "what" => value.clone_into(&mut self.what),
            _ => {}
        }
    }

    fn record_debug(&mut self, _field: &Field, _value: &dyn fmt::Debug) {}
}
