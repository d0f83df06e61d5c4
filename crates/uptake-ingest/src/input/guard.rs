//! Unpacking with a limit: an archive of a few kilobytes can hold terabytes.

use std::{
    fmt,
    io::{self, Read},
};

use uptake_model::problem::{Problem, ProblemCode};

/// The largest member that is read: 4 GiB unpacked.
const MAX_UNPACKED_BYTES: u64 = 4 << 30;
/// From this size on, a member may be 200 times as large as it is packed: text of reports
/// packs by 10 to 60.
const MAX_RATIO: u64 = 200;
const RATIO_COUNTS_FROM_BYTES: u64 = 64 << 20;

/// Why an archive cannot be read through.
#[derive(Debug)]
pub(crate) struct ArchiveFault {
    code: ProblemCode,
    detail: String,
}

impl ArchiveFault {
    pub(crate) fn invalid(cause: &dyn fmt::Display) -> Self {
        Self { code: ProblemCode::InvalidArchive, detail: cause.to_string() }
    }

    fn too_large(limit: &str) -> Self {
        Self { code: ProblemCode::ArchiveTooLarge, detail: limit.to_owned() }
    }

    pub(crate) fn into_io(self) -> io::Error {
        io::Error::other(self)
    }

    pub(crate) fn into_problem(self, name: &str) -> Problem {
        let is_too_large = self.code == ProblemCode::ArchiveTooLarge;
        let arg = if is_too_large { "limit" } else { "message" };
        Problem::new(self.code, name).with(arg, &self.detail)
    }
}

impl fmt::Display for ArchiveFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.as_str(), self.detail)
    }
}

impl std::error::Error for ArchiveFault {}

/// The fault of the archive in an error; other errors are given back.
pub(crate) fn fault_of(error: io::Error) -> Result<ArchiveFault, io::Error> {
    error.downcast::<ArchiveFault>()
}

/// A member as it unpacks. What really comes out is counted, not what its header claims.
pub(crate) struct Guarded<R> {
    inner: R,
    packed_bytes: u64,
    unpacked_bytes: u64,
}

impl<R: Read> Guarded<R> {
    pub(crate) fn new(inner: R, packed_bytes: u64) -> Self {
        Self { inner, packed_bytes, unpacked_bytes: 0 }
    }
}

impl<R: Read> Read for Guarded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into).map_err(|error| {
            let is_system = error.raw_os_error().is_some();
            if is_system { error } else { ArchiveFault::invalid(&error).into_io() }
        })?;
        self.unpacked_bytes += u64::try_from(read).unwrap_or(u64::MAX);
        if self.unpacked_bytes > MAX_UNPACKED_BYTES {
            return Err(ArchiveFault::too_large("4 GiB").into_io());
        }
        let may_have = self.packed_bytes.saturating_mul(MAX_RATIO).max(RATIO_COUNTS_FROM_BYTES);
        if self.unpacked_bytes > may_have {
            return Err(ArchiveFault::too_large("200 : 1").into_io());
        }
        Ok(read)
    }
}
