//! One file from its bytes to its report: what it is, and who reads it.

use std::{
    fs::File,
    io::{self, Read, Seek},
};

use uptake_model::problem::{Problem, ProblemCode};

use crate::{
    FactSink, FileReport, ReadError, ReadOptions, catalogue, graph,
    input::{Input, fault_of},
    native::{self, Recognised, Schema},
    parquet_in::ParquetFile,
    report::{self, Progress},
    text::{Decoded, TextFile},
};

#[cfg(test)]
pub(crate) mod samples;
#[cfg(test)]
mod tests;

/// The largest JSON answer that is read: it is held whole.
const MAX_JSON_BYTES: u64 = 256 << 20;

/// Reads a file into facts and problems.
///
/// The sink gets the facts as they stream by; they count only if the report says that the
/// file is not refused. `Err` is a failed operation, never bad data.
pub fn read(
    input: &Input,
    options: &ReadOptions<'_>,
    sink: &mut dyn FactSink,
) -> Result<FileReport, ReadError> {
    if let Some(problem) = input.refusal() {
        return Ok(report::refused(problem.clone()));
    }
    if let Some(problem) = future_option(input.name(), options) {
        return Ok(report::refused(problem));
    }
    let name = input.name();
    let failed = |source| ReadError::Io { file: name.to_owned(), source };
    let outcome = input.with_reader(|reader| read_content(input, reader, options, sink));
    match outcome.map_err(failed).and_then(|it| it) {
        Err(ReadError::Io { source, file }) => match fault_of(source) {
            Ok(fault) => Ok(report::refused(fault.into_problem(&file))),
            Err(source) => Err(ReadError::Io { file, source }),
        },
        other => other,
    }
}

/// A declared day that lies in the future: it would be a fact like those of the file
/// (`spec/metrics.md`, 10).
fn future_option(file: &str, options: &ReadOptions<'_>) -> Option<Problem> {
    let latest = options.today.plus(2);
    let as_of = options.as_of.filter(|it| *it > latest);
    let covers = options.covers.filter(|it| it.last() > latest);
    let problem = Problem::new(ProblemCode::FutureDate, file).with("today", &options.today);
    match (as_of, covers) {
        (Some(day), _) => Some(problem.in_column("--as-of", &day.to_string())),
        (None, Some(days)) => Some(problem.in_column("--covers", &days.to_string())),
        (None, None) => None,
    }
}

fn read_content(
    input: &Input,
    mut reader: Box<dyn Read + '_>,
    options: &ReadOptions<'_>,
    sink: &mut dyn FactSink,
) -> Result<FileReport, ReadError> {
    let name = input.name();
    let failed = |source| ReadError::Io { file: name.to_owned(), source };
    let mut magic = Vec::new();
    reader.by_ref().take(4).read_to_end(&mut magic).map_err(failed)?;
    let is_parquet = magic == b"PAR1";
    let mut reader = io::Cursor::new(magic).chain(reader);
    if is_parquet {
        let file = input.file().unwrap_or_else(|| spooled(&mut reader)).map_err(failed)?;
        return match ParquetFile::open(name, file) {
            Ok(file) => read_parquet(name, file, options, sink),
            Err(problem) => Ok(report::refused(problem)),
        };
    }
    let mut decoded = Decoded::new(Box::new(reader)).map_err(failed)?;
    let start = decoded.peek(1024).map_err(failed)?.trim_ascii_start();
    if matches!(start.first(), Some(b'{' | b'[')) {
        return read_json(name, decoded, options, sink);
    }
    match TextFile::from_decoded(name, decoded).map_err(failed)? {
        Ok(text) => read_text(name, text, options, sink),
        Err(problem) => Ok(report::refused(problem)),
    }
}

/// A file of what comes as a stream, because Parquet is read from its end. It has no name
/// and vanishes when it is closed.
fn spooled(reader: &mut dyn Read) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    io::copy(reader, &mut file)?;
    file.rewind()?;
    Ok(file)
}

fn read_text(
    name: &str,
    mut text: TextFile<'_>,
    options: &ReadOptions<'_>,
    sink: &mut dyn FactSink,
) -> Result<FileReport, ReadError> {
    let schema = match (options.table, native::recognise(text.header())) {
        (Some(table), _) => Schema::of(table),
        (None, Recognised::Table(schema)) => Some(schema),
        // Microsoft's own files have columns of our names too: they are asked first.
        (None, Recognised::Nearly(_) | Recognised::Unknown)
            if catalogue::is_list(text.header()) =>
        {
            return Ok(report::refused(Problem::new(ProblemCode::ProductList, name)));
        }
        (None, nearly) => {
            if let Some(kind) = graph::recognise_csv(text.header()) {
                return graph::read_csv(kind, text, name, options, sink);
            }
            if let Some(kind) = graph::recognise_export(text.header()) {
                return graph::read_export(kind, text, name, options, sink);
            }
            match nearly {
                Recognised::Table(schema) | Recognised::Nearly(schema) => Some(schema),
                Recognised::Unknown => None,
            }
        }
    };
    let progress = Progress::new(name, options.mode, sink);
    match schema {
        Some(schema) => native::read(schema, &mut text, name, options, progress),
        None => Ok(report::refused(unknown(name, text.header()))),
    }
}

fn read_parquet(
    name: &str,
    mut file: ParquetFile,
    options: &ReadOptions<'_>,
    sink: &mut dyn FactSink,
) -> Result<FileReport, ReadError> {
    let header = native::RowSource::header(&file);
    let schema = match (options.table, native::recognise(header)) {
        (Some(table), _) => Schema::of(table),
        (None, Recognised::Table(schema) | Recognised::Nearly(schema)) => Some(schema),
        (None, Recognised::Unknown) => None,
    };
    let Some(schema) = schema else { return Ok(report::refused(unknown(name, header))) };
    if let Some(problem) = file.unreadable_column(schema) {
        return Ok(report::refused(problem));
    }
    let progress = Progress::new(name, options.mode, sink);
    native::read(schema, &mut file, name, options, progress)
}

fn read_json(
    name: &str,
    decoded: Decoded<'_>,
    options: &ReadOptions<'_>,
    sink: &mut dyn FactSink,
) -> Result<FileReport, ReadError> {
    let mut bytes = Vec::new();
    let read = decoded.take(MAX_JSON_BYTES + 1).read_to_end(&mut bytes);
    let read = read.map_err(|source| ReadError::Io { file: name.to_owned(), source })?;
    if u64::try_from(read).unwrap_or(u64::MAX) > MAX_JSON_BYTES {
        let problem = Problem::new(ProblemCode::JsonTooLarge, name);
        return Ok(report::refused(problem.with("limit", "256 MiB")));
    }
    graph::read_json(name, &bytes, options, sink)
}

fn unknown(name: &str, header: &[String]) -> Problem {
    let columns = header.join(", ");
    Problem::new(ProblemCode::UnknownFormat, name).with_excerpt(&columns).with("columns", &columns)
}
