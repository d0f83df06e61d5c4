//! Bytes of a text file become UTF-8 without a byte order mark, as they stream by.
//!
//! It recognises UTF-8 and UTF-16 by their marks and nothing else: a file without a mark is
//! passed on as it is, and whoever cuts it into records checks that it is UTF-8.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, UTF_16BE, UTF_16LE};

const CHUNK_BYTES: u64 = 64 * 1024;

/// A byte that no UTF-8 has. It stands where UTF-16 could not be read, so that one check
/// finds both kinds of invalid text on the right line.
const INVALID: u8 = 0xFF;

/// A reader of UTF-8 over a reader of UTF-8 or UTF-16.
pub(crate) struct Decoded<'a> {
    inner: Box<dyn Read + 'a>,
    decoder: Option<Decoder>,
    raw: Vec<u8>,
    ready: Vec<u8>,
    taken: usize,
    ended: bool,
}

impl<'a> Decoded<'a> {
    /// Looks at the byte order mark and leaves it out.
    pub(crate) fn new(mut inner: Box<dyn Read + 'a>) -> io::Result<Self> {
        let mut start = Vec::new();
        inner.by_ref().take(3).read_to_end(&mut start)?;
        let (encoding, rest) = match start.as_slice() {
            [0xEF, 0xBB, 0xBF] => (None, Vec::new()),
            [0xFF, 0xFE, rest @ ..] => (Some(UTF_16LE), rest.to_vec()),
            [0xFE, 0xFF, rest @ ..] => (Some(UTF_16BE), rest.to_vec()),
            _ => (None, start),
        };
        let is_wide = encoding.is_some();
        let (raw, ready) = if is_wide { (rest, Vec::new()) } else { (Vec::new(), rest) };
        let decoder = encoding.map(encoding_rs::Encoding::new_decoder_without_bom_handling);
        Ok(Self { inner, decoder, raw, ready, taken: 0, ended: false })
    }

    /// Looks at what comes next, up to `limit` bytes, without taking it.
    pub(crate) fn peek(&mut self, limit: usize) -> io::Result<&[u8]> {
        while self.ready.len() - self.taken < limit && !self.ended {
            self.pull()?;
        }
        let waiting = self.ready.get(self.taken..).unwrap_or_default();
        Ok(waiting.get(..limit).unwrap_or(waiting))
    }

    /// Adds a chunk to what is ready, unless the end is reached.
    fn pull(&mut self) -> io::Result<()> {
        let read = self.inner.by_ref().take(CHUNK_BYTES).read_to_end(&mut self.raw)?;
        self.ended = read == 0;
        match &mut self.decoder {
            Some(decoder) => decode_all(decoder, &self.raw, self.ended, &mut self.ready),
            None => self.ready.extend_from_slice(&self.raw),
        }
        self.raw.clear();
        Ok(())
    }
}

fn decode_all(decoder: &mut Decoder, raw: &[u8], last: bool, ready: &mut Vec<u8>) {
    let mut rest = raw;
    loop {
        let filled = ready.len();
        let room = decoder.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(0);
        ready.resize(filled + room.max(16), 0);
        let free = ready.get_mut(filled..).unwrap_or_default();
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(rest, free, last);
        ready.truncate(filled + written);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => ready.push(INVALID),
        }
    }
}

impl Read for Decoded<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.taken == self.ready.len() {
            if self.decoder.is_none() {
                return self.inner.read(into);
            }
            self.ready.clear();
            self.taken = 0;
            while self.ready.is_empty() && !self.ended {
                self.pull()?;
            }
        }
        let mut waiting = self.ready.get(self.taken..).unwrap_or_default();
        let read = waiting.read(into)?;
        self.taken += read;
        Ok(read)
    }
}
