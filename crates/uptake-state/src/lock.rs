//! The lock on a data folder: one process at a time changes it.
//!
//! The operating system holds the lock and gives it back when the process ends, however it
//! ends. What stands in the file only says who; it never decides. A database on a server is
//! locked there as well, since folders on two machines know nothing of each other.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{Location, StateError};
use server::ServerLock;

mod server;
#[cfg(test)]
mod tests;

/// Who holds the lock, for the one who has to wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The process.
    pub pid: u32,
    /// The machine it runs on.
    pub host: String,
    /// When it took the lock.
    pub since: Timestamp,
    /// What it was started as.
    pub command: String,
}

impl Holder {
    /// Describes this process. `now_ms`: milliseconds since 1970-01-01T00:00:00Z.
    pub fn this_process(now_ms: i64) -> Self {
        let words: Vec<_> =
            std::env::args_os().map(|it| it.to_string_lossy().into_owned()).collect();
        Self {
            pid: std::process::id(),
            host: gethostname::gethostname().to_string_lossy().into_owned(),
            since: Timestamp::from_millisecond(now_ms).unwrap_or_default(),
            command: words.join(" "),
        }
    }
}

/// The held lock on a data folder, and on its database if that is on a server; dropping it
/// gives both free.
#[derive(Debug)]
pub struct DataLock {
    file: File,
    was_left: bool,
    server: Option<ServerLock>,
}

impl DataLock {
    /// Takes the lock on the data folder, making the folder if it is not there, and then on
    /// the database. Does not wait: what is in use is refused with what its holder wrote.
    pub async fn acquire(
        folder: &Path,
        location: &Location,
        holder: &Holder,
    ) -> Result<Self, StateError> {
        let mut lock = Self::acquire_folder(folder, holder)?;
        lock.server = match location {
            Location::Folder(_) => None,
            Location::Postgres(url) => Some(ServerLock::acquire(url, holder).await?),
        };
        Ok(lock)
    }

    fn acquire_folder(folder: &Path, holder: &Holder) -> Result<Self, StateError> {
        let path = folder.join("uptake.lock");
        let failed = |doing, path: PathBuf| move |source| StateError::Io { doing, path, source };
        std::fs::create_dir_all(folder).map_err(failed("create", folder.to_owned()))?;
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(failed("open", path.clone()))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let location = Location::Folder(folder.to_owned());
                return Err(held(location, read_holder(&mut file)));
            }
            Err(TryLockError::Error(source)) => return Err(failed("lock", path)(source)),
        }
        let was_left = file.metadata().is_ok_and(|it| it.len() > 0);
        write_holder(&mut file, holder).map_err(failed("write", path))?;
        Ok(Self { file, was_left, server: None })
    }

    /// Whether the process that held the lock before ended without giving it back, and may
    /// have left unfinished files behind.
    pub fn was_left(&self) -> bool {
        self.was_left
    }
}

impl Drop for DataLock {
    fn drop(&mut self) {
        // The next one may find the folder free only when the database is free as well.
        drop(self.server.take());
        // Closing the file frees the lock in any case; a name left behind would only mislead.
        let _cleared = self.file.set_len(0);
    }
}

fn write_holder(file: &mut File, holder: &Holder) -> std::io::Result<()> {
    let text = json!({
        "pid": holder.pid,
        "host": holder.host,
        "since": holder.since.to_string(),
        "command": holder.command,
    });
    file.set_len(0)?;
    file.rewind()?;
    file.write_all(text.to_string().as_bytes())
}

fn held(location: Location, holder: Option<Holder>) -> StateError {
    match holder {
        Some(Holder { pid, host, since, command }) => {
            StateError::Held { location, pid, host, since, command }
        }
        None => StateError::HeldByUnknown { location },
    }
}

/// What the holder wrote, or `None`: it may be about to write, or the system may keep others
/// from reading a locked file.
fn read_holder(file: &mut File) -> Option<Holder> {
    let mut text = String::new();
    file.read_to_string(&mut text).ok()?;
    let value: Value = serde_json::from_str(&text).ok()?;
    let word = |name| value.get(name).and_then(Value::as_str);
    Some(Holder {
        pid: value.get("pid")?.as_u64()?.try_into().ok()?,
        host: word("host")?.to_owned(),
        since: word("since")?.parse().ok()?,
        command: word("command")?.to_owned(),
    })
}
