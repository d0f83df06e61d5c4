//! A local folder as an object store whose writes survive a power cut.
//!
//! The object store of the library puts a file in its place without syncing it, so that
//! after a power cut a version of the log can be there and be empty. Here a file is written
//! under another name, synced, put in its place, and then its folder is synced.
//!
//! And a file of the log is only read when it is what was written: its content is compared
//! with its checksum when it is first read. Everything else is left to the library's store.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path as FilePath, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use async_trait::async_trait;
use deltalake_core::logstore::object_store::local::LocalFileSystem;
use deltalake_core::logstore::object_store::path::Path;
use deltalake_core::logstore::object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta,
    ObjectStore, PutMode, PutMultipartOptions, PutOptions, PutPayload, PutResult, Result,
    UploadPart,
};
use fail::fail_point;
use futures::FutureExt as _;
use futures::stream::BoxStream;

use super::checksums::Checksums;

#[cfg(test)]
mod tests;

const STORE: &str = "durable local folder";

/// A file that only tells where to look first: without it opening is slower, nothing else.
const HINT: &str = "_last_checkpoint";

/// The folder whose files are checked.
const LOG_FOLDER: &str = "_delta_log";

/// The whole local file system; paths are absolute.
#[derive(Clone, Debug)]
pub(super) struct DurableFiles {
    files: LocalFileSystem,
    /// Files of the log that were what was written, with size and time of change then.
    checked: Arc<Mutex<BTreeMap<PathBuf, Stamp>>>,
}

/// Size and time of change: a file that has neither changed is not read twice.
type Stamp = (u64, Option<SystemTime>);

impl DurableFiles {
    pub(super) fn new() -> Self {
        Self { files: LocalFileSystem::new(), checked: Arc::default() }
    }

    /// Compares a file of the log with its checksum; one that is not there is no damage here.
    fn check(&self, path: &FilePath) -> std::result::Result<(), Unfit> {
        let Ok(meta) = path.metadata() else { return Ok(()) };
        let stamp = (meta.len(), meta.modified().ok());
        let known = |it: &BTreeMap<_, _>| it.get(path) == Some(&stamp);
        if known(&self.checked.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(());
        }
        let damaged = |what| Unfit { path: path.to_owned(), what };
        let Some(sums) = super::checksum_path(path) else { return Ok(()) };
        let content = std::fs::read(path).map_err(|error| damaged(error.to_string()))?;
        let sums = match std::fs::read(sums) {
            Ok(sums) => sums,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(damaged("has no checksum: uptake did not write it".to_owned()));
            }
            Err(error) => return Err(damaged(error.to_string())),
        };
        let Some(sums) = Checksums::parse(&sums) else {
            return Err(damaged("has a damaged checksum".to_owned()));
        };
        if !sums.contain(blake3::hash(&content)) {
            return Err(damaged("does not match its checksum".to_owned()));
        }
        let mut checked = self.checked.lock().unwrap_or_else(PoisonError::into_inner);
        checked.insert(path.to_owned(), stamp);
        Ok(())
    }
}

/// A file of the log that is not what was written.
#[derive(Debug, thiserror::Error)]
#[error("`{}` {what}", path.display())]
pub(super) struct Unfit {
    path: PathBuf,
    /// Continues the sentence that begins with the file.
    pub(super) what: String,
}

/// Makes `folder` and the folders above it, so that they survive a power cut.
pub(crate) fn make_folder(folder: &FilePath) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let named = folder.parent().filter(|it| !it.as_os_str().is_empty());
    let above = named.unwrap_or(FilePath::new("."));
    make_folder(above)?;
    match std::fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        Ok(()) | Err(_) => sync_folder(above),
    }
}

#[async_trait]
impl ObjectStore for DurableFiles {
    async fn put_opts(
        &self,
        location: &Path,
        payload: PutPayload,
        opts: PutOptions,
    ) -> Result<PutResult> {
        let create = match opts.mode {
            PutMode::Create => true,
            PutMode::Overwrite => false,
            PutMode::Update(_) => {
                return Err(Error::NotSupported { source: "no conditional update".into() });
            }
        };
        let target = self.files.path_to_filesystem(location)?;
        tokio::task::spawn_blocking(move || put(&target, &payload, create))
            .await
            .map_err(|error| Error::Generic { store: STORE, source: error.into() })?
    }

    async fn put_multipart_opts(
        &self,
        location: &Path,
        _opts: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        Ok(Box::new(Upload { store: self.clone(), location: location.clone(), parts: Vec::new() }))
    }

