//! One record with quotes, cut into fields (RFC 4180).
//!
//! Ours and not the `csv` crate's, because a file must be refused with the line on which
//! its unclosed quote opens, and because a field of any size must not be held in memory.
//! `tests.rs` holds it against the `csv` crate.

use super::MAX_FIELD_BYTES;

/// What became of the bytes at hand.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Split {
    /// A record of `raw` bytes; `ended` tells the byte of its line end, `lines` how many
    /// line ends its quotes hold.
    Record { raw: usize, ended: Option<u8>, lines: u64 },
    /// The record goes on behind the bytes at hand.
    More,
    /// The file ends within a quote that opens this many lines after the record's first.
    Unclosed { lines: u64 },
    /// Text follows a closing quote.
    Stray { lines: u64 },
    /// A field is too large after `read` bytes; `quoted`: its quote is still open.
    TooLarge { lines: u64, quoted: bool, read: usize },
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    FieldStart,
    Plain,
    Quoted,
    Closed,
}

/// Cuts the record that `bytes` begins with. The fields' texts, without their quotes, go to
/// `text`, and where each stands in it to `fields`.
pub(super) fn split(
    bytes: &[u8],
    delimiter: u8,
    is_end: bool,
    text: &mut Vec<u8>,
    fields: &mut Vec<(usize, usize)>,
) -> Split {
    text.clear();
    fields.clear();
    let (mut state, mut field_at) = (State::FieldStart, 0);
    let (mut lines, mut opened, mut previous) = (0, 0, 0);
    for (at, &byte) in bytes.iter().enumerate() {
        match (state, byte) {
            (State::Quoted, b'"') => state = State::Closed,
            (State::Quoted, _) => {
                lines += u64::from(byte == b'\r' || (byte == b'\n' && previous != b'\r'));
                text.push(byte);
            }
            (State::Closed, b'"') => {
                text.push(byte);
                state = State::Quoted;
            }
            (State::FieldStart, b'"') => (state, opened) = (State::Quoted, lines),
            (_, b'\n' | b'\r') => {
                fields.push((field_at, text.len()));
                return Split::Record { raw: at, ended: Some(byte), lines };
            }
            (_, _) if byte == delimiter => {
                fields.push((field_at, text.len()));
                (state, field_at) = (State::FieldStart, text.len());
            }
            (State::Closed, _) => return Split::Stray { lines: opened },
            (State::FieldStart | State::Plain, _) => {
                text.push(byte);
                state = State::Plain;
            }
        }
        if text.len() - field_at > MAX_FIELD_BYTES {
            let quoted = state == State::Quoted;
            return Split::TooLarge { lines: opened, quoted, read: at + 1 };
        }
        previous = byte;
    }
    if !is_end {
        return Split::More;
    }
    if state == State::Quoted {
        return Split::Unclosed { lines: opened };
    }
    fields.push((field_at, text.len()));
    Split::Record { raw: bytes.len(), ended: None, lines }
}
