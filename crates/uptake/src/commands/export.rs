//! `export`: figures of many days as a file.

use std::{collections::BTreeSet, io, path::Path, sync::Arc};

use anyhow::Result;
use uptake_app::{AppError, ExportKind};
use uptake_export::{Cell, ExportError, Format, RowWriter, file_writer, stream_writer};
use uptake_l10n::Arg;
use uptake_model::{Day, DayRange, Scope};

use super::customer;
use crate::{
    cli::ExportArgs,
    context::{Context, note},
    failure::{CommandError, Outcome},
    progress::{Board, Step},
};

/// Writes an export and says how many rows it has.
pub(super) async fn run(arguments: &ExportArgs, context: &Context) -> Result<Outcome> {
    let days = DayRange::new(arguments.from, arguments.to).ok_or(CommandError::ReversedDays)?;
    let is_stream = arguments.out == Path::new("-");
    let format = match arguments.format {
        Some(format) => format,
        None => format_of(&arguments.out)?,
    };
    let data = context.open(arguments.recorded.as_recorded_at).await?;
    let mut customers = BTreeSet::new();
    for text in &arguments.customer {
        let customer = customer::find(&data, text).await?;
        // A customer that nobody knows is refused, not an export without rows.
        data.known_days(&Scope::All, customer).await?;
        customers.insert(customer);
    }
    let scope = if customers.is_empty() { Scope::All } else { Scope::Customers(customers) };
    let kind = ExportKind::from(arguments.kind);
    let writer = if is_stream {
        stream_writer(format, &kind.table(), io::stdout())
    } else {
        file_writer(format, &kind.table(), &arguments.out)
    };
    let board = Arc::clone(&context.board);
    let total = u64::try_from(days.days()).ok();
    let shown = context.words.days(days);
    board.begin("export", &shown, total);
    let inner = writer.map_err(AppError::from)?;
    let writer = Box::new(Told { inner, board, days, shown, total, day: None });
    let rows = data.export(kind, &scope, days, writer).await?;
    context.board.clear();
    note(&context.words.say("export-rows", &[("count", Arg::Count(rows))]))?;
    Ok(Outcome::Done)
}

/// The format that the suffix of a file means; without one it is CSV. `.json` means none:
/// JSON Lines are not one JSON document.
pub(super) fn format_of(path: &Path) -> Result<Format, CommandError> {
    let Some(suffix) = path.extension() else { return Ok(Format::Csv) };
    let suffix = suffix.to_string_lossy().to_lowercase();
    if suffix == "ndjson" {
        return Ok(Format::JsonLines);
    }
    suffix.parse().map_err(|_unknown| CommandError::UnknownSuffix(path.display().to_string()))
}

/// Writes rows, and tells of which day they are.
struct Told {
    inner: Box<dyn RowWriter>,
    board: Arc<Board>,
    days: DayRange,
    shown: String,
    total: Option<u64>,
    day: Option<Day>,
}

impl RowWriter for Told {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), ExportError> {
        if let Some(Cell::Day(day)) = cells.first()
            && self.day != Some(*day)
        {
            self.day = Some(*day);
            let done = u64::try_from(day.days_since(self.days.first())).unwrap_or(0);
            let (phase, what) = ("export".to_owned(), self.shown.clone());
            self.board.step(&Step { phase, what, done, total: self.total, rows: None });
        }
        self.inner.row(cells)
    }

    fn finish(self: Box<Self>) -> Result<(), ExportError> {
        self.inner.finish()
    }
}
