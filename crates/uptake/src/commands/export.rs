//! `export`: figures of many days as a file.

use std::{collections::BTreeSet, ffi::OsStr, io, path::Path};

use anyhow::Result;
use uptake_app::{AppError, ExportKind};
use uptake_export::{Format, file_writer, stream_writer};
use uptake_l10n::Arg;
use uptake_model::{DayRange, Scope};

use super::customer;
use crate::{
    cli::ExportArgs,
    context::{Context, note},
    failure::{CommandError, Outcome},
};

/// Writes an export and says how many rows it has.
pub(super) async fn run(arguments: &ExportArgs, context: &Context) -> Result<Outcome> {
    let days = DayRange::new(arguments.from, arguments.to).ok_or(CommandError::ReversedDays)?;
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
    let is_stream = arguments.out == Path::new("-");
    let format = arguments.format.unwrap_or_else(|| format_of(&arguments.out));
    let writer = if is_stream {
        stream_writer(format, &kind.table(), io::stdout())
    } else {
        file_writer(format, &kind.table(), &arguments.out)
    };
    let rows = data.export(kind, &scope, days, writer.map_err(AppError::from)?).await?;
    note(&context.words.say("export-rows", &[("count", Arg::Count(rows))]))?;
    Ok(Outcome::Done)
}

/// The format that the suffix of a file means.
fn format_of(path: &Path) -> Format {
    let suffix = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    suffix.to_lowercase().parse().unwrap_or(Format::Csv)
}