    async fn get_opts(&self, location: &Path, options: GetOptions) -> Result<GetResult> {
        let path = self.files.path_to_filesystem(location)?;
        let is_log = path.parent().and_then(FilePath::file_name).is_some_and(|it| it == LOG_FOLDER);
        if is_log && !options.head {
            let files = self.clone();
            let checked = tokio::task::spawn_blocking(move || files.check(&path))
                .await
                .map_err(|error| Error::Generic { store: STORE, source: error.into() })?;
            match checked {
                Ok(()) => {}
                Err(unfit) if location.filename() == Some(HINT) => {
                    let path = location.to_string();
                    return Err(Error::NotFound { path, source: unfit.into() });
                }
                Err(unfit) => return Err(Error::Generic { store: STORE, source: unfit.into() }),
            }
        }
        self.files.get_opts(location, options).await
    }

    fn delete_stream(
        &self,
        locations: BoxStream<'static, Result<Path>>,
    ) -> BoxStream<'static, Result<Path>> {
        self.files.delete_stream(locations)
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        self.files.list(prefix)
    }

    fn list_with_offset(
        &self,
        prefix: Option<&Path>,
        offset: &Path,
    ) -> BoxStream<'static, Result<ObjectMeta>> {
        self.files.list_with_offset(prefix, offset)
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.files.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.files.copy_opts(from, to, options).await
    }
}

impl fmt::Display for DurableFiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(STORE)
    }
}

/// A large file (a checkpoint of very many files) that comes in parts: they are kept until
/// the last, and then put like any other file.
#[derive(Debug)]
struct Upload {
    store: DurableFiles,
    location: Path,
    parts: Vec<PutPayload>,
}

#[async_trait]
impl MultipartUpload for Upload {
    fn put_part(&mut self, data: PutPayload) -> UploadPart {
        self.parts.push(data);
        async { Ok(()) }.boxed()
    }

    async fn complete(&mut self) -> Result<PutResult> {
        let parts = std::mem::take(&mut self.parts);
        let whole: PutPayload = parts.into_iter().flatten().collect();
        self.store.put_opts(&self.location, whole, PutOptions::default()).await
    }

    async fn abort(&mut self) -> Result<()> {
        self.parts.clear();
        Ok(())
    }
}

fn put(target: &FilePath, payload: &PutPayload, create: bool) -> Result<PutResult> {
    let failed = |source: io::Error| {
        let path = target.display().to_string();
        if source.kind() == io::ErrorKind::AlreadyExists {
            return Error::AlreadyExists { path, source: source.into() };
        }
        Error::Generic { store: STORE, source: WriteError { path, source }.into() }
    };
    write_synced(target, payload, create).map_err(failed)?;
    Ok(PutResult { e_tag: None, version: None })
}

fn write_synced(target: &FilePath, payload: &PutPayload, create: bool) -> io::Result<()> {
    // One at a time: who comes second to create a file must not write its checksum. Another
    // process would need the lock on the data folder.
    static WRITING: Mutex<()> = Mutex::new(());
    let _writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    if create && target.exists() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let folder = target.parent().map_or_else(PathBuf::new, PathBuf::from);
    make_folder(&folder)?;
    write_checksum(target, &folder, payload)?;
    let mut file = new_file(&folder)?;
    for part in payload {
        file.write_all(part)?;
    }
    file.as_file().sync_all()?;
    if create {
        file.persist_noclobber(target)?;
    } else {
        file.persist(target)?;
    }
    fail_point!("store::log::renamed");
    sync_folder(&folder)
}

/// Writes the checksum before the file: a file that is replaced matches the checksum before
/// or the one after it, whenever the process ends.
fn write_checksum(target: &FilePath, folder: &FilePath, payload: &PutPayload) -> io::Result<()> {
    let Some(path) = super::checksum_path(target) else { return Ok(()) };
    let mut hasher = blake3::Hasher::new();
    for part in payload {
        hasher.update(part);
    }
    let before = std::fs::read(target).ok().map(|it| blake3::hash(&it));
    let checksums = Checksums::new([hasher.finalize()].into_iter().chain(before));
    let mut file = new_file(folder)?;
    file.write_all(checksums.to_text().as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    fail_point!("store::log::checksum_written");
    Ok(())
}

/// A file under a name of its own, which other programs may read once it is in its place.
#[cfg(unix)]
fn new_file(folder: &FilePath) -> io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt as _;

    tempfile::Builder::new()
        .prefix(".uptake-")
        .permissions(std::fs::Permissions::from_mode(0o666))
        .tempfile_in(folder)
}

/// A file under a name of its own.
#[cfg(not(unix))]
fn new_file(folder: &FilePath) -> io::Result<tempfile::NamedTempFile> {
    tempfile::Builder::new().prefix(".uptake-").tempfile_in(folder)
}

#[cfg(unix)]
fn sync_folder(folder: &FilePath) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Elsewhere a folder cannot be opened as a file, and the file system keeps its own journal.
#[cfg(not(unix))]
fn sync_folder(folder: &FilePath) -> io::Result<()> {
    folder.metadata().map(|_| ())
}

#[derive(Debug, thiserror::Error)]
#[error("failed to write `{path}`")]
struct WriteError {
    path: String,
    source: io::Error,
}
