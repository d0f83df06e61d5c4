//! Unpacking with a limit: an archive of a few kilobytes can hold terabytes.

use std::{
    fmt,
    io::{self, Read},
};

use uptake_model::problem::{Problem, ProblemCode};

/// The largest member that is read: 4 GiB unpacked.
const MAX_UNPACKED_BYTES: u64 = 4 << 30;
/// All members of an archive together: 16 GiB unpacked.
const MAX_TOTAL_BYTES: u64 = 16 << 30;
/// From this size on, a member, and all of them together, may be 200 times as large as they
/// are packed: text of reports packs by 10 to 60.
const MAX_RATIO: u64 = 200;
const RATIO_COUNTS_FROM_BYTES: u64 = 64 << 20;

/// Why an archive cannot be read through.
#[derive(Debug)]
pub(crate) struct ArchiveFault {
    code: ProblemCode,
    arg: (&'static str, String),
}

impl ArchiveFault {
    pub(crate) fn invalid(cause: &dyn fmt::Display) -> Self {
        Self { code: ProblemCode::InvalidArchive, arg: ("message", cause.to_string()) }
    }

    fn too_large(limit: &str) -> Self {
        Self { code: ProblemCode::ArchiveTooLarge, arg: ("limit", limit.to_owned()) }
    }

    fn too_dense() -> Self {
        Self { code: ProblemCode::ArchiveRatio, arg: ("limit", MAX_RATIO.to_string()) }
    }

    pub(crate) fn into_io(self) -> io::Error {
        io::Error::other(self)
    }

    pub(crate) fn into_problem(self, name: &str) -> Problem {
        let (arg, value) = self.arg;
        Problem::new(self.code, name).with(arg, &value)
    }
}

impl fmt::Display for ArchiveFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.as_str(), self.arg.1)
    }
}

impl std::error::Error for ArchiveFault {}

/// The fault of the archive in an error; other errors are given back.
pub(crate) fn fault_of(error: io::Error) -> Result<ArchiveFault, io::Error> {
    error.downcast::<ArchiveFault>()
}

/// Checks what all members of an archive claim to unpack to, together. The claims bind: a
/// member that unpacks to more than its own is broken off as it is read.
pub(super) fn check_total(packed_bytes: u64, unpacked_bytes: u64) -> Result<(), ArchiveFault> {
    if unpacked_bytes > MAX_TOTAL_BYTES {
        return Err(ArchiveFault::too_large("16 GiB"));
    }
    if unpacked_bytes > may_have(packed_bytes) {
        return Err(ArchiveFault::too_dense());
    }
    Ok(())
}

fn may_have(packed_bytes: u64) -> u64 {
    packed_bytes.saturating_mul(MAX_RATIO).max(RATIO_COUNTS_FROM_BYTES)
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
        if self.unpacked_bytes > may_have(self.packed_bytes) {
            return Err(ArchiveFault::too_dense().into_io());
        }
        Ok(read)
    }
}
