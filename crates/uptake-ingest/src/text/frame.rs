//! Records cut from a stream, each with the line it begins on.

use std::io::{self, Read};

use memchr::{memchr, memchr_iter, memchr3};
use uptake_model::problem::{Problem, ProblemCode};

use super::{
    MAX_FIELD_BYTES, MAX_RECORD_BYTES, Row,
    decode::Decoded,
    split::{Split, split},
};

const START_BYTES: usize = 256 * 1024;

/// What stands next in the stream.
pub(super) enum Framed {
    /// A record; [`Framer::row`] shows it.
    Record { line: u64, has_line_end: bool },
    /// Nothing more can be read.
    Fault(Fault),
}

/// Why a stream cannot be read further.
pub(super) struct Fault {
    code: ProblemCode,
    line: u64,
    byte: Option<usize>,
    limit: Option<usize>,
}

impl Fault {
    fn new(code: ProblemCode, line: u64) -> Self {
        Self { code, line, byte: None, limit: None }
    }

    pub(super) fn into_problem(self, name: &str) -> Problem {
        let mut problem = Problem::new(self.code, name).at_line(self.line);
        if let Some(byte) = self.byte {
            problem = problem.with("byte", &byte);
        }
        match self.limit {
            Some(limit) => problem.with("limit", &limit),
            None => problem,
        }
    }
}

/// Cuts a stream into records. It holds one record and what was read ahead.
pub(super) struct Framer<'a> {
    source: Decoded<'a>,
    delimiter: u8,
    buffer: Vec<u8>,
    /// The first byte that is not yet handed out, and the end of what was read.
    start: usize,
    end: usize,
    is_end: bool,
    /// The line that begins at `start`.
    line: u64,
    /// The last record ended with `\r`: a `\n` that follows belongs to it.
    skips_newline: bool,
    /// The first NUL byte in the buffer.
    nul: Option<usize>,
    /// The record last cut: its bytes, its fields, and their text when it had quotes.
    record: (usize, usize),
    fields: Vec<(usize, usize)>,
    unquoted: Vec<u8>,
    is_unquoted: bool,
}

impl<'a> Framer<'a> {
    pub(super) fn new(source: Decoded<'a>, delimiter: u8) -> Self {
        Self {
            source,
            delimiter,
            buffer: vec![0; START_BYTES],
            start: 0,
            end: 0,
            is_end: false,
            line: 1,
            skips_newline: false,
            nul: None,
            record: (0, 0),
            fields: Vec::new(),
            unquoted: Vec::new(),
            is_unquoted: false,
        }
    }

    /// The line on which the record last cut ends.
    pub(super) fn last_line(&self) -> u64 {
        self.line - 1
    }

    /// Cuts the next record; `None` at the end.
    pub(super) fn next_frame(&mut self) -> io::Result<Option<Framed>> {
        loop {
            let waiting = self.buffer.get(self.start..self.end).unwrap_or_default();
            if self.skips_newline && !waiting.is_empty() {
                self.skips_newline = false;
                self.start += usize::from(waiting.starts_with(b"\n"));
                continue;
            }
            let framed = match memchr3(b'\n', b'\r', b'"', waiting) {
                Some(0) if !waiting.starts_with(b"\"") => {
                    self.take(0, waiting.first().copied(), 1);
                    continue;
                }
                Some(at) if waiting.get(at) == Some(&b'"') => self.frame_quoted()?,
                Some(at) => Some(self.frame_plain(at, waiting.get(at).copied())),
                None if self.is_end && waiting.is_empty() => return Ok(None),
                None if self.is_end => Some(self.frame_plain(waiting.len(), None)),
                None => self.check_pending(),
            };
            match framed {
                Some(framed) => return Ok(Some(framed)),
                None => self.fill()?,
            }
        }
    }

