//! Reading that tells how far it is: an event of the target `uptake::progress` for each MiB.

use std::io::{self, Read};

/// Bytes between two events.
const STEP_BYTES: u64 = 1 << 20;

/// A reader that tells how many of its bytes were read.
pub(super) struct Counted<'a, R> {
    inner: R,
    name: &'a str,
    total: u64,
    done: u64,
    told: u64,
}

impl<'a, R> Counted<'a, R> {
    /// Counts the bytes of the file `name`, which has `total`.
    pub(super) fn new(inner: R, name: &'a str, total: u64) -> Self {
        Self { inner, name, total, done: 0, told: 0 }
    }
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.done = self.done.saturating_add(u64::try_from(read).unwrap_or(0));
        if self.done.saturating_sub(self.told) >= STEP_BYTES {
            self.told = self.done;
            tracing::trace!(
                target: "uptake::progress",
                phase = "read",
                what = self.name,
                done = self.done,
                total = self.total,
            );
        }
        Ok(read)
    }
}