    /// The record last cut.
    pub(super) fn row(&self, line: u64) -> Result<Row<'_>, Fault> {
        let (from, to) = self.record;
        let bytes = self.buffer.get(from..to).unwrap_or_default();
        let raw = str::from_utf8(bytes).map_err(|error| {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let (lines, on_line) = lines_and_rest(before);
            Fault { byte: Some(on_line + 1), ..Fault::new(ProblemCode::InvalidText, line + lines) }
        })?;
        // What was cut from valid text at ASCII bytes is valid text.
        let unquoted = str::from_utf8(&self.unquoted).unwrap_or_default();
        let text = if self.is_unquoted { unquoted } else { raw };
        Ok(Row { line, raw: Some(raw), text, fields: &self.fields, has_end: true })
    }

    fn frame_plain(&mut self, length: usize, ended: Option<u8>) -> Framed {
        let bytes = self.buffer.get(self.start..self.start + length).unwrap_or_default();
        self.fields.clear();
        let (mut from, mut longest) = (0, 0);
        for at in memchr_iter(self.delimiter, bytes).chain([length]) {
            self.fields.push((from, at));
            longest = longest.max(at - from);
            from = at + 1;
        }
        self.is_unquoted = false;
        if longest > MAX_FIELD_BYTES {
            return self.too_large(0);
        }
        self.hand_out(length, ended, 0)
    }

    fn frame_quoted(&mut self) -> io::Result<Option<Framed>> {
        let bytes = self.buffer.get(self.start..self.end).unwrap_or_default();
        let split = split(bytes, self.delimiter, self.is_end, &mut self.unquoted, &mut self.fields);
        self.is_unquoted = true;
        Ok(match split {
            Split::Record { raw, ended, lines } => Some(self.hand_out(raw, ended, lines)),
            Split::More => self.check_pending(),
            Split::Unclosed { lines } => Some(self.fault(ProblemCode::UnclosedQuote, lines)),
            Split::Stray { lines } => Some(self.fault(ProblemCode::StrayQuote, lines)),
            Split::TooLarge { lines, quoted: true, read } if !self.has_later_quote(read)? => {
                Some(self.fault(ProblemCode::UnclosedQuote, lines))
            }
            Split::TooLarge { lines, .. } => Some(self.too_large(lines)),
        })
    }

    fn hand_out(&mut self, length: usize, ended: Option<u8>, lines: u64) -> Framed {
        let line = self.line;
        self.record = (self.start, self.start + length);
        if let Some(nul) = self.nul.filter(|it| *it < self.start + length) {
            let before = self.buffer.get(self.start..nul).unwrap_or_default();
            return self.fault(ProblemCode::NulByte, lines_and_rest(before).0);
        }
        if length > MAX_RECORD_BYTES {
            return self.too_large(0);
        }
        self.take(length, ended, lines + 1);
        Framed::Record { line, has_line_end: ended.is_some() }
    }

    /// Moves behind a record and its line end.
    fn take(&mut self, length: usize, ended: Option<u8>, lines: u64) {
        self.start += length + usize::from(ended.is_some());
        self.line += lines;
        self.skips_newline = ended == Some(b'\r');
    }

    /// Refuses a record that is too large before its end is read.
    fn check_pending(&mut self) -> Option<Framed> {
        let pending = self.buffer.get(self.start..self.end).unwrap_or_default();
        if let Some(nul) = self.nul {
            let before = self.buffer.get(self.start..nul).unwrap_or_default();
            return Some(self.fault(ProblemCode::NulByte, lines_and_rest(before).0));
        }
        if pending.len() <= MAX_FIELD_BYTES {
            return None;
        }
        // Fields with quotes were measured while they were cut.
        let has_long_field = || {
            memchr(b'"', pending).is_none()
                && pending.split(|it| *it == self.delimiter).any(|it| it.len() > MAX_FIELD_BYTES)
        };
        let is_too_large = pending.len() > MAX_RECORD_BYTES || has_long_field();
        is_too_large.then(|| self.too_large(0))
    }

    fn too_large(&self, lines: u64) -> Framed {
        Framed::Fault(Fault {
            limit: Some(MAX_FIELD_BYTES),
            ..Fault::new(ProblemCode::FieldTooLarge, self.line + lines)
        })
    }

    fn fault(&self, code: ProblemCode, lines: u64) -> Framed {
        Framed::Fault(Fault::new(code, self.line + lines))
    }

    /// Whether a quote follows the `read` bytes; what is read is given up for the answer.
    fn has_later_quote(&mut self, read: usize) -> io::Result<bool> {
        self.start += read;
        loop {
            let rest = self.buffer.get(self.start..self.end).unwrap_or_default();
            if memchr(b'"', rest).is_some() || self.is_end {
                return Ok(memchr(b'"', rest).is_some());
            }
            self.start = self.end;
            self.fill()?;
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.nul = self.nul.and_then(|it| it.checked_sub(self.start));
        self.end -= self.start;
        self.start = 0;
        if self.end == self.buffer.len() {
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let free = self.buffer.get_mut(self.end..).unwrap_or_default();
        let read = self.source.read(free)?;
        let nul = memchr(0, free.get(..read).unwrap_or_default()).map(|it| self.end + it);
        self.nul = self.nul.or(nul);
        self.end += read;
        self.is_end = read == 0;
        Ok(())
    }
}

/// How many lines end in `bytes`, and how many bytes follow the last of their ends.
fn lines_and_rest(bytes: &[u8]) -> (u64, usize) {
    let (mut lines, mut rest, mut previous) = (0, 0, 0);
    for &byte in bytes {
        let is_second_half = byte == b'\n' && previous == b'\r';
        lines += u64::from(matches!(byte, b'\n' | b'\r') && !is_second_half);
        rest = if matches!(byte, b'\n' | b'\r') { 0 } else { rest + 1 };
        previous = byte;
    }
    (lines, rest)
}
